/* budget_words.c: see budget_words.h. */
#include "plots/words/budget_words.h"
#include "analysis/estimate/matters.h"
#include "scenario/study/arms.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FEW = 30 };

const rap_budget *rap_budget_of(const rap_tables *t) {
    return &t->lines->study->budget;
}

bool rap_budget_is_reading(const rap_tables *t, size_t line) {
    return rap_budget_of(t)->lines[line].also != NULL;
}

void rap_budget_line(rap_text *out, const rap_tables *t, size_t line) {
    const rap_line *lines = rap_budget_of(t)->lines;
    size_t first = 0;
    while (first < line && strcmp(lines[first].lever, lines[line].lever) != 0)
        first++;
    rap_text_add(out, lines[rap_budget_is_reading(t, line) ? first : line].label);
    if (lines[line].reading)
        rap_text_format(out, " (%s)", lines[line].reading);
}

const rap_dose_result *rap_budget_result(const rap_tables *t, size_t line, size_t dose) {
    bool there = dose < RAP_DOSES && t->lines->plan->rows[line].there[dose];
    return there ? &t->lines->rows[line].dose[dose] : NULL;
}

rap_change rap_budget_change(const rap_tables *t, size_t outcome, const rap_summary *s) {
    double delta = t->study->delta[outcome];
    if (!isfinite(s->mean) || !isfinite(s->ci_low) || !isfinite(s->ci_high))
        return RAP_CHANGE_NONE;
    if (s->draws < FEW && 2 * s->draws < t->lines->draws)
        return RAP_CHANGE_FEW;
    if (rap_at_least(s->ci_low, delta))
        return RAP_CHANGE_RISE;
    if (rap_at_least(-s->ci_high, delta))
        return RAP_CHANGE_FALL;
    bool reaches = rap_at_least(-s->ci_low, delta) || rap_at_least(s->ci_high, delta);
    return reaches ? RAP_CHANGE_NEAR : RAP_CHANGE_SMALL;
}

bool rap_budget_is_claimed(rap_change change) {
    return change == RAP_CHANGE_RISE || change == RAP_CHANGE_FALL;
}

/* The unit of a difference, behind it: "months", "month" where it is 1; nothing where the outcome has none to speak of. */
static void add_unit_behind(rap_text *out, const rap_tables *t, size_t outcome, double x) {
    rap_text value;
    rap_text_init(&value);
    rap_words_value(&value, t, outcome, isfinite(x) ? x : 0, RAP_WITH_SIGN | RAP_WITH_UNIT);
    const char *gap = strstr(rap_text_string(&value), RAP_NO_BREAK);
    if (gap && !(t->study->model->outcomes[outcome].flags & RAP_CURRENCY))
        rap_text_format(out, " %s", gap + strlen(RAP_NO_BREAK));
    else if (gap)
        rap_text_format(out, " %s", t->study->currency);
    out->failed |= value.failed;
    rap_text_free(&value);
}

void rap_budget_value(rap_text *out, const rap_tables *t, size_t outcome, double mean, double low,
                      double high) {
    rap_words_value(out, t, outcome, mean, RAP_WITH_SIGN);
    if (!isfinite(mean))
        return;
    add_unit_behind(out, t, outcome, mean);
    if (!isfinite(low) || !isfinite(high))
        return;
    rap_text_add(out, " (");
    rap_words_interval(out, t, outcome, low, high, RAP_WITH_SIGN);
    rap_text_add(out, ")");
}

void rap_budget_judged(rap_text *out, const rap_tables *t, size_t outcome, const rap_summary *s,
                       const char *joint) {
    rap_change change = rap_budget_change(t, outcome, s);
    const char *doubt = change == RAP_CHANGE_SMALL  ? "no effect that matters"
                        : change == RAP_CHANGE_NEAR ? "not clear"
                        : change == RAP_CHANGE_FEW  ? "too few runs"
                                                    : NULL;
    rap_budget_value(out, t, outcome, s->mean, s->ci_low, s->ci_high);
    if (doubt)
        rap_text_format(out, "%s%s", joint, doubt);
}

void rap_budget_tenths(rap_text *out, double share) {
    int k = (int)round(10 * share);
    if (k == 10 && share < 1)
        rap_text_add(out, "in more than 9 of 10 simulated programmes");
    else if (k == 0 && share > 0)
        rap_text_add(out, "in fewer than 1 of 10 simulated programmes");
    else
        rap_text_format(out, "in %d of 10 simulated programmes", k);
}

/* Whole per cent; neither end unless it is one. */
static void add_share(rap_text *out, double share) {
    bool one = share<1, some = share> 0;
    if (one && share > 0.995)
        rap_text_add(out, "over 99");
    else if (some && share < 0.005)
        rap_text_add(out, "under 1");
    else
        rap_text_format(out, "%.0f", 100 * share);
}

void rap_budget_best_in(rap_text *out, const rap_interval *share) {
    if (isnan(share->mean)) {
        rap_text_add(out, "cannot be told");
        return;
    }
    add_share(out, share->mean);
    rap_text_add(out, " % (");
    add_share(out, share->low);
    rap_text_add(out, " to ");
    add_share(out, share->high);
    rap_text_add(out, ")");
}

void rap_budget_worth(rap_text *out, const rap_tables *t, double value, double low, double high) {
    if (isnan(value))
        rap_text_add(out, "cannot be told");
    else if (low > 0 || high < 0.5) /* in whole money */
        rap_money_interval(out, t->language, value, low, high, false);
    else {
        rap_text_add(out, "up to ");
        rap_money(out, t->language, high, false);
    }
}

/* What it says of a survey whose worth is known. */
static void add_survey_gain(rap_text *out, const rap_tables *t, const rap_survey *asked,
                            const rap_worth_survey *x) {
    double population = rap_budget_of(t)->population;
    const rap_information *v = &x->asking;
    if (population > 1) {
        rap_text_format(out, ", and for %.9g such choices ", population);
        rap_budget_worth(out, t, population * v->value, population * v->low, population * v->high);
    }
    rap_text_add(out, "; it costs ");
    rap_money(out, t->language, asked->cost, false);
    rap_text_format(out, ": %s. Knowing these numbers exactly would be worth ",
                    rap_survey_verdict_text(rap_survey_judge(&x->gain)));
    rap_budget_worth(out, t, x->knowing.value, x->knowing.low, x->knowing.high);
    rap_text_add(out, " for one choice.");
}

void rap_budget_survey(rap_text *out, const rap_tables *t, size_t survey) {
    const rap_survey *asked = &rap_budget_of(t)->surveys[survey];
    const rap_worth_survey *x = &t->worth->surveys[survey][t->worth->reference / RAP_WORTH_STEP];
    rap_text_format(out, "%s (%lld %s about", asked->label, (long long)asked->n,
                    asked->n == 1 ? "person" : "people");
    for (size_t k = 0; k < asked->of.n; k++)
        rap_text_format(out, "%s %s", k ? "," : "", asked->of.items[k]);
    rap_text_format(out, "): before one choice between the arms it would be worth, in %s, ",
                    t->study->currency);
    rap_budget_worth(out, t, x->asking.value, x->asking.low, x->asking.high);
    if (isnan(x->asking.value))
        rap_text_add(out, ".");
    else
        add_survey_gain(out, t, asked, x);
}

void rap_budget_shares_rest_on(rap_text *out, const rap_tables *t, size_t k) {
    const rap_worth *w = t->worth;
    const rap_acceptance *a = &w->frontier[k];
    rap_text_format(out, "Counted over %zu sets of assumptions", a->draws);
    if (isnan(a->chance))
        rap_text_add(out, "; how much of what they differ by is chance cannot be told");
    else
        rap_text_format(out,
                        ", chance taken out: it makes up %.0f %% of the variance over sets between "
                        "the two arms that are best on average",
                        100 * a->chance);
    if (isnan(rap_worth_best_in(w, k)->mean))
        rap_text_add(out,
                     ". These are too few sets or histories to tell in how many an arm is best");
    rap_text_add(out, ".");
}

void rap_budget_sets(rap_text *out, const rap_tables *t) {
    const rap_worth *w = t->worth;
    size_t said = 0;
    rap_text_format(out, "Means over %lld set%s of assumptions", (long long)w->draws,
                    w->draws == 1 ? "" : "s");
    for (size_t a = 0; a < w->arms; a++)
        if (w->increments[a].draws < (size_t)w->draws)
            rap_text_format(out, "%s %s: %zu",
                            said++ ? ";"
                                   : "; of those with a cost and an effect in "
                                     "both arms, the others being left out:",
                            rap_words_arm(t, a), w->increments[a].draws);
    rap_text_add(out, ".");
}

/* Both ends of an interval in the same words: "+1 to +1" is one number. */
static bool is_one_number(const rap_tables *t, size_t outcome, double low, double high) {
    rap_text ends[2];
    for (int k = 0; k < 2; k++) {
        rap_text_init(&ends[k]);
        rap_words_value(&ends[k], t, outcome, k ? high : low, RAP_WITH_SIGN);
    }
    bool one = !strcmp(rap_text_string(&ends[0]), rap_text_string(&ends[1]));
    rap_text_free(&ends[0]);
    rap_text_free(&ends[1]);
    return one;
}

void rap_budget_between(rap_text *out, const rap_tables *t, size_t outcome, const rap_summary *s) {
    bool one = is_one_number(t, outcome, s->ci_low, s->ci_high);
    rap_text_add(out, one ? "about " : "between ");
    rap_words_value(out, t, outcome, s->ci_low, RAP_WITH_SIGN);
    if (!one) {
        rap_text_add(out, " and ");
        rap_words_value(out, t, outcome, s->ci_high, RAP_WITH_SIGN);
    }
    add_unit_behind(out, t, outcome, one ? s->ci_low : 0);
}

static void add_claimed_change(rap_text *out, const rap_tables *t, size_t outcome,
                               const rap_summary *s, bool rises) {
    double low = rises ? s->ci_low : -s->ci_high, high = rises ? s->ci_high : -s->ci_low;
    rap_text_format(out, "a %s of ", rises ? "rise" : "fall");
    rap_words_value(out, t, outcome, fabs(s->mean), 0);
    add_unit_behind(out, t, outcome, s->mean);
    rap_text_add(out, " (95 % interval ");
    rap_words_interval(out, t, outcome, low, high, 0);
    rap_text_add(out, ")");
}

void rap_budget_effect(rap_text *out, const rap_tables *t, size_t outcome, const rap_summary *s) {
    rap_change change = rap_budget_change(t, outcome, s);
    switch (change) {
    case RAP_CHANGE_RISE:
    case RAP_CHANGE_FALL:
        add_claimed_change(out, t, outcome, s, change == RAP_CHANGE_RISE);
        return;
    case RAP_CHANGE_SMALL:
        rap_text_add(out, "no effect that matters was seen (");
        break;
    case RAP_CHANGE_NEAR:
        rap_text_add(out, "not clear whether the change is as large as matters (");
        break;
    case RAP_CHANGE_FEW:
        rap_text_add(out, "too few runs have a value to tell");
        return;
    case RAP_CHANGE_NONE:
        rap_text_add(out, "it cannot be told from these runs");
        return;
    }
    rap_budget_between(out, t, outcome, s);
    rap_text_add(out, ")");
}

bool rap_budget_levels(rap_text *out, const rap_tables *t, size_t aim, double mean) {
    size_t outcome = rap_budget_of(t)->aims[aim].outcome;
    double from = rap_words_rounded(t, outcome, t->lines->level[aim].mean);
    double to = from + rap_words_rounded(t, outcome, mean);
    if (!isfinite(to) || to > rap_words_bound(t, outcome))
        return false;
    bool behind = t->study->model->outcomes[outcome].flags & RAP_CURRENCY ||
                  rap_words_scale(t, outcome) > 1; /* CAD 3 to CAD 2, 3 % to 2 %, 3 to 2 people */
    rap_text_add(out, "from ");
    rap_words_value(out, t, outcome, from, behind ? RAP_WITH_UNIT : 0);
    rap_text_add(out, " to ");
    rap_words_value(out, t, outcome, to, RAP_WITH_UNIT);
    return true;
}

void rap_budget_moves(rap_text *out, const rap_tables *t, size_t aim, const rap_summary *s) {
    size_t outcome = rap_budget_of(t)->aims[aim].outcome;
    bool claimed = rap_budget_is_claimed(rap_budget_change(t, outcome, s));
    if (claimed && rap_budget_levels(out, t, aim, s->mean))
        rap_text_add(out, ", ");
    rap_budget_effect(out, t, outcome, s);
}

void rap_budget_seen(rap_text *out, const rap_tables *t, size_t outcome, double seen) {
    if (!isfinite(seen))
        return;
    rap_text_add(out, " It moves by at least ");
    rap_words_delta(out, t, outcome);
    rap_text_add(out, " ");
    rap_budget_tenths(out, seen);
    rap_text_add(out, ".");
}

void rap_budget_marginal(rap_text *out, const rap_tables *t, size_t outcome,
                         const rap_interval *m) {
    bool falls = m->mean > 0;
    double scale = (falls ? 1000 : -1000) * rap_words_scale(t, outcome);
    rap_number_small(out, t->language, scale * m->mean);
    add_unit_behind(out, t, outcome, 0);
    rap_text_add(out, falls ? " less (" : " more (");
    rap_number_small(out, t->language, scale * (falls ? m->low : m->high));
    rap_text_add(out, " to ");
    rap_number_small(out, t->language, scale * (falls ? m->high : m->low));
    rap_text_add(out, ")");
}

void rap_budget_aim(rap_text *out, const rap_tables *t, const rap_aim *aim) {
    rap_text_format(out, "%s, ", aim->label);
    rap_words_window(out, t, aim->window);
    if (strcmp(aim->group, "all") != 0)
        rap_text_format(out, ", %s", rap_words_group(t, aim->group));
}

bool rap_budget_has_marginal(const rap_tables *t, size_t line, size_t dose, size_t aim) {
    const rap_dose_result *r = rap_budget_result(t, line, dose);
    size_t outcome = rap_budget_of(t)->aims[aim].outcome;
    return r && !isnan(r->marginal[aim].mean) &&
           rap_budget_is_claimed(rap_budget_change(t, outcome, &r->effect[aim]));
}

size_t rap_budget_dose(int percent) {
    size_t k = 0;
    while (k < RAP_DOSES && rap_doses[k] != percent)
        k++;
    return k;
}

size_t rap_budget_raise(const rap_lines *lines, size_t line) {
    const bool *there = lines->plan->rows[line].there;
    size_t wanted = rap_budget_dose(25);
    if (wanted < RAP_DOSES && there[wanted])
        return wanted;
    for (size_t k = RAP_DOSES; k-- > 0;)
        if (rap_doses[k] > 0 && there[k])
            return k;
    return RAP_DOSES;
}

size_t rap_budget_years(const rap_lines *lines) {
    size_t n = lines->plan->n_years;
    while (n > 0 && !(lines->spend[n - 1].mean > 0))
        n--;
    return n;
}

void rap_budget_path(rap_text *out, const rap_tables *t, const char *path) {
    const rap_budget *b = rap_budget_of(t);
    const rap_field *field;
    double is;
    for (size_t i = 0; i < b->n_lines; i++)
        if (strcmp(b->lines[i].lever, path) == 0) {
            rap_text_format(out, RAP_OPEN_QUOTE "%s" RAP_END_QUOTE, b->lines[i].label);
            return;
        }
    if (!rap_study_number(t->study, b->arm, path, &field, &is) && field->meaning)
        rap_text_format(out, "elsewhere in the plan (%s)", field->meaning);
    else
        rap_text_add(out, "elsewhere in the plan");
}

void rap_budget_destination(rap_text *out, const rap_tables *t, const rap_line *line) {
    if (!line->money_to) {
        rap_text_add(out, "is not spent");
        return;
    }
    rap_text_add(out, "goes to ");
    rap_budget_path(out, t, line->money_to);
}

/* ---- where returns diminish ------------------------------------------------------------------- */

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

static const char *rises_or_falls(rap_change change) {
    return change == RAP_CHANGE_RISE ? "rises" : "falls";
}

static void add_cuts(rap_text *out, const rap_tables *t, size_t line, size_t aim) {
    size_t shown = RAP_DOSES, unseen = largest_unseen(t, line, aim);
    const char *label = rap_budget_of(t)->aims[aim].label;
    for (size_t k = RAP_DOSE_ZERO; k-- > 0 && shown == RAP_DOSES;)
        if (rap_budget_is_claimed(change_of(t, line, aim, k)))
            shown = k;
    if (shown == RAP_DOSES && unseen < RAP_DOSES)
        rap_text_format(out, "A cut by %d %% makes no difference that matters to %s.",
                        -rap_doses[unseen], label);
    else if (shown == RAP_DOSES)
        rap_text_format(out, "No cut clearly makes a difference that matters to %s.", label);
    else if (unseen < RAP_DOSES && unseen > shown)
        rap_text_format(
            out,
            "%sA cut by %d %% makes no difference that matters to %s, which %s by one of %d %%.",
            does_harm(t, aim, change_of(t, line, aim, shown)) ? "Returns diminish. " : "",
            -rap_doses[unseen], label, rises_or_falls(change_of(t, line, aim, shown)),
            -rap_doses[shown]);
    else
        rap_text_format(out, "%s %s by a cut of %d %% already.", label,
                        rises_or_falls(change_of(t, line, aim, shown)), -rap_doses[shown]);
}

static void add_raises(rap_text *out, const rap_tables *t, size_t line, size_t aim) {
    for (size_t k = RAP_DOSES; k-- > RAP_DOSE_ZERO + 1;) {
        rap_change change = change_of(t, line, aim, k);
        if (change == RAP_CHANGE_NONE)
            continue;
        rap_text_format(out, " %d %% more of it %s.", rap_doses[k],
                        does_harm(t, aim, change)       ? "makes it worse"
                        : rap_budget_is_claimed(change) ? "still makes a difference"
                        : change == RAP_CHANGE_SMALL    ? "adds nothing that matters"
                                                        : "may or may not add something");
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
