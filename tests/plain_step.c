/* plain_step.c: the partnership model a second time (plain_step.h): what follows joint work, and
 * the order of a step. Numbers in brackets are those of section 7 of models/ODD.md. */
#include "base/error.h"
#include "base/memory.h"
#include "plain_parts.h"
#include "stream/stream.h"

/* ---- [5] trust --------------------------------------------------------------------------------
 */

/* Experiences and whether they pull. */
static void experience(const plain *x, const plain_relation *r, size_t i, double *u, bool *pulls) {
    const pm_traits *o = x->o[i].t;
    double gap = fmax(0, o->depth_expected - r->D) / o->depth_expected;
    bool work = r->given > 0;
    u[0] = fmin(1, r->D / o->depth_expected);
    u[1] = 1 - (1 - x->p->presence_floor) * (1 - r->q);
    u[2] = 1 - (r->asked > 0 ? r->given / r->asked : 0) * gap;
    u[3] = 1 - o->pay_importance * (1 - plain_pay_felt(r));
    u[4] = r->N;
    u[5] = r->A;
    pulls[0] = pulls[2] = pulls[3] = work;
    pulls[1] = pulls[5] = true;
    pulls[4] = o->needs > 0;
}

static double drift_of(const plain *x, const plain_relation *r) {
    double old = 1 + r->years * x->p->trust_drift_age;
    return x->p->trust_drift * (1 - r->q) * (1 - r->m) / old;
}

static void trust(plain *x, size_t j, size_t i) {
    static const pm_mechanism by[6] = {MECH_voice,    MECH_presence,  MECH_respect,
                                       MECH_fair_pay, MECH_needs_met, MECH_shared_goals};
    const pm_parameters *p = x->p;
    const double w[6] = {p->weight_voice,    p->weight_presence,  p->weight_respect,
                         p->weight_fair_pay, p->weight_needs_met, p->weight_shared_goals};
    plain_relation *r = relation(x, j, i);
    double u[6], all = 0, K = drift_of(x, r), target = K * x->o[i].G;
    bool pulls[6];
    if (r->stage < EXPLORING)
        return;
    experience(x, r, i, u, pulls);
    for (int c = 0; c < 6; c++)
        all += w[c];
    for (int c = 0; c < 6; c++) {
        double k = pulls[c] ? p->trust_gain * r->q * strength(x, by[c]) * w[c] / all : 0;
        k *= u[c] < r->T ? p->trust_asymmetry : 1;
        K += k;
        target += k * u[c];
    }
    if (r->stage == PARTNERED && x->team[j].phase == WORKING &&
        r->since_done > p->idle_patience + 1e-9)
        K += p->idle_loss * strength(x, MECH_expectations);
    if (K > 0)
        r->T = relaxed(r->T, target / K, K, x->dt);
}

/* ---- [6] promises -----------------------------------------------------------------------------
 */

static int promise(plain *x, size_t j, size_t i, pm_promise_kind kind, double due, double hours,
                   bool planned) {
    plain_promise y = {
        .kind = kind, .made = x->now, .due = due, .hours_left = hours, .planned = planned};
    if (plain_note_promise(x, j, i, y))
        return rap_fail(RAP_ENOMEM);
    x->made++;
    x->o[i].sum.made++;
    return RAP_OK;
}

static int promise_year(plain *x, size_t j, size_t i) {
    const pm_parameters *p = x->p;
    const pm_levers *l = x->team[j].l;
    plain_relation *r = relation(x, j, i);
    if (!(r->given > 0) || x->now < r->next_promise)
        return RAP_OK;
    rap_event first = event(x, j, i, 2 * r->promise_years), second = first;
    second.ordinal++;
    bool a = rap_uniform(x->key[LUCK_PROMISE_PLAN], first) < l->planned;
    bool b = rap_uniform(x->key[LUCK_PROMISE_PLAN], second) < l->planned;
    r->promise_years++;
    r->next_promise = x->now + 12;
    int status =
        promise(x, j, i, RESULTS_ORGANISATION, x->now + p->promise_due, p->promise_hours, a);
    if (!status)
        status = promise(x, j, i, RESULTS_MEMBERS, x->now + p->promise_due, p->promise_hours, b);
    if (!status && l->pay.form != PAY_NONE)
        status = promise(x, j, i, PAYMENT, x->now + p->payment_due, 0, true);
    return status;
}

/* Members hear of results, or of none. */
static void members_hear(plain *x, size_t i, bool kept) {
    plain_organisation *o = &x->o[i];
    if (!(o->t->members > 0))
        return;
    double w = x->p->trust_breach * x->p->promise_weight_members * o->participants / o->t->members *
               strength(x, MECH_results_returned);
    if (kept)
        o->member_trust = 1 - (1 - o->member_trust) * exp(-w / x->p->trust_asymmetry);
    else
        o->member_trust *= exp(-w);
}

/* How much of the good that pay does is left by its delay. */
static double promptness(const plain *x, const plain_promise *y) {
    double delay = x->team[y->team].l->pay.delay,
           bearable = x->p->payment_due + x->p->promise_grace;
    if (y->kind != PAYMENT || delay <= 0)
        return 1;
    return delay < bearable ? 1 - delay / bearable : 0;
}

static void delivered(plain *x, plain_promise *y) {
    plain_relation *r = relation(x, y->team, y->organisation);
    plain_organisation *o = &x->o[y->organisation];
    double s = strength(x, MECH_promise_kept);
    double jump = x->p->trust_breach * weight(x, y->kind) / x->p->trust_asymmetry;
    y->closed = true;
    bool counts = y->made >= 0;
    if (y->broken) {
        x->late += counts;
        o->sum.late += counts;
        r->T = fmin(1, r->T + s * x->p->trust_repair * y->lost);
    } else {
        x->kept += counts;
        o->sum.kept += counts;
        r->T = 1 - (1 - r->T) * exp(-s * jump * promptness(x, y));
    }
    if (y->kind == HELP)
        r->N += x->p->needs_step * (1 - r->N);
    if (y->kind == RESULTS_MEMBERS && !y->broken)
        members_hear(x, y->organisation, true);
}

static void broken(plain *x, plain_promise *y) {
    plain_relation *r = relation(x, y->team, y->organisation);
    plain_organisation *o = &x->o[y->organisation];
    double w = weight(x, y->kind), before = r->T;
    double hit = x->p->reputation_breach * w * strength(x, MECH_spillover);
    y->broken = true;
    x->broken += y->made >= 0;
    o->sum.breached += y->made >= 0;
    r->T *= exp(-x->p->trust_breach * w * strength(x, MECH_breach));
    y->lost = before - r->T;
    r->scar = r->scar || !y->planned;
    o->G *= exp(-hit);
    for (size_t k = 0; k < o->n_neighbours; k++)
        x->o[o->neighbour[k]].G *= exp(-hit * x->p->reputation_breach_near);
    if (y->kind == RESULTS_MEMBERS)
        members_hear(x, y->organisation, false);
}

static bool gone(plain *x, const plain_promise *y) {
    return relation(x, y->team, y->organisation)->stage == EXITED;
}

static void work_off(plain *x, plain_promise *y) {
    plain_team *t = &x->team[y->team];
    pm_activity a = y->kind == HELP ? NEEDS : FOLLOW_UP;
    bool begun = y->kind == HELP || x->now >= y->due - x->p->promise_lead - 1e-9;
    if (y->closed || y->kind == PAYMENT || !y->planned || !begun || gone(x, y))
        return;
    double hours = plain_use(x, t, a, y->hours_left);
    hours +=
        plain_unpaid(t, fmin(y->hours_left - hours, strength(x, MECH_unpaid_delivery) * t->unpaid));
    y->hours_left -= hours;
    relation(x, y->team, y->organisation)->followed_up += hours / x->dt;
    x->o[y->organisation].sum.hours_returned += hours;
}

static void judge(plain *x, plain_promise *y) {
    const plain_team *t = &x->team[y->team];
    bool owed = relation(x, y->team, y->organisation)->owed != 0;
    bool done = y->kind == PAYMENT ? !owed && x->now >= y->made + t->l->pay.delay - 1e-9
                                   : y->planned && y->hours_left <= 1e-9;
    if (y->closed)
        return;
    if (done)
        delivered(x, y);
    else if (!y->broken && x->now + x->dt > y->due + x->p->promise_grace + 1e-9)
        broken(x, y);
    if (y->broken && y->kind != PAYMENT && (!y->planned || gone(x, y)))
        y->closed = true;
}

static int promises(plain *x) {
    for (size_t j = 0; j < x->n_teams; j++)
        for (size_t i = 0; i < x->n; i++) {
            int status = promise_year(x, j, i);
            if (status)
                return status;
            relation(x, j, i)->followed_up = 0;
        }
    for (size_t k = 0; k < x->n_promises; k++) {
        work_off(x, &x->promise[k]);
        judge(x, &x->promise[k]);
    }
    return RAP_OK;
}

/* ---- [7] needs --------------------------------------------------------------------------------
 */

/* Hours for needs that no promise of help waits for. */
static double unpromised(plain *x, size_t j) {
    double hours = (double)x->team[j].purse[NEEDS] / (double)plain_staff_hour(x);
    for (size_t k = 0; k < x->n_promises; k++)
        if (x->promise[k].team == j && x->promise[k].kind == HELP && !x->promise[k].closed)
            hours -= x->promise[k].hours_left;
    return hours;
}

static int needs(plain *x, size_t i) {
    rap_event e = {.subject = x->o[i].id};
    unsigned n = happens(x, &x->o[i].needs, LUCK_NEED, e, x->o[i].t->needs / 12);
    for (; n > 0; n--)
        for (size_t j = 0; j < x->n_teams; j++) {
            plain_relation *r = relation(x, j, i);
            if (r->stage != PARTNERED)
                continue;
            if (!present(&x->team[j]) || unpromised(x, j) < x->p->promise_hours)
                r->N -= x->p->needs_step * r->N;
            else if (promise(x, j, i, HELP, x->now + x->p->need_due, x->p->promise_hours, true))
                return rap_fail(RAP_ENOMEM);
        }
    return RAP_OK;
}

/* ---- [8] alignment ----------------------------------------------------------------------------
 */

static void alignment(plain *x, size_t j, size_t i) {
    const pm_parameters *p = x->p;
    const plain_team *t = &x->team[j];
    const pm_traits *o = x->o[i].t;
    plain_relation *r = relation(x, j, i);
    double heard_out = t->phase == LEARNING_TO_KNOW ? 1 : t->listening_share;
    double f = heard_out + (1 - heard_out) * t->l->shared_decisions;
    double mismatch = (1 - fmin(o->pace, p->academic_pace) / fmax(o->pace, p->academic_pace)) *
                      (1 - t->l->flexibility) * (1 - (t->l->charter ? p->charter_pace : 0));
    double up = p->alignment_gain * r->q * f,
           down = r->given > 0 ? p->alignment_pace * mismatch : 0;
    double back = p->alignment_drift * (1 - r->q);
    double K = up + down + back;
    if (r->stage >= EXPLORING && r->stage != EXITED && K > 0)
        r->A = relaxed(r->A, (up + back * o->alignment) / K, K, x->dt);
}

/* ---- [9] overload ----------------------------------------------------------------------------
 */

static void overload(plain *x, size_t i) {
    plain_organisation *o = &x->o[i];
    rap_event e = {.subject = o->id};
    o->load += x->p->request_hours * happens(x, &o->requests, LUCK_REQUEST, e, o->t->requests / 12);
    o->F = relaxed(o->F, o->load / (o->t->hours * x->dt), 1 / x->p->fatigue_memory, x->dt);
    o->load = 0;
}

/* ---- [11] capacity ----------------------------------------------------------------------------
 */

static double session_fit(const plain *x, const plain_team *t, size_t i) {
    double v = x->o[i].t->volunteer_share, loss = 1 - x->p->session_misfit;
    return t->l->sessions == SESSIONS_WEEKDAY ? 1 - v * loss : 1 - (1 - v) * loss / 3;
}

static void session(plain *x, size_t j) {
    plain_team *t = &x->team[j];
    size_t n = count_in_touch(x, j);
    if (t->l->sessions == SESSIONS_NONE || !n ||
        (t->last_session >= 0 && x->now - t->last_session < 1 - 1e-9) ||
        t->hours[CAPACITY] < x->p->session_hours - 1e-9)
        return;
    int64_t hour = plain_staff_hour(x), room = llround(x->in->unit.session * 100);
    if (room > 0 && t->purse[CAPACITY] - room < llround(x->p->session_hours * (double)hour))
        return;
    plain_use(x, t, CAPACITY, x->p->session_hours);
    t->purse[CAPACITY] -= room;
    t->hours[CAPACITY] = fmin(t->hours[CAPACITY], (double)t->purse[CAPACITY] / (double)hour);
    plain_book(x, t, t->phase == AFTERCARE ? LINE_AFTERCARE : LINE_CAPACITY, room);
    t->last_session = x->now;
    for (size_t i = 0; i < x->n; i++) {
        plain_relation *r = relation(x, j, i);
        if (!in_touch(r))
            continue;
        x->o[i].C += (1 - x->o[i].C) * x->p->capacity_session * session_fit(x, t, i) *
                     fmax(0, 1 - felt_fatigue(x, i)) * r->T * strength(x, MECH_learning);
        x->o[i].sum.hours_returned += x->p->session_hours / (double)n;
        r->since_done = 0;
    }
}

static void doing(plain *x, size_t i) {
    plain_organisation *o = &x->o[i];
    double hours = 0;
    for (size_t j = 0; j < x->n_teams; j++)
        hours += relation(x, j, i)->given;
    o->C = 1 - (1 - o->C) * exp(-x->p->capacity_doing * hours * strength(x, MECH_learning));
    o->C = relaxed(o->C, o->t->capacity, x->p->capacity_decay, x->dt);
}

/* ---- [13] reach -------------------------------------------------------------------------------
 */

static double consent(const plain *x, const plain_team *t, double trusting, double approached,
                      bool direct) {
    const pm_parameters *p = x->p;
    double burden = p->consent_burden * strength(x, MECH_approach_burden) * approached;
    return logistic(
        p->consent_base + p->consent_trust * (trusting - 0.5) +
        (t->l->participant_honorarium > 0 ? t->l->participants_paid * p->consent_honorarium : 0) -
        burden - (direct ? p->consent_direct : 0));
}

/* Approaches n people of a pool and pays those who take part from the purse of data collection. */
static void approach(plain *x, plain_team *t, double n, double *pool, double *approached,
                     double trusting, double *participants, bool direct) {
    double yes = fmin(*pool, n * consent(x, t, trusting, *approached, direct));
    double each = 100 * t->l->participants_paid *
                  plain_rate(t, t->l->participant_honorarium, x->in->unit.participant_honorarium);
    if (!(*pool > 0) || !(n > 0))
        return;
    int64_t *purse = t->pays_participants ? &t->participants_purse : &t->purse[DATA];
    if (each > 0)
        yes = fmin(yes, (double)*purse / each);
    int64_t cents = (int64_t)floor(yes * each);
    *purse -= cents;
    if (purse == &t->purse[DATA])
        t->hours[DATA] = fmin(t->hours[DATA], (double)*purse / (double)plain_staff_hour(x));
    plain_book(x, t, LINE_PARTICIPANTS, cents);
    *approached += n / *pool;
    *pool -= yes;
    *participants += yes;
}

/* What a bond of trust and synergy does to outputs and approaches. */
static double bond(plain *x, size_t j, size_t i, double effect) {
    const plain_relation *r = relation(x, j, i);
    double synergy = r->A * fmin(1, r->D / x->o[i].t->depth_expected);
    return exp(effect * strength(x, MECH_synergy) * (r->T / 2 + synergy / 2 - 0.5));
}

static double arranged(plain *x, size_t j, size_t i) {
    const plain_organisation *o = &x->o[i];
    double hours = relation(x, j, i)->given * bond(x, j, i, x->p->reach_bond);
    return fmin(x->p->pool_cap * x->dt * o->pool,
                hours * o->t->connectivity * o->t->role_access * x->p->partner_approaches);
}

static void reach(plain *x, size_t j) {
    plain_team *t = &x->team[j];
    double wanted = 0;
    if (!plain_data_collection(x, t))
        return;
    for (size_t i = 0; i < x->n; i++)
        wanted += arranged(x, j, i) * x->p->partnered_hours;
    double hour = (double)plain_staff_hour(x);
    double each = 100 * t->l->participants_paid *
                  plain_rate(t, t->l->participant_honorarium, x->in->unit.participant_honorarium);
    double dear = wanted * hour + each * wanted / x->p->partnered_hours;
    double some = each > 0 && dear > (double)t->purse[DATA] ? (double)t->purse[DATA] / dear : 1;
    if (t->pays_participants)
        some =
            fmin(1, fmin((double)t->purse[DATA] / (wanted * hour),
                         (double)t->participants_purse * x->p->partnered_hours / (each * wanted)));
    double part_of = wanted > 0 ? plain_use(x, t, DATA, wanted * some) / wanted : 0;
    for (size_t i = 0; i < x->n; i++) {
        plain_organisation *o = &x->o[i];
        approach(x, t, arranged(x, j, i) * part_of, &o->pool, &o->approached, o->member_trust,
                 &o->participants, false);
    }
    double n = fmin(x->p->pool_cap * x->dt * x->direct_pool, t->hours[DATA] / x->p->direct_hours);
    if (t->pays_participants)
        n = fmin(n, fmin((double)t->purse[DATA] / (x->p->direct_hours * hour),
                         (double)t->participants_purse / each));
    else
        n = fmin(n, (double)t->purse[DATA] / (x->p->direct_hours * hour + each));
    n = plain_use(x, t, DATA, n * x->p->direct_hours) / x->p->direct_hours;
    approach(x, t, n, &x->direct_pool, &x->direct_approached, x->p->member_trust,
             &t->participants_direct, true);
}

/* ---- [15] outputs ------------------------------------------------------------------------------
 */

static void outputs(plain *x, size_t j) {
    plain_team *t = &x->team[j];
    for (size_t i = 0; i < x->n; i++) {
        plain_relation *r = relation(x, j, i);
        double rate = x->p->outputs_rate / 100 * (0.5 + used_capacity(x, i) / 2) *
                      (0.5 + r->D / 2) * bond(x, j, i, x->p->outputs_bond) * r->given / x->dt;
        x->o[i].sum.outputs += happens(x, &r->outputs, LUCK_OUTPUT, event(x, j, i, 0), rate);
    }
    while (t->hours[DISSEMINATION] >= x->p->dissemination_hours - 1e-9) {
        plain_use(x, t, DISSEMINATION, x->p->dissemination_hours);
        t->dissemination++;
    }
}

/* ---- a step -----------------------------------------------------------------------------------
 */

typedef void each_relation(plain *x, size_t j, size_t i);

static void for_relations(plain *x, each_relation *act) {
    for (size_t j = 0; j < x->n_teams; j++)
        for (size_t i = 0; i < x->n; i++)
            act(x, j, i);
}

static void for_organisations(plain *x, void (*act)(plain *x, size_t i)) {
    for (size_t i = 0; i < x->n; i++)
        act(x, i);
}

static void for_teams(plain *x, void (*act)(plain *x, size_t j)) {
    for (size_t j = 0; j < x->n_teams; j++)
        act(x, j);
}

static void keep_reputation(plain *x, size_t i) {
    x->o[i].G_before = x->o[i].G;
}

int plain_step(plain *x) {
    int status;
    for_teams(x, plain_team_money);
    for_teams(x, plain_contact);
    for_relations(x, plain_partner_up);
    for_teams(x, plain_invite);
    plain_work(x);
    for_relations(x, trust);
    for_teams(x, plain_unpaid_time);
    status = promises(x);
    for (size_t i = 0; i < x->n && !status; i++)
        status = needs(x, i);
    for_relations(x, plain_calls);
    for_teams(x, plain_keep_in_touch);
    for_relations(x, alignment);
    for_organisations(x, overload);
    for_organisations(x, keep_reputation);
    for_organisations(x, plain_reputation);
    for_teams(x, session);
    for_organisations(x, doing);
    for_organisations(x, plain_turnover);
    for_teams(x, reach);
    for_teams(x, outputs);
    for_relations(x, plain_withdrawal);
    plain_close(x);
    for_relations(x, plain_count_ties);
    for_teams(x, plain_settle_costs);
    x->steps++;
    x->now = (double)x->steps * x->dt;
    return status;
}
