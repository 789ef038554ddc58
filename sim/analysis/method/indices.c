/* indices.c: see indices.h. An estimate is a mean of features of bases, or nearly so; it is carried with its derivatives
 * by the means of the features that it is formed of, so that its variance, and what it has to do with another, is known. */
#include "analysis/method/indices.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>

/* What a base says, whatever its subsets: V's feature, that which is 0 if lucks are apart, mean, square of single runs.
 * Values are counted from x->from here, and from the overall mean only where estimates are formed. */
enum { OWN, ACROSS, LEVEL, SINGLE, COMMON };
/* And of each subset: T's feature, S's, the difference of squares, the difference. */
enum { TOTAL, CLOSED, SQUARES, DIFFERENCE, EACH };

enum { MOST_INVOLVED = 3, MOST_FEATURES = COMMON + MOST_INVOLVED * EACH };
static const double rounding = 1e-12; /* of a square: nothing is left of it */

int rap_indices_init(rap_indices *x, size_t subsets, size_t lucks) {
    *x = (rap_indices){.subsets = subsets, .lucks = lucks};
    x->says = rap_allocate(COMMON + EACH * subsets, sizeof *x->says);
    return x->says ? rap_moments_init(&x->moments, COMMON + EACH * subsets) : rap_fail(RAP_ENOMEM);
}

void rap_indices_free(rap_indices *x) {
    rap_moments_free(&x->moments);
    rap_free(x->says);
    *x = (rap_indices){0};
}

/* A point's outcome under both lucks. */
typedef struct {
    double w, v;
} twice;

static twice at_point(const rap_indices *x, const double *f, size_t point) {
    const double *at = f + point * x->lucks;
    return (twice){at[0] - x->from, at[x->lucks - 1] - x->from};
}

void rap_indices_add(rap_indices *x, const double *f) {
    for (size_t i = 0; i < (x->subsets + 2) * x->lucks; i++)
        if (isnan(f[i])) {
            x->missing++;
            return;
        }
    x->from = x->moments.n ? x->from : f[0];
    twice a = at_point(x, f, RAP_POINT_A), b = at_point(x, f, RAP_POINT_B);
    x->says[OWN] = (a.w * a.v + b.w * b.v) / 2;
    x->says[ACROSS] = (a.w * b.v + a.v * b.w) / 2;
    x->says[LEVEL] = (a.w + a.v + b.w + b.v) / 4;
    x->says[SINGLE] = (a.w * a.w + a.v * a.v + b.w * b.w + b.v * b.v) / 4;
    for (size_t u = 0; u < x->subsets; u++) {
        twice ab = at_point(x, f, RAP_POINT_AB + u);
        double dw = ab.w - a.w, dv = ab.v - a.v, *says = x->says + COMMON + EACH * u;
        says[TOTAL] = dw * dv / 2;
        says[CLOSED] = (dw * b.v + dv * b.w) / 2;
        says[SQUARES] = (ab.w * ab.v - a.w * a.v) / 2;
        says[DIFFERENCE] = (dw + dv) / 2;
    }
    rap_moments_add(&x->moments, x->says);
}

/* ---- estimates with their derivatives ----------------------------------------------------------- */

/* Means and covariances of the features of up to three subsets, side by side. */
typedef struct {
    size_t k, bases, at[MOST_FEATURES];
    double mean[MOST_FEATURES], covariance[MOST_FEATURES][MOST_FEATURES];
} picture;

typedef struct {
    double value, by[MOST_FEATURES];
} estimate;

static picture picture_of(const rap_indices *x, const size_t *subset, size_t n) {
    picture p = {.k = COMMON + n * EACH, .bases = x->moments.n};
    for (size_t i = 0; i < COMMON; i++)
        p.at[i] = i;
    for (size_t i = COMMON; i < p.k; i++)
        p.at[i] = COMMON + EACH * subset[(i - COMMON) / EACH] + (i - COMMON) % EACH;
    for (size_t i = 0; i < p.k; i++) {
        p.mean[i] = x->moments.mean[p.at[i]];
        for (size_t j = 0; j < p.k; j++)
            p.covariance[i][j] = rap_moments_covariance(&x->moments, p.at[i], p.at[j]);
    }
    return p;
}

static double covariance_of(const picture *p, const estimate *x, const estimate *y) {
    double sum = 0;
    for (size_t i = 0; i < p->k; i++)
        for (size_t j = 0; j < p->k; j++)
            sum += x->by[i] * p->covariance[i][j] * y->by[j];
    return sum;
}

static void add_times(const picture *p, estimate *to, double times, const estimate *x) {
    to->value += times * x->value;
    for (size_t i = 0; i < p->k; i++)
        to->by[i] += times * x->by[i];
}

/* A feature that is a product of two values, or of a value and a difference, as it would be if values were counted from
 * their overall mean L: feature - L one, `one` being the feature that it is linear in (LEVEL, or the difference), less what
 * their estimates have to do with each other. */
static estimate about_mean(const picture *p, size_t feature, size_t one) {
    estimate e = {.value = p->mean[feature] - p->mean[LEVEL] * p->mean[one] +
                           p->covariance[LEVEL][one] / (double)p->bases};
    e.by[feature] = 1;
    e.by[one] -= p->mean[LEVEL];
    e.by[LEVEL] -= p->mean[one];
    return e;
}

static estimate of_subset(const picture *p, size_t place, size_t feature) {
    size_t from = COMMON + place * EACH;
    estimate plain = {.value = p->mean[from + feature]};
    plain.by[from + feature] = 1;
    bool centred = feature == CLOSED || feature == SQUARES;
    return centred ? about_mean(p, from + feature, from + DIFFERENCE) : plain;
}

/* Takes out of e what the controls explain, whose expectation is 0; how many of them said something. */
static size_t take_out(const picture *p, estimate *e, estimate *controls, size_t n) {
    size_t used = 0;
    for (size_t i = 0; i < n; i++) {
        double before = covariance_of(p, controls + i, controls + i);
        for (size_t j = 0; j < used; j++)
            add_times(p, controls + i,
                      -covariance_of(p, controls + i, controls + j) /
                          covariance_of(p, controls + j, controls + j),
                      controls + j);
        double left = covariance_of(p, controls + i, controls + i);
        if (!(left > rounding * before))
            continue;
        add_times(p, e, -covariance_of(p, e, controls + i) / left, controls + i);
        controls[used++] = controls[i];
    }
    return used;
}

static rap_formed formed_of(const picture *p, const estimate *e) {
    return (rap_formed){p->k, p->at, e->value, e->by};
}

/* ---- what can be asked ------------------------------------------------------------------------- */

/* A variance of a base's two points, less what the product across their luck explains. */
static rap_index variance_by(const rap_indices *x, size_t feature) {
    if (x->moments.n < RAP_FEWEST_BASES)
        return rap_index_none();
    picture p = picture_of(x, NULL, 0);
    estimate v = about_mean(&p, feature, LEVEL), across = about_mean(&p, ACROSS, LEVEL);
    size_t taken = take_out(&p, &v, &across, x->lucks - 1);
    rap_formed formed = formed_of(&p, &v);
    return rap_index_ratio(&x->moments, &formed, NULL, taken, INFINITY);
}

rap_index rap_indices_variance(const rap_indices *x) {
    return variance_by(x, OWN);
}

rap_index rap_indices_single(const rap_indices *x) {
    return variance_by(x, SINGLE);
}

/* `feature` of the first of n subsets, less that of the others, over the variance. Squared differences under one luck have
 * nothing to gain from controls. */
static rap_index index_of(const rap_indices *x, const size_t *subset, size_t n, size_t feature) {
    if (rap_indices_variance(x).state != RAP_INDEX_TOLD)
        return rap_index_none();
    picture p = picture_of(x, subset, n);
    estimate above = {.value = 0}, below = about_mean(&p, OWN, LEVEL);
    estimate controls[] = {about_mean(&p, ACROSS, LEVEL), of_subset(&p, 0, SQUARES)};
    for (size_t i = 0; i < n; i++) {
        estimate part = of_subset(&p, i, feature);
        add_times(&p, &above, i ? -1 : 1, &part);
    }
    size_t taken = take_out(&p, &above, controls, feature == TOTAL && x->lucks == 1 ? 0 : 2);
    take_out(&p, &below, controls, taken);
    rap_formed over = formed_of(&p, &above), under = formed_of(&p, &below);
    return rap_index_ratio(&x->moments, &over, &under, taken, 1);
}

rap_index rap_indices_total(const rap_indices *x, size_t u) {
    return index_of(x, &u, 1, TOTAL);
}

rap_index rap_indices_closed(const rap_indices *x, size_t u) {
    return index_of(x, &u, 1, CLOSED);
}

rap_index rap_indices_pair(const rap_indices *x, size_t both, size_t u, size_t v) {
    const size_t subset[] = {both, u, v};
    return index_of(x, subset, 3, CLOSED);
}
