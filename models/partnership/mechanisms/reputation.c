/* reputation.c: mechanism 10, reputation G of academia with an organisation: `spillover` and
 * `public_word`.
 *
 *     dG/dt = reputation_own a (E - G) + reputation_neighbours (mean G of neighbours - G)
 *             + reputation_public (mean G of all - G) + reputation_anchor (G0 - G)
 *     breach of weight w: G shrinks by exp(-reputation_breach w),
 *                         at each neighbour by exp(-reputation_breach_near reputation_breach w)
 * E = mean trust over the organisation's relations, those that ended within reputation_memory months
 * too; a = trust_asymmetry where E < G, else 1 (bad faster than good). Neighbours that are
 * there (closing.c) count as they stood before this process, after the step's breaches. The anchor G0 is the start value: how long a community remembers is an assumption
 * (reputation_anchor). `spillover` scales all but the
 * anchor; `public_word` scales the pull of all, what leaders and media carry beyond ties of one step. It
 * leaves the mean of all as it is. Source: PMC10083508 (reputation predicts
 * trustworthiness); sizes assumed. */
#include "partnership/mechanisms/mechanism.h"

#include <string.h>

static double spillover(const pm_partnership *s) {
    return pm_strength(s, MECH_spillover);
}

void pm_reputation_breach(pm_partnership *s, size_t i, double weight) {
    pm_organisations *o = &s->o;
    double w = s->in->p.reputation_breach * weight * spillover(s);
    double near = w * s->in->p.reputation_breach_near;
    o->reputation[i] = pm_jump_down(o->reputation[i], w);
    for (size_t k = o->tie_first[i]; k < o->tie_first[i + 1]; k++)
        o->reputation[o->tie[k]] = pm_jump_down(o->reputation[o->tie[k]], near);
}

static bool remembered(const pm_partnership *s, size_t r) {
    uint8_t g = s->r.stage[r];
    return g > CONTACTED &&
           (g != EXITED || s->now - s->r.exited_at[r] < s->in->p.reputation_memory);
}

/* Mean trust over what the organisation remembers; -1 where there is nothing. */
static double own_experience(const pm_partnership *s, size_t i) {
    double sum = 0;
    size_t n = 0;
    for (size_t r = i; r < s->r.n; r += s->o.n)
        if (remembered(s, r)) {
            sum += s->r.trust[r];
            n++;
        }
    return n ? sum / (double)n : -1;
}

/* Mean G of all that are there; -1 where nobody is. */
static double mean_of_all(const pm_partnership *s) {
    double sum = 0;
    size_t n = 0;
    for (size_t i = 0; i < s->o.n; i++)
        if (pm_is_there(s, i)) {
            sum += s->o.reputation_before[i];
            n++;
        }
    return n ? sum / (double)n : -1;
}

static void move_reputation(pm_partnership *s, size_t i, double all) {
    const pm_parameters *p = &s->in->p;
    pm_organisations *o = &s->o;
    double g = o->reputation_before[i], experience = own_experience(s, i), near = 0;
    size_t ties = 0;
    for (size_t k = o->tie_first[i]; k < o->tie_first[i + 1]; k++)
        if (pm_is_there(s, o->tie[k])) {
            near += o->reputation_before[o->tie[k]];
            ties++;
        }
    double own_rate = experience < 0 ? 0 : p->reputation_own * spillover(s);
    own_rate *= experience < g ? p->trust_asymmetry : 1;
    double near_rate = ties ? p->reputation_neighbours * spillover(s) : 0;
    double public_rate =
        all < 0 ? 0 : p->reputation_public * spillover(s) * pm_strength(s, MECH_public_word);
    double rate = own_rate + near_rate + public_rate + p->reputation_anchor;
    double towards = own_rate * experience + (ties ? near_rate * near / (double)ties : 0) +
                     public_rate * all + p->reputation_anchor * pm_traits_of(s, i)->trust;
    if (rate > 0)
        o->reputation[i] = pm_relax(g, towards / rate, rate, s->dt);
}

void pm_reputation(pm_partnership *s) {
    memcpy(s->o.reputation_before, s->o.reputation, s->o.n * sizeof *s->o.reputation);
    double all = mean_of_all(s);
    for (size_t i = 0; i < s->o.n; i++)
        move_reputation(s, i, all);
}
