/* value_cells.h: numbers of outcomes in the cells of a table. */
#ifndef RAP_VALUE_CELLS_H
#define RAP_VALUE_CELLS_H

#include "analysis/estimate/summary.h"
#include "cli/terminal/table.h"
#include "cli/terminal/values.h"

/* rap_value and rap_value_range. */
void rap_value_cell(rap_table *t, const rap_tables *tables, size_t outcome, double x, bool sign);
void rap_range_cell(rap_table *t, const rap_tables *tables, size_t outcome, double lo, double hi,
                    bool sign);

/* A mean and its 95 % interval: two cells. */
void rap_mean_cells(rap_table *t, const rap_tables *tables, size_t outcome, const rap_summary *s,
                    bool sign);

/* A number with so many decimals; "none" where it is not finite. */
void rap_number_cell(rap_table *t, const rap_language *l, double x, int places);

/* "Trust, end+24". */
void rap_headline_cell(rap_table *t, const rap_tables *tables, const rap_headline *headline);

/* As rap_words_of_sets: "12 of 40", of `all`; `none` of 0. */
void rap_share_cell(rap_table *t, const rap_language *l, const rap_share *s, int64_t all,
                    const char *none);

#endif
