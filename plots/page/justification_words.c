/* justification_words.c: see justification_words.h. */
#include "plots/page/justification_words.h"
#include "analysis/estimate/matters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char rap_justify_kept_for_form[] = "kept for the form: the model cannot say what it buys";

static void add_sum(rap_text *out, const rap_tables *t, double x) {
    rap_text_format(out, "%s" RAP_NO_BREAK, t->study->currency);
    rap_money(out, x, false);
}

/* ---- the whole -------------------------------------------------------------------------------- */

void rap_justify_basis(rap_text *out, const rap_tables *t) {
    const rap_budget *b = rap_budget_of(t);
    rap_text_add(out, "All that follows comes from a simulation, not from observation: ");
    rap_words_runs(out, t);
    rap_text_format(out,
                    ", over %lld months. An arm is one plan that is run; this budget is that of "
                    "the arm " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE ".",
                    (long long)t->study->horizon, rap_words_arm(t, b->arm));
    rap_text_add(out, " A change is stated only where its whole 95 % interval is at least the "
                      "smallest difference that matters. A simulated programme is one run, with "
                      "and without the change, on the same luck.");
}

/* "organisation types: trust" for the group "organisation_types.*.trust". */
static void add_group_name(rap_text *out, const char *name) {
    static const char plain[] = "parameters.";
    if (!strncmp(name, plain, sizeof plain - 1))
        name += sizeof plain - 1;
    for (; *name; name++)
        if (!strncmp(name, ".*.", 3)) {
            rap_text_add(out, ": ");
            name += 2;
        } else
            rap_text_add_bytes(out, *name == '_' ? " " : *name == '.' ? ":" : name, 1);
}

/* The groups with most assumed numbers, at most five. */
static void add_most_assumed(rap_text *out, const rap_worth *x, size_t assumed) {
    size_t named = 0;
    for (size_t most = assumed; most > 0 && named < 5; most--)
        for (size_t g = 0; g < x->n_groups && named < 5; g++)
            if (x->groups[g].assumed == most) {
                rap_text_add(out, named++ ? "; " : " ");
                add_group_name(out, x->groups[g].name);
            }
}

void rap_justify_assumptions(rap_text *out, const rap_tables *t) {
    const rap_worth *x = t->worth;
    size_t all = 0, assumed = 0;
    for (size_t g = 0; x && g < x->n_groups; g++) {
        all += x->groups[g].n;
        assumed += x->groups[g].assumed;
    }
    rap_text_add(out, "No number of runs removes what all of this assumes: that the rules of the "
                      "model hold for the community at hand.");
    if (assumed) {
        rap_text_format(out,
                        " Of its %zu uncertain numbers %zu are assumed, because nobody has "
                        "measured them. Most of these are about:",
                        all, assumed);
        add_most_assumed(out, x, assumed);
        rap_text_add(out, ".");
    }
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

void rap_justify_counts(rap_text *out, const rap_tables *t) {
    size_t n = t->lines->n, lost = 0, open = 0, better = 0, small = 0;
    for (size_t i = 0; i < n; i++) {
        int is = judge_without(t, i);
        lost += is < 0;
        open += is == 0;
        better += is == 1;
        small += is == 2;
    }
    rap_text_format(out, "Of %zu line%s, something is lost without %zu", n, n == 1 ? "" : "s",
                    lost);
    if (open)
        rap_text_format(out, "; of %zu it is not clear", open);
    if (small)
        rap_text_format(out, "; of %zu no effect that matters was seen", small);
    if (better)
        rap_text_format(out, "; without %zu something is better", better);
    rap_text_add(out, ".");
}

/* ---- a line ----------------------------------------------------------------------------------- */

bool rap_justify_is_kept_for_form(const rap_tables *t, const rap_money_table *m, size_t line) {
    const rap_money_row *row = rap_money_of_line(m, t, line);
    return row && row->form && !(row->form->line->feeds > 0);
}

void rap_justify_line(rap_text *out, const rap_tables *t, const rap_money_table *m, size_t line) {
    const rap_line *l = &rap_budget_of(t)->lines[line];
    if (l->purpose && l->purpose[0])
        rap_text_format(out,
                        "In the applicant" RAP_END_QUOTE "s words: \xe2\x80\x9c%s\xe2\x80\x9d ",
                        l->purpose);
    else
        rap_text_add(out, "The study states no purpose for this line. ");
    rap_money_of_line_sentence(out, t, m, line);
    if (rap_justify_is_kept_for_form(t, m, line))
        rap_text_format(out, " It is %s.", rap_justify_kept_for_form);
    else if (l->money_to) {
        rap_text_add(out, " What is cut ");
        rap_budget_destination(out, t, l);
        rap_text_add(out, ".");
    }
}

/* Why doing without a line makes something better, as far as the runs tell. */
static void add_why_better(rap_text *out, const rap_tables *t, const rap_dose_result *r) {
    double taken = r->money.mean - r->moved.mean;
    if (taken > -r->moved.mean / 2) {
        rap_text_add(out, ": other lines take up ");
        add_sum(out, t, taken);
        rap_text_add(out, " of what is cut");
    } else
        rap_text_add(out, "; why cannot be told from these runs");
}

/* ", which is worse", ", which is better; why cannot be told from these runs". */
static void add_gain(rap_text *out, const rap_tables *t, const rap_dose_result *r, size_t aim,
                     bool is_cut) {
    size_t outcome = rap_budget_of(t)->aims[aim].outcome;
    int gain = rap_budget_gain(t, aim, rap_budget_change(t, outcome, &r->effect[aim]));
    if (gain)
        rap_text_add(out, gain > 0 ? ", which is better" : ", which is worse");
    if (gain > 0 && is_cut)
        add_why_better(out, t, r);
}

/* Where no change is claimed: whether any could be as large as matters. */
static void add_unclear(rap_text *out, const rap_tables *t, const rap_dose_result *r) {
    size_t open = 0;
    for (size_t a = 0; a < rap_budget_of(t)->n_aims; a++) {
        const rap_aim *aim = &rap_budget_of(t)->aims[a];
        if (rap_budget_change(t, aim->outcome, &r->effect[a]) != RAP_CHANGE_SMALL)
            rap_text_format(out, "%s%s", open++ ? ", " : "not clear whether a change matters to ",
                            aim->label);
    }
    rap_text_add(out, open ? "" : "no effect that matters was seen on any outcome");
}

void rap_justify_clearest(rap_text *out, const rap_tables *t, size_t line) {
    size_t dose = rap_budget_dose(-100), aim = rap_budget_clearest(t, line, dose);
    const rap_dose_result *r = rap_budget_result(t, line, dose);
    if (!r)
        rap_text_add(out, "what happens without it cannot be simulated");
    else if (aim < rap_budget_of(t)->n_aims) {
        rap_text_format(out, "%s: ", rap_budget_of(t)->aims[aim].label);
        rap_budget_moves(out, t, aim, &r->effect[aim]);
        add_gain(out, t, r, aim, true);
    } else
        add_unclear(out, t, r);
}

void rap_justify_shortly(rap_text *out, const rap_tables *t, const rap_money_table *m,
                         size_t line) {
    const rap_line *l = &rap_budget_of(t)->lines[line];
    rap_text_format(out, "%s. ", l->label);
    if (l->purpose && l->purpose[0])
        rap_text_format(out, "\xe2\x80\x9c%s\xe2\x80\x9d ", l->purpose);
    rap_money_of_line_sentence(out, t, m, line);
    if (rap_justify_is_kept_for_form(t, m, line))
        rap_text_format(out, " It is %s.", rap_justify_kept_for_form);
    else {
        rap_text_add(out, " Without it, ");
        rap_justify_clearest(out, t, line);
        rap_text_add(out, ".");
    }
}

void rap_justify_rests(rap_text *out, const rap_tables *t, size_t line) {
    const rap_deciders *rests = &t->lines->rows[line].rests;
    const rap_dose_result *r = rap_budget_result(t, line, rap_budget_dose(-100));
    const rap_aim *aim = &rap_budget_of(t)->aims[0];
    if (rests->n == 0 || !r ||
        !rap_budget_is_claimed(rap_budget_change(t, aim->outcome, &r->effect[0])))
        return;
    const rap_input *in = rests->named[0].input;
    rap_text_format(out,
                    "How much of %s is lost depends most on one number: %s (%s). It carries about "
                    "%.0f %% of what differs between sets of assumptions.",
                    aim->label, in->field && in->field->meaning ? in->field->meaning : in->path,
                    in->grade ? in->grade : "no grade", 100 * rests->named[0].part.total);
}

/* ---- a dose ----------------------------------------------------------------------------------- */

/* Each outcome of which a change is claimed, in a sentence of its own. */
static void add_claimed(rap_text *out, const rap_tables *t, const rap_dose_result *r, bool is_cut) {
    for (size_t a = 0; a < rap_budget_of(t)->n_aims; a++) {
        const rap_aim *aim = &rap_budget_of(t)->aims[a];
        if (!rap_budget_is_claimed(rap_budget_change(t, aim->outcome, &r->effect[a])))
            continue;
        rap_text_format(out, " %s: ", aim->label);
        rap_budget_moves(out, t, a, &r->effect[a]);
        add_gain(out, t, r, a, is_cut);
        rap_text_add(out, ".");
        rap_budget_seen(out, t, aim->outcome, r->seen ? r->seen[a] : (double)NAN);
    }
}

/* A sentence about the outcomes with such a change, with their intervals where asked. */
static void add_those(rap_text *out, const rap_tables *t, const rap_dose_result *r,
                      rap_change change, const char *begin, bool intervals) {
    size_t n = 0;
    for (size_t a = 0; a < rap_budget_of(t)->n_aims; a++) {
        const rap_aim *aim = &rap_budget_of(t)->aims[a];
        if (rap_budget_change(t, aim->outcome, &r->effect[a]) != change)
            continue;
        rap_text_format(out, "%s%s", n++ ? ", " : begin, aim->label);
        if (!intervals)
            continue;
        rap_text_add(out, " (");
        rap_budget_between(out, t, aim->outcome, &r->effect[a]);
        rap_text_add(out, ")");
    }
    rap_text_add(out, n ? "." : "");
}

static size_t count_small(const rap_tables *t, const rap_dose_result *r) {
    size_t n = 0;
    for (size_t a = 0; a < rap_budget_of(t)->n_aims; a++)
        n += rap_budget_change(t, rap_budget_of(t)->aims[a].outcome, &r->effect[a]) ==
             RAP_CHANGE_SMALL;
    return n;
}

static void add_outcomes_of(rap_text *out, const rap_tables *t, const rap_dose_result *r,
                            bool is_cut) {
    add_claimed(out, t, r, is_cut);
    add_those(out, t, r, RAP_CHANGE_NEAR, " Not clear whether as large as matters: ", true);
    add_those(out, t, r, RAP_CHANGE_FEW, " Too few runs have a value to tell: ", false);
    add_those(out, t, r, RAP_CHANGE_NONE, " It cannot be told from these runs: ", false);
    if (count_small(t, r) == rap_budget_of(t)->n_aims)
        rap_text_add(out, " No effect that matters was seen on any outcome.");
    else
        add_those(out, t, r, RAP_CHANGE_SMALL, " No effect that matters was seen on ", false);
}

void rap_justify_outcomes(rap_text *out, const rap_tables *t, rap_summary *effects) {
    const rap_dose_result r = {.effect = effects};
    add_outcomes_of(out, t, &r, false);
}

/* What the two sums of money say together about a cut. */
static const char *where_it_goes(const rap_tables *t, size_t line, size_t dose) {
    const rap_dose_result *r = rap_budget_result(t, line, dose);
    double cut = -rap_doses[dose] / 100.0 * t->lines->rows[line].total.mean, lost = -r->moved.mean;
    if (rap_doses[dose] >= 0)
        return "";
    if (lost < cut / 2)
        return "; most of what was cut would not have been spent";
    return -r->money.mean < lost / 2 ? "; other lines take up most of it" : "";
}

/* "the line spends CAD 6,266 less on average, and all lines together CAD 4,508 less"; nothing where the model books no
 * money. */
static void add_spend_change(rap_text *out, const rap_tables *t, size_t line, size_t dose) {
    const rap_dose_result *r = rap_budget_result(t, line, dose);
    if (!isfinite(r->moved.mean) || !isfinite(r->money.mean))
        return;
    rap_text_add(out, ", the line spends ");
    add_sum(out, t, fabs(r->moved.mean));
    rap_text_format(out, " %s on average, and all lines together ",
                    r->moved.mean > 0 ? "more" : "less");
    add_sum(out, t, fabs(r->money.mean));
    rap_text_format(out, " %s%s", r->money.mean > 0 ? "more" : "less",
                    where_it_goes(t, line, dose));
}

static void add_dose_of(rap_text *out, const rap_tables *t, size_t line, size_t dose) {
    const rap_dose_result *r = rap_budget_result(t, line, dose);
    const rap_line *l = &rap_budget_of(t)->lines[line];
    if (rap_doses[dose] == -100)
        rap_text_add(out, "Left out");
    else
        rap_text_format(out, "%s by %d %%", rap_doses[dose] < 0 ? "Cut" : "Raised",
                        abs(rap_doses[dose]));
    if (rap_doses[dose] > 0 && l->money_from) {
        rap_text_add(out, " with money from ");
        rap_budget_path(out, t, l->money_from);
    }
    add_spend_change(out, t, line, dose);
    rap_text_add(out, ".");
    add_outcomes_of(out, t, r, rap_doses[dose] < 0);
}

static void add_marginals(rap_text *out, const rap_tables *t, size_t line, size_t dose) {
    size_t said = 0;
    for (size_t a = 0; a < rap_budget_of(t)->n_aims; a++) {
        const rap_aim *aim = &rap_budget_of(t)->aims[a];
        if (!rap_budget_has_marginal(t, line, dose, a))
            continue;
        if (said++ == 0) {
            rap_text_add(out, " Each ");
            add_sum(out, t, 1000);
            rap_text_add(out, " less on the line goes with:");
        }
        rap_text_format(out, "%s %s ", said > 1 ? ";" : "", aim->label);
        rap_budget_marginal(out, t, aim->outcome, &rap_budget_result(t, line, dose)->marginal[a]);
    }
    rap_text_add(out, said ? "." : "");
}

void rap_justify_cut(rap_text *out, const rap_tables *t, size_t line, int percent) {
    size_t dose = rap_budget_dose(percent);
    if (!rap_budget_result(t, line, dose)) {
        rap_text_format(out, "A cut by %d %% cannot be simulated with this budget.", -percent);
        return;
    }
    add_dose_of(out, t, line, dose);
    if (percent == -100)
        add_marginals(out, t, line, dose);
}

void rap_justify_raise(rap_text *out, const rap_tables *t, size_t line) {
    size_t dose = rap_budget_raise(t->lines, line);
    if (dose < RAP_DOSES)
        add_dose_of(out, t, line, dose);
    else
        rap_text_add(out, "More of it cannot be simulated with this budget.");
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
        rap_money(out, cost->low, true);
        rap_text_add(out, " and ");
        rap_money(out, cost->high, true);
        rap_text_add(out, ")");
    } else {
        rap_text_add(out, "costs ");
        add_sum(out, t, fabs(cost->mean));
        rap_text_format(out, " %s (", more ? "more" : "less");
        rap_money(out, more ? cost->low : -cost->high, false);
        rap_text_add(out, " to ");
        rap_money(out, more ? cost->high : -cost->low, false);
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
        add_sum(out, t, x->icer.mean);
        rap_text_add(out, " a unit (");
        rap_money(out, x->icer.low, false);
        rap_text_add(out, " to ");
        rap_money(out, x->icer.high, false);
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
        add_sum(out, t, x);
    else if (row && is > 0)
        add_sum(out, t, (double)row->asked[m->n_years] * x / is);
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
        rap_number(out, b->gain.ci_low, 2, true);
        rap_text_add(out, " and ");
        rap_number(out, b->gain.ci_high, 2, true);
        rap_text_add(out, " smallest differences that matter, weighted)");
    }
    rap_text_add(out, ".");
    rap_justify_outcomes(out, t, b->effects);
}
