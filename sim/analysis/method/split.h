/* split.h: the best split of a fixed total over several levers within bounds.
 *
 * The value of a split comes from runs on fixed draws and fixed luck (sample-average approximation:
 * Kleywegt, Shapiro & Homem-de-Mello 2002, doi:10.1137/S1052623499363220), so that it is the same
 * whenever it is asked for; it is made larger by the simplex method of Nelder & Mead
 * (doi:10.1093/comjnl/7.4.308) as GSL has it (nmsimplex2). What is found fits those draws: judge it
 * on others.
 *
 * A split is x_i = low_i + w_i (total - sum low), w = softmax(z, 0), what exceeds an upper bound
 * being handed to the others in proportion; the search is over z. */
#ifndef RAP_SPLIT_H
#define RAP_SPLIT_H

#include <stdbool.h>
#include <stddef.h>

enum { RAP_MOST_SPLIT = 12 };

typedef struct {
    size_t n; /* levers, 2 to RAP_MOST_SPLIT */
    double low[RAP_MOST_SPLIT], high[RAP_MOST_SPLIT], start[RAP_MOST_SPLIT];
    /* A split that is looked at beside the start, of the same sum and within the bounds; the search begins at the
     * better of the two. */
    double other[RAP_MOST_SPLIT];
    bool has_other;
    size_t evaluations; /* at most, these two among them */
    /* Value of a split, larger is better; NaN where it cannot be had. RAP_OK or an error, which ends
     * the search. */
    int (*value)(void *context, const double *x, double *value);
    void *context;
} rap_split_problem;

typedef struct {
    double x[RAP_MOST_SPLIT];
    double value;
} rap_split_point;

typedef struct {
    rap_split_point start, best;
    rap_split_point *seen; /* every split that was asked for, in order; the first is the start */
    size_t n_seen;
} rap_split;

/* Whether the start lies within the bounds and the bounds leave something to choose. */
int rap_split_possible(const rap_split_problem *problem);

/* RAP_OK, RAP_EINPUT where that is not so, RAP_ENOMEM, or what `value` answered. Free is legal after a
 * failure, and twice. */
int rap_split_search(rap_split *split, const rap_split_problem *problem);
void rap_split_free(rap_split *split);

#endif
