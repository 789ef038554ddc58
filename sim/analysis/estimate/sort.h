/* sort.h: numbers in order. */
#ifndef RAP_SORT_H
#define RAP_SORT_H

#include <stddef.h>
#include <stdint.h>

/* Sorts in place, upwards; no value may be NaN. */
void rap_sort(double *x, int64_t n);

/* Which of n values is the least, the next ...; those that are no number come last, and equal ones as gsl_sort_index
 * leaves them: that decides figures where rows are equal, and is to stay. `room` holds n. */
void rap_sort_order(const double *x, size_t n, size_t *order, double *room);

#endif
