/* foretold.h: where measured values lie among what is foretold of them. */
#ifndef RAP_FORETOLD_H
#define RAP_FORETOLD_H

#include "analysis/method/at_data.h"
#include "analysis/method/told.h"

/* Where a measured value lies among what is foretold of it: by the prior, and by all other quantities. */
typedef struct {
    rap_told prior, others;           /* as it would be measured: with its noise */
    double prior_place, others_place; /* share that is below, 0 to 1 */
    double prior_z, others_z;         /* (measured - mean) / sd */
} rap_foretold;

/* For each quantity of the table: by the prior, and by all other quantities at the data y, the way given; by the prior
 * again where the others cannot tell. RAP_OK, RAP_ENOMEM or RAP_ENUMERIC. */
int rap_foretold_make(const rap_reference *r, rap_calibration_way way, const double *y,
                      rap_foretold *out);

#endif
