/* marks_csv.h: marks.csv. */
#ifndef RAP_MARKS_CSV_H
#define RAP_MARKS_CSV_H

#include "analysis/tables/tables.h"
#include "base/csv.h"

extern const rap_csv_table rap_csv_marks;
void rap_marks_csv(const rap_tables *t, rap_text *out);

#endif
