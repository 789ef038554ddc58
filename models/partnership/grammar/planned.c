/* planned.c: what the plans of grant_plan.c say to people: rules for a budget, and its lines. */
#include "base/error.h"
#include "base/memory.h"
#include "partnership/grammar/budget.h"
#include "partnership/grammar/grant_plan.h"

#include <stdio.h>
#include <string.h>

/* Sums over a team's grants, in the order of the lines below. */
enum {
    OF_PARTNERS = N_ACTIVITIES,
    OF_LISTENING,
    OF_PARTICIPANTS,
    OF_FORM,
    OF_AFTERCARE,
    OF_ADMINISTRATION,
    OF_INDIRECT,
    OF_NOTHING,
    N_SUMS
};

static const char *const names[N_SUMS] = {
    [OF_PARTNERS] = "partners",
    [OF_LISTENING] = "months of listening",
    [OF_PARTICIPANTS] = "participants",
    [OF_FORM] = "kept for the form",
    [OF_AFTERCARE] = "aftercare and bridges",
    [OF_ADMINISTRATION] = "administration",
    [OF_INDIRECT] = "indirect costs",
    [OF_NOTHING] = "not planned for",
};

/* Of grants that are counted on: a plan does not rest on follow-on money. */
typedef struct {
    int64_t line[N_SUMS];
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
    s->line[OF_PARTICIPANTS] += p->participants;
    s->line[OF_FORM] += p->form;
    s->line[OF_AFTERCARE] += p->reserve;
    s->line[OF_ADMINISTRATION] += p->fixed + p->running - before.fixed - before.running;
    s->line[OF_INDIRECT] += p->indirect - before.indirect;
    s->granted +=
        p->amount - before.fixed - before.running - before.indirect - before.pay - before.staff;
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

/* Of a team without costs. */
static void check_granted(const pm_team *t, rap_problems *problems) {
    const pm_grant *g = t->l.grants.rows;
    char path[128];
    for (size_t k = 0; k < t->l.grants.n; k++) {
        snprintf(path, sizeof path, "teams.%s.grants.%zu.amount", t->is.name, k);
        if (g[k].amount == 0)
            rap_problems_add(
                problems, NULL, 0, path,
                "no money is granted; an amount above 0 expected, or costs of the team");
    }
    snprintf(path, sizeof path, "teams.%s.indirect.base", t->is.name);
    if (t->indirect.base == BASE_MTDC)
        rap_problems_add(problems, NULL, 0, path,
                         "modified total direct costs are those of a team that states costs");
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

void pm_check_budget(const pm_team *t, rap_problems *problems) {
    size_t before = rap_problems_seen(problems);
    check_excludes(t, problems);
    if (pm_states_costs(t))
        pm_check_costs(t, problems);
    else if (rap_problems_seen(problems) == before)
        check_granted(t, problems);
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
