/* at_data.h: a posterior at data, one target after another, by one of the ways of calibrate.h. */
#ifndef RAP_AT_DATA_H
#define RAP_AT_DATA_H

#include "analysis/method/like.h"
#include "analysis/method/nearest.h"
#include "analysis/method/regress.h"

/* How rows of a table become a posterior: see calibrate.h. */
typedef enum {
    RAP_BY_WEIGHTS,
    RAP_BY_NEAREST,
    RAP_BY_LINEAR,
    RAP_BY_QUADRATIC,
    RAP_CALIBRATION_WAYS
} rap_calibration_way;

/* "weighted draws", "nearest rows", "linear regression", ... */
const char *rap_calibration_way_name(rap_calibration_way way);

bool rap_way_is_regression(rap_calibration_way way);

/* Makes the regression for a target: `shared` if it is there and the target is missing in none of the rows, else one in
 * `own`, to be freed. NULL and `status` RAP_EINPUT where too few rows have it, or RAP_ENOMEM. */
rap_regression *rap_regression_for(rap_regression *shared, rap_regression *own,
                                   const rap_reference *r, const rap_row_column *target,
                                   int *status);

typedef struct {
    const rap_reference *r;
    rap_calibration_way way;
    double *component; /* of the data */
    double *weight;    /* n: of whole rows in the posterior; 0 where a row is in none */
    double *sample;
    rap_regression shared;
    rap_near near;
    rap_fit fit;
    rap_like like;
} rap_at_data;

/* RAP_OK; RAP_EINPUT where this way cannot be gone with so few rows or without noise; RAP_ENOMEM. Free is legal after a
 * failure, and twice. */
int rap_at_data_init(rap_at_data *d, const rap_reference *r, rap_calibration_way way,
                     const double *y);
void rap_at_data_free(rap_at_data *d);

/* x: n values of the target in the posterior, NaN where a row has none (all, where too few have). RAP_OK or RAP_ENOMEM. */
int rap_at_data_sample(rap_at_data *d, const rap_row_column *target, double *x);

#endif
