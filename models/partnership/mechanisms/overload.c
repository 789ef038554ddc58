/* overload.c: mechanism 9, `fatigue`.
 *
 * Requests reach an organisation from elsewhere (Poisson, at the type's yearly rate, more in shocks) and
 * from teams (invitation.c); each costs request_hours. F remembers the load, in hours given and lost to
 * requests a month over discretionary hours a month:
 *     dF/dt = (load / hours - F) / fatigue_memory.
 * A burst of load moves F alike for any length of step. Take-up, sessions and withdrawal see
 * strength * F. Source: Turin et al. 2022, table 2 (overburdened by requests); form assumed. */
#include "partnership/mechanisms/mechanism.h"

#include <string.h>

/* Requests from elsewhere, as load. */
static void take_requests(pm_partnership *s) {
    const pm_organisation *group = s->in->organisations.rows;
    for (size_t g = 0; g < s->in->organisations.n; g++)
        s->of_group[g] = pm_hazard(s, s->crisis.demand * group[g].t.requests / 12);
    size_t n = pm_advance_all(s, s->o.requests, s->of_group);
    for (size_t x = 0; x < n; x++) {
        size_t i = s->list[x];
        s->o.load[i] +=
            pm_count_events(s, &s->o.requests[i], LUCK_REQUEST, i) * s->in->p.request_hours;
    }
}

void pm_overload(pm_partnership *s) {
    const pm_organisation *group = s->in->organisations.rows;
    double kept = pm_kept(1 / s->in->p.fatigue_memory, s->dt);
    double steps = s->clock.steps_per_month; /* 1, 2 or 4: times it is over dt, exactly */
    double *fatigue = s->o.fatigue, *restrict load = s->o.load, *restrict hours = s->of_group;
    take_requests(s);
    for (size_t g = 0; g < s->in->organisations.n; g++)
        hours[g] = group[g].t.hours * s->crisis.slack;
    for (size_t i = 0; i < s->o.n && s->listener; i++)
        pm_tell_load(s, i, fatigue[i],
                     pm_move(fatigue[i], load[i] * steps / hours[s->o.group[i]], kept));
    for (size_t i = 0, n = s->o.n; i < n; i++)
        fatigue[i] = pm_move(fatigue[i], load[i] * steps / hours[s->o.group[i]], kept);
    memset(s->o.load, 0, s->o.n * sizeof *s->o.load);
}
