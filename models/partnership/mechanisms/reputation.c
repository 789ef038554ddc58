/* reputation.c: mechanism 10, reputation G of academia with an organisation: `spillover` and
 * `public_word`.
 *
 *     dG/dt = reputation_own a (E - G) + reputation_neighbours (mean G of neighbours - G)
 *             + reputation_public (mean G of all - G) + reputation_anchor (G0 - G)
 *     breach of weight w: G shrinks by exp(-reputation_breach w),
 *                         at each neighbour by exp(-reputation_breach_near reputation_breach w)
 * E = mean trust over the organisation's relations, those that ended within reputation_memory months
 * too; a = trust_asymmetry where E < G, by more than their last digits, else 1 (bad faster than good). Neighbours that are
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

/* What an organisation has to go by itself: nothing, or trust that is no worse than G, or worse. */
enum { NOTHING, NO_WORSE, WORSE, OWN };

/* Trust that nobody disappointed is the G that it began with; its last digits, which are others on another processor,
 * must not make an experience of it. */
static const double last_digits = 1e-9;

static int kind_of_experience(double experience, double g) {
    return experience < 0 ? NOTHING : experience < g * (1 - last_digits) ? WORSE : NO_WORSE;
}

/* The pulls on G, and what is left of the distance to where they lead. */
typedef struct {
    double own, near, all, sum, kept;
} reputation_pulls;

static reputation_pulls pulls_on(const pm_partnership *s, int own, bool ties, bool any) {
    const pm_parameters *p = &s->in->p;
    reputation_pulls x = {
        .own = own == NOTHING ? 0 : p->reputation_own * spillover(s),
        .near = ties ? p->reputation_neighbours * spillover(s) : 0,
        .all = any ? p->reputation_public * spillover(s) * pm_strength(s, MECH_public_word) : 0};
    x.own *= own == WORSE ? p->trust_asymmetry : 1;
    x.sum = x.own + x.near + x.all + p->reputation_anchor;
    x.kept = pm_kept(x.sum, s->dt);
    return x;
}

/* Adds up G of the neighbours that are there; returns how many. */
static size_t add_neighbours(const pm_partnership *s, size_t i, double *sum) {
    const size_t *tie = s->o.tie + s->o.tie_first[i];
    const double *before = s->o.reputation_before;
    size_t n = s->o.tie_first[i + 1] - s->o.tie_first[i], there = s->all_stay ? n : 0;
    for (size_t k = 0; k < n && s->all_stay; k++)
        *sum += before[tie[k]];
    for (size_t k = 0; k < n && !s->all_stay; k++)
        if (pm_is_there(s, tie[k])) {
            *sum += before[tie[k]];
            there++;
        }
    return there;
}

/* `pulls` are those of all that have as much to go by. */
static void move_reputation(pm_partnership *s, size_t i, double all,
                            const reputation_pulls pulls[OWN][2]) {
    pm_organisations *o = &s->o;
    double g = o->reputation_before[i], experience = own_experience(s, i), near = 0;
    size_t ties = add_neighbours(s, i, &near);
    const reputation_pulls *x = &pulls[kind_of_experience(experience, g)][ties > 0];
    double towards = x->own * experience + (ties ? x->near * near / (double)ties : 0) +
                     x->all * all + s->in->p.reputation_anchor * pm_traits_of(s, i)->trust;
    if (x->sum > 0)
        o->reputation[i] = pm_move(g, towards / x->sum, x->kept);
}

void pm_reputation(pm_partnership *s) {
    memcpy(s->o.reputation_before, s->o.reputation, s->o.n * sizeof *s->o.reputation);
    double all = mean_of_all(s);
    reputation_pulls pulls[OWN][2];
    for (int own = NOTHING; own < OWN; own++)
        for (int ties = 0; ties < 2; ties++)
            pulls[own][ties] = pulls_on(s, own, ties, all >= 0);
    for (size_t i = 0; i < s->o.n; i++)
        move_reputation(s, i, all, pulls);
}
