/* budget.h: what the money of a team's grants is planned for, before any luck.
 *
 * A plan is a function of the scenario alone. Each grant's amount is, to the cent,
 *     amount = indirect + direct,   direct = reserve + fixed + running + pay + staff. */
#ifndef PARTNERSHIP_BUDGET_H
#define PARTNERSHIP_BUDGET_H

#include "partnership/grammar.h"

/* One grant, in cents. */
typedef struct {
    int64_t indirect;       /* evenly over its months */
    int64_t reserve;        /* for aftercare and bridges */
    int64_t fixed, running; /* to set it up, to run it */
    int64_t pay, staff;     /* money for work: partners, staff hours */
} pm_plan;

/* Plan of the k-th grant of a team. */
pm_plan pm_plan_grant(const pm_scenario *in, const pm_team *team, size_t k);

/* Whether the rates of some team take indirect costs from its grants. */
bool pm_has_indirect(const pm_scenario *in);

/* Names of the lines that a rate of indirect costs may leave out; ends with NULL. */
extern const char *const pm_planned_lines[];

#endif
