/* justification_page.h: a budget on one printed page with one picture, for a dean (private to plots/). */
#ifndef RAP_JUSTIFICATION_PAGE_H
#define RAP_JUSTIFICATION_PAGE_H

#include "analysis/budget/cuts.h"
#include "plots/page/two_formats.h"
#include "plots/words/budget_money.h"

/* All below the title: what is asked for, what it buys, what is lost line by line, what a smaller award would cost (if
 * `cuts` was asked for, or NULL), how sure that is. */
void rap_justify_page(rap_writer *w, const rap_tables *t, const rap_cuts *cuts,
                      const rap_money_table *m);

#endif
