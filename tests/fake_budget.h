/* fake_budget.h: a hand-made budget on hand-made tables (fake_tables.h), for tests of pictures, pages
 * and words. Line k, cut or raised by p per cent, moves 100 p (k + 1) of money, and the first outcome
 * by p / 10 x k smallest differences that matter times its number; arms differ by their position. */
#ifndef FAKE_BUDGET_H
#define FAKE_BUDGET_H

#include "fake_tables.h"
#include "analysis/budget/lines.h"
#include "analysis/budget/worth.h"

enum { FAKE_LINES = 40, FAKE_YEARS = 4, FAKE_DRAWS = 30, FAKE_ARMS = 16, FAKE_AIMS = 2 };

typedef struct {
    rap_lines lines;
    rap_worth worth;
    rap_line_plan plan;
    rap_line rows[FAKE_LINES];
    char levers[FAKE_LINES][48];
    rap_aim aims[FAKE_AIMS];
    rap_line_cells cells[FAKE_LINES];
    rap_line_result results[FAKE_LINES];
    rap_summary effects[FAKE_LINES][RAP_DOSES][FAKE_AIMS], spend[FAKE_LINES][FAKE_YEARS];
    rap_interval marginals[FAKE_LINES][RAP_DOSES][FAKE_AIMS];
    double seen[FAKE_LINES][RAP_DOSES][FAKE_AIMS];
    rap_summary level[FAKE_AIMS], all[FAKE_YEARS];
    size_t years[FAKE_YEARS];
    double cost[FAKE_DRAWS * FAKE_ARMS], effect[FAKE_DRAWS * FAKE_ARMS];
    rap_interval accepted[FAKE_ARMS * RAP_WORTH_POINTS];
    rap_interval net[FAKE_ARMS * RAP_WORTH_POINTS];
    rap_increment increments[FAKE_ARMS], discounted[FAKE_ARMS];
} fake_budget;

/* n lines labelled `label` (NULL: usual labels), put into f->tables; nothing is allocated. FAKE_MISSING:
 * no number has a value. */
void fake_budget_init(fake_budget *b, fake_tables *f, fake_kind kind, size_t n, const char *label);

#endif
