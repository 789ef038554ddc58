/* justification_basis.c: the sentences of a justification on the whole of it: on what it rests, what that assumes, and of how
 * many lines a loss is clear. See justification_words.h. */
#include "plots/page/justification_words.h"
#include "plots/words/sentence_parts.h"
#include "plots/words/topic_words.h"

void rap_justify_basis(rap_text *out, const rap_tables *t) {
    rap_parts p = {0};
    rap_words_runs(rap_next_part(&p), t);
    rap_text_format(
        out,
        tr(t->language,
           "All that follows comes from a simulation, not from observation: %s, over %lld months. "
           "An arm is one plan that is run; this budget is that of the arm ‘%s’. A change is "
           "stated only where its whole 95 %% interval is at least the smallest difference that "
           "matters. A simulated programme is one run, with and without the change, on the same "
           "luck. Words in quotation marks are the applicant’s."),
        rap_part_string(&p, 0), (long long)t->study->horizon,
        rap_words_arm(t, rap_budget_of(t)->arm));
    rap_parts_end(&p, out);
}

/* The groups with most assumed numbers, at most five. */
static void add_most_assumed(rap_text *out, const rap_tables *t, size_t assumed) {
    const rap_worth *x = t->worth;
    size_t named = 0;
    rap_parts p = {0};
    rap_text *groups = rap_next_part(&p);
    for (size_t most = assumed; most > 0 && named < 5; most--)
        for (size_t g = 0; g < x->n_groups && named < 5; g++)
            if (x->groups[g].assumed == most) {
                rap_text_add(groups, named++ ? ", " : "");
                rap_text_add(groups, rap_words_topic(t, &x->groups[g]));
            }
    rap_text_format(out, tr(t->language, " Most of these are about: %s."), rap_text_string(groups));
    rap_parts_end(&p, out);
}

void rap_justify_assumed(rap_text *out, const rap_tables *t) {
    const rap_worth *x = t->worth;
    size_t all = 0, assumed = 0;
    for (size_t g = 0; x && g < x->n_groups; g++) {
        all += x->groups[g].n;
        assumed += x->groups[g].assumed;
    }
    rap_text_add(out, tr(t->language,
                         "No number of runs removes what all of this assumes: that the rules of "
                         "the model hold for the community at hand."));
    if (assumed)
        rap_text_format(out,
                        tr_n(t->language,
                             " Of its %zu uncertain numbers %zu is assumed, because nobody has "
                             "measured it.",
                             " Of its %zu uncertain numbers %zu are assumed, because nobody has "
                             "measured them.",
                             (int64_t)assumed),
                        all, assumed);
}

void rap_justify_assumptions(rap_text *out, const rap_tables *t) {
    size_t assumed = 0;
    for (size_t g = 0; t->worth && g < t->worth->n_groups; g++)
        assumed += t->worth->groups[g].assumed;
    rap_justify_assumed(out, t);
    if (assumed)
        add_most_assumed(out, t, assumed);
}

/* Whether doing without a line makes a claimed change to the worse (-1), to the better alone (+1), is not clear (0), or
 * no effect that matters was seen (2). */
static int judge_without(const rap_tables *t, size_t line) {
    const rap_dose_result *r = rap_budget_result(t, line, rap_budget_dose(-100));
    bool good = false, open = !r;
    for (size_t a = 0; r && a < rap_budget_of(t)->n_aims; a++) {
        rap_change change = rap_budget_change(t, rap_budget_of(t)->aims[a].outcome, &r->effect[a]);
        if (rap_budget_is_claimed(change) && rap_budget_gain(t, a, change) <= 0)
            return -1;
        good |= rap_budget_is_claimed(change);
        open |= !rap_budget_is_claimed(change) && change != RAP_CHANGE_SMALL;
    }
    return good ? 1 : open ? 0 : 2;
}

void rap_justify_counts(rap_text *out, const rap_tables *t, const rap_money_table *m) {
    size_t n = 0, lost = 0, open = 0, better = 0, small = 0;
    for (size_t i = 0; i < t->lines->n; i++) {
        if (rap_budget_is_reading(t, i) || rap_money_is_for_form(m, t, i))
            continue;
        int is = judge_without(t, i);
        n++;
        lost += is < 0;
        open += is == 0;
        better += is == 1;
        small += is == 2;
    }
    const rap_language *l = t->language;
    rap_text_format(out,
                    tr_n(l, "Of %zu line, something is lost without %zu.",
                         "Of %zu lines, something is lost without %zu.", (int64_t)n),
                    n, lost);
    if (open)
        rap_text_format(out, tr(l, " Of %zu it is not clear."), open);
    if (small)
        rap_text_format(out, tr(l, " Of %zu no effect that matters was seen."), small);
    if (better)
        rap_text_format(out, tr(l, " Without %zu something is better."), better);
}
