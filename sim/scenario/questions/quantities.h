/* quantities.h: what was measured, made ready to be looked at (ask_calibration.c). */
#ifndef RAP_QUANTITIES_H
#define RAP_QUANTITIES_H

#include "base/problem.h"
#include "scenario/study/study.h"

/* Adds to a study, the job's or a fork of it, the windows and the arms in which its quantities were measured, and points
 * their effects to them. RAP_OK; RAP_EINPUT with problems; RAP_ENOMEM. */
int rap_quantities_plan(rap_study *study, rap_problems *problems);

/* Whether a quantity weighs sets of assumptions. */
bool rap_quantity_weighs(const rap_quantity *quantity);

#endif
