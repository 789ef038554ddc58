/* budget.c: the plan of a grant, and its indirect costs.
 *
 * Indirect costs I are a rate on a base, to the whole cent below:
 *     I = max { i : i <= rate * B(amount - i) }
 * where amount - i is what is left for direct costs and B(d) the part of it that the base counts:
 *     direct     all of d but the planned money of lines that are excluded,
 *     salaries   the planned money of staff hours (aftercare too) but that of lines excluded.
 * B does not fall when d grows, so i is found by halving. Planned money of a line is the shares of the
 * policy times the money for staff, months of listening having their own shares; partners' line is
 * not told apart by form of pay before it is spent. */
#include "partnership/budget.h"
#include "partnership/costs.h"

#include <math.h>
#include <string.h>

typedef enum {
    PLAN_ADMINISTRATION,
    PLAN_COORDINATOR,
    PLAN_RESEARCH_STAFF,
    PLAN_CAPACITY,
    PLAN_FOLLOW_UP,
    PLAN_DISSEMINATION,
    PLAN_AFTERCARE,
    PLAN_PARTNERS,
    N_PLANNED
} planned_line;

const char *const pm_planned_lines[] = {
    [PLAN_ADMINISTRATION] = "administration",
    [PLAN_COORDINATOR] = "community_coordinator",
    [PLAN_RESEARCH_STAFF] = "research_staff",
    [PLAN_CAPACITY] = "capacity_building",
    [PLAN_FOLLOW_UP] = "follow_up",
    [PLAN_DISSEMINATION] = "dissemination",
    [PLAN_AFTERCARE] = "aftercare",
    [PLAN_PARTNERS] = "partners",
    [N_PLANNED] = NULL,
};

static const planned_line line_of[N_ACTIVITIES] = {
    [OUTREACH] = PLAN_COORDINATOR, [LISTENING] = PLAN_COORDINATOR,
    [CONTACT] = PLAN_COORDINATOR,  [CAPACITY] = PLAN_CAPACITY,
    [DATA] = PLAN_RESEARCH_STAFF,  [FOLLOW_UP] = PLAN_FOLLOW_UP,
    [NEEDS] = PLAN_COORDINATOR,    [DISSEMINATION] = PLAN_DISSEMINATION,
};

bool pm_has_indirect(const pm_scenario *in) {
    const pm_team *t = in->teams.rows;
    for (size_t j = 0; j < in->teams.n; j++)
        if (t[j].indirect.rate > 0)
            return true;
    return false;
}

/* As much of `wanted` cents as there is in *from. */
static int64_t take(int64_t *from, int64_t wanted) {
    int64_t taken = wanted < *from ? wanted : *from;
    *from -= taken;
    return taken;
}

/* What is left of the amount for direct costs, parted. */
static pm_plan part_direct(const pm_scenario *in, const pm_levers *l, const pm_grant *g,
                           int64_t indirect) {
    int64_t left = g->amount - indirect;
    pm_plan p = {.indirect = indirect};
    p.reserve = take(&left, llround(l->reserve * (double)left));
    p.fixed = take(&left, llround(pm_cost_of_grant(in) * 100));
    p.running = take(&left, llround(pm_cost_of_running(in) * 100) * g->months);
    p.pay = g->no_partner_pay ? 0 : llround(l->pay.share * (double)left);
    p.staff = left - p.pay;
    return p;
}

static bool is_excluded(const pm_indirect *i, planned_line line) {
    for (size_t k = 0; k < i->excludes.n; k++)
        if (strcmp(i->excludes.items[k], pm_planned_lines[line]) == 0)
            return true;
    return false;
}

/* Planned money of staff hours, of lines excluded or of the others. */
static double staff_money(const pm_team *t, const pm_grant *g, const pm_plan *p, bool excluded) {
    double listening = fmin(1, (double)t->l.listening / (double)g->months), sum = 0;
    for (int a = 0; a < N_ACTIVITIES; a++)
        if (is_excluded(&t->indirect, line_of[a]) == excluded)
            sum += (double)p->staff *
                   (listening * t->l.listening_hours[a] + (1 - listening) * t->l.hours[a]);
    if (is_excluded(&t->indirect, PLAN_AFTERCARE) == excluded)
        sum += (double)p->reserve;
    return sum;
}

static double base_of(const pm_team *t, const pm_grant *g, const pm_plan *p) {
    if (t->indirect.base == BASE_SALARIES)
        return staff_money(t, g, p, false);
    double base = (double)(g->amount - p->indirect) - staff_money(t, g, p, true);
    if (is_excluded(&t->indirect, PLAN_ADMINISTRATION))
        base -= (double)(p->fixed + p->running);
    return is_excluded(&t->indirect, PLAN_PARTNERS) ? base - (double)p->pay : base;
}

pm_plan pm_plan_grant(const pm_scenario *in, const pm_team *t, size_t k) {
    const pm_grant *g = (const pm_grant *)t->l.grants.rows + k;
    int64_t fits = 0, beyond = t->indirect.rate > 0 ? g->amount + 1 : 1;
    while (beyond - fits > 1) {
        int64_t middle = fits + (beyond - fits) / 2;
        pm_plan p = part_direct(in, &t->l, g, middle);
        if ((double)middle <= t->indirect.rate * base_of(t, g, &p) + 1e-6)
            fits = middle;
        else
            beyond = middle;
    }
    return part_direct(in, &t->l, g, fits);
}
