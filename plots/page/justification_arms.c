/* justification_arms.c: see justification_arms.h. */
#include "plots/page/justification_arms.h"
#include "analysis/estimate/matters.h"
#include "plots/page/justification_words.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"

#include <math.h>

/* ---- arms and the best split ------------------------------------------------------------------ */

/* The effect of an arm as the outcome counts it: increments are turned so that more is better. */
static rap_summary effect_of(const rap_tables *t, const rap_increment *x, size_t outcome) {
    int turned = t->study->model->outcomes[outcome].better < 0 ? -1 : 1;
    return (rap_summary){.draws = (int64_t)x->draws,
                         .mean = turned * x->effect.mean,
                         .ci_low = turned > 0 ? x->effect.low : -x->effect.high,
                         .ci_high = turned > 0 ? x->effect.high : -x->effect.low};
}

/* "costs CAD 12,000 more (9,000 to 15,000)" */
static void add_cost_of_arm(rap_text *out, const rap_tables *t, const rap_interval *cost) {
    const rap_language *l = t->language;
    bool more = cost->low > 0, less = cost->high < 0;
    double low = less ? -cost->high : cost->low, high = less ? -cost->low : cost->high;
    rap_parts p = {0};
    rap_text *mean = rap_next_part(&p), *from = rap_next_part(&p), *to = rap_next_part(&p);
    rap_money_units(mean, t, fabs(cost->mean));
    rap_money(from, l, low, !more && !less);
    rap_money(to, l, high, !more && !less);
    if (!isfinite(cost->mean) || !isfinite(cost->low))
        rap_text_add(out, tr(l, "what it costs more or less cannot be told"));
    else if (!more && !less)
        rap_text_format(out, tr(l, "no clear difference in cost (in %s, between %s and %s)"),
                        t->study->currency, rap_text_string(from), rap_text_string(to));
    else
        rap_text_format(
            out, more ? tr(l, "costs %s more (%s to %s)") : tr(l, "costs %s less (%s to %s)"),
            rap_text_string(mean), rap_text_string(from), rap_text_string(to));
    rap_parts_end(&p, out);
}

/* What cost and effect say together. */
static void add_cost_with_effect(rap_text *out, const rap_tables *t, const rap_increment *x) {
    static const char *const words[] = {
        [RAP_DOMINANCE_UNCLEAR] = RAP_MESSAGE("no clear difference"),
        [RAP_DOMINANCE_DOMINATES] =
            RAP_MESSAGE("better, as one of them is clearly better and the other is no worse"),
        [RAP_DOMINANCE_DOMINATED] =
            RAP_MESSAGE("worse, as one of them is clearly worse and the other is no better"),
        [RAP_DOMINANCE_TRADE_OFF] =
            RAP_MESSAGE("more of the outcome for more money, or less for less"),
        [RAP_DOMINANCE_UNTOLD] = RAP_MESSAGE("cannot be told")};
    const rap_language *l = t->language;
    rap_parts p = {0};
    rap_text *mean = rap_next_part(&p), *low = rap_next_part(&p), *high = rap_next_part(&p);
    rap_money_units(mean, t, x->icer.mean);
    rap_money(low, l, x->icer.low, false);
    rap_money(high, l, x->icer.high, false);
    if (isfinite(x->icer.mean) && x->dominance == RAP_DOMINANCE_TRADE_OFF)
        rap_text_format(out, tr(l, " Cost and effect together: %s, at %s a unit (%s to %s)."),
                        tr(l, words[x->dominance]), rap_text_string(mean), rap_text_string(low),
                        rap_text_string(high));
    else
        rap_text_format(out, tr(l, " Cost and effect together: %s."), tr(l, words[x->dominance]));
    rap_parts_end(&p, out);
}

void rap_justify_arm(rap_text *out, const rap_tables *t, size_t arm) {
    const rap_increment *x = &t->worth->increments[arm];
    const rap_aim *aim = &rap_budget_of(t)->aims[0];
    rap_summary s = effect_of(t, x, aim->outcome);
    rap_parts p = {0};
    rap_text *cost = rap_next_part(&p), *effect = rap_next_part(&p);
    add_cost_of_arm(cost, t, &x->cost);
    rap_budget_effect(effect, t, aim->outcome, &s);
    rap_text_format(out, tr(t->language, "‘%s’: %s. %s: %s."), rap_words_arm(t, arm),
                    rap_text_string(cost), rap_budget_aim_label(t, aim), rap_text_string(effect));
    rap_parts_end(&p, out);
    add_cost_with_effect(out, t, x);
}

/* With three digits that tell something. */
static void add_lever(rap_text *out, const rap_language *l, double x) {
    double unit = x > 0 ? pow(10, floor(log10(x)) - 2) : 1;
    rap_number_as_given(out, l, round(x / unit) * unit);
}

void rap_justify_lever(rap_text *out, const rap_tables *t, const rap_money_table *m, size_t line,
                       double x) {
    const rap_money_row *row = m->is_asked ? rap_money_of_line(m, t, line) : NULL;
    const rap_line_cells *cells = &t->lines->plan->rows[line];
    double is = cells->lever[RAP_DOSE_ZERO];
    if (cells->field->kind == RAP_MONEY)
        rap_money_units(out, t, x);
    else if (row && is > 0)
        rap_money_units(out, t, (double)row->asked[m->n_years] * x / is);
    else
        add_lever(out, t->language, round(1000 * x) / 1000 + 0.0);
}

/* Of the two sentences about the gain of a split the one without its interval, then the one with it. */
static const char *const *gain_words(const rap_summary *gain) {
    static const char *const better[] = {
        RAP_MESSAGE("On sets of assumptions that the search had not seen, it is better than the "
                    "present split."),
        RAP_MESSAGE("On sets of assumptions that the search had not seen, it is better than the "
                    "present split (between %s and %s smallest differences that matter, "
                    "weighted).")};
    static const char *const worse[] = {
        RAP_MESSAGE("On sets of assumptions that the search had not seen, it is worse than the "
                    "present split."),
        RAP_MESSAGE("On sets of assumptions that the search had not seen, it is worse than the "
                    "present split (between %s and %s smallest differences that matter, "
                    "weighted).")};
    static const char *const open[] = {
        RAP_MESSAGE("On sets of assumptions that the search had not seen, it is not clear whether "
                    "it gains as much as matters."),
        RAP_MESSAGE("On sets of assumptions that the search had not seen, it is not clear whether "
                    "it gains as much as matters (between %s and %s smallest differences that "
                    "matter, weighted).")};
    static const char *const none[] = {
        RAP_MESSAGE("On sets of assumptions that the search had not seen, no gain that matters "
                    "was seen."),
        RAP_MESSAGE("On sets of assumptions that the search had not seen, no gain that matters "
                    "was seen (between %s and %s smallest differences that matter, weighted).")};
    if (rap_at_least(gain->ci_low, 1))
        return better;
    if (rap_at_least(-gain->ci_high, 1))
        return worse;
    bool reaches =
        isnan(gain->ci_low) || rap_at_least(-gain->ci_low, 1) || rap_at_least(gain->ci_high, 1);
    return reaches ? open : none;
}

void rap_justify_split(rap_text *out, const rap_tables *t, const rap_best_split *b) {
    const rap_language *l = t->language;
    const char *const *gain = gain_words(&b->gain);
    rap_parts p = {0};
    rap_number(rap_next_part(&p), l, b->gain.ci_low, 2, true);
    rap_number(rap_next_part(&p), l, b->gain.ci_high, 2, true);
    rap_money_units(rap_next_part(&p), t, b->best.asked_all);
    rap_money_units(rap_next_part(&p), t, b->best.used_all.mean);
    rap_money_units(rap_next_part(&p), t, b->now.used_all.mean);
    if (isnan(b->gain.ci_low))
        rap_text_add(out, tr(l, gain[0]));
    else
        rap_text_format(out, tr(l, gain[1]), rap_part_string(&p, 0), rap_part_string(&p, 1));
    if (isfinite(b->best.asked_all) && isfinite(b->best.used_all.mean))
        rap_text_format(out, tr(l, " Of %s that it asks for, %s would be spent; now it is %s."),
                        rap_part_string(&p, 2), rap_part_string(&p, 3), rap_part_string(&p, 4));
    rap_parts_end(&p, out);
    rap_justify_outcomes(out, t, b->effects);
}
