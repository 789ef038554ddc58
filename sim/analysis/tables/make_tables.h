/* make_tables.h: the tables of a study, made from its store. */
#ifndef RAP_MAKE_TABLES_H
#define RAP_MAKE_TABLES_H

#include "analysis/tables/tables.h"

/* Reads the store one tile of columns at a time (memory does not grow with the number of runs
 * beyond that tile). RAP_OK, RAP_ENOMEM, or what the store says. */
int rap_tables_make(rap_tables *tables, const rap_study *study, const rap_layout *layout,
                    rap_store *store);

#endif
