/* unpaid_time.c: mechanism 18, hours of salaried people beside any grant, with `unpaid_delivery`.
 *
 * From its first grant on a team has, each month, whatever money there is,
 *     unpaid_hours * (1/2 + support of the university)
 * hours. They go first to promises that the team had planned to keep and for which paid hours do not
 * suffice (promises.c; `unpaid_delivery` scales what a promise gets), then to calls that come while nobody is
 * paid to answer (calls.c), then, where the policy says so, to staying in touch (keeping_in_touch.c). What
 * is left is gone. The same people work in every arm. Source: Saito & Gill 2014 (results come late, after
 * the money); hours assumed. */
#include "partnership/mechanisms/mechanism.h"

#include <math.h>

double pm_use_unpaid(pm_partnership *s, size_t j, double hours) {
    pm_team_state *t = &s->team[j];
    double used = fmax(0, fmin(hours, t->unpaid));
    t->unpaid -= used;
    t->unpaid_used += used;
    return used;
}

double pm_deliver_unpaid(pm_partnership *s, size_t j, double hours) {
    double most = pm_strength(s, MECH_unpaid_delivery) * s->team[j].unpaid;
    return pm_use_unpaid(s, j, fmin(hours, most));
}

void pm_unpaid_time(pm_partnership *s) {
    for (size_t j = 0; j < s->n_teams; j++) {
        pm_team_state *t = &s->team[j];
        double support = 0.5 + pm_levers_of(s, j)->institution;
        t->unpaid = t->granted > 0 ? t->of->unpaid_hours * support * s->dt : 0;
    }
}
