/* budget_words.c: see budget_words.h. */
#include "plots/words/budget_words.h"
#include "analysis/estimate/matters.h"
#include "plots/words/sentence_parts.h"
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
        rap_text_format(out, " (%s)", tr(t->language, lines[line].reading));
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

/* A size as the unit behind several numbers goes with: never the singular of English, which is for a whole 1 alone. */
static double for_unit(const rap_tables *t, size_t outcome, double size) {
    return fabs(size) * rap_words_scale(t, outcome) < 1.5 ? 0 : size;
}

/* "+4 months": a mean with its sign and unit. */
static void add_signed(rap_text *out, const rap_tables *t, size_t outcome, double mean) {
    rap_words_value(out, t, outcome, mean, RAP_WITH_SIGN);
    if (isfinite(mean))
        add_unit_behind(out, t, outcome, mean);
}

void rap_budget_value(rap_text *out, const rap_tables *t, size_t outcome, double mean, double low,
                      double high) {
    add_signed(out, t, outcome, mean);
    if (!isfinite(mean) || !isfinite(low) || !isfinite(high))
        return;
    rap_text_add(out, " (");
    rap_words_interval(out, t, outcome, low, high, RAP_WITH_SIGN);
    rap_text_add(out, ")");
}

void rap_budget_judged(rap_text *out, const rap_tables *t, size_t outcome, const rap_summary *s,
                       const char *joint) {
    rap_change change = rap_budget_change(t, outcome, s);
    const rap_language *l = t->language;
    const char *doubt = change == RAP_CHANGE_SMALL  ? tr(l, "no effect that matters")
                        : change == RAP_CHANGE_NEAR ? tr(l, "not clear")
                        : change == RAP_CHANGE_FEW  ? tr(l, "too few runs")
                                                    : NULL;
    rap_budget_value(out, t, outcome, s->mean, s->ci_low, s->ci_high);
    if (doubt)
        rap_text_format(out, "%s%s", joint, doubt);
}

void rap_budget_tenths(rap_text *out, const rap_language *l, double share) {
    int k = (int)round(10 * share);
    if (k == 10 && share < 1)
        rap_text_add(out, tr(l, "in more than 9 of 10 simulated programmes"));
    else if (k == 0 && share > 0)
        rap_text_add(out, tr(l, "in fewer than 1 of 10 simulated programmes"));
    else
        rap_text_format(out, tr(l, "in %d of 10 simulated programmes"), k);
}

/* Whole per cent; neither end unless it is one. */
static void add_share(rap_text *out, const rap_language *l, double share) {
    bool one = share<1, some = share> 0;
    if (one && share > 0.995)
        rap_text_add(out, tr(l, "over 99"));
    else if (some && share < 0.005)
        rap_text_add(out, tr(l, "under 1"));
    else
        rap_text_format(out, "%.0f", 100 * share);
}

void rap_budget_best_in(rap_text *out, const rap_language *l, const rap_interval *share) {
    if (isnan(share->mean)) {
        rap_text_add(out, tr(l, "cannot be told"));
        return;
    }
    rap_parts p = {0};
    add_share(rap_next_part(&p), l, share->mean);
    add_share(rap_next_part(&p), l, share->low);
    add_share(rap_next_part(&p), l, share->high);
    rap_text_format(out, tr(l, "%s %% (%s to %s)"), rap_part_string(&p, 0), rap_part_string(&p, 1),
                    rap_part_string(&p, 2));
    rap_parts_end(&p, out);
}

void rap_budget_worth(rap_text *out, const rap_tables *t, double value, double low, double high) {
    if (isnan(value))
        rap_text_add(out, tr(t->language, "cannot be told"));
    else if (low > 0 || high < 0.5) /* in whole money */
        rap_money_interval(out, t->language, value, low, high, false);
    else {
        rap_parts p = {0};
        rap_money(rap_next_part(&p), t->language, high, false);
        rap_text_format(out, tr(t->language, "up to %s"), rap_part_string(&p, 0));
        rap_parts_end(&p, out);
    }
}

/* Of a survey whose worth is known: for how many choices, what it costs, and what that says. */
static void add_survey_gain(rap_text *out, const rap_tables *t, const rap_survey *asked,
                            const rap_worth_survey *x) {
    double n = rap_budget_of(t)->population;
    const rap_language *l = t->language;
    const rap_information *v = &x->asking;
    const char *verdict = tr(l, rap_survey_verdict_text(rap_survey_judge(&x->gain)));
    rap_parts p = {0};
    rap_text *all = rap_next_part(&p), *cost = rap_next_part(&p), *knowing = rap_next_part(&p);
    rap_budget_worth(all, t, n * v->value, n * v->low, n * v->high);
    rap_money(cost, l, asked->cost, false);
    rap_budget_worth(knowing, t, x->knowing.value, x->knowing.low, x->knowing.high);
    if (n > 1)
        rap_text_format(out,
                        tr(l, ", and for %.9g such choices %s; it costs %s: %s. Knowing these "
                              "numbers exactly would be worth %s for one choice."),
                        n, rap_text_string(all), rap_text_string(cost), verdict,
                        rap_text_string(knowing));
    else
        rap_text_format(out,
                        tr(l, "; it costs %s: %s. Knowing these numbers exactly would be worth %s "
                              "for one choice."),
                        rap_text_string(cost), verdict, rap_text_string(knowing));
    rap_parts_end(&p, out);
}

void rap_budget_survey(rap_text *out, const rap_tables *t, size_t survey) {
    const rap_survey *asked = &rap_budget_of(t)->surveys[survey];
    const rap_worth_survey *x = &t->worth->surveys[survey][t->worth->reference / RAP_WORTH_STEP];
    rap_parts p = {0};
    rap_text *of = rap_next_part(&p), *worth = rap_next_part(&p);
    for (size_t k = 0; k < asked->of.n; k++)
        rap_text_format(of, "%s%s", k ? ", " : "", asked->of.items[k]);
    rap_budget_worth(worth, t, x->asking.value, x->asking.low, x->asking.high);
    rap_text_format(out,
                    tr_n(t->language,
                         "%s (%lld person about %s): before one choice between the arms it would "
                         "be worth, in %s, %s",
                         "%s (%lld people about %s): before one choice between the arms it would "
                         "be worth, in %s, %s",
                         asked->n),
                    asked->label, (long long)asked->n, rap_text_string(of), t->study->currency,
                    rap_text_string(worth));
    rap_parts_end(&p, out);
    if (isnan(x->asking.value))
        rap_text_add(out, ".");
    else
        add_survey_gain(out, t, asked, x);
}

void rap_budget_shares_rest_on(rap_text *out, const rap_tables *t, size_t k) {
    const rap_worth *w = t->worth;
    const rap_acceptance *a = &w->frontier[k];
    const rap_language *l = t->language;
    if (isnan(a->chance))
        rap_text_format(out,
                        tr(l, "Counted over %zu sets of assumptions; how much of what they differ "
                              "by is chance cannot be told"),
                        a->draws);
    else
        rap_text_format(out,
                        tr(l, "Counted over %zu sets of assumptions, chance taken out: it makes up "
                              "%.0f %% of the variance over sets between the two arms that are "
                              "best on average"),
                        a->draws, 100 * a->chance);
    if (isnan(rap_worth_best_in(w, k)->mean))
        rap_text_add(out, tr(l, ". These are too few sets or histories to tell in how many an arm "
                                "is best"));
    rap_text_add(out, ".");
}

void rap_budget_sets(rap_text *out, const rap_tables *t) {
    const rap_worth *w = t->worth;
    const rap_language *l = t->language;
    rap_parts p = {0};
    rap_text *sets = rap_next_part(&p), *arms = rap_next_part(&p);
    rap_text_format(
        sets, tr_n(l, "%lld set of assumptions", "%lld sets of assumptions", (int64_t)w->draws),
        (long long)w->draws);
    for (size_t a = 0; a < w->arms; a++)
        if (w->increments[a].draws < (size_t)w->draws)
            rap_text_format(arms, "%s%s: %zu", arms->n ? tr(l, "; ") : "", rap_words_arm(t, a),
                            w->increments[a].draws);
    if (arms->n)
        rap_text_format(out,
                        tr(l, "Means over %s; of those with a cost and an effect in both arms, the "
                              "others being left out: %s."),
                        rap_text_string(sets), rap_text_string(arms));
    else
        rap_text_format(out, tr(l, "Means over %s."), rap_text_string(sets));
    rap_parts_end(&p, out);
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
    rap_parts p = {0};
    rap_text *low = rap_next_part(&p), *high = rap_next_part(&p);
    rap_words_value(low, t, outcome, s->ci_low, RAP_WITH_SIGN);
    rap_words_value(high, t, outcome, s->ci_high, RAP_WITH_SIGN);
    add_unit_behind(one ? low : high, t, outcome,
                    one ? s->ci_low
                        : for_unit(t, outcome, fmax(fabs(s->ci_low), fabs(s->ci_high))));
    if (one)
        rap_text_format(out, tr(t->language, "about %s"), rap_text_string(low));
    else
        rap_text_format(out, tr(t->language, "between %s and %s"), rap_text_string(low),
                        rap_text_string(high));
    rap_parts_end(&p, out);
}

static void add_claimed_change(rap_text *out, const rap_tables *t, size_t outcome,
                               const rap_summary *s, bool rises) {
    double low = rises ? s->ci_low : -s->ci_high, high = rises ? s->ci_high : -s->ci_low;
    const rap_language *l = t->language;
    rap_parts p = {0};
    rap_text *size = rap_next_part(&p), *range = rap_next_part(&p);
    rap_words_value(size, t, outcome, fabs(s->mean), 0);
    add_unit_behind(size, t, outcome, s->mean);
    rap_words_interval(range, t, outcome, low, high, 0);
    rap_text_format(out,
                    rises ? tr(l, "a rise of %s (95 %% interval %s)")
                          : tr(l, "a fall of %s (95 %% interval %s)"),
                    rap_text_string(size), rap_text_string(range));
    rap_parts_end(&p, out);
}

void rap_budget_effect(rap_text *out, const rap_tables *t, size_t outcome, const rap_summary *s) {
    rap_change change = rap_budget_change(t, outcome, s);
    const rap_language *l = t->language;
    const char *small = tr(l, "no effect that matters was seen (%s)");
    const char *near = tr(l, "not clear whether the change is as large as matters (%s)");
    rap_parts p = {0};
    switch (change) {
    case RAP_CHANGE_RISE:
    case RAP_CHANGE_FALL:
        add_claimed_change(out, t, outcome, s, change == RAP_CHANGE_RISE);
        break;
    case RAP_CHANGE_SMALL:
    case RAP_CHANGE_NEAR:
        rap_budget_between(rap_next_part(&p), t, outcome, s);
        rap_text_format(out, change == RAP_CHANGE_SMALL ? small : near, rap_part_string(&p, 0));
        break;
    case RAP_CHANGE_FEW:
        rap_text_add(out, tr(l, "too few runs have a value to tell"));
        break;
    case RAP_CHANGE_NONE:
        rap_text_add(out, tr(l, "it cannot be told from these runs"));
        break;
    }
    rap_parts_end(&p, out);
}

bool rap_budget_levels(rap_text *out, const rap_tables *t, size_t aim, double mean) {
    size_t outcome = rap_budget_of(t)->aims[aim].outcome;
    double from = rap_words_rounded(t, outcome, t->lines->level[aim].mean);
    double to = from + rap_words_rounded(t, outcome, mean);
    if (!isfinite(to) || to > rap_words_bound(t, outcome))
        return false;
    bool behind = t->study->model->outcomes[outcome].flags & RAP_CURRENCY ||
                  rap_words_scale(t, outcome) > 1; /* CAD 3 to CAD 2, 3 % to 2 %, 3 to 2 people */
    rap_parts p = {0};
    rap_words_value(rap_next_part(&p), t, outcome, from, behind ? RAP_WITH_UNIT : 0);
    rap_words_value(rap_next_part(&p), t, outcome, to, RAP_WITH_UNIT);
    rap_text_format(out, tr(t->language, "from %s to %s"), rap_part_string(&p, 0),
                    rap_part_string(&p, 1));
    rap_parts_end(&p, out);
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
    rap_parts p = {0};
    rap_words_delta(rap_next_part(&p), t, outcome);
    rap_budget_tenths(rap_next_part(&p), t->language, seen);
    rap_text_format(out, tr(t->language, " It moves by at least %s %s."), rap_part_string(&p, 0),
                    rap_part_string(&p, 1));
    rap_parts_end(&p, out);
}

void rap_budget_marginal(rap_text *out, const rap_tables *t, size_t outcome,
                         const rap_interval *m) {
    bool falls = m->mean > 0;
    double scale = (falls ? 1000 : -1000) * rap_words_scale(t, outcome);
    const rap_language *l = t->language;
    rap_parts p = {0};
    rap_text *mean = rap_next_part(&p), *low = rap_next_part(&p), *high = rap_next_part(&p);
    rap_number_small(mean, l, scale * m->mean);
    add_unit_behind(mean, t, outcome, for_unit(t, outcome, 1000 * m->mean));
    rap_number_small(low, l, scale * (falls ? m->low : m->high));
    rap_number_small(high, l, scale * (falls ? m->high : m->low));
    rap_text_format(out, falls ? tr(l, "%s less (%s to %s)") : tr(l, "%s more (%s to %s)"),
                    rap_text_string(mean), rap_text_string(low), rap_text_string(high));
    rap_parts_end(&p, out);
}

const char *rap_budget_aim_label(const rap_tables *t, const rap_aim *aim) {
    const char *own = t->study->model->outcomes[aim->outcome].label;
    return strcmp(own, aim->label) ? aim->label : rap_words_outcome(t, aim->outcome);
}

void rap_budget_aim(rap_text *out, const rap_tables *t, const rap_aim *aim) {
    rap_parts p = {0};
    rap_words_window(rap_next_part(&p), t, aim->window);
    rap_text_format(rap_next_part(&p), tr(t->language, "%s, %s"), rap_budget_aim_label(t, aim),
                    rap_part_string(&p, 0));
    if (strcmp(aim->group, "all") != 0)
        rap_text_format(out, tr(t->language, "%s, %s"), rap_part_string(&p, 1),
                        rap_words_group(t, aim->group));
    else
        rap_text_add(out, rap_part_string(&p, 1));
    rap_parts_end(&p, out);
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
            rap_text_format(out, tr(t->language, "‘%s’"), b->lines[i].label);
            return;
        }
    if (!rap_study_number(t->study, b->arm, path, &field, &is) && field->meaning)
        rap_text_format(out, tr(t->language, "another part of the plan (%s)"),
                        tr(t->language, field->meaning));
    else
        rap_text_add(out, tr(t->language, "another part of the plan"));
}

void rap_budget_destination(rap_text *out, const rap_tables *t, const rap_line *line) {
    if (!line->money_to) {
        rap_text_add(out, tr(t->language, "What is cut is not spent."));
        return;
    }
    rap_parts p = {0};
    rap_budget_path(rap_next_part(&p), t, line->money_to);
    rap_text_format(out, tr(t->language, "What is cut goes to %s."), rap_part_string(&p, 0));
    rap_parts_end(&p, out);
}
