/* influence.c: Spearman's rank correlation, over draws, of each uncertain input with a contrast's
 * mean difference.
 *
 * A first look at which assumptions decide a result; it sees monotone effects only, one input at a
 * time. */
#include "analysis/influence.h"
#include "analysis/contrast.h"
#include "analysis/tiles.h"
#include "base/error.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FEWEST_DRAWS = 10 };

/* Uncertain inputs of all arms, each path once; `values` is input x draw. */
typedef struct {
    rap_inputs *arms;
    const rap_input **inputs;
    size_t n_arms, n;
    double *values, *work;
    int64_t draws;
} uncertain;

/* Inputs that the rows point into live as long as the tables. */
typedef struct {
    rap_inputs *arms;
    size_t n_arms;
} kept_inputs;

static bool is_listed(const uncertain *u, const char *path) {
    for (size_t k = 0; k < u->n; k++)
        if (!strcmp(u->inputs[k]->path, path))
            return true;
    return false;
}

static int list_inputs(uncertain *u, const rap_study *study) {
    size_t most = 0;
    int status = RAP_OK;
    u->arms = rap_allocate(study->n_arms, sizeof *u->arms);
    if (!u->arms)
        return rap_fail(RAP_ENOMEM);
    for (; u->n_arms < study->n_arms && !status; u->n_arms++) {
        status = rap_inputs_bind(&u->arms[u->n_arms], study, u->n_arms);
        most += status ? 0 : u->arms[u->n_arms].n_inputs;
    }
    if (!status && !(u->inputs = rap_allocate(most, sizeof *u->inputs)))
        status = rap_fail(RAP_ENOMEM);
    for (size_t a = 0; a < u->n_arms && !status; a++)
        for (size_t k = 0; k < u->arms[a].n_inputs; k++) {
            const rap_input *input = &u->arms[a].inputs[k];
            if (input->range_lo < input->range_hi && !is_listed(u, input->path))
                u->inputs[u->n++] = input;
        }
    return status;
}

static int value_inputs(uncertain *u, const rap_study *study) {
    u->values = rap_allocate(u->n * (size_t)u->draws, sizeof *u->values);
    u->work = rap_allocate(2 * (size_t)u->draws, sizeof *u->work);
    if (!u->values || !u->work)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < u->n; k++)
        for (int64_t d = 0; d < u->draws; d++)
            u->values[k * (size_t)u->draws + (size_t)d] =
                rap_input_draw(u->inputs[k], (uint64_t)study->seed, (uint64_t)d);
    return RAP_OK;
}

/* Mean difference of each draw, NaN where a draw has none. */
static int differences(const rap_tables *t, rap_tiles *tiles, const rap_contrast *c,
                       const rap_headline *h, double *out, double *x, int64_t draws) {
    size_t n = (size_t)t->items, runs = (size_t)t->study->replicates;
    int column = rap_layout_column(t->layout, h->outcome, h->group), status = RAP_OK;
    double *sum = x + n;
    if (column < 0)
        return rap_fail(RAP_EINPUT);
    size_t index = (size_t)column * t->layout->n_windows + h->window;
    memset(sum, 0, n * sizeof *sum);
    for (size_t a = 0; a < c->n_plus + c->n_minus && !status; a++) {
        bool plus = a < c->n_plus;
        status = rap_tiles_get(tiles, plus ? c->plus[a] : c->minus[a - c->n_plus], index, x);
        for (size_t i = 0; i < n && !status; i++)
            sum[i] += plus ? x[i] / (double)c->n_plus : -x[i] / (double)c->n_minus;
    }
    for (int64_t d = 0; d < draws; d++) {
        double total = 0;
        size_t there = 0;
        for (size_t r = (size_t)d * runs; r < ((size_t)d + 1) * runs && r < n; r++)
            if (!isnan(sum[r])) {
                total += sum[r];
                there++;
            }
        out[d] = there ? total / (double)there : NAN;
    }
    return status;
}

/* Correlation over the draws that are there; 0 for too few or for a constant. */
static double correlation(const uncertain *u, const double *x, const double *y, double *a,
                          double *b) {
    size_t n = 0;
    double low = INFINITY, high = -INFINITY;
    for (int64_t d = 0; d < u->draws; d++)
        if (!isnan(y[d])) {
            a[n] = x[d];
            b[n++] = y[d];
            low = fmin(low, y[d]);
            high = fmax(high, y[d]);
        }
    return n >= FEWEST_DRAWS && high > low ? gsl_stats_spearman(a, 1, b, 1, n, u->work) : 0;
}

static int by_size(const void *a, const void *b) {
    const rap_influence_row *x = a, *y = b;
    double p = fabs(x->correlation), q = fabs(y->correlation);
    int order = (p < q) - (p > q);
    return order ? order : strcmp(x->input.path, y->input.path);
}

static int correlate(rap_tables *t, const uncertain *u, size_t contrast, size_t headline,
                     const double *y, rap_influence_row *rows, double *pair) {
    double noise = gsl_cdf_ugaussian_Pinv(1 - 0.025 / (double)u->n) / sqrt((double)(u->draws - 1));
    for (size_t k = 0; k < u->n; k++)
        rows[k] =
            (rap_influence_row){.contrast = contrast,
                                .headline = headline,
                                .input = *u->inputs[k],
                                .noise = noise,
                                .correlation = correlation(u, u->values + k * (size_t)u->draws, y,
                                                           pair, pair + u->draws)};
    qsort(rows, u->n, sizeof *rows, by_size);
    size_t n = u->n < RAP_INFLUENCES ? u->n : RAP_INFLUENCES;
    memcpy(t->influences + t->n_influences, rows, n * sizeof *rows);
    t->n_influences += n;
    return RAP_OK;
}

static int correlate_all(rap_tables *t, const uncertain *u, rap_tiles *tiles) {
    const rap_study *s = t->study;
    size_t draws = (size_t)u->draws;
    rap_influence_row *rows = rap_allocate(u->n, sizeof *rows);
    double *x = rap_allocate(2 * (size_t)t->items, sizeof *x);
    double *y = rap_allocate(3 * draws, sizeof *y);
    t->influences =
        rap_allocate(s->n_contrasts * s->n_headlines * RAP_INFLUENCES, sizeof *t->influences);
    int status = rows && x && y && t->influences ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t c = 0; c < s->n_contrasts && !status; c++)
        for (size_t h = 0; h < s->n_headlines && !status; h++) {
            if (s->model->outcomes[s->headlines[h].outcome].numerator)
                continue;
            status = differences(t, tiles, &s->contrasts[c], &s->headlines[h], y, x, u->draws);
            if (!status)
                status = correlate(t, u, c, h, y, rows, y + draws);
        }
    rap_free(rows);
    rap_free(x);
    rap_free(y);
    return status;
}

static void free_arms(rap_inputs *arms, size_t n) {
    for (size_t a = 0; a < n; a++)
        rap_inputs_free(&arms[a]);
    rap_free(arms);
}

int rap_influences_make(rap_tables *tables, rap_store *store) {
    uncertain u = {0};
    rap_tiles tiles = {0};
    const rap_study *s = tables->study;
    u.draws = s->draws > 0 ? (tables->items + s->replicates - 1) / s->replicates : 0;
    if (u.draws < FEWEST_DRAWS || s->n_contrasts == 0)
        return RAP_OK;
    int status = list_inputs(&u, s);
    if (!status && u.n > 0)
        status = value_inputs(&u, s);
    if (!status)
        status = rap_tiles_init(&tiles, store, tables->layout, tables->items);
    if (!status && u.n > 0)
        status = correlate_all(tables, &u, &tiles);
    rap_tiles_free(&tiles);
    rap_free(u.inputs);
    rap_free(u.values);
    rap_free(u.work);
    kept_inputs *kept = rap_allocate(1, sizeof *kept);
    if (kept)
        *kept = (kept_inputs){u.arms, u.n_arms};
    else
        free_arms(u.arms, u.n_arms);
    tables->inputs = kept;
    return status ? status : kept ? RAP_OK : rap_fail(RAP_ENOMEM);
}

void rap_influences_free(rap_tables *tables) {
    kept_inputs *kept = tables->inputs;
    if (kept)
        free_arms(kept->arms, kept->n_arms);
    rap_free(kept);
    rap_free(tables->influences);
}
