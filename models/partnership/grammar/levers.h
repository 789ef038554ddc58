/* levers.h: the records of teams and policies, parts of the model's grammar. */
#ifndef PARTNERSHIP_LEVERS_H
#define PARTNERSHIP_LEVERS_H

#include "model/model.h"

extern const rap_record pm_policy_record; /* fills a pm_policy */
extern const rap_record pm_team_record;   /* fills a pm_team */

#endif
