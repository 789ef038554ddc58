/* earlier.h: a context that is the outcome of an earlier phase: which runs are inside, and effects apart by that.
 *
 * A run is inside where the earlier outcome, in the arm without the resource, lies on the context's side of its limit
 * (rap_earlier). That arm knows nothing of the resource, so the split is one of circumstances and not of effects,
 * also where the resource moves the earlier outcome itself (a principal stratum: Frangakis & Rubin 2002,
 * doi:10.1111/j.0006-341X.2002.00021.x, of which simulated runs show both sides).
 *
 *   inside, outside  the effect over the runs of that side; sets of assumptions that have one, each with the same weight
 *   inside less outside  by set, over its histories: mean inside less mean outside, so that only chance, and no
 *                    assumption, tells one from the other. Sets that have both, and three histories */
#ifndef RAP_EARLIER_H
#define RAP_EARLIER_H

#include "analysis/estimate/effects.h"

typedef enum { RAP_EVERY_RUN, RAP_RUNS_INSIDE, RAP_RUNS_OUTSIDE, RAP_RUNS_APART } rap_runs;

/* Of each item 1 inside, 0 outside, -1 where `level`, the earlier outcome, is missing (NaN). */
void rap_earlier_sides(const rap_earlier *e, const double *level, int64_t items, signed char *side);

/* Leaves of n runs of each set (`runs` a set) those asked for; the others become NaN. Apart, the values of a set get the
 * difference as their mean, and a spread of which the variance of that mean is what it is for two groups of unequal
 * size: s^2 (1 / n_1 + 1 / n_0), s^2 being pooled within both. */
void rap_earlier_pick(double *x, const signed char *side, int64_t items, int64_t runs,
                      rap_runs which);

#endif
