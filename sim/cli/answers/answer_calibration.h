/* answer_calibration.h: the words in which `calibrate` answers. */
#ifndef RAP_ANSWER_CALIBRATION_H
#define RAP_ANSWER_CALIBRATION_H

#include "cli/answers/print.h"

void rap_print_calibration(const rap_job *job, rap_text *out, size_t width);
void rap_print_calibration_json(const rap_job *job, rap_text *out);

#endif
