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

/* Lists the columns of a scenario: each outcome for all, for every organisation type that is there,
 * for all others of every type and every row of organisations where the study asks for it, for every
 * team where there are several, for every budget line, as outcomes.def says. RAP_OK or RAP_ENOMEM. */
int pm_list_columns(pm_partnership *s);

/* The group of a team, "team:NAME"; NULL where there is one team only. */
const char *pm_group_of_team(const pm_partnership *s, size_t team);

const rap_column *partnership_columns(const void *state, size_t *n);
void partnership_want(void *state, const bool *columns);
void partnership_observe(const void *state, double *x);

#endif
