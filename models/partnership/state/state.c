/* state.c: the columns of a run, and the arithmetic and luck that mechanisms share. */
#include "partnership/state/state.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>

/* ---- columns ----------------------------------------------------------------------------------
 */

int pm_organisations_create(pm_organisations *o, size_t n) {
    bool made = (o->tie_first = rap_allocate(n + 1, sizeof *o->tie_first)) != NULL;
    o->n = n;
#define ORGANISATION(type, name, ...)                                                              \
    made = made && (o->name = rap_allocate(n, sizeof *o->name)) != NULL;
#include "partnership/state/columns.def"
    return made ? RAP_OK : rap_fail(RAP_ENOMEM);
}

void pm_organisations_free(pm_organisations *o) {
#define ORGANISATION(type, name, ...) rap_free(o->name);
#include "partnership/state/columns.def"
    rap_free(o->known);
    rap_free(o->tie_first);
    rap_free(o->tie);
    rap_free(o->pair);
}

int pm_relations_create(pm_relations *r, size_t n) {
    bool made = true;
    r->n = n;
#define RELATION(type, name, ...)                                                                  \
    made = made && (r->name = rap_allocate(n, sizeof *r->name)) != NULL;
#include "partnership/state/columns.def"
    return made ? RAP_OK : rap_fail(RAP_ENOMEM);
}

void pm_relations_free(pm_relations *r) {
#define RELATION(type, name, ...) rap_free(r->name);
#include "partnership/state/columns.def"
}

/* ---- arithmetic -------------------------------------------------------------------------------
 */

double pm_kept(double rate, double dt) {
    return exp(-rate * dt);
}

double pm_relax(double x, double target, double rate, double dt) {
    return pm_move(x, target, pm_kept(rate, dt));
}

double pm_jump_down(double x, double w) {
    return x * exp(-w);
}

double pm_jump_up(double x, double w) {
    return 1 - (1 - x) * exp(-w);
}

void pm_weigh_experience(const pm_parameters *p, double weight[N_EXPERIENCES]) {
    const double w[N_EXPERIENCES] = {p->weight_voice,     p->weight_presence,
                                     p->weight_respect,   p->weight_fair_pay,
                                     p->weight_needs_met, p->weight_shared_goals};
    double sum = 0;
    for (int c = 0; c < N_EXPERIENCES; c++)
        sum += w[c];
    for (int c = 0; c < N_EXPERIENCES; c++)
        weight[c] = w[c] / sum;
}

/* ---- luck -------------------------------------------------------------------------------------
 */

static rap_event event_of(const pm_partnership *s, size_t organisation, uint32_t ordinal) {
    return (rap_event){.subject = s->o.id[organisation], .ordinal = ordinal};
}

static rap_event relation_event(const pm_partnership *s, size_t relation, uint32_t ordinal) {
    rap_event e = event_of(s, pm_organisation_of(s, relation), ordinal);
    e.team = s->team[pm_team_of(s, relation)].hash;
    return e;
}

double pm_relation_luck(const pm_partnership *s, pm_luck_kind kind, size_t relation,
                        uint32_t ordinal) {
    return rap_uniform(s->key[kind], relation_event(s, relation, ordinal));
}

static void begin_at(const pm_partnership *s, pm_spell *p, pm_luck_kind kind, rap_event first) {
    *p = (pm_spell){.threshold = rap_exponential(s->key[kind], first)};
}

void pm_begin_spell(const pm_partnership *s, pm_spell *p, pm_luck_kind kind, size_t organisation) {
    begin_at(s, p, kind, event_of(s, organisation, 0));
}

void pm_begin_relation_spell(const pm_partnership *s, pm_spell *p, pm_luck_kind kind,
                             size_t relation) {
    begin_at(s, p, kind, relation_event(s, relation, 0));
}

static unsigned count_events(const pm_partnership *s, pm_spell *p, pm_luck_kind kind,
                             rap_event next) {
    unsigned events = 0;
    while (p->hazard >= p->threshold) {
        events++;
        next.ordinal = ++p->count;
        p->threshold += rap_exponential(s->key[kind], next);
    }
    return events;
}

size_t pm_advance_all(pm_partnership *s, pm_spell *spells, const double *hazard_of_group) {
    const uint32_t *group = s->o.group;
    uint32_t *restrict list = s->list;
    size_t listed = 0;
    for (size_t i = 0, n = s->o.n; i < n; i++) {
        pm_spell *p = &spells[i];
        p->hazard += hazard_of_group[group[i]];
        list[listed] = (uint32_t)i;
        listed += p->hazard >= p->threshold;
    }
    return listed;
}

unsigned pm_count_events(const pm_partnership *s, pm_spell *p, pm_luck_kind kind,
                         size_t organisation) {
    return count_events(s, p, kind, event_of(s, organisation, 0));
}

unsigned pm_count_relation_events(const pm_partnership *s, pm_spell *p, pm_luck_kind kind,
                                  size_t relation) {
    return count_events(s, p, kind, relation_event(s, relation, 0));
}

/* ---- phases -----------------------------------------------------------------------------------
 */

bool pm_data_collection(const pm_partnership *s, size_t j) {
    const pm_team_state *t = &s->team[j];
    const pm_levers *l = pm_levers_of(s, j);
    if (t->phase != WORKING)
        return false;
    double since = s->now - (double)pm_grants_of(s, j)[t->grant].start;
    return since >= (double)l->listening + s->in->c.data_delay;
}
