/* moments.h: means of several quantities that are seen together, and how sure a number formed of them is.
 *
 * Observations come one after another and are not kept: means and sums of products of deviations are (Welford 1962,
 * doi:10.1080/00401706.1962.10490022; for products Chan, Golub & LeVeque 1983, doi:10.1080/00031305.1983.10483115).
 * What is formed of means has, to first order, the variance g' C g / n: g its derivatives by them, C their covariance
 * over observations (delta method; Oehlert 1992, doi:10.1080/00031305.1992.10475842). */
#ifndef RAP_MOMENTS_H
#define RAP_MOMENTS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    size_t n, k;     /* observations, quantities */
    double *mean;    /* k */
    double *product; /* k x k, its lower triangle: sums of products of deviations from the means */
    double *off;     /* k: room */
} rap_moments;

/* RAP_OK or RAP_ENOMEM. Free is legal after a failure, and twice. */
int rap_moments_init(rap_moments *m, size_t k);
void rap_moments_free(rap_moments *m);

/* k quantities, none of them NaN. */
void rap_moments_add(rap_moments *m, const double *x);

/* Covariance over observations; NaN with fewer than 2. */
double rap_moments_covariance(const rap_moments *m, size_t i, size_t j);

/* What can be said of a share or a variance. */
typedef enum {
    RAP_INDEX_TOLD,
    RAP_INDEX_NEAR_ZERO, /* its interval holds 0: it cannot be told from 0. It is not negative, however it came out */
    RAP_INDEX_NONE /* it does not exist: fewer than RAP_FEWEST_BASES observations, or shares of a variance that
                            is 0 or cannot be told from 0 */
} rap_index_state;

enum { RAP_FEWEST_BASES = 8 };

typedef struct {
    rap_index_state state;
    double value, low,
        high; /* with a 95 % interval, all within what is possible; NaN where it does not exist */
    double raw, error; /* as it came out (may be below 0), and its standard error */
} rap_index;

/* The number that came out as `raw` with so much error, from n observations; it lies within 0 and `most`. */
rap_index rap_index_make(double raw, double error, size_t n, double most);

/* Whether all of n numbers are known well enough: half of each interval reaches no farther than `bound`. What does not
 * exist never is. */
bool rap_index_within(const rap_index *x, size_t n, double bound);

#endif
