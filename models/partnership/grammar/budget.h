/* budget.h: what the costs of a team's budget come to, in whole cents.
 *
 * A budget is a function of the scenario alone. Time is counted in steps of a grant, `per_month` of them a month, so
 * that what falls on any span is a difference of two sums from the grant's first day. */
#ifndef PARTNERSHIP_BUDGET_H
#define PARTNERSHIP_BUDGET_H

#include "partnership/grammar/grammar.h"

enum { MOST_GRANT_YEARS = 100, MOST_COSTS = 60 }; /* a grant has at most 1200 months */

/* The costs of a team, by year of the grant that pays them and by use. */
typedef struct {
    const pm_team *of;
    size_t n, years; /* costs; years of the longest grant, begun ones too */
    int64_t *cents;  /* of cost i in year y for use u: cents[(i * years + y) * N_USES + u] */
} pm_budget;

/* Whether a team states costs: then its grants are what these come to. */
bool pm_states_costs(const pm_team *team);

/* Room for a team's costs, and what they come to. RAP_OK or RAP_ENOMEM; freeing is legal after a failure, and twice. */
int pm_budget_create(pm_budget *b, const pm_team *team);
void pm_budget_fill(pm_budget *b);
void pm_budget_free(pm_budget *b);

/* The costs of a budget, in the order of the study. */
const pm_cost *pm_costs_of(const pm_budget *b);

/* The grant of a cost, from 0. */
static inline size_t pm_grant_of(const pm_cost *c) {
    return (size_t)(c->grant - 1);
}

/* Cents of a cost for a use in a step of its grant, from 0; for all uses in its first `steps` steps. */
int64_t pm_cost_in_step(const pm_budget *b, size_t cost, pm_use use, int64_t step, int per_month);
int64_t pm_cost_until(const pm_budget *b, size_t cost, int64_t steps, int per_month);

/* Indirect costs of a grant in its first `steps` steps. */
int64_t pm_indirect_until(const pm_budget *b, size_t grant, int64_t steps, int per_month);

/* Of the first `cents` of a cost, those that the funder is asked for, and those that indirect costs are counted on. */
int64_t pm_asked_of(const pm_team *team, const pm_cost *c, int64_t cents);
int64_t pm_base_of(const pm_team *team, const pm_cost *c, int64_t cents);

/* Indirect costs on a base; of these, what the funder is asked for. */
int64_t pm_indirect_on(const pm_team *team, int64_t base);
int64_t pm_indirect_asked(const pm_team *team, int64_t cents);

/* What a grant's costs come to for each use, and the base of its indirect costs. */
void pm_sum_costs(const pm_team *team, size_t grant, int64_t uses[N_USES], int64_t *base);

/* What the funder is asked for in each year of a grant, indirect costs included, and what others give in all. */
void pm_ask_of_grant(const pm_team *team, size_t grant, int64_t asked[MOST_GRANT_YEARS],
                     int64_t *given);

/* The key of a kind of costs: "travel". */
const char *pm_key_of_kind(int kind);

/* Whether a cost is paid as planned, its hours needed or not: posts and subawards. */
bool pm_is_paid_as_planned(const pm_cost *c);

/* Share of a cost's money that goes into a use. */
double pm_share_of_use(const pm_cost *c, pm_use use);

/* Rules for a team's costs. */
void pm_check_costs(const pm_team *team, rap_problems *problems);

/* What the budgets of a scenario ask money for (rap_model.costs). */
int partnership_costs(const void *root, size_t k, int year, rap_cost *cost);

/* The focal team's plan as costs (rap_model.as_costs, plan_as_costs.c). */
int partnership_as_costs(const void *root, size_t k, rap_text *path, rap_text *value);

#endif
