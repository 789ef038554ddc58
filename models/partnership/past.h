/* past.h: what there was before month 0. */
#ifndef PARTNERSHIP_PAST_H
#define PARTNERSHIP_PAST_H

#include "partnership/state/state.h"

/* Puts the relations that teams have at month 0 in their place, with the promises that are still open
 * between them. Called once all else has started. RAP_OK or RAP_ENOMEM. */
int pm_start_past(pm_partnership *s);

#endif
