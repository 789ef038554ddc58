/* moments.h: means of several quantities that are seen together, and how sure a number formed of them is.
 *
 * Observations come one after another and are not kept: means and sums of products of deviations are (Welford 1962,
 * doi:10.1080/00401706.1962.10490022; for products Chan, Golub & LeVeque 1983, doi:10.1080/00031305.1983.10483115).
 * What is formed of means has, to first order, the variance g' C g / n: g its derivatives by them, C their covariance
 * over observations (delta method; Oehlert 1992, doi:10.1080/00031305.1992.10475842).
 *
 * The 95 % interval of a ratio above / below holds each r for which the mean of above - r below cannot be told from 0
 * (Fieller 1954, doi:10.1111/j.2517-6161.1954.tb00159.x), by Student's t with the skewness taken out that observations
 * have (Hall 1992, doi:10.1111/j.2517-6161.1992.tb01877.x): squares are skewed. For that sums over RAP_PORTIONS
 * portions, into which observations fall by chance, are kept as well. */
#ifndef RAP_MOMENTS_H
#define RAP_MOMENTS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    size_t n, k;     /* observations, quantities */
    double *mean;    /* k */
    double *product; /* k x k, its lower triangle: sums of products of deviations from the means */
    double *off;     /* k: room */
    double *portion; /* portion x (1 + k): number of observations, and their sums */
} rap_moments;

enum { RAP_PORTIONS = 64 };

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

/* What is formed of means: its value, and its derivatives by the means of the quantities `at`, k of them. */
typedef struct {
    size_t k;
    const size_t *at;
    double value;
    const double *by;
} rap_formed;

/* The ratio of two that are formed of the same quantities, from 0 to `most`; below is NULL where it is 1. `taken` is how
 * many numbers were estimated besides (of regressions, say), which costs degrees of freedom. It does not exist where
 * `below` is not above 0. */
rap_index rap_index_ratio(const rap_moments *m, const rap_formed *above, const rap_formed *below,
                          size_t taken, double most);
rap_index rap_index_none(void);

/* Half of its interval; NaN where it does not exist. */
double rap_index_half_width(const rap_index *x);

/* Whether all of n numbers are known well enough: half of each interval reaches no farther than `bound`. What does not
 * exist never is. */
bool rap_index_within(const rap_index *x, size_t n, double bound);

#endif
