/* budget_returns.c: where a budget line's returns diminish, and which aim a dose moves most (budget_words.h). */
#include "plots/words/budget_words.h"

#include <math.h>

static rap_change change_of(const rap_tables *t, size_t line, size_t aim, size_t k) {
    const rap_dose_result *r = rap_budget_result(t, line, k);
    return r ? rap_budget_change(t, rap_budget_of(t)->aims[aim].outcome, &r->effect[aim])
             : RAP_CHANGE_NONE;
}

/* The largest cut that is known not to matter, or RAP_DOSES. */
static size_t largest_unseen(const rap_tables *t, size_t line, size_t aim) {
    for (size_t k = 0; k < RAP_DOSE_ZERO; k++)
        if (change_of(t, line, aim, k) == RAP_CHANGE_SMALL)
            return k;
    return RAP_DOSES;
}

int rap_budget_gain(const rap_tables *t, size_t aim, rap_change change) {
    int better = t->study->model->outcomes[rap_budget_of(t)->aims[aim].outcome].better;
    return change == RAP_CHANGE_RISE ? better : change == RAP_CHANGE_FALL ? -better : 0;
}

static bool does_harm(const rap_tables *t, size_t aim, rap_change change) {
    return rap_budget_gain(t, aim, change) < 0;
}

size_t rap_budget_clearest(const rap_tables *t, size_t line, size_t dose) {
    const rap_dose_result *r = rap_budget_result(t, line, dose);
    size_t n = rap_budget_of(t)->n_aims, clearest = n;
    double most = 0;
    for (size_t a = 0; r && a < n; a++) {
        size_t outcome = rap_budget_of(t)->aims[a].outcome;
        double size = fabs(r->effect[a].mean) / t->study->delta[outcome];
        bool claimed = rap_budget_is_claimed(rap_budget_change(t, outcome, &r->effect[a]));
        if (claimed && (clearest == n || size > most)) {
            clearest = a;
            most = size;
        }
    }
    return clearest;
}

/* What a cut does to an aim: one that is known not to matter, and the smallest that is known to. */
static void add_two_cuts(rap_text *out, const rap_language *l, const char *label, int unseen,
                         int shown, bool rises, bool harms) {
    if (harms)
        rap_text_add(out, tr(l, "Returns diminish. "));
    rap_text_format(out,
                    rises ? tr(l, "A cut by %d %% makes no difference that matters to %s, which "
                                  "rises by one of %d %%.")
                          : tr(l, "A cut by %d %% makes no difference that matters to %s, which "
                                  "falls by one of %d %%."),
                    unseen, label, shown);
}

static void add_cuts(rap_text *out, const rap_tables *t, size_t line, size_t aim) {
    size_t shown = RAP_DOSES, unseen = largest_unseen(t, line, aim);
    const char *label = rap_budget_aim_label(t, &rap_budget_of(t)->aims[aim]);
    const rap_language *l = t->language;
    for (size_t k = RAP_DOSE_ZERO; k-- > 0 && shown == RAP_DOSES;)
        if (rap_budget_is_claimed(change_of(t, line, aim, k)))
            shown = k;
    if (shown == RAP_DOSES && unseen < RAP_DOSES) {
        rap_text_format(out, tr(l, "A cut by %d %% makes no difference that matters to %s."),
                        -rap_doses[unseen], label);
        return;
    }
    if (shown == RAP_DOSES) {
        rap_text_format(out, tr(l, "No cut clearly makes a difference that matters to %s."), label);
        return;
    }
    rap_change change = change_of(t, line, aim, shown);
    bool rises = change == RAP_CHANGE_RISE;
    if (unseen < RAP_DOSES && unseen > shown)
        add_two_cuts(out, l, label, -rap_doses[unseen], -rap_doses[shown], rises,
                     does_harm(t, aim, change));
    else
        rap_text_format(out,
                        rises ? tr(l, "%s rises by a cut of %d %% already.")
                              : tr(l, "%s falls by a cut of %d %% already."),
                        label, -rap_doses[shown]);
}

static void add_raises(rap_text *out, const rap_tables *t, size_t line, size_t aim) {
    const rap_language *l = t->language;
    for (size_t k = RAP_DOSES; k-- > RAP_DOSE_ZERO + 1;) {
        rap_change change = change_of(t, line, aim, k);
        if (change == RAP_CHANGE_NONE)
            continue;
        rap_text_format(
            out,
            does_harm(t, aim, change)       ? tr(l, " %d %% more of it makes it worse.")
            : rap_budget_is_claimed(change) ? tr(l, " %d %% more of it still makes a difference.")
            : change == RAP_CHANGE_SMALL    ? tr(l, " %d %% more of it adds nothing that matters.")
                                         : tr(l, " %d %% more of it may or may not add something."),
            rap_doses[k]);
        return;
    }
}

void rap_budget_returns(rap_text *out, const rap_tables *t, size_t line, size_t aim) {
    bool any = false;
    for (size_t k = 0; k < RAP_DOSE_ZERO; k++)
        any |= change_of(t, line, aim, k) != RAP_CHANGE_NONE;
    if (any)
        add_cuts(out, t, line, aim);
    add_raises(out, t, line, aim);
}
