/* nearest.c: see nearest.h. */
#include "analysis/method/nearest.h"
#include "analysis/method/matrix.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

enum { TENTH = 10 };

int rap_near_init(rap_near *near, const rap_reference *r) {
    size_t terms = r->n / (2 * RAP_ROWS_OF_A_LINE);
    *near = (rap_near){.r = r, .most = r->n / TENTH};
    near->terms = terms < r->components + 1 ? terms : r->components + 1;
    size_t least = near->terms * RAP_ROWS_OF_A_LINE;
    near->most = near->most < least ? least : near->most;
    if (near->terms < 2)
        return rap_fail(RAP_EINPUT);
    near->row = rap_allocate(near->most, sizeof *near->row);
    near->weight = rap_allocate(near->most, sizeof *near->weight);
    near->slope = rap_allocate(near->terms, sizeof *near->slope);
    near->factor = rap_allocate(near->terms * near->terms, sizeof *near->factor);
    near->distance = rap_allocate(r->n, sizeof *near->distance);
    near->order = rap_allocate(r->n, sizeof *near->order);
    near->plane = rap_allocate(near->most * near->terms, sizeof *near->plane);
    near->at = rap_allocate(near->terms, sizeof *near->at);
    bool all = near->row && near->weight && near->slope && near->factor && near->distance &&
               near->order && near->plane && near->at;
    return all ? RAP_OK : rap_fail(RAP_ENOMEM);
}

void rap_near_free(rap_near *near) {
    rap_free(near->row);
    rap_free(near->weight);
    rap_free(near->slope);
    rap_free(near->factor);
    rap_free(near->distance);
    rap_free(near->order);
    rap_free(near->plane);
    rap_free(near->at);
    *near = (rap_near){0};
}

/* ---- the nearest ------------------------------------------------------------------------------- */

static void measure_distances(rap_near *near, const double *component, long without) {
    const rap_reference *r = near->r;
    memset(near->distance, 0, r->n * sizeof *near->distance);
    for (size_t a = 0; a < r->components; a++) {
        const double *x = r->component + a * r->n;
        for (size_t i = 0; i < r->n; i++) {
            double off = (x[i] - component[a]) * r->scale[a];
            near->distance[i] += off * off;
        }
    }
    for (size_t i = 0; i < r->n; i++)
        near->order[i] = i;
    if (without >= 0)
        near->distance[without] = INFINITY;
}

/* Orders rows so that none of the first k is farther than any other (Hoare 1961, doi:10.1145/366622.366647). */
static void bring_nearest_forward(const double *distance, size_t *order, size_t n, size_t k) {
    size_t low = 0, high = n;
    while (high - low > 1) {
        double pivot = distance[order[(low + high) / 2]];
        size_t less = low, equal = low, more = high;
        while (equal < more) {
            size_t row = order[equal];
            if (distance[row] < pivot) {
                order[equal++] = order[less];
                order[less++] = row;
            } else if (distance[row] > pivot) {
                order[equal] = order[--more];
                order[more] = row;
            } else {
                equal++;
            }
        }
        if (k >= less && k <= more)
            return;
        low = k < less ? low : more;
        high = k < less ? less : high;
    }
}

static void weigh_nearest(rap_near *near) {
    double farthest = 0;
    for (size_t i = 0; i < near->most; i++)
        if (near->distance[near->order[i]] < INFINITY)
            farthest = fmax(farthest, near->distance[near->order[i]]);
    near->n = 0;
    for (size_t i = 0; i < near->most; i++) {
        size_t row = near->order[i];
        double kernel = farthest > 0 ? 1 - near->distance[row] / farthest : 1;
        if (!(kernel > 0))
            continue;
        near->row[near->n] = row;
        near->weight[near->n++] = kernel * near->r->weight[row];
    }
}

static void lay_plane(rap_near *near, const double *component) {
    for (size_t i = 0; i < near->n; i++) {
        double *to = near->plane + i * near->terms;
        to[0] = 1;
        for (size_t a = 1; a < near->terms; a++)
            to[a] = near->r->component[(a - 1) * near->r->n + near->row[i]] - component[a - 1];
    }
}

void rap_near_find(rap_near *near, const double *component, long without) {
    measure_distances(near, component, without);
    bring_nearest_forward(near->distance, near->order, near->r->n, near->most);
    weigh_nearest(near);
    lay_plane(near, component);
    near->factored = false;
}

/* ---- along a plane ------------------------------------------------------------------------------ */

/* The factor of the near rows of which x, or any (x NULL), has a number. */
static void factor_plane(rap_near *near, const double *x) {
    size_t p = near->terms;
    memset(near->factor, 0, p * p * sizeof *near->factor);
    for (size_t i = 0; i < near->n; i++) {
        const double *at = near->plane + i * p;
        for (size_t a = 0; a < p && !(x && isnan(x[i])); a++) {
            double by = near->weight[i] * at[a];
            for (size_t b = 0; b <= a; b++)
                near->factor[a * p + b] += by * at[b];
        }
    }
    rap_triangle(near->factor, p);
}

static void fit_plane(rap_near *near, const double *x) {
    size_t p = near->terms;
    memset(near->slope, 0, p * sizeof *near->slope);
    for (size_t i = 0; i < near->n; i++) {
        const double *at = near->plane + i * p;
        for (size_t a = 0; a < p && !isnan(x[i]); a++)
            near->slope[a] += near->weight[i] * at[a] * x[i];
    }
    rap_triangle_forward(near->factor, p, p, near->slope, 1);
    rap_triangle_back(near->factor, p, p, near->slope);
}

void rap_near_sample(rap_near *near, const rap_row_column *target, double *x) {
    bool whole = true;
    for (size_t i = 0; i < near->n; i++) {
        x[i] = rap_in_column(target, near->row[i]);
        whole = whole && !isnan(x[i]);
    }
    if (!whole || !near->factored)
        factor_plane(near, whole ? NULL : x);
    near->factored = whole;
    fit_plane(near, x);
    for (size_t i = 0; i < near->n; i++)
        x[i] -= rap_dot(near->slope + 1, near->plane + i * near->terms + 1, near->terms - 1);
}

/* ---- likely rows -------------------------------------------------------------------------------- */

bool rap_can_be_likely(const rap_reference *r) {
    for (size_t a = 0; a < r->quantities; a++)
        if (!(r->table->noise[r->quantity[a]] > 0))
            return false;
    return true;
}

void rap_likely(const rap_reference *r, const double *y, long without, double *weight) {
    const rap_reference_table *t = r->table;
    double least = INFINITY;
    memset(weight, 0, r->n * sizeof *weight);
    for (size_t a = 0; a < r->quantities; a++) {
        size_t k = r->quantity[a];
        for (size_t i = 0; i < r->n; i++) {
            double off = (t->summary[k * t->rows + r->row[i]] - y[k]) / t->noise[k];
            weight[i] += off * off / 2;
        }
    }
    for (size_t i = 0; i < r->n; i++)
        if ((long)i != without)
            least = fmin(least, weight[i]);
    for (size_t i = 0; i < r->n; i++)
        weight[i] = (long)i == without ? 0 : r->weight[i] * exp(least - weight[i]);
}
