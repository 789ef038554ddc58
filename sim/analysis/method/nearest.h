/* nearest.h: rows of a reference table near data: those whose pseudo-data lie nearest, and how likely each makes the data.
 *
 * Nearest: by the distance of standardised pseudo-data. A tenth of all rows are taken, and RAP_ROWS_OF_A_LINE for each
 * coefficient at least. A row at distance d has Epanechnikov's weight 1 - (d / farthest)^2; with those weights a target is
 * fitted by a plane, and each row moved along it to the data (Beaumont, Zhang & Balding 2002,
 * doi:10.1093/genetics/162.4.2025).
 *
 * Likely: with y the data, exp(-sum_k ((s_k - y_k) / noise_k)^2 / 2), the summaries s without their pseudo-noise. */
#ifndef RAP_NEAREST_H
#define RAP_NEAREST_H

#include "analysis/method/reference.h"

enum { RAP_ROWS_OF_A_LINE = 5 };

typedef struct {
    const rap_reference *r;
    size_t most, terms; /* rows that are taken; coefficients of a plane */
    size_t n;           /* near rows that have weight */
    size_t *row;        /* n: whole rows */
    double *weight;     /* n */
    bool factored;      /* the factor is that of all near rows */
    double *slope, *factor, *distance, *plane, *at;
    size_t *order;
} rap_near;

/* RAP_OK; RAP_EINPUT where there are too few rows for a plane; RAP_ENOMEM. Free is legal after a failure, and twice. */
int rap_near_init(rap_near *near, const rap_reference *r);
void rap_near_free(rap_near *near);

/* Finds the rows near components p, without one (`without` is its place among whole rows; RAP_WITHOUT_NONE: all). */
void rap_near_find(rap_near *near, const double *component, long without);

/* The target in the near rows, moved to the data: n values, NaN where it is missing. */
void rap_near_sample(rap_near *near, const rap_row_column *target, double *x);

/* Whether all quantities have noise, so that rows can be weighted by how likely they make data. */
bool rap_can_be_likely(const rap_reference *r);

/* Weights of whole rows at data y, the largest 1 before the rows' own are multiplied with it; of `without` 0. */
void rap_likely(const rap_reference *r, const double *y, long without, double *weight);

#endif
