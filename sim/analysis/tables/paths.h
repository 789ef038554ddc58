/* paths.h: series over time, and the shaded spans beside them. */
#ifndef RAP_PATHS_H
#define RAP_PATHS_H

#include "analysis/tables/tables.h"

/* Fills tables->series from the kept paths: mean and quantiles over runs, month by month, of the
 * paths whose column an arm has. */
int rap_paths_make(rap_tables *tables, rap_store *store);

/* Fills tables->spans and span_first from the model. */
int rap_spans_make(rap_tables *tables);

#endif
