/* run.c: makes, starts and frees the state of a run.
 *
 * What depends on the scenario alone is made once (create); what depends on luck or on numbers that a
 * draw changes is set at each start. */
#include "partnership/run.h"
#include "base/error.h"
#include "base/memory.h"
#include "partnership/mechanisms/mechanism.h"
#include "partnership/neighbours.h"
#include "partnership/observed_groups.h"
#include "partnership/observe.h"
#include "partnership/past.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A place in the order in which a team would ask. */
typedef struct {
    double luck;
    size_t organisation;
} candidate;

/* ---- create -----------------------------------------------------------------------------------
 */

#define COLUMN(column, n) (((column) = rap_allocate((n), sizeof *(column))) == NULL)

typedef struct {
    uint64_t id;
    const pm_organisation *of;
} listed;

static int by_group_identity(const void *a, const void *b) {
    uint64_t x = ((const listed *)a)->id, y = ((const listed *)b)->id;
    return (x > y) - (x < y);
}

static size_t count_organisations(const pm_scenario *in) {
    const pm_organisation *group = in->organisations.rows;
    size_t n = 0;
    for (size_t g = 0; g < in->organisations.n; g++)
        n += (size_t)group[g].count;
    return n;
}

/* Lists the organisations in order of identity: the k-th of a group is hash(name) mixed with k. */
static int list_organisations(pm_partnership *s) {
    const pm_organisation *group = s->in->organisations.rows;
    size_t n = count_organisations(s->in), next = 0;
    listed *list = rap_allocate(n, sizeof *list);
    if (!list || pm_organisations_create(&s->o, n)) {
        rap_free(list);
        return rap_fail(RAP_ENOMEM);
    }
    for (size_t g = 0; g < s->in->organisations.n; g++)
        for (int64_t k = 1; k <= group[g].count; k++)
            list[next++] = (listed){rap_hash_mix(group[g].is.id, (uint64_t)k), &group[g]};
    qsort(list, n, sizeof *list, by_group_identity);
    for (size_t i = 0; i < n; i++) {
        s->o.id[i] = list[i].id;
        s->o.of[i] = list[i].of;
        s->o.type[i] = list[i].of->type;
        s->o.group[i] = (uint32_t)(list[i].of - group);
    }
    rap_free(list);
    return RAP_OK;
}

static int by_team_identity(const void *a, const void *b) {
    uint64_t x = ((const pm_team_state *)a)->id, y = ((const pm_team_state *)b)->id;
    return (x > y) - (x < y);
}

static int make_accounts(pm_cost_accounts *x, const pm_team *team) {
    size_t n = team->costs.n;
    int status = n ? pm_budget_create(&x->budget, team) : RAP_OK;
    if (n && !status &&
        (COLUMN(x->come, n) || COLUMN(x->held, n * N_USES) || COLUMN(x->spent, n + 1)))
        status = rap_fail(RAP_ENOMEM);
    return status;
}

static int list_teams(pm_partnership *s) {
    const pm_team *of = s->in->teams.rows;
    if (COLUMN(s->team, s->in->teams.n))
        return rap_fail(RAP_ENOMEM);
    s->n_teams = s->in->teams.n;
    for (size_t j = 0; j < s->n_teams; j++) {
        pm_team_state *t = &s->team[j];
        *t = (pm_team_state){.of = &of[j], .id = of[j].is.id};
        t->hash = (uint32_t)(t->id ^ t->id >> 32) | 1; /* 0 means no team */
        if (COLUMN(t->order, s->o.n) || COLUMN(t->award, of[j].l.grants.n) ||
            COLUMN(t->plan[0], of[j].l.grants.n) || COLUMN(t->plan[1], of[j].l.grants.n) ||
            make_accounts(&t->costs, &of[j]))
            return rap_fail(RAP_ENOMEM);
    }
    qsort(s->team, s->n_teams, sizeof *s->team, by_team_identity);
    return RAP_OK;
}

static int list_relations(pm_partnership *s) {
    if (pm_relations_create(&s->r, s->n_teams * s->o.n))
        return rap_fail(RAP_ENOMEM);
    for (size_t r = 0; r < s->r.n; r++) {
        s->r.organisation[r] = (uint32_t)(r % s->o.n);
        s->r.team[r] = (uint32_t)(r / s->o.n);
    }
    return RAP_OK;
}

int partnership_create(void **state, const void *root, const rap_clock *clock) {
    pm_partnership *s = rap_allocate(1, sizeof *s);
    int status = s ? RAP_OK : rap_fail(RAP_ENOMEM);
    *state = NULL;
    if (status)
        return status;
    s->in = root;
    s->clock = *clock;
    s->dt = clock->step;
    status = list_organisations(s);
    if (!status)
        status = list_teams(s);
    if (!status)
        status = list_relations(s);
    if (!status && (!(s->scratch = rap_allocate(s->o.n, sizeof(candidate))) ||
                    !(s->list = rap_allocate(s->o.n + 1, sizeof *s->list)) ||
                    !(s->of_group = rap_allocate(s->in->organisations.n, sizeof *s->of_group))))
        status = rap_fail(RAP_ENOMEM);
    if (!status)
        status = pm_neighbours_create(s);
    if (!status)
        status = pm_members_create(s);
    if (!status)
        status = pm_list_columns(s, partnership_outcomes, N_OUTCOMES);
    if (!status)
        status = pm_looks_create(s);
    if (status)
        partnership_free(s);
    else
        *state = s;
    return status;
}

static void free_accounts(pm_cost_accounts *x) {
    pm_budget_free(&x->budget);
    rap_free(x->come);
    rap_free(x->held);
    rap_free(x->spent);
}

void partnership_free(void *state) {
    pm_partnership *s = state;
    if (!s)
        return;
    pm_organisations_free(&s->o);
    pm_relations_free(&s->r);
    pm_members_free(&s->m);
    for (size_t j = 0; j < s->n_teams; j++) {
        rap_free(s->team[j].order);
        rap_free(s->team[j].award);
        free_accounts(&s->team[j].costs);
        for (size_t side = 0; side < SIDES; side++)
            rap_free(s->team[j].plan[side]);
    }
    rap_free(s->team);
    rap_free(s->l.rows);
    rap_free(s->columns);
    rap_free(s->slot);
    rap_free(s->named_before);
    pm_looks_free(s);
    rap_free(s->means);
    rap_free(s->group_text);
    rap_free(s->other_label);
    rap_free(s->scratch);
    rap_free(s->of_group);
    rap_free(s->list);
    rap_free(s);
}

/* ---- start ------------------------------------------------------------------------------------
 */

static void set_keys(pm_partnership *s, rap_luck luck) {
    static const char *const names[] = {
#define LUCK(name, ...) #name,
#include "partnership/state/lucks.def"
#undef LUCK
    };
    for (int k = 0; k < N_LUCKS; k++)
        s->key[k] = rap_stream_key(luck.seed, luck.items ? luck.items[k] : luck.item,
                                   rap_hash_text(names[k]));
}

/* Whether none comes later or goes before the horizon. */
static bool stay_to_the_end(const pm_partnership *s) {
    const pm_organisation *group = s->in->organisations.rows;
    bool stay = true;
    for (size_t g = 0; g < s->in->organisations.n; g++)
        stay &= group[g].from <= 0 && group[g].until > s->clock.horizon;
    return stay;
}

static void start_organisation(pm_partnership *s, size_t i) {
    pm_organisations *o = &s->o;
    const pm_traits *t = pm_traits_of(s, i);
    o->capacity[i] = t->capacity;
    o->reputation[i] = o->reputation_before[i] = t->trust;
    o->pool[i] = t->members;
    o->fatigue[i] =
        t->requests / 12 * s->in->p.request_hours / t->hours; /* as requests alone keep it */
    o->load[i] = o->hours_left[i] = o->approached[i] = o->participants[i] = 0;
    o->member_trust[i] = s->in->p.member_trust;
    o->sum[i] = (pm_tally){0};
    pm_begin_spell(s, &o->requests[i], LUCK_REQUEST, i);
    pm_begin_spell(s, &o->turnover[i], LUCK_CONTACT_PERSON, i);
    pm_begin_spell(s, &o->needs[i], LUCK_NEED, i);
}

static void start_relation(pm_partnership *s, size_t r) {
    pm_relations *x = &s->r;
    size_t i = pm_organisation_of(s, r), j = pm_team_of(s, r);
    x->stage[r] = NONE;
    x->ever[r] = x->ever_by_end[r] = x->scar[r] = false;
    x->trust[r] = pm_traits_of(s, i)->trust;
    x->alignment[r] = pm_traits_of(s, i)->alignment;
    x->needs[r] = s->in->p.needs_start;
    x->papers[r] = 0;
    pm_sign_papers(s, r);
    x->pay[r] = pm_pay_worth(s, j, i);
    x->quality[r] = x->contact[r] = x->followed_up[r] = x->kept_up[r] = 0;
    x->since_contact[r] = x->since_together[r] = x->since_done[r] = 0;
    x->paid[r] = x->owed[r] = 0;
    x->asked_at[r] = x->exited_at[r] = -1;
    x->asked[r] = x->given[r] = x->depth[r] = x->next_promise[r] = 0;
    x->asks[r] = x->promise_years[r] = 0;
    x->years[r] = 0;
    pm_begin_relation_spell(s, &x->partnering[r], LUCK_PARTNERING, r);
    pm_begin_relation_spell(s, &x->calls[r], LUCK_CALL, r);
    pm_begin_relation_spell(s, &x->leaving[r], LUCK_LEAVING, r);
    pm_begin_relation_spell(s, &x->outputs[r], LUCK_OUTPUT, r);
}

static bool is_for_a_partner(pm_activity a) {
    return a != OUTREACH && a != DATA && a != DISSEMINATION;
}

static bool same_hour(double a, double b) {
    return a >= b && a <= b;
}

static bool same_hours(const pm_levers *a, const pm_levers *b, pm_activity of) {
    return same_hour(a->hours[of], b->hours[of]) &&
           same_hour(a->listening_hours[of], b->listening_hours[of]) &&
           same_hour(a->aftercare_hours[of], b->aftercare_hours[of]) &&
           (of != CAPACITY || a->sessions == b->sessions);
}

/* One side, unless another scenario's levers hold elsewhere and differ. */
static void choose_sides(const pm_partnership *s, pm_team_state *t) {
    const pm_scenario *in = s->in, *elsewhere = in->elsewhere;
    size_t row = (size_t)(t->of - (const pm_team *)in->teams.rows);
    const pm_levers *l[SIDES] = {t->l, elsewhere ? &((const pm_team *)elsewhere->teams.rows)[row].l
                                                 : t->l};
    t->sides = l[0] == l[1] || pm_levers_agree(l[0], l[1]) ? 1 : SIDES;
    for (size_t k = 0; k < SIDES; k++)
        t->side[k] = (pm_side){.l = l[k], .last_session = -1};
    for (int a = 0; a < N_ACTIVITIES; a++)
        t->parted[a] = t->sides > 1 && is_for_a_partner((pm_activity)a) &&
                       !same_hours(l[0], l[1], (pm_activity)a);
}

static void start_accounts(pm_cost_accounts *x) {
    size_t n = x->budget.n;
    if (n == 0)
        return;
    pm_budget_fill(&x->budget);
    memset(x->come, 0, n * sizeof *x->come);
    memset(x->held, 0, n * N_USES * sizeof *x->held);
    memset(x->spent, 0, (n + 1) * sizeof *x->spent);
    for (size_t i = 0; i < n; i++)
        x->pays_participants |= pm_share_of_use(&pm_costs_of(&x->budget)[i], USE_PARTICIPANTS) > 0;
}

static void start_team(pm_partnership *s, size_t j) {
    pm_team_state *t = &s->team[j];
    size_t n = t->of->l.grants.n;
    *t = (pm_team_state){.of = t->of,
                         .id = t->id,
                         .hash = t->hash,
                         .order = t->order,
                         .award = t->award,
                         .plan = {t->plan[0], t->plan[1]},
                         .costs = {.budget = t->costs.budget,
                                   .come = t->costs.come,
                                   .held = t->costs.held,
                                   .spent = t->costs.spent},
                         .grant = -1,
                         .translating = -1};
    t->l = pm_levers_of_grant(s, j, 0);
    choose_sides(s, t);
    start_accounts(&t->costs);
    pm_plan_team(s->in, t->of, t->plan[0]);
    memcpy(t->plan[1], t->plan[0], n * sizeof *t->plan[0]);
    pm_plan_side(t->of, t->side[1].l, t->plan[1]);
    memset(t->award, 0, n);
    pm_set_ends(s, j);
}

static int by_luck(const void *a, const void *b) {
    double x = ((const candidate *)a)->luck, y = ((const candidate *)b)->luck;
    return (x > y) - (x < y);
}

/* The order in which a team would ask, by the luck of each pair of team and organisation. */
static void order_asks(pm_partnership *s, size_t j) {
    candidate *list = s->scratch;
    for (size_t i = 0; i < s->o.n; i++)
        list[i] = (candidate){pm_relation_luck(s, LUCK_ASK_ORDER, j * s->o.n + i, 0), i};
    qsort(list, s->o.n, sizeof *list, by_luck);
    for (size_t i = 0; i < s->o.n; i++)
        s->team[j].order[i] = list[i].organisation;
}

int partnership_start(void *state, rap_luck luck) {
    pm_partnership *s = state;
    set_keys(s, luck);
    pm_weigh_experience(&s->in->p, s->weight);
    s->step = 0;
    s->now = 0;
    s->all_stay = stay_to_the_end(s);
    s->staff_hour = llround(pm_cost_of_staff_hour(s->in) * 100);
    s->direct_pool = s->in->c.direct_people;
    s->direct_approached = 0;
    pm_shocks(s);
    s->l = (pm_ledger){.rows = s->l.rows, .capacity = s->l.capacity};
    for (size_t i = 0; i < s->o.n; i++)
        start_organisation(s, i);
    for (size_t j = 0; j < s->n_teams; j++) {
        start_team(s, j);
        order_asks(s, j);
    }
    for (size_t r = 0; r < s->r.n; r++)
        start_relation(s, r);
    pm_members_start(s);
    int status = pm_neighbours_start(s);
    status = status ? status : pm_start_past(s);
    pm_tell_month(s);
    return status ? status : pm_members_tie(s);
}
