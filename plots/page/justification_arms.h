/* justification_arms.h: the sentences of a justification on arms and on the best split, as plain text (private to
 * plots/). */
#ifndef RAP_JUSTIFICATION_ARMS_H
#define RAP_JUSTIFICATION_ARMS_H

#include "analysis/budget/best_split.h"
#include "plots/words/budget_money.h"
#include "plots/words/budget_words.h"

/* What an arm costs and does against the baseline; what came of the search for the best split. */
void rap_justify_arm(rap_text *out, const rap_tables *t, size_t arm);
void rap_justify_split(rap_text *out, const rap_tables *t, const rap_best_split *best);

/* What a lever of a line stands at: money where that is known, else the number. */
void rap_justify_lever(rap_text *out, const rap_tables *t, const rap_money_table *m, size_t line,
                       double x);

#endif
