/* posterior.h: numbers drawn from what a calibration left of them, instead of from their priors.
 *
 * A study may state, for some of its uncertain numbers, the sets of values that a calibration found (`rapport calibrate`
 * writes them as posterior.cfg). Draw d takes the d-th value of each, all of one set, so that what goes together in the
 * sets goes together in the draws. All other numbers are drawn from their priors as before. Where inputs are put at places
 * of their own (sensitivity), place u of such a number is the quantile of its values, each by itself. */
#ifndef RAP_POSTERIOR_H
#define RAP_POSTERIOR_H

#include "scenario/study/study.h"

/* The values of one number. */
typedef struct rap_posterior_number {
    const char *path;
    size_t n;
    const double *sorted;
    const uint32_t *rank; /* of each draw's value among them */
    const rap_tree *node; /* where it was written */
} rap_posterior_number;

struct rap_posterior {
    size_t sets, n;
    const rap_posterior_number *numbers;
    const char *source; /* where it is from, in words; or NULL */
    double effective;   /* number of sets; NaN: not stated */
};

/* The values of the number at a path, or NULL. */
const rap_posterior_number *rap_posterior_find(const rap_posterior *posterior, const char *path);

/* The place of a draw's value, in (0, 1), and the value at a place. */
double rap_posterior_place(const rap_posterior_number *number, uint64_t draw);
double rap_posterior_at(const rap_posterior_number *number, double place);

#endif
