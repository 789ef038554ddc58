/* best_split.h: the best split of the money of the lines that have bounds; where a budget is its model's costs and no
 * line has any, of the costs that are asked for and of which the model has something to say (purse.h, score.h), the 12
 * dearest, from nothing to twice what each is (assumed).
 *
 * Splits are told apart by their score (score.h) and by the money that they leave idle: all of it idle weighs as
 * much as one smallest difference that matters (assumed). Among the splits that the search could not tell
 * from the best, those are preferred that spend what they ask for. The search sees the study's own draws,
 * one run each; what it finds is judged against the present split on fresh draws and fresh luck.
 *
 * The sum that is split is that of the levers; where levers are shares kept of costs, that of what the
 * award would lose without them, indirect costs with it. */
#ifndef RAP_BEST_SPLIT_H
#define RAP_BEST_SPLIT_H

#include "analysis/method/split.h"
#include "analysis/budget/lines.h"
#include "analysis/estimate/aside.h"
#include "analysis/estimate/summary.h"

/* What a split asks for and spends, on fresh draws, in currency units. */
typedef struct {
    double asked[RAP_MOST_SPLIT]; /* by line of the split; NaN where it is not known (purse.h) */
    rap_summary used[RAP_MOST_SPLIT]; /* of that: the share that the funder pays of what is spent */
    double asked_all;                 /* of the whole budget; NaN where it is not known */
    rap_summary used_all;             /* of it */
} rap_split_money;

typedef struct rap_best_split {
    size_t lines[RAP_MOST_SPLIT], n;                  /* fewer than 2: not asked */
    double low[RAP_MOST_SPLIT], high[RAP_MOST_SPLIT]; /* bounds of the levers */
    char why[400];                                    /* why it could not be searched, or "" */
    rap_split split;                                  /* levers; `value` with idle money */
    double near_low[RAP_MOST_SPLIT], near_high[RAP_MOST_SPLIT]; /* of the lever, among the splits
                                         that the search could not tell from the best */
    size_t near;                                                /* how many those are */
    rap_summary gain;     /* score on fresh draws, best less present */
    rap_summary *effects; /* by aim, on fresh draws */
    rap_split_money now, best;
    int64_t search_draws;
} rap_best_split;

/* Searches and judges the split over the lines that `lines` is about; the search also looks at what they leave
 * idle as it stands being given to those that spend theirs. RAP_OK (also where `why` says
 * that nothing could be searched), RAP_STOPPED, RAP_ENOMEM or what the ensemble says. Free is legal
 * after a failure, and twice. */
int rap_best_split_make(rap_best_split *best, const rap_lines *lines, const rap_bench *bench);
void rap_best_split_free(rap_best_split *best);

/* Runs of one arm that the search takes, at most. */
double rap_best_split_runs(const rap_study *study);

#endif
