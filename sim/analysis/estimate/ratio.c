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

bool rap_ratio_over_all(const rap_ratio *r, double *out) {
    double x, y, above = 0, below = 0;
    int64_t draws = 0;
    for (int64_t from = 0; from < r->items; from += r->runs)
        if (mean_parts(r, from, end_of_draw(r, from), &x, &y) > 0) {
            above += x;
            below += y;
            draws++;
        }
    return linearise_items(r, 0, r->items, above / (double)draws, below / (double)draws, out);
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
