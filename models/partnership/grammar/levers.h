/* levers.h: the records of teams and policies, parts of the model's grammar. */
#ifndef PARTNERSHIP_LEVERS_H
#define PARTNERSHIP_LEVERS_H

#include "model/model.h"

extern const rap_record pm_policy_record;   /* fills a pm_policy */
extern const rap_record pm_own_past_record; /* of pm_own_past */
extern const rap_record pm_team_record;     /* fills a pm_team */
extern const rap_record pm_cost_record;     /* fills a pm_cost */
extern const rap_record pm_indirect_record; /* fills a pm_indirect */

#endif
