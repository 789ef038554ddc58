/* identify.h: of which inputs data say anything at all. */
#ifndef RAP_IDENTIFY_H
#define RAP_IDENTIFY_H

#include "analysis/method/regress.h"

extern const double rap_identified_wrong; /* 0.05 */

typedef struct {
    double shift;     /* of the mean, in standard deviations of the prior */
    double shrinkage; /* 1 - sd / sd of the prior; 0 if not identified */
    double p;         /* adjusted for all inputs */
    bool identified;
} rap_input_told;

/* Writes p and identified of the targets from `first` on. The F tests are of what straight terms explain of a score, and
 * of what squares and products add; the smaller p counts twice. With weights the effective number stands for the rows.
 * RAP_OK or RAP_ENOMEM. */
int rap_identify(const rap_reference *r, rap_regression *shared, size_t first, size_t inputs,
                 rap_input_told *out);

#endif
