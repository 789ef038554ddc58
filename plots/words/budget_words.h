/* budget_words.h: what a dose of a budget line changed, in words that claim no more than intervals
 * allow. Texts are plain UTF-8, not yet escaped. */
#ifndef RAP_BUDGET_WORDS_H
#define RAP_BUDGET_WORDS_H

#include "analysis/budget/lines.h"
#include "analysis/budget/surveys.h"
#include "analysis/budget/worth.h"
#include "plots/words/numbers.h"
#include "plots/words/words.h"

typedef enum {
    RAP_CHANGE_NONE,  /* no value, or no interval */
    RAP_CHANGE_FEW,   /* fewer than 30 sets of assumptions have a value, and not half of them */
    RAP_CHANGE_RISE,  /* the whole interval is at +delta or above */
    RAP_CHANGE_FALL,  /* ... at -delta or below */
    RAP_CHANGE_SMALL, /* ... within -delta .. delta */
    RAP_CHANGE_NEAR   /* it reaches delta or -delta */
} rap_change;

rap_change rap_budget_change(const rap_tables *t, size_t outcome, const rap_summary *s);
bool rap_budget_is_claimed(rap_change change); /* a rise or a fall */

/* Whether a line is another reading of the cuts of the line before it that has its lever: the same money. */
bool rap_budget_is_reading(const rap_tables *t, size_t line);

/* A line for people, and what its cuts mean where they can be read in two ways: "Pay for partners (fewer hours are asked
 * for)". */
void rap_budget_line(rap_text *out, const rap_tables *t, size_t line);

/* The budget that the tables' lines are about, and what a dose of a line did: NULL where it cannot be
 * simulated. */
const rap_budget *rap_budget_of(const rap_tables *t);
const rap_dose_result *rap_budget_result(const rap_tables *t, size_t line, size_t dose);

/* With signs and unit: "+4 months (-2 to +12)". */
void rap_budget_value(rap_text *out, const rap_tables *t, size_t outcome, double mean, double low,
                      double high);

/* The same, and after `joint` why it is no claim: "+4 months (-2 to +12), not clear". */
void rap_budget_judged(rap_text *out, const rap_tables *t, size_t outcome, const rap_summary *s,
                       const char *joint);

/* "a fall of 20 months (95 % interval 8 to 33)", "no effect that matters was seen (between ...)". */
void rap_budget_effect(rap_text *out, const rap_tables *t, size_t outcome, const rap_summary *s);

/* "from 61 % to 7 %": an aim as the budget stands, and that much changed, rounded so that they differ by the change as
 * it is printed; false and nothing where there is no level, or it would be beyond what is possible. */
bool rap_budget_levels(rap_text *out, const rap_tables *t, size_t aim, double change);

/* Levels, where a change is claimed, and the effect behind them: "from 61 % to 7 %, a fall of 54 percentage points (...)". */
void rap_budget_moves(rap_text *out, const rap_tables *t, size_t aim, const rap_summary *s);

/* " It moves by at least 5 percentage points in 8 of 10 simulated programmes.", by the share of runs that did; nothing
 * for NaN. */
void rap_budget_seen(rap_text *out, const rap_tables *t, size_t outcome, double seen);

/* +1: a change of an aim to the side that is better, -1: to the other, 0: neither, or none is claimed. */
int rap_budget_gain(const rap_tables *t, size_t aim, rap_change change);

/* The aim of which the largest change is claimed, in smallest differences that matter; their number where none is. */
size_t rap_budget_clearest(const rap_tables *t, size_t line, size_t dose);

/* "between -2 and +12 months"; "about +1 month" where both ends are printed alike. */
void rap_budget_between(rap_text *out, const rap_tables *t, size_t outcome, const rap_summary *s);

/* "in 8 of 10 simulated programmes" */
void rap_budget_tenths(rap_text *out, const rap_language *l, double share);

/* "62 % (45 to 80)": in which share of sets of assumptions an arm is best; "cannot be told". */
void rap_budget_best_in(rap_text *out, const rap_language *l, const rap_interval *share);

/* "4,240 (1,067 to 8,170)": what knowing something would be worth; "up to 8,170" where it is not told apart
 * from nothing, "0" where no choice would change. */
void rap_budget_worth(rap_text *out, const rap_tables *t, double value, double low, double high);

/* What a survey of the budget would be worth at the reference value of a unit, for how many choices, and
 * whether that is its cost. Sentences. */
void rap_budget_survey(rap_text *out, const rap_tables *t, size_t survey);

/* What the shares at the k-th value of a unit rest on: how many sets, and how much of what they differ
 * by is chance. A sentence. */
void rap_budget_shares_rest_on(rap_text *out, const rap_tables *t, size_t k);

/* In how many sets of assumptions the arms have both a cost and an effect, others being left out. A
 * sentence. */
void rap_budget_sets(rap_text *out, const rap_tables *t);

/* "0.58 months less (0.23 to 0.94)": what 1,000 less on a line goes with, from effect by money moved. */
void rap_budget_marginal(rap_text *out, const rap_tables *t, size_t outcome,
                         const rap_interval *marginal);

/* Whether it is stated: a change of the outcome is claimed, and the ratio is bounded. */
bool rap_budget_has_marginal(const rap_tables *t, size_t line, size_t dose, size_t aim);

/* The label of an aim: that of its outcome in the language, where the study gives none of its own. */
const char *rap_budget_aim_label(const rap_tables *t, const rap_aim *aim);

/* "Months of live partnership, after 120 months (10 years)". */
void rap_budget_aim(rap_text *out, const rap_tables *t, const rap_aim *aim);

/* The dose of so many per cent, or RAP_DOSES; and the raise to speak of: 25 per cent, else the
 * largest that the model can do, else RAP_DOSES. */
size_t rap_budget_dose(int percent);
size_t rap_budget_raise(const rap_lines *lines, size_t line);

/* Where the line's returns diminish, for one aim: the smallest cut that shows, and whether more of the
 * line adds anything. One or two sentences; nothing where no dose is there. */
void rap_budget_returns(rap_text *out, const rap_tables *t, size_t line, size_t aim);

/* Years up to the last one in which anything is spent. */
size_t rap_budget_years(const rap_lines *lines);

/* What a path of the study stands for, for people: the label of the line that it is the lever of, else what the number
 * means. */
void rap_budget_path(rap_text *out, const rap_tables *t, const char *path);

/* What becomes of money that is cut, a sentence: "What is cut goes to 'Data collection'." */
void rap_budget_destination(rap_text *out, const rap_tables *t, const rap_line *line);

#endif
