/* ratio.h: the interval of a ratio of two means of paired values. */
#ifndef RAP_RATIO_H
#define RAP_RATIO_H

#include <stdint.h>

typedef struct {
    double value, low, high; /* NaN where the denominator may be 0 */
} rap_ratio;

/* mean(y) / mean(x) over the pairs that have both, with the 95 % interval of Fieller's theorem
 * (Fieller 1954, doi:10.1111/j.2517-6161.1954.tb00159.x): the r for which mean(y) - r mean(x) is not
 * distinguishable from 0, with Student's t. All NaN where mean(x) is not distinguishable from 0, or
 * fewer than two pairs are there. */
rap_ratio rap_ratio_of_means(const double *y, const double *x, int64_t n);

#endif
