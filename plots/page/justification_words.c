/* justification_words.c: see justification_words.h. */
#include "plots/page/justification_words.h"
#include "analysis/estimate/matters.h"
#include "plots/words/decider_words.h"

#include <math.h>
#include <stdlib.h>

static void add_sum(rap_text *out, const rap_tables *t, double x) {
    rap_text_format(out, "%s ", t->study->currency);
    rap_money(out, x, false);
}

/* ---- the whole -------------------------------------------------------------------------------- */

void rap_justify_basis(rap_text *out, const rap_tables *t) {
    const rap_budget *b = rap_budget_of(t);
    rap_text_add(out, "From a simulation, not from observation: ");
    rap_words_runs(out, t);
    rap_text_format(out, ", over %lld months; arm " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE ".",
                    (long long)t->study->horizon, rap_words_arm(t, b->arm));
    rap_text_add(out, " A change is stated only where its whole 95 % interval is at least the "
                      "smallest difference that matters:");
    for (size_t a = 0; a < b->n_aims; a++) {
        rap_text_add(out, a ? "; " : " ");
        rap_budget_aim(out, t, &b->aims[a]);
        rap_text_add(out, ": ");
        rap_words_delta(out, t, b->aims[a].outcome);
    }
    rap_text_add(out, ". A simulated programme is one run, with and without the change on the "
                      "same luck.");
}

/* The groups with most assumed numbers, at most five. */
static void add_most_assumed(rap_text *out, const rap_worth *x, size_t assumed) {
    size_t named = 0;
    for (size_t most = assumed; most > 0 && named < 5; most--)
        for (size_t g = 0; g < x->n_groups && named < 5; g++)
            if (x->groups[g].assumed == most)
                rap_text_format(out, "%s %s", named++ ? "," : "", x->groups[g].name);
}

void rap_justify_assumptions(rap_text *out, const rap_tables *t) {
    const rap_worth *x = t->worth;
    size_t all = 0, assumed = 0;
    for (size_t g = 0; x && g < x->n_groups; g++) {
        all += x->groups[g].n;
        assumed += x->groups[g].assumed;
    }
    rap_text_add(out, "No number of runs removes these assumptions: that the rules of the "
                      "model hold for the community at hand");
    if (assumed) {
        rap_text_format(out,
                        ", and that %zu of its %zu uncertain numbers, assumed because "
                        "nobody has measured them, lie in their ranges (most numbers in:",
                        assumed, all);
        add_most_assumed(out, x, assumed);
        rap_text_add(out, ")");
    }
    rap_text_add(out, ".");
}

/* ---- a line ----------------------------------------------------------------------------------- */

void rap_justify_line(rap_text *out, const rap_tables *t, size_t line) {
    const rap_line *l = &rap_budget_of(t)->lines[line];
    if (l->purpose && l->purpose[0])
        rap_text_format(out,
                        "In the applicant" RAP_END_QUOTE "s words: \xe2\x80\x9c%s\xe2\x80\x9d ",
                        l->purpose);
    else
        rap_text_add(out, "The study states no purpose for this line. ");
    rap_text_add(out, "On average ");
    add_sum(out, t, t->lines->rows[line].total.mean);
    rap_text_add(out, " is spent on it in the simulated programmes. What is cut ");
    rap_budget_destination(out, l);
    rap_text_add(out, ".");
}

void rap_justify_shortly(rap_text *out, const rap_tables *t, size_t line) {
    const rap_aim *aim = &rap_budget_of(t)->aims[0];
    size_t all = rap_budget_dose(-100);
    const rap_dose_result *r = rap_budget_result(t, line, all);
    rap_text_format(out, "%s: ", rap_budget_of(t)->lines[line].label);
    add_sum(out, t, t->lines->rows[line].total.mean);
    rap_text_add(out, " is spent on it on average");
    if (r) {
        rap_text_format(out, "; without it, %s: ", aim->label);
        rap_budget_effect(out, t, aim->outcome, &r->effect[0], r->seen[0]);
    } else
        rap_text_format(out, "; what happens without it cannot be simulated: %s",
                        t->lines->plan->rows[line].why[all]);
    rap_text_add(out, ".");
}

void rap_justify_rests(rap_text *out, const rap_tables *t, size_t line) {
    const rap_deciders *rests = &t->lines->rows[line].rests;
    if (rests->inputs == 0)
        return;
    rap_text_format(out, " What decides how much of %s is lost without the line: ",
                    rap_budget_of(t)->aims[0].label);
    rap_words_deciders(out, t, rests, (double)NAN);
}

/* ---- a dose ----------------------------------------------------------------------------------- */

static const char *better_or_worse(const rap_tables *t, size_t outcome, rap_change change) {
    int better = t->study->model->outcomes[outcome].better;
    if (better == 0 || !rap_budget_is_claimed(change))
        return "";
    return (better > 0) == (change == RAP_CHANGE_RISE) ? ", which is better" : ", which is worse";
}

/* The outcomes of which a change is claimed first, then those not clear, then those with none. */
static const rap_change order[] = {RAP_CHANGE_RISE, RAP_CHANGE_FALL, RAP_CHANGE_NEAR,
                                   RAP_CHANGE_FEW,  RAP_CHANGE_NONE, RAP_CHANGE_SMALL};

/* Those of one kind, after the `said` ones before; returns how many are said then. */
static size_t add_changes(rap_text *out, const rap_tables *t, const rap_dose_result *r,
                          rap_change change, size_t said) {
    size_t n = 0;
    bool small = change == RAP_CHANGE_SMALL;
    for (size_t a = 0; a < rap_budget_of(t)->n_aims; a++) {
        const rap_aim *aim = &rap_budget_of(t)->aims[a];
        if (rap_budget_change(t, aim->outcome, &r->effect[a]) != change)
            continue;
        rap_text_add(out, n && small ? ", " : said + n ? "; " : " ");
        if (small && n == 0)
            rap_text_add(out, "no effect that matters was seen on: ");
        rap_text_format(out, small ? "%s (" : "%s: ", aim->label);
        if (small) {
            rap_budget_between(out, t, aim->outcome, &r->effect[a]);
            rap_text_add(out, ")");
        } else
            rap_budget_effect(out, t, aim->outcome, &r->effect[a], r->seen[a]);
        rap_text_add(out, better_or_worse(t, aim->outcome, change));
        n++;
    }
    return said + n;
}

/* What the two sums of money say together about a cut. */
static const char *where_it_goes(const rap_tables *t, size_t line, size_t dose) {
    const rap_dose_result *r = rap_budget_result(t, line, dose);
    double cut = -rap_doses[dose] / 100.0 * t->lines->rows[line].total.mean, lost = -r->moved.mean;
    if (rap_doses[dose] >= 0)
        return "";
    if (lost < cut / 2)
        return " (most of what was cut would not have been spent)";
    return -r->money.mean < lost / 2 ? " (other lines take up most of it)" : "";
}

static void add_dose_of(rap_text *out, const rap_tables *t, size_t line, size_t dose) {
    const rap_dose_result *r = rap_budget_result(t, line, dose);
    size_t said = 0;
    rap_text_format(out, " %s by %d %%", rap_doses[dose] < 0 ? "Cut" : "Raised",
                    abs(rap_doses[dose]));
    rap_text_add(out, ", the line holds ");
    add_sum(out, t, fabs(r->moved.mean));
    rap_text_format(out, " %s, and all lines together ", r->moved.mean > 0 ? "more" : "less");
    add_sum(out, t, fabs(r->money.mean));
    rap_text_format(out, " %s%s:", r->money.mean > 0 ? "more" : "less",
                    where_it_goes(t, line, dose));
    for (size_t k = 0; k < sizeof order / sizeof *order; k++)
        said = add_changes(out, t, r, order[k], said);
    rap_text_add(out, ".");
}

static void add_marginals(rap_text *out, const rap_tables *t, size_t line, size_t dose) {
    size_t said = 0;
    for (size_t a = 0; a < rap_budget_of(t)->n_aims; a++) {
        const rap_aim *aim = &rap_budget_of(t)->aims[a];
        if (!rap_budget_has_marginal(t, line, dose, a))
            continue;
        if (said++ == 0)
            rap_text_format(out, " Each %s 1,000 moved in the line by that cut (%d %%) goes with:",
                            t->study->currency, -rap_doses[dose]);
        rap_text_format(out, "%s %s ", said > 1 ? ";" : "", aim->label);
        rap_budget_marginal(out, t, aim->outcome, &rap_budget_result(t, line, dose)->marginal[a]);
    }
    rap_text_add(out, said ? "." : "");
}

void rap_justify_cut(rap_text *out, const rap_tables *t, size_t line, int percent) {
    size_t dose = rap_budget_dose(percent);
    if (rap_budget_result(t, line, dose))
        add_dose_of(out, t, line, dose);
    else
        rap_text_format(out, " A cut by %d %% cannot be simulated: %s.", -percent,
                        t->lines->plan->rows[line].why[dose]);
    add_marginals(out, t, line, dose);
}

void rap_justify_raise(rap_text *out, const rap_tables *t, size_t line) {
    size_t dose = rap_budget_raise(t->lines, line), asked = rap_budget_dose(10);
    if (dose < RAP_DOSES)
        add_dose_of(out, t, line, dose);
    else
        rap_text_format(out, " A raise cannot be simulated: %s.",
                        t->lines->plan->rows[line].why[asked]);
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

void rap_justify_arm(rap_text *out, const rap_tables *t, size_t arm) {
    const rap_increment *x = &t->worth->increments[arm];
    const rap_aim *aim = &rap_budget_of(t)->aims[0];
    rap_summary s = effect_of(t, x, aim->outcome);
    rap_text_format(out, " " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE ": cost %s ", rap_words_arm(t, arm),
                    t->study->currency);
    rap_money_interval(out, x->cost.mean, x->cost.low, x->cost.high, true);
    rap_text_format(out, "; %s: ", aim->label);
    rap_budget_effect(out, t, aim->outcome, &s, (double)NAN);
    rap_text_format(out, "; cost and effect taken together: %s", rap_dominance_text(x->dominance));
    if (isfinite(x->icer.mean) && x->dominance == RAP_DOMINANCE_TRADE_OFF) {
        rap_text_add(out, ", ");
        add_sum(out, t, x->icer.mean);
        rap_text_add(out, " a unit (");
        rap_money(out, x->icer.low, false);
        rap_text_add(out, " to ");
        rap_money(out, x->icer.high, false);
        rap_text_add(out, ")");
    }
    rap_text_add(out, ".");
}

static void add_lever(rap_text *out, const rap_tables *t, size_t line, double x) {
    if (t->lines->plan->rows[line].field->kind == RAP_MONEY)
        add_sum(out, t, x);
    else
        rap_text_format(out, "%.3g", round(1000 * x) / 1000 + 0.0);
}

static void add_levers(rap_text *out, const rap_tables *t, const rap_best_split *b) {
    rap_text_format(out,
                    "%zu splits of the same money over the lines that have bounds were tried. The "
                    "best one found sets",
                    b->split.n_seen);
    for (size_t i = 0; i < b->n; i++) {
        rap_text_format(out, "%s %s to ", i ? "," : "", rap_budget_of(t)->lines[b->lines[i]].label);
        add_lever(out, t, b->lines[i], b->split.best.x[i]);
        rap_text_add(out, " (now ");
        add_lever(out, t, b->lines[i], b->split.start.x[i]);
        rap_text_add(out, "; about as good from ");
        add_lever(out, t, b->lines[i], b->near_low[i]);
        rap_text_add(out, " to ");
        add_lever(out, t, b->lines[i], b->near_high[i]);
        rap_text_add(out, ")");
    }
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
    if (b->why[0]) {
        rap_text_format(out, "It could not be searched: %s", b->why);
        return;
    }
    add_levers(out, t, b);
    rap_text_format(out, ". On sets of assumptions that the search had not seen, %s",
                    gain_words(&b->gain));
    if (!isnan(b->gain.ci_low))
        rap_text_format(out,
                        ": counted in smallest differences that matter and weighted, between %.2f "
                        "and %.2f",
                        b->gain.ci_low + 0.0, b->gain.ci_high + 0.0);
    rap_text_add(out, ".");
    for (size_t a = 0; a < rap_budget_of(t)->n_aims; a++) {
        const rap_aim *aim = &rap_budget_of(t)->aims[a];
        rap_text_format(out, "%s%s: ", a ? "; " : " Best less present: ", aim->label);
        rap_budget_effect(out, t, aim->outcome, &b->effects[a], (double)NAN);
    }
    rap_text_add(out, ".");
}
