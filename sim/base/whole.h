/* whole.h: amounts printed in whole units, so that rows and columns of a table add up as they are printed. */
#ifndef RAP_WHOLE_H
#define RAP_WHOLE_H

#include <stddef.h>
#include <stdint.h>

/* Rounds a table of rows x columns amounts (row by row; totals not among them) to whole units of `unit` > 0: cents to
 * dollars with 100. Each amount becomes one of the two whole numbers beside it, and so does each sum of a row, of a
 * column and of all: what is a whole number of units already stays. Sums of `whole` are what to print as totals.
 * Controlled rounding by cycles of parts (Cox 1987, J Am Stat Assoc 82:520-524), the smaller step being taken each
 * time, so that of two amounts the one nearer to the next unit is mostly raised. RAP_OK or RAP_ENOMEM. */
int rap_whole_units(const int64_t *amounts, size_t rows, size_t columns, int64_t unit,
                    int64_t *whole);

#endif
