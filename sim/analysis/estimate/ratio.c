/* ratio.c: see ratio.h. */
#include "analysis/estimate/ratio.h"

#include <math.h>

/* Means of the items [from, to) that are present; returns how many these are. */
static int64_t mean_parts(const rap_ratio *r, int64_t from, int64_t to, double *x, double *y) {
    int64_t n = 0;
    *x = *y = 0;
    for (int64_t i = from; i < to; i++)
        if (!isnan(r->mask[i])) {
            *x += r->x[i];
            *y += r->y[i];
            n++;
        }
    *x /= (double)n;
    *y /= (double)n;
    return n;
}

static int64_t end_of_draw(const rap_ratio *r, int64_t from) {
    return from + r->runs < r->items ? from + r->runs : r->items;
}

/* Linearised values of the items [from, to), where means x and y have a ratio. */
static bool linearise_items(const rap_ratio *r, int64_t from, int64_t to, double x, double y,
                            double *out) {
    bool defined = y < 0 || y > 0;
    double ratio = x / y;
    for (int64_t i = from; i < to; i++)
        out[i] =
            isnan(r->mask[i]) || !defined ? (double)NAN : ratio + (r->x[i] - ratio * r->y[i]) / y;
    return defined;
}

/* Means of draws, or of the runs of one draw, as the independent units that an interval rests on. */
static rap_means means_of_units(const rap_ratio *r, int64_t runs) {
    rap_units units = {.sheet = runs == r->runs ? r->sheet : 0};
    for (int64_t from = 0, k = 0; from < r->items; from += runs, k++) {
        int64_t to = from + runs < r->items ? from + runs : r->items;
        double x, y;
        if (mean_parts(r, from, to, &x, &y) > 0)
            rap_units_add(&units, k, x, y);
    }
    return rap_units_close(&units);
}

/* Whether there is something to divide by: the interval of the mean denominator leaves out 0. */
static bool is_apart_from_nothing(const rap_means *below) {
    if (below->units < 2)
        return below->y < 0 || below->y > 0;
    return fabs(below->y) > rap_student(below->units, 1) * sqrt(below->yy);
}

bool rap_ratio_over_all(const rap_ratio *r, double *out) {
    const rap_means m = means_of_units(r, r->runs), below = m.draws == 1 ? means_of_units(r, 1) : m;
    double y = m.draws > 0 && is_apart_from_nothing(&below) ? m.y : 0;
    return linearise_items(r, 0, r->items, m.x, y, out);
}

void rap_ratio_own(const rap_ratio *r, double *out) {
    double x, y;
    for (int64_t from = 0; from < r->items; from += r->runs) {
        int64_t to = end_of_draw(r, from);
        mean_parts(r, from, to, &x, &y);
        linearise_items(r, from, to, x, y, out);
    }
}

rap_summary rap_ratio_summary(const rap_summary *over_all, const rap_summary *own) {
    rap_summary s = *own;
    s.runs = over_all->runs;
    s.missing = over_all->missing;
    s.mean = over_all->mean;
    s.ci_low = over_all->ci_low;
    s.ci_high = over_all->ci_high;
    s.units = over_all->units;
    s.error = over_all->error;
    return s;
}
