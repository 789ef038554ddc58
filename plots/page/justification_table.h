/* justification_table.h: the tables of a justification: money by line and by year, outcomes, what is lost without each
 * line, cuts of the award, and the best split (private to plots/). */
#ifndef RAP_JUSTIFICATION_TABLE_H
#define RAP_JUSTIFICATION_TABLE_H

#include "analysis/budget/best_split.h"
#include "plots/page/two_formats.h"
#include "plots/words/budget_money.h"

/* Asked for, spent on average and likely left, by line; the same with what is asked for by year, false and nothing where
 * there are too few years or too many. Both add up as printed. */
void rap_justify_money(rap_writer *w, const rap_tables *t, const rap_money_table *m);
bool rap_justify_years(rap_writer *w, const rap_tables *t, const rap_money_table *m);

/* The outcomes that the budget is to serve: when, how they stand, from when on a change matters. */
void rap_justify_aims(rap_writer *w, const rap_tables *t);

/* The change of each outcome without each line, of those lines of which there is one; the others below. */
void rap_justify_losses(rap_writer *w, const rap_tables *t, const rap_money_table *m);

/* What the search for the best split sets each line to. */
void rap_justify_levers(rap_writer *w, const rap_tables *t, const rap_money_table *m,
                        const rap_best_split *b);

#endif
