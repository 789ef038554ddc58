/* run.h: the state of a run, from a scenario; see rap_model. */
#ifndef PARTNERSHIP_RUN_H
#define PARTNERSHIP_RUN_H

#include "model/model.h"

int partnership_create(void **state, const void *root, const rap_clock *clock);
void partnership_free(void *state);
int partnership_start(void *state, rap_luck luck);

#endif
