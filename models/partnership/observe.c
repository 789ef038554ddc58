/* observe.c: outcomes of a run, as defined in outcomes.def.
 *
 * Each outcome is a sum over the organisations (or relations, teams, lines) of a group, or a mean
 * sum / weight; a mean over nothing is missing (NaN), never 0. */
#include "partnership/observe.h"
#include "base/error.h"
#include "base/memory.h"
#include "partnership/mechanism.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { A = 1, T = 2, J = 4, L = 8 };

/* The kinds of groups in which each outcome is observed. */
static const unsigned groups_of[N_OUTCOMES] = {
#define O(name, label, unit, better, delta, flags, groups, meaning) groups,
#define R(name, ...) 0,
#include "partnership/outcomes.def"
#undef O
#undef R
};

const rap_outcome partnership_outcomes[N_OUTCOMES] = {
#define O(name, label, unit, better, delta, flags, groups, meaning)                                \
    {#name, label, unit, meaning, better, delta, flags, NULL, NULL},
#define R(name, label, unit, better, delta, flags, above, below, meaning)                          \
    {#name, label, unit, meaning, better, delta, flags, above, below},
#include "partnership/outcomes.def"
#undef O
#undef R
};

static const char *const lines[N_LINES][2] = {
    [LINE_ADMINISTRATION] = {"line:administration", "Running the grant"},
    [LINE_COORDINATOR] = {"line:community_coordinator", "Community coordinator"},
    [LINE_RESEARCH_STAFF] = {"line:research_staff", "Research staff"},
    [LINE_CAPACITY] = {"line:capacity_building", "Capacity building"},
    [LINE_FOLLOW_UP] = {"line:follow_up", "Follow-up during the project"},
    [LINE_DISSEMINATION] = {"line:dissemination", "Dissemination"},
    [LINE_HONORARIA] = {"line:honoraria", "Honoraria for partners"},
    [LINE_BUY_OUT] = {"line:buy_out", "Buy-out of partners' staff time"},
    [LINE_PARTICIPANTS] = {"line:participant_honoraria", "Honoraria for participants"},
    [LINE_AFTERCARE] = {"line:aftercare", "Aftercare"},
};

/* ---- groups -----------------------------------------------------------------------------------
 */

/* A set of rows: -1 stands for all. */
typedef struct {
    int type, team, line;
} group;

static const group everybody = {-1, -1, -1};

static bool type_is_there(const pm_partnership *s, size_t type) {
    for (size_t i = 0; i < s->o.n; i++)
        if (s->o.type[i] == (int)type)
            return true;
    return false;
}

enum { LONGEST_GROUP = 80 };

static void add_column(pm_partnership *s, size_t outcome, size_t slot, const char *prefix,
                       const char *name, const char *label) {
    char *text = s->group_text + slot * LONGEST_GROUP;
    snprintf(text, LONGEST_GROUP, "%s%s", prefix, name);
    s->columns[s->n_columns++] = (rap_column){outcome, text, label};
}

/* Slots of group texts: 0 all, then types, teams, lines. */
int pm_list_columns(pm_partnership *s) {
    size_t types = s->in->organisation_types.n, teams = s->n_teams,
           slots = 1 + types + teams + N_LINES;
    const pm_organisation_type *type = s->in->organisation_types.rows;
    s->columns = rap_allocate(N_OUTCOMES * slots, sizeof *s->columns);
    s->group_text = rap_allocate(slots, LONGEST_GROUP);
    if (!s->columns || !s->group_text)
        return rap_fail(RAP_ENOMEM);
    for (size_t o = 0; o < N_OUTCOMES; o++) {
        unsigned groups = groups_of[o];
        if (groups & A)
            add_column(s, o, 0, "", "all", "All");
        for (size_t k = 0; k < types && groups & T; k++)
            if (type_is_there(s, k))
                add_column(s, o, 1 + k, "type:", type[k].is.name, type[k].is.label);
        for (size_t k = 0; k < teams && groups & J && teams > 1; k++)
            add_column(s, o, 1 + types + k, "team:", s->team[k].of->is.name,
                       s->team[k].of->is.label);
        for (size_t k = 0; k < N_LINES && groups & L; k++)
            add_column(s, o, 1 + types + teams + k, "", lines[k][0], lines[k][1]);
    }
    return RAP_OK;
}

const rap_column *partnership_columns(const void *state, size_t *n) {
    const pm_partnership *s = state;
    *n = s->n_columns;
    return s->columns;
}

static group group_of(const pm_partnership *s, const rap_column *c) {
    size_t slot = (size_t)(c->group - s->group_text) / LONGEST_GROUP;
    size_t types = s->in->organisation_types.n, teams = s->n_teams;
    if (slot == 0)
        return everybody;
    if (slot <= types)
        return (group){(int)slot - 1, -1, -1};
    if (slot <= types + teams)
        return (group){-1, (int)(slot - 1 - types), -1};
    return (group){-1, -1, (int)(slot - 1 - types - teams)};
}

/* ---- sums -------------------------------------------------------------------------------------
 */

/* A mean in the making. */
typedef struct {
    double sum, weight;
} mean;

static void add(mean *m, double x, double weight) {
    m->sum += x * weight;
    m->weight += weight;
}

static double value_of(mean m) {
    return m.weight > 0 ? m.sum / m.weight : NAN;
}

static double mean_trust(const pm_partnership *s, size_t i) {
    mean m = {0, 0};
    for (size_t r = i; r < s->r.n; r += s->o.n)
        if (s->r.stage[r] > CONTACTED)
            add(&m, s->r.trust[r], 1);
    return m.weight > 0 ? value_of(m) : s->o.reputation[i];
}

/* A new team, unknown, without pay, asks for four hours a month; mood at its mean. */
static double next_take_up(const pm_partnership *s, size_t i) {
    pm_invitation_terms terms = {s->o.reputation[i], pm_traits_of(s, i)->alignment, 0, 4, 0};
    return pm_take_up(s, i, &terms);
}

static double of_organisation(const pm_partnership *s, pm_outcome o, size_t i) {
    switch (o) {
    case OUT_trust:
        return mean_trust(s, i);
    case OUT_reputation:
        return s->o.reputation[i];
    case OUT_capacity:
        return s->o.capacity[i];
    case OUT_fatigue:
        return s->o.fatigue[i];
    case OUT_next_take_up:
        return next_take_up(s, i);
    default:
        return s->o.member_trust[i];
    }
}

static double mean_of_organisations(const pm_partnership *s, pm_outcome o, group g) {
    mean m = {0, 0};
    for (size_t i = 0; i < s->o.n; i++)
        if (g.type < 0 || s->o.type[i] == g.type)
            add(&m, of_organisation(s, o, i),
                o == OUT_member_trust ? pm_traits_of(s, i)->members : 1);
    return value_of(m);
}

static double tallied(const pm_tally *t, pm_outcome o) {
    switch (o) {
    case OUT_live_months:
        return t->live_months;
    case OUT_promises_made:
        return t->made;
    case OUT_promises_kept:
        return t->kept;
    case OUT_promises_late:
        return t->late;
    case OUT_promises_breached:
        return t->breached;
    case OUT_outputs:
        return t->outputs;
    case OUT_partner_hours:
        return t->partner_hours;
    case OUT_partner_hours_unpaid:
        return t->unpaid_hours;
    default:
        return t->hours_returned;
    }
}

static double sum_of_tallies(const pm_partnership *s, pm_outcome o, group g) {
    double sum = 0;
    for (size_t i = 0; i < s->o.n; i++)
        if (g.type < 0 || s->o.type[i] == g.type)
            sum +=
                o == OUT_participants_partnered ? s->o.participants[i] : tallied(&s->o.sum[i], o);
    return sum;
}

static bool belongs(const pm_partnership *s, size_t r, group g) {
    return (g.type < 0 || s->o.type[pm_organisation_of(s, r)] == g.type) &&
           (g.team < 0 || pm_team_of(s, r) == (size_t)g.team);
}

static double of_relations(const pm_partnership *s, pm_outcome o, group g) {
    mean m = {0, 0};
    for (size_t r = 0; r < s->r.n; r++) {
        if (s->r.stage[r] == NONE || !belongs(s, r, g))
            continue;
        if (o == OUT_partnerships_active)
            m.sum += s->r.stage[r] == PARTNERED;
        else if (o == OUT_partnerships_live)
            m.sum += pm_is_live(s, r);
        else if (o == OUT_partnership_survival && s->r.ever_by_end[r])
            add(&m, pm_is_live(s, r), 1);
        else if (o == OUT_trust_partners && s->r.ever[r])
            add(&m, s->r.trust[r], 1);
        else if (o == OUT_contact_quality && pm_in_touch(s, r))
            add(&m, s->r.quality[r], 1);
    }
    return o == OUT_partnerships_active || o == OUT_partnerships_live ? m.sum : value_of(m);
}

static int64_t spent(const pm_team_state *t, int line) {
    int64_t cents = line >= 0 ? t->spent[line] : 0;
    for (int k = 0; k < N_LINES && line < 0; k++)
        cents += t->spent[k];
    return cents;
}

static double of_teams(const pm_partnership *s, pm_outcome o, group g) {
    double sum = 0;
    int64_t cents = 0;
    for (size_t j = 0; j < s->n_teams; j++) {
        const pm_team_state *t = &s->team[j];
        if (g.team >= 0 && j != (size_t)g.team)
            continue;
        cents += o == OUT_spend ? spent(t, g.line) : o == OUT_idle_money ? t->idle : 0;
        sum += o == OUT_participants_direct   ? t->participants_direct
               : o == OUT_dissemination       ? t->dissemination
               : o == OUT_spend_present_value ? t->present_value
                                              : 0;
    }
    return sum + (double)cents / 100;
}

static double observed(const pm_partnership *s, pm_outcome o, group g) {
    switch (o) {
    case OUT_partnership_survival:
    case OUT_partnerships_live:
    case OUT_partnerships_active:
    case OUT_trust_partners:
    case OUT_contact_quality:
        return of_relations(s, o, g);
    case OUT_trust:
    case OUT_reputation:
    case OUT_capacity:
    case OUT_fatigue:
    case OUT_next_take_up:
    case OUT_member_trust:
        return mean_of_organisations(s, o, g);
    case OUT_participants:
        return sum_of_tallies(s, OUT_participants_partnered, g) +
               of_teams(s, OUT_participants_direct, g);
    case OUT_participants_direct:
    case OUT_dissemination:
    case OUT_spend:
    case OUT_spend_present_value:
    case OUT_idle_money:
        return of_teams(s, o, g);
    default:
        return sum_of_tallies(s, o, g);
    }
}

void partnership_observe(const void *state, double *x) {
    const pm_partnership *s = state;
    for (size_t c = 0; c < s->n_columns; c++)
        x[c] = observed(s, (pm_outcome)s->columns[c].outcome, group_of(s, &s->columns[c]));
}
