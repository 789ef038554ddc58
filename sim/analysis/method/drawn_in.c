/* drawn_in.c: see drawn_in.h. B^(1/2) is worked out where T is the unit matrix: B is symmetric there. */
#include "analysis/method/drawn_in.h"
#include "analysis/method/matrix.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

static const double negligible = 1e-12; /* of the largest variance: rounding */

int rap_drawn_in_init(rap_drawn_in *d, size_t n, size_t k) {
    *d = (rap_drawn_in){.n = n, .k = k};
    d->y = rap_allocate(n * k, sizeof *d->y);
    d->chance = rap_allocate(n * k * k, sizeof *d->chance);
    d->pick = rap_allocate(n, sizeof *d->pick);
    d->x = rap_allocate(n * k, sizeof *d->x);
    d->mean = rap_allocate(k, sizeof *d->mean);
    d->total = rap_allocate(k * k, sizeof *d->total);
    d->within = rap_allocate(k * k, sizeof *d->within);
    d->work = rap_allocate(3 * k * k + 8 * k, sizeof *d->work);
    bool all = d->y && d->chance && d->pick && d->x && d->mean && d->total && d->within && d->work;
    return all ? RAP_OK : rap_fail(RAP_ENOMEM);
}

void rap_drawn_in_free(rap_drawn_in *d) {
    rap_free(d->y);
    rap_free(d->chance);
    rap_free(d->pick);
    rap_free(d->x);
    rap_free(d->mean);
    rap_free(d->total);
    rap_free(d->within);
    rap_free(d->work);
    *d = (rap_drawn_in){0};
}

/* Returns the sum of the variances that are chance. */
static double take_moments(rap_drawn_in *d) {
    size_t k = d->k;
    double n = (double)d->n, chance = 0;
    memset(d->mean, 0, k * sizeof *d->mean);
    memset(d->total, 0, k * k * sizeof *d->total);
    memset(d->within, 0, k * k * sizeof *d->within);
    for (size_t r = 0; r < d->n; r++)
        for (size_t i = 0; i < k; i++)
            d->mean[i] += d->y[d->pick[r] * k + i] / n;
    for (size_t r = 0; r < d->n; r++) {
        const double *y = d->y + d->pick[r] * k, *w = d->chance + d->pick[r] * k * k;
        for (size_t c = 0; c < k * k; c++) {
            size_t i = c / k, j = c % k;
            d->total[c] += (y[i] - d->mean[i]) * (y[j] - d->mean[j]) / (n - 1);
            d->within[c] += w[c] / n;
        }
    }
    for (size_t i = 0; i < k; i++)
        chance += d->within[i * k + i];
    return chance;
}

/* Where T is the unit matrix: direction a of `kept` is column a of `turn`, with variance scale[a] of T;
 * in those, eigenvectors of W (columns of `vectors`) and how far each is drawn in. */
typedef struct {
    size_t k, kept;
    double *turn, *vectors, *scale, *drawn, *at, *room;
} turned;

static turned turned_of(const rap_drawn_in *d) {
    size_t k = d->k;
    double *small = d->work + 3 * k * k;
    return (turned){k, 0, d->work, d->work + k * k, small, small + k, small + 2 * k, small + 3 * k};
}

/* Directions in which the sets differ by more than rounding come first. */
static void keep_directions(turned *t) {
    double most = 0;
    for (size_t i = 0; i < t->k; i++)
        most = fmax(most, t->scale[i]);
    for (size_t i = 0; i < t->k; i++) {
        if (!(t->scale[i] > negligible * most))
            continue;
        for (size_t j = 0; j < t->k; j++)
            t->turn[j * t->k + t->kept] = t->turn[j * t->k + i];
        t->scale[t->kept++] = t->scale[i];
    }
}

/* W in those directions. */
static void turn_chance(const turned *t, const double *within, double *to) {
    size_t k = t->k;
    for (size_t c = 0; c < t->kept * t->kept; c++) {
        size_t a = c / t->kept, b = c % t->kept;
        to[c] = 0;
        for (size_t e = 0; e < k * k; e++)
            to[c] += t->turn[e / k * k + a] * within[e] * t->turn[e % k * k + b];
        to[c] /= sqrt(t->scale[a] * t->scale[b]);
    }
}

static int turn(turned *t, const rap_drawn_in *d) {
    double *matrix = d->work + 2 * t->k * t->k;
    memcpy(matrix, d->total, t->k * t->k * sizeof *matrix);
    int status = rap_symmetric(matrix, t->k, t->scale, t->turn, t->room);
    if (status)
        return status;
    keep_directions(t);
    if (t->kept == 0)
        return RAP_OK;
    turn_chance(t, d->within, matrix);
    status = rap_symmetric(matrix, t->kept, t->drawn, t->vectors, t->room);
    for (size_t v = 0; v < t->kept && !status; v++)
        t->drawn[v] = sqrt(fmin(fmax(1 - t->drawn[v], 0), 1));
    return status;
}

static void draw_in_set(const turned *t, const double *mean, const double *y, double *x) {
    double *along = t->room;
    for (size_t a = 0; a < t->kept; a++) {
        t->at[a] = along[a] = 0;
        for (size_t i = 0; i < t->k; i++)
            t->at[a] += t->turn[i * t->k + a] * (y[i] - mean[i]) / sqrt(t->scale[a]);
    }
    for (size_t v = 0; v < t->kept; v++)
        for (size_t a = 0; a < t->kept; a++)
            along[v] += t->vectors[a * t->kept + v] * t->at[a] * t->drawn[v];
    memcpy(x, mean, t->k * sizeof *x);
    for (size_t a = 0; a < t->kept; a++) {
        double back = 0;
        for (size_t v = 0; v < t->kept; v++)
            back += t->vectors[a * t->kept + v] * along[v];
        for (size_t i = 0; i < t->k; i++)
            x[i] += t->turn[i * t->k + a] * back * sqrt(t->scale[a]);
    }
}

int rap_drawn_in_take(rap_drawn_in *d) {
    turned t = turned_of(d);
    bool chance = take_moments(d) > 0;
    int status = chance ? turn(&t, d) : RAP_OK;
    for (size_t r = 0; r < d->n && !status; r++) {
        const double *y = d->y + d->pick[r] * d->k;
        if (chance)
            draw_in_set(&t, d->mean, y, d->x + r * d->k);
        else
            memcpy(d->x + r * d->k, y, d->k * sizeof *y);
    }
    return status;
}
