/* contrast.h: comparing two samples of the same items. */
#ifndef RAP_CONTRAST_H
#define RAP_CONTRAST_H

#include "analysis/tables/tables.h"

/* Compares `a` (plus) with `b` (minus), item by item. `better` +1, 0 or -1; `delta` > 0 the
 * smallest difference that matters. `difference` has room for the items. Fills everything of the
 * row but its names and spend. */
void rap_compare(const rap_sample *a, const rap_sample *b, int better, double delta,
                 double *difference, rap_workspace *w, rap_contrast_row *row);

/* Fills p_mean and p_worse with their intervals from the draw means in `w`. */
void rap_count_draws(const rap_workspace *w, int better, double delta, rap_contrast_row *row);

#endif
