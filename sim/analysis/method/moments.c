/* moments.c: see moments.h. */
#include "analysis/method/moments.h"
#include "base/error.h"
#include "base/memory.h"
#include "stream/stream.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

int rap_moments_init(rap_moments *m, size_t k) {
    *m = (rap_moments){.k = k};
    m->mean = rap_allocate(k, sizeof *m->mean);
    m->product = rap_allocate(k * k, sizeof *m->product);
    m->off = rap_allocate(k, sizeof *m->off);
    m->portion = rap_allocate(RAP_PORTIONS * (k + 1), sizeof *m->portion);
    return m->mean && m->product && m->off && m->portion ? RAP_OK : rap_fail(RAP_ENOMEM);
}

void rap_moments_free(rap_moments *m) {
    rap_free(m->mean);
    rap_free(m->product);
    rap_free(m->off);
    rap_free(m->portion);
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
    double *portion = m->portion + rap_hash_mix(m->n, RAP_PORTIONS) % RAP_PORTIONS * (m->k + 1);
    portion[0]++;
    for (size_t i = 0; i < m->k; i++)
        portion[1 + i] += x[i];
}

double rap_moments_covariance(const rap_moments *m, size_t i, size_t j) {
    size_t row = i > j ? i : j, column = i > j ? j : i;
    return m->n < 2 ? NAN : m->product[row * m->k + column] / (double)(m->n - 1);
}

/* ---- a ratio and its interval -------------------------------------------------------------------- */

/* Values of what stands above and below, variances and covariance of these, and how far the sums of each portion lie from
 * what they should be. */
typedef struct {
    double above, below, aa, ab, bb, of_above[RAP_PORTIONS], of_below[RAP_PORTIONS];
    double n, reach;
} quotient;

static double covariance_of_formed(const rap_moments *m, const rap_formed *x, const rap_formed *y) {
    double sum = 0;
    for (size_t i = 0; i < x->k; i++)
        for (size_t j = 0; j < x->k; j++)
            sum += x->by[i] * y->by[j] * rap_moments_covariance(m, x->at[i], x->at[j]);
    return sum;
}

static double off_in_portion(const rap_moments *m, const rap_formed *x, size_t portion) {
    const double *sums = m->portion + portion * (m->k + 1);
    double sum = 0;
    for (size_t i = 0; i < x->k; i++)
        sum += x->by[i] * (sums[1 + x->at[i]] - sums[0] * m->mean[x->at[i]]);
    return sum;
}

/* Degrees of freedom of the variance of above - r below: fewer where observations are heavy-tailed (its own variance goes
 * with their kurtosis k as 2 n / (k - 1): Satterthwaite 1946, doi:10.2307/3002019). */
static double freedom_at(const quotient *q, double r, double left) {
    double squares = 0, fourths = 0, each = q->n / RAP_PORTIONS;
    for (size_t i = 0; i < RAP_PORTIONS; i++) {
        double off = q->of_above[i] - r * q->of_below[i];
        squares += off * off;
        fourths += off * off * off * off;
    }
    double kurtosis = 3 + each * (RAP_PORTIONS * fourths / (squares * squares) - 3);
    return fmin(left, fmax(2 * q->n / fmax(kurtosis - 1, 1), RAP_FEWEST_BASES));
}

static quotient quotient_of(const rap_moments *m, const rap_formed *above, const rap_formed *below,
                            size_t taken) {
    double n = (double)m->n, left = n - 1 - (double)taken, scale = (n - 1) / left / n;
    quotient q = {.above = above->value, .below = below ? below->value : 1, .n = n};
    q.aa = covariance_of_formed(m, above, above) * scale;
    q.ab = below ? covariance_of_formed(m, above, below) * scale : 0;
    q.bb = below ? covariance_of_formed(m, below, below) * scale : 0;
    for (size_t i = 0; i < RAP_PORTIONS; i++) {
        q.of_above[i] = off_in_portion(m, above, i);
        q.of_below[i] = below ? off_in_portion(m, below, i) : 0;
    }
    q.reach = gsl_cdf_tdist_Pinv(0.975, freedom_at(&q, q.above / q.below, left));
    return q;
}

static double error_at(const quotient *q, double r) {
    return sqrt(fmax(q->aa - 2 * r * q->ab + r * r * q->bb, 0));
}

/* How many standard errors above - r below lies from 0, as if it were not skewed. Rises with `above`, falls with r. */
static double distance_at(const quotient *q, double r) {
    double error = error_at(q, r), t = (q->above - r * q->below) / error, sum = 0;
    for (size_t i = 0; i < RAP_PORTIONS; i++) {
        double off = (q->of_above[i] - r * q->of_below[i]) / q->n / error;
        sum += off * off * off;
    }
    return t + sum * t * t / 3 + sum * sum * t * t * t / 27 + sum / 6;
}

/* The r between two at which the distance is `wanted`; it is more at `low`. */
static double where_distance_is(const quotient *q, double wanted, double low, double high) {
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (distance_at(q, middle) > wanted)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

rap_index rap_index_none(void) {
    return (rap_index){RAP_INDEX_NONE, NAN, NAN, NAN, NAN, NAN};
}

rap_index rap_index_ratio(const rap_moments *m, const rap_formed *above, const rap_formed *below,
                          size_t taken, double most) {
    if (m->n < RAP_FEWEST_BASES + taken || (below && !(below->value > 0)))
        return rap_index_none();
    quotient q = quotient_of(m, above, below, taken);
    double raw = q.above / q.below, error = error_at(&q, raw) / q.below;
    double value = fmin(fmax(raw, 0), most), far = fmin(most, value + 100 * error);
    rap_index x = {RAP_INDEX_TOLD, value, value, value, raw, error};
    if (error > 0) {
        bool at_0 = distance_at(&q, 0) <= q.reach, at_most = distance_at(&q, far) >= -q.reach;
        x.low = at_0 ? 0 : where_distance_is(&q, q.reach, 0, value);
        x.high = at_most ? far : where_distance_is(&q, -q.reach, value, far);
    }
    x.state = x.low > 0 ? RAP_INDEX_TOLD : RAP_INDEX_NEAR_ZERO;
    return x;
}

double rap_index_half_width(const rap_index *x) {
    return (x->high - x->low) / 2;
}

bool rap_index_within(const rap_index *x, size_t n, double bound) {
    for (size_t i = 0; i < n; i++)
        if (!(rap_index_half_width(&x[i]) <= bound))
            return false;
    return true;
}
