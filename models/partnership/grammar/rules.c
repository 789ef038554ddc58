/* rules.c: what no single field of the grammar can state. */
#include "base/error.h"
#include "partnership/grammar/budget.h"
#include "partnership/grammar/costs.h"
#include "partnership/grammar/grammar.h"
#include "partnership/grammar/grant_plan.h"

#include <stdio.h>
#include <string.h>

/* Levers of a team, or of a policy that one of its grants names: `of` is "teams.NAME". */
static void check_shares(const char *of, const double *hours, const char *key,
                         rap_problems *problems) {
    double sum = 0;
    char path[192];
    for (int a = 0; a < N_ACTIVITIES; a++)
        sum += hours[a];
    snprintf(path, sizeof path, "%s.%s", of, key);
    if (sum > 1 + 1e-9)
        rap_problems_add(
            problems, NULL, 0, path,
            "the shares add up to %g with those that the policy sets, at most 1 expected", sum);
}

/* Follow-on money may be due while another grant runs: then it is not applied for. */
static void check_follow_on(const pm_team *t, rap_problems *problems) {
    const pm_grant *g = t->l.grants.rows;
    char path[128];
    for (size_t k = 0; k < t->l.grants.n; k++) {
        snprintf(path, sizeof path, "teams.%s.grants.%zu", t->is.name, k);
        if (g[k].follow_on && g[k].after_previous)
            rap_problems_add(problems, NULL, 0, path,
                             "follow-on money is applied for while no grant runs, whatever became "
                             "of the one before; after_previous = false expected");
        if (g[k].follow_on && k > 0 && g[k].start < g[k - 1].start)
            rap_problems_add(problems, NULL, 0, path,
                             "the grant starts in month %lld, before the one before it starts "
                             "(month %lld)",
                             (long long)g[k].start, (long long)g[k - 1].start);
    }
}

/* Whether grants follow each other within the horizon, so that they can be planned. */
static bool check_grants(const pm_team *t, const rap_clock *clock, rap_problems *problems) {
    const pm_grant *g = t->l.grants.rows;
    int64_t taken = INT64_MIN; /* the latest end so far */
    size_t before = rap_problems_seen(problems);
    char path[128];
    snprintf(path, sizeof path, "teams.%s.grants", t->is.name);
    if (t->l.grants.n == 0)
        rap_problems_add(problems, NULL, 0, path, "at least one grant expected");
    if (t->l.grants.n > 100)
        rap_problems_add(problems, NULL, 0, path, "%zu grants, at most 100 expected",
                         t->l.grants.n);
    for (size_t k = 0; k < t->l.grants.n; k++) {
        snprintf(path, sizeof path, "teams.%s.grants.%zu", t->is.name, k);
        int64_t end = g[k].start + g[k].months;
        if (end > clock->horizon)
            rap_problems_add(problems, NULL, 0, path,
                             "the grant ends in month %lld, after the horizon of %d months",
                             (long long)end, clock->horizon);
        if (!g[k].follow_on && g[k].start < taken)
            rap_problems_add(
                problems, NULL, 0, path,
                "the grant starts in month %lld, before the one before it ends (month %lld)",
                (long long)g[k].start, (long long)taken);
        taken = end > taken ? end : taken;
    }
    check_follow_on(t, problems);
    return rap_problems_seen(problems) == before;
}

static void check_levers_of(const char *of, const pm_levers *l, bool by_shares,
                            rap_problems *problems) {
    char path[192];
    if (by_shares)
        check_shares(of, l->hours, "hours", problems);
    if (by_shares)
        check_shares(of, l->listening_hours, "listening_hours", problems);
    check_shares(of, l->aftercare_hours, "aftercare_hours", problems);
    snprintf(path, sizeof path, "%s.reserve", of);
    if (by_shares && l->reserve > 0 && l->aftercare == 0)
        rap_problems_add(
            problems, NULL, 0, path,
            "money is kept for aftercare (%g of each grant) but aftercare lasts 0 months",
            l->reserve);
    snprintf(path, sizeof path, "%s.pay.rate", of);
    if (l->pay.form != PAY_NONE && l->pay.rate <= 0)
        rap_problems_add(
            problems, NULL, 0, path,
            "partners are to be paid but the rate is 0; give a rate above 0 or form = \"none\"");
}

/* By a grant. */
static bool is_named(const pm_team *t, int policy) {
    const pm_grant *g = t->l.grants.rows;
    bool named = false;
    for (size_t k = 0; k < t->l.grants.n; k++)
        named |= g[k].policy == policy;
    return named;
}

static void check_team(const pm_scenario *s, const pm_team *t, const rap_clock *clock,
                       rap_problems *problems) {
    const pm_policy *policy = s->policies.rows;
    char of[128];
    snprintf(of, sizeof of, "teams.%s", t->is.name);
    check_levers_of(of, &t->l, !pm_states_costs(t), problems);
    bool in_order = check_grants(t, clock, problems);
    for (size_t k = 0; k < s->policies.n; k++) {
        snprintf(of, sizeof of, "policies.%s", policy[k].is.name);
        if (is_named(t, (int)k))
            check_levers_of(of, &policy[k].l, true, problems);
    }
    pm_check_past(s, t, problems);
    if (in_order)
        pm_check_budget(t, problems);
}

static void check_unit_costs(const pm_scenario *s, rap_problems *problems) {
    if (pm_has_unit_costs(s) && s->unit.staff_hour < 1)
        rap_problems_add(problems, NULL, 0, "unit_costs.staff_hour",
                         "%g for an hour of research staff; at least 1 expected",
                         s->unit.staff_hour);
    const pm_team *t = s->teams.rows;
    for (size_t j = 0; j < s->teams.n && !pm_has_unit_costs(s); j++) {
        char path[128];
        snprintf(path, sizeof path, "teams.%s.pay.at_unit_costs", t[j].is.name);
        if (t[j].l.pay.at_unit_costs)
            rap_problems_add(problems, NULL, 0, path, "the study states no unit_costs");
    }
}

static void check_organisations(const pm_scenario *s, rap_problems *problems) {
    const pm_organisation *o = s->organisations.rows;
    int64_t total = 0;
    for (size_t i = 0; i < s->organisations.n; i++) {
        char path[128];
        snprintf(path, sizeof path, "organisations.%s.until", o[i].is.name);
        if (o[i].until <= o[i].from)
            rap_problems_add(problems, NULL, 0, path,
                             "they close in month %lld, but are there from month %lld on only",
                             (long long)o[i].until, (long long)o[i].from);
        total += o[i].count;
    }
    if (total < 1 || total > 10000)
        rap_problems_add(problems, NULL, 0, "organisations",
                         "%lld organisations in all, 1 to 10000 expected", (long long)total);
}

static bool is_spoken(const pm_scenario *s, const char *language) {
    const pm_subgroup *g = s->subgroups.rows;
    for (size_t k = 0; k < s->subgroups.n; k++)
        if (strcmp(g[k].language, language) == 0)
            return true;
    return false;
}

/* Material in a language that nobody speaks would be paid for and reach no one. */
static void check_languages(const pm_scenario *s, const char *of, const pm_levers *l,
                            rap_problems *problems) {
    const rap_texts *languages = &l->translation.languages;
    char path[192];
    for (size_t k = 0; k < languages->n; k++) {
        snprintf(path, sizeof path, "%s.translation.languages.%zu", of, k);
        if (!is_spoken(s, languages->items[k]))
            rap_problems_add(problems, NULL, 0, path, "no subgroup speaks \"%.60s\"",
                             languages->items[k]);
    }
}

static void check_subgroups(const pm_scenario *s, rap_problems *problems) {
    const pm_subgroup *g = s->subgroups.rows;
    double sum = 0;
    for (size_t k = 0; k < s->subgroups.n; k++) {
        sum += g[k].share;
    }
    if (s->subgroups.n > 100)
        rap_problems_add(problems, NULL, 0, "subgroups", "%zu subgroups, at most 100 expected",
                         s->subgroups.n);
    if (s->subgroups.n > 0 && sum <= 0)
        rap_problems_add(problems, NULL, 0, "subgroups",
                         "the shares are all 0; at least one above 0 expected");
    const pm_team *t = s->teams.rows;
    for (size_t j = 0; j < s->teams.n && s->subgroups.n <= 100; j++) {
        char of[128], path[160];
        snprintf(of, sizeof of, "teams.%s", t[j].is.name);
        snprintf(path, sizeof path, "%s.translation", of);
        if (s->c.members > 0)
            check_languages(s, of, &t[j].l, problems);
        else if (t[j].l.translation.languages.n > 0)
            rap_problems_add(problems, NULL, 0, path,
                             "languages are those of persons; community.members above 0 expected");
    }
    if (s->subgroups.n > 0 && s->c.members == 0)
        rap_problems_add(problems, NULL, 0, "subgroups",
                         "subgroups are simulated as persons; community.members above 0 expected");
}

int partnership_check(const void *root, const rap_clock *clock, rap_problems *problems) {
    const pm_scenario *s = root;
    const pm_team *t = s->teams.rows;
    const pm_parameters *p = &s->p;
    size_t before = rap_problems_seen(problems);
    for (size_t j = 0; j < s->teams.n; j++)
        check_team(s, &t[j], clock, problems);
    if (s->teams.n > 100)
        rap_problems_add(problems, NULL, 0, "teams", "%zu teams, at most 100 expected", s->teams.n);
    check_organisations(s, problems);
    pm_check_own_past(s, problems);
    if (pm_check_ties(s, problems))
        return rap_fail(RAP_ENOMEM);
    check_unit_costs(s, problems);
    check_subgroups(s, problems);
    if (p->weight_voice + p->weight_presence + p->weight_respect + p->weight_fair_pay +
            p->weight_needs_met + p->weight_shared_goals <=
        0)
        rap_problems_add(problems, NULL, 0, "parameters.weight_voice",
                         "the six weights of experience are all 0; at least one above 0 expected");
    return rap_problems_seen(problems) == before ? RAP_OK : rap_fail(RAP_EINPUT);
}
