/* holm.c: see holm.h. */
#include "analysis/method/holm.h"
#include "base/error.h"
#include "base/memory.h"

#include <gsl/gsl_sort.h>
#include <math.h>

int rap_holm(double *p, size_t n) {
    size_t *order = rap_allocate(n, sizeof *order);
    double least = 0;
    if (!order)
        return rap_fail(RAP_ENOMEM);
    gsl_sort_index(order, p, 1, n);
    for (size_t i = 0; i < n; i++) {
        least = fmax(least, fmin(1, (double)(n - i) * p[order[i]]));
        p[order[i]] = least;
    }
    rap_free(order);
    return RAP_OK;
}
