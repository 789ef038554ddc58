/* certainty_csv.h: certainty.csv. */
#ifndef RAP_CERTAINTY_CSV_H
#define RAP_CERTAINTY_CSV_H

#include "analysis/certainty/certainty.h"
#include "base/csv.h"

extern const rap_csv_table rap_csv_certainty;
void rap_certainty_csv(const rap_tables *t, rap_text *out);

#endif
