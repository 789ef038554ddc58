/* sensitivity_csv.h: the tables of a sensitivity analysis. */
#ifndef RAP_SENSITIVITY_CSV_H
#define RAP_SENSITIVITY_CSV_H

#include "analysis/sensitivity/deciding.h"
#include "base/csv.h"

extern const rap_csv_table rap_csv_sensitivity, rap_csv_luck, rap_csv_screen,
    rap_csv_elementary_effects;

void rap_sensitivity_csv(const rap_deciding *d, rap_text *out);
void rap_luck_csv(const rap_deciding *d, rap_text *out);
void rap_screen_csv(const rap_deciding *d, rap_text *out);
void rap_elementary_effects_csv(const rap_deciding *d, rap_text *out);

#endif
