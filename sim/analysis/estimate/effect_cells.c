/* effect_cells.c: units of outcomes and names of sides. */
#include "analysis/estimate/effect_cells.h"

#include <string.h>

const char *rap_unit_of(const rap_study *study, size_t outcome) {
    const rap_outcome *o = &study->model->outcomes[outcome];
    return o->flags & RAP_CURRENCY ? study->currency : o->unit;
}

void rap_csv_side(rap_text *out, const void *whole, const void *row, size_t at) {
    rap_side side;
    (void)whole;
    memcpy(&side, (const char *)row + at, sizeof side);
    for (size_t a = 0; a < side.n; a++)
        rap_text_format(out, "%s%s", a ? "+" : "", side.study->arms[side.arms[a]].name);
}
