/* results_returned.c: mechanism `results_returned`, what a promise of results does to members.
 *
 * kept: 1 - trust shrinks by exp(-trust_breach w h / trust_asymmetry); broken: trust shrinks by
 * exp(-trust_breach w h), w = promise_weight_members. In expectation h is the share of the pool
 * that took part, and the whole pool's trust moves; where members are persons, those who took part
 * through the organisation move, and h is 1, or for results in a language that is not theirs what
 * language.c leaves of it. Sizes assumed. */
#include "partnership/mechanisms/mechanism.h"

#include <math.h>

static double weight(const pm_partnership *s) {
    const pm_parameters *p = &s->in->p;
    return p->trust_breach * p->promise_weight_members * pm_strength(s, MECH_results_returned);
}

static void pool_hears(pm_partnership *s, size_t i, bool kept) {
    double members = pm_members_of(s, i), *t = &s->o.member_trust[i];
    double w = weight(s) * (members > 0 ? s->o.participants[i] / members : 0);
    *t = kept ? pm_jump_up(*t, w / s->in->p.trust_asymmetry) : pm_jump_down(*t, w);
}

/* trust = to + (trust - to) * shrink for those of a cell who took part; `came`: count results. */
static void cell_hears(pm_members *m, size_t c, float to, float shrink, uint8_t came) {
    for (uint32_t k = m->first[c]; k < m->first[c + 1]; k++) {
        if (!m->took_part[k])
            continue;
        if (shrink < 1)
            m->trust[k] = to + (m->trust[k] - to) * shrink;
        m->results[k] = (uint8_t)(m->results[k] + (m->results[k] < UINT8_MAX ? came : 0));
    }
    m->differ |= shrink < 1;
}

void pm_members_hear(pm_partnership *s, size_t r, bool kept) {
    size_t i = pm_organisation_of(s, r), j = pm_team_of(s, r);
    if (s->m.n == 0) {
        pool_hears(s, i, kept);
        return;
    }
    for (size_t g = 0; g < s->m.n_subgroups; g++) {
        double heard = kept ? pm_results_heard(s, j, g) : 1;
        double w = weight(s) * heard / (kept ? s->in->p.trust_asymmetry : 1);
        cell_hears(&s->m, pm_cell(s, i, g), kept ? 1 : 0, (float)exp(-w), kept && heard > 0);
    }
}
