/* reach.c: mechanism 13, who is approached and takes part (a gate). This file has the pools in
 * expectation; where members are persons, approach.c takes a pool's approaches.
 *
 * Members are reached through one organisation each, or only directly (direct_people); who took part
 * leaves the pool, so nobody counts twice. In a step with joint work, approaches through a partner are
 *     min(pool_cap * dt * pool, (hours given * connectivity * role_access + posts)
 *         * partner_approaches * factor of the bond),                                  (synergy.c)
 * each costing partnered_hours of data collection, and an honorarium where one is paid, from data collection unless costs
 * of a budget pay participants; what is left of these hours buys direct approaches
 * at direct_hours each. A team approaches no more people than it could pay an honorarium if all took part. A member takes part with the probability of consent (consent.c), less
 * consent_direct for direct approaches. Where levers are given to a part, people reached directly belong
 * to no type and count with all others. Source: Wendler 2005 (access, not willingness); parameters.def. */
#include "partnership/mechanisms/mechanism.h"

#include <math.h>

/* Approaches `n` people of an organisation's pool, or directly; returns how many take part, and
 * pays them from data collection. */
static double approach_pool(pm_partnership *s, size_t j, size_t i, double n, double *pool,
                            double *times, double trust, double less) {
    if (*pool <= 0 || n <= 0)
        return 0;
    double joined = fmin(*pool, n * pm_consent(s, j, i, trust, *times, less));
    double honorarium = pm_rate_of_participants(s->in, pm_levers_for(s, j, i)) * 100;
    if (honorarium > 0)
        joined = fmin(joined, (double)pm_money_for_participants(s, j) / honorarium);
    pm_pay_participants(s, j, (int64_t)floor(joined * honorarium));
    *times += n / *pool;
    *pool -= joined;
    return joined;
}

/* ... of an organisation, or directly (i = number of organisations). */
static double approach_people(pm_partnership *s, size_t j, size_t i, double n) {
    const pm_parameters *p = &s->in->p;
    bool direct = i == s->o.n;
    double *pool = direct ? &s->direct_pool : &s->o.pool[i], less = direct ? p->consent_direct : 0;
    double *times = direct ? &s->direct_approached : &s->o.approached[i];
    if (s->m.n == 0)
        return approach_pool(s, j, i, n, pool, times,
                             direct ? p->member_trust : s->o.member_trust[i], less);
    double joined = pm_approach_members(s, j, i, n, less);
    *pool -= joined;
    return joined;
}

static double approaches_arranged(const pm_partnership *s, size_t r) {
    size_t i = pm_organisation_of(s, r);
    const pm_traits *t = pm_traits_of(s, i);
    if (!(s->r.given[r] > 0))
        return 0;
    double posts = s->team[pm_team_of(s, r)].post_hours;
    double hours = s->r.given[r] * t->connectivity * t->role_access + posts;
    double word = pm_bond_factor(s, r, s->in->p.reach_bond);
    return fmin(hours * s->in->p.partner_approaches * word,
                s->in->p.pool_cap * s->dt * pm_open_pool(s, i));
}

/* Cents of an honorarium, kept for everybody who is approached. */
static double kept_for_participant(const pm_partnership *s, size_t j, size_t i) {
    return pm_rate_of_participants(s->in, pm_levers_for(s, j, i)) * 100;
}

/* Through partners; hours are shared out pro rata where they do not suffice. */
static void reach_through_partners(pm_partnership *s, size_t j) {
    const pm_parameters *p = &s->in->p;
    double wanted = 0, hours, kept = 0;
    for (size_t i = 0; i < s->o.n; i++) {
        double n = approaches_arranged(s, j * s->o.n + i);
        if (!(n > 0))
            continue;
        wanted += n * p->partnered_hours;
        kept += n * kept_for_participant(s, j, i);
    }
    double part = kept > 0 ? fmin(1, pm_most_affordable(s, j, wanted, kept)) : 1;
    hours = wanted > 0 ? pm_use_hours(s, j, 0, DATA, wanted * part) : 0;
    for (size_t i = 0; i < s->o.n && wanted > 0; i++) {
        double n = approaches_arranged(s, j * s->o.n + i) * hours / wanted;
        if (!(n > 0))
            continue;
        s->o.participants[i] += approach_people(s, j, i, n);
    }
}

static void reach_directly(pm_partnership *s, size_t j) {
    const pm_parameters *p = &s->in->p;
    double most = p->pool_cap * s->dt * pm_open_pool(s, s->o.n);
    double n = fmin(s->team[j].side[0].hours[DATA] / p->direct_hours, most);
    n = fmin(n, pm_most_affordable(s, j, p->direct_hours, kept_for_participant(s, j, s->o.n)));
    n = pm_use_hours(s, j, 0, DATA, n * p->direct_hours) / p->direct_hours;
    s->team[j].participants_direct += approach_people(s, j, s->o.n, n);
}

void pm_reach(pm_partnership *s) {
    for (size_t j = 0; j < s->n_teams; j++) {
        if (!pm_data_collection(s, j))
            continue;
        pm_translate(s, j);
        reach_through_partners(s, j);
        reach_directly(s, j);
    }
}
