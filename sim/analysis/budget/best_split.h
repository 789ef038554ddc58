/* best_split.h: the best split of the money of the lines that have bounds.
 *
 * The score of a split is the sum over the budget's outcomes of weight x value / smallest difference
 * that matters, counted in the direction that is better (the primary outcome alone where none has a
 * weight). The search sees the study's own draws, one run each; what it finds is judged against the
 * present split on fresh draws and fresh luck. */
#ifndef RAP_BEST_SPLIT_H
#define RAP_BEST_SPLIT_H

#include "analysis/method/split.h"
#include "analysis/budget/lines.h"
#include "analysis/estimate/aside.h"
#include "analysis/estimate/summary.h"

typedef struct rap_best_split {
    size_t lines[RAP_MOST_SPLIT], n; /* fewer than 2: not asked */
    char why[400];                   /* why it could not be searched, or "" */
    rap_split split;
    double near_low[RAP_MOST_SPLIT], near_high[RAP_MOST_SPLIT]; /* of the lever, among the splits
                                         that the search could not tell from the best */
    size_t near;                                                /* how many those are */
    rap_summary gain;     /* score on fresh draws, best less present */
    rap_summary *effects; /* by aim, on fresh draws */
    int64_t search_draws;
} rap_best_split;

/* Searches and judges the split over the lines that were planned for. RAP_OK (also where `why` says
 * that nothing could be searched), RAP_STOPPED, RAP_ENOMEM or what the ensemble says. Free is legal
 * after a failure, and twice. */
int rap_best_split_make(rap_best_split *best, const rap_line_plan *plan, const rap_bench *bench);
void rap_best_split_free(rap_best_split *best);

/* Runs of one arm that the search takes, at most. */
double rap_best_split_runs(const rap_study *study);

#endif
