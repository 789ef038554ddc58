/* accounts.c: what each cost of a budget has brought in and paid for.
 *
 * Money of several costs may lie in one purse (a coordinator's and a researcher's hours of follow-up). What is spent from a
 * purse is spent by its costs in proportion to what each has in it:
 *     spent_i += used * held_i / sum of held,     held_i -= the same.
 * A post or a subaward (pm_is_paid_as_planned) is paid whether its hours are needed or not: what it has in a purse at the end of a year of the
 * grant, or of the grant, is paid out for hours that nobody needed.
 * What is spent on aftercare and bridges is spent by the costs that brought the reserve, in proportion to that. Administration
 * and what is kept for the form are spent in the step in which they fall due. */
#include "partnership/mechanisms/mechanism.h"

#include <math.h>
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

/* Takes cents out of the purse of a use. */
static void take_from_purse(pm_team_state *t, int use, int64_t cents) {
    int64_t *purse[SIDES] = {&t->side[0].purse[use < N_ACTIVITIES ? use : 0],
                             &t->side[1].purse[use < N_ACTIVITIES ? use : 0]};
    if (use == USE_PARTNERS || use == USE_PARTICIPANTS) {
        *(use == USE_PARTNERS ? &t->pay_purse : &t->participants_purse) -= cents;
        return;
    }
    int64_t first = cents < *purse[0] ? cents : *purse[0];
    *purse[0] -= first;
    *purse[1] -= cents - first;
}

/* Pays posts and subawards what they have left of a year. */
static void pay_posts(pm_partnership *s, size_t j) {
    pm_team_state *t = &s->team[j];
    pm_cost_accounts *x = &t->costs;
    for (int u = 0; u < USE_AFTERCARE; u++) {
        double left = 0;
        for (size_t i = 0; i < x->budget.n; i++)
            left += pm_is_paid_as_planned(&pm_costs_of(&x->budget)[i]) ? held_of(x, u)[i] : 0;
        int64_t cents = llround(left);
        cents = cents < x->level[u] ? cents : x->level[u];
        if (cents <= 0)
            continue;
        for (size_t i = 0; i < x->budget.n; i++)
            if (pm_is_paid_as_planned(&pm_costs_of(&x->budget)[i])) {
                x->spent[i] += held_of(x, u)[i] / left * (double)cents;
                held_of(x, u)[i] = 0;
            }
        take_from_purse(t, u, cents);
        x->level[u] -= cents;
        pm_book(s, j, LINE_UNUSED, cents);
    }
}

/* Whether a year of the running grant, or the grant, ends with this step. */
static bool is_end_of_year(const pm_partnership *s, size_t j) {
    const pm_team_state *t = &s->team[j];
    if (t->grant < 0)
        return false;
    const pm_grant *g = pm_grants_of(s, j) + t->grant;
    int64_t per_month = s->clock.steps_per_month;
    int64_t done = s->step + 1 - g->start * per_month;
    return done <= g->months * per_month &&
           (done % (12 * per_month) == 0 || done == g->months * per_month);
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
        if (s->team[j].costs.budget.n) {
            settle_accounts(&s->team[j]);
            if (is_end_of_year(s, j))
                pay_posts(s, j);
        }
}
