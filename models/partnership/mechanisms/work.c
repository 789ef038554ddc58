/* work.c: mechanism 4, joint work (a gate), with `capacity_use`.
 *
 * From data_delay months after listening until the grant ends, a team asks each partner for
 * hours_asked a month, or, with pay.when_short = ask_less, for as many as its line for partners can pay;
 * with `owe` what cannot be paid is owed, and paid when there is money. While a grant runs, reporting takes
 * strength * report_hours a month from each partner that is paid, first (`money_burden`). Organisations give
 *     given = asked * min(1, discretionary hours of the step / hours asked by all teams)
 *     discretionary hours = H (1 - season cos(2 pi (t - season_low) / 12)) * slack of shocks.
 * Depth of involvement, at most what the type takes on:
 *     D = min(role_research, J * min(1, depth_base + depth_capacity C + depth_trust T)).
 * C counts as capacity_neutral as far as `capacity_use` is weakened. Paid hours are booked when they
 * are given. Where levers are given to a part (funding.c), J, hours asked and pay are those of the
 * partner's side, the line for partners is the team's. */
#include "partnership/mechanisms/mechanism.h"

#include <gsl/gsl_math.h>
#include <string.h>

double pm_capacity_in_use(const pm_partnership *s, size_t organisation) {
    double weight = pm_strength(s, MECH_capacity_use);
    return weight * s->o.capacity[organisation] + (1 - weight) * s->in->p.capacity_neutral;
}

static double discretionary_hours(const pm_partnership *s, const pm_traits *t) {
    double wave = t->season > 0 ? cos(2 * M_PI * (s->now - t->season_low) / 12) : 0;
    return t->hours * (1 - t->season * wave) * s->crisis.slack * s->dt;
}

/* All organisations of a group have the same. */
static void set_hours(pm_partnership *s) {
    const pm_organisation *group = s->in->organisations.rows;
    for (size_t g = 0; g < s->in->organisations.n; g++)
        s->of_group[g] = discretionary_hours(s, &group[g].t);
    for (size_t i = 0; i < s->o.n; i++)
        s->o.hours_left[i] = s->of_group[s->o.group[i]];
}

static double cents_per_hour(const pm_partnership *s, size_t j, size_t i) {
    const pm_levers *l = pm_levers_for(s, j, i);
    pm_pay_form form = pm_form_of_pay(s, j, i);
    return form == PAY_NONE ? 0 : pm_rate_of_pay(s->in, l, form) * l->pay.coverage * 100;
}

/* Asks partners for hours, no more than can be paid. */
static void ask_for_hours(pm_partnership *s, size_t j) {
    double cost = 0;
    size_t first = j * s->o.n;
    memset(s->r.asked + first, 0, s->o.n * sizeof *s->r.asked);
    memset(s->r.given + first, 0, s->o.n * sizeof *s->r.given);
    if (!pm_data_collection(s, j))
        return;
    for (size_t i = 0; i < s->o.n; i++) {
        if (s->r.stage[first + i] != PARTNERED)
            continue;
        s->r.asked[first + i] = pm_levers_for(s, j, i)->hours_asked * s->dt;
        cost += s->r.asked[first + i] * cents_per_hour(s, j, i);
    }
    bool owes = pm_levers_of(s, j)->pay.when_short == SHORT_OWE;
    double part = cost > 0 && !owes ? fmin(1, (double)s->team[j].pay_purse / cost) : 1;
    for (size_t r = first; r < first + s->o.n; r++)
        s->r.asked[r] *= part;
}

static void pay_partner(pm_partnership *s, size_t j, size_t i, double hours) {
    pm_team_state *t = &s->team[j];
    pm_tally *sum = &s->o.sum[i];
    size_t r = j * s->o.n + i;
    const pm_compensation *pay = &pm_levers_for(s, j, i)->pay;
    int64_t due = (int64_t)floor(hours * cents_per_hour(s, j, i)) + s->r.owed[r];
    int64_t cents = due < t->pay_purse ? due : t->pay_purse, owed = s->r.owed[r];
    t->pay_purse -= cents;
    pm_book(s, j, pm_form_of_pay(s, j, i) == PAY_BUY_OUT ? LINE_BUY_OUT : LINE_HONORARIA, cents);
    s->r.paid[r] += cents;
    s->r.owed[r] = pay->when_short == SHORT_OWE ? due - cents : 0;
    double covered = cents > 0 ? hours * pay->coverage : 0;
    if (owed > 0 || s->r.owed[r] > 0)
        covered = (double)cents / cents_per_hour(s, j, i) * pay->coverage;
    sum->spend += cents;
    sum->unpaid_hours += hours - covered;
    sum->hours_returned += (double)cents / 100 / pm_traits_of(s, i)->hour_cost;
}

/* Reporting on money, before any work. */
static void report_on_money(pm_partnership *s, size_t j, size_t i) {
    double hours = s->in->p.report_hours * pm_strength(s, MECH_money_burden) * s->dt;
    if (s->r.stage[j * s->o.n + i] != PARTNERED || !(hours > 0) || !pm_funded(s, j) ||
        pm_form_of_pay(s, j, i) == PAY_NONE)
        return;
    hours = fmin(hours, s->o.hours_left[i]);
    s->o.hours_left[i] -= hours;
    s->o.load[i] += hours;
    s->o.sum[i].partner_hours += hours;
    s->o.sum[i].unpaid_hours += hours;
}

/* Several teams share an organisation's hours pro rata, not in turn. */
static void give_hours(pm_partnership *s, size_t i) {
    double asked = 0;
    for (size_t j = 0; j < s->n_teams; j++)
        asked += s->r.asked[j * s->o.n + i];
    if (!(asked > 0))
        return;
    double part = fmin(1, s->o.hours_left[i] / asked);
    for (size_t j = 0; j < s->n_teams; j++) {
        size_t r = j * s->o.n + i;
        double hours = s->r.asked[r] * part;
        if (hours <= 0)
            continue;
        s->r.given[r] = hours;
        s->o.hours_left[i] = fmax(0, s->o.hours_left[i] - hours);
        s->o.load[i] += hours;
        s->o.sum[i].partner_hours += hours;
        pay_partner(s, j, i, hours);
    }
}

/* Nobody else asks for hours or for reports. */
static bool is_any_funded(const pm_partnership *s) {
    bool any = false;
    for (size_t j = 0; j < s->n_teams; j++)
        any |= pm_funded(s, j);
    return any;
}

static void deepen(pm_partnership *s, size_t r) {
    const pm_parameters *p = &s->in->p;
    double joint = pm_levers_at(s, r)->shared_decisions;
    double c = pm_capacity_in_use(s, pm_organisation_of(s, r));
    double depth =
        joint * fmin(1, p->depth_base + p->depth_capacity * c + p->depth_trust * s->r.trust[r]);
    s->r.depth[r] = fmin(depth, pm_traits_of(s, pm_organisation_of(s, r))->role_research);
}

void pm_work(pm_partnership *s) {
    for (size_t j = 0; j < s->n_teams; j++)
        ask_for_hours(s, j);
    set_hours(s);
    for (size_t i = 0, n = is_any_funded(s) ? s->o.n : 0; i < n; i++) {
        for (size_t j = 0; j < s->n_teams; j++)
            report_on_money(s, j, i);
        give_hours(s, i);
    }
    for (size_t r = 0; r < s->r.n; r++)
        if (s->r.given[r] > 0)
            deepen(s, r);
    for (size_t j = 0; j < s->n_teams; j++)
        pm_placements(s, j);
}
