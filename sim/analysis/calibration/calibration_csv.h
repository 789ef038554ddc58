/* calibration_csv.h: the files of a calibration. */
#ifndef RAP_CALIBRATION_CSV_H
#define RAP_CALIBRATION_CSV_H

#include "analysis/calibration/calibrated.h"

/* posterior.cfg: the identified inputs' values, a study's `posterior` (scenario/study/posterior.h). */
void rap_posterior_words(const rap_calibrated *c, rap_text *out);

/* calibration.csv: a row a headline of a contrast, and one a forecast; calibrated_inputs.csv: one an uncertain input;
 * calibrated_quantities.csv: one a quantity; calibration_methods.csv: one a way; calibration_ranks.csv: one a way and row of
 * calibration.csv. */
extern const rap_csv_table rap_csv_calibration, rap_csv_calibrated_inputs,
    rap_csv_calibrated_quantities, rap_csv_calibration_methods, rap_csv_calibration_ranks;
void rap_calibration_csv(const rap_calibrated *c, rap_text *out);
void rap_calibrated_inputs_csv(const rap_calibrated *c, rap_text *out);
void rap_calibrated_quantities_csv(const rap_calibrated *c, rap_text *out);
void rap_calibration_methods_csv(const rap_calibrated *c, rap_text *out);
void rap_calibration_ranks_csv(const rap_calibrated *c, rap_text *out);

#endif
