/* matters.c: see matters.h. */
#include "analysis/estimate/matters.h"

static const double ROUNDING = 1e-9; /* as a share of the smallest difference that matters */

double rap_rounding(double delta) {
    return ROUNDING * delta;
}

bool rap_at_least(double difference, double delta) {
    return difference > 0 && difference >= delta - rap_rounding(delta);
}
