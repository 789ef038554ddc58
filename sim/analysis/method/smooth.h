/* smooth.h: what responses are expected to be, given parameters, from noisy observations. */
#ifndef RAP_SMOOTH_H
#define RAP_SMOOTH_H

#include <stddef.h>

typedef struct {
    size_t rows, columns;
    size_t ends[3]; /* columns of each candidate: linear, with curves, with products */
    double *z;      /* column x row, standardised */
} rap_smoother;

/* Columns of p parameters; x is row x parameter, without NaN. Constant parameters give none. RAP_OK
 * or RAP_ENOMEM. Free is legal after a failure, and twice. */
int rap_smoother_init(rap_smoother *s, const double *x, size_t rows, size_t p);
void rap_smoother_free(rap_smoother *s);

/* Fits k responses (y: response x row) to the rows whose fold is not `without` (-1: to all; then fold
 * may be NULL), and writes the expected values of all rows to fitted (response x row). RAP_OK,
 * RAP_ENOMEM or RAP_ENUMERIC. */
int rap_smoother_fit(const rap_smoother *s, const double *y, size_t k, const int *fold, int without,
                     double *fitted);

#endif
