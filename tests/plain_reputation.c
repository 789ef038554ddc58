/* plain_reputation.c: [10] reputation of academia in the plain second implementation (plain_step.h). */
#include "plain_parts.h"

/* What the community as a whole thought before this process. */
static double mean_before(const plain *x) {
    double sum = 0, n = 0;
    for (size_t i = 0; i < x->n; i++) {
        sum += is_there(x, i) ? x->o[i].G_before : 0;
        n += is_there(x, i);
    }
    return n > 0 ? sum / n : 0;
}

void plain_reputation(plain *x, size_t i) {
    const pm_parameters *p = x->p;
    plain_organisation *o = &x->o[i];
    double s = strength(x, MECH_spillover), n = 0, E = 0, near = 0;
    for (size_t j = 0; j < x->n_teams; j++) {
        const plain_relation *r = relation(x, j, i);
        bool remembered = r->stage == EXITED && x->now - r->exited_at < p->reputation_memory;
        if (in_touch(r) || r->stage == DORMANT || remembered) {
            E += r->T;
            n++;
        }
    }
    E = n > 0 ? E / n : 0;
    double others_there = 0;
    for (size_t k = 0; k < o->n_neighbours; k++)
        others_there += is_there(x, o->neighbour[k]);
    for (size_t k = 0; k < o->n_neighbours; k++)
        if (is_there(x, o->neighbour[k]))
            near += x->o[o->neighbour[k]].G_before / others_there;
    bool worse = o->G - E > 1e-9 * o->G;
    double own = n > 0 ? s * p->reputation_own * (worse ? p->trust_asymmetry : 1) : 0;
    double others = others_there > 0 ? s * p->reputation_neighbours : 0;
    double public = s * strength(x, MECH_public_word) * p->reputation_public;
    double K = own + others + public + p->reputation_anchor;
    if (K > 0)
        o->G = relaxed(o->G,
                       (own * E + others * near + public * mean_before(x) +
                        p->reputation_anchor * o->t->trust) /
                           K,
                       K, x->dt);
}
