/* grant_plan.h: what the money of a team's grants is planned for, before any luck.
 *
 * A plan is a function of the scenario alone. Each grant's amount is, to the cent,
 *     amount = indirect + direct,  direct = reserve + fixed + running + pay + participants + form + staff,
 * and staff = listening + project, the money for staff hours in the months of listening and in
 * those of the project. What activities are planned for is at most that. */
#ifndef PARTNERSHIP_GRANT_PLAN_H
#define PARTNERSHIP_GRANT_PLAN_H

#include "partnership/grammar/grammar.h"

/* One grant, in cents. */
typedef struct {
    int64_t amount;                 /* of the grant */
    int64_t indirect;               /* evenly over its months */
    int64_t reserve;                /* for aftercare and bridges */
    int64_t fixed, running;         /* to set it up, to run it */
    int64_t pay, staff;             /* money for work: partners, staff hours */
    int64_t participants;           /* their honoraria, where costs say so */
    int64_t form;                   /* costs that are kept for the form */
    int64_t heard;                  /* months of listening */
    int64_t listening, project;     /* parts of staff */
    int64_t hear[N_ACTIVITIES];     /* of listening, by activity */
    int64_t activity[N_ACTIVITIES]; /* of project, by activity */
} pm_plan;

/* Amounts of all grants of a team together, from which its plans follow, however stated. */
typedef struct {
    int64_t pay, activity[N_ACTIVITIES];
} pm_totals;

/* Plans of all grants of a team, in their order, and the amounts behind them. */
pm_totals pm_plan_team(const pm_scenario *in, const pm_team *team, pm_plan *plans);

/* What of a plan fell on the months before month 0: nothing for a grant that begins in the study. Its
 * pay, fixed, running and indirect cents, and those of staff by activity; `staff` is the sum of these. */
pm_plan pm_plan_before(const pm_grant *grant, const pm_plan *plan);

/* The same plans with the hours of other levers (of the same grants). */
void pm_plan_side(const pm_team *team, const pm_levers *l, pm_plan *plans);

/* Whether the rates of some team take indirect costs from its grants. */
bool pm_has_indirect(const pm_scenario *in);

/* Names of the lines that a rate of indirect costs may leave out; ends with NULL. */
extern const char *const pm_planned_lines[];

/* Keys of activities, as in `hours` and `amounts`. */
extern const char *const pm_activity_names[N_ACTIVITIES];

/* Rules for a team's costs and indirect costs. */
void pm_check_budget(const pm_team *team, rap_problems *problems);

/* The group in which the money for hours, the reserve and costs is booked (rap_model.books). */
bool partnership_books(const char *path, char group[RAP_COST_PATH]);

/* What the money of a scenario is planned for (rap_model.planned). */
int partnership_planned(const void *root, size_t k, rap_planned *line);

#endif
