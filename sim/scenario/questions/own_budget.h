/* own_budget.h: a budget that a study need not spell out. */
#ifndef RAP_OWN_BUDGET_H
#define RAP_OWN_BUDGET_H

#include "scenario/study/study.h"

enum { RAP_MOST_OWN_LINES = 2 * RAP_MOST_LINES };

/* Where a study states no aims of its budget, those are its headlines; where it states no lines, those are the costs that
 * the budget's arm asks money for, one whose cuts can be read in two ways twice. There may be no lines still: then the arm
 * states no costs. RAP_OK or RAP_ENOMEM. */
int rap_budget_complete(rap_study *study);

#endif
