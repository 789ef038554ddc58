/* justification_words.c: see justification_words.h. */
#include "plots/page/justification_words.h"
#include "analysis/estimate/matters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void add_sum(rap_text *out, const rap_tables *t, double x) {
    rap_text_format(out, "%s" RAP_NO_BREAK, t->study->currency);
    rap_money(out, t->language, x, false);
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
                      "and without the change, on the same luck. Words in quotation marks are the "
                      "applicant" RAP_END_QUOTE "s.");
}

/* "trust of organisation types" for the group "organisation_types.*.trust", "promise" for "parameters.promise". */
static void add_group_name(rap_text *out, const char *name) {
    const char *star = strstr(name, ".*."), *last = strrchr(name, '.');
    const char *own = star ? star + 3 : last ? last + 1 : name;
    for (; *own; own++)
        rap_text_add_bytes(out, *own == '_' ? " " : own, 1);
    rap_text_add(out, star ? " of " : "");
    for (const char *of = name; star && of < star; of++)
        rap_text_add_bytes(out, *of == '_' ? " " : of, 1);
}

/* The groups with most assumed numbers, at most five. */
static void add_most_assumed(rap_text *out, const rap_worth *x, size_t assumed) {
    size_t named = 0;
    for (size_t most = assumed; most > 0 && named < 5; most--)
        for (size_t g = 0; g < x->n_groups && named < 5; g++)
            if (x->groups[g].assumed == most) {
                rap_text_add(out, named++ ? ", " : " ");
                add_group_name(out, x->groups[g].name);
            }
}

void rap_justify_assumed(rap_text *out, const rap_tables *t) {
    const rap_worth *x = t->worth;
    size_t all = 0, assumed = 0;
    for (size_t g = 0; x && g < x->n_groups; g++) {
        all += x->groups[g].n;
        assumed += x->groups[g].assumed;
    }
    rap_text_add(out, "No number of runs removes what all of this assumes: that the rules of the "
                      "model hold for the community at hand.");
    if (assumed)
        rap_text_format(out,
                        " Of its %zu uncertain numbers %zu are assumed, because nobody has "
                        "measured them.",
                        all, assumed);
}

void rap_justify_assumptions(rap_text *out, const rap_tables *t) {
    size_t assumed = 0;
    for (size_t g = 0; t->worth && g < t->worth->n_groups; g++)
        assumed += t->worth->groups[g].assumed;
    rap_justify_assumed(out, t);
    if (assumed) {
        rap_text_add(out, " Most of these are:");
        add_most_assumed(out, t->worth, assumed);
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

void rap_justify_counts(rap_text *out, const rap_tables *t, const rap_money_table *m) {
    size_t n = 0, lost = 0, open = 0, better = 0, small = 0;
    for (size_t i = 0; i < t->lines->n; i++) {
        int is = judge_without(t, i);
        if (rap_budget_is_reading(t, i) || rap_money_is_for_form(m, t, i))
            continue;
        n++;
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

void rap_justify_line(rap_text *out, const rap_tables *t, const rap_money_table *m, size_t line) {
    const rap_line *l = &rap_budget_of(t)->lines[line];
    if (l->purpose && l->purpose[0])
        rap_text_format(out, "\xe2\x80\x9c%s\xe2\x80\x9d ", l->purpose);
    else
        rap_text_add(out, "Its purpose is for the applicant to write. ");
    rap_money_of_line_sentence(out, t, m, line);
    if (l->money_to) {
        rap_text_add(out, " What is cut ");
        rap_budget_destination(out, t, l);
        rap_text_add(out, ".");
    }
}

/* Why doing without a line makes something better, as far as the runs tell. */
static void add_why_better(rap_text *out, const rap_tables *t, const rap_line *line,
                           const rap_dose_result *r) {
    double taken = r->money.mean - r->moved.mean;
    if (line->reading)
        rap_text_format(out, ": %s", line->reading);
    else if (taken > -r->moved.mean / 2) {
        rap_text_add(out, ": other lines take up ");
        add_sum(out, t, taken);
        rap_text_add(out, " of what is cut");
    } else
        rap_text_add(out, "; why cannot be told from these runs");
}

/* ", which is worse", ", which is better; why cannot be told from these runs"; of a cut of `line`, or NULL. */
static void add_gain(rap_text *out, const rap_tables *t, const rap_line *line,
                     const rap_dose_result *r, size_t aim) {
    size_t outcome = rap_budget_of(t)->aims[aim].outcome;
    int gain = rap_budget_gain(t, aim, rap_budget_change(t, outcome, &r->effect[aim]));
    if (gain)
        rap_text_add(out, gain > 0 ? ", which is better" : ", which is worse");
    if (gain > 0 && line)
        add_why_better(out, t, line, r);
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
        add_gain(out, t, &rap_budget_of(t)->lines[line], r, aim);
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
    for (size_t i = line; i < t->lines->n && (i == line || rap_budget_is_reading(t, i)); i++) {
        rap_text_add(out, " Without it");
        if (l[i - line].reading)
            rap_text_format(out, " (%s)", l[i - line].reading);
        rap_text_add(out, ", ");
        rap_justify_clearest(out, t, i);
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
static void add_claimed(rap_text *out, const rap_tables *t, const rap_line *line,
                        const rap_dose_result *r) {
    for (size_t a = 0; a < rap_budget_of(t)->n_aims; a++) {
        const rap_aim *aim = &rap_budget_of(t)->aims[a];
        if (!rap_budget_is_claimed(rap_budget_change(t, aim->outcome, &r->effect[a])))
            continue;
        rap_text_format(out, " %s: ", aim->label);
        rap_budget_moves(out, t, a, &r->effect[a]);
        add_gain(out, t, line, r, a);
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

static void add_outcomes_of(rap_text *out, const rap_tables *t, const rap_line *line,
                            const rap_dose_result *r) {
    add_claimed(out, t, line, r);
    add_those(out, t, r, RAP_CHANGE_NEAR,
              " It is not clear whether these change by as much as matters: ", true);
    add_those(out, t, r, RAP_CHANGE_FEW, " Too few runs have a value to tell of ", false);
    add_those(out, t, r, RAP_CHANGE_NONE, " These runs cannot tell of ", false);
    size_t small = count_small(t, r);
    if (small == rap_budget_of(t)->n_aims)
        rap_text_add(out, " No effect that matters was seen on any outcome.");
    else if (small > 1)
        rap_text_add(out, " On the others no effect that matters was seen.");
    else
        add_those(out, t, r, RAP_CHANGE_SMALL, " No effect that matters was seen on ", false);
}

void rap_justify_outcomes(rap_text *out, const rap_tables *t, rap_summary *effects) {
    const rap_dose_result r = {.effect = effects};
    add_outcomes_of(out, t, NULL, &r);
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

/* ", the award falls by CAD 7,875 and CAD 1,181 of indirect costs". */
static void add_award_change(rap_text *out, const rap_tables *t, const rap_money_table *m,
                             size_t line, size_t dose) {
    const rap_line_cells *cells = &t->lines->plan->rows[line];
    const rap_money_row *row = rap_money_of_line(m, t, line);
    double indirect = fabs((double)cells->indirect[dose]) / 100;
    double own = fabs((double)cells->award[dose]) / 100 - indirect;
    rap_text_format(out, ", the award %s by ", cells->award[dose] < 0 ? "falls" : "grows");
    if (rap_doses[dose] == -100 && row && m->is_asked) /* as the table has it */
        own = (double)row->asked[m->n_years];
    add_sum(out, t, own);
    if (indirect > 0) {
        rap_text_add(out, " and ");
        add_sum(out, t, indirect);
        rap_text_add(out, " of indirect costs");
    }
}

/* ", the line spends CAD 6,266 less on average, and all lines together CAD 4,508 less"; nothing where the model books no
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
    rap_text_format(out, " %s", r->money.mean > 0 ? "more" : "less");
}

void rap_justify_name_dose(rap_text *out, const rap_tables *t, size_t line, size_t dose,
                           bool inside) {
    const rap_line *l = &rap_budget_of(t)->lines[line];
    bool is_cut = rap_doses[dose] < 0;
    if (rap_doses[dose] == -100)
        rap_text_add(out, inside ? "left out" : "Left out");
    else
        rap_text_format(out, "%s by %d %%",
                        is_cut ? (inside ? "cut" : "Cut") : (inside ? "raised" : "Raised"),
                        abs(rap_doses[dose]));
    if (is_cut && l->reading)
        rap_text_format(out, " (%s)", l->reading);
    if (!is_cut && l->money_from) {
        rap_text_add(out, " with money from ");
        rap_budget_path(out, t, l->money_from);
    }
}

static void add_dose_of(rap_text *out, const rap_tables *t, const rap_money_table *m, size_t line,
                        size_t dose) {
    const rap_dose_result *r = rap_budget_result(t, line, dose);
    const rap_line *l = &rap_budget_of(t)->lines[line];
    rap_justify_name_dose(out, t, line, dose, false);
    if (t->lines->plan->rows[line].award[dose] != 0)
        add_award_change(out, t, m, line, dose);
    else
        add_spend_change(out, t, line, dose);
    rap_text_format(out, "%s.", where_it_goes(t, line, dose));
    add_outcomes_of(out, t, rap_doses[dose] < 0 ? l : NULL, r);
}

/* Whether 1,000 go with a hundredth, at least, of the smallest difference that matters. */
static bool is_worth_saying(const rap_tables *t, size_t line, size_t dose, size_t aim) {
    double of_1000 = 1000 * rap_budget_result(t, line, dose)->marginal[aim].mean;
    return fabs(of_1000) >= 0.01 * t->study->delta[rap_budget_of(t)->aims[aim].outcome];
}

static void add_marginals(rap_text *out, const rap_tables *t, size_t line, size_t dose) {
    size_t said = 0;
    for (size_t a = 0; a < rap_budget_of(t)->n_aims; a++) {
        const rap_aim *aim = &rap_budget_of(t)->aims[a];
        if (!rap_budget_has_marginal(t, line, dose, a) || !is_worth_saying(t, line, dose, a))
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

void rap_justify_dose(rap_text *out, const rap_tables *t, const rap_money_table *m, size_t line,
                      size_t dose) {
    if (dose == RAP_DOSES)
        rap_text_add(out, "More of it cannot be simulated with this budget.");
    else if (!rap_budget_result(t, line, dose)) {
        rap_justify_name_dose(out, t, line, dose, false);
        rap_text_add(out, ", it cannot be simulated with this budget.");
    } else {
        add_dose_of(out, t, m, line, dose);
        if (rap_doses[dose] == -100)
            add_marginals(out, t, line, dose);
    }
}

bool rap_justify_has_no_effect(const rap_tables *t, size_t line, size_t dose) {
    const rap_dose_result *r = rap_budget_result(t, line, dose);
    return r && count_small(t, r) == rap_budget_of(t)->n_aims;
}

void rap_justify_no_effect(rap_text *out, const rap_tables *t, const rap_money_table *m,
                           size_t line) {
    size_t all = rap_budget_dose(-100);
    rap_text_format(out,
                    "Cut by 25 %%, left out or raised by %d %%: no effect that matters was seen on "
                    "any outcome. Left out",
                    rap_doses[rap_budget_raise(t->lines, line)]);
    if (t->lines->plan->rows[line].award[all] != 0)
        add_award_change(out, t, m, line, all);
    else
        add_spend_change(out, t, line, all);
    rap_text_format(out, "%s.", where_it_goes(t, line, all));
}
