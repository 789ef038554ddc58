/* matrix.c: see matrix.h. */
#include "analysis/method/matrix.h"
#include "base/error.h"

#include <gsl/gsl_eigen.h>
#include <math.h>

static const double said_already = 1e-10; /* of a term's square: rounding */

/* Four sums, so that a processor can form them side by side. */
double rap_dot(const double *x, const double *y, size_t n) {
    double a = 0, b = 0, c = 0, d = 0;
    size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        a += x[i] * y[i];
        b += x[i + 1] * y[i + 1];
        c += x[i + 2] * y[i + 2];
        d += x[i + 3] * y[i + 3];
    }
    for (; i < n; i++)
        a += x[i] * y[i];
    return (a + c) + (b + d);
}

int rap_symmetric(double *m, size_t n, double *values, double *vectors, double *room) {
    gsl_matrix_view from = gsl_matrix_view_array(m, n, n);
    gsl_matrix_view to = gsl_matrix_view_array(vectors, n, n);
    gsl_vector_view l = gsl_vector_view_array(values, n);
    gsl_eigen_symmv_workspace w = {
        .size = n, .d = room, .sd = room + n, .gc = room + 2 * n, .gs = room + 3 * n};
    if (gsl_eigen_symmv(&from.matrix, &l.vector, &to.matrix, &w) ||
        gsl_eigen_symmv_sort(&l.vector, &to.matrix, GSL_EIGEN_SORT_VAL_DESC))
        return rap_fail(RAP_ENUMERIC);
    return RAP_OK;
}

void rap_triangle(double *a, size_t n) {
    for (size_t i = 0; i < n; i++) {
        double *row = a + i * n;
        for (size_t j = 0; j < i; j++) {
            const double *above = a + j * n;
            row[j] = above[j] > 0 ? (row[j] - rap_dot(row, above, j)) / above[j] : 0;
        }
        double left = row[i] - rap_dot(row, row, i);
        row[i] = left > said_already * row[i] ? sqrt(left) : 0;
    }
}

void rap_triangle_forward(const double *l, size_t n, size_t stride, double *x, size_t width) {
    for (size_t i = 0; i < n; i++) {
        const double *row = l + i * stride;
        double *at = x + i * width;
        for (size_t j = 0; j < i; j++)
            for (size_t c = 0; c < width; c++)
                at[c] -= row[j] * x[j * width + c];
        for (size_t c = 0; c < width; c++)
            at[c] = row[i] > 0 ? at[c] / row[i] : 0;
    }
}

void rap_triangle_back(const double *l, size_t n, size_t stride, double *x) {
    for (size_t i = n; i-- > 0;) {
        for (size_t j = i + 1; j < n; j++)
            x[i] -= l[j * stride + i] * x[j];
        x[i] = l[i * stride + i] > 0 ? x[i] / l[i * stride + i] : 0;
    }
}
