/* calibration.h: a study's runs laid beside what was measured. */
#ifndef RAP_CALIBRATION_H
#define RAP_CALIBRATION_H

#include "analysis/calibration/calibrated.h"
#include "base/problem.h"

/* Plans the quantities, and lets runs leave behind only what they and the headlines look at. RAP_OK; RAP_EINPUT with
 * problems; RAP_ENOMEM. */
int rap_calibrated_plan(rap_study *study, rap_problems *problems);

/* RAP_OK; RAP_EINPUT, with why in `problems`, where too few sets have every quantity; RAP_ENOMEM; RAP_ENUMERIC, or what
 * the store says. */
int rap_calibrated_make(rap_calibrated *c, const rap_study *study, const rap_layout *layout,
                        rap_store *store, rap_problems *problems);
#endif
