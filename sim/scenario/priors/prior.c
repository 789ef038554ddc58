/* prior.c: distributions of uncertain numbers and their quantiles. */
#include "scenario/priors/prior.h"
#include "base/text.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>

enum { HALVINGS = 60 };
#define FAR 5.0 /* standard deviations to which a normal distribution is drawn */

/* ---- making one ------------------------------------------------------------------------------- */

bool rap_prior_is_wide(double lo, double hi) {
    return lo > 0 && hi / lo >= 10;
}

rap_prior rap_prior_between(rap_shape shape, bool by_logarithm, double lo, double mode, double hi) {
    double from = by_logarithm ? log(lo) : lo;
    double width = by_logarithm ? log(hi / lo) : hi - lo;
    double place = by_logarithm ? log(mode / lo) : mode - lo;
    double m = width > 0 ? fmin(fmax(place / width, 0), 1) : 0.5;
    return (rap_prior){.shape = shape,
                       .by_logarithm = by_logarithm,
                       .origin = from,
                       .width = width,
                       .mode = m,
                       .a = 1 + 4 * m,
                       .b = 1 + 4 * (1 - m),
                       .to = 1,
                       .lo = lo,
                       .hi = hi};
}

rap_prior rap_prior_of_range(rap_shape shape, double lo, double mode, double hi) {
    return rap_prior_between(shape, rap_prior_is_wide(lo, hi), lo, mode, hi);
}

rap_prior rap_prior_normal(double mean, double sd) {
    rap_prior p = {
        .shape = RAP_NORMAL, .origin = mean, .width = sd, .to = 1, .lo = -INFINITY, .hi = INFINITY};
    rap_prior_cut(&p, mean - FAR * sd, mean + FAR * sd);
    return p;
}

rap_prior rap_prior_lognormal(double mean, double sd) {
    double variance = log1p(sd / mean * (sd / mean)), s = sqrt(variance);
    double m = log(mean) - variance / 2;
    rap_prior p = {.shape = RAP_NORMAL,
                   .by_logarithm = true,
                   .origin = m,
                   .width = s,
                   .to = 1,
                   .lo = 0,
                   .hi = INFINITY};
    rap_prior_cut(&p, exp(m - FAR * s), exp(m + FAR * s));
    return p;
}

/* The sum of both shapes. */
static double shapes_of(double mean, double sd) {
    return mean * (1 - mean) / (sd * sd) - 1;
}

bool rap_prior_beta_fits(double mean, double sd) {
    double sum = shapes_of(mean, sd), a = mean * sum, b = (1 - mean) * sum;
    return mean > 0 && mean < 1 && fmin(a, b) >= RAP_LEAST_SHAPE && fmax(a, b) <= RAP_MOST_SHAPE;
}

rap_prior rap_prior_beta(double mean, double sd) {
    double sum = shapes_of(mean, sd);
    return (rap_prior){
        .shape = RAP_BETA, .width = 1, .a = mean * sum, .b = (1 - mean) * sum, .to = 1, .hi = 1};
}

rap_prior rap_prior_quantiles(const rap_quantile *points, size_t n) {
    return (rap_prior){.shape = RAP_QUANTILES,
                       .width = 1,
                       .points = points,
                       .n_points = n,
                       .to = 1,
                       .lo = points[0].x,
                       .hi = points[n - 1].x};
}

/* ---- quantiles -------------------------------------------------------------------------------- */

static double triangular_at(double m, double u) {
    return u <= m ? sqrt(u * m) : 1 - sqrt((1 - u) * (1 - m));
}

static double between_points(const rap_prior *p, double u) {
    size_t k = 1;
    while (k + 1 < p->n_points && u > p->points[k].p)
        k++;
    const rap_quantile *from = &p->points[k - 1], *to = &p->points[k];
    return from->x + (to->x - from->x) * ((u - from->p) / (to->p - from->p));
}

/* Of the standard shape. */
static double shape_at(const rap_prior *p, double u) {
    switch (p->shape) {
    case RAP_TRIANGULAR:
        return triangular_at(p->mode, u);
    case RAP_NORMAL:
        return gsl_cdf_ugaussian_Pinv(u);
    case RAP_QUANTILES:
        return between_points(p, u);
    case RAP_PERT:
    case RAP_BETA:
        return p->table ? rap_beta_look_up(p->table, u) : rap_beta_quantile(u, p->a, p->b);
    case RAP_UNIFORM:
        break;
    }
    return u;
}

double rap_prior_at(const rap_prior *p, double u) {
    double z = p->origin + p->width * shape_at(p, p->from + u * (p->to - p->from));
    double x = p->by_logarithm ? exp(z) : z;
    return x < p->lo ? p->lo : x > p->hi ? p->hi : x;
}

/* ---- ends ------------------------------------------------------------------------------------- */

/* The share of the whole shape that lies below x. */
static double share_below(const rap_prior *p, double x) {
    double z = p->by_logarithm ? (x > 0 ? log(x) : -INFINITY) : x;
    double low = 0, high = 1;
    if (p->shape == RAP_NORMAL)
        return gsl_cdf_ugaussian_P((z - p->origin) / p->width);
    for (int k = 0; k < HALVINGS; k++) {
        double middle = low + (high - low) / 2;
        if (p->origin + p->width * shape_at(p, middle) < z)
            low = middle;
        else
            high = middle;
    }
    return low + (high - low) / 2;
}

double rap_prior_cut(rap_prior *p, double lo, double hi) {
    double before = p->to - p->from;
    if (lo > p->lo) {
        p->from = fmax(p->from, share_below(p, lo));
        p->lo = lo;
    }
    if (hi < p->hi) {
        p->to = fmin(p->to, share_below(p, hi));
        p->hi = hi;
    }
    return (p->to - p->from) / before;
}

/* An end, `scale` times as far from the value. */
static double widened(const rap_prior *p, double end, double value, double scale) {
    return p->by_logarithm ? value * pow(end / value, scale) : value + scale * (end - value);
}

void rap_prior_widen(rap_prior *p, double value, double scale, double lo, double hi) {
    double about = p->by_logarithm ? log(value) : value;
    p->lo = widened(p, p->lo, value, scale);
    p->hi = widened(p, p->hi, value, scale);
    p->origin = about + scale * (p->origin - about);
    p->width *= scale;
    rap_prior_cut(p, lo, hi);
}

/* ---- comparing and saying --------------------------------------------------------------------- */

static bool same_points(const rap_prior *a, const rap_prior *b) {
    bool same = a->n_points == b->n_points;
    for (size_t k = 0; same && k < a->n_points; k++)
        same = a->points[k].p == b->points[k].p && a->points[k].x == b->points[k].x;
    return same;
}

bool rap_prior_same(const rap_prior *a, const rap_prior *b) {
    return a->shape == b->shape && a->by_logarithm == b->by_logarithm && a->origin == b->origin &&
           a->width == b->width && a->mode == b->mode && a->a == b->a && a->b == b->b &&
           a->from == b->from && a->to == b->to && a->lo == b->lo && a->hi == b->hi &&
           same_points(a, b);
}

const char *rap_prior_name(const rap_prior *p) {
    static const char *const names[] = {RAP_MESSAGE("PERT"),    RAP_MESSAGE("triangular"),
                                        RAP_MESSAGE("uniform"), RAP_MESSAGE("normal"),
                                        RAP_MESSAGE("beta"),    RAP_MESSAGE("quantiles")};
    static const char *const logarithmic[] = {
        RAP_MESSAGE("log-PERT"), RAP_MESSAGE("log-triangular"), RAP_MESSAGE("log-uniform"),
        RAP_MESSAGE("log-normal")};
    return p->by_logarithm ? logarithmic[p->shape] : names[p->shape];
}

void rap_prior_moments(const rap_prior *p, double *mean, double *sd) {
    double sum = p->a + p->b;
    *mean = p->origin;
    *sd = p->width;
    if (p->shape == RAP_BETA) {
        *mean = p->origin + p->width * p->a / sum;
        *sd = p->width * sqrt(p->a * p->b / (sum + 1)) / sum;
    } else if (p->by_logarithm) {
        *mean = exp(p->origin + p->width * p->width / 2);
        *sd = *mean * sqrt(expm1(p->width * p->width));
    }
}

void rap_prior_say(const rap_prior *p, char *text, size_t size) {
    double mean, sd;
    int n = snprintf(text, size, "%s", rap_prior_name(p));
    rap_prior_moments(p, &mean, &sd);
    if (p->shape == RAP_NORMAL || p->shape == RAP_BETA)
        snprintf(text + n, size - (size_t)n, ", mean %.6g, sd %.6g", mean, sd);
    for (size_t k = 0; k < p->n_points && (size_t)n < size; k++)
        n += snprintf(text + n, size - (size_t)n, "%s%.6g %% at %.6g", k ? ", " : ": ",
                      100 * p->points[k].p, p->points[k].x);
}
