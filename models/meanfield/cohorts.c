/* cohorts.c: what happens to cohorts in a step of the mean-field version: joint work (4), trust
 * (5), alignment (8), overload (9), capacity (11), reach (13), outputs (15), withdrawal (16).
 *
 * The equations are those of the files of partnership/ with the same numbers, for the one history
 * that all relations of a cohort share; events that come at a rate r take the part 1 - exp(-r dt)
 * of a cohort, or count as r dt. Requests count at their mean (F is linear in them). Relations that
 * ended are remembered by class, as sums of T - G and of C - C0, which decay linearly. */
#include "base/error.h"
#include "meanfield/masses.h"

#include <gsl/gsl_math.h>
#include <math.h>

/* ---- 4 joint work -----------------------------------------------------------------------------
 */

/* C as depth and outputs see it. */
static double capacity_in_use(const mf_state *s, double capacity) {
    double weight = mf_strength(s, MECH_capacity_use);
    return weight * capacity + (1 - weight) * s->in->p.capacity_neutral;
}

/* Whether joint work is under way. */
static bool is_under_way(const mf_state *s) {
    const pm_grant *g = s->l->grants.rows;
    return s->team.phase == WORKING &&
           s->now - (double)g[s->team.grant].start >= (double)s->l->listening + s->in->c.data_delay;
}

static double cost_of_hour(const mf_state *s, size_t class) {
    pm_pay_form form = mf_form_of_pay(s, class);
    return form == PAY_NONE ? 0 : pm_rate_of_pay(s->in, s->l, form) * s->l->pay.coverage;
}

static double hours_available(const mf_state *s, size_t class) {
    const pm_traits *t = mf_traits(s, class);
    return t->hours * (1 - t->season * cos(2 * M_PI * (s->now - t->season_low) / 12)) * s->dt;
}

static bool is_funded(const mf_state *s) {
    return s->team.phase == LEARNING_TO_KNOW || s->team.phase == WORKING;
}

/* Hours that reporting on money takes from each partner of a cohort. */
static double report_hours(const mf_state *s, const mf_cohort *c) {
    bool paid = c->stage == PARTNERED && mf_form_of_pay(s, c->class) != PAY_NONE;
    double hours = s->in->p.report_hours * mf_strength(s, MECH_money_burden) * s->dt;
    return is_funded(s) && paid ? fmin(hours, hours_available(s, c->class)) : 0;
}

static void count_reporting(mf_state *s, const mf_cohort *c) {
    mf_class *k = &s->class[c->class];
    double hours = c->mass * report_hours(s, c);
    k->load += hours;
    k->partner_hours += hours;
    k->unpaid_hours += hours;
}

/* Factor of the bond of trust and synergy, as pm_bond_factor. */
static double bond_factor(const mf_state *s, const mf_cohort *c, double effect) {
    double bond = (c->trust + mf_synergy(c, mf_traits(s, c->class))) / 2;
    return exp(mf_strength(s, MECH_synergy) * effect * (bond - 0.5));
}

static void give_hours_of_cohort(mf_state *s, mf_cohort *c) {
    const pm_parameters *p = &s->in->p;
    mf_class *k = &s->class[c->class];
    double each = fmin(c->asked, hours_available(s, c->class) - report_hours(s, c)),
           hours = each * c->mass;
    double paid = fmin(hours * cost_of_hour(s, c->class), s->team.pay_purse);
    double use = capacity_in_use(s, c->capacity);
    c->given = each;
    if (each <= 0)
        return;
    s->team.pay_purse -= paid;
    mf_book(s, mf_form_of_pay(s, c->class) == PAY_BUY_OUT ? LINE_BUY_OUT : LINE_HONORARIA, paid);
    k->load += hours;
    k->partner_hours += hours;
    k->unpaid_hours += paid > 0 ? hours * (1 - s->l->pay.coverage) : hours;
    k->hours_returned += paid / mf_traits(s, c->class)->hour_cost;
    double depth = s->l->shared_decisions *
                   fmin(1, p->depth_base + p->depth_capacity * use + p->depth_trust * c->trust);
    c->depth = fmin(depth, mf_traits(s, c->class)->role_research);
}

void mf_work(mf_state *s) {
    double cost = 0, hours = is_under_way(s) ? s->l->hours_asked * s->dt : 0;
    for (size_t k = 0; k < s->n_cohorts; k++) {
        mf_cohort *c = &s->cohort[k];
        c->asked = c->stage == PARTNERED ? hours : 0;
        cost += c->mass * c->asked * cost_of_hour(s, c->class);
    }
    double part = cost > s->team.pay_purse ? s->team.pay_purse / cost : 1;
    for (size_t k = 0; k < s->n_cohorts; k++) {
        s->cohort[k].asked *= part;
        count_reporting(s, &s->cohort[k]);
        give_hours_of_cohort(s, &s->cohort[k]);
    }
}

/* ---- 5 trust ----------------------------------------------------------------------------------
 */

typedef struct {
    double rate, towards;
} pulls;

static void pull_cohort(const mf_state *s, pulls *sum, const mf_cohort *c, pm_mechanism m,
                        double u) {
    double a = u < c->trust ? s->in->p.trust_asymmetry : 1;
    double rate =
        s->in->p.trust_gain * c->quality * mf_strength(s, m) * s->weight[m - MECH_voice] * a;
    sum->rate += rate;
    sum->towards += rate * u;
}

static void move_trust_of_cohort(const mf_state *s, mf_cohort *c) {
    const pm_traits *t = mf_traits(s, c->class);
    const mf_class *k = &s->class[c->class];
    double drift = s->in->p.trust_drift * (1 - c->quality) * (1 - k->memory);
    pulls sum = {drift, drift * t->trust};
    double least = s->in->p.presence_floor;
    pull_cohort(s, &sum, c, MECH_presence, least + (1 - least) * c->quality);
    pull_cohort(s, &sum, c, MECH_shared_goals, c->alignment);
    if (c->given > 0) {
        double expected = t->depth_expected;
        double token = c->given / c->asked * fmax(0, expected - c->depth) / expected;
        pull_cohort(s, &sum, c, MECH_voice, fmin(1, c->depth / expected));
        pull_cohort(s, &sum, c, MECH_respect, 1 - token);
        pull_cohort(s, &sum, c, MECH_fair_pay, 1 - t->pay_importance * (1 - k->pay));
    }
    if (s->team.phase == WORKING && c->stage == PARTNERED &&
        c->since_done > s->in->p.idle_patience + 1e-9)
        sum.rate += s->in->p.idle_loss * mf_strength(s, MECH_expectations);
    if (sum.rate > 0)
        c->trust = pm_relax(c->trust, sum.towards / sum.rate, sum.rate, s->dt);
}

void mf_trust(mf_state *s) {
    for (size_t k = 0; k < s->n_cohorts; k++)
        move_trust_of_cohort(s, &s->cohort[k]);
    for (size_t k = 0; k < s->n_classes; k++) {
        double fades = exp(-s->in->p.trust_drift * (1 - s->class[k].memory) * s->dt);
        s->class[k].left_trust *= fades;
        s->class[k].left_trust_ever *= fades;
    }
}

/* ---- 8 alignment, 9 overload ------------------------------------------------------------------
 */

static double mismatch_of_class(const mf_state *s, size_t class) {
    double a = s->in->p.academic_pace, b = mf_traits(s, class)->pace;
    double charter = s->l->charter ? s->in->p.charter_pace : 0;
    return (1 - fmin(a, b) / fmax(a, b)) * (1 - s->l->flexibility) * (1 - charter);
}

void mf_alignment(mf_state *s) {
    const pm_parameters *p = &s->in->p;
    double heard = s->team.phase == LEARNING_TO_KNOW ? 1 : s->team.listening_share;
    for (size_t k = 0; k < s->n_cohorts; k++) {
        mf_cohort *c = &s->cohort[k];
        double up = p->alignment_gain * c->quality * (heard + (1 - heard) * s->l->shared_decisions);
        double down = c->given > 0 ? p->alignment_pace * mismatch_of_class(s, c->class) : 0;
        double back = p->alignment_drift * (1 - c->quality), rate = up + down + back;
        if (rate > 0)
            c->alignment = pm_relax(
                c->alignment, (up + back * mf_traits(s, c->class)->alignment) / rate, rate, s->dt);
    }
}

void mf_overload(mf_state *s) {
    const pm_parameters *p = &s->in->p;
    for (size_t k = 0; k < s->n_classes; k++) {
        mf_class *c = &s->class[k];
        const pm_traits *t = mf_traits(s, k);
        double load = c->count > 0 ? c->load / c->count / s->dt : 0;
        load += t->requests / 12 * p->request_hours;
        c->fatigue = pm_relax(c->fatigue, load / t->hours, 1 / p->fatigue_memory, s->dt);
        c->load = 0;
    }
}

/* ---- 11 capacity ------------------------------------------------------------------------------
 */

static double fit_of_sessions(const mf_state *s, size_t class) {
    double v = mf_traits(s, class)->volunteer_share, misfit = s->in->p.session_misfit;
    if (s->l->sessions == SESSIONS_WEEKDAY)
        return (1 - v) + v * misfit;
    return v + (1 - v) * (1 - (1 - misfit) / 3);
}

static void hold_team_session(mf_state *s) {
    double hours = s->in->p.session_hours, n = mf_count_in_touch(s);
    double room = pm_cost_of_session(s->in), staff = hours * pm_cost_of_staff_hour(s->in);
    bool due = s->team.last_session < 0 || s->now - s->team.last_session >= 1 - 1e-9;
    if (s->l->sessions == SESSIONS_NONE || !due || n <= 0 || s->team.hours[CAPACITY] < hours - 1e-9)
        return;
    if (room > 0 && s->team.purse[CAPACITY] < room + staff)
        return;
    mf_use_hours(s, CAPACITY, hours);
    mf_pay_session(s, room);
    s->team.last_session = s->now;
    for (size_t k = 0; k < s->n_cohorts; k++) {
        mf_cohort *c = &s->cohort[k];
        if (!mf_in_touch(c))
            continue;
        c->capacity += (1 - c->capacity) * s->in->p.capacity_session *
                       fit_of_sessions(s, c->class) * c->trust * mf_strength(s, MECH_learning);
        s->class[c->class].hours_returned += hours * c->mass / n;
        c->since_done = 0;
    }
}

void mf_capacity(mf_state *s) {
    const pm_parameters *p = &s->in->p;
    hold_team_session(s);
    for (size_t k = 0; k < s->n_cohorts; k++) {
        mf_cohort *c = &s->cohort[k];
        double done = p->capacity_doing * c->given * mf_strength(s, MECH_learning);
        c->capacity = pm_relax(pm_jump_up(c->capacity, done), mf_traits(s, c->class)->capacity,
                               p->capacity_decay, s->dt);
    }
    for (size_t k = 0; k < s->n_classes; k++)
        s->class[k].spare_capacity *= exp(-p->capacity_decay * s->dt);
}

/* ---- 13 reach ---------------------------------------------------------------------------------
 */

static double consent(const mf_state *s, double times, double less) {
    const pm_parameters *p = &s->in->p;
    double honorarium =
        s->l->participant_honorarium > 0 ? s->l->participants_paid * p->consent_honorarium : 0;
    return pm_inverse_logit(
        p->consent_base + p->consent_trust * (p->member_trust - 0.5) + honorarium -
        mf_strength(s, MECH_approach_burden) * p->consent_burden * times - less);
}

/* `pools` alike pools, of each of which n are approached; returns how many take part in each. */
static double approach_pools(mf_state *s, double pools, double n, double *pool, double *times,
                             double less) {
    mf_team *t = &s->team;
    double joined = fmin(*pool, n * consent(s, *times, less));
    double each = pm_rate_of_participants(s->in, s->l);
    if (*pool <= 0 || n <= 0)
        return 0;
    if (each * pools > 0)
        joined = fmin(joined, t->purse[DATA] / (each * pools));
    t->purse[DATA] -= joined * pools * each;
    t->hours[DATA] = fmin(t->hours[DATA], t->purse[DATA] / pm_cost_of_staff_hour(s->in));
    mf_book(s, LINE_PARTICIPANTS, joined * pools * each);
    *times += n / *pool;
    *pool -= joined;
    return joined;
}

static double arranged(const mf_state *s, const mf_cohort *c) {
    const pm_traits *t = mf_traits(s, c->class);
    double hours = c->given * t->connectivity * t->role_access * s->in->p.partner_approaches *
                   bond_factor(s, c, s->in->p.reach_bond);
    return fmin(hours, s->in->p.pool_cap * s->dt * c->pool);
}

void mf_reach(mf_state *s) {
    const pm_parameters *p = &s->in->p;
    double wanted = 0;
    if (!is_under_way(s))
        return;
    for (size_t k = 0; k < s->n_cohorts; k++)
        wanted += s->cohort[k].mass * arranged(s, &s->cohort[k]) * p->partnered_hours;
    double kept = pm_rate_of_participants(s->in, s->l), hour = pm_cost_of_staff_hour(s->in);
    double most =
        kept > 0 ? s->team.purse[DATA] / (wanted * hour + wanted / p->partnered_hours * kept) : 1;
    double part = wanted > 0 ? mf_use_hours(s, DATA, wanted * fmin(1, most)) / wanted : 0;
    for (size_t k = 0; k < s->n_cohorts && part > 0; k++) {
        mf_cohort *c = &s->cohort[k];
        s->class[c->class].participants +=
            c->mass *
            approach_pools(s, c->mass, arranged(s, c) * part, &c->pool, &c->approached, 0);
    }
    double n = fmin(s->team.hours[DATA] / p->direct_hours, p->pool_cap * s->dt * s->direct_pool);
    n = fmin(n, s->team.purse[DATA] / (p->direct_hours * hour + kept));
    n = mf_use_hours(s, DATA, n * p->direct_hours) / p->direct_hours;
    s->team.participants_direct +=
        approach_pools(s, 1, n, &s->direct_pool, &s->direct_approached, p->consent_direct);
}

/* ---- 15 outputs -------------------------------------------------------------------------------
 */

void mf_outputs(mf_state *s) {
    double hours = s->in->p.dissemination_hours;
    for (size_t k = 0; k < s->n_cohorts; k++) {
        const mf_cohort *c = &s->cohort[k];
        s->class[c->class].outputs += c->mass * c->given * s->in->p.outputs_rate / 100 *
                                      (0.5 + capacity_in_use(s, c->capacity) / 2) *
                                      (0.5 + c->depth / 2) *
                                      bond_factor(s, c, s->in->p.outputs_bond);
    }
    while (s->team.hours[DISSEMINATION] >= hours - 1e-9) {
        mf_use_hours(s, DISSEMINATION, hours);
        s->team.dissemination++;
    }
}

/* ---- 16 withdrawal ----------------------------------------------------------------------------
 */

/* A cohort that was only exploring is contacted again: its organisations go to the end of the order
 * of asking (closure). */
static int give_up(mf_state *s, mf_cohort *c) {
    size_t last = s->n_stretches - 1;
    if (mf_insert_stretch(s, last))
        return rap_fail(RAP_ENOMEM);
    s->stretch[last + 1].asked_at = c->asked_at;
    s->stretch[last + 1].mass[c->class] = c->mass;
    s->class[c->class].spare_capacity += c->mass * (c->capacity - mf_traits(s, c->class)->capacity);
    c->mass = c->stay = 0;
    return RAP_OK;
}

static void leave(mf_state *s, mf_cohort *c) {
    const pm_parameters *p = &s->in->p;
    const pm_traits *t = mf_traits(s, c->class);
    mf_class *k = &s->class[c->class];
    double x = c->stage == DORMANT ? p->exit_dormant : p->exit_partnered;
    c->stay = exp(-x * exp(p->exit_trust * (0.5 - c->trust)) * s->dt);
    double gone = c->mass * (1 - c->stay);
    c->mass -= gone;
    k->left += gone;
    k->left_trust += gone * (c->trust - t->trust);
    k->spare_capacity += gone * (c->capacity - t->capacity);
    if (c->ever) {
        k->left_ever += gone;
        k->left_trust_ever += gone * (c->trust - t->trust);
    }
    if (c->ever_by_end)
        k->left_by_end += gone;
}

static void count_cohort(mf_state *s, const mf_cohort *c) {
    mf_class *k = &s->class[c->class];
    double months = c->mass * s->dt, live = mf_live(s, c) ? months : 0;
    k->tie_months += c->ever ? months : 0;
    k->working_months += mf_working(c) ? months : 0;
    k->live_months += live;
    k->live_present_value += live * pow(1 + s->in->c.discount_outcomes, -s->now / 12);
}

int mf_withdrawal(mf_state *s) {
    for (size_t i = 0; i < s->n_cohorts; i++) {
        mf_cohort *c = &s->cohort[i];
        bool contact = c->contact > 0 || c->followed_up > 0 || c->given > 0;
        bool done = c->followed_up > 0 || c->given > 0 || s->team.phase == LEARNING_TO_KNOW;
        bool together = c->given > 0 || (c->contact > 0 && c->stage == PARTNERED);
        c->stay = 1;
        c->since_done = done ? 0 : c->since_done + s->dt;
        c->since_together = together ? 0 : c->since_together + s->dt;
        c->since_contact = contact ? 0 : c->since_contact + s->dt;
        bool silent = c->since_contact >= s->in->p.dormant_after;
        if (silent && c->stage == EXPLORING && c->mass > 0) {
            if (give_up(s, c))
                return rap_fail(RAP_ENOMEM);
        } else if (silent) {
            c->stage = DORMANT;
        }
        leave(s, c);
        count_cohort(s, c);
    }
    return RAP_OK;
}
