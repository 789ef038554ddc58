/* foretold.h: where measured values lie among what is foretold of them. */
#ifndef RAP_FORETOLD_H
#define RAP_FORETOLD_H

#include "analysis/method/calibrate.h"
#include "analysis/method/cloud.h"

/* For each quantity of the table: by the prior, and by all other quantities at the data y, the way given; by the prior
 * again where the others cannot tell. RAP_OK, RAP_ENOMEM or RAP_ENUMERIC. */
int rap_foretold_make(const rap_reference *r, rap_calibration_way way, const double *y,
                      rap_foretold *out);

#endif
