/* overload.c: mechanism 9, `fatigue`.
 *
 * Requests reach an organisation from elsewhere (Poisson, at the type's yearly rate, more in shocks) and
 * from teams (invitation.c); each costs request_hours. F remembers the load, in hours given and lost to
 * requests a month over discretionary hours a month:
 *     dF/dt = (load / hours - F) / fatigue_memory.
 * A burst of load moves F alike for any length of step. Take-up, sessions and withdrawal see
 * strength * F. Source: Turin et al. 2022, table 2 (overburdened by requests); form assumed. */
#include "partnership/mechanisms/mechanism.h"

double pm_felt_fatigue(const pm_partnership *s, size_t organisation) {
    return pm_strength(s, MECH_fatigue) * s->o.fatigue[organisation];
}

/* Requests a month, of each group of organisations. */
static void rate_requests(pm_partnership *s) {
    const pm_organisation *group = s->in->organisations.rows;
    for (size_t g = 0; g < s->in->organisations.n; g++)
        s->of_group[g] = s->crisis.demand * group[g].t.requests / 12;
}

void pm_overload(pm_partnership *s) {
    const pm_parameters *p = &s->in->p;
    double kept = pm_kept(1 / p->fatigue_memory, s->dt);
    rate_requests(s);
    for (size_t i = 0; i < s->o.n; i++) {
        const pm_traits *t = pm_traits_of(s, i);
        unsigned requests =
            pm_advance(s, &s->o.requests[i], LUCK_REQUEST, i, s->of_group[s->o.group[i]]);
        double load = (s->o.load[i] + requests * p->request_hours) / s->dt;
        s->o.fatigue[i] = pm_move(s->o.fatigue[i], load / (t->hours * s->crisis.slack), kept);
        s->o.load[i] = 0;
    }
}
