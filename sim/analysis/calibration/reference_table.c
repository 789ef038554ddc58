/* reference_table.c: see reference_table.h. */
#include "analysis/calibration/reference_table.h"
#include "analysis/estimate/effects.h"
#include "base/error.h"
#include "base/memory.h"
#include "scenario/questions/quantities.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

typedef struct {
    rap_calibration_table *t;
    rap_calibrated *c;
    rap_measure m;
    rap_workspace w;
} laying;

void rap_calibration_table_free(rap_calibration_table *t) {
    rap_free(t->summary);
    rap_free(t->target);
    rap_free(t->chance);
    rap_free(t->noise);
    rap_free(t->measured);
    rap_free(t->quantity);
    *t = (rap_calibration_table){.summary = NULL};
}

/* The means of sets of an effect, in `column`; returns the variance of single histories, 0 where it cannot be told. */
static int lay_effect(laying *l, const rap_effect *effect, double *column, double *within) {
    const rap_part part = {1, *effect};
    int status = rap_measure_take(&l->m, &part, 1);
    if (status)
        return status;
    rap_measure_summary(&l->m, &l->w);
    rap_means_by_draw(&l->w, column, l->c->draws);
    *within = isnan(l->w.within) ? 0 : l->w.within;
    return RAP_OK;
}

/* ---- what was measured ------------------------------------------------------------------------- */

/* What luck adds to a measured value beyond what the mean of a set's histories has of it. */
static double extra_luck(const rap_quantity *q, double within, int64_t histories) {
    double of_one = q->communities > 0 ? 1 / (double)q->communities : 0;
    return within * fmax(0, of_one - 1 / (double)histories);
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
    double within = 0;
    int status = lay_effect(l, &q->effect, column, &within);
    x->noise =
        sqrt(q->sd * q->sd + q->discrepancy * q->discrepancy + extra_luck(q, within, c->histories));
    x->model = tell_model(l);
    return status;
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
        l->t->noise[c->used] = c->quantities[k].noise;
        l->t->measured[c->used] = q->value;
        l->t->quantity[c->used++] = k;
    }
    rap_free(spare);
    return status;
}

/* ---- what is to be told ------------------------------------------------------------------------ */

static rap_effect effect_of_row(const rap_study *s, const rap_calibrated_row *row) {
    if (row->quantity)
        return row->quantity->effect;
    const rap_headline *line = &s->headlines[row->headline];
    const rap_contrast *contrast = row->is_level ? NULL : &s->contrasts[row->of];
    return (rap_effect){.outcome = line->outcome,
                        .window = line->window,
                        .group = line->group,
                        .plus = contrast ? contrast->plus : &row->of,
                        .minus = contrast ? contrast->minus : NULL,
                        .n_plus = contrast ? contrast->n_plus : 1,
                        .n_minus = contrast ? contrast->n_minus : 0};
}

static int lay_rows(laying *l) {
    rap_calibrated *c = l->c;
    int status = RAP_OK;
    for (size_t r = 0; r < c->n_rows && !status; r++) {
        const rap_effect effect = effect_of_row(c->study, &c->rows[r]);
        double within = 0;
        status = lay_effect(l, &effect, l->t->target + r * (size_t)c->draws, &within);
        double inverse = status ? 0 : rap_mean(l->w.inverse, l->w.draws);
        l->t->chance[r] = isnan(inverse) ? 0 : within * inverse;
    }
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
    t->quantity = rap_allocate(c->n_quantities, sizeof *t->quantity);
    bool all = t->summary && t->target && t->chance && t->noise && t->measured && t->quantity;
    return all ? RAP_OK : rap_fail(RAP_ENOMEM);
}

int rap_calibration_table_make(rap_calibration_table *t, rap_calibrated *c, rap_store *store) {
    laying l = {.t = t, .c = c};
    *t = (rap_calibration_table){.summary = NULL};
    int status = take_room_for_table(t, c);
    status = status ? status : rap_measure_init(&l.m, c->study, c->layout, store);
    status = status ? status : rap_workspace_init(&l.w, rap_store_items(store));
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
                                     .chance = t->chance,
                                     .seed = (uint64_t)c->study->seed};
    rap_measure_free(&l.m);
    rap_workspace_free(&l.w);
    return status;
}
