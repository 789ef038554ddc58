/* moments.c: see moments.h. */
#include "analysis/method/moments.h"
#include "base/error.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

int rap_moments_init(rap_moments *m, size_t k) {
    *m = (rap_moments){.k = k};
    m->mean = rap_allocate(k, sizeof *m->mean);
    m->product = rap_allocate(k * k, sizeof *m->product);
    m->off = rap_allocate(k, sizeof *m->off);
    return m->mean && m->product && m->off ? RAP_OK : rap_fail(RAP_ENOMEM);
}

void rap_moments_free(rap_moments *m) {
    rap_free(m->mean);
    rap_free(m->product);
    rap_free(m->off);
    *m = (rap_moments){0};
}

void rap_moments_add(rap_moments *m, const double *x) {
    double n = (double)++m->n, keep = (n - 1) / n;
    for (size_t i = 0; i < m->k; i++) {
        m->off[i] = x[i] - m->mean[i];
        m->mean[i] += m->off[i] / n;
    }
    for (size_t i = 0; i < m->k; i++) {
        double *row = m->product + i * m->k, off = keep * m->off[i];
        for (size_t j = 0; j <= i; j++)
            row[j] += off * m->off[j];
    }
}

double rap_moments_covariance(const rap_moments *m, size_t i, size_t j) {
    size_t row = i > j ? i : j, column = i > j ? j : i;
    return m->n < 2 ? NAN : m->product[row * m->k + column] / (double)(m->n - 1);
}

static double held_between(double x, double least, double most) {
    return fmin(fmax(x, least), most);
}

rap_index rap_index_make(double raw, double error, size_t n, double most) {
    if (n < RAP_FEWEST_BASES || !isfinite(raw) || !isfinite(error))
        return (rap_index){RAP_INDEX_NONE, NAN, NAN, NAN, NAN, NAN};
    double reach = gsl_cdf_tdist_Pinv(0.975, (double)(n - 1)) * error;
    return (rap_index){.state = raw - reach > 0 ? RAP_INDEX_TOLD : RAP_INDEX_NEAR_ZERO,
                       .value = held_between(raw, 0, most),
                       .low = held_between(raw - reach, 0, most),
                       .high = held_between(raw + reach, 0, most),
                       .raw = raw,
                       .error = error};
}

bool rap_index_within(const rap_index *x, size_t n, double bound) {
    for (size_t i = 0; i < n; i++)
        if (!(x[i].high - x[i].low <= 2 * bound))
            return false;
    return true;
}
