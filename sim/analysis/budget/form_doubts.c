/* form_doubts.c: what a funder's form would not take as it stands. */
#include "analysis/budget/form.h"
#include "base/error.h"

#include <math.h>
#include <string.h>

/* A cost that the layout has no heading for. */
static int doubt_heading(const rap_form_layout *layout, const rap_cost *cost,
                         rap_problems *doubts) {
    size_t at = rap_form_heading_of_kind(layout, cost->kind);
    if (cost->heading || layout->headings[at].label)
        return RAP_OK;
    return rap_problems_add(doubts, NULL, 0, "budget.layout",
                            "%s has no heading for \"%s\" (kind %s): it stands under \"%s\"",
                            layout->label, cost->label, cost->kind, RAP_FORM_OTHER);
}

static int doubt_step(const rap_form_layout *layout, size_t year, double direct,
                      rap_problems *doubts) {
    int status = RAP_OK;
    if (layout->most > 0 && direct > layout->most)
        status = rap_problems_add(doubts, NULL, 0, "budget.layout",
                                  "%s takes direct costs up to %.0f a year: year %zu has %.2f",
                                  layout->label, layout->most, year + 1, direct);
    else if (layout->step > 0 && fmod(direct, layout->step) > 0)
        status =
            rap_problems_add(doubts, NULL, 0, "budget.layout",
                             "%s takes direct costs in steps of %.0f a year: year %zu has %.2f",
                             layout->label, layout->step, year + 1, direct);
    return status == RAP_EINPUT ? RAP_OK : status;
}

static int doubt_years(const rap_form_plan *plan, const rap_form_layout *layout,
                       rap_problems *doubts) {
    int status = RAP_OK;
    for (size_t y = 0; y < plan->n_years && !status; y++) {
        int64_t direct = 0;
        for (size_t k = 0; k < plan->n; k++) {
            const rap_cost *cost = &plan->by_year[y * plan->n + k];
            direct += strcmp(cost->kind, "indirect") ? cost->asked : 0;
        }
        status = doubt_step(layout, y, (double)direct / 100, doubts);
    }
    return status;
}

int rap_form_doubts(const rap_form_plan *plan, const rap_form_layout *layout,
                    rap_problems *doubts) {
    int status = RAP_OK;
    for (size_t k = 0; k < plan->n && !status; k++) {
        status = doubt_heading(layout, &plan->costs[k], doubts);
        status = status == RAP_EINPUT ? RAP_OK : status;
    }
    return status ? status : doubt_years(plan, layout, doubts);
}
