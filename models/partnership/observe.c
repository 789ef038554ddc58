/* observe.c: outcomes of a run, as defined in outcomes.def.
 *
 * Each outcome is a sum over the organisations (or relations, teams, lines) of a group, or a mean
 * sum / weight; a mean over nothing is missing (NaN), never 0. What is looked at is listed once (want):
 * outcomes over the same rows stand together, and one pass adds up to LANES of them side by side. Each row
 * is added to all groups that it belongs to (observed_groups.h), or, where nobody looks at groups, to all only; in
 * a group rows are always added in their own order, so that who looks changes no digit. Where the study
 * asks for complements, what is outside a type is added up from the other types' slots: people whom no
 * organisation reaches belong to none of them. */
#include "partnership/observe.h"
#include "base/error.h"
#include "base/memory.h"
#include "partnership/grammar/grant_plan.h"
#include "partnership/observed_groups.h"
#include "partnership/mechanisms/mechanism.h"
#include "partnership/portrait.h"

#include <math.h>
#include <string.h>

/* ---- sums -------------------------------------------------------------------------------------
 */

/* NAN: it does not count. */
static void add_weighted(pm_mean *m, double x, double weight) {
    if (isnan(x))
        return;
    m->sum += x * weight;
    m->weight += weight;
}

/* The sum of an organisation's row, or NULL where the row is not observed. */
static pm_mean *mean_of_row(const pm_partnership *s, size_t i) {
    size_t row = s->o.group[i];
    return pm_is_named(s->in, row) ? &s->means[pm_slot_of_row(s, row)] : NULL;
}

static void add_organisation(const pm_partnership *s, size_t i, double x, double weight) {
    pm_mean *row = mean_of_row(s, i);
    add_weighted(&s->means[0], x, weight);
    add_weighted(&s->means[pm_slot_of_type(s, i)], x, weight);
    if (row)
        add_weighted(row, x, weight);
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

/* Of an organisation in all teams, and in each one. */
static void add_trust(const pm_partnership *s) {
    for (size_t i = 0; i < s->o.n; i++)
        add_organisation(s, i, there(s, i, mean_trust(s, i)), 1);
    for (size_t r = 0; r < s->r.n && s->n_teams > 1; r++) {
        size_t i = pm_organisation_of(s, r);
        add_weighted(&s->means[pm_slot_of_team(s, pm_team_of(s, r))],
                     there(s, i, pm_trust_in_team(s, r)), 1);
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
    size_t slot = pm_slot_of_cost(s, 0);
    int64_t total = 0;
    for (size_t j = 0; j < s->n_teams; j++) {
        int64_t own = 0;
        for (size_t k = 0; k < N_LINES; k++) {
            own += s->team[j].spent[k];
            s->means[pm_slot_of_line(s, k)].sum += (double)s->team[j].spent[k] / 100;
        }
        s->means[pm_slot_of_team(s, j)].sum = (double)own / 100;
        total += own;
        for (size_t i = 0; i <= s->team[j].costs.budget.n && s->team[j].costs.budget.n; i++)
            s->means[slot++].sum = s->team[j].costs.spent[i] / 100;
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
        cents += won && !first ? s->team[j].plan[0][k].amount : 0;
        first &= !won;
    }
    return (double)cents / 100;
}

/* Those who took part, by subgroup, as a number or as a share. */
static void add_reached(const pm_partnership *s) {
    for (size_t c = 0; c < s->m.n_cells; c++) {
        double members = s->m.first[c + 1] - s->m.first[c], open = s->m.open[c];
        pm_mean *m = &s->means[pm_slot_of_subgroup(s, c % s->m.n_subgroups)];
        m->sum += members - open;
        m->weight += members;
    }
}

static void add_reach(const pm_partnership *s, bool precarious) {
    add_reached(s);
    for (size_t g = 0; g < s->m.n_subgroups; g++) {
        const pm_mean *m = &s->means[pm_slot_of_subgroup(s, g)];
        if (precarious && g != pm_most_precarious(s))
            continue;
        s->means[0].sum += m->sum;
        s->means[0].weight += m->weight;
    }
}

/* By any route: through organisations, and directly; by subgroup where members are persons. */
static void add_participants(const pm_partnership *s) {
    for (size_t i = 0; i < s->o.n; i++)
        s->means[0].sum += s->o.participants[i];
    for (size_t j = 0; j < s->n_teams; j++)
        s->means[0].sum += s->team[j].participants_direct;
    add_reached(s);
}

static void add_outputs_in_language(const pm_partnership *s) {
    for (size_t g = 0; g < s->m.n_subgroups; g++)
        s->means[pm_slot_of_subgroup(s, g)].sum = s->m.outputs[g];
}

static void add_trust_of_cell(const pm_partnership *s, size_t c) {
    double sum = pm_cell_trust(s, c), weight = s->m.first[c + 1] - s->m.first[c];
    size_t i = c / s->m.n_subgroups;
    pm_mean *to[] = {&s->means[0], &s->means[pm_slot_of_subgroup(s, c % s->m.n_subgroups)],
                     i < s->o.n ? &s->means[pm_slot_of_type(s, i)] : NULL,
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

/* Whose values are added up. */
typedef enum { organisations, relations, teams, itself } rows_of;

/* Outcomes that are added up side by side: value k of row i is x[i * LANES + k]. */
enum { LANES = 8 };

#define OVER_organisations(value)                                                                  \
    for (size_t i = 0; i < s->o.n; i++)                                                            \
        x[i * LANES] = (value);
#define OVER_relations(value)                                                                      \
    for (size_t r = 0; r < s->r.n; r++)                                                            \
        x[r * LANES] = (value);
#define OVER_teams(value)                                                                          \
    for (size_t j = 0; j < s->n_teams; j++)                                                        \
        x[j * LANES] = (value);
#define OVER_itself(value)                                                                         \
    (void)x;                                                                                       \
    (value);

/* The values of each outcome, or, of those that add up by themselves, the means: observe_NAME. */
#define O(name, label, unit, better, delta, flags, groups, statistic, over, value, meaning)        \
    static void observe_##name(const pm_partnership *s, double *x) {                               \
        OVER_##over(value)                                                                         \
    }
#define R(...)
#include "partnership/outcomes.def"
#undef O
#undef R

static const struct {
    statistic of;
    rows_of over;
    void (*observe)(const pm_partnership *s, double *x); /* NULL: a ratio of others */
} observed[N_OUTCOMES] = {
#define O(name, label, unit, better, delta, flags, groups, statistic, over, ...)                   \
    {statistic, over, observe_##name},
#define R(...) {SUM, itself, NULL},
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
    {T, "organisation:NAME", "where by_organisation or its named is true"},
    {N, "organisation:NAME", "where it is one and by_organisation or its named is true"},
    {J, "team:NAME", "where there are several teams"},
    {L, "line:NAME", NULL},
    {L, "cost:TEAM.NAME", "where the team states costs"},
    {S, "subgroup:NAME", WITH_PERSONS},
    {0, NULL, NULL},
};

/* ---- looks ------------------------------------------------------------------------------------ */

/* What is looked at: outcomes, those over the same rows together. */
typedef struct {
    uint8_t outcome[N_OUTCOMES];
    bool parts[N_OUTCOMES]; /* in their order: groups beside all are looked at */
    size_t n;
} look;

/* Two doubles at a time, as gcc and clang know them on every machine: neither sees by itself that these sums can go
 * side by side. */
enum { PAIR = 2 };
typedef double pair __attribute__((vector_size(PAIR * sizeof(double))));
typedef int64_t pair_bits __attribute__((vector_size(PAIR * sizeof(double))));

typedef struct {
    pair sum[LANES / PAIR], weight[LANES / PAIR];
} lane_sums;

struct pm_looks {
    look all, every_month;
    size_t first[N_OUTCOMES + 1]; /* columns of outcome o: first[o] .. first[o + 1] */
    lane_sums *sums;              /* by slot */
    pair *values;                 /* by row, LANES of each */
};

static void list_outcome(const pm_partnership *s, look *l, size_t o, bool parts,
                         const bool *columns) {
    const size_t *first = s->looks->first;
    bool wanted = false, beside = false;
    for (size_t c = first[o]; c < first[o + 1]; c++) {
        bool asked = !columns || columns[c];
        wanted |= asked;
        beside |= asked && s->slot[c] != 0;
    }
    if (!wanted || beside != parts)
        return;
    l->parts[l->n] = parts;
    l->outcome[l->n++] = (uint8_t)o;
}

/* Of all columns, or of those that are asked for. */
static void make_look(const pm_partnership *s, look *l, const bool *columns) {
    l->n = 0;
    for (int over = organisations; over <= itself; over++)
        for (int parts = 0; parts <= 1; parts++)
            for (size_t o = 0; o < N_OUTCOMES; o++)
                if ((int)observed[o].over == over)
                    list_outcome(s, l, o, parts, columns);
}

int pm_looks_create(pm_partnership *s) {
    struct pm_looks *l = s->looks = rap_allocate(1, sizeof *l);
    size_t rows = s->r.n > s->o.n ? s->r.n : s->o.n;
    if (!l)
        return rap_fail(RAP_ENOMEM);
    l->sums = rap_allocate(pm_count_slots(s), sizeof *l->sums);
    l->values = rap_allocate(rows > s->n_teams ? rows : s->n_teams, LANES * sizeof(double));
    if (!l->sums || !l->values)
        return rap_fail(RAP_ENOMEM);
    for (size_t c = 0; c < s->n_columns; c++)
        l->first[s->columns[c].outcome + 1] = c + 1;
    for (size_t o = 0; o < N_OUTCOMES; o++)
        if (l->first[o + 1] < l->first[o])
            l->first[o + 1] = l->first[o];
    make_look(s, &l->all, NULL);
    make_look(s, &l->every_month, NULL);
    return RAP_OK;
}

void pm_looks_free(pm_partnership *s) {
    if (s->looks) {
        rap_free(s->looks->sums);
        rap_free(s->looks->values);
    }
    rap_free(s->looks);
}

void partnership_want(void *state, const bool *columns, const bool *every_month) {
    const pm_partnership *s = state;
    make_look(s, &s->looks->all, columns);
    make_look(s, &s->looks->every_month, every_month);
}

/* ---- observation ------------------------------------------------------------------------------ */

/* NAN does not count: it adds nothing to either. */
static inline void add_lanes(lane_sums *to, const pair *x) {
    const pair one = {1, 1};
    for (size_t k = 0; k < LANES / PAIR; k++) {
        pair_bits counts = x[k] == x[k];
        to->sum[k] += (pair)((pair_bits)x[k] & counts);
        to->weight[k] += (pair)((pair_bits)one & counts);
    }
}

static void add_to_all(lane_sums *all, const pair *x, size_t rows) {
    lane_sums sum = {{{0}}, {{0}}};
    for (size_t i = 0; i < rows; i++)
        add_lanes(&sum, x + i * (LANES / PAIR));
    *all = sum;
}

/* The groups of a row; returns how many. */
static size_t slots_of_row(const pm_partnership *s, rows_of over, size_t row, size_t slot[4]) {
    size_t i = over == relations ? pm_organisation_of(s, row) : row;
    size_t j = over == relations ? pm_team_of(s, row) : row, n = 0;
    slot[n++] = 0;
    if (over != teams)
        slot[n++] = pm_slot_of_type(s, i);
    if (over != teams && pm_is_named(s->in, s->o.group[i]))
        slot[n++] = pm_slot_of_row(s, s->o.group[i]);
    if (over != organisations)
        slot[n++] = pm_slot_of_team(s, j);
    return n;
}

static void add_to_groups(const pm_partnership *s, rows_of over, size_t rows) {
    lane_sums *sums = s->looks->sums;
    memset(sums, 0, pm_count_slots(s) * sizeof *sums);
    for (size_t i = 0; i < rows; i++) {
        size_t slot[4], n = slots_of_row(s, over, i, slot);
        for (size_t k = 0; k < n; k++)
            add_lanes(&sums[slot[k]], s->looks->values + i * (LANES / PAIR));
    }
}

static size_t count_rows(const pm_partnership *s, rows_of over) {
    return over == organisations ? s->o.n : over == relations ? s->r.n : s->n_teams;
}

/* The mean of a slot. */
static pm_mean mean_of_lane(const pm_partnership *s, size_t slot, size_t lane) {
    const lane_sums *sums = &s->looks->sums[slot];
    return (pm_mean){sums->sum[lane / PAIR][lane % PAIR], sums->weight[lane / PAIR][lane % PAIR]};
}

/* Of all types but one. */
static pm_mean add_complement(const pm_partnership *s, size_t but) {
    pm_mean sum = {0, 0};
    for (size_t t = 0; t < s->in->organisation_types.n; t++) {
        sum.sum += t != but ? s->means[1 + t].sum : 0;
        sum.weight += t != but ? s->means[1 + t].weight : 0;
    }
    return sum;
}

/* Writes the columns of an outcome whose means are there. */
static void write_outcome(const pm_partnership *s, size_t o, bool parts, double *x) {
    for (size_t c = s->looks->first[o]; c < s->looks->first[o + 1]; c++) {
        const pm_mean *m = &s->means[s->slot[c]];
        if (parts || s->slot[c] == 0)
            x[c] = observed[o].of == SUM ? m->sum : m->weight > 0 ? m->sum / m->weight : NAN;
    }
}

static void add_complements(const pm_partnership *s) {
    for (size_t k = 0; k < s->in->organisation_types.n && s->in->complements; k++)
        s->means[pm_slot_of_other(s, k)] = add_complement(s, k);
}

/* Outcomes [k, k + n) of a look, side by side. */
static void observe_lanes(const pm_partnership *s, const look *l, size_t k, size_t n, double *x) {
    rows_of over = observed[l->outcome[k]].over;
    size_t rows = count_rows(s, over), slots = l->parts[k] ? pm_count_slots(s) : 1;
    for (size_t lane = 0; lane < n; lane++)
        observed[l->outcome[k + lane]].observe(s, (double *)s->looks->values + lane);
    if (l->parts[k])
        add_to_groups(s, over, rows);
    else
        add_to_all(s->looks->sums, s->looks->values, rows);
    for (size_t lane = 0; lane < n; lane++) {
        for (size_t slot = 0; slot < slots; slot++)
            s->means[slot] = mean_of_lane(s, slot, lane);
        if (l->parts[k])
            add_complements(s);
        write_outcome(s, l->outcome[k + lane], l->parts[k], x);
    }
}

static void observe_itself(const pm_partnership *s, size_t o, bool parts, double *x) {
    memset(s->means, 0, pm_count_slots(s) * sizeof *s->means);
    observed[o].observe(s, x);
    add_complements(s);
    write_outcome(s, o, parts, x);
}

/* Outcomes from the k-th on that can be observed side by side. */
static size_t count_lanes(const look *l, size_t k) {
    size_t n = 1;
    while (n < LANES && k + n < l->n && l->parts[k + n] == l->parts[k] &&
           observed[l->outcome[k + n]].over == observed[l->outcome[k]].over)
        n++;
    return n;
}

static void observe_look(const pm_partnership *s, const look *l, double *x) {
    for (size_t k = 0, n; k < l->n; k += n) {
        n = observed[l->outcome[k]].over == itself ? 1 : count_lanes(l, k);
        if (observed[l->outcome[k]].over == itself)
            observe_itself(s, l->outcome[k], l->parts[k], x);
        else
            observe_lanes(s, l, k, n, x);
    }
}

void partnership_observe(const void *state, double *x) {
    const pm_partnership *s = state;
    observe_look(s, &s->looks->all, x);
}

void partnership_follow(const void *state, double *x) {
    const pm_partnership *s = state;
    observe_look(s, &s->looks->every_month, x);
}
