/* asked.c: what the budgets of a scenario ask money for, year by year of the study. */
#include "partnership/grammar/budget.h"

#include <math.h>
#include <stdio.h>

/* Months of a grant that have passed by a month of the study. */
static int64_t passed(const pm_grant *g, int64_t month) {
    int64_t months = month - g->start;
    return months < 0 ? 0 : months < g->months ? months : g->months;
}

/* The first and the last day of a year of the study, in months of a grant. */
typedef struct {
    int64_t from, until;
} stretch;

static stretch stretch_of(const pm_grant *g, int year) {
    if (year == RAP_ALL_YEARS)
        return (stretch){0, g->months};
    return (stretch){passed(g, 12 * (int64_t)year), passed(g, 12 * ((int64_t)year + 1))};
}

/* Share of the money for a use that a cost brings. */
static double share_of_all(const pm_budget *b, size_t cost, pm_use use) {
    int64_t own = 0, all = 0;
    for (size_t k = 0; k < b->n * b->years; k++) {
        int64_t cents = b->cents[k * N_USES + (size_t)use];
        all += cents;
        own += k / b->years == cost ? cents : 0;
    }
    return own > 0 ? (double)own / (double)all : 0;
}

/* Fewer may be asked, or as many, fewer of them paid. */
static void say_readings(const pm_budget *b, size_t i, rap_cost *cost) {
    const pm_team *t = b->of;
    double partners = share_of_all(b, i, USE_PARTNERS),
           people = share_of_all(b, i, USE_PARTICIPANTS);
    if (partners > 0 && t->l.pay.form != PAY_NONE && t->l.pay.coverage > 0) {
        cost->also_share = partners;
        cost->reading = RAP_MESSAGE("partners are asked for fewer hours");
        cost->other_reading =
            RAP_MESSAGE("partners are asked for the same hours, fewer of them paid");
        snprintf(cost->also, sizeof cost->also, "teams.%s.pay.coverage", t->is.name);
    } else if (people > 0 && t->l.participants_paid > 0) {
        cost->also_share = people;
        cost->reading = RAP_MESSAGE("fewer people are asked to take part");
        cost->other_reading =
            RAP_MESSAGE("as many people are asked to take part, fewer of them paid");
        snprintf(cost->also, sizeof cost->also, "teams.%s.participants_paid", t->is.name);
    }
}

static void say_asked_cost(const pm_budget *b, size_t i, int year, rap_cost *cost) {
    const pm_cost *c = &pm_costs_of(b)[i];
    const pm_grant *g = (const pm_grant *)b->of->l.grants.rows + pm_grant_of(c);
    stretch s = stretch_of(g, year);
    int64_t before = pm_cost_until(b, i, s.from, 1), after = pm_cost_until(b, i, s.until, 1);
    *cost = (rap_cost){
        .of = b->of->is.name,
        .name = c->is.name,
        .label = c->is.label,
        .purpose = c->purpose,
        .kind = pm_key_of_kind(c->kind),
        .heading = c->heading,
        .feeds = fmax(0, 1 - pm_share_of_use(c, USE_NONE) - pm_share_of_use(c, USE_ADMINISTRATION)),
        .in_kind = c->in_kind,
        .cents = after - before,
        .asked = pm_asked_of(b->of, c, after) - pm_asked_of(b->of, c, before),
        .base = pm_base_of(b->of, c, after) - pm_base_of(b->of, c, before),
    };
    say_readings(b, i, cost);
    snprintf(cost->lever, sizeof cost->lever, "teams.%s.costs.%s.kept", b->of->is.name, c->is.name);
    snprintf(cost->group, sizeof cost->group, "cost:%s.%s", b->of->is.name, c->is.name);
}

static void say_indirect(const pm_budget *b, int year, rap_cost *cost) {
    const pm_grant *g = b->of->l.grants.rows;
    *cost = (rap_cost){
        .of = b->of->is.name, .name = "indirect", .label = "Indirect costs", .kind = "indirect"};
    for (size_t k = 0; k < b->of->l.grants.n; k++) {
        stretch s = stretch_of(&g[k], year);
        int64_t before = pm_indirect_until(b, k, s.from, 1);
        int64_t after = pm_indirect_until(b, k, s.until, 1);
        cost->cents += after - before;
        cost->asked += pm_indirect_asked(b->of, after) - pm_indirect_asked(b->of, before);
    }
    snprintf(cost->group, sizeof cost->group, "cost:%s.indirect", b->of->is.name);
}

int partnership_costs(const void *root, size_t k, int year, rap_cost *cost) {
    const pm_scenario *in = root;
    const pm_team *t = in->teams.rows;
    size_t j = 0;
    for (; j < in->teams.n; j++) {
        size_t rows = pm_states_costs(&t[j]) ? t[j].costs.n + (t[j].indirect.rate > 0) : 0;
        if (k < rows)
            break;
        k -= rows;
    }
    if (j == in->teams.n)
        return 0;
    pm_budget b;
    int status = pm_budget_create(&b, &t[j]);
    if (!status && k < b.n)
        say_asked_cost(&b, k, year, cost);
    else if (!status)
        say_indirect(&b, year, cost);
    pm_budget_free(&b);
    return status ? status : 1;
}
