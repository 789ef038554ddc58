/* tables.c: from a store to the rows of the result tables.
 *
 * Goes through (outcome, group, window) in order; for each, the samples of all arms are gathered,
 * summarised and compared. Rows of ratio outcomes come from linearised values. */
#include "analysis/tables.h"
#include "analysis/contrast.h"
#include "analysis/influence.h"
#include "analysis/paths.h"
#include "analysis/summary.h"
#include "analysis/tiles.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

/* A column of the tables: observed (below = -1), or a ratio of two observed ones. */
typedef struct {
    size_t outcome;
    const char *group;
    int above, below; /* columns of the layout */
} quantity;

struct rap_tables_parts {
    quantity *quantities;
    size_t n_quantities;
};

/* What goes along while tables are made. */
typedef struct {
    rap_tables *t;
    rap_tiles tiles;
    rap_workspace w;
    double *arms;                              /* arm x item */
    double *plus, *minus, *difference, *below; /* item */
    double *spend;                             /* by arm: mean total at the horizon */
} maker;

/* ---- quantities -------------------------------------------------------------------------------
 */

static void add_quantity(struct rap_tables_parts *p, size_t outcome, const char *group, int above,
                         int below) {
    p->quantities[p->n_quantities++] = (quantity){outcome, group, above, below};
}

static void add_ratio(struct rap_tables_parts *p, const rap_model *model, const rap_layout *l,
                      size_t outcome) {
    const rap_outcome *o = &model->outcomes[outcome];
    int above = rap_model_outcome(model, o->numerator),
        below = rap_model_outcome(model, o->denominator);
    for (size_t c = 0; c < l->n_columns && above >= 0 && below >= 0; c++) {
        if (l->columns[c].outcome != (size_t)above)
            continue;
        int other = rap_layout_column(l, (size_t)below, l->columns[c].group);
        if (other >= 0)
            add_quantity(p, outcome, l->columns[c].group, (int)c, other);
    }
}

static int list_quantities(rap_tables *t) {
    const rap_model *model = t->study->model;
    struct rap_tables_parts *p = rap_allocate(1, sizeof *p);
    t->parts = p;
    if (!p)
        return rap_fail(RAP_ENOMEM);
    p->quantities =
        rap_allocate(t->layout->n_columns * (1 + model->n_outcomes), sizeof *p->quantities);
    if (!p->quantities)
        return rap_fail(RAP_ENOMEM);
    for (size_t c = 0; c < t->layout->n_columns; c++)
        add_quantity(p, t->layout->columns[c].outcome, t->layout->columns[c].group, (int)c, -1);
    for (size_t o = 0; o < model->n_outcomes; o++)
        if (model->outcomes[o].numerator)
            add_ratio(p, model, t->layout, o);
    return RAP_OK;
}

/* ---- samples ----------------------------------------------------------------------------------
 */

static rap_sample sample_of(const maker *m, const double *x) {
    return (rap_sample){x, m->t->items, m->t->study->replicates};
}

static double mean_of_draws(maker *m, const double *x) {
    rap_sample s = sample_of(m, x);
    rap_draw_means(&s, &m->w);
    return rap_mean(m->w.means, m->w.draws);
}

/* x and y of one arm -> values whose mean is mean(x) / mean(y); all missing where that does not
 * exist. */
static void linearise(maker *m, double *x, const double *y) {
    for (int64_t i = 0; i < m->t->items; i++)
        if (isnan(y[i]))
            x[i] = NAN;
    double below = mean_of_draws(m, y), ratio = mean_of_draws(m, x) / below;
    for (int64_t i = 0; i < m->t->items; i++)
        x[i] = below != 0 ? ratio + (x[i] - ratio * y[i]) / below : NAN;
}

/* Gathers a quantity at a window for all arms into m->arms. */
static int gather(maker *m, const quantity *q, size_t window) {
    size_t n = (size_t)m->t->items, windows = m->t->layout->n_windows;
    int status = RAP_OK;
    for (size_t a = 0; a < m->t->layout->n_arms && !status; a++)
        status = rap_tiles_get(&m->tiles, a, (size_t)q->above * windows + window, m->arms + a * n);
    for (size_t a = 0; a < m->t->layout->n_arms && !status && q->below >= 0; a++) {
        status = rap_tiles_get(&m->tiles, a, (size_t)q->below * windows + window, m->below);
        if (!status)
            linearise(m, m->arms + a * n, m->below);
    }
    return status;
}

/* Mean over some arms, item by item. */
static void side(const maker *m, const size_t *arms, size_t n_arms, double *out) {
    size_t n = (size_t)m->t->items;
    for (size_t i = 0; i < n; i++) {
        out[i] = 0;
        for (size_t a = 0; a < n_arms; a++)
            out[i] += m->arms[arms[a] * n + i];
        out[i] /= (double)n_arms;
    }
}

static double spend_of(const maker *m, const size_t *arms, size_t n_arms) {
    double sum = 0;
    for (size_t a = 0; a < n_arms; a++)
        sum += m->spend[arms[a]];
    return sum / (double)n_arms;
}

/* ---- rows -------------------------------------------------------------------------------------
 */

static void summarise_arms(maker *m, const quantity *q, size_t at, size_t window) {
    rap_tables *t = m->t;
    size_t per_arm = t->n_outcomes / t->study->n_arms;
    for (size_t a = 0; a < t->study->n_arms; a++) {
        rap_sample s = sample_of(m, m->arms + a * (size_t)t->items);
        t->outcomes[a * per_arm + at] =
            (rap_outcome_row){.arm = a,
                              .outcome = q->outcome,
                              .window = window,
                              .group = q->group,
                              .s = rap_summarise(&s, &m->w, q->below < 0)};
    }
}

static void compare_arms(maker *m, const quantity *q, size_t at, size_t window) {
    rap_tables *t = m->t;
    size_t per_contrast = t->study->n_contrasts ? t->n_contrasts / t->study->n_contrasts : 0;
    for (size_t k = 0; k < t->study->n_contrasts; k++) {
        const rap_contrast *c = &t->study->contrasts[k];
        rap_contrast_row *row = &t->contrasts[k * per_contrast + at];
        rap_sample a = sample_of(m, m->plus), b = sample_of(m, m->minus);
        side(m, c->plus, c->n_plus, m->plus);
        side(m, c->minus, c->n_minus, m->minus);
        rap_compare(&a, &b, t->study->model->outcomes[q->outcome].better,
                    t->study->delta[q->outcome], m->difference, &m->w, row);
        row->contrast = k;
        row->outcome = q->outcome;
        row->window = window;
        row->group = q->group;
        row->spend_arm = spend_of(m, c->plus, c->n_plus);
        row->spend_baseline = spend_of(m, c->minus, c->n_minus);
        if (q->below >= 0)
            row->p_programme = row->ties = NAN; /* a ratio of means has no value for one run */
    }
}

static int find_spend(maker *m) {
    const rap_study *study = m->t->study;
    int status = RAP_OK;
    for (size_t a = 0; a < study->n_arms; a++)
        m->spend[a] = NAN;
    for (size_t o = 0; o < study->model->n_outcomes && !status; o++) {
        int c = rap_layout_column(m->t->layout, o, "all");
        if (!(study->model->outcomes[o].flags & RAP_SPEND) || c < 0)
            continue;
        quantity q = {o, "all", c, -1};
        status = gather(m, &q, study->horizon_window);
        for (size_t a = 0; a < study->n_arms && !status; a++)
            m->spend[a] = mean_of_draws(m, m->arms + a * (size_t)m->t->items);
    }
    return status;
}

static int make_rows(maker *m) {
    const struct rap_tables_parts *p = m->t->parts;
    size_t windows = m->t->layout->n_windows;
    int status = find_spend(m);
    for (size_t q = 0; q < p->n_quantities && !status; q++)
        for (size_t w = 0; w < windows && !status; w++) {
            status = gather(m, &p->quantities[q], w);
            if (status)
                break;
            summarise_arms(m, &p->quantities[q], q * windows + w, w);
            compare_arms(m, &p->quantities[q], q * windows + w, w);
        }
    return status;
}

/* ---- make and free ----------------------------------------------------------------------------
 */

static int init_maker(maker *m, rap_tables *t, rap_store *store) {
    size_t n = (size_t)t->items, arms = t->study->n_arms;
    size_t rows = t->parts->n_quantities * t->layout->n_windows;
    m->t = t;
    m->arms = rap_allocate(n * arms, sizeof *m->arms);
    m->plus = rap_allocate(n, sizeof *m->plus);
    m->minus = rap_allocate(n, sizeof *m->minus);
    m->difference = rap_allocate(n, sizeof *m->difference);
    m->below = rap_allocate(n, sizeof *m->below);
    m->spend = rap_allocate(arms, sizeof *m->spend);
    t->outcomes = rap_allocate(rows * arms, sizeof *t->outcomes);
    t->contrasts = rap_allocate(rows * t->study->n_contrasts, sizeof *t->contrasts);
    if (!m->arms || !m->plus || !m->minus || !m->difference || !m->below || !m->spend ||
        !t->outcomes || !t->contrasts)
        return rap_fail(RAP_ENOMEM);
    t->n_outcomes = rows * arms;
    t->n_contrasts = rows * t->study->n_contrasts;
    int status = rap_workspace_init(&m->w, t->items);
    return status ? status : rap_tiles_init(&m->tiles, store, t->layout, t->items);
}

static void free_maker(maker *m) {
    double *blocks[] = {m->arms, m->plus, m->minus, m->difference, m->below, m->spend};
    for (size_t k = 0; k < sizeof blocks / sizeof blocks[0]; k++)
        rap_free(blocks[k]);
    rap_workspace_free(&m->w);
    rap_tiles_free(&m->tiles);
}

int rap_tables_make(rap_tables *tables, const rap_study *study, const rap_layout *layout,
                    rap_store *store) {
    maker m = {0};
    *tables = (rap_tables){.study = study, .layout = layout, .items = rap_store_items(store)};
    int status = list_quantities(tables);
    if (!status)
        status = init_maker(&m, tables, store);
    if (!status)
        status = make_rows(&m);
    if (!status)
        status = rap_paths_make(tables, store, &m.w);
    if (!status)
        status = rap_spans_make(tables);
    if (!status)
        status = rap_influences_make(tables, store);
    free_maker(&m);
    if (status)
        rap_tables_free(tables);
    return status;
}

void rap_tables_free(rap_tables *tables) {
    if (tables->parts)
        rap_free(tables->parts->quantities);
    rap_influences_free(tables);
    void *blocks[] = {tables->parts,  tables->outcomes, tables->contrasts,
                      tables->series, tables->spans,    tables->span_first};
    for (size_t k = 0; k < sizeof blocks / sizeof blocks[0]; k++)
        rap_free(blocks[k]);
    *tables = (rap_tables){0};
}

/* ---- look-ups ---------------------------------------------------------------------------------
 */

const rap_outcome_row *rap_tables_outcome(const rap_tables *t, size_t arm, size_t outcome,
                                          const char *group, size_t window) {
    for (size_t k = 0; k < t->n_outcomes; k++) {
        const rap_outcome_row *r = &t->outcomes[k];
        if (r->arm == arm && r->outcome == outcome && r->window == window &&
            !strcmp(r->group, group))
            return r;
    }
    return NULL;
}

const rap_contrast_row *rap_tables_contrast(const rap_tables *t, size_t contrast, size_t outcome,
                                            const char *group, size_t window) {
    for (size_t k = 0; k < t->n_contrasts; k++) {
        const rap_contrast_row *r = &t->contrasts[k];
        if (r->contrast == contrast && r->outcome == outcome && r->window == window &&
            !strcmp(r->group, group))
            return r;
    }
    return NULL;
}

const rap_series_row *rap_tables_series(const rap_tables *t, size_t arm, size_t outcome,
                                        const char *group) {
    for (size_t k = 0; k < t->n_series; k += t->layout->n_months) {
        const rap_series_row *r = &t->series[k];
        if (r->arm == arm && r->outcome == outcome && !strcmp(r->group, group))
            return r;
    }
    return NULL;
}
