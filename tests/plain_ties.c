/* plain_ties.c: what keeps and ends ties in the plain second implementation (plain_step.h): time that no
 * money pays for, calls, contact, turnover, withdrawal.
 * Numbers in brackets are those of section 7 of models/ODD.md. */
#include "plain_parts.h"
#include "stream/stream.h"

/* ---- [18] unpaid time -------------------------------------------------------------------------
 */

void plain_unpaid_time(plain *x, size_t j) {
    plain_team *t = &x->team[j];
    t->unpaid = t->granted ? t->of->unpaid_hours * (0.5 + t->l->institution) * x->dt : 0;
}

double plain_unpaid(plain_team *t, double hours) {
    if (hours > t->unpaid)
        hours = t->unpaid;
    t->unpaid -= hours;
    t->unpaid_used += hours;
    return hours;
}

/* ---- [19] calls, [20] keeping in touch --------------------------------------------------------
 */

bool plain_tied(const plain_relation *r) {
    return r->ever && r->stage != EXITED;
}

void plain_calls(plain *x, size_t j, size_t i) {
    const pm_parameters *p = x->p;
    plain_relation *r = relation(x, j, i);
    plain_team *t = &x->team[j];
    double rate = strength(x, MECH_partners_call) * p->call_rate;
    r->kept_up = 0;
    if (!plain_tied(r) || rate <= 0)
        return;
    unsigned n =
        happens(x, &r->calls, LUCK_CALL, event(x, j, i, 0), rate * plain_says_yes(x, j, i, r->T));
    x->o[i].sum.calls += n;
    for (; n > 0; n--) {
        if (present(t) || t->unpaid >= p->call_hours) {
            if (!present(t))
                plain_unpaid(t, p->call_hours);
            r->kept_up += p->call_hours / x->dt;
            r->stage = PARTNERED;
        } else {
            x->o[i].sum.unanswered++;
            r->T *= exp(-p->trust_breach * p->call_weight * strength(x, MECH_breach));
        }
    }
}

void plain_keep_in_touch(plain *x, size_t j) {
    plain_team *t = &x->team[j];
    double n = 0, left = t->unpaid * strength(x, MECH_unpaid_contact);
    for (size_t i = 0; i < x->n; i++)
        n += plain_tied(relation(x, j, i));
    if (!t->l->stay_in_touch || present(t) || n <= 0)
        return;
    for (size_t i = 0; i < x->n; i++)
        if (plain_tied(relation(x, j, i)))
            relation(x, j, i)->kept_up += plain_unpaid(t, left / n) / x->dt;
}

/* ---- [12] turnover ----------------------------------------------------------------------------
 */

void plain_turnover(plain *x, size_t i) {
    rap_event e = {.subject = x->o[i].id};
    uint32_t before = x->o[i].turnover.count;
    unsigned n = happens(x, &x->o[i].turnover, LUCK_CONTACT_PERSON, e, x->o[i].t->turnover);
    double persons = x->o[i].t->contact_persons, s = strength(x, MECH_personal_tie) / persons;
    for (unsigned k = 0; k < n; k++)
        for (size_t j = 0; j < x->n_teams; j++) {
            plain_relation *r = relation(x, j, i);
            if (r->stage < EXPLORING || r->stage == EXITED)
                continue;
            plain_lose_person(x, j, i, persons, true);
            double luck = rap_uniform(x->key[LUCK_FALLS_DORMANT], event(x, j, i, before + k));
            if (r->stage == PARTNERED && luck < s * x->p->turnover_dormant * (1 - r->m))
                r->stage = DORMANT;
        }
}

/* ---- [16] withdrawal --------------------------------------------------------------------------
 */

void plain_withdrawal(plain *x, size_t j, size_t i) {
    const pm_parameters *p = x->p;
    plain_relation *r = relation(x, j, i);
    if (r->stage < EXPLORING || r->stage == EXITED)
        return;
    bool met = r->contact > 0 || r->kept_up > 0, done = r->followed_up > 0 || r->given > 0;
    bool together = r->given > 0 || (met && r->stage == PARTNERED);
    r->since_contact = met || done ? 0 : r->since_contact + x->dt;
    r->since_together = together ? 0 : r->since_together + x->dt;
    r->since_done = done || x->team[j].phase == LEARNING_TO_KNOW ? 0 : r->since_done + x->dt;
    if (in_touch(r) && r->since_contact >= p->dormant_after)
        r->stage = r->stage == EXPLORING ? CONTACTED : DORMANT;
    if (r->stage == CONTACTED)
        return;
    double rate = (r->stage == DORMANT ? p->exit_dormant : p->exit_partnered) *
                  exp(p->exit_trust * (0.5 - r->T)) *
                  exp(p->exit_fatigue * fmax(0, felt_fatigue(x, i) - 1));
    if (happens(x, &r->leaving, LUCK_LEAVING, event(x, j, i, 0), rate)) {
        r->stage = EXITED;
        r->exited_at = x->now + x->dt;
    }
}

void plain_count_ties(plain *x, size_t j, size_t i) {
    const plain_relation *r = relation(x, j, i);
    bool live = plain_tied(r) && (r->stage == PARTNERED || r->T >= x->p->live_trust);
    x->o[i].sum.tie_months += plain_tied(r) ? x->dt : 0;
    x->o[i].sum.working_months += plain_tied(r) && r->since_together <= 6 + 1e-9 ? x->dt : 0;
    x->o[i].sum.live_months += live ? x->dt : 0;
    x->o[i].sum.live_present_value +=
        live ? x->dt * pow(1 + x->in->c.discount_outcomes, -x->now / 12) : 0;
}
