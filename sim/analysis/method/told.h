/* told.h: what a sample with weights says of a number, with and without the chance of few histories in it. */
#ifndef RAP_TOLD_H
#define RAP_TOLD_H

#include "analysis/method/cloud.h"

#include <stdbool.h>

typedef struct {
    double mean, sd, low, high; /* 95 %, equal tails; chance of few histories taken out */
} rap_told;

/* Mean, standard deviation and the middle 95 % of n values; NaN ones are left away. */
rap_told rap_told_of(rap_cloud *room, const double *x, const double *weight, size_t n);

/* Values of single sets carry the chance of few histories, with the variance `chance`, and so lie farther apart than what
 * they estimate: each is drawn in towards their mean by sqrt(1 - chance / variance) (Louis 1984, J Am Stat Assoc 79:393), as
 * plausible ranges are. Where chance alone could spread so many effective values as far (chi^2 at 5 %), nothing is taken
 * out, and false is returned: what is told is too wide then, not too narrow. */
bool rap_take_chance_out(const rap_told *told, double chance, double effective, double *x,
                         size_t n);

#endif
