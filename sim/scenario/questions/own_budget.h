/* own_budget.h: a budget that a study need not spell out. */
#ifndef RAP_OWN_BUDGET_H
#define RAP_OWN_BUDGET_H

#include "scenario/study/study.h"

enum { RAP_MOST_OWN_LINES = 2 * RAP_MOST_LINES };

/* Where a study states no aims of its budget, those are its headlines; where it states no lines, those are the costs that
 * the budget's arm asks money for, one whose cuts can be read in two ways twice. There may be no lines still: then the arm
 * states no costs. RAP_OK or RAP_ENOMEM. */
int rap_budget_complete(rap_study *study);

/* Settings ("KEY=VALUE", as rap_overrides takes them) that give a study without lines and costs the budget to which the plan
 * of an arm comes: that of the group `budget`, else the one that changes nothing in what the study states, else the first
 * that is not the baseline. Where that arm states costs, the arm alone. Nothing where the study has a group `budget` and costs, or the model
 * cannot say. Each is followed by a line break.
 * RAP_OK or RAP_ENOMEM. */
int rap_budget_of_plan(const rap_study *study, rap_text *sets);

#endif
