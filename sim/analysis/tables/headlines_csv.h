/* headlines_csv.h: tables with rows for every headline of every contrast. */
#ifndef RAP_HEADLINES_CSV_H
#define RAP_HEADLINES_CSV_H

#include "analysis/tables/tables.h"
#include "base/csv.h"

/* Appends the rows of one. */
typedef void rap_headline_rows(const rap_tables *t, size_t contrast, size_t headline,
                               rap_text *out);

/* The header, and the rows of all: contrast by contrast, in the study's order. */
void rap_headlines_csv(const rap_tables *t, const rap_csv_table *table, rap_headline_rows *rows,
                       rap_text *out);

#endif
