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
    const rap_cost *line; /* of all years: name, purpose, kind, lever ...; NULL for a total */
    const char *label;    /* for people: of the cost, of the heading, or "All" */
    rap_form_cell *years; /* by year of the study */
    rap_form_cell total;  /* of all years */
    int64_t *costs;       /* by year: what it costs, whoever pays */
    int64_t cost;         /* in all: asked + in_kind + own */
    int64_t in_kind;      /* of that, given by others than the funder (match) */
    int64_t own; /* of that, what neither pays: beyond the funder's share or cap; the applicant's */
    int64_t base; /* of that, what indirect costs are counted on */
    bool told;    /* the runs say what is spent of it */
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
    rap_form_row *rows; /* by heading, then as the study has them */
    size_t n;           /* 0 where the model has no budgets */
    rap_form_group
        *groups; /* in the layout's order, those of the study's own before indirect costs */
    size_t n_groups;
    rap_form_row all;
    size_t n_years; /* to the last one in which money is asked for or spent */
    int64_t beyond; /* cents asked for after the horizon, which no run spends: they count as left */
    rap_form_cell *cells; /* private, with the one below */
    int64_t *costs;
};

/* What is known of the costs before any run. It outlives the form, and the study's list of what is kept. */
typedef struct {
    rap_cost *costs;   /* of all years */
    rap_cost *by_year; /* year x cost */
    size_t n, n_years;
    size_t *windows; /* by year of the study: that at its end */
    size_t n_windows;
} rap_form_plan;

/* Takes the costs of the budget's arm, none where the model has no budgets; and, to make a form of them, has the
 * study keep what that looks at. RAP_OK; RAP_EMODEL where years do not add up; RAP_ENOMEM. Free is legal after a
 * failure, and twice. */
int rap_form_plan_costs(rap_form_plan *plan, const rap_study *study);
int rap_form_plan_make(rap_form_plan *plan, rap_study *study);
void rap_form_plan_free(rap_form_plan *plan);

/* What the funder's form would not take as it stands: no heading for a cost, direct costs above what it allows in
 * a year or not in its steps. RAP_OK or RAP_ENOMEM. */
int rap_form_doubts(const rap_form_plan *plan, const rap_form_layout *layout, rap_problems *doubts);

/* The plan stays until the form is freed. RAP_OK, RAP_ENOMEM, or what the store says; free is legal after a
 * failure, and twice. */
int rap_form_make(rap_form *form, const rap_study *study, const rap_form_plan *plan,
                  const rap_layout *layout, rap_store *store);
void rap_form_free(rap_form *form);

/* form.csv: a row a line, then one for each heading's total, and one for all. */
extern const rap_csv_table rap_csv_form;
void rap_form_csv(const rap_form *form, rap_text *out);

#endif
