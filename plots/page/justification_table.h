/* justification_table.h: the table of a justification, one row a line (private to plots/). */
#ifndef RAP_JUSTIFICATION_TABLE_H
#define RAP_JUSTIFICATION_TABLE_H

#include "analysis/tables/tables.h"
#include "plots/page/two_formats.h"

void rap_justify_table(rap_writer *w, const rap_tables *t);

#endif
