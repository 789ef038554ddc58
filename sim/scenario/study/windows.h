/* windows.h: when outcomes are looked at, as a study writes it. */
#ifndef RAP_WINDOWS_H
#define RAP_WINDOWS_H

#include "scenario/study/reading.h"

/* Fills study->windows: those written, or the default ones, and the horizon. Needs the model. Problems
 * go to the findings; RAP_OK also with them, RAP_ENOMEM. */
int rap_read_windows(rap_reading *r);

/* Position of a window of the study that `node` names; where there is none, that is refused, and 0. */
size_t rap_find_window(rap_reading *r, const rap_tree *node, const char *text);

/* What `node` names as a window, which need not be one of the study's; false, and refused, where it is none. */
bool rap_take_window(rap_reading *r, const rap_tree *node, const char *text, rap_window *window);

/* Its position among the study's, in *at; false where it is none of them. */
bool rap_is_window(const rap_study *study, const rap_window *window, size_t *at);

/* Its position among the study's, to which it is added where it is not there. RAP_OK; RAP_EINPUT where there are too many;
 * RAP_ENOMEM. */
int rap_study_add_window(rap_study *study, const rap_window *window, size_t *at);

/* Where a window of `old` stands among those that are left, in *window; false where it is gone. */
bool rap_window_move(const rap_study *study, const rap_window *old, size_t *window);

#endif
