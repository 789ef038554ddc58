/* plain_funder.c: applications for grants in the plain second implementation (plain_step.h).
 * Numbers in brackets are those of section 7 of models/ODD.md. */
#include "plain_parts.h"
#include "stream/stream.h"

/* ---- [17] the funder --------------------------------------------------------------------------
 */

/* The grant that runs in the month, or -1. */
int plain_running_grant(const plain *x, const plain_team *t) {
    const pm_grant *g = t->of->l.grants.rows;
    for (size_t k = 0; k < t->of->l.grants.n; k++)
        if (t->award[k] == 1 && x->now >= (double)g[k].start &&
            x->now < (double)(g[k].start + g[k].months))
            return (int)k;
    return -1;
}

/* What the team counts on: grants won, and those to come that are no follow-on money. */
void plain_count_on(plain_team *t) {
    const pm_grant *g = t->of->l.grants.rows;
    double first = -1, last = (double)g[0].start;
    for (size_t k = 0; k < t->of->l.grants.n; k++) {
        double end = (double)(g[k].start + g[k].months);
        if (t->award[k] == -1 || (t->award[k] == 0 && g[k].follow_on))
            continue;
        if (first < 0)
            first = end;
        if (end > last)
            last = end;
    }
    t->end = last;
    t->first_end = first < 0 ? last : first;
}

/* Log-odds that outputs and partnerships at work add. */
static double standing_of_team(plain *x, size_t j) {
    double once = 0, at_work = 0, outputs = 0;
    for (size_t i = 0; i < x->n; i++) {
        const plain_relation *r = relation(x, j, i);
        outputs += r->outputs.count;
        if (!r->ever)
            continue;
        once++;
        if (r->stage != EXITED && r->since_together <= 6 + 1e-9)
            at_work++;
    }
    double share = once > 0 ? at_work / once : 0.5;
    return x->p->renewal_outputs * outputs + x->p->renewal_partners * (share - 0.5);
}

static bool is_won(plain *x, size_t j, size_t k) {
    const plain_team *t = &x->team[j];
    const pm_grant *g = (const pm_grant *)t->of->l.grants.rows + k;
    double p = g->success;
    rap_event e = {.team = t->hash, .ordinal = (uint32_t)k};
    if (g->after_previous && k > 0 && t->award[k - 1] != 1)
        return false;
    if (g->follow_on && plain_running_grant(x, t) >= 0)
        return false;
    if ((g->renewal || g->follow_on) && p > 0 && p < 1)
        p = logistic(log(p / (1 - p)) + standing_of_team(x, j));
    return rap_uniform(x->key[LUCK_AWARD], e) < p;
}

void plain_apply(plain *x, size_t j) {
    plain_team *t = &x->team[j];
    const pm_grant *g = t->of->l.grants.rows;
    for (size_t k = 0; k < t->of->l.grants.n; k++)
        if (t->award[k] == 0 && x->now >= (double)g[k].start) {
            t->award[k] = is_won(x, j, k) ? 1 : -1;
            plain_count_on(t);
        }
}
