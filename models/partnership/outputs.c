/* outputs.c: mechanism 15, co-produced outputs and dissemination (a gate).
 *
 * Outputs of a relation come at the rate of its joint hours (a Poisson process in hours):
 *     outputs_rate / 100 * (1/2 + C / 2)(1/2 + D / 2) for each hour given.
 * Dissemination events are held when dissemination_hours of staff time are there. Sizes assumed. */
#include "partnership/mechanism.h"

static void co_produce(pm_partnership *s, size_t r) {
    size_t i = pm_organisation_of(s, r);
    double per_hour = s->in->p.outputs_rate / 100 * (0.5 + pm_capacity_in_use(s, i) / 2) *
                      (0.5 + s->r.depth[r] / 2);
    double rate = per_hour * s->r.given[r] / s->dt;
    s->o.sum[i].outputs += pm_relation_advance(s, &s->r.outputs[r], LUCK_OUTPUT, r, rate);
}

static void disseminate(pm_partnership *s, size_t j) {
    double hours = s->in->p.dissemination_hours;
    while (s->team[j].hours[DISSEMINATION] >= hours - 1e-9) {
        pm_use_hours(s, j, DISSEMINATION, hours);
        s->team[j].dissemination++;
    }
}

void pm_outputs(pm_partnership *s) {
    for (size_t r = 0; r < s->r.n; r++)
        if (s->r.given[r] > 0)
            co_produce(s, r);
    for (size_t j = 0; j < s->n_teams; j++)
        disseminate(s, j);
}
