/* planned.c: what the plans of grant_plan.c say to people: rules for a budget, and its lines. */
#include "base/error.h"
#include "base/memory.h"
#include "partnership/grammar/grant_plan.h"

#include <stdio.h>
#include <string.h>

/* Sums over a team's grants, in the order of the lines below. */
enum {
    OF_PARTNERS = N_ACTIVITIES,
    OF_LISTENING,
    OF_AFTERCARE,
    OF_ADMINISTRATION,
    OF_INDIRECT,
    OF_NOTHING,
    N_SUMS
};

static const char *const names[N_SUMS] = {
    [OF_PARTNERS] = "partners",
    [OF_LISTENING] = "months of listening",
    [OF_AFTERCARE] = "aftercare and bridges",
    [OF_ADMINISTRATION] = "administration",
    [OF_INDIRECT] = "indirect costs",
    [OF_NOTHING] = "not planned for",
};

/* Of grants that are counted on: a plan does not rest on follow-on money. */
typedef struct {
    int64_t line[N_SUMS];
    int64_t project, listening; /* money for staff */
    int64_t payable;            /* money for work of grants that may pay partners */
    int64_t granted;
} sums;

/* Sums leave out follow-on money, and what was spent before month 0. */
static void take_from_totals(pm_totals *all, const pm_plan *p) {
    all->pay -= p->pay;
    for (int a = 0; a < N_ACTIVITIES; a++)
        all->activity[a] -= p->activity[a];
}

static void add_plan(sums *s, pm_totals *all, const pm_grant *g, const pm_plan *p) {
    pm_plan before = pm_plan_before(g, p);
    take_from_totals(all, &before);
    for (int a = 0; a < N_ACTIVITIES; a++)
        s->line[OF_LISTENING] += p->hear[a] - before.hear[a];
    s->listening += p->listening;
    s->line[OF_AFTERCARE] += p->reserve;
    s->line[OF_ADMINISTRATION] += p->fixed + p->running - before.fixed - before.running;
    s->line[OF_INDIRECT] += p->indirect - before.indirect;
    s->project += p->project;
    s->payable += g->no_partner_pay ? 0 : p->staff + p->pay;
    s->granted +=
        g->amount - before.fixed - before.running - before.indirect - before.pay - before.staff;
}

static int sum_up(const pm_scenario *in, const pm_team *t, sums *s) {
    const pm_grant *g = t->l.grants.rows;
    pm_plan *plans = rap_allocate(t->l.grants.n ? t->l.grants.n : 1, sizeof *plans);
    *s = (sums){0};
    if (!plans)
        return rap_fail(RAP_ENOMEM);
    pm_totals all = pm_plan_team(in, t, plans);
    for (size_t k = 0; k < t->l.grants.n; k++)
        if (g[k].follow_on)
            take_from_totals(&all, &plans[k]);
        else
            add_plan(s, &all, &g[k], &plans[k]);
    memcpy(s->line, all.activity, sizeof all.activity);
    s->line[OF_PARTNERS] = all.pay;
    int64_t left = s->granted;
    for (int k = 0; k < OF_NOTHING; k++)
        left -= s->line[k];
    s->line[OF_NOTHING] = left > 0 ? left : 0;
    rap_free(plans);
    return RAP_OK;
}

/* ---- rules ----------------------------------------------------------------------------------- */

static double money(int64_t cents) {
    return (double)cents / 100;
}

static void check_excludes(const pm_team *t, rap_problems *problems) {
    char path[128];
    for (size_t k = 0; k < t->indirect.excludes.n; k++) {
        const char *name = t->indirect.excludes.items[k];
        size_t line = 0;
        while (pm_planned_lines[line] && strcmp(pm_planned_lines[line], name) != 0)
            line++;
        snprintf(path, sizeof path, "teams.%s.indirect.excludes.%zu", t->is.name, k);
        if (!pm_planned_lines[line])
            rap_problems_add(problems, NULL, 0, path,
                             "no line of the budget is called \"%.60s\"; there are: "
                             "administration, community_coordinator, research_staff, "
                             "capacity_building, follow_up, dissemination, aftercare, partners",
                             name);
    }
}

/* A cent for each grant may be lost where indirect costs are rounded. */
static void check_amounts(const pm_team *t, const sums *s, rap_problems *problems) {
    int64_t sum = pm_sum_of_amounts(t), hours = sum - t->amounts.partners;
    int64_t spare = (int64_t)t->l.grants.n;
    char path[128];
    snprintf(path, sizeof path, "teams.%s.amounts", t->is.name);
    if (t->amounts.partners > s->payable + spare)
        rap_problems_add(problems, NULL, 0, path,
                         "%.2f for partners, but the grants that may pay them leave %.2f for work",
                         money(t->amounts.partners), money(s->payable));
    else if (hours > s->project + spare)
        rap_problems_add(problems, NULL, 0, path,
                         "the amounts for staff hours come to %.2f, but %.2f is there for them: of "
                         "%.2f granted, %.2f goes to administration, %.2f to indirect costs, %.2f "
                         "to aftercare, %.2f to months of listening and %.2f to partners",
                         money(hours), money(s->project), money(s->granted),
                         money(s->line[OF_ADMINISTRATION]), money(s->line[OF_INDIRECT]),
                         money(s->line[OF_AFTERCARE]), money(s->listening),
                         money(s->line[OF_PARTNERS]));
    snprintf(path, sizeof path, "teams.%s.amounts.total", t->is.name);
    if (t->amounts.total > 0 && t->amounts.total != sum)
        rap_problems_add(problems, NULL, 0, path,
                         "the lines add up to %.2f, not to the total of %.2f that is stated",
                         money(sum), money(t->amounts.total));
}

int pm_check_budget(const pm_scenario *in, const pm_team *t, rap_problems *problems) {
    sums s;
    size_t before = rap_problems_seen(problems);
    check_excludes(t, problems);
    if (rap_problems_seen(problems) > before || t->l.grants.n == 0)
        return RAP_OK;
    int status = sum_up(in, t, &s);
    if (!status && (pm_states_amounts(t) || t->amounts.total > 0))
        check_amounts(t, &s, problems);
    return status;
}

/* ---- lines ----------------------------------------------------------------------------------- */

int partnership_planned(const void *root, size_t k, rap_planned *line) {
    const pm_scenario *in = root;
    const pm_team *t = (const pm_team *)in->teams.rows + k / N_SUMS;
    size_t which = k % N_SUMS;
    sums s;
    if (k / N_SUMS >= in->teams.n)
        return 0;
    int status = sum_up(in, t, &s);
    *line = (rap_planned){.of = t->is.name,
                          .line = which < N_ACTIVITIES ? pm_activity_names[which] : names[which],
                          .cents = s.line[which]};
    return status ? status : 1;
}
