/* consent.c: part of mechanism 13, whether somebody who is approached takes part, with
 * `approach_burden`.
 *
 *     logit P = bm0 + bmT (trust - 1/2) + honorarium - bmb * times approached - less
 * less = what is taken off for a direct approach (reach.c) and for a language that is not served
 * (language.c). The honorarium is the one that holds for the organisation,
 * times the share of participants who get it. Sources: parameters.def. */
#include "partnership/mechanisms/mechanism.h"

double pm_consent(const pm_partnership *s, size_t j, size_t i, double trust, double times,
                  double less) {
    const pm_parameters *p = &s->in->p;
    const pm_levers *l = pm_levers_for(s, j, i);
    double honorarium =
        l->participant_honorarium > 0 ? l->participants_paid * p->consent_honorarium : 0;
    double burden = pm_strength(s, MECH_approach_burden) * p->consent_burden * times;
    return pm_inverse_logit(p->consent_base + p->consent_trust * (trust - 0.5) + honorarium -
                            burden - less);
}
