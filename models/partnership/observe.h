/* observe.h: what a run shows of itself. */
#ifndef PARTNERSHIP_OBSERVE_H
#define PARTNERSHIP_OBSERVE_H

#include "partnership/state/state.h"

typedef enum {
#define O(name, ...) OUT_##name,
#define R(name, ...) OUT_##name,
#include "partnership/outcomes.def"
#undef O
#undef R
    N_OUTCOMES
} pm_outcome;

extern const rap_outcome partnership_outcomes[N_OUTCOMES];
extern const rap_group_kind partnership_groups[];

/* What is looked at, and where it is added up: at first all columns. RAP_OK or RAP_ENOMEM. Free is legal
 * after a failure. */
int pm_looks_create(pm_partnership *s);
void pm_looks_free(pm_partnership *s);

void partnership_want(void *state, const bool *columns, const bool *every_month);
void partnership_observe(const void *state, double *x);
void partnership_follow(const void *state, double *x);

#endif
