/* accounts.c: what each cost of a budget has brought in and paid for.
 *
 * Money of several costs may lie in one purse (a coordinator's and a researcher's hours of follow-up). What is spent from a
 * purse is spent by its costs in proportion to what each has in it:
 *     spent_i += used * held_i / sum of held,     held_i -= the same.
 * What is spent on aftercare and bridges is spent by the costs that brought the reserve, in proportion to that. Administration
 * and what is kept for the form are spent in the step in which they fall due. */
#include "partnership/mechanisms/mechanism.h"

#include <string.h>

static double *held_of(pm_cost_accounts *x, int use) {
    return x->held + (size_t)use * x->budget.n;
}

static int64_t purse_of_use(const pm_team_state *t, int use) {
    if (use == USE_PARTNERS)
        return t->pay_purse;
    if (use == USE_PARTICIPANTS)
        return t->participants_purse;
    int64_t sum = 0;
    for (size_t side = 0; side < SIDES && use < N_ACTIVITIES; side++)
        sum += t->side[side].purse[use];
    return sum;
}

/* Reserves come with the grant. */
void pm_open_accounts(pm_partnership *s, size_t j, size_t grant) {
    pm_cost_accounts *x = &s->team[j].costs;
    const pm_budget *b = &x->budget;
    for (size_t i = 0; i < b->n; i++)
        for (size_t y = 0; y < b->years && pm_grant_of(&pm_costs_of(b)[i]) == grant; y++)
            held_of(x, USE_AFTERCARE)[i] +=
                (double)b->cents[(i * b->years + y) * N_USES + USE_AFTERCARE];
}

void pm_empty_accounts(pm_team_state *t) {
    pm_cost_accounts *x = &t->costs;
    memset(x->level, 0, sizeof x->level);
    for (int u = 0; u < USE_AFTERCARE && x->budget.n; u++)
        memset(held_of(x, u), 0, x->budget.n * sizeof *x->held);
}

/* What of a cost falls due in step k of its grant. */
static void draw_cost(pm_cost_accounts *x, size_t i, int64_t step, int per_month) {
    for (int u = 0; u < N_USES; u++) {
        int64_t cents = pm_cost_in_step(&x->budget, i, (pm_use)u, step, per_month);
        x->come[i] += cents;
        x->due[u] += cents;
        if (u == USE_ADMINISTRATION || u == USE_NONE)
            x->spent[i] += (double)cents;
        else if (u != USE_AFTERCARE)
            held_of(x, u)[i] += (double)cents;
    }
}

int64_t pm_draw_on_costs(pm_partnership *s, size_t j, int64_t step) {
    pm_team_state *t = &s->team[j];
    pm_cost_accounts *x = &t->costs;
    int64_t base = 0;
    memset(x->due, 0, sizeof x->due);
    for (size_t i = 0; i < x->budget.n; i++) {
        const pm_cost *c = &pm_costs_of(&x->budget)[i];
        if ((int)pm_grant_of(c) != t->grant)
            continue;
        draw_cost(x, i, step, s->clock.steps_per_month);
        base += pm_base_of(t->of, c, x->come[i]);
    }
    return pm_indirect_on(t->of, base);
}

void pm_note_purses(pm_team_state *t) {
    for (int u = 0; u < USE_AFTERCARE; u++)
        t->costs.level[u] = purse_of_use(t, u);
}

static void spend_from(pm_cost_accounts *x, int use, int64_t used) {
    double *held = held_of(x, use), sum = 0;
    for (size_t i = 0; i < x->budget.n; i++)
        sum += held[i];
    for (size_t i = 0; i < x->budget.n && sum > 0; i++) {
        double part = (double)used * held[i] / sum;
        x->spent[i] += part;
        held[i] = use == USE_AFTERCARE ? held[i] : held[i] > part ? held[i] - part : 0;
    }
}

static void settle_accounts(pm_team_state *t) {
    pm_cost_accounts *x = &t->costs;
    for (int u = 0; u < USE_AFTERCARE; u++) {
        int64_t left = purse_of_use(t, u), used = x->level[u] - left;
        if (used > 0 && t->grant >= 0)
            spend_from(x, u, used);
        x->level[u] = left;
    }
    spend_from(x, USE_AFTERCARE, t->spent[LINE_AFTERCARE] - x->after);
    x->after = t->spent[LINE_AFTERCARE];
    x->spent[x->budget.n] = (double)t->spent[LINE_INDIRECT];
}

void pm_accounts(pm_partnership *s) {
    for (size_t j = 0; j < s->n_teams; j++)
        if (s->team[j].costs.budget.n)
            settle_accounts(&s->team[j]);
}
