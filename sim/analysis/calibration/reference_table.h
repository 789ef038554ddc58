/* reference_table.h: the reference table of a study's runs (calibrated.h). */
#ifndef RAP_CALIBRATION_TABLE_H
#define RAP_CALIBRATION_TABLE_H

#include "analysis/calibration/calibrated.h"

/* Rows are sets of assumptions; targets are c->rows, then uncertain inputs as normal scores. Summaries are the quantities
 * that weigh, in order of the study. */
typedef struct {
    rap_reference_table table;
    double *summary, *target, *chance, *noise, *measured;
    rap_bounds *bounds; /* of each summary */
    size_t *quantity;   /* of each summary: which of the study */
} rap_calibration_table;

/* Takes all values from the store, and fills what c->quantities say of the model. RAP_OK, RAP_ENOMEM, or what the store
 * says. Free is legal after a failure, and twice. */
int rap_calibration_table_make(rap_calibration_table *t, rap_calibrated *c, rap_store *store);
void rap_calibration_table_free(rap_calibration_table *t);

#endif
