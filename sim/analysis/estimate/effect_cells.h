/* effect_cells.h: what was measured, and between which arms, as cells of a CSV file. */
#ifndef RAP_EFFECT_CELLS_H
#define RAP_EFFECT_CELLS_H

#include "base/csv.h"
#include "scenario/study/study.h"

/* The arms of one side, by position. */
typedef struct {
    const rap_study *study;
    const size_t *arms;
    size_t n;
} rap_side;

/* The unit that an outcome is reported in: the study's currency where it is money. */
const char *rap_unit_of(const rap_study *study, size_t outcome);

/* Cell of a rap_side that is a member of the row: "a", "a+b"; nothing where there are no arms. */
void rap_csv_side(rap_text *out, const void *whole, const void *row, size_t at);

#endif
