/* placebo.h: what a claim's share of sets is worth. The same claim is made of other arms: how often does it hold there?
 *
 * A claim names k different arms, each in one or more places. A tuple puts k other arms of the study, or the same in another
 * order, in their places; outcome, group, windows, direction and size stay. For each tuple the share of sets that expect
 * the claim to hold is told as for the pattern itself (set_shares.h); the placebo is its mean over tuples. All other
 * tuples are taken where there are at most RAP_MOST_TUPLES; else as many by luck. The luck is keyed by the study's seed and
 * the names of pattern and arm, so that neither the order of rows nor that of arms decides.
 *
 * With equal arms a claim "more, at least 0" has a placebo of one half; a claim of no difference has one near 1. So a
 * share says something only as far as it lies above its placebo. The idea is that of a permutation test (Fisher 1935); no
 * p-value is formed, since runs are free. */
#ifndef RAP_PLACEBO_H
#define RAP_PLACEBO_H

#include "analysis/estimate/effects.h"

enum { RAP_MOST_TUPLES = 200 };

/* `tuples` counts those in which the claim could be told. NaN where there are none. Where all were taken low and high are
 * the share itself; else the interval is Wilson's for so many tuples, which is wider than need be: shares of sets vary less
 * than yes and no. */
typedef struct {
    int64_t tuples;
    double share, low, high;
} rap_placebo;

/* Of the claim of a pattern called `name`. `m` and `w` are used for it and hold something else afterwards. RAP_OK,
 * RAP_ENOMEM, or what the store says. */
int rap_placebo_take(rap_measure *m, rap_workspace *w, const char *name,
                     const rap_expectation *claim, rap_placebo *placebo);

/* Mean of n placebos, NaN where there are none; its interval from theirs, which have luck of their own. */
rap_placebo rap_placebo_mean(const rap_placebo *placebos, size_t n);

#endif
