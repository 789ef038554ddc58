/* budget_money.h: what a budget asks for, what is spent of it on average and what is likely left, in whole units of
 * money that add up by row and by column as they are printed, and in sentences.
 *
 * Lines are those of the form (form.h), indirect costs among them. Where the model has no costs, they are the lines of
 * the budget: then nothing is known of what is asked for, and the last line is what other lines spend. */
#ifndef RAP_BUDGET_MONEY_H
#define RAP_BUDGET_MONEY_H

#include "analysis/budget/form.h"
#include "analysis/budget/lines.h"

typedef struct {
    const char *label, *heading;   /* of the form's layout; NULL where there is none */
    const rap_form_row *form;      /* NULL: of no form */
    bool is_told;                  /* the runs say what is spent of it; else it counts as left */
    int64_t *asked, *spend, *left; /* by year, then in all: whole units, asked = spend + left */
} rap_money_row;

typedef struct {
    rap_money_row *rows; /* n lines, then all of them */
    size_t n, n_years;   /* years up to the last in which anything is asked for or spent */
    bool is_asked;       /* what is asked for is known */
    bool is_told;        /* the runs say what is spent of some line */
    int64_t *amounts;    /* private: what the rows point to */
} rap_money_table;

/* Of tables with lines. RAP_OK or RAP_ENOMEM. Free is legal after a failure, and twice. */
int rap_money_table_make(rap_money_table *m, const rap_tables *t);
void rap_money_table_free(rap_money_table *m);

/* What stands in row `i` at year `y` (n_years: in all), of RAP_MONEY_ASKED, RAP_MONEY_SPENT or RAP_MONEY_LEFT. */
typedef enum { RAP_MONEY_ASKED, RAP_MONEY_SPENT, RAP_MONEY_LEFT } rap_money_kind;
int64_t rap_money_at(const rap_money_table *m, size_t i, size_t y, rap_money_kind kind);

/* The row of a line of the budget, or NULL: that which has its lever. */
const rap_money_row *rap_money_of_line(const rap_money_table *m, const rap_tables *t, size_t line);

/* Whether a line of the budget moves nothing in the model, so that no effects of it are listed; the words for it. */
bool rap_money_is_for_form(const rap_money_table *m, const rap_tables *t, size_t line);
extern const char rap_money_for_form[];

/* "CAD 12,000": whole units, in the currency of the study; and the same of cents. */
void rap_money_units(rap_text *out, const rap_tables *t, double units);
void rap_money_cents(rap_text *out, const rap_tables *t, int64_t cents);

/* "The budget asks for CAD 300,000, of which CAD 283,000 is spent on average; CAD 17,000 (6 %) is likely left."; then
 * the lines of which more than 5 % is likely left, what others give, and what no run says anything of. */
void rap_money_sentences(rap_text *out, const rap_tables *t, const rap_money_table *m);

/* "CAD 31,500 is asked for, of which CAD 29,000 is spent on average; ..." of one line. A sentence. */
void rap_money_of_line_sentence(rap_text *out, const rap_tables *t, const rap_money_table *m,
                                size_t line);

#endif
