/* form.h: the form of a budget: what is asked for, what is likely spent of it and what is left, by line and year.
 *
 * Lines are what the model says that the budget's arm asks money for (rap_model.costs), indirect costs and
 * administration among them; nothing is left over for "other lines". Of each line and year of the study
 *
 *   asked   what the funder is asked for
 *   spend   what the runs spend of it on average: the spend outcome of the line's group, times asked / cost;
 *           to the cent
 *   left    asked - spend, exactly; below 0 where more is spent than was asked for
 *
 * All amounts are whole cents; totals are sums of them, so that every row and column adds up to the cent. */
#ifndef RAP_FORM_H
#define RAP_FORM_H

#include "analysis/tables/tables.h"
#include "scenario/study/form_layouts.h"

typedef struct {
    int64_t asked, spend, left; /* cents; asked = spend + left */
    rap_summary is; /* of the spend, currency units, with its interval; NaN: cannot be told */
} rap_form_cell;

/* A line, all lines under a heading, or all. */
typedef struct {
    const rap_cost
        *cost; /* of all years: name, label, purpose, kind, lever, feeds; NULL for a total */
    const char *label;    /* for people: of the cost, or of the heading, or "All" */
    rap_form_cell *years; /* by year of the study */
    rap_form_cell total;  /* of all years */
    int64_t *costs;       /* by year: what it costs, whoever pays */
    int64_t cost;         /* in all = asked + in_kind + own */
    int64_t in_kind;      /* given by others than the funder (match) */
    int64_t own;          /* share that neither pays: of full economic cost, above a salary cap */
    int64_t base;         /* what indirect costs are counted on */
    bool told;            /* the runs say what is spent of it */
} rap_form_row;

/* A heading of the form with at least one line: rows [first, first + n). */
typedef struct {
    const char *label;
    size_t first, n;
    rap_form_row total;
} rap_form_group;

struct rap_form {
    const rap_study *study;
    const rap_form_layout *layout;
    const rap_cost *costs; /* the plan's */
    rap_form_row *rows;    /* by heading, then as the study has them; indirect costs last */
    size_t n;
    rap_form_group *groups; /* in the layout's order; headings that the study adds behind */
    size_t n_groups;
    rap_form_row all;
    size_t n_years; /* as many as money is asked for in, or the study runs */
    int64_t beyond; /* cents asked for after the horizon: no run says what becomes of them */
};

/* What is known of the costs before any run: it outlives the form, and the study's list of what is kept. */
typedef struct {
    rap_cost *costs; /* of all years */
    size_t n, n_years;
    size_t *windows; /* by year within the horizon: that at its end */
    size_t n_windows;
} rap_form_plan;

/* Takes the costs of the budget's arm, and has the study keep what form_make looks at. No costs where the model
 * has no budgets. RAP_OK or RAP_ENOMEM. Free is legal after a failure, and twice. */
int rap_form_plan_make(rap_form_plan *plan, rap_study *study);
void rap_form_plan_free(rap_form_plan *plan);

/* RAP_OK, RAP_ENOMEM, or what the store says; free is legal after a failure, and twice. */
int rap_form_make(rap_form *form, const rap_study *study, const rap_form_plan *plan,
                  const rap_layout *layout, rap_store *store);
void rap_form_free(rap_form *form);

/* form.csv: a row a line, one for each heading's total, one for all. */
extern const rap_csv_table rap_csv_form;
void rap_form_csv(const rap_form *form, rap_text *out);

#endif
