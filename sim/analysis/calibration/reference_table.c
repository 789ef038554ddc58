/* reference_table.c: see reference_table.h. */
#include "analysis/calibration/reference_table.h"
#include "analysis/estimate/effects.h"
#include "analysis/estimate/sort.h"
#include "base/error.h"
#include "base/memory.h"
#include "scenario/questions/quantities.h"
#include "stream/stream.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

/* Which of a set's histories. */
typedef enum { FIRST_HALF, SECOND_HALF } half;

typedef struct {
    rap_calibration_table *t;
    rap_calibrated *c;
    rap_study halves;      /* the study, with two sets for each of its own, of half the histories */
    rap_measure all, part; /* over all histories, over halves */
    rap_workspace w, of_halves;
    double *means; /* of halves */
} laying;

void rap_calibration_table_free(rap_calibration_table *t) {
    rap_free(t->summary);
    rap_free(t->target);
    rap_free(t->chance);
    rap_free(t->noise);
    rap_free(t->measured);
    rap_free(t->bounds);
    rap_free(t->quantity);
    *t = (rap_calibration_table){.summary = NULL};
}

/* What an effect is in each set, from half of its histories, in `column`; its summary over all of them is returned in
 * `whole`, the variance of single histories, 0 where it cannot be told, in l->w.within. */
static int lay_effect(laying *l, const rap_effect *effect, half of, double *column,
                      rap_summary *whole) {
    const rap_part part = {1, *effect};
    int status = rap_measure_take(&l->all, &part, 1);
    status = status ? status : rap_measure_take(&l->part, &part, 1);
    if (status)
        return status;
    *whole = rap_measure_summary(&l->all, &l->w);
    l->w.within = isnan(l->w.within) ? 0 : l->w.within;
    rap_measure_summary(&l->part, &l->of_halves);
    rap_means_by_draw(&l->of_halves, l->means, 2 * l->c->draws);
    for (int64_t d = 0; d < l->c->draws; d++)
        column[d] = l->means[2 * d + (of == SECOND_HALF)];
    return RAP_OK;
}

/* ---- how far a question is off ----------------------------------------------------------------- */

/* The first quantity that is the same question as `q`, asked of the same communities, where there is another; else NULL. */
static const rap_quantity *first_wave(const rap_study *study, const rap_quantity *q) {
    const rap_quantity *first = NULL;
    size_t waves = 0;
    for (size_t k = 0; k < study->n_quantities; k++)
        if (q->communities > 0 && rap_is_same_question(&study->quantities[k], q)) {
            first = first ? first : &study->quantities[k];
            waves++;
        }
    return waves > 1 ? first : NULL;
}

/* What a question is off by it is off by in all its waves: it is part of what a set gives, by luck of that set. */
static void put_question_off(const rap_calibrated *c, const rap_quantity *q, double *column) {
    const rap_quantity *first = first_wave(c->study, q);
    uint64_t what = rap_hash_text("discrepancy");
    for (int64_t d = 0; d < c->draws && first; d++) {
        uint64_t key = rap_stream_key((uint64_t)c->study->seed, (uint64_t)d, what);
        rap_event wave = {.subject = (uint64_t)(first - c->study->quantities)};
        column[d] += q->discrepancy * rap_normal(key, wave);
    }
}

/* ---- what was measured ------------------------------------------------------------------------- */

/* What luck adds to a measured value beyond what the mean of half a set's histories has of it. */
static double extra_luck(const rap_quantity *q, double within, int64_t histories) {
    double of_one = q->communities > 0 ? 1 / (double)q->communities : 0;
    return within * fmax(0, of_one - 2 / (double)histories);
}

/* Mean, standard deviation and middle 95 % of sets' means. */
static rap_told tell_model(laying *l) {
    rap_workspace *w = &l->w;
    for (int64_t i = 0; i < w->draws; i++)
        w->sorted[i] = w->means[i];
    rap_sort(w->sorted, w->draws);
    return (rap_told){rap_mean(w->means, w->draws), sqrt(rap_variance(w->means, w->draws)),
                      rap_quantile_sorted(w->sorted, w->draws, 0.025),
                      rap_quantile_sorted(w->sorted, w->draws, 0.975)};
}

static int lay_quantity(laying *l, size_t k, double *column) {
    rap_calibrated *c = l->c;
    rap_calibrated_quantity *x = &c->quantities[k];
    const rap_quantity *q = x->quantity = &c->study->quantities[k];
    rap_summary whole;
    int status = lay_effect(l, &q->effect, FIRST_HALF, column, &whole);
    if (status)
        return status;
    double known = q->sd * q->sd + extra_luck(q, l->w.within, c->histories);
    x->noise = sqrt(known + q->discrepancy * q->discrepancy);
    x->own_noise = first_wave(c->study, q) ? sqrt(known) : x->noise;
    put_question_off(c, q, column);
    x->model = tell_model(l);
    return RAP_OK;
}

static int lay_quantities(laying *l) {
    rap_calibrated *c = l->c;
    size_t draws = (size_t)c->draws;
    double *spare = rap_allocate(draws, sizeof *spare);
    int status = spare ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < c->n_quantities && !status; k++) {
        const rap_quantity *q = &c->study->quantities[k];
        bool weighs = rap_quantity_weighs(q);
        status = lay_quantity(l, k, weighs ? l->t->summary + c->used * draws : spare);
        if (!weighs)
            continue;
        l->t->noise[c->used] = c->quantities[k].own_noise;
        l->t->measured[c->used] = q->value;
        l->t->bounds[c->used] = rap_effect_bounds(c->study, &q->effect);
        l->t->quantity[c->used++] = k;
    }
    rap_free(spare);
    return status;
}

/* ---- what is to be told ------------------------------------------------------------------------ */

/* As contrasts.csv and outcomes.csv have it. */
static rap_told told_of_summary(const rap_summary *s) {
    return (rap_told){s->mean, s->sd_parameters, s->plausible_low, s->plausible_high};
}

/* What is to be told is taken from the other half of the histories: luck that made a set come near the data is not what is
 * told of it. Only a forecast of the same communities is about the same histories, and their luck is part of it. */
static int lay_row(laying *l, size_t r) {
    rap_calibrated *c = l->c;
    const rap_effect effect = rap_calibrated_effect(c, &c->rows[r]);
    const rap_quantity *q = c->rows[r].quantity;
    bool same = q && q->communities > 0;
    rap_summary whole;
    int status = lay_effect(l, &effect, same ? FIRST_HALF : SECOND_HALF,
                            l->t->target + r * (size_t)c->draws, &whole);
    if (status)
        return status;
    double *column = l->t->target + r * (size_t)c->draws;
    if (q)
        put_question_off(c, q, column);
    for (int64_t d = 0; d < c->draws && q; d++) /* no answers lie beyond what there can be */
        column[d] = rap_bounds_hold(rap_effect_bounds(c->study, &effect), column[d]);
    l->t->chance[r] = same ? 0 : l->w.within * 2 / (double)c->histories;
    c->rows[r].before = told_of_summary(&whole);
    return RAP_OK;
}

static int lay_rows(laying *l) {
    int status = RAP_OK;
    for (size_t r = 0; r < l->c->n_rows && !status; r++)
        status = lay_row(l, r);
    return status;
}

static void lay_inputs(laying *l) {
    const rap_calibrated *c = l->c;
    for (size_t i = 0; i < c->uncertain.n; i++) {
        double *column = l->t->target + (c->n_rows + i) * (size_t)c->draws;
        for (int64_t d = 0; d < c->draws; d++)
            column[d] = gsl_cdf_ugaussian_Pinv(
                rap_input_place(c->uncertain.inputs[i], (uint64_t)c->study->seed, (uint64_t)d));
    }
}

/* ---- the whole --------------------------------------------------------------------------------- */

static int take_room_for_table(rap_calibration_table *t, const rap_calibrated *c) {
    size_t draws = (size_t)c->draws, targets = c->n_rows + c->uncertain.n;
    t->summary = rap_allocate(c->n_quantities * draws, sizeof *t->summary);
    t->target = rap_allocate(targets * draws, sizeof *t->target);
    t->chance = rap_allocate(targets, sizeof *t->chance);
    t->noise = rap_allocate(c->n_quantities, sizeof *t->noise);
    t->measured = rap_allocate(c->n_quantities, sizeof *t->measured);
    t->bounds = rap_allocate(c->n_quantities, sizeof *t->bounds);
    t->quantity = rap_allocate(c->n_quantities, sizeof *t->quantity);
    bool all =
        t->summary && t->target && t->chance && t->noise && t->measured && t->bounds && t->quantity;
    return all ? RAP_OK : rap_fail(RAP_ENOMEM);
}

static int begin_laying(laying *l, rap_store *store) {
    const rap_calibrated *c = l->c;
    int64_t items = rap_store_items(store);
    l->halves = *c->study;
    l->halves.replicates /= 2;
    l->means = rap_allocate(2 * (size_t)c->draws, sizeof *l->means);
    int status = l->means ? RAP_OK : rap_fail(RAP_ENOMEM);
    status = status ? status : rap_measure_init(&l->all, c->study, c->layout, store);
    status = status ? status : rap_measure_init(&l->part, &l->halves, c->layout, store);
    status = status ? status : rap_workspace_init(&l->w, items);
    return status ? status : rap_workspace_init(&l->of_halves, items);
}

static void end_laying(laying *l) {
    rap_measure_free(&l->all);
    rap_measure_free(&l->part);
    rap_workspace_free(&l->w);
    rap_workspace_free(&l->of_halves);
    rap_free(l->means);
}

int rap_calibration_table_make(rap_calibration_table *t, rap_calibrated *c, rap_store *store) {
    laying l = {.t = t, .c = c};
    *t = (rap_calibration_table){.summary = NULL};
    int status = take_room_for_table(t, c);
    status = status ? status : begin_laying(&l, store);
    c->used = 0;
    status = status ? status : lay_quantities(&l);
    status = status ? status : lay_rows(&l);
    if (!status)
        lay_inputs(&l);
    t->table = (rap_reference_table){.rows = (size_t)c->draws,
                                     .quantities = c->used,
                                     .targets = c->n_rows + c->uncertain.n,
                                     .summary = t->summary,
                                     .target = t->target,
                                     .noise = t->noise,
                                     .bounds = t->bounds,
                                     .chance = t->chance,
                                     .seed = (uint64_t)c->study->seed};
    end_laying(&l);
    return status;
}
