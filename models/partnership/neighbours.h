/* neighbours.h: which organisations are tied to which. */
#ifndef PARTNERSHIP_NEIGHBOURS_H
#define PARTNERSHIP_NEIGHBOURS_H

#include "partnership/state/state.h"

/* Lists the ties that the scenario states, once for all runs. RAP_OK or RAP_ENOMEM. */
int pm_neighbours_create(pm_partnership *s);

/* Draws the others and lists the neighbours of each organisation. RAP_OK or RAP_ENOMEM. */
int pm_neighbours_start(pm_partnership *s);

#endif
