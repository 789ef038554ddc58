/* paths.c: mean and quantiles of each kept path; neighbouring months of one arm are read together, as many as a tile
 * holds (one month of all runs where that is more). */
#include "analysis/tables/paths.h"
#include "analysis/estimate/sort.h"
#include "analysis/estimate/tiles.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>

/* A stretch of one arm's paths: numbers [first, first + n) of every run. */
typedef struct {
    size_t arm, first, n;
    double *x; /* number, item */
} stretch;

/* What is read of the month is put in order where it stands. */
static void fill_row(rap_series_row *row, const rap_tables *t, const stretch *from, size_t number) {
    const rap_layout *l = t->layout;
    const rap_column *c = &l->columns[l->series[number / l->n_months]];
    double *x = from->x + (number - from->first) * (size_t)t->items;
    int64_t n = 0;
    for (int64_t i = 0; i < t->items; i++)
        if (!isnan(x[i]))
            x[n++] = x[i];
    double mean = rap_mean(x, n);
    rap_sort(x, n);
    *row = (rap_series_row){.arm = from->arm,
                            .outcome = c->outcome,
                            .month = (int)(number % l->n_months),
                            .group = c->group,
                            .mean = mean,
                            .p05 = rap_quantile_sorted(x, n, 0.05),
                            .p25 = rap_quantile_sorted(x, n, 0.25),
                            .p50 = rap_quantile_sorted(x, n, 0.50),
                            .p75 = rap_quantile_sorted(x, n, 0.75),
                            .p95 = rap_quantile_sorted(x, n, 0.95)};
}

static int make_arm(rap_tables *t, rap_store *store, stretch *s, size_t most) {
    const rap_layout *l = t->layout;
    int status = RAP_OK;
    for (s->first = 0; s->first < l->n_path && !status; s->first += s->n) {
        s->n = l->n_path - s->first < most ? l->n_path - s->first : most;
        status = rap_store_paths(store, s->arm, s->first, s->n, t->items, s->x);
        for (size_t k = s->first; k < s->first + s->n && !status; k++)
            if (l->present[s->arm * l->n_columns + l->series[k / l->n_months]])
                fill_row(&t->series[t->n_series++], t, s, k);
    }
    return status;
}

int rap_paths_make(rap_tables *tables, rap_store *store) {
    const rap_layout *l = tables->layout;
    size_t bytes = (size_t)tables->items * sizeof(double);
    size_t most = RAP_TILE_BYTES / (bytes ? bytes : 1);
    most = most < 1 ? 1 : most > l->n_path ? l->n_path : most;
    stretch s = {.x = rap_allocate((size_t)tables->items, most * sizeof(double))};
    tables->series = rap_allocate(l->n_arms * l->n_path, sizeof *tables->series);
    int status = s.x && tables->series ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (s.arm = 0; s.arm < l->n_arms && !status; s.arm++)
        status = make_arm(tables, store, &s, most);
    rap_free(s.x);
    return status;
}

/* ---- spans ---------------------------------------------------------------------------------- */

/* Adds a span; its words may belong to a state that is about to go. */
static int add_span(rap_tables *t, const rap_span *span, size_t *capacity) {
    size_t texts = 2 * *capacity;
    int status = rap_grow(&t->span_texts, &texts, 2 * t->n_spans + 2, sizeof *t->span_texts);
    if (!status)
        status = rap_grow(&t->spans, capacity, t->n_spans + 1, sizeof *t->spans);
    if (status)
        return status;
    char *label = rap_copy_text(span->label ? span->label : "");
    char *group = span->group ? rap_copy_text(span->group) : NULL;
    t->span_texts[2 * t->n_spans] = label;
    t->span_texts[2 * t->n_spans + 1] = group;
    t->spans[t->n_spans++] = (rap_span){span->from, span->to, label, group};
    return label && (group || !span->group) ? RAP_OK : rap_fail(RAP_ENOMEM);
}

static int spans_of_arm(rap_tables *t, size_t arm, size_t *capacity) {
    const rap_model *model = t->study->model;
    const rap_inputs *inputs;
    void *state = NULL;
    rap_span span;
    int status = rap_study_inputs(t->study, arm, &inputs);
    if (!status)
        status = model->create(&state, inputs->root, &t->study->clock);
    for (size_t k = 0; !status && model->span && model->span(state, k, &span); k++)
        status = add_span(t, &span, capacity);
    model->free(state);
    return status;
}

int rap_spans_make(rap_tables *tables) {
    size_t capacity = 0, arms = tables->study->n_arms;
    tables->span_first = rap_allocate(arms + 1, sizeof *tables->span_first);
    int status = tables->span_first ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t a = 0; a < arms && !status; a++) {
        status = spans_of_arm(tables, a, &capacity);
        tables->span_first[a + 1] = tables->n_spans;
    }
    return status;
}
