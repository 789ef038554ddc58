/* deciders_csv.h: deciders.csv. */
#ifndef RAP_DECIDERS_CSV_H
#define RAP_DECIDERS_CSV_H

#include "analysis/tables/tables.h"
#include "base/csv.h"

extern const rap_csv_table rap_csv_deciders;
void rap_deciders_csv(const rap_tables *t, rap_text *out);

#endif
