/* drawn_in.h: several quantities of sets of assumptions, as they would be without chance.
 *
 * A set's mean over a few histories carries chance, so means lie farther apart than what they estimate.
 * With y_d the means of set d, T their covariance over sets and W the mean over sets of what in it is
 * chance,
 *   x_d = mean + B^(1/2) (y_d - mean),   B = (T - W) T^-1 with eigenvalues held to 0..1,
 * has the mean of y and the covariance T - W of the expected values, keeps the shape of what was seen,
 * and is the same in whatever units or differences the quantities are written. Of one quantity it is
 * the mean drawn in by sqrt(1 - W / T): constrained empirical Bayes (Louis 1984, J Am Stat Assoc
 * 79:393; Ghosh 1992, J Am Stat Assoc 87:533). Without chance x is y, to the bit. */
#ifndef RAP_DRAWN_IN_H
#define RAP_DRAWN_IN_H

#include <stddef.h>

typedef struct {
    size_t n, k;        /* sets, quantities */
    double *y, *chance; /* set x k; set x k x k: covariance of y by chance. To be filled */
    size_t *pick;       /* n positions of sets, in any order, also several times: those looked at */
    double *x;          /* n x k: of the sets picked */
    double *mean;       /* k; and k x k: T and W of the sets picked */
    double *total, *within;
    double *work;
} rap_drawn_in;

/* Room, all 0. RAP_OK or RAP_ENOMEM. Free is legal after a failure, and twice. */
int rap_drawn_in_init(rap_drawn_in *d, size_t n, size_t k);
void rap_drawn_in_free(rap_drawn_in *d);

/* Fills mean, total, within and x from the sets picked; n is 2 or more. RAP_OK or RAP_ENUMERIC. */
int rap_drawn_in_take(rap_drawn_in *d);

#endif
