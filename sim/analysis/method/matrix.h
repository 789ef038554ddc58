/* matrix.h: small dense matrices, row by row, without allocation. */
#ifndef RAP_MATRIX_H
#define RAP_MATRIX_H

#include <stddef.h>

/* Sum of products, always formed in the same order. */
double rap_dot(const double *x, const double *y, size_t n);

/* Eigenvalues of a symmetric n x n matrix, the largest first, and its eigenvectors as columns; `m` is lost, `room` holds
 * 4 n numbers. RAP_OK or RAP_ENUMERIC. */
int rap_symmetric(double *m, size_t n, double *values, double *vectors, double *room);

/* Cholesky: overwrites the lower triangle of A with L, A = L L'. A row of which all but rounding is said by those before
 * it is dropped: its place in L is 0, and so is what is solved for it. */
void rap_triangle(double *a, size_t n);

/* x, n rows of `width` numbers, becomes L^-1 x by the first `n` rows of a factor whose rows are `stride` long. */
void rap_triangle_forward(const double *l, size_t n, size_t stride, double *x, size_t width);

/* x, n numbers, becomes L'^-1 x. */
void rap_triangle_back(const double *l, size_t n, size_t stride, double *x);

#endif
