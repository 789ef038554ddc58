/* grant_plan.c: the plan of a team's grants.
 *
 * A study states costs, and a grant is what these come to with their indirect costs (budget.c), or it states what is
 * granted, and shares of it. Shares become amounts of all grants of a team together first, each rounded down:
 *     partners = round(pay.share * sum of work),  A_a = floor(hours_a * sum of project),
 * work being what is left of direct costs, project what of staff money falls on months after
 * listening. An amount is split over the grants in proportion to
 * their work (partners) or project money, to whole cents by largest remainder, the earlier grant
 * first where remainders are equal; a grant that has less than its parts come to scales them down.
 *
 * Indirect costs I of a grant are a rate on a base, to the whole cent below:
 *     I = max { i : i <= rate * B(amount - i) }
 * where amount - i is left for direct costs and B is the part of it that the base counts:
 *     direct     all of it but the planned money of lines that are excluded,
 *     salaries   the planned money of staff hours (aftercare too) but that of lines excluded.
 * B does not fall when direct costs grow, so i is found by halving; plans and indirect costs are
 * worked out in turn until neither moves. Partners' money is not told apart by form of pay before
 * it is spent. */
#include "partnership/grammar/grant_plan.h"
#include "partnership/grammar/budget.h"
#include "partnership/grammar/costs.h"

#include <math.h>
#include <stdio.h>
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

const char *const pm_activity_names[N_ACTIVITIES] = {
    [OUTREACH] = "outreach", [LISTENING] = "listening",
    [CONTACT] = "contact",   [CAPACITY] = "capacity",
    [DATA] = "data",         [FOLLOW_UP] = "follow_up",
    [NEEDS] = "needs",       [DISSEMINATION] = "dissemination",
};

static const planned_line line_of[N_ACTIVITIES] = {
    [OUTREACH] = PLAN_COORDINATOR, [LISTENING] = PLAN_COORDINATOR,
    [CONTACT] = PLAN_COORDINATOR,  [CAPACITY] = PLAN_CAPACITY,
    [DATA] = PLAN_RESEARCH_STAFF,  [FOLLOW_UP] = PLAN_FOLLOW_UP,
    [NEEDS] = PLAN_COORDINATOR,    [DISSEMINATION] = PLAN_DISSEMINATION,
};

/* The key behind "teams.NAME." and a group, "hours.data" with "hours."; NULL for another path. */
static const char *key_of_team(const char *path, const char *group) {
    if (strncmp(path, "teams.", 6) != 0)
        return NULL;
    const char *key = path + 6 + strcspn(path + 6, ".");
    size_t n = strlen(group);
    return *key && strncmp(key + 1, group, n) == 0 ? key + 1 + n : NULL;
}

/* "teams.focal.costs.travel.kept": of which team, of which cost; true where it is that. */
static bool books_of_cost(const char *path, char *group) {
    const char *cost = key_of_team(path, "costs.");
    const char *end = cost ? cost + strcspn(cost, ".") : NULL;
    if (!end || strcmp(end, ".kept") != 0)
        return false;
    int team = (int)strcspn(path + 6, "."), name = (int)(end - cost);
    int n = snprintf(group, RAP_COST_PATH, "cost:%.*s.%.*s", team, path + 6, name, cost);
    return n < RAP_COST_PATH;
}

bool partnership_books(const char *path, char group[RAP_COST_PATH]) {
    static const char *const groups[N_PLANNED] = {
        [PLAN_COORDINATOR] = "line:community_coordinator",
        [PLAN_RESEARCH_STAFF] = "line:research_staff",
        [PLAN_CAPACITY] = "line:capacity_building",
        [PLAN_FOLLOW_UP] = "line:follow_up",
        [PLAN_DISSEMINATION] = "line:dissemination",
        [PLAN_AFTERCARE] = "line:aftercare",
    };
    const char *hours = key_of_team(path, "hours."), *reserve = key_of_team(path, "reserve");
    const char *found = reserve && !*reserve ? groups[PLAN_AFTERCARE] : NULL;
    for (int a = 0; hours && a < N_ACTIVITIES; a++)
        if (strcmp(hours, pm_activity_names[a]) == 0)
            found = groups[line_of[a]];
    if (found)
        snprintf(group, RAP_COST_PATH, "%s", found);
    return found || books_of_cost(path, group);
}

bool pm_has_indirect(const pm_scenario *in) {
    const pm_team *t = in->teams.rows;
    for (size_t j = 0; j < in->teams.n; j++)
        if (t[j].indirect.rate > 0)
            return true;
    return false;
}

/* ---- one grant ------------------------------------------------------------------------------- */

/* As much of `wanted` cents as there is in *from. */
static int64_t take_from(int64_t *from, int64_t wanted) {
    int64_t taken = wanted < *from ? wanted : *from;
    *from -= taken;
    return taken;
}

/* What indirect costs leave of a grant, up to the money for work, which stands in `staff`. */
static pm_plan part_direct(const pm_scenario *in, const pm_team *t, const pm_grant *g,
                           int64_t indirect) {
    int64_t left = g->amount - indirect;
    pm_plan p = {.amount = g->amount, .indirect = indirect};
    p.reserve = take_from(&left, llround(t->l.reserve * (double)left));
    p.fixed = take_from(&left, llround(pm_cost_of_grant(in) * 100));
    p.running = take_from(&left, llround(pm_cost_of_running(in) * 100) * g->months);
    p.staff = left;
    return p;
}

/* Takes pay from the money for work, parts the rest by months of listening and of the project. */
static void part_work(const pm_team *t, const pm_grant *g, pm_plan *p, int64_t pay) {
    int64_t months = t->l.listening < g->months ? t->l.listening : g->months;
    p->pay = take_from(&p->staff, pay);
    p->heard = months;
    p->listening = p->staff * months / g->months;
    p->project = p->staff - p->listening;
    for (int a = 0; a < N_ACTIVITIES; a++)
        p->hear[a] = (int64_t)floor(t->l.listening_hours[a] * (double)p->listening);
}

static int64_t pay_by_share(const pm_team *t, const pm_grant *g, const pm_plan *p) {
    return g->no_partner_pay ? 0 : llround(t->l.pay.share * (double)p->staff);
}

static void plan_by_shares(const pm_team *t, const pm_grant *g, pm_plan *p) {
    part_work(t, g, p, pay_by_share(t, g, p));
    for (int a = 0; a < N_ACTIVITIES; a++)
        p->activity[a] = (int64_t)floor(t->l.hours[a] * (double)p->project);
}

/* ---- indirect costs -------------------------------------------------------------------------- */

static bool is_excluded(const pm_indirect *i, planned_line line) {
    for (size_t k = 0; k < i->excludes.n; k++)
        if (strcmp(i->excludes.items[k], pm_planned_lines[line]) == 0)
            return true;
    return false;
}

/* Planned money of staff hours, of lines excluded or of the others. */
static int64_t staff_money(const pm_team *t, const pm_plan *p, bool excluded) {
    int64_t sum = is_excluded(&t->indirect, PLAN_AFTERCARE) == excluded ? p->reserve : 0;
    for (int a = 0; a < N_ACTIVITIES; a++)
        if (is_excluded(&t->indirect, line_of[a]) == excluded)
            sum += p->hear[a] + p->activity[a];
    return sum;
}

static int64_t base_of_indirect(const pm_team *t, const pm_grant *g, const pm_plan *p) {
    if (t->indirect.base == BASE_SALARIES)
        return staff_money(t, p, false);
    int64_t base = g->amount - p->indirect - staff_money(t, p, true);
    if (is_excluded(&t->indirect, PLAN_ADMINISTRATION))
        base -= p->fixed + p->running;
    return is_excluded(&t->indirect, PLAN_PARTNERS) ? base - p->pay : base;
}

/* Indirect costs of a grant whose work is planned by shares, or (`as` given) as there. */
static int64_t find_indirect(const pm_scenario *in, const pm_team *t, const pm_grant *g,
                             const pm_plan *as) {
    int64_t fits = 0, beyond = t->indirect.rate > 0 ? g->amount + 1 : 1;
    while (beyond - fits > 1) {
        int64_t middle = fits + (beyond - fits) / 2;
        pm_plan p = part_direct(in, t, g, middle);
        if (as) {
            p.pay = as->pay;
            memcpy(p.hear, as->hear, sizeof p.hear);
            memcpy(p.activity, as->activity, sizeof p.activity);
        } else {
            plan_by_shares(t, g, &p);
        }
        if ((double)middle <= t->indirect.rate * (double)base_of_indirect(t, g, &p) + 1e-6)
            fits = middle;
        else
            beyond = middle;
    }
    return fits;
}

/* ---- several grants -------------------------------------------------------------------------- */

__extension__ typedef unsigned __int128 wide;

/* Part of `total` that falls on the k-th of n weights, by largest remainder. */
static int64_t split(int64_t total, const int64_t *weight, size_t n, size_t stride, size_t k) {
    wide sum = 0, rest = (wide)total, before = 0;
    for (size_t i = 0; i < n; i++)
        sum += (wide)weight[i * stride];
    if (sum == 0)
        return 0;
    wide own = (wide)total * (wide)weight[k * stride];
    for (size_t i = 0; i < n; i++) {
        wide its = (wide)total * (wide)weight[i * stride];
        rest -= its / sum;
        before += its % sum > own % sum || (its % sum == own % sum && i < k);
    }
    return (int64_t)(own / sum) + (before < rest);
}

/* Of a grant, in the order of struct pm_plan, as weights of a split. */
enum { STRIDE = sizeof(pm_plan) / sizeof(int64_t) };
_Static_assert(sizeof(pm_plan) % sizeof(int64_t) == 0, "a plan is made of int64_t");

/* Splits an amount over the grants by their project money. */
static void split_activity(const pm_team *t, pm_plan *plans, pm_activity a, int64_t amount) {
    size_t n = t->l.grants.n;
    for (size_t k = 0; k < n; k++)
        plans[k].activity[a] = split(amount, &plans[0].project, n, STRIDE, k);
}

/* No more than there is: parts are scaled down to the project money. */
static void fit(pm_plan *p) {
    int64_t sum = 0, part[N_ACTIVITIES];
    for (int a = 0; a < N_ACTIVITIES; a++)
        sum += p->activity[a];
    if (sum <= p->project)
        return;
    for (int a = 0; a < N_ACTIVITIES; a++)
        part[a] = split(p->project, p->activity, N_ACTIVITIES, 1, (size_t)a);
    memcpy(p->activity, part, sizeof part);
}

static void split_pay(const pm_team *t, pm_plan *plans, int64_t pay) {
    const pm_grant *g = t->l.grants.rows;
    size_t n = t->l.grants.n;
    /* `project` holds the weights until part_work fills it */
    for (size_t k = 0; k < n; k++)
        plans[k].project = g[k].no_partner_pay ? 0 : plans[k].staff;
    for (size_t k = 0; k < n; k++)
        plans[k].pay = split(pay, &plans[0].project, n, STRIDE, k);
    for (size_t k = 0; k < n; k++)
        part_work(t, &g[k], &plans[k], plans[k].pay);
}

static void part_all(const pm_scenario *in, const pm_team *t, pm_plan *plans) {
    const pm_grant *g = t->l.grants.rows;
    for (size_t k = 0; k < t->l.grants.n; k++)
        plans[k] = part_direct(in, t, &g[k], plans[k].indirect);
}

static void split_totals(const pm_scenario *in, const pm_team *t, const pm_totals *sum,
                         pm_plan *plans) {
    part_all(in, t, plans);
    split_pay(t, plans, sum->pay);
    for (int a = 0; a < N_ACTIVITIES; a++)
        split_activity(t, plans, (pm_activity)a, sum->activity[a]);
    for (size_t k = 0; k < t->l.grants.n; k++)
        fit(&plans[k]);
}

static void total_of_shares(const pm_scenario *in, const pm_team *t, pm_plan *plans,
                            pm_totals *sum) {
    const pm_grant *g = t->l.grants.rows;
    int64_t payable = 0, project = 0;
    for (size_t k = 0; k < t->l.grants.n; k++)
        plans[k].indirect = find_indirect(in, t, &g[k], NULL);
    part_all(in, t, plans);
    for (size_t k = 0; k < t->l.grants.n; k++)
        payable += g[k].no_partner_pay ? 0 : plans[k].staff;
    sum->pay = llround(t->l.pay.share * (double)payable);
    split_pay(t, plans, sum->pay);
    for (size_t k = 0; k < t->l.grants.n; k++)
        project += plans[k].project;
    for (int a = 0; a < N_ACTIVITIES; a++)
        sum->activity[a] = (int64_t)floor(t->l.hours[a] * (double)project);
}

/* Of a team all of whose grants have its own levers. */
static pm_totals plan_alike(const pm_scenario *in, const pm_team *t, pm_plan *plans) {
    enum { MOST_ROUNDS = 100 };
    const pm_grant *g = t->l.grants.rows;
    pm_totals sum = {0};
    total_of_shares(in, t, plans, &sum);
    for (size_t k = 0; k < t->l.grants.n; k++)
        plans[k].indirect = 0;
    bool moved = true;
    for (int round = 0; round < MOST_ROUNDS && moved; round++) {
        moved = false;
        split_totals(in, t, &sum, plans);
        for (size_t k = 0; k < t->l.grants.n; k++) {
            int64_t indirect = find_indirect(in, t, &g[k], &plans[k]);
            moved |= indirect != plans[k].indirect;
            plans[k].indirect = indirect;
        }
    }
    split_totals(in, t, &sum, plans);
    return sum;
}

/* ---- levers by grant ------------------------------------------------------------------------- */

/* The grants that have the levers of `policy` (-1: the team's own), planned as if there were no others. */
static void plan_with(const pm_scenario *in, const pm_team *t, int policy, pm_plan *plans,
                      pm_totals *sum) {
    enum { MOST_GRANTS = 100 }; /* rules.c */
    const pm_grant *g = t->l.grants.rows;
    pm_grant alike[MOST_GRANTS];
    pm_plan own[MOST_GRANTS];
    pm_team part = *t;
    size_t n = 0;
    for (size_t k = 0; k < t->l.grants.n; k++)
        if (g[k].policy == policy)
            alike[n++] = g[k];
    if (n == 0)
        return;
    if (policy >= 0)
        part.l = ((const pm_policy *)in->policies.rows)[policy].l;
    part.l.grants = (rap_rows){alike, n};
    pm_totals its = plan_alike(in, &part, own);
    sum->pay += its.pay;
    for (int a = 0; a < N_ACTIVITIES; a++)
        sum->activity[a] += its.activity[a];
    for (size_t k = t->l.grants.n; k-- > 0;)
        if (g[k].policy == policy)
            plans[k] = own[--n];
}

/* ---- costs ----------------------------------------------------------------------------------- */

static void plan_costs(const pm_team *t, size_t k, pm_plan *p, pm_totals *sum) {
    int64_t uses[N_USES], base;
    pm_sum_costs(t, k, uses, &base);
    *p = (pm_plan){.indirect = pm_indirect_on(t, base),
                   .reserve = uses[USE_AFTERCARE],
                   .running = uses[USE_ADMINISTRATION],
                   .pay = uses[USE_PARTNERS],
                   .participants = uses[USE_PARTICIPANTS],
                   .form = uses[USE_NONE]};
    memcpy(p->activity, uses, sizeof p->activity);
    for (int a = 0; a < N_ACTIVITIES; a++) {
        p->staff += uses[a];
        sum->activity[a] += uses[a];
    }
    p->project = p->staff;
    p->amount =
        p->indirect + p->reserve + p->running + p->pay + p->participants + p->form + p->staff;
    sum->pay += p->pay;
}

pm_totals pm_plan_team(const pm_scenario *in, const pm_team *t, pm_plan *plans) {
    pm_totals sum = {0};
    for (size_t k = 0; k < t->l.grants.n && pm_states_costs(t); k++)
        plan_costs(t, k, &plans[k], &sum);
    if (pm_states_costs(t))
        return sum;
    for (int policy = -1; policy < (int)in->policies.n; policy++)
        plan_with(in, t, policy, plans, &sum);
    return sum;
}

pm_plan pm_plan_before(const pm_grant *g, const pm_plan *p) {
    int64_t months = g->start < 0 ? -g->start : 0, n = g->months;
    int64_t heard = months < p->heard ? months : p->heard, worked = months - heard;
    pm_plan x = {.fixed = months ? p->fixed : 0,
                 .running = p->running * months / n,
                 .indirect = p->indirect * months / n,
                 .pay = p->pay * months / n};
    for (int a = 0; a < N_ACTIVITIES; a++) {
        x.hear[a] = heard ? p->hear[a] * heard / p->heard : 0;
        x.activity[a] = worked ? p->activity[a] * worked / (n - p->heard) : 0;
        x.staff += x.hear[a] + x.activity[a];
    }
    return x;
}

void pm_plan_side(const pm_team *t, const pm_levers *l, pm_plan *plans) {
    int64_t project = 0;
    if (pm_states_costs(t))
        return;
    for (size_t k = 0; k < t->l.grants.n; k++)
        project += plans[k].project;
    for (int a = 0; a < N_ACTIVITIES; a++) {
        split_activity(t, plans, (pm_activity)a, (int64_t)floor(l->hours[a] * (double)project));
        for (size_t k = 0; k < t->l.grants.n; k++)
            plans[k].hear[a] = (int64_t)floor(l->listening_hours[a] * (double)plans[k].listening);
    }
    for (size_t k = 0; k < t->l.grants.n; k++)
        fit(&plans[k]);
}
