/* calls.c: mechanism 19, partners call: `partners_call`.
 *
 * A partner whose tie has not ended calls at the rate
 *     strength * call_rate * P(yes to the team's next invitation)              (invitation.c).
 * Where somebody is paid to be there the call is part of what they do; else it takes call_hours of unpaid
 * time. A call that is answered is contact both ways in the next step, and wakes a dormant partnership. One
 * that is not:
 *     T shrinks by exp(-trust_breach call_weight)                                (`breach`).
 * Rates and weights assumed. */
#include "partnership/mechanisms/mechanism.h"

static bool is_answered(pm_partnership *s, size_t j) {
    double hours = s->in->p.call_hours;
    if (pm_present(s, j))
        return true;
    if (s->team[j].unpaid < hours)
        return false;
    pm_use_unpaid(s, j, hours);
    return true;
}

static void take_call(pm_partnership *s, size_t r) {
    const pm_parameters *p = &s->in->p;
    pm_tally *sum = &s->o.sum[pm_organisation_of(s, r)];
    sum->calls++;
    if (is_answered(s, pm_team_of(s, r))) {
        s->r.kept_up[r] += p->call_hours / s->dt;
        pm_tell(s, EVENT_call_answered, r, 0);
        if (s->r.stage[r] == DORMANT)
            pm_tell(s, EVENT_woke, r, 0);
        s->r.stage[r] = PARTNERED;
        return;
    }
    sum->unanswered++;
    pm_tell(s, EVENT_call_unanswered, r, 0);
    s->r.trust[r] =
        pm_jump_down(s->r.trust[r], p->trust_breach * p->call_weight * pm_strength(s, MECH_breach));
}

void pm_calls(pm_partnership *s) {
    double most = s->in->p.call_rate * pm_strength(s, MECH_partners_call);
    for (size_t r = 0; r < s->r.n; r++) {
        s->r.kept_up[r] = 0;
        if (!pm_is_tie(s, r) || !(most > 0))
            continue;
        unsigned calls =
            pm_relation_advance(s, &s->r.calls[r], LUCK_CALL, r, most * pm_willing(s, r));
        for (; calls > 0; calls--)
            take_call(s, r);
    }
}
