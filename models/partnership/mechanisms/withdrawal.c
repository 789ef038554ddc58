/* withdrawal.c: mechanism 16, dormancy and exit (a gate).
 *
 * Working together: joint work, or contact with a partner whose relation is not dormant, which takes both.
 * A partnership without contact for dormant_after months is dormant; a relation that was only exploring
 * ends there (it may be asked again). Relations end for good at the rate
 *     x exp(kT (1/2 - T)) exp(kF (F - 1)+),  x = exit_partnered or, while dormant, exit_dormant,
 * when the rate added up reaches the relation's own unit exponential. Source: Feinberg 2008, HCAP 2012
 * for x (service coalitions); kT, kF assumed. */
#include "partnership/mechanisms/mechanism.h"

#include <math.h>

/* Whether anything but contact was done with a partner in this step; listening is. A session counts from
 * the month after it (capacity.c). */
static bool is_anything_done(const pm_partnership *s, size_t r) {
    bool listening = s->team[pm_team_of(s, r)].phase == LEARNING_TO_KNOW;
    return s->r.given[r] > 0 || s->r.followed_up[r] > 0 || listening;
}

static void count_silence(pm_partnership *s, size_t r) {
    pm_relations *x = &s->r;
    bool met = x->contact[r] > 0 || x->kept_up[r] > 0;
    bool contact = met || x->followed_up[r] > 0 || x->given[r] > 0;
    bool together = x->given[r] > 0 || (met && x->stage[r] == PARTNERED);
    double silence = contact ? 0 : x->since_contact[r] + s->dt;
    if (s->listener)
        pm_tell_silence(s, r, x->since_contact[r], silence);
    x->since_contact[r] = silence;
    x->since_done[r] = is_anything_done(s, r) ? 0 : x->since_done[r] + s->dt;
    x->since_together[r] = together ? 0 : x->since_together[r] + s->dt;
    if (x->since_contact[r] < s->in->p.dormant_after)
        return;
    if (x->stage[r] == PARTNERED || x->stage[r] == EXPLORING)
        pm_tell(s, x->stage[r] == PARTNERED ? EVENT_fell_dormant : EVENT_came_to_nothing, r, 0);
    if (x->stage[r] == PARTNERED)
        x->stage[r] = DORMANT;
    else if (x->stage[r] == EXPLORING)
        x->stage[r] = CONTACTED;
}

static double rate_of_leaving(const pm_partnership *s, size_t r) {
    const pm_parameters *p = &s->in->p;
    double x = s->r.stage[r] == DORMANT ? p->exit_dormant : p->exit_partnered;
    double overload = fmax(0, pm_felt_fatigue(s, pm_organisation_of(s, r)) - 1);
    return x * exp(p->exit_trust * (0.5 - s->r.trust[r]) + p->exit_fatigue * overload);
}

void pm_withdrawal(pm_partnership *s) {
    for (size_t r = 0; r < s->r.n; r++) {
        if (s->r.stage[r] <= CONTACTED || s->r.stage[r] == EXITED)
            continue;
        count_silence(s, r);
        if (s->r.stage[r] == CONTACTED)
            continue;
        if (pm_relation_advance(s, &s->r.leaving[r], LUCK_LEAVING, r, rate_of_leaving(s, r))) {
            s->r.stage[r] = EXITED;
            s->r.exited_at[r] = s->now + s->dt;
            pm_tell(s, EVENT_ended_tie, r, 0);
        }
    }
}
