/* trust.c: mechanism 5, trust is pulled towards what the partner experiences.
 *
 *     dT/dt = trust_gain q Sum_c s_c w_c a_c (u_c - T) + trust_drift (1 - q)(1 - m)(G - T) / (1 + trust_drift_age years)
 *
 *     c             u_c                            pulls
 *     voice         min(1, D / D*)                 while working together
 *     presence      p0 + (1 - p0) q                whenever there is contact; p0 = presence_floor
 *     respect       1 - tokenism                   while working together
 *     fair_pay      1 - pay_importance (1 - pay)   while working together; pay: as far as it came
 *     needs_met     N                              whenever there is contact, if the type has needs
 *     shared_goals  A                              whenever there is contact
 *
 * years = those of acquaintance before month 0 (past.c): old ties decay more slowly (Burt 2000).
 * tokenism = given / asked * max(0, D* - D) / D*; a_c = trust_asymmetry where u_c < T, else 1; the
 * weights w_c add up to 1 and a component that does not apply pulls with 0. s_c is the mechanism's
 * strength. Linear in T for the signs at the start of the step, so the step is exact for these.
 * Without contact only the drift is left. `expectations`: while a grant's project runs, a partner with whom
 * nothing was done for more than idle_patience months (no joint work, no work on a promise or a need, no
 * session; withdrawal.c) loses trust: dT/dt = - strength idle_loss T, beside the above. Sources: Jones & Barry 2016 (voice), Skinner 2018 (fair pay),
 * Turin et al. 2022, box 1 (the rest); form and speed assumed. */
#include "partnership/mechanisms/mechanism.h"

#include <math.h>

/* The sum of pulls so far: dT/dt = rate (target - T), target = towards / rate. */
typedef struct {
    double rate, towards;
} pulls;

static void pull(pulls *sum, double rate, double target) {
    sum->rate += rate;
    sum->towards += rate * target;
}

static double tokenism(const pm_partnership *s, size_t r, double expected) {
    double short_of = fmax(0, expected - s->r.depth[r]) / expected;
    return s->r.asked[r] > 0 ? s->r.given[r] / s->r.asked[r] * short_of : 0;
}

static void component(const pm_partnership *s, pulls *sum, size_t r, pm_mechanism m,
                      double experience) {
    double asymmetry = experience < s->r.trust[r] ? s->in->p.trust_asymmetry : 1;
    double weight = pm_strength(s, m) * s->weight[m - MECH_voice];
    pull(sum, s->in->p.trust_gain * s->r.quality[r] * weight * asymmetry, experience);
}

static void pull_of_work(const pm_partnership *s, pulls *sum, size_t r) {
    const pm_traits *t = pm_traits_of(s, pm_organisation_of(s, r));
    double pay = pm_pay_felt(s, r);
    component(s, sum, r, MECH_voice, fmin(1, s->r.depth[r] / t->depth_expected));
    component(s, sum, r, MECH_respect, 1 - tokenism(s, r, t->depth_expected));
    component(s, sum, r, MECH_fair_pay, 1 - t->pay_importance * (1 - pay));
}

static void pull_of_contact(const pm_partnership *s, pulls *sum, size_t r) {
    double q = s->r.quality[r], floor_of = s->in->p.presence_floor;
    component(s, sum, r, MECH_presence, floor_of + (1 - floor_of) * q);
    if (pm_traits_of(s, pm_organisation_of(s, r))->needs > 0)
        component(s, sum, r, MECH_needs_met, s->r.needs[r]);
    component(s, sum, r, MECH_shared_goals, s->r.alignment[r]);
}

static bool is_disappointed(const pm_partnership *s, size_t r) {
    bool runs = s->team[pm_team_of(s, r)].phase == WORKING && s->r.stage[r] == PARTNERED;
    return runs && s->r.since_done[r] > s->in->p.idle_patience + 1e-9;
}

static void move_trust(pm_partnership *s, size_t r) {
    double q = s->r.quality[r], g = s->o.reputation[pm_organisation_of(s, r)];
    bool working = s->r.given[r] > 0;
    double age = 1 + s->in->p.trust_drift_age * s->r.years[r];
    pulls sum = {0, 0};
    if (q > 0)
        pull_of_contact(s, &sum, r);
    if (q > 0 && working)
        pull_of_work(s, &sum, r);
    pull(&sum, s->in->p.trust_drift * (1 - q) * (1 - s->r.memory[r]) / age, g);
    if (is_disappointed(s, r))
        pull(&sum, s->in->p.idle_loss * pm_strength(s, MECH_expectations), 0);
    if (sum.rate > 0)
        s->r.trust[r] = pm_relax(s->r.trust[r], fmin(1, sum.towards / sum.rate), sum.rate, s->dt);
}

void pm_trust(pm_partnership *s) {
    for (size_t r = 0; r < s->r.n; r++)
        if (s->r.stage[r] > CONTACTED)
            move_trust(s, r);
}
