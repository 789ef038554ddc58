/* grid.h: arms that a study states as the rows and columns of a grid. */
#ifndef RAP_GRID_H
#define RAP_GRID_H

#include "scenario/study/settings.h"

enum { RAP_MOST_SIDE = 30 };

extern const rap_record rap_grid_record; /* fills a rap_grid_row of the settings */

/* The study's own keys with an arm ROW_COLUMN added behind those written for each pair, its changes
 * being those of its row and then those of its column. *own is left alone where no grid is written.
 * Problems go to `findings`; RAP_OK also with them, RAP_ENOMEM. */
int rap_grid_expand(const rap_tree **own, rap_arena *arena, rap_findings *findings);

/* Fills study->grid; needs the arms. RAP_OK or RAP_ENOMEM. */
int rap_read_grid(rap_reading *r, const rap_settings *settings);

#endif
