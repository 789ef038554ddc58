/* synergy.c: what a relationship is good for: `synergy` (part of mechanisms 13 and 15).
 *
 *     synergy Y = A min(1, D / D*)           alignment and depth together; 0 before any joint work
 *     bond    B = (T + Y) / 2
 *     factor    = exp(strength * effect (B - 1/2))
 * on outputs of joint hours (effect outputs_bond, outputs.c) and on the approaches that a partner's word
 * arranges (reach_bond, reach.c). Both ranges reach down to 0, no effect. Attendance at sessions goes with
 * trust (capacity.c), and whether an output is carried on (outputs.c). Source: Jagosh et al. 2012
 * (partnership synergy); form and sizes assumed. */
#include "partnership/mechanisms/mechanism.h"

#include <math.h>

double pm_synergy(const pm_partnership *s, size_t r) {
    double expected = pm_traits_of(s, pm_organisation_of(s, r))->depth_expected;
    return s->r.alignment[r] * fmin(1, s->r.depth[r] / expected);
}

double pm_bond_factor(const pm_partnership *s, size_t r, double effect) {
    double bond = (s->r.trust[r] + pm_synergy(s, r)) / 2;
    return exp(pm_strength(s, MECH_synergy) * effect * (bond - 0.5));
}
