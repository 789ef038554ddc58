/* effects.c: reading and adding up effects. */
#include "analysis/estimate/effects.h"
#include "analysis/estimate/ratio.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

/* An effect's observed columns: values, or numerator and denominator; -1 where there is none. */
typedef struct {
    const rap_effect *e;
    int above, below;
    double weight;
} term;

static term make_term(const rap_measure *m, const rap_effect *e, double weight) {
    const rap_model *model = m->study->model;
    const rap_outcome *o = &model->outcomes[e->outcome];
    int above = (int)e->outcome, below = -1;
    if (o->numerator) {
        above = rap_model_outcome(model, o->numerator);
        below = rap_model_outcome(model, o->denominator);
    }
    term t = {e, -1, -1, weight};
    t.above = above < 0 ? -1 : rap_layout_column(m->layout, (size_t)above, e->group);
    t.below = below < 0 ? -1 : rap_layout_column(m->layout, (size_t)below, e->group);
    return o->numerator && t.below < 0 ? (term){e, -1, -1, weight} : t;
}

/* What a term has in an arm, by item: values, or numerators and denominators. */
typedef struct {
    const double *x, *y;
} term_values;

static int read_arm(rap_measure *m, const term *t, size_t arm, term_values *v) {
    size_t windows = m->layout->n_windows;
    int status = rap_tiles_get(&m->above, arm, (size_t)t->above * windows + t->e->window, &v->x);
    if (!status && t->below >= 0)
        status = rap_tiles_get(&m->below, arm, (size_t)t->below * windows + t->e->window, &v->y);
    return status;
}

/* Marks as missing the items that have no numerator or denominator. */
static void mark_lacking(rap_measure *m, const term_values *v) {
    for (int64_t i = 0; i < m->items; i++)
        if (isnan(v->x[i]) || (v->y && isnan(v->y[i])))
            m->effect[i] = (double)NAN;
}

static void add_arm_values(rap_measure *m, const term_values *v, double weight) {
    const double *x = v->x, *own = v->x;
    if (v->y) {
        const rap_ratio ratio = {v->x, v->y, m->effect, m->items, m->study->replicates, RAP_SHEET};
        rap_ratio_own(&ratio, m->own_x);
        rap_ratio_over_all(&ratio, m->over_x);
        x = m->over_x;
        own = m->own_x;
        m->ratio = true;
    }
    for (int64_t i = 0; i < m->items; i++) {
        m->part[i] += weight * x[i];
        m->own_part[i] += weight * own[i];
    }
}

/* First pass (`adding` false): marks what is missing. Second: adds up in m->part. */
static int visit_side(rap_measure *m, const term *t, const size_t *arms, size_t n, double sign,
                      bool adding) {
    int status = RAP_OK;
    for (size_t k = 0; k < n && !status; k++) {
        term_values v = {NULL, NULL};
        status = read_arm(m, t, arms[k], &v);
        if (!status && adding)
            add_arm_values(m, &v, sign / (double)n);
        else if (!status)
            mark_lacking(m, &v);
        m->arms[arms[k]] = true;
    }
    return status;
}

/* A term is added up by itself, so that two equal ones differ by exactly 0. */
static int visit(rap_measure *m, const term *t, bool adding) {
    memset(m->part, 0, (size_t)m->items * sizeof *m->part);
    memset(m->own_part, 0, (size_t)m->items * sizeof *m->own_part);
    if (t->above < 0) {
        for (int64_t i = 0; i < m->items; i++)
            m->effect[i] = (double)NAN;
        return RAP_OK;
    }
    int status = visit_side(m, t, t->e->plus, t->e->n_plus, 1, adding);
    if (!status)
        status = visit_side(m, t, t->e->minus, t->e->n_minus, -1, adding);
    for (int64_t i = 0; i < m->items && adding; i++) {
        m->effect[i] += t->weight * m->part[i];
        m->own[i] += t->weight * m->own_part[i];
    }
    return status;
}

rap_bounds rap_effect_bounds(const rap_study *study, const rap_effect *effect) {
    rap_bounds level = rap_bounds_of(&study->model->outcomes[effect->outcome]);
    rap_bounds less = rap_bounds_times(level, -1);
    return effect->n_minus == 0 ? level : effect->n_plus == 0 ? less : rap_bounds_sum(level, less);
}

int rap_measure_take(rap_measure *m, const rap_part *parts, size_t n) {
    int status = RAP_OK;
    m->ratio = false;
    memset(m->effect, 0, (size_t)m->items * sizeof *m->effect);
    memset(m->arms, 0, m->study->n_arms * sizeof *m->arms);
    for (size_t k = 0; k < n; k++) {
        rap_bounds b =
            rap_bounds_times(rap_effect_bounds(m->study, &parts[k].effect), parts[k].weight);
        m->bounds = k == 0 ? b : rap_bounds_sum(m->bounds, b);
    }
    for (size_t pass = 0; pass < 2; pass++) {
        memcpy(m->own, m->effect, (size_t)m->items * sizeof *m->own);
        for (size_t k = 0; k < n && !status; k++) {
            term t = make_term(m, &parts[k].effect, parts[k].weight);
            status = visit(m, &t, pass == 1);
        }
    }
    return status;
}

rap_sample rap_measure_sample(const rap_measure *m) {
    return (rap_sample){.x = m->effect,
                        .items = m->items,
                        .runs = m->study->replicates,
                        .sheet = RAP_SHEET,
                        .bounds = m->bounds};
}

rap_summary rap_measure_summary(const rap_measure *m, rap_workspace *w) {
    rap_sample sample = rap_measure_sample(m);
    const rap_summary over_all = rap_summarise(&sample, w, false);
    if (!m->ratio)
        return over_all;
    sample.x = m->own;
    const rap_summary own = rap_summarise(&sample, w, false);
    return rap_ratio_summary(&over_all, &own);
}

rap_effect rap_headline_effect(const rap_study *study, bool is_level, const size_t *of,
                               size_t headline) {
    const rap_headline *line = &study->headlines[headline];
    const rap_contrast *c = is_level ? NULL : &study->contrasts[*of];
    return (rap_effect){.outcome = line->outcome,
                        .window = line->window,
                        .group = line->group,
                        .plus = c ? c->plus : of,
                        .minus = c ? c->minus : NULL,
                        .n_plus = c ? c->n_plus : 1,
                        .n_minus = c ? c->n_minus : 0};
}

int rap_measure_init(rap_measure *m, const rap_study *study, const rap_layout *layout,
                     rap_store *store) {
    int64_t items = rap_store_items(store);
    size_t n = (size_t)items;
    *m = (rap_measure){.study = study, .layout = layout, .items = items};
    rap_tiles_init(&m->above, store, layout, items, RAP_MOST_TILES);
    rap_tiles_init(&m->below, store, layout, items, RAP_MOST_TILES);
    double **items_of[] = {&m->effect, &m->own, &m->part, &m->own_part, &m->over_x, &m->own_x};
    for (size_t k = 0; k < sizeof items_of / sizeof items_of[0]; k++)
        if (!(*items_of[k] = rap_allocate(n, sizeof(double))))
            return rap_fail(RAP_ENOMEM);
    m->arms = rap_allocate(study->n_arms, sizeof *m->arms);
    return m->arms ? RAP_OK : rap_fail(RAP_ENOMEM);
}

void rap_measure_free(rap_measure *m) {
    void *blocks[] = {m->effect, m->own, m->part, m->own_part, m->over_x, m->own_x, m->arms};
    for (size_t k = 0; k < sizeof blocks / sizeof blocks[0]; k++)
        rap_free(blocks[k]);
    rap_tiles_free(&m->above);
    rap_tiles_free(&m->below);
    *m = (rap_measure){0};
}
