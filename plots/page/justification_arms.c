/* justification_arms.c: see justification_arms.h. */
#include "plots/page/justification_arms.h"
#include "analysis/estimate/matters.h"
#include "plots/page/justification_words.h"
#include "plots/words/numbers.h"

#include <math.h>

static void add_price(rap_text *out, const rap_tables *t, double x) {
    rap_text_format(out, "%s" RAP_NO_BREAK, t->study->currency);
    rap_money(out, t->language, x, false);
}

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
    bool more = cost->low > 0, less = cost->high < 0;
    if (!isfinite(cost->mean) || !isfinite(cost->low)) {
        rap_text_add(out, "what it costs more or less cannot be told");
    } else if (!more && !less) {
        rap_text_format(out, "no clear difference in cost (between %s" RAP_NO_BREAK,
                        t->study->currency);
        rap_money(out, t->language, cost->low, true);
        rap_text_add(out, " and ");
        rap_money(out, t->language, cost->high, true);
        rap_text_add(out, ")");
    } else {
        rap_text_add(out, "costs ");
        add_price(out, t, fabs(cost->mean));
        rap_text_format(out, " %s (", more ? "more" : "less");
        rap_money(out, t->language, more ? cost->low : -cost->high, false);
        rap_text_add(out, " to ");
        rap_money(out, t->language, more ? cost->high : -cost->low, false);
        rap_text_add(out, ")");
    }
}

/* What cost and effect say together. */
static void add_cost_with_effect(rap_text *out, const rap_tables *t, const rap_increment *x) {
    static const char *const words[] = {
        [RAP_DOMINANCE_UNCLEAR] = "no clear difference",
        [RAP_DOMINANCE_DOMINATES] =
            "better, as one of them is clearly better and the other is no worse",
        [RAP_DOMINANCE_DOMINATED] =
            "worse, as one of them is clearly worse and the other is no better",
        [RAP_DOMINANCE_TRADE_OFF] = "more of the outcome for more money, or less for less",
        [RAP_DOMINANCE_UNTOLD] = "cannot be told"};
    rap_text_format(out, " Cost and effect together: %s", words[x->dominance]);
    if (isfinite(x->icer.mean) && x->dominance == RAP_DOMINANCE_TRADE_OFF) {
        rap_text_add(out, ", at ");
        add_price(out, t, x->icer.mean);
        rap_text_add(out, " a unit (");
        rap_money(out, t->language, x->icer.low, false);
        rap_text_add(out, " to ");
        rap_money(out, t->language, x->icer.high, false);
        rap_text_add(out, ")");
    }
    rap_text_add(out, ".");
}

void rap_justify_arm(rap_text *out, const rap_tables *t, size_t arm) {
    const rap_increment *x = &t->worth->increments[arm];
    const rap_aim *aim = &rap_budget_of(t)->aims[0];
    rap_summary s = effect_of(t, x, aim->outcome);
    rap_text_format(out, RAP_OPEN_QUOTE "%s" RAP_END_QUOTE ": ", rap_words_arm(t, arm));
    add_cost_of_arm(out, t, &x->cost);
    rap_text_format(out, ". %s: ", aim->label);
    rap_budget_effect(out, t, aim->outcome, &s);
    rap_text_add(out, ".");
    add_cost_with_effect(out, t, x);
}

void rap_justify_lever(rap_text *out, const rap_tables *t, const rap_money_table *m, size_t line,
                       double x) {
    const rap_money_row *row = m->is_asked ? rap_money_of_line(m, t, line) : NULL;
    const rap_line_cells *cells = &t->lines->plan->rows[line];
    double is = cells->lever[RAP_DOSE_ZERO];
    if (cells->field->kind == RAP_MONEY)
        add_price(out, t, x);
    else if (row && is > 0)
        add_price(out, t, (double)row->asked[m->n_years] * x / is);
    else
        rap_text_format(out, "%.3g", round(1000 * x) / 1000 + 0.0);
}

static const char *gain_words(const rap_summary *gain) {
    if (rap_at_least(gain->ci_low, 1))
        return "it is better than the present split";
    if (rap_at_least(-gain->ci_high, 1))
        return "it is worse than the present split";
    bool reaches =
        isnan(gain->ci_low) || rap_at_least(-gain->ci_low, 1) || rap_at_least(gain->ci_high, 1);
    return reaches ? "it is not clear whether it gains as much as matters"
                   : "no gain that matters was seen";
}

void rap_justify_split(rap_text *out, const rap_tables *t, const rap_best_split *b) {
    rap_text_format(out, "On sets of assumptions that the search had not seen, %s",
                    gain_words(&b->gain));
    if (!isnan(b->gain.ci_low)) {
        rap_text_add(out, " (between ");
        rap_number(out, t->language, b->gain.ci_low, 2, true);
        rap_text_add(out, " and ");
        rap_number(out, t->language, b->gain.ci_high, 2, true);
        rap_text_add(out, " smallest differences that matter, weighted)");
    }
    rap_text_add(out, ".");
    if (isfinite(b->best.asked_all) && isfinite(b->best.used_all.mean)) {
        rap_text_add(out, " Of ");
        add_price(out, t, b->best.asked_all);
        rap_text_add(out, " that it asks for, ");
        add_price(out, t, b->best.used_all.mean);
        rap_text_add(out, " would be spent; now it is ");
        add_price(out, t, b->now.used_all.mean);
        rap_text_add(out, ".");
    }
    rap_justify_outcomes(out, t, b->effects);
}
