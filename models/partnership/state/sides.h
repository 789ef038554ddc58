/* sides.h: how many partners are on each side of a team (pm_side). */
#ifndef PARTNERSHIP_SIDES_H
#define PARTNERSHIP_SIDES_H

#include "partnership/state/state.h"

/* Relations of a team in touch that are on a side, and the side's share of the team's partners,
 * [0, 1]; the shares of all its sides add up to 1. */
size_t pm_count_in_touch(const pm_partnership *s, size_t team, size_t side);
double pm_weight_of_side(const pm_partnership *s, size_t team, size_t side);

#endif
