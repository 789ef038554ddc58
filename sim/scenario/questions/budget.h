/* budget.h: what a budget is asked, as it is written in a study. */
#ifndef RAP_BUDGET_H
#define RAP_BUDGET_H

#include "scenario/study/settings.h"

enum { RAP_MOST_LINES = 40, RAP_MOST_AIMS = 12, RAP_MOST_COSTS = 12 };

/* outcomes = { NAME = { label; outcome; window; group; weight; } } */
typedef struct {
    rap_named is;
    const char *outcome, *window, *group;
    double weight;
} rap_aim_row;

/* lines = { NAME = { label; lever; money_to; money_from; spend; purpose; low; high; } } */
typedef struct {
    rap_named is;
    const char *lever, *money_to, *money_from, *purpose;
    rap_texts spend;
    double low, high;
} rap_line_row;

/* other_costs = { NAME = { label; outcome; price; } } */
typedef struct {
    rap_named is;
    const char *outcome;
    double price;
} rap_price_row;

extern const rap_record rap_budget_record;

/* Fills study->budget; needs arms, windows and deltas. Problems go to `findings`; RAP_OK also with
 * them, RAP_ENOMEM. */
int rap_settings_budget(rap_study *study, const rap_settings *settings, const rap_tree *tree,
                        rap_arena *arena, rap_findings *findings);

#endif
