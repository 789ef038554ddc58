/* shocks.c: mechanism 2, times of crisis.
 *
 * In its months a shock multiplies requests and needs (demand), discretionary hours (slack) and the
 * contact that is possible, and adds urgency to the log-odds of taking up an invitation. Several at a
 * time multiply. Evaluated at the beginning of the step, since it comes from outside. Sources: the
 * pandemic programmes (overburdened services; shared purpose); sizes are set by the study. */
#include "partnership/mechanisms/mechanism.h"

void pm_shocks(pm_partnership *s) {
    const pm_shock *x = s->in->shocks.rows;
    s->crisis = (pm_factors){1, 1, 1, 0};
    for (size_t k = 0; k < s->in->shocks.n; k++) {
        if (s->now < (double)x[k].start || s->now >= (double)(x[k].start + x[k].months))
            continue;
        s->crisis.demand *= x[k].demand;
        s->crisis.slack *= x[k].slack;
        s->crisis.contact *= x[k].contact;
        s->crisis.urgency += x[k].urgency;
    }
}
