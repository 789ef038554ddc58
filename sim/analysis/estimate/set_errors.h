/* set_errors.h: how far a distribution over sets of assumptions, seen through chance, may be off.
 *
 * Work in standard deviations of what the sets expect. The distribution function at z is the sum of its
 * Hermite components, c_n = density(z) he_{n-1}(z) / sqrt(n) with he_n the orthonormal Hermite
 * polynomials (Abramowitz & Stegun 1964, 22.2.15). What n sets show of component k in their means is its
 * size times b^(k/2), b = between / (between + chance); an estimator that gives it back with the weight
 * w_k <= b^(-k/2) has the variance sum c_k^2 w_k^2 / n, and, as the variance of chance is estimated too
 * with f degrees of freedom, (density(z) z / 2)^2 (chance / between)^2 2 / f. Both under the normal
 * working model: components of a normal distribution are independent, of variance 1.
 *
 *   share   w_k b^(k/2) = 1 - (1 - b^k)^steps for k > 2: what `steps` steps of expectation and
 *           maximisation give back (set_shares.h); components 1 and 2, mean and variance, whole
 *   range   w_k = 1 for k > 2: means drawn in towards their mean keep their shape (summary.h)
 *
 * Beyond the last component that is summed w^2 lies half-way between 1 and the last one, so that steep ends of
 * skewed distributions are covered too. Without chance all are 1, and the sum is p (1 - p), that of a count. */
#ifndef RAP_SET_ERRORS_H
#define RAP_SET_ERRORS_H

#include <stdint.h>

enum { RAP_HERMITE = 40 };

typedef struct {
    double weight[RAP_HERMITE + 1]; /* w_k^2, from 1 */
    double root[RAP_HERMITE + 1];   /* sqrt(k) */
    double sets, chance, freedom;   /* chance / between */
} rap_set_errors;

/* `chance` >= 0: the variance that chance gives a set's mean; `between` > 0: that of what sets expect. `steps` 0:
 * of a range. */
void rap_set_errors_init(rap_set_errors *e, double between, double chance, double freedom,
                         int64_t sets, int steps);

/* Variance of the estimated share of sets below z. */
double rap_set_errors_at(const rap_set_errors *e, double z);

#endif
