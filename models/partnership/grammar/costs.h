/* costs.h: what a unit of each activity costs.
 *
 * A study states unit costs as numbers of the equations (parameters) and as rates of its teams, or
 * all of them together in `unit_costs`, which then take the place of the former, and of the latter
 * where a team says so (pay.at_unit_costs) and pays at all. In currency units, not in cents. */
#ifndef PARTNERSHIP_COSTS_H
#define PARTNERSHIP_COSTS_H

#include "partnership/grammar/grammar.h"

/* Whether the study states unit costs together. */
bool pm_has_unit_costs(const pm_scenario *in);

double pm_cost_of_staff_hour(const pm_scenario *in);
double pm_cost_of_grant(const pm_scenario *in);   /* once */
double pm_cost_of_running(const pm_scenario *in); /* a month of a grant */
double pm_cost_of_language(const pm_scenario *in);
double pm_cost_of_session(const pm_scenario *in); /* beside staff hours */

/* What a partner's hour, a citizen researcher's hour and a participant are paid; 0: nothing. */
double pm_rate_of_pay(const pm_scenario *in, const pm_levers *l, pm_pay_form form);
double pm_rate_of_posts(const pm_scenario *in, const pm_levers *l);
double pm_rate_of_participants(const pm_scenario *in, const pm_levers *l);

#endif
