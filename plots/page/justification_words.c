/* justification_words.c: see justification_words.h. */
#include "plots/page/justification_words.h"
#include "analysis/estimate/matters.h"
#include "plots/words/sentence_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- a line ----------------------------------------------------------------------------------- */

bool rap_justify_purpose(rap_text *out, const rap_tables *t, size_t line) {
    const char *purpose = rap_budget_of(t)->lines[line].purpose;
    if (!purpose || !purpose[0])
        return false;
    rap_text_format(out, tr(t->language, "“%s” "), purpose);
    return true;
}

void rap_justify_line(rap_text *out, const rap_tables *t, const rap_money_table *m, size_t line) {
    const rap_line *l = &rap_budget_of(t)->lines[line];
    if (!rap_justify_purpose(out, t, line))
        rap_text_add(out, tr(t->language, "Its purpose is for the applicant to write. "));
    rap_money_of_line_sentence(out, t, m, line);
    if (l->money_to) {
        rap_text_add(out, " ");
        rap_budget_destination(out, t, l);
    }
}

/* A change to the better, and why doing without a line makes it, as far as the runs tell. */
static void add_better_and_why(rap_text *out, const rap_tables *t, const rap_line *line,
                               const rap_dose_result *r, const char *moves) {
    const rap_language *l = t->language;
    double taken = r->money.mean - r->moved.mean;
    rap_parts p = {0};
    if (line->reading)
        rap_text_format(out, tr(l, "%s, which is better: %s"), moves, tr(l, line->reading));
    else if (taken > -r->moved.mean / 2) {
        rap_money_units(rap_next_part(&p), t, taken);
        rap_text_format(out, tr(l, "%s, which is better: other lines take up %s of what is cut"),
                        moves, rap_part_string(&p, 0));
    } else
        rap_text_format(out, tr(l, "%s, which is better; why cannot be told from these runs"),
                        moves);
    rap_parts_end(&p, out);
}

/* How an aim moves, and whether that is better; of a cut of `line`, or NULL: "from 61 to 7 months, a fall of 54 months
 * (...), which is worse". */
static void add_move(rap_text *out, const rap_tables *t, const rap_line *line,
                     const rap_dose_result *r, size_t aim) {
    const rap_language *l = t->language;
    size_t outcome = rap_budget_of(t)->aims[aim].outcome;
    int gain = rap_budget_gain(t, aim, rap_budget_change(t, outcome, &r->effect[aim]));
    rap_parts p = {0};
    rap_budget_moves(rap_next_part(&p), t, aim, &r->effect[aim]);
    const char *moves = rap_part_string(&p, 0);
    if (gain > 0 && line)
        add_better_and_why(out, t, line, r, moves);
    else if (gain > 0)
        rap_text_format(out, tr(l, "%s, which is better"), moves);
    else if (gain < 0)
        rap_text_format(out, tr(l, "%s, which is worse"), moves);
    else
        rap_text_add(out, moves);
    rap_parts_end(&p, out);
}

/* Where no change is claimed: whether any could be as large as matters. */
static void add_unclear(rap_text *out, const rap_tables *t, const rap_dose_result *r) {
    rap_parts p = {0};
    rap_text *open = rap_next_part(&p);
    for (size_t a = 0; a < rap_budget_of(t)->n_aims; a++) {
        const rap_aim *aim = &rap_budget_of(t)->aims[a];
        if (rap_budget_change(t, aim->outcome, &r->effect[a]) != RAP_CHANGE_SMALL)
            rap_text_format(open, "%s%s", open->n ? ", " : "", rap_budget_aim_label(t, aim));
    }
    if (open->n)
        rap_text_format(out, tr(t->language, "not clear whether a change matters to %s"),
                        rap_text_string(open));
    else
        rap_text_add(out, tr(t->language, "no effect that matters was seen on any outcome"));
    rap_parts_end(&p, out);
}

void rap_justify_clearest(rap_text *out, const rap_tables *t, size_t line) {
    size_t dose = rap_budget_dose(-100), aim = rap_budget_clearest(t, line, dose);
    const rap_dose_result *r = rap_budget_result(t, line, dose);
    if (!r)
        rap_text_add(out, tr(t->language, "what happens without it cannot be simulated"));
    else if (aim < rap_budget_of(t)->n_aims) {
        rap_parts p = {0};
        add_move(rap_next_part(&p), t, &rap_budget_of(t)->lines[line], r, aim);
        rap_text_format(out, tr(t->language, "%s: %s"),
                        rap_budget_aim_label(t, &rap_budget_of(t)->aims[aim]),
                        rap_part_string(&p, 0));
        rap_parts_end(&p, out);
    } else
        add_unclear(out, t, r);
}

void rap_justify_shortly(rap_text *out, const rap_tables *t, const rap_money_table *m,
                         size_t line) {
    const rap_line *l = &rap_budget_of(t)->lines[line];
    rap_text_format(out, "%s. ", l->label);
    rap_justify_purpose(out, t, line);
    rap_money_of_line_sentence(out, t, m, line);
    for (size_t i = line; i < t->lines->n && (i == line || rap_budget_is_reading(t, i)); i++) {
        const char *reading = l[i - line].reading;
        rap_parts p = {0};
        rap_justify_clearest(rap_next_part(&p), t, i);
        if (reading)
            rap_text_format(out, tr(t->language, " Without it (%s), %s."), tr(t->language, reading),
                            rap_part_string(&p, 0));
        else
            rap_text_format(out, tr(t->language, " Without it, %s."), rap_part_string(&p, 0));
        rap_parts_end(&p, out);
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
    rap_text_format(
        out,
        tr(t->language, "How much of %s is lost depends most on one number: %s (%s). It carries "
                        "about %.0f %% of what differs between sets of assumptions."),
        rap_budget_aim_label(t, aim),
        in->field && in->field->meaning ? tr(t->language, in->field->meaning) : in->path,
        rap_words_grade(t->language, in->grade), 100 * rests->named[0].part.total);
}

/* ---- a dose ----------------------------------------------------------------------------------- */

/* Each outcome of which a change is claimed, in a sentence of its own. */
static void add_claimed(rap_text *out, const rap_tables *t, const rap_line *line,
                        const rap_dose_result *r) {
    for (size_t a = 0; a < rap_budget_of(t)->n_aims; a++) {
        const rap_aim *aim = &rap_budget_of(t)->aims[a];
        if (!rap_budget_is_claimed(rap_budget_change(t, aim->outcome, &r->effect[a])))
            continue;
        rap_parts p = {0};
        add_move(rap_next_part(&p), t, line, r, a);
        rap_text_add(out, " ");
        rap_text_format(out, tr(t->language, "%s: %s."), rap_budget_aim_label(t, aim),
                        rap_part_string(&p, 0));
        rap_parts_end(&p, out);
        rap_budget_seen(out, t, aim->outcome, r->seen ? r->seen[a] : (double)NAN);
    }
}

/* A sentence about the outcomes with such a change, with their intervals where asked. */
static void add_those(rap_text *out, const rap_tables *t, const rap_dose_result *r,
                      rap_change change, const char *format, bool intervals) {
    rap_parts p = {0};
    rap_text *those = rap_next_part(&p), *between = rap_next_part(&p);
    for (size_t a = 0; a < rap_budget_of(t)->n_aims; a++) {
        const rap_aim *aim = &rap_budget_of(t)->aims[a];
        const char *label = rap_budget_aim_label(t, aim);
        if (rap_budget_change(t, aim->outcome, &r->effect[a]) != change)
            continue;
        rap_text_add(those, those->n ? ", " : "");
        rap_text_clear(between);
        rap_budget_between(between, t, aim->outcome, &r->effect[a]);
        if (intervals)
            rap_text_format(those, tr(t->language, "%s (%s)"), label, rap_text_string(between));
        else
            rap_text_add(those, label);
    }
    if (those->n)
        rap_text_format(out, tr(t->language, format), rap_text_string(those));
    rap_parts_end(&p, out);
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
              RAP_MESSAGE(" It is not clear whether these change by as much as matters: %s."),
              true);
    add_those(out, t, r, RAP_CHANGE_FEW, RAP_MESSAGE(" Too few runs have a value to tell of %s."),
              false);
    add_those(out, t, r, RAP_CHANGE_NONE, RAP_MESSAGE(" These runs cannot tell of %s."), false);
    size_t small = count_small(t, r);
    if (small == rap_budget_of(t)->n_aims)
        rap_text_add(out, tr(t->language, " No effect that matters was seen on any outcome."));
    else if (small > 1)
        rap_text_add(out, tr(t->language, " On the others no effect that matters was seen."));
    else
        add_those(out, t, r, RAP_CHANGE_SMALL,
                  RAP_MESSAGE(" No effect that matters was seen on %s."), false);
}

void rap_justify_outcomes(rap_text *out, const rap_tables *t, rap_summary *effects) {
    const rap_dose_result r = {.effect = effects};
    add_outcomes_of(out, t, NULL, &r);
}

/* A sentence on what a dose does to money, with what the two sums say together about a cut. */
static void end_with_where(rap_text *out, const rap_tables *t, size_t line, size_t dose,
                           const char *change) {
    const rap_language *l = t->language;
    const rap_dose_result *r = rap_budget_result(t, line, dose);
    double cut = -rap_doses[dose] / 100.0 * t->lines->rows[line].total.mean, lost = -r->moved.mean;
    if (rap_doses[dose] < 0 && lost < cut / 2)
        rap_text_format(out, tr(l, "%s; most of what was cut would not have been spent."), change);
    else if (rap_doses[dose] < 0 && -r->money.mean < lost / 2)
        rap_text_format(out, tr(l, "%s; other lines take up most of it."), change);
    else
        rap_text_format(out, "%s.", change);
}

/* "Left out, the award falls by CAD 7,875 and CAD 1,181 of indirect costs". */
static void add_award_change(rap_text *out, const rap_tables *t, const rap_money_table *m,
                             size_t line, size_t dose, const char *name) {
    const rap_language *l = t->language;
    const rap_line_cells *cells = &t->lines->plan->rows[line];
    const rap_money_row *row = rap_money_of_line(m, t, line);
    double indirect = fabs((double)cells->indirect[dose]) / 100;
    double own = fabs((double)cells->award[dose]) / 100 - indirect;
    bool falls = cells->award[dose] < 0;
    rap_parts p = {0};
    if (rap_doses[dose] == -100 && row && m->is_asked) /* as the table has it */
        own = (double)row->asked[m->n_years];
    rap_money_units(rap_next_part(&p), t, own);
    rap_money_units(rap_next_part(&p), t, indirect);
    if (indirect > 0)
        rap_text_format(out,
                        falls ? tr(l, "%s, the award falls by %s and %s of indirect costs")
                              : tr(l, "%s, the award grows by %s and %s of indirect costs"),
                        name, rap_part_string(&p, 0), rap_part_string(&p, 1));
    else
        rap_text_format(
            out, falls ? tr(l, "%s, the award falls by %s") : tr(l, "%s, the award grows by %s"),
            name, rap_part_string(&p, 0));
    rap_parts_end(&p, out);
}

/* "Left out, the line spends CAD 6,266 less on average, and all lines together CAD 4,508 less"; the name alone where the
 * model books no money. */
static void add_spend_change(rap_text *out, const rap_tables *t, size_t line, size_t dose,
                             const char *name) {
    static const char *const formats[2][2] = {
        {RAP_MESSAGE("%s, the line spends %s less on average, and all lines together %s less"),
         RAP_MESSAGE("%s, the line spends %s less on average, and all lines together %s more")},
        {RAP_MESSAGE("%s, the line spends %s more on average, and all lines together %s less"),
         RAP_MESSAGE("%s, the line spends %s more on average, and all lines together %s more")}};
    const rap_dose_result *r = rap_budget_result(t, line, dose);
    rap_parts p = {0};
    if (!isfinite(r->moved.mean) || !isfinite(r->money.mean)) {
        rap_text_add(out, name);
        return;
    }
    rap_money_units(rap_next_part(&p), t, fabs(r->moved.mean));
    rap_money_units(rap_next_part(&p), t, fabs(r->money.mean));
    rap_text_format(out, tr(t->language, formats[r->moved.mean > 0][r->money.mean > 0]), name,
                    rap_part_string(&p, 0), rap_part_string(&p, 1));
    rap_parts_end(&p, out);
}

static void add_money_change(rap_text *out, const rap_tables *t, const rap_money_table *m,
                             size_t line, size_t dose, const char *name) {
    rap_parts p = {0};
    if (t->lines->plan->rows[line].award[dose] != 0)
        add_award_change(rap_next_part(&p), t, m, line, dose, name);
    else
        add_spend_change(rap_next_part(&p), t, line, dose, name);
    end_with_where(out, t, line, dose, rap_part_string(&p, 0));
    rap_parts_end(&p, out);
}

static const char *left_out(const rap_language *l, bool inside) {
    return inside ? tr_in(l, "a line of a budget", "left out")
                  : tr_in(l, "a line of a budget", "Left out");
}

/* "Cut by 25 %". */
static void add_name_of_dose(rap_text *out, const rap_language *l, int dose, bool inside) {
    if (dose == -100)
        rap_text_add(out, left_out(l, inside));
    else if (dose < 0)
        rap_text_format(out,
                        inside ? tr_in(l, "a line of a budget", "cut by %d %%")
                               : tr_in(l, "a line of a budget", "Cut by %d %%"),
                        -dose);
    else
        rap_text_format(out,
                        inside ? tr_in(l, "a line of a budget", "raised by %d %%")
                               : tr_in(l, "a line of a budget", "Raised by %d %%"),
                        dose);
}

void rap_justify_name_dose(rap_text *out, const rap_tables *t, size_t line, size_t dose,
                           bool inside) {
    const rap_line *line_of = &rap_budget_of(t)->lines[line];
    const rap_language *l = t->language;
    bool is_cut = rap_doses[dose] < 0;
    rap_parts p = {0};
    add_name_of_dose(rap_next_part(&p), l, rap_doses[dose], inside);
    if (is_cut && line_of->reading)
        rap_text_format(out, tr(l, "%s (%s)"), rap_part_string(&p, 0), tr(l, line_of->reading));
    else if (!is_cut && line_of->money_from) {
        rap_budget_path(rap_next_part(&p), t, line_of->money_from);
        rap_text_format(out, tr(l, "%s with money from %s"), rap_part_string(&p, 0),
                        rap_part_string(&p, 1));
    } else
        rap_text_add(out, rap_part_string(&p, 0));
    rap_parts_end(&p, out);
}

static void add_dose_of(rap_text *out, const rap_tables *t, const rap_money_table *m, size_t line,
                        size_t dose) {
    const rap_dose_result *r = rap_budget_result(t, line, dose);
    const rap_line *l = &rap_budget_of(t)->lines[line];
    rap_parts p = {0};
    rap_justify_name_dose(rap_next_part(&p), t, line, dose, false);
    add_money_change(out, t, m, line, dose, rap_part_string(&p, 0));
    rap_parts_end(&p, out);
    add_outcomes_of(out, t, rap_doses[dose] < 0 ? l : NULL, r);
}

/* Whether 1,000 go with a hundredth, at least, of the smallest difference that matters. */
static bool is_worth_saying(const rap_tables *t, size_t line, size_t dose, size_t aim) {
    double of_1000 = 1000 * rap_budget_result(t, line, dose)->marginal[aim].mean;
    return fabs(of_1000) >= 0.01 * t->study->delta[rap_budget_of(t)->aims[aim].outcome];
}

static void add_marginals(rap_text *out, const rap_tables *t, size_t line, size_t dose) {
    rap_parts p = {0};
    rap_text *sum = rap_next_part(&p), *all = rap_next_part(&p), *one = rap_next_part(&p);
    for (size_t a = 0; a < rap_budget_of(t)->n_aims; a++) {
        const rap_aim *aim = &rap_budget_of(t)->aims[a];
        if (!rap_budget_has_marginal(t, line, dose, a) || !is_worth_saying(t, line, dose, a))
            continue;
        rap_text_add(all, all->n ? tr(t->language, "; ") : "");
        rap_text_clear(one);
        rap_budget_marginal(one, t, aim->outcome, &rap_budget_result(t, line, dose)->marginal[a]);
        rap_text_format(all, tr(t->language, "%s, %s"), rap_budget_aim_label(t, aim),
                        rap_text_string(one));
    }
    rap_money_units(sum, t, 1000);
    if (all->n)
        rap_text_format(out, tr(t->language, " Each %s less on the line goes with: %s."),
                        rap_text_string(sum), rap_text_string(all));
    rap_parts_end(&p, out);
}

void rap_justify_dose(rap_text *out, const rap_tables *t, const rap_money_table *m, size_t line,
                      size_t dose) {
    const rap_language *l = t->language;
    if (dose == RAP_DOSES)
        rap_text_add(out, tr(l, "More of it cannot be simulated with this budget."));
    else if (!rap_budget_result(t, line, dose)) {
        rap_parts p = {0};
        rap_justify_name_dose(rap_next_part(&p), t, line, dose, false);
        rap_text_format(out, tr(l, "%s, it cannot be simulated with this budget."),
                        rap_part_string(&p, 0));
        rap_parts_end(&p, out);
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
    rap_text_format(out,
                    tr(t->language, "Cut by 25 %%, left out or raised by %d %%: no effect that "
                                    "matters was seen on any outcome. "),
                    rap_doses[rap_budget_raise(t->lines, line)]);
    add_money_change(out, t, m, line, rap_budget_dose(-100), left_out(t->language, false));
}
