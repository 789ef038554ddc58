/* windows.h: when outcomes are looked at, as a study writes it. */
#ifndef RAP_WINDOWS_H
#define RAP_WINDOWS_H

#include "scenario/study/reading.h"

/* Fills study->windows: those written, or the default ones, and the horizon. Needs the model. Problems
 * go to the findings; RAP_OK also with them, RAP_ENOMEM. */
int rap_read_windows(rap_reading *r);

#endif
