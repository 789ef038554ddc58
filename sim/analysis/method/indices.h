/* indices.h: how much of an outcome's variance single inputs or groups of them make (Sobol' indices).
 *
 * f(x, w) is the outcome under assumptions x and luck w. m(x), its mean over luck, is what assumptions decide. With V the
 * variance of m, and x_u the coordinates of a subset u,
 *   closed index  S_u = var(E[m | x_u]) / V            what u makes by itself; of one input: first-order
 *   total index   T_u = E[var(m | all but x_u)] / V    what would be left if all others were known
 *   second-order  S_ij = S_{i,j} - S_i - S_j           what two make only together
 * (Sobol' 2001, doi:10.1016/S0378-4754(00)00270-6; Homma & Saltelli 1996, doi:10.1016/0951-8320(96)00002-6).
 *
 * Design. A base has the points A and B, all coordinates redrawn, and for each subset AB_u: those of u from B, the others
 * from A. All of them meet the same two lucks w and w' of that base. Luck is no noise to be averaged, then: products go
 * across lucks, so that chance is in expectation in none of them, and differences are within a luck, so that what luck
 * does to all points alike falls out. Of a base, sym meaning both ways round, and values less their overall mean,
 *   T_u   (AB_u - A)(AB_u' - A') / 2                  (Jansen 1999, doi:10.1016/S0010-4655(98)00154-4)
 *   S_u   sym (AB_u - A) B'                           (Saltelli et al. 2010, doi:10.1016/j.cpc.2009.09.018)
 *   V     (A A' + B B') / 2
 * have V T_u, V S_u and V as their expectation. Two more are 0 in expectation: sym A B' and (AB_u AB_u' - A A') / 2. What
 * these explain of an estimate over bases is taken out of it (control variates by regression: Lavenberg & Welch 1981,
 * doi:10.1287/mnsc.27.3.322). Intervals: moments.h, over bases. From 256 bases they cover 93 to 97 % for Ishigami's
 * function, 88 to 93 % for Sobol' g of 10 inputs, whose values are far more skewed (90 to 94 % from 1,024).
 *
 * Without luck there is one value instead of two, and the rest stays as it is. Inputs that go together (a correlation)
 * belong in one subset. Assumed: x_u and the other coordinates are independent. */
#ifndef RAP_INDICES_H
#define RAP_INDICES_H

#include "analysis/method/moments.h"

/* Points of a base, in this order: A, B, AB_0 ... AB_(k-1). */
enum { RAP_POINT_A, RAP_POINT_B, RAP_POINT_AB };

typedef struct {
    size_t subsets, lucks;
    size_t missing;      /* bases left out because a value of theirs is missing */
    double from;         /* all is counted from there, so that little cancels */
    rap_moments moments; /* of what a base says: memory does not depend on the number of bases */
    double *says;
} rap_indices;

/* `lucks` is 1 or 2. RAP_OK or RAP_ENOMEM. Free is legal after a failure, and twice. */
int rap_indices_init(rap_indices *x, size_t subsets, size_t lucks);
void rap_indices_free(rap_indices *x);

/* One more base: f holds point x luck. A base of which a value is missing (NaN) counts as missing. */
void rap_indices_add(rap_indices *x, const double *f);

/* Variance of the mean over luck, and that of a single run: over assumptions and luck. */
rap_index rap_indices_variance(const rap_indices *x);
rap_index rap_indices_single(const rap_indices *x);

/* Of a subset; u, v < subsets. `both` is the subset that has the inputs of u and of v, and no others. */
rap_index rap_indices_total(const rap_indices *x, size_t u);
rap_index rap_indices_closed(const rap_indices *x, size_t u);
rap_index rap_indices_pair(const rap_indices *x, size_t both, size_t u, size_t v);

#endif
