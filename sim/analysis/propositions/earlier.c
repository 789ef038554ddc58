/* earlier.c: runs by what an earlier phase had come to. */
#include "analysis/propositions/earlier.h"
#include "analysis/estimate/matters.h"

#include <math.h>

void rap_earlier_sides(const rap_earlier *e, const double *level, int64_t items,
                       signed char *side) {
    for (int64_t i = 0; i < items; i++)
        side[i] = isnan(level[i]) ? -1 : rap_at_least(level[i], e->limit) != e->below;
}

/* Mean over the runs of a set that are on one side and have a value; how many those are in *n. */
static double mean_of_side(const double *x, const signed char *side, int64_t runs, int which,
                           double *n) {
    double sum = 0;
    *n = 0;
    for (int64_t i = 0; i < runs; i++)
        if (side[i] == which && !isnan(x[i])) {
            sum += x[i];
            *n += 1;
        }
    return sum / *n;
}

static void set_apart(double *x, const signed char *side, int64_t runs) {
    double inside, outside, mean_inside = mean_of_side(x, side, runs, 1, &inside),
                            mean_outside = mean_of_side(x, side, runs, 0, &outside);
    double n = inside + outside;
    bool both = inside > 0 && outside > 0 && n > 2;
    double widen = both ? sqrt(n * (n - 1) * (1 / inside + 1 / outside) / (n - 2)) : 0;
    for (int64_t i = 0; i < runs; i++)
        if (!both || side[i] < 0 || isnan(x[i]))
            x[i] = (double)NAN;
        else
            x[i] = mean_inside - mean_outside +
                   widen * (x[i] - (side[i] == 1 ? mean_inside : mean_outside));
}

void rap_earlier_pick(double *x, const signed char *side, int64_t items, int64_t runs,
                      rap_runs which) {
    for (int64_t i = 0; i < items && which != RAP_RUNS_APART; i++)
        if (which != RAP_EVERY_RUN && side[i] != (which == RAP_RUNS_INSIDE))
            x[i] = (double)NAN;
    for (int64_t i = 0; i < items && which == RAP_RUNS_APART; i += runs)
        set_apart(x + i, side + i, i + runs < items ? runs : items - i);
}
