/* capacity.c: mechanism 11, research capacity C: `learning`.
 *
 * A session costs session_hours of staff time and what unit_costs say for the room and food; there
 * is at most one a month, all in touch attend:
 *     session:     C += (1 - C) capacity_session * fit * (1 - F)+ * T
 *     joint work:  1 - C shrinks by exp(-capacity_doing * hours given)
 *     unused:      dC/dt = capacity_decay (C0 - C), C0 the organisation's own start.
 * fit = share of those for whom the time suits + session_misfit of the others: weekday sessions suit
 * staff; evenings and weekends suit volunteers, and cost staff a third of what weekdays cost
 * volunteers. `learning` scales both gains. Sources: Turin et al. 2022, table 1 (times, "insufficient"
 * supply); parameters.def. Where levers are given to a part, each side (funding.c) has sessions of its
 * own, at w_c session_hours each: an assumption, so that an hour of a session costs as much for each of
 * those who attend. */
#include "partnership/mechanisms/mechanism.h"

#include <math.h>

static double fit_of_time(const pm_partnership *s, pm_session_time when, size_t i) {
    double volunteers = pm_traits_of(s, i)->volunteer_share, misfit = s->in->p.session_misfit;
    if (when == SESSIONS_WEEKDAY)
        return (1 - volunteers) + volunteers * misfit;
    return volunteers + (1 - volunteers) * (1 - (1 - misfit) / 3);
}

static void attend(pm_partnership *s, size_t j, size_t i, double hours_each) {
    double fit = fit_of_time(s, (pm_session_time)pm_levers_for(s, j, i)->sessions, i);
    double slack = fmax(0, 1 - pm_felt_fatigue(s, i));
    double gain = s->in->p.capacity_session * fit * slack * s->r.trust[j * s->o.n + i];
    s->o.capacity[i] += (1 - s->o.capacity[i]) * gain * pm_strength(s, MECH_learning);
    s->o.sum[i].hours_returned += hours_each;
    s->r.since_done[j * s->o.n + i] = 0;
    pm_tell(s, EVENT_session, j * s->o.n + i, 0);
}

/* A session for a side, or, where the sides' sessions are the same, for all. */
static void hold_session(pm_partnership *s, size_t j, size_t side) {
    pm_side *x = &s->team[j].side[side];
    bool parted = s->team[j].parted[CAPACITY];
    double weight = parted ? pm_weight_of_side(s, j, side) : 1;
    double hours = weight * s->in->p.session_hours;
    bool due = x->last_session < 0 || s->now - x->last_session >= 1 - 1e-9;
    if (x->l->sessions == SESSIONS_NONE || !due || x->hours[CAPACITY] < hours - 1e-9)
        return;
    size_t n = pm_count_in_touch(s, j, side) + (parted ? 0 : pm_count_in_touch(s, j, 1 - side));
    int64_t room = llround(weight * pm_cost_of_session(s->in) * 100);
    if (n == 0 ||
        x->purse[CAPACITY] < room + (room > 0 ? llround(hours * (double)s->staff_hour) : 0))
        return;
    pm_use_hours(s, j, side, CAPACITY, hours);
    pm_use_money(s, j, side, CAPACITY, room);
    x->last_session = s->now;
    for (size_t i = 0; i < s->o.n; i++)
        if (pm_in_touch(s, j * s->o.n + i) && (!parted || pm_side_of(s, j, i) == side))
            attend(s, j, i, hours / (double)n);
}

/* Towards each organisation's own start. */
static void forget_capacity(pm_partnership *s) {
    const uint32_t *group = s->o.group;
    double kept = pm_kept(s->in->p.capacity_decay, s->dt), *capacity = s->o.capacity;
    double *restrict own = s->of_group;
    for (size_t g = 0; g < s->in->organisations.n; g++)
        own[g] = ((const pm_organisation *)s->in->organisations.rows)[g].t.capacity;
    for (size_t i = 0, n = s->o.n; i < n; i++)
        capacity[i] = pm_move(capacity[i], own[group[i]], kept);
}

void pm_capacity(pm_partnership *s) {
    const pm_parameters *p = &s->in->p;
    for (size_t j = 0; j < s->n_teams; j++)
        for (size_t side = 0; side < (s->team[j].parted[CAPACITY] ? s->team[j].sides : 1); side++)
            hold_session(s, j, side);
    for (size_t r = 0; r < s->r.n; r++)
        if (s->r.given[r] > 0) {
            double *c = &s->o.capacity[pm_organisation_of(s, r)];
            *c = pm_jump_up(*c, p->capacity_doing * s->r.given[r] * pm_strength(s, MECH_learning));
        }
    forget_capacity(s);
}
