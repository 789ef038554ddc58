/* influence.h: which uncertain inputs a contrast goes with. */
#ifndef RAP_INFLUENCE_H
#define RAP_INFLUENCE_H

#include "analysis/tables.h"

/* Fills tables->influences: for each contrast and headline the inputs with the largest rank
 * correlations, at most RAP_INFLUENCES. Nothing where there are fewer than 10 draws. */
enum { RAP_INFLUENCES = 15 };
int rap_influences_make(rap_tables *tables, rap_store *store);
void rap_influences_free(rap_tables *tables);

#endif
