/* read_posterior.h: how a study states what a calibration left (posterior.h). */
#ifndef RAP_READ_POSTERIOR_H
#define RAP_READ_POSTERIOR_H

#include "scenario/study/posterior.h"
#include "scenario/study/reading.h"
#include "scenario/study/settings.h"

extern const rap_record rap_posterior_record;

/* Fills study->posterior from the settings, NULL where none is stated. Needs the number of draws. Problems go to the
 * findings; RAP_OK also with them, RAP_ENOMEM. */
int rap_read_posterior(rap_reading *r, const rap_settings *settings);

/* Reports each of its numbers that no arm has, and each value that lies outside what its number can be. Arms are checked
 * already. RAP_OK also with problems; RAP_ENOMEM. */
int rap_check_posterior(rap_reading *r);

#endif
