/* print_budget.c: what `budget` prints: the form, then for each line what its money buys. */
#include "cli/answers/answer_budget.h"
#include "analysis/estimate/matters.h"
#include "cli/answers/print.h"
#include "cli/terminal/table.h"
#include "cli/terminal/value_cells.h"
#include "plots/words/topic_words.h"
#include "plots/words/budget_money.h"
#include "plots/words/budget_words.h"
#include "plots/words/sentence_parts.h"
#include "plots/words/numbers.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const rap_budget_kept *kept_of_budget(const rap_job *job) {
    return job->kept;
}

static const rap_budget *budget_of(const rap_job *job) {
    return &job->study.budget;
}

static void plain_money_cell(rap_table *t, const rap_job *job, double x, bool sign) {
    char text[RAP_NUMBER_SIZE];
    rap_money_plain(text, job->tables.language, x, sign);
    rap_table_cell(t, "%s", text);
}

/* ---- a line ----------------------------------------------------------------------------------- */

static void value_cells(rap_table *t, const rap_job *job, size_t outcome, const rap_summary *s) {
    rap_mean_cells(t, &job->tables, outcome, s, true);
}

/* With three digits of the largest of them, as far as six places show them; 0 where these show nothing. */
static void marginal_cell(rap_table *t, const rap_job *job, const rap_interval *r) {
    double largest = 1000 * fmax(fabs(r->mean), fmax(fabs(r->low), fabs(r->high)));
    int places = largest > 0 ? 2 - (int)floor(log10(largest)) : 0;
    char mean[RAP_NUMBER_SIZE], low[RAP_NUMBER_SIZE], high[RAP_NUMBER_SIZE];
    places = places < 0 || largest < 5e-7 ? 0 : places > 6 ? 6 : places;
    rap_number_plain(mean, job->tables.language, 1000 * r->mean, places, false);
    rap_number_plain(low, job->tables.language, 1000 * r->low, places, false);
    rap_number_plain(high, job->tables.language, 1000 * r->high, places, false);
    if (isnan(r->mean))
        rap_table_cell(t, "-");
    else
        rap_table_cell(t, tr(job->tables.language, "%s (%s to %s)"), mean, low, high);
}

static void dose_row(rap_table *t, const rap_job *job, size_t i, size_t k, size_t a) {
    const rap_dose_result *r = &job->tables.lines->rows[i].dose[k];
    rap_table_cell(t,
                   rap_doses[k] < 0 ? tr(job->tables.language, "cut by %d %%")
                                    : tr(job->tables.language, "raised by %d %%"),
                   abs(rap_doses[k]));
    value_cells(t, job, budget_of(job)->aims[a].outcome, &r->effect[a]);
    plain_money_cell(t, job, r->moved.mean, true);
    plain_money_cell(t, job, r->money.mean, true);
    marginal_cell(t, job, &r->marginal[a]);
}

static void print_doses(const rap_job *job, size_t i, size_t a, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_LEFT,  RAP_RIGHT, RAP_RIGHT,
                                      RAP_RIGHT, RAP_RIGHT, RAP_RIGHT};
    const rap_aim *aim = &budget_of(job)->aims[a];
    const rap_headline line = {aim->outcome, aim->window, aim->group};
    rap_table t;
    rap_text head;
    rap_text_init(&head);
    rap_value_headline(&head, &job->tables, &line);
    rap_text_format(out, "  %s (%s)\n", rap_text_string(&head),
                    rap_value_unit_words(&job->tables, aim->outcome));
    rap_text_free(&head);
    rap_table_init(&t, align, 6);
    rap_table_cell(&t, tr(job->tables.language, "The line is"));
    rap_table_cell(&t, tr(job->tables.language, "change"));
    rap_table_cell(&t, tr(job->tables.language, "95 %% interval"));
    rap_table_cell(&t, tr(job->tables.language, "in the line"));
    rap_table_cell(&t, tr(job->tables.language, "in all"));
    rap_table_cell(&t, tr(job->tables.language, "for each 1,000"));
    for (size_t k = 0; k < RAP_DOSES; k++)
        if (rap_doses[k] != 0 && job->tables.lines->plan->rows[i].there[k])
            dose_row(&t, job, i, k, a);
    rap_table_print(&t, out, 4, width);
    rap_table_free(&t);
}

static void print_returns(const rap_job *job, size_t i, rap_text *out, size_t width) {
    rap_text t;
    for (size_t a = 0; a < budget_of(job)->n_aims; a++) {
        rap_text_init(&t);
        rap_budget_returns(&t, &job->tables, i, a);
        rap_table_paragraph(out, &t, 4, width);
    }
}

/* What it is, what its lever is, and where a cut goes. */
static void print_line_head(const rap_job *job, size_t i, rap_text *out, size_t width) {
    const rap_line *line = &budget_of(job)->lines[i];
    const rap_line_cells *cells = &job->tables.lines->plan->rows[i];
    char total[RAP_NUMBER_SIZE], award[RAP_NUMBER_SIZE], indirect[RAP_NUMBER_SIZE];
    rap_text t;
    rap_text_init(&t);
    rap_money_plain(total, job->tables.language, job->tables.lines->rows[i].total.mean, false);
    rap_text_add(out, "\n");
    rap_text_format(out, tr(job->tables.language, "%s: %s %s\n"), line->label, total,
                    job->study.currency);
    rap_text_format(&t, "%s = %g%s", line->lever, cells->lever[RAP_DOSE_ZERO],
                    tr(job->tables.language, "; "));
    if (cells->award[0] != 0) {
        rap_money_plain(award, job->tables.language, -(double)cells->award[0] / 100, false);
        rap_money_plain(indirect, job->tables.language, -(double)cells->indirect[0] / 100, false);
        rap_text_format(
            &t,
            tr(job->tables.language, "without it the award falls by %s, %s of it indirect costs"),
            award, indirect);
    } else if (line->money_to)
        rap_text_format(&t, tr(job->tables.language, "what is cut goes to %s"), line->money_to);
    else
        rap_text_add(&t, tr(job->tables.language, "what is cut is not spent"));
    if (line->money_from)
        rap_text_format(&t, tr(job->tables.language, ", what is added comes from %s"),
                        line->money_from);
    if (line->reading)
        rap_text_format(&t, tr(job->tables.language, "; cut: %s"), line->reading);
    rap_table_paragraph(out, &t, 2, width);
}

static void print_budget_line(const rap_job *job, const rap_money_table *m, size_t i, rap_text *out,
                              size_t width) {
    const rap_line_cells *cells = &job->tables.lines->plan->rows[i];
    print_line_head(job, i, out, width);
    if (rap_money_is_for_form(m, &job->tables, i)) {
        rap_text_format(out, "  %s\n", tr(job->tables.language, rap_money_for_form));
        return;
    }
    for (size_t a = 0; a < budget_of(job)->n_aims; a++)
        print_doses(job, i, a, out, width);
    print_returns(job, i, out, width);
    for (size_t k = 0; k < RAP_DOSES; k++)
        if (cells->why[k]) {
            rap_text why;
            rap_text_init(&why);
            rap_text_format(&why, tr(job->tables.language, "%+d %%: not possible: %s"),
                            rap_doses[k], cells->why[k]);
            rap_table_paragraph(out, &why, 4, width);
        }
}

/* ---- arms and information --------------------------------------------------------------------- */

static void money_interval_cell(rap_table *t, const rap_job *job, const rap_interval *x,
                                bool sign) {
    char mean[64], low[64], high[64];
    rap_money_plain(mean, job->tables.language, x->mean, sign);
    rap_money_plain(low, job->tables.language, x->low, sign);
    rap_money_plain(high, job->tables.language, x->high, sign);
    if (isnan(x->mean))
        rap_table_cell(t, "-");
    else if (isnan(x->low))
        rap_table_cell(t, tr(job->tables.language, "%s (none)"), mean);
    else
        rap_table_cell(t, tr(job->tables.language, "%s (%s to %s)"), mean, low, high);
}

static void arm_row(rap_table *t, const rap_job *job, size_t a) {
    const rap_worth *w = job->tables.worth;
    const rap_increment *x = &w->increments[a];
    char effect[RAP_VALUE_SIZE], range[2 * RAP_VALUE_SIZE + 8];
    size_t outcome = budget_of(job)->aims[0].outcome;
    rap_value(effect, &job->tables, outcome, x->effect.mean, true);
    rap_value_range(range, sizeof range, &job->tables, outcome, x->effect.low, x->effect.high,
                    true);
    rap_table_cell(t, "%s", job->study.arms[a].label);
    money_interval_cell(t, job, &x->cost, true);
    money_interval_cell(t, job, &w->discounted[a].cost, true);
    rap_table_cell(t, "%s (%s)", effect, range);
    rap_table_cell(t, "%s", tr(job->tables.language, rap_dominance_text(x->dominance)));
    if (x->dominance == RAP_DOMINANCE_TRADE_OFF)
        money_interval_cell(t, job, &x->icer, false);
    else
        rap_table_cell(t, "-");
}

static void print_increments(const rap_job *job, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_WRAP,  RAP_RIGHT, RAP_RIGHT,
                                      RAP_RIGHT, RAP_WRAP,  RAP_RIGHT};
    const rap_worth *w = job->tables.worth;
    rap_table t;
    if (w->arms < 2)
        return;
    rap_text_format(
        out,
        budget_of(job)->n_prices
            ? tr(job->tables.language, "\nArms against \"%s\": %s with priced outcomes, and %s\n\n")
            : tr(job->tables.language, "\nArms against \"%s\": %s, and %s\n\n"),
        job->study.arms[job->study.baseline].label, job->study.currency,
        rap_budget_aim_label(&job->tables, &budget_of(job)->aims[0]));
    rap_table_init(&t, align, 6);
    rap_table_cell(&t, tr(job->tables.language, "Arm"));
    rap_table_cell(&t, tr(job->tables.language, "cost"));
    rap_table_cell(&t, tr(job->tables.language, "at present value"));
    rap_table_cell(&t, tr(job->tables.language, "effect"));
    rap_table_cell(&t, tr(job->tables.language, "so it"));
    rap_table_cell(&t, tr(job->tables.language, "cost per unit"));
    for (size_t a = 0; a < w->arms; a++)
        if (a != job->study.baseline)
            arm_row(&t, job, a);
    rap_table_print(&t, out, 2, width);
    rap_table_free(&t);
    rap_text sets;
    rap_text_init(&sets);
    rap_budget_sets(&sets, &job->tables);
    rap_text_add(out, "\n");
    rap_table_paragraph(out, &sets, 2, width);
}

/* One set of assumptions has no intervals: which arm is best is then not said. */
static bool weighs_arms(const rap_worth *w) {
    return w->arms >= 2 && w->draws >= 2;
}

static void add_weighted_sum(rap_text *out, const rap_job *job, size_t a) {
    const rap_language *l = job->tables.language;
    const rap_interval *x = &job->tables.worth->weighted[a];
    char mean[RAP_NUMBER_SIZE], low[RAP_NUMBER_SIZE], high[RAP_NUMBER_SIZE];
    rap_number_plain(mean, l, x->mean, 1, true);
    rap_number_plain(low, l, x->low, 1, true);
    rap_number_plain(high, l, x->high, 1, true);
    rap_text_format(out,
                    tr(l, " With the weights of the study, %s is %s smallest differences that "
                          "matter from the baseline (%s to %s)."),
                    job->study.arms[a].label, mean, low, high);
}

static void print_several(const rap_job *job, rap_text *out, size_t width) {
    const rap_worth *w = job->tables.worth;
    size_t n = 0;
    rap_text t;
    if (!weighs_arms(w))
        return;
    rap_text_init(&t);
    rap_parts p = {0};
    rap_text *kept = rap_next_part(&p);
    for (size_t a = 0; a < w->arms; a++)
        if (w->kept[a])
            rap_text_format(kept, "%s%s", n++ ? tr(job->tables.language, "; ") : "",
                            job->study.arms[a].label);
    rap_text_format(
        &t,
        tr(job->tables.language, "Not beaten by another arm on all outcomes and cost at once: %s."),
        rap_text_string(kept));
    rap_parts_end(&p, &t);
    for (size_t a = 0; a < w->arms; a++)
        if (!isnan(w->weighted[a].low))
            add_weighted_sum(&t, job, a);
    rap_text_add(out, "\n");
    rap_table_paragraph(out, &t, 2, width);
}

static void worth_cell(rap_table *t, const rap_tables *tables, double value, double low,
                       double high) {
    rap_text words;
    rap_text_init(&words);
    rap_budget_worth(&words, tables, value, low, high);
    rap_table_cell(t, "%s", rap_text_string(&words));
    rap_text_free(&words);
}

/* The same of a group of numbers on other ranges; where those leave nothing to vary there is none. */
static void again_cell(rap_table *t, const rap_job *job, const rap_worth *again, const char *name) {
    const rap_information *x = rap_worth_of_group(again, name);
    if (x)
        worth_cell(t, &job->tables, x->value, x->low, x->high);
    else
        rap_table_cell(t, "-");
}

static void print_values(const rap_job *job, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_RIGHT, RAP_LEFT, RAP_RIGHT, RAP_RIGHT};
    const rap_worth *w = job->tables.worth;
    rap_table t;
    rap_text words;
    if (!weighs_arms(w))
        return;
    rap_text_init(&words);
    rap_table_init(&t, align, 4);
    rap_table_cell(&t, tr(job->tables.language, "one unit is worth"));
    rap_table_cell(&t, tr(job->tables.language, "best on average"));
    rap_table_cell(&t, tr(job->tables.language, "best in"));
    rap_table_cell(&t, tr(job->tables.language, "knowing all would be worth"));
    for (size_t k = 0; k < RAP_WORTH_POINTS; k += 4) {
        rap_text_clear(&words);
        rap_budget_best_in(&words, job->tables.language, rap_worth_best_in(w, k));
        plain_money_cell(&t, job, w->lambda[k], false);
        rap_table_cell(&t, "%s", job->study.arms[w->frontier[k].frontier].label);
        rap_table_cell(&t, "%s", rap_text_string(&words));
        worth_cell(&t, &job->tables, w->frontier[k].evpi.mean, w->frontier[k].evpi.low,
                   w->frontier[k].evpi.high);
    }
    rap_text_add(out, "\n");
    rap_table_print(&t, out, 2, width);
    rap_table_free(&t);
    rap_text_clear(&words);
    rap_budget_shares_rest_on(&words, &job->tables, w->reference);
    rap_text_add(out, "\n");
    rap_table_paragraph(out, &words, 2, width);
}

static void print_information(const rap_job *job, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_LEFT, RAP_RIGHT, RAP_RIGHT, RAP_RIGHT, RAP_LEFT};
    const rap_worth *w = job->tables.worth;
    char unit[64];
    rap_table t;
    if (w->arms < 2 || w->n_groups == 0)
        return;
    rap_money_plain(unit, job->tables.language, w->lambda[w->reference], false);
    rap_text_format(out,
                    tr(job->tables.language, "\nWhat to find out first (a decision between the "
                                             "arms, a unit of the outcome being worth %s %s)\n\n"),
                    unit, job->study.currency);
    rap_table_init(&t, align, 5);
    rap_table_cell(&t, tr(job->tables.language, "Numbers"));
    rap_table_cell(&t, tr(job->tables.language, "worth of knowing them"));
    rap_table_cell(&t, tr(job->tables.language, "ranges halved"));
    rap_table_cell(&t, tr(job->tables.language, "doubled"));
    rap_table_cell(&t, tr(job->tables.language, "grades"));
    for (size_t g = 0; g < w->n_groups && g < 8; g++) {
        const rap_worth_group *x = &w->groups[g];
        rap_table_cell(&t, "%s (%zu)", rap_words_topic(&job->tables, x), x->n);
        worth_cell(&t, &job->tables, x->worth.value, x->worth.low, x->worth.high);
        again_cell(&t, job, &kept_of_budget(job)->halved, x->name);
        again_cell(&t, job, &kept_of_budget(job)->doubled, x->name);
        rap_table_cell(&t, tr(job->tables.language, "%zu measured, %zu inferred, %zu assumed"),
                       x->measured, x->inferred, x->assumed);
    }
    rap_table_print(&t, out, 2, width);
    rap_table_free(&t);
    rap_text_add(out, "\n");
    rap_table_wrap(out,
                   tr(job->tables.language,
                      "Up to X: not told apart from nothing, and up to X cannot be ruled out; no "
                      "group is worth more than knowing all. As a check, the same with all ranges "
                      "half and twice as wide about their start values."),
                   2, width);
}

static void print_surveys(const rap_job *job, rap_text *out, size_t width) {
    if (!weighs_arms(job->tables.worth))
        return;
    for (size_t i = 0; i < budget_of(job)->n_surveys; i++) {
        rap_text words;
        rap_text_init(&words);
        rap_budget_survey(&words, &job->tables, i);
        rap_text_add(out, i ? "" : tr(job->tables.language, "\nIs a survey worth it?\n\n"));
        rap_table_paragraph(out, &words, 2, width);
    }
}

void rap_print_budget(const rap_job *job, rap_text *out, size_t width) {
    rap_money_table m;
    rap_print_head(job, out, width);
    out->failed |= rap_money_table_make(&m, &job->tables) != 0;
    if (!out->failed)
        rap_print_form(job, &m, out, width);
    for (size_t i = 0; i < job->tables.lines->n && !out->failed; i++)
        print_budget_line(job, &m, i, out, width);
    rap_money_table_free(&m);
    print_increments(job, out, width);
    rap_print_league(job, out, width);
    print_several(job, out, width);
    print_values(job, out, width);
    print_information(job, out, width);
    print_surveys(job, out, width);
    rap_print_split(job, out, width);
    rap_print_cuts(job, out, width);
    rap_text_add(out, "\n");
    rap_table_wrap(out,
                   tr(job->tables.language,
                      "Values of lines do not add: each is taken with all others as they stand."),
                   0, width);
}
