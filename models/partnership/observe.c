/* observe.c: outcomes of a run, as defined in outcomes.def.
 *
 * Each outcome is a sum over the organisations (or relations, teams, lines) of a group, or a mean
 * sum / weight; a mean over nothing is missing (NaN), never 0. One pass adds each row to all groups
 * that it belongs to: slot 0 for all, then a slot for each organisation type, team, budget line,
 * subgroup and, where the study asks for them, row of organisations. Where the study asks for
 * complements, what is outside a type is added up from the other types' slots: people whom no
 * organisation reaches belong to none of them. */
#include "partnership/observe.h"
#include "base/error.h"
#include "base/memory.h"
#include "partnership/grammar/grant_plan.h"
#include "partnership/mechanisms/mechanism.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Kinds of groups, as in outcomes.def. What is observed by type is so by row of organisations. */
enum { A = 1, T = 2, J = 4, L = 8, S = 16, M = 32, V = 64 };

static const char *const lines[N_LINES][2] = {
#define LINE(name, key, label) {"line:" key, label},
#include "partnership/state/lines.def"
#undef LINE
};

/* ---- groups -----------------------------------------------------------------------------------
 */

static size_t slot_of_type(const pm_partnership *s, size_t i) {
    return 1 + (size_t)s->o.type[i];
}

static size_t slot_of_team(const pm_partnership *s, size_t j) {
    return 1 + s->in->organisation_types.n + j;
}

static size_t slot_of_line(const pm_partnership *s, size_t line) {
    return slot_of_team(s, s->n_teams) + line;
}

static size_t slot_of_subgroup(const pm_partnership *s, size_t g) {
    return slot_of_line(s, N_LINES) + g;
}

/* All types but one. */
static size_t slot_of_other(const pm_partnership *s, size_t type) {
    return slot_of_subgroup(s, s->m.n_subgroups) + type;
}

/* A row of organisations, in the order of the study. */
static size_t slot_of_row(const pm_partnership *s, size_t row) {
    return slot_of_other(s, s->in->complements ? s->in->organisation_types.n : 0) + row;
}

static size_t count_slots(const pm_partnership *s) {
    return slot_of_row(s, s->in->by_organisation ? s->in->organisations.n : 0);
}

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

enum { LONGEST_GROUP = 80 };

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

/* ---- sums -------------------------------------------------------------------------------------
 */

/* NAN: it does not count. */
static void add_weighted(pm_mean *m, double x, double weight) {
    if (isnan(x))
        return;
    m->sum += x * weight;
    m->weight += weight;
}

/* The sum of an organisation's row, or NULL where rows are not observed. */
static pm_mean *mean_of_row(const pm_partnership *s, size_t i) {
    const pm_organisation *rows = s->in->organisations.rows;
    return s->in->by_organisation ? &s->means[slot_of_row(s, (size_t)(s->o.of[i] - rows))] : NULL;
}

static void add_organisation(const pm_partnership *s, size_t i, double x, double weight) {
    pm_mean *row = mean_of_row(s, i);
    add_weighted(&s->means[0], x, weight);
    add_weighted(&s->means[slot_of_type(s, i)], x, weight);
    if (row)
        add_weighted(row, x, weight);
}

static void add_relation(const pm_partnership *s, size_t r, double x) {
    add_organisation(s, pm_organisation_of(s, r), x, 1);
    add_weighted(&s->means[slot_of_team(s, pm_team_of(s, r))], x, 1);
}

/* A mean over organisations leaves out who is not there. */
static double there(const pm_partnership *s, size_t i, double x) {
    return pm_is_there(s, i) ? x : NAN;
}

static double mean_trust(const pm_partnership *s, size_t i) {
    pm_mean m = {0, 0};
    for (size_t r = i; r < s->r.n; r += s->o.n)
        if (s->r.stage[r] > CONTACTED)
            add_weighted(&m, s->r.trust[r], 1);
    return m.weight > 0 ? m.sum / m.weight : s->o.reputation[i];
}

static void add_team(const pm_partnership *s, size_t j, double x) {
    add_weighted(&s->means[0], x, 1);
    add_weighted(&s->means[slot_of_team(s, j)], x, 1);
}

/* Of an organisation in all teams, and in each one. */
static void add_trust(const pm_partnership *s) {
    for (size_t i = 0; i < s->o.n; i++)
        add_organisation(s, i, there(s, i, mean_trust(s, i)), 1);
    for (size_t r = 0; r < s->r.n; r++) {
        size_t i = pm_organisation_of(s, r);
        double trust = s->r.stage[r] > CONTACTED ? s->r.trust[r] : s->o.reputation[i];
        add_weighted(&s->means[slot_of_team(s, pm_team_of(s, r))], there(s, i, trust), 1);
    }
}

/* How far an organisation is from what teams do. */
typedef enum { TOUCHED, NEIGHBOUR, BEYOND } distance;

static bool is_touched(const pm_partnership *s, size_t i) {
    bool touched = false;
    for (size_t r = i; r < s->r.n; r += s->o.n)
        touched |= s->r.stage[r] > CONTACTED;
    return touched;
}

static distance distance_from_teams(const pm_partnership *s, size_t i) {
    bool near = false;
    for (size_t k = s->o.tie_first[i]; k < s->o.tie_first[i + 1]; k++)
        near |= is_touched(s, s->o.tie[k]);
    return is_touched(s, i) ? TOUCHED : near ? NEIGHBOUR : BEYOND;
}

/* (G - G0) / G0 of who is that far, else NAN. */
static double change_at(const pm_partnership *s, size_t i, distance far) {
    double start = pm_traits_of(s, i)->trust;
    bool counts = start > 0 && pm_is_there(s, i) && distance_from_teams(s, i) == far;
    return counts ? s->o.reputation[i] / start - 1 : NAN;
}

/* A new team, unknown, without pay, asks for four hours a month; mood at its mean. */
static double next_take_up(const pm_partnership *s, size_t i) {
    pm_invitation_terms terms = {
        s->o.reputation[i], pm_traits_of(s, i)->alignment, 0, pm_usual_ask, 0.5, 0};
    return pm_take_up(s, i, &terms);
}

/* Whole cents are added up before they become currency units. */
static void add_spend_of_teams(const pm_partnership *s) {
    int64_t total = 0;
    for (size_t j = 0; j < s->n_teams; j++) {
        int64_t own = 0;
        for (size_t k = 0; k < N_LINES; k++) {
            own += s->team[j].spent[k];
            s->means[slot_of_line(s, k)].sum += (double)s->team[j].spent[k] / 100;
        }
        s->means[slot_of_team(s, j)].sum = (double)own / 100;
        total += own;
    }
    s->means[0].sum = (double)total / 100;
}

static double grants_won(const pm_partnership *s, size_t j) {
    double n = 0;
    for (size_t k = 0; k < pm_count_grants(s, j); k++)
        n += s->team[j].award[k] > 0;
    return n;
}

/* Of grants awarded after the team's first. */
static double raised(const pm_partnership *s, size_t j) {
    bool first = true;
    int64_t cents = 0;
    for (size_t k = 0; k < pm_count_grants(s, j); k++) {
        bool won = s->team[j].award[k] > 0;
        cents += won && !first ? pm_grants_of(s, j)[k].amount : 0;
        first &= !won;
    }
    return (double)cents / 100;
}

/* Those who took part, by subgroup, as a number or as a share. */
static void add_reached(const pm_partnership *s) {
    for (size_t c = 0; c < s->m.n_cells; c++) {
        double members = s->m.first[c + 1] - s->m.first[c], open = s->m.open[c];
        pm_mean *m = &s->means[slot_of_subgroup(s, c % s->m.n_subgroups)];
        m->sum += members - open;
        m->weight += members;
    }
}

static void add_reach(const pm_partnership *s, bool precarious) {
    add_reached(s);
    for (size_t g = 0; g < s->m.n_subgroups; g++) {
        const pm_mean *m = &s->means[slot_of_subgroup(s, g)];
        if (precarious && g != pm_most_precarious(s))
            continue;
        s->means[0].sum += m->sum;
        s->means[0].weight += m->weight;
    }
}

/* By any route: through organisations, and directly; by subgroup where members are persons. */
static void add_participants(const pm_partnership *s) {
    for (size_t i = 0; i < s->o.n; i++)
        add_organisation(s, i, s->o.participants[i], 1);
    for (size_t j = 0; j < s->n_teams; j++)
        s->means[0].sum += s->team[j].participants_direct;
    add_reached(s);
}

static void add_outputs_in_language(const pm_partnership *s) {
    for (size_t g = 0; g < s->m.n_subgroups; g++)
        s->means[slot_of_subgroup(s, g)].sum = s->m.outputs[g];
}

static void add_trust_of_cell(const pm_partnership *s, size_t c) {
    double sum = pm_cell_trust(s, c), weight = s->m.first[c + 1] - s->m.first[c];
    size_t i = c / s->m.n_subgroups;
    pm_mean *to[] = {&s->means[0], &s->means[slot_of_subgroup(s, c % s->m.n_subgroups)],
                     i < s->o.n ? &s->means[slot_of_type(s, i)] : NULL,
                     i < s->o.n ? mean_of_row(s, i) : NULL};
    for (size_t k = 0; k < 4 && to[k]; k++) {
        to[k]->sum += sum;
        to[k]->weight += weight;
    }
}

/* Of organisations' pools, or of persons. */
static void add_member_trust(const pm_partnership *s) {
    for (size_t i = 0; i < s->o.n && s->m.n == 0; i++)
        add_organisation(s, i, s->o.member_trust[i], pm_traits_of(s, i)->members);
    for (size_t c = 0; c < s->m.n_cells; c++)
        add_trust_of_cell(s, c);
}

/* ---- outcomes ---------------------------------------------------------------------------------
 */

typedef enum { SUM, MEAN } statistic;

#define OVER_organisations(value)                                                                  \
    for (size_t i = 0; i < s->o.n; i++) {                                                          \
        add_organisation(s, i, (value), 1);                                                        \
    }
#define OVER_relations(value)                                                                      \
    for (size_t r = 0; r < s->r.n; r++) {                                                          \
        add_relation(s, r, (value));                                                               \
    }
#define OVER_teams(value)                                                                          \
    for (size_t j = 0; j < s->n_teams; j++) {                                                      \
        add_team(s, j, (value));                                                                   \
    }
#define OVER_itself(value) (value);

/* Each outcome of a run, added up over all groups: observe_NAME. */
#define O(name, label, unit, better, delta, flags, groups, statistic, over, value, meaning)        \
    static void observe_##name(const pm_partnership *s) {                                          \
        OVER_##over(value)                                                                         \
    }
#define R(...)
#include "partnership/outcomes.def"
#undef O
#undef R

static const struct {
    statistic of;
    void (*add_up)(const pm_partnership *s); /* NULL: a ratio of others */
} observed[N_OUTCOMES] = {
#define O(name, label, unit, better, delta, flags, groups, statistic, ...)                         \
    {statistic, observe_##name},
#define R(...) {SUM, NULL},
#include "partnership/outcomes.def"
#undef O
#undef R
};

const rap_outcome partnership_outcomes[N_OUTCOMES] = {
#define O(name, label, unit, better, delta, flags, groups, statistic, over, value, meaning)        \
    {#name, label, unit, meaning, better, delta, flags, NULL, NULL, groups},
#define R(name, label, unit, better, delta, flags, above, below, meaning)                          \
    {#name, label, unit, meaning, better, delta, flags, above, below, 0},
#include "partnership/outcomes.def"
#undef O
#undef R
};

#define WITH_PERSONS "where members are simulated as persons"
#define WITH_SUBGROUPS WITH_PERSONS " and there are several subgroups"

const rap_group_kind partnership_groups[] = {
    {A, "all", NULL},
    {M, "all", WITH_PERSONS},
    {V, "all", WITH_SUBGROUPS},
    {T, "type:NAME", NULL},
    {T, "other:TYPE", "where complements = true"},
    {T, "organisation:NAME", "where by_organisation = true"},
    {J, "team:NAME", "where there are several teams"},
    {L, "line:NAME", NULL},
    {S, "subgroup:NAME", WITH_PERSONS},
    {0, NULL, NULL},
};

/* ---- columns ----------------------------------------------------------------------------------
 */

static void add_outcome_column(pm_partnership *s, size_t o, size_t slot, const char *prefix,
                               const char *name, const char *label) {
    char *text = s->group_text + slot * LONGEST_GROUP;
    snprintf(text, LONGEST_GROUP, "%s%s", prefix, name);
    s->slot[s->n_columns] = slot;
    s->columns[s->n_columns++] = (rap_column){o, text, label};
}

/* By type, outside each type, and by row. */
static void list_parts_of(pm_partnership *s, size_t o) {
    const pm_organisation_type *type = s->in->organisation_types.rows;
    const pm_organisation *row = s->in->organisations.rows;
    for (size_t k = 0; k < s->in->organisation_types.n; k++)
        if (type_is_there(s, k))
            add_outcome_column(s, o, 1 + k, "type:", type[k].is.name, type[k].is.label);
    for (size_t k = 0; k < s->in->organisation_types.n; k++)
        if (has_complement(s, k))
            add_outcome_column(s, o, slot_of_other(s, k), "other:", type[k].is.name,
                               s->other_label + k * room_of_label(s));
    for (size_t k = 0; k < s->in->organisations.n && s->in->by_organisation; k++)
        if (row[k].count > 0)
            add_outcome_column(s, o, slot_of_row(s, k), "organisation:", row[k].is.name,
                               row[k].is.label);
}

const char *pm_group_of_team(const pm_partnership *s, size_t team) {
    return s->n_teams > 1 ? s->group_text + slot_of_team(s, team) * LONGEST_GROUP : NULL;
}

static void list_columns_of(pm_partnership *s, size_t o) {
    unsigned groups = partnership_outcomes[o].groups;
    bool persons = s->m.n > 0, several = persons && s->m.n_subgroups > 1;
    if (groups & A || (groups & M && persons) || (groups & V && several))
        add_outcome_column(s, o, 0, "", "all", "All");
    if (groups & T)
        list_parts_of(s, o);
    for (size_t k = 0; k < s->n_teams && groups & J && s->n_teams > 1; k++)
        add_outcome_column(s, o, slot_of_team(s, k), "team:", s->team[k].of->is.name,
                           s->team[k].of->is.label);
    for (size_t k = 0; k < N_LINES && groups & L; k++)
        if ((k != LINE_TRANSLATION || persons) && (k != LINE_INDIRECT || pm_has_indirect(s->in)))
            add_outcome_column(s, o, slot_of_line(s, k), "", lines[k][0], lines[k][1]);
    for (size_t g = 0; g < s->m.n_subgroups && groups & S && s->in->subgroups.n > 0; g++)
        add_outcome_column(s, o, slot_of_subgroup(s, g), "subgroup:", s->m.subgroup[g]->is.name,
                           s->m.subgroup[g]->is.label);
}

int pm_list_columns(pm_partnership *s) {
    size_t slots = count_slots(s);
    s->columns = rap_allocate(N_OUTCOMES * slots, sizeof *s->columns);
    s->slot = rap_allocate(N_OUTCOMES * slots, sizeof *s->slot);
    s->group_text = rap_allocate(slots, LONGEST_GROUP);
    s->means = rap_allocate(slots, sizeof *s->means);
    s->unwanted = rap_allocate(N_OUTCOMES * slots, sizeof *s->unwanted);
    if (!s->columns || !s->slot || !s->group_text || !s->means || !s->unwanted)
        return rap_fail(RAP_ENOMEM);
    int status = label_complements(s);
    for (size_t o = 0; o < N_OUTCOMES && !status; o++)
        list_columns_of(s, o);
    return status;
}

const rap_column *partnership_columns(const void *state, size_t *n) {
    const pm_partnership *s = state;
    *n = s->n_columns;
    return s->columns;
}

/* ---- observation ------------------------------------------------------------------------------
 */

static void add_complements(const pm_partnership *s) {
    size_t n = s->in->organisation_types.n;
    for (size_t k = 0; k < n; k++)
        for (size_t t = 0; t < n; t++) {
            s->means[slot_of_other(s, k)].sum += t != k ? s->means[1 + t].sum : 0;
            s->means[slot_of_other(s, k)].weight += t != k ? s->means[1 + t].weight : 0;
        }
}

/* Columns of an outcome stand together and are observed together. */
void partnership_want(void *state, const bool *columns) {
    pm_partnership *s = state;
    for (size_t c = 0, end = 0; c < s->n_columns; c = end) {
        bool any = false;
        for (end = c; end < s->n_columns && s->columns[end].outcome == s->columns[c].outcome; end++)
            any |= columns[end];
        for (size_t k = c; k < end; k++)
            s->unwanted[k] = !any;
    }
}

void partnership_observe(const void *state, double *x) {
    const pm_partnership *s = state;
    for (size_t c = 0; c < s->n_columns;) {
        size_t o = s->columns[c].outcome;
        if (s->unwanted[c]) {
            x[c++] = NAN;
            continue;
        }
        memset(s->means, 0, count_slots(s) * sizeof *s->means);
        observed[o].add_up(s);
        if (s->in->complements)
            add_complements(s);
        for (; c < s->n_columns && s->columns[c].outcome == o; c++) {
            const pm_mean *m = &s->means[s->slot[c]];
            x[c] = observed[o].of == SUM ? m->sum : m->weight > 0 ? m->sum / m->weight : NAN;
        }
    }
}
