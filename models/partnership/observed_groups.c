/* observed_groups.c: the groups in which a run is observed, and its columns: each outcome in each of its groups.
 *
 * A group has a slot, in which its sums are made (observe.c): slot 0 for all, then a slot for each
 * organisation type, team, budget line, subgroup and, where the study asks for them, complement of a type
 * and row of organisations. */
#include "partnership/observed_groups.h"
#include "base/error.h"
#include "base/memory.h"

#include <stdio.h>
#include <string.h>

static const char *const lines[N_LINES][2] = {
#define LINE(name, key, label) {"line:" key, label},
#include "partnership/state/lines.def"
#undef LINE
};

static bool type_is_there(const pm_partnership *s, size_t type) {
    for (size_t i = 0; i < s->o.n; i++)
        if (s->o.type[i] == (int)type)
            return true;
    return false;
}

/* Whether a type and another are there. */
static bool has_complement(const pm_partnership *s, size_t type) {
    bool others = false;
    for (size_t i = 0; i < s->o.n; i++)
        others |= s->o.type[i] != (int)type;
    return s->in->complements && others && type_is_there(s, type);
}

enum { LONGEST_GROUP = 160 };

/* Labels of complements: "All but LABEL", in rooms of the same length. */
static size_t room_of_label(const pm_partnership *s) {
    const pm_organisation_type *type = s->in->organisation_types.rows;
    size_t longest = 0;
    for (size_t k = 0; k < s->in->organisation_types.n; k++) {
        size_t n = strlen(type[k].is.label);
        longest = n > longest ? n : longest;
    }
    return longest + sizeof "All but ";
}

static int label_complements(pm_partnership *s) {
    const pm_organisation_type *type = s->in->organisation_types.rows;
    size_t n = s->in->organisation_types.n, room = room_of_label(s);
    if (!s->in->complements)
        return RAP_OK;
    s->other_label = rap_allocate(n, room);
    for (size_t k = 0; k < n && s->other_label; k++)
        snprintf(s->other_label + k * room, room, "All but %s", type[k].is.label);
    return s->other_label ? RAP_OK : rap_fail(RAP_ENOMEM);
}

static void add_outcome_column(pm_partnership *s, size_t o, size_t slot, const char *prefix,
                               const char *name, const char *label) {
    char *text = s->group_text + slot * LONGEST_GROUP;
    snprintf(text, LONGEST_GROUP, "%s%s", prefix, name);
    s->slot[s->n_columns] = slot;
    s->columns[s->n_columns++] = (rap_column){o, text, label};
}

/* By row; where the outcome is about single organisations, of rows that stand for one. */
static void list_rows_of(pm_partnership *s, size_t o, bool single) {
    const pm_organisation *row = s->in->organisations.rows;
    for (size_t k = 0; k < s->in->organisations.n; k++)
        if (single ? pm_is_portrayed(s->in, k) : row[k].count > 0 && pm_is_named(s->in, k))
            add_outcome_column(s, o, pm_slot_of_row(s, k), "organisation:", row[k].is.name,
                               row[k].is.label);
}

/* By type, outside each type, and by row. */
static void list_parts_of(pm_partnership *s, size_t o) {
    const pm_organisation_type *type = s->in->organisation_types.rows;
    for (size_t k = 0; k < s->in->organisation_types.n; k++)
        if (type_is_there(s, k))
            add_outcome_column(s, o, 1 + k, "type:", type[k].is.name, type[k].is.label);
    for (size_t k = 0; k < s->in->organisation_types.n; k++)
        if (has_complement(s, k))
            add_outcome_column(s, o, pm_slot_of_other(s, k), "other:", type[k].is.name,
                               s->other_label + k * room_of_label(s));
    list_rows_of(s, o, false);
}

/* Costs of budgets, and of each team that states some its indirect costs. */
static void list_costs_of(pm_partnership *s, size_t o) {
    char name[LONGEST_GROUP - 16];
    size_t slot = pm_slot_of_cost(s, 0);
    for (size_t j = 0; j < s->n_teams; j++) {
        const pm_cost *c = s->team[j].of->costs.rows;
        for (size_t i = 0; i <= s->team[j].of->costs.n && s->team[j].of->costs.n; i++) {
            bool indirect = i == s->team[j].of->costs.n;
            snprintf(name, sizeof name, "%s.%s", s->team[j].of->is.name,
                     indirect ? "indirect" : c[i].is.name);
            add_outcome_column(s, o, slot++, "cost:", name,
                               indirect ? "Indirect costs" : c[i].is.label);
        }
    }
}

const char *pm_group_of_team(const pm_partnership *s, size_t team) {
    return s->n_teams > 1 ? s->group_text + pm_slot_of_team(s, team) * LONGEST_GROUP : NULL;
}

static void list_columns_of(pm_partnership *s, size_t o, unsigned groups) {
    bool persons = s->m.n > 0, several = persons && s->m.n_subgroups > 1;
    if (groups & A || (groups & M && persons) || (groups & V && several))
        add_outcome_column(s, o, 0, "", "all", "All");
    if (groups & T)
        list_parts_of(s, o);
    if (groups & N)
        list_rows_of(s, o, true);
    for (size_t k = 0; k < s->n_teams && groups & J && s->n_teams > 1; k++)
        add_outcome_column(s, o, pm_slot_of_team(s, k), "team:", s->team[k].of->is.name,
                           s->team[k].of->is.label);
    for (size_t k = 0; k < N_LINES && groups & L; k++)
        if ((k != LINE_TRANSLATION || persons) && (k != LINE_INDIRECT || pm_has_indirect(s->in)) &&
            ((k != LINE_FORM && k != LINE_UNUSED) || pm_count_costs(s) > 0))
            add_outcome_column(s, o, pm_slot_of_line(s, k), "", lines[k][0], lines[k][1]);
    if (groups & L)
        list_costs_of(s, o);
    for (size_t g = 0; g < s->m.n_subgroups && groups & S && s->in->subgroups.n > 0; g++)
        add_outcome_column(s, o, pm_slot_of_subgroup(s, g), "subgroup:", s->m.subgroup[g]->is.name,
                           s->m.subgroup[g]->is.label);
}

static bool tells_of_known(const pm_scenario *in) {
    const pm_organisation *row = in->organisations.rows;
    bool known = false;
    for (size_t k = 0; k < in->organisations.n; k++)
        known |= row[k].named || row[k].relation.team >= 0;
    return known;
}

static int number_named(pm_partnership *s) {
    size_t n = s->in->organisations.n;
    s->named_before = rap_allocate(n + 1, sizeof *s->named_before);
    for (size_t k = 0; k < n && s->named_before; k++)
        s->named_before[k + 1] = s->named_before[k] + pm_is_named(s->in, k);
    return s->named_before ? RAP_OK : rap_fail(RAP_ENOMEM);
}

int pm_list_columns(pm_partnership *s, const rap_outcome *outcomes, size_t n) {
    if (number_named(s))
        return rap_fail(RAP_ENOMEM);
    s->tells_of_known = tells_of_known(s->in);
    size_t slots = pm_count_slots(s);
    s->columns = rap_allocate(n * slots, sizeof *s->columns);
    s->slot = rap_allocate(n * slots, sizeof *s->slot);
    s->group_text = rap_allocate(slots, LONGEST_GROUP);
    s->means = rap_allocate(slots, sizeof *s->means);
    if (!s->columns || !s->slot || !s->group_text || !s->means)
        return rap_fail(RAP_ENOMEM);
    int status = label_complements(s);
    for (size_t o = 0; o < n && !status; o++)
        list_columns_of(s, o, outcomes[o].groups);
    return status;
}

const rap_column *partnership_columns(const void *state, size_t *n) {
    const pm_partnership *s = state;
    *n = s->n_columns;
    return s->columns;
}
