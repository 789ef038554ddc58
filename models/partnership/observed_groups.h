/* observed_groups.h: the groups in which a run is observed, and where their sums are made. */
#ifndef PARTNERSHIP_OBSERVED_GROUPS_H
#define PARTNERSHIP_OBSERVED_GROUPS_H

#include "partnership/state/state.h"

/* Kinds of groups, as in outcomes.def. What is observed by type is so by row of organisations; N by rows alone that
 * stand for one. */
enum { A = 1, T = 2, J = 4, L = 8, S = 16, M = 32, V = 64, N = 128 };

/* The slot of all is 0; that of ... */
static inline size_t pm_slot_of_type(const pm_partnership *s, size_t i) {
    return 1 + (size_t)s->o.type[i];
}

static inline size_t pm_slot_of_team(const pm_partnership *s, size_t j) {
    return 1 + s->in->organisation_types.n + j;
}

static inline size_t pm_slot_of_line(const pm_partnership *s, size_t line) {
    return pm_slot_of_team(s, s->n_teams) + line;
}

static inline size_t pm_slot_of_subgroup(const pm_partnership *s, size_t g) {
    return pm_slot_of_line(s, N_LINES) + g;
}

/* All types but one. */
static inline size_t pm_slot_of_other(const pm_partnership *s, size_t type) {
    return pm_slot_of_subgroup(s, s->m.n_subgroups) + type;
}

/* A row of organisations that is observed apart, in the order of the study. */
static inline size_t pm_slot_of_row(const pm_partnership *s, size_t row) {
    return pm_slot_of_other(s, s->in->complements ? s->in->organisation_types.n : 0) +
           s->named_before[row];
}

/* Costs that teams state, with one for the indirect costs of each. */
static inline size_t pm_count_costs(const pm_partnership *s) {
    size_t n = 0;
    for (size_t j = 0; j < s->n_teams; j++)
        n += s->team[j].of->costs.n ? s->team[j].of->costs.n + 1 : 0;
    return n;
}

/* A cost, in the order of teams and then of the study. */
static inline size_t pm_slot_of_cost(const pm_partnership *s, size_t cost) {
    return pm_slot_of_row(s, s->in->organisations.n) + cost;
}

static inline size_t pm_count_slots(const pm_partnership *s) {
    return pm_slot_of_cost(s, pm_count_costs(s));
}

/* Lists the columns of a scenario: each of `n` outcomes for all, for every organisation type that is there,
 * for all others of every type and every row of organisations where the study asks for it, for every
 * team where there are several, for every budget line, as outcomes.def says. RAP_OK or RAP_ENOMEM. */
int pm_list_columns(pm_partnership *s, const rap_outcome *outcomes, size_t n);

/* The group of a team, "team:NAME"; NULL where there is one team only. */
const char *pm_group_of_team(const pm_partnership *s, size_t team);

const rap_column *partnership_columns(const void *state, size_t *n);

#endif
