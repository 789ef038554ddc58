/* alignment.c: mechanism 8, shared goals A of a relation.
 *
 *     dA/dt = alignment_gain q f (1 - A) - alignment_pace mismatch A [while working together]
 *             + alignment_drift (1 - q)(A0 - A)
 * f = 1 while listening, else J, mixed by the share of listening in its side's contact hours;
 * mismatch = (1 - shorter / longer pace)(1 - flexibility)(1 - charter * charter_pace).
 * Linear in A, so the step is exact. Sources: Turin et al. 2022, table 2 (pace), "mutually
 * agreeable tasks" (plan); sizes assumed. */
#include "partnership/mechanisms/mechanism.h"

#include <math.h>

static double mismatch(const pm_partnership *s, size_t j, size_t i) {
    const pm_levers *l = pm_levers_for(s, j, i);
    double a = s->in->p.academic_pace, b = pm_traits_of(s, i)->pace;
    double charter = l->charter ? s->in->p.charter_pace : 0;
    return (1 - fmin(a, b) / fmax(a, b)) * (1 - l->flexibility) * (1 - charter);
}

static void move_alignment(pm_partnership *s, size_t r) {
    const pm_parameters *p = &s->in->p;
    size_t j = pm_team_of(s, r), i = pm_organisation_of(s, r);
    const pm_team_state *t = &s->team[j];
    double q = s->r.quality[r], joint = pm_levers_at(s, r)->shared_decisions;
    double heard = t->phase == LEARNING_TO_KNOW ? 1 : t->side[pm_side_of(s, j, i)].listening_share;
    double up = p->alignment_gain * q * (heard + (1 - heard) * joint);
    double down = s->r.given[r] > 0 ? p->alignment_pace * mismatch(s, j, i) : 0;
    double back = p->alignment_drift * (1 - q);
    double rate = up + down + back;
    if (rate > 0)
        s->r.alignment[r] = pm_relax(
            s->r.alignment[r], (up + back * pm_traits_of(s, i)->alignment) / rate, rate, s->dt);
}

void pm_alignment(pm_partnership *s) {
    for (size_t r = 0; r < s->r.n; r++)
        if (s->r.stage[r] > CONTACTED && s->r.stage[r] != EXITED)
            move_alignment(s, r);
}
