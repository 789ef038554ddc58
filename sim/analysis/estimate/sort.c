/* sort.c: see sort.h. */
#include "analysis/estimate/sort.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdbool.h>

enum { FEW = 24 }; /* up to here sorting by insertion is faster */

/* A row of numbers and, where `order` is not NULL, the place of each beside it: what moves one moves the other. */
static inline void exchange(double *x, size_t *order, int64_t i, int64_t k) {
    double kept = x[i];
    x[i] = x[k];
    x[k] = kept;
    if (order) {
        size_t place = order[i];
        order[i] = order[k];
        order[k] = place;
    }
}

static void sort_few(double *x, size_t *order, int64_t n) {
    for (int64_t i = 1; i < n; i++) {
        double here = x[i];
        size_t place = order ? order[i] : 0;
        int64_t k = i;
        for (; k > 0 && x[k - 1] > here; k--) {
            x[k] = x[k - 1];
            if (order)
                order[k] = order[k - 1];
        }
        x[k] = here;
        if (order)
            order[k] = place;
    }
}

static double middle_of(double a, double b, double c) {
    return a < b ? (b < c ? b : a < c ? c : a) : (a < c ? a : b < c ? c : b);
}

/* Quicksort around the middle of three. Where that splits badly `depth` times, numbers alone go to the heap; numbers with
 * their places are not put in order then, and the answer is false. */
static bool sort_many(double *x, size_t *order, int64_t n, int depth) {
    while (n > FEW) {
        if (depth-- == 0) {
            if (!order)
                gsl_sort(x, 1, (size_t)n);
            return !order;
        }
        double pivot = middle_of(x[0], x[n / 2], x[n - 1]);
        int64_t i = -1, k = n;
        for (;;) {
            while (x[++i] < pivot)
                ;
            while (x[--k] > pivot)
                ;
            if (i >= k)
                break;
            exchange(x, order, i, k);
        }
        if (!sort_many(x, order, k + 1, depth))
            return false;
        x += k + 1;
        order = order ? order + k + 1 : NULL;
        n -= k + 1;
    }
    sort_few(x, order, n);
    return true;
}

/* How often a row may be split before it goes to the heap. */
static int depth_of(int64_t n) {
    int depth = 4;
    for (int64_t m = n; m > 1; m /= 2)
        depth += 2;
    return depth;
}

void rap_sort(double *x, int64_t n) {
    sort_many(x, NULL, n, depth_of(n));
}

static bool any_equal(const double *sorted, size_t n) {
    for (size_t i = 1; i < n; i++)
        if (!(sorted[i - 1] < sorted[i]))
            return true;
    return false;
}

static void lay_room(const double *x, size_t n, double *room) {
    for (size_t i = 0; i < n; i++)
        room[i] = isnan(x[i]) ? INFINITY : x[i];
}

void rap_sort_order(const double *x, size_t n, size_t *order, double *room) {
    lay_room(x, n, room);
    for (size_t i = 0; i < n; i++)
        order[i] = i;
    if (sort_many(room, order, (int64_t)n, depth_of((int64_t)n)) && !any_equal(room, n))
        return;
    lay_room(x, n, room);
    gsl_sort_index(order, room, 1, n);
}
