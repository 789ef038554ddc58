/* cloud.c: see cloud.h. */
#include "analysis/method/cloud.h"
#include "analysis/estimate/sort.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>

int rap_cloud_init(rap_cloud *c, size_t most) {
    *c = (rap_cloud){.n = 0};
    c->x = rap_allocate(most, sizeof *c->x);
    c->below = rap_allocate(most + 1, sizeof *c->below);
    c->sum = rap_allocate(most + 1, sizeof *c->sum);
    c->order = rap_allocate(most, sizeof *c->order);
    return c->x && c->below && c->sum && c->order ? RAP_OK : rap_fail(RAP_ENOMEM);
}

void rap_cloud_free(rap_cloud *c) {
    rap_free(c->x);
    rap_free(c->below);
    rap_free(c->sum);
    rap_free(c->order);
    *c = (rap_cloud){0};
}

void rap_cloud_lay(rap_cloud *c, const double *x, const double *weight, const size_t *order,
                   size_t n) {
    if (!order)
        rap_sort_order(x, n, c->order, c->x);
    order = order ? order : c->order;
    c->n = 0;
    c->apart = 0;
    for (size_t i = 0; i < n; i++) {
        double value = x[order[i]], w = weight[order[i]];
        if (isnan(value) || !(w > 0))
            continue;
        c->apart += 2 * w * (value * c->below[c->n] - c->sum[c->n]);
        c->below[c->n + 1] = c->below[c->n] + w;
        c->sum[c->n + 1] = c->sum[c->n] + w * value;
        c->x[c->n++] = value;
    }
}

/* How many values are below x, or at most x. */
static size_t values_before(const rap_cloud *c, double x, int and_equal) {
    size_t low = 0, high = c->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c->x[middle] < x || (and_equal && !(c->x[middle] > x)))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

double rap_cloud_place(const rap_cloud *c, double x, double luck, rap_left_out left) {
    double below = c->below[values_before(c, x, 0)], upto = c->below[values_before(c, x, 1)];
    double all = c->below[c->n] - left.weight;
    below -= left.x < x ? left.weight : 0;
    upto -= left.x > x ? 0 : left.weight;
    return all > 0 ? fmin(fmax(below + luck * (upto - below), 0) / all, 1) : NAN;
}

/* Sum of weight times distance from x. */
static double distance_from(const rap_cloud *c, double x) {
    size_t at = values_before(c, x, 0);
    double below = x * c->below[at] - c->sum[at];
    return below + c->sum[c->n] - c->sum[at] - x * (c->below[c->n] - c->below[at]);
}

double rap_cloud_crps(const rap_cloud *c, double x, rap_left_out left) {
    double all = c->below[c->n] - left.weight;
    double off = distance_from(c, x), apart = c->apart;
    if (left.weight > 0) {
        off -= left.weight * fabs(left.x - x);
        apart -= 2 * left.weight * distance_from(c, left.x);
    }
    return all > 0 ? off / all - apart / (2 * all * all) : NAN;
}

/* Place of the i-th value, 0 to 1. */
static double place_of_value(const rap_cloud *c, size_t i) {
    double first = c->below[1] / 2, last = (c->below[c->n - 1] + c->below[c->n]) / 2;
    return ((c->below[i] + c->below[i + 1]) / 2 - first) / (last - first);
}

double rap_cloud_quantile(const rap_cloud *c, double p) {
    if (c->n < 2)
        return c->n ? c->x[0] : NAN;
    size_t low = 0, high = c->n - 1;
    while (low + 1 < high) {
        size_t middle = (low + high) / 2;
        if (place_of_value(c, middle) > p)
            high = middle;
        else
            low = middle;
    }
    double from = place_of_value(c, low), to = place_of_value(c, high);
    return c->x[low] + (c->x[high] - c->x[low]) * fmin(fmax((p - from) / (to - from), 0), 1);
}
