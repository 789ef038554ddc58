/* asking.c: process 3 of the mean-field version: invitation and take-up.
 *
 * A step's asks walk along the order of asking and stop where outreach hours or places run out, in
 * the middle of a stretch if need be. Classes are mixed evenly in the order. A yes has probability
 *     integral over moods of logit^-1[ ... + mood ]  (Gauss-Hermite, 32 nodes),
 * the terms being those of partnership/invitation.c; a class that was never partnered has T' = G
 * and A = A0. Exploring becomes partnered with probability 1 - exp(-rate dt): the part of a cohort
 * that does is a cohort of its own. Dormant cohorts are asked alike, whatever their place in the
 * order (closure). */
#include "base/error.h"
#include "meanfield/masses.h"

#include <gsl/gsl_math.h>
#include <math.h>

/* ---- take-up ----------------------------------------------------------------------------------
 */

typedef struct {
    double rest, spread;
} take_up;

static double given_mood(double x, void *context) {
    const take_up *t = context;
    return pm_inverse_logit(t->rest + t->spread * M_SQRT2 * x);
}

static double says_yes(const mf_state *s, size_t class, double trust, double alignment) {
    const pm_parameters *p = &s->in->p;
    const pm_traits *t = mf_traits(s, class);
    double pay = mf_strength(s, MECH_fair_pay) * s->class[class].pay, yes = 0;
    take_up x = {p->take_up_base + p->take_up_trust * (trust - 0.5) +
                     p->take_up_alignment * mf_strength(s, MECH_shared_goals) * (alignment - 0.5) +
                     p->take_up_pay * pay + p->take_up_research * (t->appreciation - 0.5) -
                     p->take_up_hours * s->l->hours_asked / t->hours * (1 - pay),
                 p->take_up_mood * t->spontaneity};
    gsl_function f = {given_mood, &x};
    gsl_integration_fixed(&f, &yes, s->moods);
    return yes / M_SQRTPI;
}

/* What asks may still be used for in this step. */
typedef struct {
    double asks, places;
} room;

/* The part of `mass`, of which `yes` would say yes, that can be asked; takes it out of the room. */
static double take_room(room *left, double mass, double yes) {
    double part = mass > left->asks ? left->asks / mass : 1;
    if (yes * part > left->places)
        part = left->places / yes;
    left->asks -= part * mass;
    left->places -= part * yes;
    return part;
}

static void book_asks(mf_state *s, size_t class, double asks) {
    mf_use_hours(s, OUTREACH, asks * s->in->p.hours_per_ask);
    s->class[class].load += asks * s->in->p.request_hours;
}

/* ---- those who are known ----------------------------------------------------------------------
 */

static bool has_paused(const mf_state *s, double asked_at) {
    return asked_at < 0 || s->now - asked_at >= s->in->p.pause_after_no - 1e-9;
}

static double yes_of(const mf_state *s, const mf_cohort *c) {
    return says_yes(s, c->class, c->trust, c->alignment);
}

static void count_as_partners(const mf_state *s, mf_cohort *c) {
    c->stage = PARTNERED;
    c->ever = true;
    c->since_together = c->since_done = 0;
    c->ever_by_end = c->ever_by_end || s->now < s->team.end;
}

/* Asks part of a dormant cohort. Those who say yes, and those who say no, are cohorts of their own;
 * the rest stays as it was. */
static int ask_cohort(mf_state *s, size_t k, double part) {
    mf_cohort *c = &s->cohort[k], back = *c, no = *c;
    double yes = yes_of(s, c);
    book_asks(s, c->class, part * c->mass);
    no.asked_at = back.asked_at = s->now;
    back.mass = part * yes * c->mass;
    no.mass = part * (1 - yes) * c->mass;
    c->mass *= 1 - part;
    back.since_contact = 0;
    count_as_partners(s, &back);
    int status = mf_add_cohort(s, no);
    return status ? status : mf_add_cohort(s, back);
}

static bool is_candidate(const mf_state *s, const mf_cohort *c) {
    return c->stage == DORMANT && c->mass > 0 && has_paused(s, c->asked_at);
}

/* Asks dormant relations that were last asked at a time, as far as there is room. */
static int ask_those_of(mf_state *s, room *left, double asked_at, size_t n) {
    double mass = 0, yes = 0;
    for (size_t k = 0; k < n; k++)
        if (is_candidate(s, &s->cohort[k]) && s->cohort[k].asked_at <= asked_at) {
            mass += s->cohort[k].mass;
            yes += s->cohort[k].mass * yes_of(s, &s->cohort[k]);
        }
    double part = mass > 0 ? take_room(left, mass, yes) : 0;
    for (size_t k = 0; k < n && part > 0; k++)
        if (is_candidate(s, &s->cohort[k]) && s->cohort[k].asked_at <= asked_at &&
            ask_cohort(s, k, part))
            return rap_fail(RAP_ENOMEM);
    return RAP_OK;
}

/* Earliest asked first: in the order of asking they come first. */
static int ask_dormant(mf_state *s, room *left) {
    size_t n = s->n_cohorts;
    while (left->asks > 1e-9 && left->places > 1e-9) {
        double first = INFINITY;
        for (size_t k = 0; k < n; k++)
            if (is_candidate(s, &s->cohort[k]))
                first = fmin(first, s->cohort[k].asked_at);
        if (isinf(first))
            break;
        if (ask_those_of(s, left, first, n))
            return rap_fail(RAP_ENOMEM);
    }
    return RAP_OK;
}

/* ---- others -----------------------------------------------------------------------------------
 */

static int begin_exploring(mf_state *s, size_t class, double mass) {
    const pm_traits *t = mf_traits(s, class);
    return mass > 0 ? mf_add_cohort(s, (mf_cohort){.class = class,
                                                   .stage = EXPLORING,
                                                   .mass = mass,
                                                   .stay = 1,
                                                   .trust = t->trust,
                                                   .alignment = t->alignment,
                                                   .capacity = t->capacity,
                                                   .asked_at = s->now,
                                                   .pool = t->members})
                    : RAP_OK;
}

/* Asks the first `part` of a stretch, which becomes a stretch of those who said no. */
static int ask_part(mf_state *s, size_t k, double part) {
    if (part < 1 && mf_insert_stretch(s, k))
        return rap_fail(RAP_ENOMEM);
    mf_stretch *first = &s->stretch[k], *rest = part < 1 ? first + 1 : NULL;
    for (size_t class = 0; class < s->n_classes; class ++) {
        const pm_traits *t = mf_traits(s, class);
        double asked = part * first->mass[class];
        if (rest)
            rest->mass[class] = first->mass[class] - asked;
        book_asks(s, class, asked);
        s->class[class].beginning += asked * says_yes(s, class, t->trust, t->alignment);
        first->mass[class] = asked * (1 - says_yes(s, class, t->trust, t->alignment));
    }
    if (rest)
        rest->asked_at = first->asked_at;
    first->asked_at = s->now;
    return RAP_OK;
}

static int ask_others(mf_state *s, room *left) {
    for (size_t k = 0; k < s->n_stretches && left->asks > 1e-9 && left->places > 1e-9; k++) {
        const mf_stretch *x = &s->stretch[k];
        double mass = 0, yes = 0;
        for (size_t class = 0; class < s->n_classes; class ++) {
            const pm_traits *t = mf_traits(s, class);
            mass += x->mass[class];
            yes += x->mass[class] * says_yes(s, class, t->trust, t->alignment);
        }
        if (mass <= 0 || !has_paused(s, x->asked_at))
            continue;
        double part = take_room(left, mass, yes);
        if (part > 0 && ask_part(s, k, part))
            return rap_fail(RAP_ENOMEM);
    }
    return RAP_OK;
}

static int ask_in_order(mf_state *s) {
    const mf_team *t = &s->team;
    room left = {floor((t->hours[OUTREACH] + 1e-9) / s->in->p.hours_per_ask),
                 fmax(0, (double)s->l->partners - mf_count_in_touch(s))};
    if (t->grant < 0 || left.asks <= 0 || left.places <= 0)
        return RAP_OK;
    for (size_t class = 0; class < s->n_classes; class ++)
        s->class[class].beginning = 0;
    int status = ask_dormant(s, &left);
    if (!status)
        status = ask_others(s, &left);
    for (size_t class = 0; class < s->n_classes && !status; class ++)
        status = begin_exploring(s, class, s->class[class].beginning);
    return status;
}

/* ---- from exploring to partnered --------------------------------------------------------------
 */

static int explore_cohort(mf_state *s, size_t k) {
    mf_cohort *c = &s->cohort[k], partners = *c;
    double rate =
        s->in->p.partnering_rate * 2 * c->trust * (1 - s->l->shared_decisions / 2) * s->dt;
    partners.mass = c->mass * -expm1(-rate);
    c->mass -= partners.mass;
    count_as_partners(s, &partners);
    return mf_add_cohort(s, partners);
}

int mf_invitation(mf_state *s) {
    bool present = s->team.grant >= 0 || s->team.phase == AFTERCARE;
    size_t n = s->n_cohorts;
    for (size_t k = 0; k < n && present; k++)
        if (s->cohort[k].stage == EXPLORING && s->cohort[k].mass > 0 && explore_cohort(s, k))
            return rap_fail(RAP_ENOMEM);
    return ask_in_order(s);
}
