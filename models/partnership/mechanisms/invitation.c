/* invitation.c: mechanism 3, invitation and take-up (a gate), with `word_among_partners`.
 *
 * While money for outreach lasts and fewer partners than sought are in touch, a team asks: first those
 * that it knows (dormant), then others, in an order that belongs to the pair, not to the list. An
 * organisation that was asked is left alone for pause_after_no months.
 *     logit P(yes) = b0 + bT (T' - 1/2) + bA (A - 1/2) + bP pay + bR (R - 1/2) - bF F
 *                    + bI (support of the university - 1/2)
 *                    - bh (hours asked / hours available)(1 - pay) + mood + urgency
 * T' = trust, or without a relation (1 - w) G + w * (mean trust of neighbours who work with the team);
 * mood ~ N(0, (take_up_mood * spontaneity)^2). Exploring turns into partnered at the rate
 *     partnering_rate * 2 T * (1 - J / 2): faster with trust, slower where decisions are shared.
 * The last form is assumed; the other terms: Turin et al. 2022, tables 1 and 2. */
#include "partnership/mechanisms/mechanism.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

const double pm_usual_ask = 4;

double pm_take_up(const pm_partnership *s, size_t organisation, const pm_invitation_terms *terms) {
    const pm_parameters *p = &s->in->p;
    const pm_traits *t = pm_traits_of(s, organisation);
    double pay = pm_strength(s, MECH_fair_pay) * terms->pay;
    double goals = pm_strength(s, MECH_shared_goals) * (terms->alignment - 0.5);
    double burden = terms->hours_asked / t->hours * (1 - pay);
    return pm_inverse_logit(p->take_up_base + p->take_up_trust * (terms->trust - 0.5) +
                            p->take_up_alignment * goals + p->take_up_pay * pay +
                            p->take_up_research * (t->appreciation - 0.5) +
                            p->take_up_institution * (terms->institution - 0.5) -
                            p->take_up_fatigue * pm_felt_fatigue(s, organisation) -
                            p->take_up_hours * burden + terms->mood + s->crisis.urgency);
}

/* Reputation mixed with the word of neighbours who work with the team. */
static double trust_by_hearsay(const pm_partnership *s, size_t team, size_t i) {
    const pm_organisations *o = &s->o;
    double sum = 0, w = s->in->p.neighbour_word * pm_strength(s, MECH_word_among_partners);
    size_t n = 0;
    for (size_t k = o->tie_first[i]; k < o->tie_first[i + 1]; k++) {
        size_t r = team * o->n + o->tie[k];
        if (s->r.stage[r] == PARTNERED) {
            sum += s->r.trust[r];
            n++;
        }
    }
    return n ? (1 - w) * o->reputation[i] + w * sum / (double)n : o->reputation[i];
}

double pm_willing(const pm_partnership *s, size_t r) {
    size_t j = pm_team_of(s, r), i = pm_organisation_of(s, r);
    pm_invitation_terms terms = {
        .trust = s->r.stage[r] > CONTACTED ? s->r.trust[r] : trust_by_hearsay(s, j, i),
        .alignment = s->r.alignment[r],
        .hours_asked = pm_usual_ask,
        .institution = pm_levers_at(s, r)->institution,
    };
    return s->r.stage[r] == EXITED ? 0 : pm_take_up(s, i, &terms);
}

static void become_partner(pm_partnership *s, size_t r) {
    s->r.stage[r] = PARTNERED;
    s->r.ever[r] = true;
    s->r.since_together[r] = s->r.since_done[r] = 0;
    if (s->now < s->team[pm_team_of(s, r)].end)
        s->r.ever_by_end[r] = true;
    pm_tell(s, EVENT_partnered, r, 0);
}

static void ask_organisation(pm_partnership *s, size_t j, size_t i) {
    pm_relations *x = &s->r;
    size_t r = j * s->o.n + i;
    bool known = x->stage[r] == DORMANT;
    uint32_t ordinal = x->asks[r]++;
    double mood = s->in->p.take_up_mood * pm_traits_of(s, i)->spontaneity *
                  gsl_cdf_ugaussian_Pinv(pm_relation_luck(s, LUCK_MOOD, r, ordinal));
    if (!known)
        x->trust[r] = trust_by_hearsay(s, j, i);
    pm_invitation_terms terms = {x->trust[r],
                                 x->alignment[r],
                                 pm_pay_felt(s, r),
                                 pm_levers_at(s, r)->hours_asked,
                                 pm_levers_at(s, r)->institution,
                                 mood};
    pm_use_hours(s, j, 0, OUTREACH, s->in->p.hours_per_ask);
    x->asked_at[r] = s->now;
    s->o.load[i] += s->in->p.request_hours;
    if (pm_relation_luck(s, LUCK_ASK, r, ordinal) >= pm_take_up(s, i, &terms)) {
        x->stage[r] = known ? DORMANT : CONTACTED;
        pm_tell(s, EVENT_said_no, r, 0);
        return;
    }
    pm_tell(s, EVENT_said_yes, r, 0);
    x->since_contact[r] = 0;
    if (known)
        become_partner(s, r);
    else
        x->stage[r] = EXPLORING;
}

static bool may_be_asked(const pm_partnership *s, size_t r, bool known) {
    uint8_t g = s->r.stage[r];
    bool fits = known ? g == DORMANT : g == NONE || g == CONTACTED;
    return fits && pm_is_there(s, pm_organisation_of(s, r)) &&
           (s->r.asked_at[r] < 0 || s->now - s->r.asked_at[r] >= s->in->p.pause_after_no);
}

static void ask_around(pm_partnership *s, size_t j, bool known, int64_t wanted) {
    pm_team_state *t = &s->team[j];
    double cost = s->in->p.hours_per_ask;
    for (size_t k = 0; k < s->o.n && wanted > 0 && t->side[0].hours[OUTREACH] >= cost - 1e-9; k++) {
        size_t r = j * s->o.n + t->order[k];
        if (!may_be_asked(s, r, known))
            continue;
        ask_organisation(s, j, t->order[k]);
        wanted -= pm_in_touch(s, r);
    }
}

static int64_t partners_wanted(const pm_partnership *s, size_t j) {
    int64_t wanted = pm_levers_of(s, j)->partners;
    for (size_t i = 0; i < s->o.n; i++)
        wanted -= pm_in_touch(s, j * s->o.n + i);
    return wanted;
}

static void explore(pm_partnership *s, size_t r) {
    double joint = pm_levers_at(s, r)->shared_decisions;
    double rate = s->in->p.partnering_rate * 2 * s->r.trust[r] * (1 - joint / 2);
    if (pm_relation_advance(s, &s->r.partnering[r], LUCK_PARTNERING, r, rate))
        become_partner(s, r);
}

void pm_invitation(pm_partnership *s) {
    for (size_t j = 0; j < s->n_teams; j++) {
        for (size_t r = j * s->o.n; r < (j + 1) * s->o.n; r++)
            if (s->r.stage[r] == EXPLORING && pm_present(s, j))
                explore(s, r);
        if (!pm_funded(s, j))
            continue;
        ask_around(s, j, true, partners_wanted(s, j));
        ask_around(s, j, false, partners_wanted(s, j));
    }
}
