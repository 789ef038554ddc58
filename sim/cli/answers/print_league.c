/* print_league.c: arms in order of cost, each against the next cheaper one that is in question. */
#include "cli/answers/answer_budget.h"
#include "cli/terminal/table.h"
#include "cli/terminal/value_cells.h"
#include "plots/words/numbers.h"

#include <math.h>

/* "412 (230 to 1,100)"; where the interval is not bounded, "412 (no bounded interval)". */
static void unit_cost_cell(rap_table *t, const rap_job *job, const rap_league_row *row) {
    char mean[RAP_NUMBER_SIZE], low[RAP_NUMBER_SIZE], high[RAP_NUMBER_SIZE];
    rap_money_plain(mean, job->tables.language, row->icer.mean, false);
    rap_money_plain(low, job->tables.language, row->icer.low, false);
    rap_money_plain(high, job->tables.language, row->icer.high, false);
    if (isnan(row->icer.mean))
        rap_table_cell(t, "-");
    else if (isnan(row->icer.low) || isnan(row->icer.high))
        rap_table_cell(t, tr(job->tables.language, "%s (no bounded interval)"), mean);
    else
        rap_table_cell(t, tr(job->tables.language, "%s (%s to %s)"), mean, low, high);
}

static void league_row(rap_table *t, const rap_job *job, const rap_league_row *row) {
    size_t outcome = job->study.budget.aims[0].outcome;
    double turned = job->study.model->outcomes[outcome].better < 0 ? -1 : 1;
    char cost[RAP_NUMBER_SIZE];
    rap_money_plain(cost, job->tables.language, row->cost, false);
    rap_table_cell(t, "%s", job->study.arms[row->arm].label);
    rap_table_cell(t, "%s", cost);
    rap_value_cell(t, &job->tables, outcome, turned * row->effect, false);
    rap_table_cell(t, "%s", tr(job->tables.language, rap_league_text(row->place)));
    unit_cost_cell(t, job, row);
}

void rap_print_league(const rap_job *job, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_WRAP, RAP_RIGHT, RAP_RIGHT, RAP_WRAP, RAP_RIGHT};
    const rap_worth *w = job->tables.worth;
    rap_table t;
    if (w->arms < 3 || w->draws < 2)
        return;
    rap_text_add(out, tr(job->tables.language, "\nArms in order of cost\n\n"));
    rap_table_init(&t, align, 5);
    rap_table_cell(&t, tr(job->tables.language, "Arm"));
    rap_table_cell(&t, tr(job->tables.language, "cost"));
    rap_table_cell(&t, tr(job->tables.language, "brings"));
    rap_table_cell(&t, tr(job->tables.language, "so it is"));
    rap_table_cell(&t, tr(job->tables.language, "for one unit more"));
    for (size_t k = 0; k < w->arms; k++)
        league_row(&t, job, &w->league[k]);
    rap_table_print(&t, out, 2, width);
    rap_table_free(&t);
    rap_text_add(out, "\n");
    rap_table_wrap(
        out,
        tr(job->tables.language,
           "By means. For one unit more: against the next cheaper arm on the frontier. Dominated: "
           "another arm costs no more and brings no less. Extendedly dominated: a mix of its "
           "neighbours on the frontier brings more for the same money."),
        2, width);
}
