/* smooth.c: additive natural cubic splines with a ridge penalty.
 *
 * Candidates: no parameter at all; linear; linear and curves; these and all products of two (up to
 * MOST_CROSSED parameters). A curve is a restricted cubic spline (linear beyond its outer knots, so
 * that rows left out are not thrown far off; Harrell 2015, Regression Modeling Strategies) with 3 to
 * 5 knots at Harrell's quantiles (as in rcspline.eval of his R package Hmisc), less its linear part.
 * Columns are standardised; b = (Z'Z + k I)^-1 Z'y for k on a grid. Candidate and k are those with the
 * smallest n RSS / (n - 1.4 df)^2: generalised cross-validation, with df raised by 1.4 against
 * undersmoothing (Kim & Gu 2004, J R Stat Soc B 66:337). Rows may be fewer than columns. Assumed: the
 * limits below, the grid of k, and that a fit may use up at most 0.8 of its rows. */
#include "analysis/method/smooth.h"
#include "analysis/estimate/sort.h"
#include "base/error.h"
#include "base/memory.h"

#include <gsl/gsl_eigen.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <string.h>

enum { MOST_CROSSED = 6, MOST_CURVES = 3, MOST_COLUMNS = 150, RIDGES = 15 };
static const double df_weight = 1.4;

/* Takes its mean and its projection on `against` (may be NULL) out of a column, and scales it to
 * variance 1. 0 if nothing is left. */
static int standardise(double *z, const double *against, size_t n) {
    double before = gsl_stats_variance(z, 1, n), mean = gsl_stats_mean(z, 1, n), on = 0;
    for (size_t i = 0; i < n; i++)
        z[i] -= mean;
    for (size_t i = 0; i < n && against; i++)
        on += z[i] * against[i] / (double)n;
    for (size_t i = 0; i < n && against; i++)
        z[i] -= on * against[i];
    double variance = gsl_stats_variance_m(z, 1, n, 0) * (double)(n - 1) / (double)n;
    if (!(variance > 1e-12 * before) || !(variance > 1e-24 * mean * mean))
        return 0;
    for (size_t i = 0; i < n; i++)
        z[i] /= sqrt(variance);
    return 1;
}

static double cube(double x) {
    return x > 0 ? x * x * x : 0;
}

/* Column j of the restricted cubic spline with `knots` knots at t. */
static double curve_at(double x, const double *t, size_t knots, size_t j) {
    double last = t[knots - 1], before = t[knots - 2];
    return cube(x - t[j]) +
           (cube(x - last) * (before - t[j]) - cube(x - before) * (last - t[j])) / (last - before);
}

/* Knots of a column; 0 if two coincide (few distinct values). */
static int place_knots(const double *x, double *sorted, size_t n, size_t knots, double *t) {
    static const double at[3][5] = {
        {0.1, 0.5, 0.9}, {0.05, 0.35, 0.65, 0.95}, {0.05, 0.275, 0.5, 0.725, 0.95}};
    memcpy(sorted, x, n * sizeof *x);
    rap_sort(sorted, (int64_t)n);
    for (size_t j = 0; j < knots; j++) {
        t[j] = gsl_stats_quantile_from_sorted_data(sorted, 1, n, at[knots - 3][j]);
        if (j && !(t[j] > t[j - 1]))
            return 0;
    }
    return 1;
}

/* Columns while they are made, column by column; linear ones are the first `linear`. */
typedef struct {
    double *z, *sorted;
    size_t n, linear, q;
} maker;

static void add_linear(maker *m, const double *x, size_t p) {
    for (size_t j = 0; j < p; j++) {
        double *z = m->z + m->q * m->n;
        for (size_t i = 0; i < m->n; i++)
            z[i] = x[i * p + j];
        m->q += standardise(z, NULL, m->n);
    }
    m->linear = m->q;
}

static void add_curves(maker *m, size_t each) {
    double t[5];
    for (size_t j = 0; j < m->linear && each; j++) {
        const double *x = m->z + j * m->n;
        if (!place_knots(x, m->sorted, m->n, each + 2, t))
            continue;
        for (size_t c = 0; c < each; c++) {
            double *z = m->z + m->q * m->n;
            for (size_t i = 0; i < m->n; i++)
                z[i] = curve_at(x[i], t, each + 2, c);
            m->q += standardise(z, x, m->n);
        }
    }
}

static void add_products(maker *m) {
    for (size_t a = 0; a < m->linear && m->linear <= MOST_CROSSED; a++)
        for (size_t b = a + 1; b < m->linear; b++) {
            double *z = m->z + m->q * m->n;
            for (size_t i = 0; i < m->n; i++)
                z[i] = m->z[a * m->n + i] * m->z[b * m->n + i];
            m->q += standardise(z, NULL, m->n);
        }
}

/* How many columns of curves each parameter may have, to leave three rows to a column. */
static size_t curves_each(size_t n, size_t p) {
    size_t most = n / 3 < MOST_COLUMNS ? n / 3 : MOST_COLUMNS;
    size_t each = p && most > p ? (most - p) / p : 0;
    return each > MOST_CURVES ? MOST_CURVES : each;
}

int rap_smoother_init(rap_smoother *s, const double *x, size_t rows, size_t p) {
    size_t crossed = p < MOST_CROSSED ? p : MOST_CROSSED;
    *s = (rap_smoother){.rows = rows};
    /* Constant parameters may leave MOST_CROSSED others, so room for those products always. */
    maker m = {.n = rows};
    m.z = rap_allocate(rows * (p * (1 + MOST_CURVES) + crossed * crossed), sizeof *m.z);
    m.sorted = rap_allocate(rows, sizeof *m.sorted);
    s->z = m.z;
    if (!m.z || !m.sorted) {
        rap_free(m.sorted);
        return rap_fail(RAP_ENOMEM);
    }
    add_linear(&m, x, p);
    s->ends[0] = m.q;
    add_curves(&m, curves_each(rows, m.linear));
    s->ends[1] = m.q;
    add_products(&m);
    s->ends[2] = s->columns = m.q;
    rap_free(m.sorted);
    return RAP_OK;
}

void rap_smoother_free(rap_smoother *s) {
    rap_free(s->z);
    *s = (rap_smoother){0};
}

/* Room for one fit, all of it in `block`; q columns, k responses. */
typedef struct {
    double *block, *mean, *gram, *work, *vectors, *values, *w, *turned, *d, *sd, *gc, *gs;
    double *centre, *square, *best,
        *beta; /* of a response: mean, sum of squares, GCV, coefficients */
    size_t n, q;
} fit;

static int fit_init(fit *f, size_t q, size_t k) {
    *f = (fit){.q = q};
    f->block = rap_allocate(3 * q * q + 8 * q + 3 * k + 2 * k * q, sizeof *f->block);
    if (!f->block)
        return rap_fail(RAP_ENOMEM);
    double *at = f->block;
    double **squares[] = {&f->gram, &f->work, &f->vectors};
    double **columns[] = {&f->mean, &f->values, &f->turned, &f->d, &f->sd, &f->gc, &f->gs};
    double **responses[] = {&f->centre, &f->square, &f->best};
    for (size_t i = 0; i < 3; i++, at += q * q)
        *squares[i] = at;
    for (size_t i = 0; i < 7; i++, at += q)
        *columns[i] = at;
    for (size_t i = 0; i < 3; i++, at += k)
        *responses[i] = at;
    f->w = at;
    f->beta = at + k * q;
    return RAP_OK;
}

static int in_fit(const int *fold, int without, size_t i) {
    return without < 0 || fold[i] != without;
}

/* Means over the rows of the fit. */
static double mean_of(const double *x, size_t n, const int *fold, int without, size_t *used) {
    double sum = 0;
    *used = 0;
    for (size_t i = 0; i < n; i++)
        if (in_fit(fold, without, i)) {
            sum += x[i];
            ++*used;
        }
    return *used ? sum / (double)*used : NAN;
}

static double product_of(const double *x, double mx, const double *y, double my, size_t n,
                         const int *fold, int without) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        if (in_fit(fold, without, i))
            sum += (x[i] - mx) * (y[i] - my);
    return sum;
}

/* Gram matrix, products with the responses, and the fit without any parameter. */
static void gather_rows(fit *f, const rap_smoother *s, const double *y, size_t k, const int *fold,
                        int without) {
    size_t n = s->rows, q = s->columns;
    for (size_t a = 0; a < q; a++) {
        f->mean[a] = mean_of(s->z + a * n, n, fold, without, &f->n);
        for (size_t b = 0; b <= a; b++)
            f->gram[a * q + b] = f->gram[b * q + a] =
                product_of(s->z + a * n, f->mean[a], s->z + b * n, f->mean[b], n, fold, without);
    }
    for (size_t r = 0; r < k; r++) {
        const double *yr = y + r * n;
        double m = f->centre[r] = mean_of(yr, n, fold, without, &f->n);
        double rows = (double)f->n, left = rows - df_weight;
        f->square[r] = product_of(yr, m, yr, m, n, fold, without);
        f->best[r] = rows * f->square[r] / (left * left);
        for (size_t a = 0; a < q; a++)
            f->w[r * q + a] = product_of(s->z + a * n, f->mean[a], yr, m, n, fold, without);
    }
}

/* Eigenvalues and -vectors of the first c columns' Gram matrix. */
static int decompose(fit *f, size_t c) {
    for (size_t a = 0; a < c; a++)
        memcpy(f->work + a * c, f->gram + a * f->q, c * sizeof *f->work);
    gsl_matrix_view m = gsl_matrix_view_array(f->work, c, c);
    gsl_matrix_view v = gsl_matrix_view_array(f->vectors, c, c);
    gsl_vector_view l = gsl_vector_view_array(f->values, c);
    gsl_eigen_symmv_workspace w = {.size = c, .d = f->d, .sd = f->sd, .gc = f->gc, .gs = f->gs};
    if (gsl_eigen_symmv(&m.matrix, &l.vector, &v.matrix, &w))
        return rap_fail(RAP_ENUMERIC);
    for (size_t a = 0; a < c; a++)
        f->values[a] = fmax(f->values[a], 0);
    return RAP_OK;
}

/* GCV of response r at penalty k; turned holds its products in eigenvectors. */
static double criterion(const fit *f, size_t r, size_t c, double k) {
    double rss = f->square[r], df = 1, n = (double)f->n;
    for (size_t a = 0; a < c; a++) {
        double l = f->values[a], t = f->turned[a];
        rss -= t * t * (l + 2 * k) / ((l + k) * (l + k));
        df += l / (l + k);
    }
    double left = n - df_weight * df;
    return left > 0.2 * n ? n * fmax(rss, 0) / (left * left) : INFINITY;
}

/* Takes the best penalty for response r, if it beats what the response has so far. */
static void choose(fit *f, size_t r, size_t c) {
    double best = 0, *beta = f->beta + r * f->q;
    for (size_t a = 0; a < c; a++) {
        f->turned[a] = 0;
        for (size_t b = 0; b < c; b++)
            f->turned[a] += f->vectors[b * c + a] * f->w[r * f->q + b];
    }
    for (int i = 0; i < RIDGES; i++) {
        double k = (double)f->n * pow(10, -5 + 0.5 * i), gcv = criterion(f, r, c, k);
        if (gcv < f->best[r]) {
            f->best[r] = gcv;
            best = k;
        }
    }
    if (!(best > 0))
        return;
    memset(beta, 0, f->q * sizeof *beta);
    for (size_t b = 0; b < c; b++)
        for (size_t a = 0; a < c; a++)
            beta[b] += f->vectors[b * c + a] * f->turned[a] / (f->values[a] + best);
}

static void predict(const fit *f, const rap_smoother *s, size_t r, double *fitted) {
    for (size_t i = 0; i < s->rows; i++)
        fitted[i] = f->centre[r];
    for (size_t a = 0; a < f->q; a++) {
        double b = f->beta[r * f->q + a];
        for (size_t i = 0; i < s->rows && (b < 0 || b > 0); i++)
            fitted[i] += b * (s->z[a * s->rows + i] - f->mean[a]);
    }
}

int rap_smoother_fit(const rap_smoother *s, const double *y, size_t k, const int *fold, int without,
                     double *fitted) {
    fit f;
    int status = fit_init(&f, s->columns, k);
    if (status)
        return status;
    gather_rows(&f, s, y, k, fold, without);
    for (size_t i = 0, before = 0; i < 3 && !status; before = s->ends[i++]) {
        if (s->ends[i] == before)
            continue;
        status = decompose(&f, s->ends[i]);
        for (size_t r = 0; r < k && !status; r++)
            choose(&f, r, s->ends[i]);
    }
    for (size_t r = 0; r < k && !status; r++)
        predict(&f, s, r, fitted + r * s->rows);
    rap_free(f.block);
    return status;
}
