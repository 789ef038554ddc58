/* print_split.c: the best split of a budget's money, line by line, and what it brings on fresh draws. */
#include "analysis/estimate/matters.h"
#include "cli/answers/answer_budget.h"
#include "cli/terminal/table.h"
#include "cli/terminal/value_cells.h"
#include "plots/words/budget_words.h"
#include "plots/words/numbers.h"

#include <math.h>
#include <stdio.h>

static const rap_best_split *split_of(const rap_job *job) {
    return &((const rap_budget_kept *)job->kept)->split;
}

/* What a unit of a lever asks for, where levers are shares kept of costs: these are printed as money. */
static double money_of_lever(const rap_job *job, size_t i) {
    const rap_best_split *b = split_of(job);
    const rap_field *f = job->tables.lines->plan->rows[b->lines[i]].field;
    bool share = f->kind != RAP_MONEY && b->now.asked[i] > 0 && b->split.start.x[i] > 0;
    return share ? b->now.asked[i] / b->split.start.x[i] : 1;
}

static void lever_words(char *text, const rap_job *job, size_t i, double x) {
    if (!isnan(split_of(job)->now.asked[i]))
        rap_money_plain(text, job->tables.language, money_of_lever(job, i) * x, false);
    else
        snprintf(text, 64, "%.3g", round(1000 * x) / 1000 + 0.0);
}

/* How much of the ask is spent on average. */
static void used_cell(rap_table *t, double asked, const rap_summary *used) {
    if (asked > 0 && !isnan(used->mean))
        rap_table_cell(t, "%.0f %%", 100 * used->mean / asked + 0.0);
    else
        rap_table_cell(t, "-");
}

static void split_row(rap_table *t, const rap_job *job, size_t i) {
    const rap_best_split *b = split_of(job);
    char now[64], best[64], low[64], high[64], least[64], most[64];
    lever_words(now, job, i, b->split.start.x[i]);
    lever_words(best, job, i, b->split.best.x[i]);
    lever_words(low, job, i, b->near_low[i]);
    lever_words(high, job, i, b->near_high[i]);
    lever_words(least, job, i, b->low[i]);
    lever_words(most, job, i, b->high[i]);
    rap_table_cell(t, "%s", job->study.budget.lines[b->lines[i]].label);
    rap_table_cell(t, "%s", now);
    used_cell(t, b->now.asked[i], &b->now.used[i]);
    rap_table_cell(t, "%s", best);
    used_cell(t, b->best.asked[i], &b->best.used[i]);
    rap_table_cell(t, tr(job->tables.language, "%s to %s"), low, high);
    rap_table_cell(t, tr(job->tables.language, "%s to %s"), least, most);
}

static void print_levers(const rap_job *job, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_WRAP,  RAP_RIGHT, RAP_RIGHT, RAP_RIGHT,
                                      RAP_RIGHT, RAP_RIGHT, RAP_RIGHT};
    rap_table t;
    rap_table_init(&t, align, 7);
    rap_table_cell(&t, "%s",
                   isnan(split_of(job)->now.asked[0]) ? tr(job->tables.language, "Lever of")
                                                      : tr(job->tables.language, "Line"));
    rap_table_cell(&t, tr(job->tables.language, "now"));
    rap_table_cell(&t, tr(job->tables.language, "spent"));
    rap_table_cell(&t, tr(job->tables.language, "best found"));
    rap_table_cell(&t, tr(job->tables.language, "spent"));
    rap_table_cell(&t, tr(job->tables.language, "about as good"));
    rap_table_cell(&t, tr(job->tables.language, "bounds"));
    for (size_t i = 0; i < split_of(job)->n; i++)
        split_row(&t, job, i);
    rap_table_print(&t, out, 2, width);
    rap_table_free(&t);
}

static void print_gains(const rap_job *job, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_WRAP, RAP_RIGHT, RAP_RIGHT};
    rap_table t;
    rap_table_init(&t, align, 3);
    rap_table_cell(&t, tr(job->tables.language, "On fresh draws"));
    rap_table_cell(&t, tr(job->tables.language, "best less now"));
    rap_table_cell(&t, tr(job->tables.language, "95 %% interval"));
    for (size_t a = 0; a < job->study.budget.n_aims; a++) {
        rap_text aim;
        rap_text_init(&aim);
        rap_budget_aim(&aim, &job->tables, &job->study.budget.aims[a]);
        rap_table_text_cell(&t, &aim);
        rap_mean_cells(&t, &job->tables, job->study.budget.aims[a].outcome,
                       &split_of(job)->effects[a], true);
    }
    rap_table_print(&t, out, 2, width);
    rap_table_free(&t);
}

static const char *split_verdict(const rap_language *l, const rap_summary *gain) {
    if (isnan(gain->ci_low))
        return tr(l, "Whether it is better on fresh draws cannot be told: there is no interval.");
    if (!(gain->ci_low > 0))
        return tr(l, "On fresh draws it is not distinguishable from the present split: the optimum "
                     "is flat, or the search fitted its own draws.");
    return !rap_at_least(gain->mean, 1)
               ? tr(l, "It is better on fresh draws, by less than one smallest difference that "
                       "matters: the optimum is flat.")
               : tr(l, "It is better on fresh draws.");
}

/* "Of CAD 293,618 asked for, 262,000 is spent as it stands, 281,000 in the split found." */
static void add_money_used(rap_text *out, const rap_job *job) {
    const rap_best_split *b = split_of(job);
    char asked[RAP_NUMBER_SIZE], now[RAP_NUMBER_SIZE], best[RAP_NUMBER_SIZE];
    if (isnan(b->now.asked_all) || isnan(b->best.used_all.mean))
        return;
    rap_money_plain(asked, job->tables.language, b->now.asked_all, false);
    rap_money_plain(now, job->tables.language, b->now.used_all.mean, false);
    rap_money_plain(best, job->tables.language, b->best.used_all.mean, false);
    rap_text_format(out,
                    tr(job->tables.language,
                       "Of %s %s asked for, %s is spent on average as it stands, and %s "
                       "in the split found: idle money counts as waste. "),
                    job->study.currency, asked, now, best);
}

static void add_split_gain(rap_text *out, const rap_job *job, const rap_summary *gain) {
    char mean[RAP_NUMBER_SIZE], low[RAP_NUMBER_SIZE], high[RAP_NUMBER_SIZE];
    rap_number_plain(mean, job->tables.language, gain->mean, 2, true);
    rap_number_plain(low, job->tables.language, gain->ci_low, 2, true);
    rap_number_plain(high, job->tables.language, gain->ci_high, 2, true);
    rap_text_format(
        out, tr(job->tables.language, "In smallest differences that matter, weighted: %s"), mean);
    if (!isnan(gain->ci_low))
        rap_text_format(out, tr(job->tables.language, " (%s to %s)"), low, high);
}

void rap_print_split(const rap_job *job, rap_text *out, size_t width) {
    const rap_best_split *b = split_of(job);
    rap_text t;
    if (b->n < 2)
        return;
    rap_text_add(out, tr(job->tables.language, "\nBest split of the same money\n\n"));
    if (b->why[0]) {
        rap_table_wrap(out, tr(job->tables.language, b->why), 2, width);
        return;
    }
    print_levers(job, out, width);
    rap_text_add(out, "\n");
    print_gains(job, out, width);
    const rap_summary *gain = &b->gain;
    rap_text_init(&t);
    add_money_used(&t, job);
    add_split_gain(&t, job, gain);
    rap_text_format(&t,
                    tr(job->tables.language,
                       ". %s %zu splits were tried on %lld sets of assumptions; %zu of "
                       "them could not be told from the best."),
                    split_verdict(job->tables.language, gain), b->split.n_seen,
                    (long long)b->search_draws, b->near);
    rap_text_add(out, "\n");
    rap_table_paragraph(out, &t, 2, width);
}
