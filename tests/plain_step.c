/* plain_step.c: the partnership model a second time (plain_step.h). Numbers in brackets are those
 * of section 7 of models/ODD.md. */
#include "plain_step.h"
#include "base/error.h"
#include "base/memory.h"
#include "stream/stream.h"

#include <math.h>

/* ---- shared -----------------------------------------------------------------------------------
 */

static plain_relation *relation(plain *x, size_t j, size_t i) {
    return &x->r[j * x->n + i];
}

static double relaxed(double from, double to, double rate, double dt) {
    return to + (from - to) * exp(-rate * dt);
}

static double logistic(double z) {
    return 1 / (1 + exp(-z));
}

static double strength(const plain *x, pm_mechanism m) {
    return x->in->strength[m];
}

static rap_event event(const plain *x, size_t j, size_t i, uint32_t ordinal) {
    return (rap_event){x->o[i].id, x->team[j].hash, ordinal};
}

/* Number of events of a spell in this step. */
static unsigned happens(const plain *x, pm_spell *spell, pm_luck_kind kind, rap_event of,
                        double rate) {
    unsigned n = 0;
    for (spell->hazard += rate * x->dt; spell->hazard >= spell->threshold; n++) {
        of.ordinal = ++spell->count;
        spell->threshold += rap_exponential(x->key[kind], of);
    }
    return n;
}

static bool in_touch(const plain_relation *r) {
    return r->stage == EXPLORING || r->stage == PARTNERED;
}

static size_t count_in_touch(plain *x, size_t j) {
    size_t n = 0;
    for (size_t i = 0; i < x->n; i++)
        n += in_touch(relation(x, j, i));
    return n;
}

static bool funded(const plain_team *t) {
    return t->phase == LEARNING_TO_KNOW || t->phase == WORKING;
}

/* Partners can meet somebody of the team. */
static bool present(const plain_team *t) {
    return funded(t) || t->phase == AFTERCARE;
}

static double felt_fatigue(const plain *x, size_t i) {
    return strength(x, MECH_fatigue) * x->o[i].F;
}

static double used_capacity(const plain *x, size_t i) {
    double neutral = x->p->capacity_neutral;
    return neutral + strength(x, MECH_capacity_use) * (x->o[i].C - neutral);
}

static double weight(const plain *x, pm_promise_kind kind) {
    switch (kind) {
    case RESULTS_MEMBERS:
        return x->p->promise_weight_members;
    case PAYMENT:
        return x->p->promise_weight_payment;
    case HELP:
        return x->p->promise_weight_need;
    default:
        return 1;
    }
}

/* ---- [1] money --------------------------------------------------------------------------------
 */

static void book(plain *x, plain_team *t, pm_budget_line line, int64_t cents) {
    t->spent[line] += cents;
    t->present_value += (double)cents / 100 * pow(1 + x->in->c.discount_rate, -x->now / 12);
}

static pm_budget_line line_of(const plain_team *t, pm_activity a) {
    if (t->phase == AFTERCARE)
        return LINE_AFTERCARE;
    switch (a) {
    case DATA:
        return LINE_RESEARCH_STAFF;
    case CAPACITY:
        return LINE_CAPACITY;
    case FOLLOW_UP:
        return LINE_FOLLOW_UP;
    case DISSEMINATION:
        return LINE_DISSEMINATION;
    default:
        return LINE_COORDINATOR;
    }
}

/* Cents of an hour of staff. */
static int64_t staff_hour(const plain *x) {
    return llround(x->p->staff_hour * 100);
}

static double use(plain *x, plain_team *t, pm_activity a, double hours) {
    if (hours > t->hours[a])
        hours = t->hours[a];
    int64_t cents = llround(hours * (double)staff_hour(x));
    if (cents > t->purse[a])
        cents = t->purse[a];
    t->purse[a] -= cents;
    t->hours[a] -= hours;
    book(x, t, line_of(t, a), cents);
    return hours;
}

static void begin_grant(plain *x, plain_team *t, size_t g) {
    const pm_grant *grant = (const pm_grant *)t->l->grants.rows + g;
    int64_t fixed = llround(x->p->grant_fixed * 100);
    int64_t running = llround(x->p->grant_running * 100) * grant->months;
    int64_t reserve = llround(t->l->reserve * (double)grant->amount);
    t->grant = (int)g;
    t->granted += grant->amount;
    t->reserve += reserve;
    book(x, t, LINE_ADMINISTRATION, fixed);
    int64_t work = grant->amount - reserve - fixed - running;
    t->pay_money = llround(t->l->pay.share * (double)work);
    t->staff_money = work - t->pay_money;
    t->running_money = running;
    t->unallotted = work + running;
    for (size_t i = 0; i < x->n; i++)
        relation(x, (size_t)(t - x->team), i)->next_promise = 0;
}

/* Money of the running period of `n` steps, the k-th step of it. */
static int64_t part(int64_t money, int64_t k, int64_t n) {
    return money * (k + 1) / n - money * k / n;
}

/* Hours that are used at once or not at all. */
static double lump(const plain *x, int a) {
    switch (a) {
    case OUTREACH:
        return x->p->hours_per_ask;
    case CAPACITY:
        return x->p->session_hours;
    case NEEDS:
        return x->p->promise_hours;
    case DISSEMINATION:
        return x->p->dissemination_hours;
    default:
        return 0;
    }
}

/* Puts the step's money in the purses and finds the hours that each activity may use. */
static void allot(plain *x, plain_team *t, const double *share, int64_t k, int64_t n) {
    int64_t staff = part(t->staff_money, k, n), pay = part(t->pay_money, k, n);
    int64_t running = part(t->running_money, k, n);
    double hour = (double)staff_hour(x);
    for (int a = 0; a < N_ACTIVITIES; a++) {
        int64_t cents = (int64_t)floor(share[a] * (double)staff);
        t->purse[a] += cents;
        t->unallotted -= cents;
        double most = fmax(x->p->catch_up * (double)cents / hour, lump(x, a));
        t->hours[a] = fmin((double)t->purse[a] / hour, most);
    }
    t->pay_purse += pay;
    t->unallotted -= pay + running;
    book(x, t, LINE_ADMINISTRATION, running);
}

static void end_period(plain_team *t) {
    for (int a = 0; a < N_ACTIVITIES; a++) {
        t->idle += t->purse[a];
        t->purse[a] = 0;
        t->hours[a] = 0;
    }
    t->idle += t->pay_purse + t->unallotted;
    t->pay_purse = t->unallotted = 0;
    t->staff_money = t->pay_money = t->running_money = 0;
}

/* [12] somebody left. */
static void lose_person(plain *x, size_t j, size_t i, bool grudges_too) {
    plain_relation *r = relation(x, j, i);
    double G = x->o[i].G;
    double k = x->p->personal_share * (1 - r->m) * strength(x, MECH_personal_tie);
    if (r->T > G || (grudges_too && !r->scar))
        r->T = G + (1 - k) * (r->T - G);
}

/* An end that nothing bridges. */
static void unbridged_end(plain *x, size_t j) {
    plain_team *t = &x->team[j];
    rap_event e = {.team = t->hash, .ordinal = t->endings++};
    if (rap_uniform(x->key[LUCK_TEAM_LOSS], e) >= x->p->gap_loss)
        return;
    for (size_t i = 0; i < x->n; i++)
        if (relation(x, j, i)->stage != NONE)
            lose_person(x, j, i, false);
}

/* The grant that runs in the month, or -1. */
static int running_grant(const plain *x, const plain_team *t) {
    const pm_grant *g = t->l->grants.rows;
    for (size_t k = 0; k < t->l->grants.n; k++)
        if (x->now >= (double)g[k].start && x->now < (double)(g[k].start + g[k].months))
            return (int)k;
    return -1;
}

static pm_phase phase_now(const plain *x, const plain_team *t, int g) {
    const pm_grant *grant = t->l->grants.rows;
    if (g >= 0)
        return x->now < (double)(grant[g].start + t->l->listening) ? LEARNING_TO_KNOW : WORKING;
    if (x->now < (double)grant[0].start)
        return BEFORE;
    if (x->now < t->end)
        return BETWEEN;
    return x->now < t->end + (double)t->l->aftercare ? AFTERCARE : OVER;
}

static void team_money(plain *x, size_t j) {
    plain_team *t = &x->team[j];
    const pm_grant *grant = t->l->grants.rows;
    int g = running_grant(x, t), before = t->grant;
    pm_phase was = t->phase;
    t->phase = phase_now(x, t, g);
    bool over = (before >= 0 && g != before) || (was == AFTERCARE && t->phase == OVER);
    if (over)
        end_period(t);
    t->grant = g;
    if (over && g < 0 && t->phase != AFTERCARE)
        unbridged_end(x, j);
    if (g >= 0 && g != before)
        begin_grant(x, t, (size_t)g);
    if (t->phase == AFTERCARE && was != AFTERCARE) {
        t->staff_money = t->unallotted = t->reserve;
        t->reserve = 0;
    }
    if (t->phase == AFTERCARE)
        allot(x, t, t->l->aftercare_hours, x->steps - (int64_t)t->end * x->steps_per_month,
              t->l->aftercare * x->steps_per_month);
    else if (g >= 0)
        allot(x, t, t->phase == WORKING ? t->l->hours : t->l->listening_hours,
              x->steps - grant[g].start * x->steps_per_month, grant[g].months * x->steps_per_month);
}

static void contact(plain *x, size_t j) {
    plain_team *t = &x->team[j];
    size_t n = count_in_touch(x, j);
    double listening = n ? use(x, t, LISTENING, t->hours[LISTENING]) : 0;
    double meeting = n ? use(x, t, CONTACT, t->hours[CONTACT]) : 0;
    t->listening_share = listening + meeting > 0 ? listening / (listening + meeting) : 0;
    for (size_t i = 0; i < x->n; i++) {
        plain_relation *r = relation(x, j, i);
        r->contact = in_touch(r) ? (listening + meeting) / (double)n / x->dt : 0;
        double h = r->contact + x->p->follow_up_contact * r->followed_up;
        r->q = 1 - exp(-h / x->o[i].t->contact_need);
    }
}

/* ---- [3] invitation ---------------------------------------------------------------------------
 */

/* T' of an organisation without a relation. */
static double heard(plain *x, size_t j, size_t i) {
    const plain_organisation *o = &x->o[i];
    double sum = 0, n = 0;
    for (size_t k = 0; k < o->n_neighbours; k++) {
        const plain_relation *r = relation(x, j, o->neighbour[k]);
        if (r->stage == PARTNERED) {
            sum += r->T;
            n++;
        }
    }
    double w = n > 0 ? x->p->neighbour_word * strength(x, MECH_word_among_partners) : 0;
    return (1 - w) * o->G + (n > 0 ? w * sum / n : 0);
}

static bool says_yes(plain *x, size_t j, size_t i) {
    const pm_parameters *p = x->p;
    const plain_organisation *o = &x->o[i];
    const plain_relation *r = relation(x, j, i);
    rap_event e = event(x, j, i, r->asks);
    double A = 0.5 + strength(x, MECH_shared_goals) * (r->A - 0.5);
    double pay = strength(x, MECH_fair_pay) * r->pay;
    double mood = p->take_up_mood * o->t->spontaneity * rap_normal(x->key[LUCK_MOOD], e);
    double z = p->take_up_base + p->take_up_trust * (r->T - 0.5) +
               p->take_up_alignment * (A - 0.5) + p->take_up_pay * pay +
               p->take_up_research * (o->t->appreciation - 0.5) -
               p->take_up_fatigue * felt_fatigue(x, i) -
               p->take_up_hours * x->team[j].l->hours_asked / o->t->hours * (1 - pay) + mood;
    return rap_uniform(x->key[LUCK_ASK], e) < logistic(z);
}

static void become_partner(plain *x, size_t j, plain_relation *r) {
    r->stage = PARTNERED;
    r->ever = true;
    if (x->now < x->team[j].end)
        r->ever_by_end = true;
}

static void ask(plain *x, size_t j, size_t i) {
    plain_relation *r = relation(x, j, i);
    use(x, &x->team[j], OUTREACH, x->p->hours_per_ask);
    x->o[i].load += x->p->request_hours;
    if (r->stage != DORMANT)
        r->T = heard(x, j, i);
    bool yes = says_yes(x, j, i);
    r->asks++;
    r->asked_at = x->now;
    if (yes) {
        r->since_contact = 0;
        if (r->stage == DORMANT)
            become_partner(x, j, r);
        else
            r->stage = EXPLORING;
    } else if (r->stage == NONE) {
        r->stage = CONTACTED;
    }
}

static bool may_ask(const plain *x, const plain_relation *r) {
    return r->asked_at < 0 || x->now - r->asked_at >= x->p->pause_after_no;
}

static void invite(plain *x, size_t j) {
    plain_team *t = &x->team[j];
    if (!funded(t))
        return;
    for (int dormant = 1; dormant >= 0; dormant--)
        for (size_t k = 0; k < x->n; k++) {
            plain_relation *r = relation(x, j, t->order[k]);
            bool wanted = dormant ? r->stage == DORMANT : r->stage <= CONTACTED;
            if (wanted && may_ask(x, r) && count_in_touch(x, j) < (size_t)t->l->partners &&
                t->hours[OUTREACH] >= x->p->hours_per_ask - 1e-9)
                ask(x, j, t->order[k]);
        }
}

static void partner_up(plain *x, size_t j, size_t i) {
    plain_relation *r = relation(x, j, i);
    if (r->stage != EXPLORING || !present(&x->team[j]))
        return;
    double rate = x->p->partnering_rate * 2 * r->T * (1 - x->team[j].l->shared_decisions / 2);
    if (happens(x, &r->partnering, LUCK_PARTNERING, event(x, j, i, 0), rate))
        become_partner(x, j, r);
}

/* ---- [4] work ---------------------------------------------------------------------------------
 */

static bool data_collection(const plain *x, const plain_team *t) {
    const pm_grant *g = t->l->grants.rows;
    return t->phase == WORKING &&
           x->now >= (double)(g[t->grant].start + t->l->listening) + x->in->c.data_delay;
}

static pm_pay_form form_of_pay(const plain *x, size_t j, size_t i) {
    int form = x->team[j].l->pay.form;
    if (form != PAY_BY_TYPE)
        return (pm_pay_form)form;
    return x->o[i].t->volunteer_share > 0.5 ? PAY_HONORARIUM : PAY_BUY_OUT;
}

static double cents_an_hour(const plain_team *t) {
    return t->l->pay.form == PAY_NONE ? 0 : t->l->pay.rate * t->l->pay.coverage * 100;
}

static void ask_hours(plain *x, size_t j) {
    plain_team *t = &x->team[j];
    bool working = data_collection(x, t);
    double hours = t->l->hours_asked * x->dt, n = 0;
    for (size_t i = 0; i < x->n; i++)
        n += relation(x, j, i)->stage == PARTNERED;
    double cost = n * hours * cents_an_hour(t);
    if (cost > (double)t->pay_purse)
        hours *= (double)t->pay_purse / cost;
    for (size_t i = 0; i < x->n; i++) {
        plain_relation *r = relation(x, j, i);
        r->asked = working && r->stage == PARTNERED ? hours : 0;
    }
}

static void give_hours(plain *x, size_t i) {
    plain_organisation *o = &x->o[i];
    double asked = 0;
    double season = 1 - o->t->season * cos(2 * acos(-1) * (x->now - o->t->season_low) / 12);
    o->available = o->t->hours * season * x->dt;
    for (size_t j = 0; j < x->n_teams; j++)
        asked += relation(x, j, i)->asked;
    double share = asked > o->available ? o->available / asked : 1;
    for (size_t j = 0; j < x->n_teams; j++) {
        plain_relation *r = relation(x, j, i);
        r->given = r->asked * share;
        o->load += r->given;
    }
    for (size_t j = 0; j < x->n_teams; j++)
        o->available -= relation(x, j, i)->given;
}

static void pay_hours(plain *x, size_t j, size_t i) {
    plain_team *t = &x->team[j];
    plain_relation *r = relation(x, j, i);
    plain_organisation *o = &x->o[i];
    double paid = t->l->pay.form == PAY_NONE ? 0 : r->given * t->l->pay.coverage;
    int64_t cents = (int64_t)floor(r->given * cents_an_hour(t));
    if (cents > t->pay_purse)
        cents = t->pay_purse;
    t->pay_purse -= cents;
    if (cents)
        book(x, t, form_of_pay(x, j, i) == PAY_BUY_OUT ? LINE_BUY_OUT : LINE_HONORARIA, cents);
    o->sum.spend += cents;
    o->sum.partner_hours += r->given;
    o->sum.unpaid_hours += r->given - paid;
    o->sum.hours_returned += (double)cents / 100 / o->t->hour_cost;
}

static void work(plain *x) {
    for (size_t j = 0; j < x->n_teams; j++)
        ask_hours(x, j);
    for (size_t i = 0; i < x->n; i++)
        give_hours(x, i);
    for (size_t j = 0; j < x->n_teams; j++)
        for (size_t i = 0; i < x->n; i++) {
            plain_relation *r = relation(x, j, i);
            double D = x->p->depth_base + x->p->depth_capacity * used_capacity(x, i) +
                       x->p->depth_trust * r->T;
            if (r->given > 0)
                r->D = x->team[j].l->shared_decisions * fmin(1, D);
            pay_hours(x, j, i);
        }
}

/* ---- [5] trust --------------------------------------------------------------------------------
 */

/* Experiences and whether they pull. */
static void experience(const plain *x, const plain_relation *r, size_t i, double *u, bool *pulls) {
    const pm_traits *o = x->o[i].t;
    double gap = fmax(0, o->depth_expected - r->D) / o->depth_expected;
    bool work = r->given > 0;
    u[0] = fmin(1, r->D / o->depth_expected);
    u[1] = work ? r->q : 1;
    u[2] = 1 - (r->asked > 0 ? r->given / r->asked : 0) * gap;
    u[3] = 1 - o->pay_importance * (1 - r->pay);
    u[4] = r->N;
    u[5] = r->A;
    pulls[0] = pulls[2] = pulls[3] = work;
    pulls[1] = pulls[5] = true;
    pulls[4] = o->needs > 0;
}

static void trust(plain *x, size_t j, size_t i) {
    static const pm_mechanism by[6] = {MECH_voice,    MECH_presence,  MECH_respect,
                                       MECH_fair_pay, MECH_needs_met, MECH_shared_goals};
    const pm_parameters *p = x->p;
    const double w[6] = {p->weight_voice,    p->weight_presence,  p->weight_respect,
                         p->weight_fair_pay, p->weight_needs_met, p->weight_shared_goals};
    plain_relation *r = relation(x, j, i);
    double u[6], all = 0, K = p->trust_drift * (1 - r->q) * (1 - r->m), target = K * x->o[i].G;
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
    if (K > 0)
        r->T = relaxed(r->T, target / K, K, x->dt);
}

/* ---- [6] promises -----------------------------------------------------------------------------
 */

static int promise(plain *x, size_t j, size_t i, pm_promise_kind kind, double due, double hours,
                   bool planned) {
    int status = rap_grow(&x->promise, &x->capacity, x->n_promises + 1, sizeof *x->promise);
    if (status)
        return status;
    x->promise[x->n_promises++] = (plain_promise){.organisation = i,
                                                  .team = j,
                                                  .kind = kind,
                                                  .made = x->now,
                                                  .due = due,
                                                  .hours_left = hours,
                                                  .planned = planned};
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

static void delivered(plain *x, plain_promise *y) {
    plain_relation *r = relation(x, y->team, y->organisation);
    plain_organisation *o = &x->o[y->organisation];
    double s = strength(x, MECH_promise_kept);
    double jump = x->p->trust_breach * weight(x, y->kind) / x->p->trust_asymmetry;
    y->closed = true;
    if (y->broken) {
        x->late++;
        o->sum.late++;
        r->T = fmin(1, r->T + s * x->p->trust_repair * y->lost);
    } else {
        x->kept++;
        o->sum.kept++;
        r->T = 1 - (1 - r->T) * exp(-s * jump);
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
    x->broken++;
    o->sum.breached++;
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
    double hours = use(x, t, a, y->hours_left);
    y->hours_left -= hours;
    relation(x, y->team, y->organisation)->followed_up += hours / x->dt;
    x->o[y->organisation].sum.hours_returned += hours;
}

static void judge(plain *x, plain_promise *y) {
    const plain_team *t = &x->team[y->team];
    bool done = y->kind == PAYMENT ? x->now >= y->made + t->l->pay.delay - 1e-9
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
    double hours = (double)x->team[j].purse[NEEDS] / (double)staff_hour(x);
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

/* ---- [9] overload, [10] reputation ------------------------------------------------------------
 */

static void overload(plain *x, size_t i) {
    plain_organisation *o = &x->o[i];
    rap_event e = {.subject = o->id};
    o->load += x->p->request_hours * happens(x, &o->requests, LUCK_REQUEST, e, o->t->requests / 12);
    o->F = relaxed(o->F, o->load / (o->t->hours * x->dt), 1 / x->p->fatigue_memory, x->dt);
    o->load = 0;
}

static void reputation(plain *x, size_t i) {
    const pm_parameters *p = x->p;
    plain_organisation *o = &x->o[i];
    double s = strength(x, MECH_spillover), n = 0, E = 0, near = 0;
    for (size_t j = 0; j < x->n_teams; j++) {
        const plain_relation *r = relation(x, j, i);
        bool remembered = r->stage == EXITED && x->now - r->exited_at < p->reputation_memory;
        if (in_touch(r) || r->stage == DORMANT || remembered) {
            E += r->T;
            n++;
        }
    }
    E = n > 0 ? E / n : 0;
    for (size_t k = 0; k < o->n_neighbours; k++)
        near += x->o[o->neighbour[k]].G_before / (double)o->n_neighbours;
    double own = n > 0 ? s * p->reputation_own * (E < o->G ? p->trust_asymmetry : 1) : 0;
    double others = o->n_neighbours ? s * p->reputation_neighbours : 0;
    double K = own + others + p->reputation_anchor;
    if (K > 0)
        o->G = relaxed(o->G, (own * E + others * near + p->reputation_anchor * o->t->trust) / K, K,
                       x->dt);
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
    use(x, t, CAPACITY, x->p->session_hours);
    t->last_session = x->now;
    for (size_t i = 0; i < x->n; i++) {
        plain_relation *r = relation(x, j, i);
        if (!in_touch(r))
            continue;
        x->o[i].C += (1 - x->o[i].C) * x->p->capacity_session * session_fit(x, t, i) *
                     fmax(0, 1 - felt_fatigue(x, i)) * r->T * strength(x, MECH_learning);
        x->o[i].sum.hours_returned += x->p->session_hours / (double)n;
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

/* ---- [12] turnover ----------------------------------------------------------------------------
 */

static void turnover(plain *x, size_t i) {
    rap_event e = {.subject = x->o[i].id};
    uint32_t before = x->o[i].turnover.count;
    unsigned n = happens(x, &x->o[i].turnover, LUCK_CONTACT_PERSON, e, x->o[i].t->turnover);
    double s = strength(x, MECH_personal_tie);
    for (unsigned k = 0; k < n; k++)
        for (size_t j = 0; j < x->n_teams; j++) {
            plain_relation *r = relation(x, j, i);
            if (r->stage < EXPLORING || r->stage == EXITED)
                continue;
            lose_person(x, j, i, true);
            double luck = rap_uniform(x->key[LUCK_FALLS_DORMANT], event(x, j, i, before + k));
            if (r->stage == PARTNERED && luck < s * x->p->turnover_dormant * (1 - r->m))
                r->stage = DORMANT;
        }
}

/* ---- [13] reach -------------------------------------------------------------------------------
 */

static double consent(const plain *x, const plain_team *t, double trusting, double approached,
                      bool direct) {
    const pm_parameters *p = x->p;
    double burden = p->consent_burden * strength(x, MECH_approach_burden) * approached;
    return logistic(p->consent_base + p->consent_trust * (trusting - 0.5) +
                    (t->l->participant_honorarium > 0 ? p->consent_honorarium : 0) - burden -
                    (direct ? p->consent_direct : 0));
}

/* Approaches n people of a pool and pays those who take part from the purse of data collection. */
static void approach(plain *x, plain_team *t, double n, double *pool, double *approached,
                     double trusting, double *participants, bool direct) {
    double yes = fmin(*pool, n * consent(x, t, trusting, *approached, direct));
    double each = t->l->participant_honorarium * 100;
    if (!(*pool > 0) || !(n > 0))
        return;
    if (each > 0)
        yes = fmin(yes, (double)t->purse[DATA] / each);
    int64_t cents = (int64_t)floor(yes * each);
    t->purse[DATA] -= cents;
    t->hours[DATA] = fmin(t->hours[DATA], (double)t->purse[DATA] / (double)staff_hour(x));
    book(x, t, LINE_PARTICIPANTS, cents);
    *approached += n / *pool;
    *pool -= yes;
    *participants += yes;
}

static double arranged(plain *x, size_t j, size_t i) {
    const plain_organisation *o = &x->o[i];
    double hours = relation(x, j, i)->given;
    return fmin(x->p->pool_cap * x->dt * o->pool,
                hours * o->t->connectivity * x->p->partner_approaches);
}

static void reach(plain *x, size_t j) {
    plain_team *t = &x->team[j];
    double wanted = 0;
    if (!data_collection(x, t))
        return;
    for (size_t i = 0; i < x->n; i++)
        wanted += arranged(x, j, i) * x->p->partnered_hours;
    double part_of = wanted > 0 ? use(x, t, DATA, wanted) / wanted : 0;
    for (size_t i = 0; i < x->n; i++) {
        plain_organisation *o = &x->o[i];
        approach(x, t, arranged(x, j, i) * part_of, &o->pool, &o->approached, o->member_trust,
                 &o->participants, false);
    }
    double n = fmin(x->p->pool_cap * x->dt * x->direct_pool, t->hours[DATA] / x->p->direct_hours);
    n = use(x, t, DATA, n * x->p->direct_hours) / x->p->direct_hours;
    approach(x, t, n, &x->direct_pool, &x->direct_approached, x->p->member_trust,
             &t->participants_direct, true);
}

/* ---- [15] outputs, [16] withdrawal ------------------------------------------------------------
 */

static void outputs(plain *x, size_t j) {
    plain_team *t = &x->team[j];
    for (size_t i = 0; i < x->n; i++) {
        plain_relation *r = relation(x, j, i);
        double rate = x->p->outputs_rate / 100 * (0.5 + used_capacity(x, i) / 2) *
                      (0.5 + r->D / 2) * r->given / x->dt;
        x->o[i].sum.outputs += happens(x, &r->outputs, LUCK_OUTPUT, event(x, j, i, 0), rate);
    }
    while (t->hours[DISSEMINATION] >= x->p->dissemination_hours - 1e-9) {
        use(x, t, DISSEMINATION, x->p->dissemination_hours);
        t->dissemination++;
    }
}

static void withdrawal(plain *x, size_t j, size_t i) {
    const pm_parameters *p = x->p;
    plain_relation *r = relation(x, j, i);
    if (r->stage < EXPLORING || r->stage == EXITED)
        return;
    r->since_contact =
        r->contact > 0 || r->followed_up > 0 || r->given > 0 ? 0 : r->since_contact + x->dt;
    if (in_touch(r) && r->since_contact >= p->dormant_after)
        r->stage = r->stage == EXPLORING ? CONTACTED : DORMANT;
    if (r->stage == CONTACTED)
        return;
    double rate = (r->stage == DORMANT ? p->exit_dormant : p->exit_partnered) *
                  exp(p->exit_trust * (0.5 - r->T)) *
                  exp(p->exit_fatigue * fmax(0, felt_fatigue(x, i) - 1));
    if (happens(x, &r->leaving, LUCK_LEAVING, event(x, j, i, 0), rate)) {
        r->stage = EXITED;
        r->exited_at = x->now + x->dt;
    }
}

static void count_live(plain *x, size_t j, size_t i) {
    const plain_relation *r = relation(x, j, i);
    bool live = r->ever && (r->stage == PARTNERED || (r->stage == DORMANT && r->T >= 0.5));
    x->o[i].sum.live_months += live ? x->dt : 0;
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
    for_teams(x, team_money);
    for_teams(x, contact);
    for_relations(x, partner_up);
    for_teams(x, invite);
    work(x);
    for_relations(x, trust);
    status = promises(x);
    for (size_t i = 0; i < x->n && !status; i++)
        status = needs(x, i);
    for_relations(x, alignment);
    for_organisations(x, overload);
    for_organisations(x, keep_reputation);
    for_organisations(x, reputation);
    for_teams(x, session);
    for_organisations(x, doing);
    for_organisations(x, turnover);
    for_teams(x, reach);
    for_teams(x, outputs);
    for_relations(x, withdrawal);
    for_relations(x, count_live);
    x->steps++;
    x->now = (double)x->steps * x->dt;
    return status;
}

/* ---- start ------------------------------------------------------------------------------------
 */

static double memory_of(const plain *x, const pm_levers *l, const pm_traits *t) {
    double charter = l->charter ? x->p->memory_charter : 0;
    double mou = l->mou ? x->p->memory_mou * t->formality : 0;
    return (1 - (1 - charter) * (1 - mou)) * strength(x, MECH_institutional_memory);
}

static double worth_of_pay(const plain *x, size_t j, size_t i) {
    const pm_compensation *c = &x->team[j].l->pay;
    double v = x->o[i].t->volunteer_share;
    pm_pay_form form = form_of_pay(x, j, i);
    if (form == PAY_NONE)
        return 0;
    double suits = form == PAY_HONORARIUM ? v : 1 - v;
    double fit = suits + x->p->pay_misfit * (1 - suits);
    return fmin(1, c->rate / x->o[i].t->hour_cost) * c->coverage * fit *
           exp(-c->delay / x->p->pay_patience);
}

static void start_organisation(plain *x, const pm_partnership *s, size_t i) {
    const pm_traits *t = &s->o.of[i]->t;
    size_t first = s->o.tie_first[i];
    x->o[i] = (plain_organisation){.id = s->o.id[i],
                                   .t = t,
                                   .C = t->capacity,
                                   .G = t->trust,
                                   .pool = t->members,
                                   .F = t->requests / 12 * x->p->request_hours / t->hours,
                                   .member_trust = x->p->member_trust,
                                   .requests = s->o.requests[i],
                                   .turnover = s->o.turnover[i],
                                   .needs = s->o.needs[i],
                                   .neighbour = s->o.tie + first,
                                   .n_neighbours = s->o.tie_first[i + 1] - first};
}

static void start_relation(plain *x, const pm_partnership *s, size_t j, size_t i) {
    size_t r = j * x->n + i;
    x->r[r] = (plain_relation){.T = x->o[i].t->trust,
                               .A = x->o[i].t->alignment,
                               .N = x->p->needs_start,
                               .m = memory_of(x, x->team[j].l, x->o[i].t),
                               .pay = worth_of_pay(x, j, i),
                               .asked_at = -1,
                               .exited_at = -1,
                               .partnering = s->r.partnering[r],
                               .leaving = s->r.leaving[r],
                               .outputs = s->r.outputs[r]};
}

static void start_team(plain *x, const pm_partnership *s, size_t j) {
    const pm_team_state *t = &s->team[j];
    const pm_grant *g = t->of->l.grants.rows;
    size_t last = t->of->l.grants.n - 1;
    x->team[j] = (plain_team){.l = &t->of->l,
                              .id = t->id,
                              .hash = t->hash,
                              .order = t->order,
                              .grant = -1,
                              .last_session = -1,
                              .first_end = (double)(g[0].start + g[0].months),
                              .end = (double)(g[last].start + g[last].months)};
}

int plain_start(plain *x, const pm_partnership *s) {
    *x = (plain){.in = s->in,
                 .p = &s->in->p,
                 .dt = s->clock.step,
                 .n = s->o.n,
                 .steps_per_month = s->clock.steps_per_month,
                 .n_teams = s->n_teams,
                 .direct_pool = s->in->c.direct_people};
    for (int k = 0; k < N_LUCKS; k++)
        x->key[k] = s->key[k];
    x->o = rap_allocate(x->n, sizeof *x->o);
    x->team = rap_allocate(x->n_teams, sizeof *x->team);
    x->r = rap_allocate(x->n * x->n_teams, sizeof *x->r);
    if (!x->o || !x->team || !x->r)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < x->n; i++)
        start_organisation(x, s, i);
    for (size_t j = 0; j < x->n_teams; j++) {
        start_team(x, s, j);
        for (size_t i = 0; i < x->n; i++)
            start_relation(x, s, j, i);
    }
    return RAP_OK;
}

void plain_free(plain *x) {
    rap_free(x->o);
    rap_free(x->team);
    rap_free(x->r);
    rap_free(x->promise);
}
