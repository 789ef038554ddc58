/* score.h: how good a way to spend a budget is, in one number, from runs beside those of the folder.
 *
 * The score is the sum over the budget's outcomes of weight x value / smallest difference that matters,
 * counted in the direction that is better (the primary outcome alone where none has a weight). */
#ifndef RAP_SCORE_H
#define RAP_SCORE_H

#include "analysis/budget/lines.h"
#include "analysis/budget/purse.h"
#include "analysis/estimate/aside.h"
#include "analysis/estimate/effects.h"
#include "scenario/study/arms.h"

/* What a smallest difference of an aim that matters, to the better, adds to the score, in the outcome's unit. */
double rap_score_weight(const rap_study *study, size_t aim);

/* The outcome of an aim in the arm `plus`, less that in `minus` if that is not NULL, times a weight. */
rap_part rap_score_part(const rap_study *study, size_t aim, double weight, const size_t *plus,
                        const size_t *minus);

/* The parts of the score (at most RAP_MOST_AIMS); gives their number. */
size_t rap_score_parts(const rap_study *study, const size_t *plus, const size_t *minus,
                       rap_part *parts);

/* A fork with the budget's arm alone as arm 0 and the aims kept, for rap_score_vary. RAP_OK or RAP_ENOMEM. */
int rap_score_fork(rap_aside *aside, const rap_bench *bench);

/* Adds the budget's arm with these settings, as *arm. RAP_EINPUT where the model refuses them. */
int rap_score_vary(rap_aside *aside, const rap_setting *settings, size_t n, size_t *arm);

/* What is spent of what the funder is asked for in the arm `plus`, less that in `minus` if that is not NULL: of the lines in
 * `of` (NULL: all) and of what is no line. */
int rap_score_spent(const rap_aside *aside, const rap_purse *purse, const bool *of,
                    const size_t *plus, const size_t *minus, rap_summary *s);

/* A measure over the fork's runs, summarised; `means` (or NULL) gets those by draw. */
int rap_score_measure(const rap_aside *aside, const rap_part *parts, size_t n, rap_summary *s,
                      double *means);

/* One look of a search at a way to spend the budget. */
typedef struct {
    int64_t
        draws; /* the first so many of the study's, one run each: a look always gives the same */
    const rap_purse
        *purse;          /* whose booked money is looked at too; NULL: `spent` is not asked for */
    double *means;       /* of the score by draw, NaN where missing */
    double score, spent; /* NaN where the model refuses the settings; spent in currency units */
} rap_score_look;

/* Takes a look at the budget's arm with these settings. RAP_OK, RAP_STOPPED, or what the ensemble says. */
int rap_score_take(const rap_bench *bench, const rap_setting *settings, size_t n,
                   rap_score_look *look);

/* Draws that a search looks at: those of the study, at most 60 (assumed). */
int64_t rap_score_draws(const rap_study *study);

/* Whether money is spent on a line, and whatever is done to it changes none of the budget's outcomes in any run: then the
 * model has no word on what it brings. */
bool rap_score_is_silent(const rap_lines *lines, size_t line);

/* A seed of draws and luck that no search has seen. */
int64_t rap_score_fresh_seed(const rap_study *study);

#endif
