/* answer_budget.h: the answer of `budget`: what each line buys, which arm is worth its money, and what
 * to find out first. */
#ifndef RAP_ANSWER_BUDGET_H
#define RAP_ANSWER_BUDGET_H

#include "analysis/budget/best_split.h"
#include "analysis/budget/cuts.h"
#include "analysis/budget/form.h"
#include "analysis/budget/lines.h"
#include "analysis/budget/worth.h"
#include "cli/job/job.h"
#include "plots/words/budget_money.h"
#include "base/json.h"

/* What it keeps in a job. */
typedef struct {
    rap_line_plan plan;
    rap_lines lines;
    rap_form_plan form_plan;
    rap_form form;
    rap_worth worth, halved, doubled; /* with ranges as they are, half and twice as wide */
    rap_best_split split;
    rap_cuts cuts; /* of --cut */
} rap_budget_kept;

/* Asked for, spent on average and likely left, by line and year, and in words. */
void rap_print_form(const rap_job *job, const rap_money_table *m, rap_text *out, size_t width);

/* Arms in order of cost, and what a unit more costs against the next cheaper one that is in question. */
void rap_print_league(const rap_job *job, rap_text *out, size_t width);

/* The best split; nothing where there is none. */
void rap_print_split(const rap_job *job, rap_text *out, size_t width);

/* The ways that --cut found; nothing where it was not asked. */
void rap_print_cuts(const rap_job *job, rap_text *out, size_t width);
void rap_print_cuts_json(const rap_job *job, rap_json *j);

void rap_print_budget(const rap_job *job, rap_text *out, size_t width);
void rap_print_budget_json(const rap_job *job, rap_text *out);

#endif
