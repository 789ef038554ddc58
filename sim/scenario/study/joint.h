/* joint.h: rank correlations between uncertain numbers, as a study states them (mix.h says how they are had). Pairs that
 * nothing states have 0. */
#ifndef RAP_JOINT_H
#define RAP_JOINT_H

#include "scenario/study/reading.h"
#include "scenario/study/settings.h"

/* Fills study->correlations and study->joint from the settings; problems go to the findings. RAP_OK also with
 * them, RAP_ENOMEM. */
int rap_read_correlations(rap_reading *r, const rap_settings *s);

/* Reports each number that is tied and that is uncertain in no arm. The study is read and its arms are
 * checked; none is bound afterwards. RAP_OK, RAP_ENOMEM. */
int rap_check_correlations(rap_reading *r);

#endif
