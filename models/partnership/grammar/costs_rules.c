/* costs_rules.c: what no single field of a team's budget can state. */
#include "partnership/grammar/budget.h"
#include "partnership/grammar/grant_plan.h"

#include <math.h>
#include <stdio.h>

enum { LONGEST_PATH = 224 };

/* Ways in which a cost is stated. */
static int count_ways(const pm_cost *c) {
    return (c->salary > 0) + (c->quantity > 0 || c->price > 0) + (c->amount > 0) + (c->years.n > 0);
}

static void complain_of_cost(const pm_team *t, const pm_cost *c, const char *key, const char *text,
                             rap_problems *problems) {
    char path[LONGEST_PATH];
    snprintf(path, sizeof path, "teams.%s.costs.%s%s%s", t->is.name, c->is.name, *key ? "." : "",
             key);
    rap_problems_add(problems, NULL, 0, path, "%s", text);
}

/* When it is paid. */
static void check_months(const pm_team *t, const pm_cost *c, rap_problems *problems) {
    const pm_grant *g = (const pm_grant *)t->l.grants.rows + pm_grant_of(c);
    char text[160];
    if (c->from >= g->months) {
        snprintf(text, sizeof text, "it begins in month %lld of a grant of %lld months",
                 (long long)c->from, (long long)g->months);
        complain_of_cost(t, c, "from", text, problems);
    } else if (c->from + c->months > g->months) {
        snprintf(text, sizeof text, "it lasts to month %lld of a grant of %lld months",
                 (long long)(c->from + c->months), (long long)g->months);
        complain_of_cost(t, c, "months", text, problems);
    }
    if ((int64_t)c->years.n > (g->months + 11) / 12) {
        snprintf(text, sizeof text, "%zu years, but the grant has %lld", c->years.n,
                 (long long)((g->months + 11) / 12));
        complain_of_cost(t, c, "years", text, problems);
    }
}

static void check_uses(const pm_team *t, const pm_cost *c, rap_problems *problems) {
    double sum = 0;
    char text[160];
    for (int u = 0; u < N_USES; u++)
        sum += c->uses[u];
    snprintf(text, sizeof text, "the shares add up to %g, at most 1 expected", sum);
    if (sum > 1 + 1e-9)
        complain_of_cost(t, c, "uses", text, problems);
    if (pm_share_of_use(c, USE_PARTNERS) > 0 && t->l.pay.form == PAY_NONE && t->l.posts == 0)
        complain_of_cost(
            t, c, "uses",
            "it pays partners, but the team's pay.form is \"none\" and it has no posts: "
            "nobody can be paid from it",
            problems);
    if (pm_share_of_use(c, USE_PARTNERS) > 0 &&
        ((const pm_grant *)t->l.grants.rows)[pm_grant_of(c)].no_partner_pay)
        complain_of_cost(t, c, "uses", "it pays partners, which its grant forbids (no_partner_pay)",
                         problems);
    if (pm_share_of_use(c, USE_PARTICIPANTS) > 0 && !(t->l.participant_honorarium > 0))
        complain_of_cost(t, c, "uses",
                         "it pays participants, but the team's participant_honorarium is 0",
                         problems);
    if (pm_share_of_use(c, USE_AFTERCARE) > 0 && t->l.aftercare == 0)
        complain_of_cost(t, c, "uses",
                         "it is kept for aftercare, but the team's aftercare lasts 0 months",
                         problems);
}

static void check_cost(const pm_team *t, const pm_cost *c, rap_problems *problems) {
    if ((size_t)c->grant > t->l.grants.n) {
        complain_of_cost(t, c, "grant", "the team has no such grant", problems);
        return;
    }
    if (count_ways(c) != 1 || (c->quantity > 0) != (c->price > 0))
        complain_of_cost(t, c, "",
                         "what does it cost? salary, quantity and price, amount, or years expected",
                         problems);
    check_months(t, c, problems);
    check_uses(t, c, problems);
}

/* Amounts of grants may be left out; where they are written they are what the costs come to. */
static void check_grants_of_costs(const pm_team *t, rap_problems *problems) {
    const pm_grant *g = t->l.grants.rows;
    char path[LONGEST_PATH];
    for (size_t k = 0; k < t->l.grants.n; k++) {
        int64_t uses[N_USES], base, sum;
        pm_sum_costs(t, k, uses, &base);
        sum = pm_indirect_on(t, base);
        for (int u = 0; u < N_USES; u++)
            sum += uses[u];
        snprintf(path, sizeof path, "teams.%s.grants.%zu", t->is.name, k);
        if (g[k].start < 0 || g[k].policy >= 0 || g[k].follow_on)
            rap_problems_add(problems, NULL, 0, path,
                             "costs are those of a grant that is counted on, begins in the study "
                             "and has the team's levers; state hours and pay.share instead");
        else if (sum == 0)
            rap_problems_add(problems, NULL, 0, path, "none of the team's costs is of this grant");
        else if (g[k].amount > 0 && g[k].amount != sum)
            rap_problems_add(
                problems, NULL, 0, path,
                "%.2f granted, but the costs of this grant come to %.2f, of which %.2f "
                "are indirect; the amount may be left out",
                (double)g[k].amount / 100, (double)sum / 100,
                (double)pm_indirect_on(t, base) / 100);
    }
}

/* What a funder gives at most, and what others must give. */
static void check_ceilings(const pm_team *t, size_t k, rap_problems *problems) {
    const pm_grant *g = (const pm_grant *)t->l.grants.rows + k;
    int64_t asked[MOST_GRANT_YEARS], given, all = 0;
    char path[LONGEST_PATH];
    pm_ask_of_grant(t, k, asked, &given);
    for (int64_t y = 0; 12 * y < g->months; y++) {
        all += asked[y];
        snprintf(path, sizeof path, "teams.%s.grants.%zu.ceiling_year", t->is.name, k);
        if (g->ceiling_year > 0 && asked[y] > g->ceiling_year)
            rap_problems_add(
                problems, NULL, 0, path,
                "%.2f is asked for in year %lld of the grant, with indirect costs, and %.2f is "
                "the most in a year",
                (double)asked[y] / 100, (long long)y + 1, (double)g->ceiling_year / 100);
    }
    snprintf(path, sizeof path, "teams.%s.grants.%zu.ceiling", t->is.name, k);
    if (g->ceiling > 0 && all > g->ceiling)
        rap_problems_add(problems, NULL, 0, path,
                         "%.2f is asked for, with indirect costs, and %.2f is the most",
                         (double)all / 100, (double)g->ceiling / 100);
    snprintf(path, sizeof path, "teams.%s.grants.%zu.match", t->is.name, k);
    if ((double)given + 0.5 < g->match * (double)all)
        rap_problems_add(problems, NULL, 0, path,
                         "others give %.2f (costs with in_kind = true), and %g of the %.2f asked "
                         "for, %.2f, is expected",
                         (double)given / 100, g->match, (double)all / 100,
                         g->match * (double)all / 100);
}

void pm_check_costs(const pm_team *t, rap_problems *problems) {
    const pm_cost *c = t->costs.rows;
    size_t before = rap_problems_seen(problems);
    char path[LONGEST_PATH];
    snprintf(path, sizeof path, "teams.%s.costs", t->is.name);
    if (t->costs.n > MOST_COSTS)
        rap_problems_add(problems, NULL, 0, path, "%zu costs, at most %d expected", t->costs.n,
                         MOST_COSTS);
    for (size_t i = 0; i < t->costs.n; i++)
        check_cost(t, &c[i], problems);
    if (rap_problems_seen(problems) == before)
        check_grants_of_costs(t, problems);
    for (size_t k = 0; k < t->l.grants.n && rap_problems_seen(problems) == before; k++)
        check_ceilings(t, k, problems);
}
