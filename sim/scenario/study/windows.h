/* windows.h: when outcomes are looked at, as a study writes it. */
#ifndef RAP_WINDOWS_H
#define RAP_WINDOWS_H

#include "scenario/study/reading.h"

/* Fills study->windows: those written, or the default ones, and the horizon. Needs the model. Problems
 * go to the findings; RAP_OK also with them, RAP_ENOMEM. */
int rap_read_windows(rap_reading *r);

/* Position of a window of the study that `node` names; where there is none, that is refused, and 0. */
size_t rap_find_window(rap_reading *r, const rap_tree *node, const char *text);

/* Where a window of `old` stands among those that are left, in *window; false where it is gone. */
bool rap_window_move(const rap_study *study, const rap_window *old, size_t *window);

#endif
