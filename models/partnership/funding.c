/* funding.c: mechanism 1, funding and effort (a gate).
 *
 * A grant of amount A over M months, less its fixed cost, its running administration and the
 * reserve for aftercare, is money for work W. A share of W is kept to pay partners; the rest buys
 * staff hours, allotted evenly over the steps and shared out over activities by the policy: hours
 * of an activity in a step = min(purse, catch_up * its allotment of the step) / cost of an hour.
 * What an activity does not use stays in its purse until the grant ends, then it is idle. Asks,
 * sessions and help come in lumps, for which a purse may be saved up. After the last grant the
 * reserve is spent in the same way over the months of aftercare. At an end that is bridged neither
 * by a next grant nor by aftercare the team loses its people with probability gap_loss. Contact of
 * a partner: h = (contact + listening hours) / partners in touch; q = 1 - exp(-(h +
 * follow_up_contact * follow-up hours) / contact_need). Books are in whole cents. Sources:
 * parameters.def. */
#include "partnership/mechanism.h"

#include <math.h>

static int64_t sum_of_purses(const pm_team_state *t) {
    int64_t sum = t->pay_purse;
    for (int a = 0; a < N_ACTIVITIES; a++)
        sum += t->purse[a];
    return sum;
}

void pm_book(pm_partnership *s, size_t team, pm_budget_line line, int64_t cents) {
    pm_team_state *t = &s->team[team];
    t->spent[line] += cents;
    t->present_value += (double)cents / 100 * s->discount;
}

static pm_budget_line line_of(const pm_team_state *t, pm_activity a) {
    static const pm_budget_line lines[N_ACTIVITIES] = {
        [OUTREACH] = LINE_COORDINATOR, [LISTENING] = LINE_COORDINATOR,
        [CONTACT] = LINE_COORDINATOR,  [CAPACITY] = LINE_CAPACITY,
        [DATA] = LINE_RESEARCH_STAFF,  [FOLLOW_UP] = LINE_FOLLOW_UP,
        [NEEDS] = LINE_COORDINATOR,    [DISSEMINATION] = LINE_DISSEMINATION,
    };
    return t->phase == AFTERCARE ? LINE_AFTERCARE : lines[a];
}

double pm_use_hours(pm_partnership *s, size_t team, pm_activity a, double hours) {
    pm_team_state *t = &s->team[team];
    double used = fmax(0, fmin(hours, t->hours[a]));
    int64_t cents = llround(used * (double)s->staff_hour);
    cents = cents < t->purse[a] ? cents : t->purse[a];
    t->purse[a] -= cents;
    t->hours[a] -= used;
    pm_book(s, team, line_of(t, a), cents);
    return used;
}

/* ---- grants begin and end ---------------------------------------------------------------------
 */

/* As much of `wanted` cents as there is in *from. */
static int64_t take(int64_t *from, int64_t wanted) {
    int64_t taken = wanted < *from ? wanted : *from;
    *from -= taken;
    return taken;
}

static void open_grant(pm_partnership *s, size_t j, int k) {
    pm_team_state *t = &s->team[j];
    const pm_levers *l = pm_levers_of(s, j);
    const pm_grant *g = (const pm_grant *)l->grants.rows + k;
    const pm_parameters *p = &s->in->p;
    int64_t left = g->amount;
    t->grant = k;
    t->granted += g->amount;
    t->reserve += take(&left, llround(l->reserve * (double)g->amount));
    pm_book(s, j, LINE_ADMINISTRATION, take(&left, llround(p->grant_fixed * 100)));
    t->unallotted = left;
    t->running_money = take(&left, llround(p->grant_running * 100) * g->months);
    t->pay_money = llround(l->pay.share * (double)left);
    t->staff_money = left - t->pay_money;
    for (size_t i = 0; i < s->o.n; i++)
        s->r.next_promise[j * s->o.n + i] = 0;
}

/* What is left of a grant, or of aftercare, is idle from now on. */
static void close_books(pm_team_state *t) {
    t->idle += sum_of_purses(t) + t->unallotted;
    t->unallotted = t->pay_purse = t->staff_money = t->pay_money = t->running_money = 0;
    for (int a = 0; a < N_ACTIVITIES; a++)
        t->purse[a] = 0;
}

static void team_loses_people(pm_partnership *s, size_t j) {
    pm_team_state *t = &s->team[j];
    rap_event end = {.team = t->hash, .ordinal = t->endings++};
    if (rap_uniform(s->key[LUCK_TEAM_LOSS], end) >= s->in->p.gap_loss)
        return;
    for (size_t i = 0; i < s->o.n; i++)
        if (s->r.stage[j * s->o.n + i] != NONE)
            pm_lose_person(s, j * s->o.n + i, false);
}

static int grant_at(const pm_partnership *s, size_t j) {
    const pm_grant *g = pm_levers_of(s, j)->grants.rows;
    for (size_t k = 0; k < pm_levers_of(s, j)->grants.n; k++)
        if ((double)g[k].start <= s->now && s->now < (double)(g[k].start + g[k].months))
            return (int)k;
    return -1;
}

static pm_phase phase_at(const pm_partnership *s, size_t j) {
    const pm_team_state *t = &s->team[j];
    const pm_levers *l = pm_levers_of(s, j);
    const pm_grant *g = l->grants.rows;
    int k = grant_at(s, j);
    if (k >= 0)
        return s->now - (double)g[k].start < (double)l->listening ? LEARNING_TO_KNOW : WORKING;
    if (s->now < (double)g[0].start)
        return BEFORE;
    if (s->now < t->end)
        return BETWEEN;
    return s->now < t->end + (double)l->aftercare ? AFTERCARE : OVER;
}

static void turn_phase(pm_partnership *s, size_t j) {
    pm_team_state *t = &s->team[j];
    pm_phase was = t->phase, is = phase_at(s, j);
    int k = grant_at(s, j);
    bool had_money = was == LEARNING_TO_KNOW || was == WORKING || was == AFTERCARE;
    t->phase = is;
    if (had_money && (t->grant != k || (was == AFTERCARE && is != AFTERCARE))) {
        close_books(t);
        if (is == BETWEEN || is == OVER)
            team_loses_people(s, j);
    }
    if (k >= 0 && t->grant != k)
        open_grant(s, j, k);
    t->grant = k;
    if (is == AFTERCARE && was != AFTERCARE) {
        t->unallotted = t->staff_money = t->reserve;
        t->reserve = 0;
    }
}

/* ---- a step's money and hours -----------------------------------------------------------------
 */

/* The part of `total` cents that falls on step k of n: parts add up to the total exactly. */
static int64_t part(int64_t total, int64_t k, int64_t n) {
    return total * (k + 1) / n - total * k / n;
}

static double lump(const pm_parameters *p, pm_activity a) {
    return a == OUTREACH        ? p->hours_per_ask
           : a == CAPACITY      ? p->session_hours
           : a == NEEDS         ? p->promise_hours
           : a == DISSEMINATION ? p->dissemination_hours
                                : 0;
}

static const double *shares_of(const pm_levers *l, pm_phase is) {
    return is == LEARNING_TO_KNOW ? l->listening_hours
           : is == AFTERCARE      ? l->aftercare_hours
                                  : l->hours;
}

static void allot(pm_partnership *s, size_t j) {
    pm_team_state *t = &s->team[j];
    const pm_levers *l = pm_levers_of(s, j);
    const pm_grant *g = (const pm_grant *)l->grants.rows + (t->grant < 0 ? 0 : t->grant);
    double begun = t->phase == AFTERCARE ? t->end : (double)g->start;
    int64_t months = t->phase == AFTERCARE ? l->aftercare : g->months;
    int64_t n = months * s->clock.steps_per_month, k = llround((s->now - begun) / s->dt);
    int64_t staff = part(t->staff_money, k, n), pay = part(t->pay_money, k, n),
            running = part(t->running_money, k, n);
    const double *shares = shares_of(l, t->phase);
    t->pay_purse += pay;
    t->unallotted -= pay + running;
    pm_book(s, j, LINE_ADMINISTRATION, running);
    for (int a = 0; a < N_ACTIVITIES; a++) {
        int64_t allotted = (int64_t)floor(shares[a] * (double)staff);
        allotted = allotted < t->unallotted ? allotted : t->unallotted;
        t->purse[a] += allotted;
        t->unallotted -= allotted;
        double most = fmax(s->in->p.catch_up * (double)allotted,
                           lump(&s->in->p, (pm_activity)a) * (double)s->staff_hour);
        t->hours[a] = fmin((double)t->purse[a], most) / (double)s->staff_hour;
    }
}

static void no_hours(pm_team_state *t) {
    for (int a = 0; a < N_ACTIVITIES; a++)
        t->hours[a] = 0;
}

/* Shares contact out evenly over the relations in touch; with none, the hours are left. */
static void keep_in_touch(pm_partnership *s, size_t j) {
    pm_team_state *t = &s->team[j];
    size_t first = j * s->o.n, n = 0;
    for (size_t r = first; r < first + s->o.n; r++)
        n += pm_in_touch(s, r);
    double listening = n ? pm_use_hours(s, j, LISTENING, t->hours[LISTENING]) : 0;
    double hours = listening + (n ? pm_use_hours(s, j, CONTACT, t->hours[CONTACT]) : 0);
    t->listening_share = hours > 0 ? listening / hours : 0;
    for (size_t r = first; r < first + s->o.n; r++) {
        double need = pm_traits_of(s, r - first)->contact_need;
        s->r.contact[r] = pm_in_touch(s, r) ? hours / ((double)n * s->dt) : 0;
        s->r.quality[r] =
            1 - exp(-(s->r.contact[r] + s->in->p.follow_up_contact * s->r.followed_up[r]) / need);
    }
}

void pm_funding(pm_partnership *s) {
    s->discount = pow(1 + s->in->c.discount_rate, -s->now / 12);
    for (size_t j = 0; j < s->n_teams; j++) {
        turn_phase(s, j);
        no_hours(&s->team[j]);
        if (pm_present(s, j))
            allot(s, j);
        keep_in_touch(s, j);
    }
}
