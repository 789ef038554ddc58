/* outputs.c: mechanism 15, co-produced outputs, their release and spread, and dissemination (a gate).
 *
 * Outputs of a relation come at the rate of its joint hours and its share of students' hours (a Poisson
 * process in hours):
 *     outputs_rate / 100 * (1/2 + C / 2)(1/2 + D / 2) * factor of the bond (synergy.c) for each hour.
 * Quality assurance takes an exponential time with mean qa_lag (lever). An output is in time if it is
 * released within the organisation's window, window_paces * pace, and before the team's money ends; for a subgroup
 * with a language of its own, output_lag months later, and only if that language is served (language.c). A
 * partner whose tie has not ended carries an output on with probability scale_up_share * role_disseminate *
 * T; expected numbers are counted. Dissemination events are held when dissemination_hours of staff
 * time are there. Sources: West London programme (long assurance in a short project), Turin et al. 2022
 * (agencies spread rather than recruit); sizes assumed. */
#include "partnership/mechanisms/mechanism.h"

#include <math.h>

/* When an output is released, and until when it is in time, in months from now. */
typedef struct {
    double lag, most;
} release;

static release release_of(const pm_partnership *s, size_t r, uint32_t ordinal) {
    size_t j = pm_team_of(s, r);
    const pm_levers *l = pm_levers_at(s, r);
    double lag =
        l->qa_lag > 0 ? -l->qa_lag * log(pm_relation_luck(s, LUCK_QUALITY, r, ordinal)) : 0;
    double window = s->in->p.window_paces * pm_traits_of(s, pm_organisation_of(s, r))->pace;
    double money = s->team[j].paid_until - s->now;
    return (release){lag, fmin(window, money)};
}

/* Expected number of partners that carry an output of this team on. */
static void spread_output(pm_partnership *s, size_t j) {
    for (size_t i = 0; i < s->o.n; i++)
        if (pm_is_tie(s, j * s->o.n + i))
            s->o.sum[i].scale_up += s->in->p.scale_up_share * pm_traits_of(s, i)->role_disseminate *
                                    s->r.trust[j * s->o.n + i];
}

/* In time for a subgroup: in its own language, as far as that is served (persons only). */
static void reach_languages(pm_partnership *s, size_t j, release x) {
    for (size_t g = 0; g < s->m.n_subgroups && s->m.n > 0; g++) {
        bool own = s->m.subgroup[g]->language[0] != '\0';
        double later = own ? pm_levers_of(s, j)->translation.output_lag : 0;
        s->m.outputs[g] += x.lag + later <= x.most ? pm_results_heard(s, j, g) : 0;
    }
}

static void co_produce(pm_partnership *s, size_t r) {
    size_t i = pm_organisation_of(s, r), j = pm_team_of(s, r);
    double hours = (s->r.given[r] + s->team[j].student_hours) / s->dt;
    double per_hour = s->in->p.outputs_rate / 100 * (0.5 + pm_capacity_in_use(s, i) / 2) *
                      (0.5 + s->r.depth[r] / 2) * pm_bond_factor(s, r, s->in->p.outputs_bond);
    uint32_t first = s->r.outputs[r].count;
    unsigned n = pm_relation_advance(s, &s->r.outputs[r], LUCK_OUTPUT, r, per_hour * hours);
    s->o.sum[i].outputs += n;
    for (uint32_t k = 0; k < n; k++) {
        release x = release_of(s, r, first + k);
        pm_tell(s, EVENT_output, r, 0);
        s->o.sum[i].in_time += x.lag <= x.most;
        reach_languages(s, j, x);
        spread_output(s, j);
    }
}

static void disseminate(pm_partnership *s, size_t j) {
    double hours = s->in->p.dissemination_hours;
    while (s->team[j].side[0].hours[DISSEMINATION] >= hours - 1e-9) {
        pm_use_hours(s, j, 0, DISSEMINATION, hours);
        s->team[j].dissemination++;
        pm_tell_of_team(s, EVENT_made_known, j, 0);
    }
}

void pm_outputs(pm_partnership *s) {
    for (size_t r = 0; r < s->r.n; r++)
        if (s->r.given[r] > 0)
            co_produce(s, r);
    for (size_t j = 0; j < s->n_teams; j++)
        disseminate(s, j);
}
