/* money.c: process 1 of the mean-field version: a grant's money and hours, contact.
 *
 * As in partnership/funding.c, in currency instead of whole cents. Lumps (asks, sessions, events)
 * stay lumps: the team has them, and it is one team whatever the number of organisations. Contact
 * is shared out over the expected number of relations in touch. */
#include "meanfield/masses.h"

#include <math.h>

void mf_book(mf_state *s, pm_budget_line line, double money) {
    s->team.spent[line] += money;
    s->team.present_value += money * pow(1 + s->in->c.discount_rate, -s->now / 12);
}

double mf_use_hours(mf_state *s, pm_activity a, double hours) {
    mf_team *t = &s->team;
    double used = fmax(0, fmin(hours, t->hours[a]));
    double money = fmin(used * pm_cost_of_staff_hour(s->in), t->purse[a]);
    t->purse[a] -= money;
    t->hours[a] -= used;
    mf_book(s, pm_line_of(t->phase, a), money);
    return used;
}

void mf_pay_session(mf_state *s, double money) {
    mf_team *t = &s->team;
    t->purse[CAPACITY] -= money;
    t->hours[CAPACITY] =
        fmin(t->hours[CAPACITY], fmax(0, t->purse[CAPACITY]) / pm_cost_of_staff_hour(s->in));
    mf_book(s, pm_line_of(t->phase, CAPACITY), money);
}

static void begin_grant(mf_state *s, int k) {
    mf_team *t = &s->team;
    const pm_grant *g = (const pm_grant *)s->l->grants.rows + k;
    double amount = (double)g->amount / 100, left = amount * (1 - s->l->reserve);
    double fixed = fmin(left, pm_cost_of_grant(s->in));
    t->granted += amount;
    t->reserve += amount - left;
    mf_book(s, LINE_ADMINISTRATION, fixed);
    t->unallotted = left - fixed;
    t->running_money = fmin(t->unallotted, pm_cost_of_running(s->in) * (double)g->months);
    t->pay_money = s->l->pay.share * (t->unallotted - t->running_money);
    t->staff_money = t->unallotted - t->running_money - t->pay_money;
    for (size_t c = 0; c < s->n_cohorts; c++)
        s->cohort[c].next_promise = 0;
}

static double left_of_grant(const mf_team *t) {
    double left = t->pay_purse + t->unallotted;
    for (int a = 0; a < N_ACTIVITIES; a++)
        left += t->purse[a];
    return left;
}

static void close_grant(mf_team *t) {
    t->idle += left_of_grant(t);
    t->unallotted = t->pay_purse = t->staff_money = t->pay_money = t->running_money = 0;
    for (int a = 0; a < N_ACTIVITIES; a++)
        t->purse[a] = 0;
}

static int grant_now(const mf_state *s) {
    const pm_grant *g = s->l->grants.rows;
    for (size_t k = 0; k < s->l->grants.n; k++)
        if ((double)g[k].start <= s->now && s->now < (double)(g[k].start + g[k].months))
            return (int)k;
    return -1;
}

static pm_phase phase_now(const mf_state *s, int k) {
    const pm_grant *g = s->l->grants.rows;
    if (k >= 0)
        return s->now - (double)g[k].start < (double)s->l->listening ? LEARNING_TO_KNOW : WORKING;
    if (s->now < (double)g[0].start)
        return BEFORE;
    if (s->now < s->team.end)
        return BETWEEN;
    return s->now < s->team.end + (double)s->l->aftercare ? AFTERCARE : OVER;
}

/* Whether what paid for the step before is over, with grant k (-1: none) now. */
static bool grant_is_over(const mf_state *s, int k) {
    const mf_team *t = &s->team;
    return t->grant >= 0 ? t->grant != k : t->phase == AFTERCARE && phase_now(s, k) != AFTERCARE;
}

double mf_idle_money(const mf_state *s) {
    return s->team.idle + (grant_is_over(s, grant_now(s)) ? left_of_grant(&s->team) : 0);
}

static void turn_phase(mf_state *s) {
    mf_team *t = &s->team;
    int k = grant_now(s);
    pm_phase was = t->phase, is = phase_now(s, k);
    if (grant_is_over(s, k))
        close_grant(t);
    t->phase = is;
    if (k >= 0 && t->grant != k)
        begin_grant(s, k);
    t->grant = k;
    if (is == AFTERCARE && was != AFTERCARE) {
        t->unallotted = t->staff_money = t->reserve;
        t->reserve = 0;
    }
}

static void allot_step(mf_state *s) {
    mf_team *t = &s->team;
    const pm_grant *g = (const pm_grant *)s->l->grants.rows + (t->grant < 0 ? 0 : t->grant);
    double months = (double)(t->phase == AFTERCARE ? s->l->aftercare : g->months);
    double part = s->dt / months;
    const double *shares = t->phase == LEARNING_TO_KNOW ? s->l->listening_hours
                           : t->phase == AFTERCARE      ? s->l->aftercare_hours
                                                        : s->l->hours;
    t->pay_purse += part * t->pay_money;
    t->unallotted -= part * (t->pay_money + t->running_money);
    mf_book(s, LINE_ADMINISTRATION, part * t->running_money);
    for (int a = 0; a < N_ACTIVITIES; a++) {
        double money = shares[a] * part * t->staff_money, hour = pm_cost_of_staff_hour(s->in);
        t->purse[a] += money;
        t->unallotted -= money;
        t->hours[a] = fmin(t->purse[a], fmax(s->in->p.catch_up * money,
                                             pm_lump(&s->in->p, (pm_activity)a) * hour)) /
                      hour;
    }
}

static void share_contact(mf_state *s) {
    mf_team *t = &s->team;
    double n = mf_count_in_touch(s);
    double listening = n > 0 ? mf_use_hours(s, LISTENING, t->hours[LISTENING]) : 0;
    double hours = listening + (n > 0 ? mf_use_hours(s, CONTACT, t->hours[CONTACT]) : 0);
    t->listening_share = hours > 0 ? listening / hours : 0;
    for (size_t k = 0; k < s->n_cohorts; k++) {
        mf_cohort *c = &s->cohort[k];
        c->contact = mf_in_touch(c) && n > 0 ? hours / n / s->dt : 0;
        c->quality = 1 - exp(-(c->contact + s->in->p.follow_up_contact * c->followed_up) /
                             mf_traits(s, c->class)->contact_need);
    }
}

void mf_funding(mf_state *s) {
    mf_team *t = &s->team;
    turn_phase(s);
    for (int a = 0; a < N_ACTIVITIES; a++)
        t->hours[a] = 0;
    if (t->grant >= 0 || t->phase == AFTERCARE)
        allot_step(s);
    share_contact(s);
}
