/* influence_rows.h: which uncertain inputs the headlines' contrasts go with. */
#ifndef RAP_INFLUENCE_ROWS_H
#define RAP_INFLUENCE_ROWS_H

#include "analysis/tables/tables.h"

/* Fills tables->influences: for each contrast and headline the inputs that its arms use with the
 * largest rank correlations, at most RAP_INFLUENCES. `heads` are the draws' mean differences,
 * contrast x headline x draw, NaN where missing. No rows where fewer than 10 draws are there, or
 * all are equal. */
enum { RAP_INFLUENCES = 15 };
int rap_influences_make(rap_tables *tables, const double *heads, int64_t draws);

#endif
