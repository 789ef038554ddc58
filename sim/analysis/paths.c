/* paths.c: mean and quantiles of each kept path, one path of one arm in memory at a time. */
#include "analysis/paths.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>

static rap_series_row summarise_month(const double *paths, const rap_tables *t, size_t month,
                                      rap_workspace *w) {
    rap_series_row row = {.month = (int)month};
    int64_t n = 0;
    for (int64_t i = 0; i < t->items; i++) {
        double x = paths[(size_t)i * t->layout->n_months + month];
        if (!isnan(x))
            w->sorted[n++] = x;
    }
    row.mean = rap_mean(w->sorted, n);
    rap_sort(w->sorted, n);
    row.p05 = rap_quantile_sorted(w->sorted, n, 0.05);
    row.p25 = rap_quantile_sorted(w->sorted, n, 0.25);
    row.p50 = rap_quantile_sorted(w->sorted, n, 0.50);
    row.p75 = rap_quantile_sorted(w->sorted, n, 0.75);
    row.p95 = rap_quantile_sorted(w->sorted, n, 0.95);
    return row;
}

static int make_path(rap_tables *t, rap_store *store, size_t arm, size_t s, double *paths,
                     rap_workspace *w) {
    const rap_column *c = &t->layout->columns[t->layout->series[s]];
    size_t months = t->layout->n_months;
    rap_series_row *rows = t->series + (arm * t->layout->n_series + s) * months;
    int status = rap_store_paths(store, arm, s * months, months, t->items, paths);
    for (size_t m = 0; m < months && !status; m++) {
        rows[m] = summarise_month(paths, t, m, w);
        rows[m].arm = arm;
        rows[m].outcome = c->outcome;
        rows[m].group = c->group;
    }
    return status;
}

int rap_paths_make(rap_tables *tables, rap_store *store, rap_workspace *w) {
    const rap_layout *l = tables->layout;
    size_t n = l->n_arms * l->n_series * l->n_months;
    double *paths = rap_allocate((size_t)tables->items, l->n_months * sizeof *paths);
    tables->series = rap_allocate(n, sizeof *tables->series);
    int status = paths && tables->series ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t a = 0; a < l->n_arms && !status; a++)
        for (size_t s = 0; s < l->n_series && !status; s++)
            status = make_path(tables, store, a, s, paths, w);
    if (!status)
        tables->n_series = n;
    rap_free(paths);
    return status;
}

static int spans_of_arm(rap_tables *t, size_t arm, size_t *n, size_t *capacity) {
    const rap_model *model = t->study->model;
    rap_inputs inputs = {0};
    void *state = NULL;
    rap_span span;
    int status = rap_inputs_bind(&inputs, t->study, arm);
    if (!status)
        status = model->create(&state, inputs.root, &t->study->clock);
    for (size_t k = 0; !status && model->span(state, k, &span); k++) {
        status = rap_grow(&t->spans, capacity, *n + 1, sizeof *t->spans);
        if (!status)
            t->spans[(*n)++] = span;
    }
    model->free(state);
    rap_inputs_free(&inputs);
    return status;
}

int rap_spans_make(rap_tables *tables) {
    size_t n = 0, capacity = 0, arms = tables->study->n_arms;
    tables->span_first = rap_allocate(arms + 1, sizeof *tables->span_first);
    int status = tables->span_first ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t a = 0; a < arms && !status; a++) {
        tables->span_first[a] = n;
        status = spans_of_arm(tables, a, &n, &capacity);
    }
    if (!status)
        tables->span_first[arms] = n;
    return status;
}
