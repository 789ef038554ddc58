/* agreements.c: what stands on paper between a team and an organisation, and what its pay is worth.
 *
 * Institutional memory (mechanism `institutional_memory`, neutral value m = 0):
 *     m = strength * (1 - (1 - memory_charter * charter)(1 - memory_mou * formality * mou)).
 * What is signed stays, when a later grant's levers offer less.
 * Worth of pay:
 *     min(1, rate / cost of an hour) * coverage * fit * exp(-delay / pay_patience)
 *     fit = share of the work that the form suits + pay_misfit * the rest.
 * Buy-out suits paid staff, honoraria suit volunteers; `by_type` takes what suits the larger share. A
 * grant whose funder forbids it pays nothing. The form of the delay is assumed. Source: Turin et al. 2022,
 * "Planning for shared resource mobilisation". */
#include "partnership/mechanisms/mechanism.h"

#include <math.h>

static double institutional_memory(const pm_partnership *s, size_t r) {
    const pm_traits *t = pm_traits_of(s, pm_organisation_of(s, r));
    const pm_parameters *p = &s->in->p;
    double charter = s->r.papers[r] & PAPER_CHARTER ? p->memory_charter : 0;
    double mou = s->r.papers[r] & PAPER_MOU ? p->memory_mou * t->formality : 0;
    return pm_strength(s, MECH_institutional_memory) * (1 - (1 - charter) * (1 - mou));
}

void pm_sign_papers(pm_partnership *s, size_t r) {
    const pm_levers *l = pm_levers_at(s, r);
    uint8_t now = (uint8_t)((l->charter ? PAPER_CHARTER : 0) | (l->mou ? PAPER_MOU : 0));
    bool stays = s->r.stage[r] > CONTACTED;
    s->r.papers[r] = (uint8_t)(now | (stays ? s->r.papers[r] : 0));
    s->r.memory[r] = institutional_memory(s, r);
}

pm_pay_form pm_form_of_pay(const pm_partnership *s, size_t team, size_t organisation) {
    const pm_levers *l = pm_levers_for(s, team, organisation);
    int running = s->team[team].grant;
    bool forbidden = running >= 0 && pm_grants_of(s, team)[running].no_partner_pay;
    pm_pay_form form = forbidden || !(l->pay.coverage > 0) ? PAY_NONE : (pm_pay_form)l->pay.form;
    if (form != PAY_BY_TYPE)
        return form;
    return pm_traits_of(s, organisation)->volunteer_share > 0.5 ? PAY_HONORARIUM : PAY_BUY_OUT;
}

double pm_pay_felt(const pm_partnership *s, size_t r) {
    int64_t due = s->r.paid[r] + s->r.owed[r];
    return s->r.owed[r] > 0 ? s->r.pay[r] * (double)s->r.paid[r] / (double)due : s->r.pay[r];
}

double pm_pay_worth(const pm_partnership *s, size_t team, size_t organisation) {
    const pm_levers *l = pm_levers_for(s, team, organisation);
    const pm_traits *t = pm_traits_of(s, organisation);
    const pm_parameters *p = &s->in->p;
    pm_pay_form form = pm_form_of_pay(s, team, organisation);
    double suits = form == PAY_HONORARIUM ? t->volunteer_share : 1 - t->volunteer_share;
    double fit = suits + (1 - suits) * p->pay_misfit;
    if (form == PAY_NONE)
        return 0;
    return fmin(1, pm_rate_of_pay(s->in, l, form) / t->hour_cost) * l->pay.coverage * fit *
           exp(-l->pay.delay / p->pay_patience);
}
