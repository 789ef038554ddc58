/* reference.c: see reference.h. */
#include "analysis/method/reference.h"
#include "analysis/estimate/sort.h"
#include "analysis/method/matrix.h"
#include "base/error.h"
#include "base/memory.h"
#include "stream/stream.h"

#include <math.h>

static const double no_variance = 1e-9; /* of a standardised column's: rounding */

double rap_effective(const double *weight, size_t n) {
    double sum = 0, squares = 0;
    for (size_t i = 0; i < n; i++) {
        sum += weight[i];
        squares += weight[i] * weight[i];
    }
    return squares > 0 ? sum * sum / squares : 0;
}

static bool has_all_summaries(const rap_reference_table *t, size_t row) {
    for (size_t k = 0; k < t->quantities; k++)
        if (!isfinite(t->summary[k * t->rows + row]))
            return false;
    return true;
}

static bool table_can_be_used(const rap_reference_table *t) {
    for (size_t k = 0; k < t->quantities; k++)
        if (!(t->noise[k] >= 0 && isfinite(t->noise[k])))
            return false;
    for (size_t i = 0; i < t->rows && t->weight; i++)
        if (!(t->weight[i] >= 0 && isfinite(t->weight[i])))
            return false;
    return t->quantities > 0;
}

static int find_whole_rows(rap_reference *r) {
    const rap_reference_table *t = r->table;
    double sum = 0;
    for (size_t i = 0; i < t->rows; i++)
        if (has_all_summaries(t, i) && !(t->weight && !(t->weight[i] > 0))) {
            r->weight[r->n] = t->weight ? t->weight[i] : 1;
            sum += r->weight[r->n];
            r->row[r->n++] = i;
        }
    for (size_t i = 0; i < r->n; i++)
        r->weight[i] *= (double)r->n / sum;
    return r->n < 2 ? rap_fail(RAP_EINPUT) : RAP_OK;
}

static void draw_luck(rap_reference *r) {
    uint64_t luck = rap_hash_text("place among equals");
    for (size_t i = 0; i < r->n; i++)
        r->luck[i] =
            rap_uniform(rap_stream_key(r->table->seed, r->row[i], luck), (rap_event){.subject = 0});
}

static void add_noise(rap_reference *r) {
    const rap_reference_table *t = r->table;
    uint64_t noise = rap_hash_text("noise of pseudo-data");
    for (size_t i = 0; i < r->n; i++) {
        uint64_t key = rap_stream_key(t->seed, r->row[i], noise);
        for (size_t k = 0; k < t->quantities; k++) {
            double *to = r->pseudo + k * r->n + i, sd = t->noise[k];
            *to = t->summary[k * t->rows + r->row[i]];
            if (sd > 0)
                *to += sd * rap_normal(key, (rap_event){.subject = k + 1});
        }
    }
}

/* Means and standard deviations of the columns looked at; of a column that does not vary, 0. */
static void measure_pseudo_data(rap_reference *r) {
    double n = (double)r->n;
    for (size_t a = 0; a < r->quantities; a++) {
        const double *x = r->pseudo + r->quantity[a] * r->n;
        double mean = rap_dot(r->weight, x, r->n) / n, squares = 0, most = 0;
        for (size_t i = 0; i < r->n; i++) {
            squares += r->weight[i] * (x[i] - mean) * (x[i] - mean);
            most = fmax(most, fabs(x[i]));
        }
        r->mean[a] = mean;
        r->sd[a] = sqrt(squares / n) > 1e-12 * most ? sqrt(squares / n) : 0;
    }
}

static double standardised(const rap_reference *r, size_t a, double x) {
    return r->sd[a] > 0 ? (x - r->mean[a]) / r->sd[a] : 0;
}

/* Components with their scale from the correlations of the columns. `room`: 2 q^2 + 4 q numbers. */
static int find_components(rap_reference *r, double *room) {
    size_t q = r->quantities;
    double *correlation = room, *vectors = room + q * q, *rest = vectors + q * q;
    for (size_t c = 0; c < q * q; c++) {
        size_t a = c / q, b = c % q;
        const double *x = r->pseudo + r->quantity[a] * r->n;
        const double *y = r->pseudo + r->quantity[b] * r->n;
        correlation[c] = 0;
        for (size_t i = 0; i < r->n; i++)
            correlation[c] += r->weight[i] * standardised(r, a, x[i]) * standardised(r, b, y[i]);
        correlation[c] /= (double)r->n;
    }
    int status = rap_symmetric(correlation, q, r->scale, vectors, rest);
    for (size_t a = 0; a < q && !status && r->scale[a] > no_variance; a++, r->components++) {
        r->scale[a] = sqrt(r->scale[a]);
        for (size_t b = 0; b < q; b++)
            r->turn[a * q + b] = vectors[b * q + a] / r->scale[a];
    }
    return status;
}

void rap_reference_place(const rap_reference *r, const double *y, double *component) {
    for (size_t a = 0; a < r->components; a++) {
        component[a] = 0;
        for (size_t b = 0; b < r->quantities; b++)
            component[a] += r->turn[a * r->quantities + b] * standardised(r, b, y[r->quantity[b]]);
    }
}

double rap_reference_distance(const rap_reference *r, const double *a, size_t step_a,
                              const double *b, size_t step_b) {
    double sum = 0;
    for (size_t k = 0; k < r->components; k++) {
        double off = (a[k * step_a] - b[k * step_b]) * r->scale[k];
        sum += off * off;
    }
    return sum;
}

static void place_rows(rap_reference *r) {
    for (size_t a = 0; a < r->components; a++)
        for (size_t b = 0; b < r->quantities; b++) {
            const double *x = r->pseudo + r->quantity[b] * r->n;
            double by = r->turn[a * r->quantities + b], *to = r->component + a * r->n;
            for (size_t i = 0; i < r->n; i++)
                to[i] += by * standardised(r, b, x[i]);
        }
}

static bool take_room_for_reference(rap_reference *r) {
    size_t q = r->table->quantities, rows = r->table->rows;
    r->row = rap_allocate(rows, sizeof *r->row);
    r->weight = rap_allocate(rows, sizeof *r->weight);
    r->luck = rap_allocate(rows, sizeof *r->luck);
    r->quantity = rap_allocate(q, sizeof *r->quantity);
    r->pseudo = rap_allocate(q * rows, sizeof *r->pseudo);
    r->component = rap_allocate(q * rows, sizeof *r->component);
    r->mean = rap_allocate(q, sizeof *r->mean);
    r->sd = rap_allocate(q, sizeof *r->sd);
    r->turn = rap_allocate(q * q, sizeof *r->turn);
    r->scale = rap_allocate(q, sizeof *r->scale);
    return r->row && r->weight && r->luck && r->quantity && r->pseudo && r->component && r->mean &&
           r->sd && r->turn && r->scale;
}

int rap_reference_init(rap_reference *r, const rap_reference_table *table, long without) {
    *r = (rap_reference){.table = table};
    size_t q = table->quantities;
    if (!table_can_be_used(table))
        return rap_fail(RAP_EINPUT);
    double *room = rap_allocate(2 * q * q + 4 * q, sizeof *room);
    int status = room && take_room_for_reference(r) ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < q && !status; k++)
        if (without < 0 || k != (size_t)without)
            r->quantity[r->quantities++] = k;
    status = status ? status : find_whole_rows(r);
    if (!status) {
        draw_luck(r);
        add_noise(r);
        measure_pseudo_data(r);
        status = r->quantities ? find_components(r, room) : RAP_OK;
    }
    if (!status)
        place_rows(r);
    rap_free(room);
    return status;
}

void rap_reference_free(rap_reference *r) {
    rap_free(r->row);
    rap_free(r->weight);
    rap_free(r->luck);
    rap_free(r->quantity);
    rap_free(r->pseudo);
    rap_free(r->component);
    rap_free(r->mean);
    rap_free(r->sd);
    rap_free(r->turn);
    rap_free(r->scale);
    *r = (rap_reference){0};
}

double rap_in_column(const rap_row_column *c, size_t i) {
    return c->x[c->row ? c->row[i] : i];
}

rap_row_column rap_target_column(const rap_reference *r, size_t target) {
    return (rap_row_column){r->table->target + target * r->table->rows, r->row};
}

rap_row_column rap_pseudo_column(const rap_reference *r, size_t quantity) {
    return (rap_row_column){r->pseudo + quantity * r->n, NULL};
}

int rap_values_init(rap_values *v, const rap_reference *r, const rap_row_column *c) {
    size_t have = 0;
    *v = (rap_values){.value = rap_allocate(r->n, sizeof *v->value)};
    if (!v->value)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < r->n; i++)
        if (!isnan(rap_in_column(c, i)))
            v->value[have++] = rap_in_column(c, i);
    rap_sort(v->value, (int64_t)have);
    for (size_t i = 0; i < have; i++)
        if (v->n == 0 || v->value[i] > v->value[v->n - 1])
            v->value[v->n++] = v->value[i];
    v->shared = v->n * RAP_ROWS_OF_A_VALUE < have;
    return RAP_OK;
}

void rap_values_free(rap_values *v) {
    rap_free(v->value);
    *v = (rap_values){.value = NULL};
}

static double nearest_value(const rap_values *v, double x) {
    size_t low = 0, high = v->n - 1;
    while (low + 1 < high) {
        size_t middle = (low + high) / 2;
        if (v->value[middle] > x)
            high = middle;
        else
            low = middle;
    }
    return x - v->value[low] < v->value[high] - x ? v->value[low] : v->value[high];
}

void rap_hold_to_values(const rap_values *v, double *x, size_t n) {
    for (size_t i = 0; i < n && v->n; i++) {
        if (x[i] < v->value[0])
            x[i] = v->value[0];
        else if (x[i] > v->value[v->n - 1])
            x[i] = v->value[v->n - 1];
        else if (v->shared && !isnan(x[i]))
            x[i] = nearest_value(v, x[i]);
    }
}
