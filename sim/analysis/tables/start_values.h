/* start_values.h: the answer where every uncertain number keeps its start value, beside the mean over sets of
 * assumptions: what the distributions of the numbers, and nothing else, make of it. */
#ifndef RAP_START_VALUES_H
#define RAP_START_VALUES_H

#include "analysis/estimate/aside.h"
#include "analysis/tables/tables.h"

enum { RAP_START_HISTORIES = 100 }; /* at most; fewer where the study itself has fewer */

/* Runs the study's written arms at their start values and adds the rows to `tables`, which were made from it; none where
 * the study draws none, for then its answer is this one. RAP_OK, RAP_STOPPED, or what the ensemble or the store says. */
int rap_start_values_make(rap_tables *tables, const rap_bench *bench);

/* What the row stands beside: the summary over sets of assumptions, or NULL where there is none. */
const rap_summary *rap_start_beside(const rap_tables *tables, const rap_start_row *row);

/* Whether the two part by at least the smallest difference that matters. */
bool rap_start_parts(const rap_tables *tables, const rap_start_row *row);

extern const rap_csv_table rap_csv_start_values;
void rap_start_values_csv(const rap_tables *tables, rap_text *out);

#endif
