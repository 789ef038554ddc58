/* fake_form.h: a hand-made form of a hand-made budget (fake_budget.h): a cost for each of its lines, and indirect costs.
 *
 * Line k asks for 10,000.25 (k + 1) a year, of which the runs spend 90 %, line 1 alone 40 %; indirect costs are 10 % of
 * all. With three lines or more line 2 feeds nothing. */
#ifndef FAKE_FORM_H
#define FAKE_FORM_H

#include "analysis/budget/form.h"
#include "fake_budget.h"

typedef struct {
    rap_form form;
    rap_cost costs[FAKE_LINES + 1];
    rap_form_row rows[FAKE_LINES + 1];
    rap_form_cell years[FAKE_LINES + 1][FAKE_YEARS], all[FAKE_YEARS];
    rap_form_group groups[2];
} fake_form;

/* Puts it into f->tables; nothing is allocated. */
void fake_form_init(fake_form *form, fake_budget *b, fake_tables *f, fake_kind kind,
                    const char *label);

#endif
