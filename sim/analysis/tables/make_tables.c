/* make_tables.c: from a store to the rows of the result tables.
 *
 * Goes through (outcome, group, window) in order; for each, the samples of all arms are gathered,
 * summarised and compared; of ratio outcomes as ratio.h says. An arm in which a
 * column does not exist has no rows of it, nor has a contrast of such an arm; a row may still be
 * empty, where every run is missing. */
#include "analysis/tables/make_tables.h"
#include "analysis/tables/contrast.h"
#include "analysis/tables/decider_rows.h"
#include "analysis/tables/paths.h"
#include "analysis/estimate/ratio.h"
#include "analysis/estimate/summary.h"
#include "analysis/estimate/tiles.h"
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

/* What goes along while tables are made. */
typedef struct {
    rap_tables *t;
    quantity *quantities;
    size_t n_quantities;
    rap_tiles above, below; /* observed values and numerators; denominators */
    rap_workspace w;
    const double **arms, **divisors;   /* by arm, then item: values or numerators; denominators */
    double *plus, *minus, *difference; /* item */
    double *mask, *one;                /* item; of a ratio. NULL: there is none */
    double *spend;                     /* by arm: mean total at the horizon */
    rap_heads *heads;                  /* of no draws where parameters do not vary */
} maker;

/* ---- quantities -------------------------------------------------------------------------------
 */

static void add_quantity(maker *m, size_t outcome, const char *group, int above, int below) {
    m->quantities[m->n_quantities++] = (quantity){outcome, group, above, below};
}

static void add_ratio(maker *m, const rap_model *model, const rap_layout *l, size_t outcome) {
    const rap_outcome *o = &model->outcomes[outcome];
    int above = rap_model_outcome(model, o->numerator),
        below = rap_model_outcome(model, o->denominator);
    for (size_t c = 0; c < l->n_columns && above >= 0 && below >= 0; c++) {
        if (l->columns[c].outcome != (size_t)above)
            continue;
        int other = rap_layout_column(l, (size_t)below, l->columns[c].group);
        if (other >= 0)
            add_quantity(m, outcome, l->columns[c].group, (int)c, other);
    }
}

/* In order of outcomes, groups in the order of the layout. */
static int list_quantities(maker *m) {
    const rap_tables *t = m->t;
    const rap_model *model = t->study->model;
    const rap_layout *l = t->layout;
    m->quantities = rap_allocate(l->n_columns * (1 + model->n_outcomes), sizeof *m->quantities);
    if (!m->quantities)
        return rap_fail(RAP_ENOMEM);
    for (size_t o = 0; o < model->n_outcomes; o++) {
        if (model->outcomes[o].numerator)
            add_ratio(m, model, l, o);
        for (size_t c = 0; c < l->n_columns && !model->outcomes[o].numerator; c++)
            if (l->columns[c].outcome == o)
                add_quantity(m, o, l->columns[c].group, (int)c, -1);
    }
    return RAP_OK;
}

/* Whether an arm has a quantity. */
static bool has(const maker *m, const quantity *q, size_t arm) {
    const rap_layout *l = m->t->layout;
    const bool *present = l->present + arm * l->n_columns;
    return present[q->above] && (q->below < 0 || present[q->below]);
}

static bool all_have(const maker *m, const quantity *q, const size_t *arms, size_t n) {
    for (size_t a = 0; a < n; a++)
        if (!has(m, q, arms[a]))
            return false;
    return true;
}

/* ---- samples -------------------------------------------------------------------------------- */

static size_t items_of(const maker *m) {
    return (size_t)m->t->items;
}

static rap_sample sample_of(const maker *m, const double *x) {
    return (rap_sample){
        .x = x, .items = m->t->items, .runs = m->t->study->replicates, .sheet = RAP_SHEET};
}

static rap_bounds bounds_of(const maker *m, const quantity *q) {
    return rap_bounds_of(&m->t->study->model->outcomes[q->outcome]);
}

static double mean_of_draws(maker *m, const double *x) {
    rap_sample s = sample_of(m, x);
    rap_draw_means(&s, &m->w);
    return rap_mean(m->w.means, m->w.draws);
}

/* Gathers a quantity at a window for all arms. One tile serves both where it holds everything. */
static int gather_arms(maker *m, const quantity *q, size_t window) {
    size_t windows = m->t->layout->n_windows;
    rap_tiles *below = m->above.most == m->t->layout->n_values ? &m->above : &m->below;
    int status = RAP_OK;
    for (size_t a = 0; a < m->t->layout->n_arms && !status; a++)
        status = rap_tiles_get(&m->above, a, (size_t)q->above * windows + window, &m->arms[a]);
    for (size_t a = 0; a < m->t->layout->n_arms && !status && q->below >= 0; a++)
        status = rap_tiles_get(below, a, (size_t)q->below * windows + window, &m->divisors[a]);
    return status;
}

/* Marks as missing in `mask` the items of which an arm has no ratio. */
static void mask_missing(const maker *m, size_t arm) {
    const double *x = m->arms[arm], *y = m->divisors[arm];
    for (size_t i = 0; i < items_of(m); i++)
        if (isnan(x[i]) || isnan(y[i]))
            m->mask[i] = (double)NAN;
}

static void clear_mask(maker *m) {
    for (size_t i = 0; i < items_of(m); i++)
        m->mask[i] = 0;
}

static void mask_sides(maker *m, const rap_contrast *c) {
    clear_mask(m);
    for (size_t k = 0; k < c->n_plus; k++)
        mask_missing(m, c->plus[k]);
    for (size_t k = 0; k < c->n_minus; k++)
        mask_missing(m, c->minus[k]);
}

static rap_ratio ratio_of(const maker *m, size_t arm) {
    return (rap_ratio){m->arms[arm], m->divisors[arm],        m->mask,
                       m->t->items,  m->t->study->replicates, RAP_SHEET};
}

/* Values of an arm; of a ratio over all, or each draw's own (ratio.h). */
static const double *values_of(maker *m, const quantity *q, size_t arm, bool own) {
    if (q->below < 0)
        return m->arms[arm];
    const rap_ratio ratio = ratio_of(m, arm);
    if (own)
        rap_ratio_own(&ratio, m->one);
    else
        rap_ratio_over_all(&ratio, m->one);
    return m->one;
}

/* Mean over some arms, item by item. */
static void make_side(maker *m, const quantity *q, const size_t *arms, size_t n_arms, bool own,
                      double *out) {
    for (size_t i = 0; i < items_of(m); i++)
        out[i] = 0;
    for (size_t a = 0; a < n_arms; a++) {
        const double *x = values_of(m, q, arms[a], own);
        for (size_t i = 0; i < items_of(m); i++)
            out[i] += x[i];
    }
    for (size_t i = 0; i < items_of(m) && n_arms > 1; i++)
        out[i] /= (double)n_arms;
}

static double spend_of(const maker *m, const size_t *arms, size_t n_arms) {
    double sum = 0;
    for (size_t a = 0; a < n_arms; a++)
        sum += m->spend[arms[a]];
    return sum / (double)n_arms;
}

/* ---- rows ----------------------------------------------------------------------------------- */

/* A ratio whose mean denominator is not told apart from 0: runs are there, a value is not. */
static rap_summary without_value(rap_summary s) {
    rap_summary none = rap_summary_unknown();
    none.draws = s.draws;
    none.runs = s.runs;
    none.missing = s.missing;
    return none;
}

static rap_summary summarise_arm(maker *m, const quantity *q, size_t arm) {
    rap_sample s = sample_of(m, m->arms[arm]), own = sample_of(m, m->minus);
    s.bounds = own.bounds = bounds_of(m, q);
    if (q->below < 0)
        return rap_summarise(&s, &m->w, true);
    clear_mask(m);
    mask_missing(m, arm);
    const rap_ratio ratio = ratio_of(m, arm);
    if (!rap_ratio_over_all(&ratio, m->plus)) {
        s.x = m->mask;
        return without_value(rap_summarise(&s, &m->w, false));
    }
    s.x = m->plus;
    rap_ratio_own(&ratio, m->minus);
    const rap_summary over_all = rap_summarise(&s, &m->w, false);
    const rap_summary sets = rap_summarise(&own, &m->w, false);
    return rap_ratio_summary(&over_all, &sets);
}

static void summarise_arms(maker *m, const quantity *q, size_t at, size_t window) {
    rap_tables *t = m->t;
    size_t per_arm = t->n_outcomes / t->study->n_arms;
    for (size_t a = 0; a < t->study->n_arms; a++)
        if (has(m, q, a))
            t->outcomes[a * per_arm + at] = (rap_outcome_row){.arm = a,
                                                              .outcome = q->outcome,
                                                              .window = window,
                                                              .group = q->group,
                                                              .s = summarise_arm(m, q, a)};
}

/* Keeps the draws' mean differences of a headline. */
static void keep_heads(maker *m, size_t contrast, const quantity *q, size_t window, double mean) {
    const rap_study *study = m->t->study;
    for (size_t h = 0; h < study->n_headlines; h++) {
        const rap_headline *line = &study->headlines[h];
        if (line->outcome == q->outcome && line->window == window && !strcmp(line->group, q->group))
            rap_heads_keep(m->heads, contrast * study->n_headlines + h, &m->w, mean,
                           study->delta[q->outcome]);
    }
}

/* What a contrast of ratios says of draws is about their own ratios; none has a value for one run. */
static void compare_ratios(maker *m, const rap_contrast *c, const quantity *q,
                           rap_contrast_row *row) {
    const rap_study *study = m->t->study;
    const rap_bounds level = bounds_of(m, q);
    rap_sample sample = sample_of(m, m->difference);
    sample.bounds = rap_bounds_sum(level, rap_bounds_times(level, -1));
    make_side(m, q, c->plus, c->n_plus, true, m->plus);
    make_side(m, q, c->minus, c->n_minus, true, m->minus);
    for (size_t i = 0; i < items_of(m); i++)
        m->difference[i] = m->plus[i] - m->minus[i];
    const rap_summary own = rap_summarise(&sample, &m->w, false);
    row->s = rap_ratio_summary(&row->s, &own);
    rap_count_draws(&m->w, study->model->outcomes[q->outcome].better, study->delta[q->outcome],
                    row);
    row->p_programme = row->ties = (double)NAN;
}

static void compare_sides(maker *m, const quantity *q, size_t contrast, rap_contrast_row *row) {
    const rap_study *study = m->t->study;
    const rap_contrast *c = &study->contrasts[contrast];
    rap_sample a = sample_of(m, m->plus), b = sample_of(m, m->minus);
    a.bounds = b.bounds = bounds_of(m, q);
    if (q->below >= 0)
        mask_sides(m, c);
    make_side(m, q, c->plus, c->n_plus, false, m->plus);
    make_side(m, q, c->minus, c->n_minus, false, m->minus);
    rap_compare(&a, &b, study->model->outcomes[q->outcome].better, study->delta[q->outcome],
                m->difference, &m->w, row);
    if (q->below >= 0)
        compare_ratios(m, c, q, row);
}

static void compare_arms(maker *m, const quantity *q, size_t at, size_t window) {
    rap_tables *t = m->t;
    size_t per_contrast = t->study->n_contrasts ? t->n_contrasts / t->study->n_contrasts : 0;
    for (size_t k = 0; k < t->study->n_contrasts; k++) {
        const rap_contrast *c = &t->study->contrasts[k];
        rap_contrast_row *row = &t->contrasts[k * per_contrast + at];
        if (!all_have(m, q, c->plus, c->n_plus) || !all_have(m, q, c->minus, c->n_minus))
            continue;
        compare_sides(m, q, k, row);
        keep_heads(m, k, q, window, row->s.mean);
        row->contrast = k;
        row->outcome = q->outcome;
        row->window = window;
        row->group = q->group;
        row->spend_arm = spend_of(m, c->plus, c->n_plus);
        row->spend_baseline = spend_of(m, c->minus, c->n_minus);
    }
}

/* Mean total of every arm at the horizon, from the first outcome that is flagged so. */
static int find_spend(maker *m) {
    const rap_study *study = m->t->study;
    int column = -1, status = RAP_OK;
    for (size_t o = 0; o < study->model->n_outcomes && column < 0; o++)
        if (study->model->outcomes[o].flags & RAP_SPEND)
            column = rap_layout_column(m->t->layout, o, "all");
    quantity q = {0, "all", column, -1};
    if (column >= 0)
        status = gather_arms(m, &q, study->horizon_window);
    for (size_t a = 0; a < study->n_arms && !status; a++)
        m->spend[a] = column < 0 ? (double)NAN : mean_of_draws(m, m->arms[a]);
    return status;
}

/* Moves the rows that were filled together; the others have no group. */
static void close_ranks(rap_tables *t) {
    size_t n = 0;
    for (size_t k = 0; k < t->n_outcomes; k++)
        if (t->outcomes[k].group)
            t->outcomes[n++] = t->outcomes[k];
    t->n_outcomes = n;
    n = 0;
    for (size_t k = 0; k < t->n_contrasts; k++)
        if (t->contrasts[k].group)
            t->contrasts[n++] = t->contrasts[k];
    t->n_contrasts = n;
}

static int fill_rows(maker *m) {
    size_t windows = m->t->layout->n_windows;
    int status = find_spend(m);
    for (size_t q = 0; q < m->n_quantities && !status; q++)
        for (size_t w = 0; w < windows && !status; w++) {
            status = gather_arms(m, &m->quantities[q], w);
            if (status)
                break;
            summarise_arms(m, &m->quantities[q], q * windows + w, w);
            compare_arms(m, &m->quantities[q], q * windows + w, w);
        }
    if (!status)
        close_ranks(m->t);
    return status;
}

/* ---- make and free ----------------------------------------------------------------------------
 */

static bool any_is_ratio(const maker *m) {
    for (size_t q = 0; q < m->n_quantities; q++)
        if (m->quantities[q].below >= 0)
            return true;
    return false;
}

static int make_table_room(maker *m, rap_tables *t) {
    enum { ALWAYS = 3, WITH_RATIOS = 5 };
    size_t n = any_is_ratio(m) ? WITH_RATIOS : ALWAYS, arms = t->study->n_arms;
    size_t rows = m->n_quantities * t->layout->n_windows;
    double **items[WITH_RATIOS] = {&m->plus, &m->minus, &m->difference, &m->mask, &m->one};
    for (size_t k = 0; k < n; k++)
        if (!(*items[k] = rap_allocate((size_t)t->items, sizeof(double))))
            return rap_fail(RAP_ENOMEM);
    m->arms = rap_allocate(arms, sizeof *m->arms);
    m->divisors = rap_allocate(arms, sizeof *m->divisors);
    m->spend = rap_allocate(arms, sizeof *m->spend);
    t->outcomes = rap_allocate(rows * arms, sizeof *t->outcomes);
    t->contrasts = rap_allocate(rows * t->study->n_contrasts, sizeof *t->contrasts);
    if (!m->arms || !m->divisors || !m->spend || !t->outcomes || !t->contrasts)
        return rap_fail(RAP_ENOMEM);
    t->n_outcomes = rows * arms;
    t->n_contrasts = rows * t->study->n_contrasts;
    return RAP_OK;
}

static int init_maker(maker *m, rap_store *store) {
    const rap_tables *t = m->t;
    int status = list_quantities(m);
    status = status ? status : make_table_room(m, m->t);
    rap_tiles_init(&m->above, store, t->layout, t->items, 1);
    rap_tiles_init(&m->below, store, t->layout, t->items, 1);
    return status ? status : rap_workspace_init(&m->w, t->items);
}

static void free_maker(maker *m) {
    void *blocks[] = {m->arms,       m->divisors, m->plus, m->minus,
                      m->difference, m->mask,     m->one,  m->spend};
    for (size_t k = 0; k < sizeof blocks / sizeof blocks[0]; k++)
        rap_free(blocks[k]);
    rap_free(m->quantities);
    rap_workspace_free(&m->w);
    rap_tiles_free(&m->above);
    rap_tiles_free(&m->below);
}

/* All that takes room by history is given back at the end, before anything else is made. */
static int make_table_rows(rap_tables *t, rap_store *store, rap_heads *heads) {
    maker m = {.t = t, .heads = heads};
    int status = init_maker(&m, store);
    status = status ? status : fill_rows(&m);
    free_maker(&m);
    return status;
}

int rap_tables_make(rap_tables *tables, const rap_study *study, const rap_layout *layout,
                    rap_store *store) {
    int64_t items = rap_store_items(store), runs = study->replicates;
    rap_heads heads;
    *tables = (rap_tables){.study = study, .layout = layout, .items = items};
    int status = rap_heads_init(&heads, study, study->draws > 0 ? (items + runs - 1) / runs : 0);
    if (!status)
        status = make_table_rows(tables, store, &heads);
    if (!status)
        status = rap_paths_make(tables, store);
    if (!status)
        status = rap_spans_make(tables);
    if (!status)
        status = rap_decider_rows_make(tables, &heads);
    if (!status)
        status = rap_tables_index(tables);
    rap_heads_free(&heads);
    if (status)
        rap_tables_free(tables);
    return status;
}
