/* calibration.c: see calibration.h. */
#include "analysis/calibration/calibration.h"
#include "analysis/calibration/reference_table.h"
#include "analysis/estimate/effects.h"
#include "analysis/estimate/sort.h"
#include "base/error.h"
#include "base/memory.h"
#include "scenario/questions/quantities.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

enum { FEWEST_SETS = 50 };

/* ---- what runs leave behind -------------------------------------------------------------------- */

static int refuse_runs(const rap_study *study, rap_problems *problems) {
    const char *file = study->sources[0].path;
    if (study->draws < FEWEST_SETS)
        rap_problems_add(problems, file, 0, "draws",
                         "at least %d sets of assumptions are needed to calibrate; found %lld",
                         FEWEST_SETS, (long long)study->draws);
    else if (study->replicates % 2)
        rap_problems_add(
            problems, file, 0, "replicates",
            "an even number of histories of each set is needed to calibrate: half of "
            "them are laid beside the data, from the others is told what follows; found "
            "%lld",
            (long long)study->replicates);
    else
        return RAP_OK;
    return rap_fail(RAP_EINPUT);
}

int rap_calibrated_plan(rap_study *study, rap_problems *problems) {
    bool used[RAP_MOST_WINDOWS + 1] = {false};
    int status = refuse_runs(study, problems);
    status = status ? status : rap_quantities_plan(study, problems);
    status = status ? status : rap_study_keep_headlines(study, used);
    for (size_t k = 0; k < study->n_quantities && !status; k++) {
        const rap_effect *e = &study->quantities[k].effect;
        used[e->window] = true;
        status = rap_study_keep(study, e->outcome, e->group);
    }
    if (!status)
        rap_study_keep_windows(study, used);
    return status;
}

/* ---- rows -------------------------------------------------------------------------------------- */

/* By headline, then contrast: values are read from the database with the fewest tiles so. */
static int list_rows(rap_calibrated *c) {
    const rap_study *s = c->study;
    bool levels = s->n_contrasts == 0;
    size_t of = levels ? s->n_written : s->n_contrasts;
    c->rows = rap_allocate(of * s->n_headlines + s->n_quantities, sizeof *c->rows);
    if (!c->rows)
        return rap_fail(RAP_ENOMEM);
    for (size_t h = 0; h < s->n_headlines; h++)
        for (size_t k = 0; k < of; k++)
            c->rows[c->n_rows++] = (rap_calibrated_row){.is_level = levels, .of = k, .headline = h};
    for (size_t k = 0; k < s->n_quantities; k++)
        if (s->quantities[k].kept_back)
            c->rows[c->n_rows++] = (rap_calibrated_row){.quantity = &s->quantities[k]};
    return RAP_OK;
}

/* ---- inputs ------------------------------------------------------------------------------------ */

/* What stands at a normal score in an input's distribution. */
static double value_at_score(const rap_input *input, double score) {
    static const double edge = 1e-9;
    double place = gsl_cdf_ugaussian_P(score);
    return rap_prior_at(&input->prior, fmin(fmax(place, edge), 1 - edge));
}

/* Values at the scores of so many sets. */
static rap_values_told tell_values(const rap_input *input, const double *score, size_t n,
                                   double *room) {
    size_t seen = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(score[i]))
            room[seen++] = value_at_score(input, score[i]);
    rap_sort(room, (int64_t)seen);
    return (rap_values_told){rap_mean(room, (int64_t)seen),
                             rap_quantile_sorted(room, (int64_t)seen, 0.025),
                             rap_quantile_sorted(room, (int64_t)seen, 0.975)};
}

static double how_far_told(const rap_calibrated_input *x) {
    return fmax(fabs(x->told->shift), x->told->shrinkage);
}

/* Identified ones first, then those of which data move or narrow most. */
static int by_what_is_told(const void *a, const void *b) {
    const rap_calibrated_input *x = a, *y = b;
    if (x->told->identified != y->told->identified)
        return x->told->identified ? -1 : 1;
    double mine = how_far_told(x), other = how_far_told(y);
    if (mine < other || mine > other)
        return mine > other ? -1 : 1;
    return (x->told > y->told) - (x->told < y->told);
}

static void tell_input(rap_calibrated *c, const rap_calibration_table *t, size_t i,
                       const size_t *set, double *room) {
    size_t draws = (size_t)c->draws, target = c->n_rows + i;
    rap_calibrated_input *x = &c->inputs[i];
    x->input = c->uncertain.inputs[i];
    x->told = &c->found.input[i];
    x->after = x->before = tell_values(x->input, t->target + target * draws, draws, room);
    if (!x->told->identified)
        return;
    double *values = c->posterior + c->identified++ * c->sets;
    const double *score = c->found.posterior + target * c->found.rows;
    for (size_t k = 0; k < c->sets; k++)
        room[k] = score[set[k]];
    x->after = tell_values(x->input, room, c->sets, values);
    for (size_t k = 0; k < c->sets; k++)
        values[k] = value_at_score(x->input, score[set[k]]);
    x->values = values;
}

/* Equally likely rows of the posterior: all of them in their order where they are, else at equal steps of the weight. */
static void choose_calibrated_sets(const rap_calibrated *c, size_t *set) {
    const rap_calibration *f = &c->found;
    double below = f->weight[0], step = 1 / (double)c->sets;
    for (size_t k = 0, row = 0; k < c->sets; k++) {
        while (below < ((double)k + 0.5) * step && row + 1 < f->rows)
            below += f->weight[++row];
        set[k] = row;
    }
}

static int tell_inputs(rap_calibrated *c, const rap_calibration_table *t) {
    size_t draws = (size_t)c->draws, known = 0;
    for (size_t i = 0; i < c->uncertain.n; i++)
        known += c->found.input[i].identified;
    bool even = c->found.effective > (double)c->found.rows * (1 - 1e-9);
    c->sets = even ? c->found.rows : draws;
    c->inputs = rap_allocate(c->uncertain.n, sizeof *c->inputs);
    c->posterior = rap_allocate(known * c->sets, sizeof *c->posterior);
    double *room = rap_allocate(draws, sizeof *room);
    size_t *set = rap_allocate(c->sets, sizeof *set);
    bool all = c->inputs && c->posterior && room && set;
    c->n_inputs = all ? c->uncertain.n : 0;
    if (all)
        choose_calibrated_sets(c, set);
    for (size_t i = 0; i < c->n_inputs; i++)
        tell_input(c, t, i, set, room);
    rap_free(room);
    rap_free(set);
    return all ? RAP_OK : rap_fail(RAP_ENOMEM);
}

/* ---- quantities -------------------------------------------------------------------------------- */

/* A number and its weight (NULL: all alike) where the number is not missing; returns how many there are. */
static size_t leave_missing_out(const double *x, const double *weight, size_t n, double *kept,
                                double *kept_weight) {
    size_t seen = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(x[i])) {
            kept[seen] = x[i];
            kept_weight[seen++] = weight ? weight[i] : 1;
        }
    return seen;
}

/* How good a forecast of a quantity that was kept back was: `x` over sets, seen with its noise. */
static rap_scores score(const rap_calibrated *c, const rap_calibrated_quantity *of, const double *x,
                        const double *weight, size_t n, double *room) {
    size_t seen = leave_missing_out(x, weight, n, room, room + n);
    const rap_bounds within = rap_effect_bounds(c->study, &of->quantity->effect);
    const rap_outlook f = {room, room + n, seen, of->own_noise, within};
    if (seen == 0) {
        double nan = (double)NAN;
        return (rap_scores){nan, nan, nan, nan, nan, nan, nan, nan, false};
    }
    return rap_outlook_score(&f, of->quantity->value);
}

/* The same question as it was measured last before `q`. */
static const rap_quantity *last_wave(const rap_study *study, const rap_quantity *q) {
    const rap_quantity *last = NULL;
    for (size_t k = 0; k < study->n_quantities; k++) {
        const rap_quantity *other = &study->quantities[k];
        bool before = !other->kept_back && rap_is_same_question(other, q) &&
                      other->when.anchor == q->when.anchor && other->when.months < q->when.months;
        if (before && (!last || other->when.months > last->when.months))
            last = other;
    }
    return last;
}

static void score_no_change(rap_calibrated_quantity *x, const rap_study *study) {
    const rap_quantity *q = x->quantity, *last = x->last = last_wave(study, q);
    if (!last)
        return;
    rap_outlook same = rap_no_change(&last->value, last->sd, q->sd);
    same.within = rap_effect_bounds(study, &q->effect);
    x->same_crps = rap_crps(&same, q->value);
    x->same_skill = rap_skill(x->scores.crps, x->same_crps);
}

static int score_forecasts(rap_calibrated *c, const rap_calibration_table *t) {
    const rap_calibration *f = &c->found;
    size_t draws = (size_t)c->draws;
    double *room = rap_allocate(2 * draws, sizeof *room);
    if (!room)
        return rap_fail(RAP_ENOMEM);
    for (size_t r = 0; r < c->n_rows; r++) {
        if (!c->rows[r].quantity)
            continue;
        rap_calibrated_quantity *x = &c->quantities[c->rows[r].quantity - c->study->quantities];
        x->scores = score(c, x, f->posterior + r * f->rows, f->weight, f->rows, room);
        x->before_scores = score(c, x, t->target + r * draws, NULL, draws, room);
        x->skill = rap_skill(x->scores.crps, x->before_scores.crps);
        score_no_change(x, c->study);
    }
    rap_free(room);
    return RAP_OK;
}

static int fill_quantities(rap_calibrated *c, const rap_calibration_table *t) {
    for (size_t k = 0; k < c->n_quantities; k++) {
        rap_calibrated_quantity *x = &c->quantities[k];
        x->skill = x->same_crps = x->same_skill = (double)NAN;
    }
    for (size_t k = 0; k < c->used; k++)
        c->quantities[t->quantity[k]].foretold = &c->found.foretold[k];
    return score_forecasts(c, t);
}

/* ---- the whole --------------------------------------------------------------------------------- */

static int refuse_few(const rap_calibrated *c, rap_problems *problems, size_t whole) {
    rap_problems_add(
        problems, c->study->sources[0].path, 0, "quantities",
        "only %zu of %lld sets of assumptions have a value of every quantity; at least "
        "%d are needed: more --draws, or leave a quantity out",
        whole, (long long)c->draws, FEWEST_SETS);
    return rap_fail(RAP_EINPUT);
}

static size_t count_whole(const rap_calibrated *c, const rap_calibration_table *t) {
    size_t draws = (size_t)c->draws, whole = 0;
    for (size_t d = 0; d < draws; d++) {
        bool is_whole = true;
        for (size_t k = 0; k < c->used; k++)
            is_whole &= !isnan(t->summary[k * draws + d]);
        whole += is_whole;
    }
    return whole;
}

/* What data change of a row, as the table has it, is laid on what all histories say of it before. A forecast is of the
 * histories that were measured, and of what its question is off by. */
static void tell_row(rap_calibrated *c, size_t r) {
    rap_calibrated_row *row = &c->rows[r];
    if (row->quantity && row->quantity->communities > 0)
        row->before = c->found.before[r];
    double off = row->before.mean - c->found.before[r].mean;
    const rap_effect effect = rap_calibrated_effect(c, row);
    const rap_bounds bounds = rap_effect_bounds(c->study, &effect);
    row->after = c->found.after[r];
    row->chance_left = c->found.chance_left[r];
    row->after.mean = rap_bounds_hold(bounds, row->after.mean + off);
    row->after.low = rap_bounds_hold(bounds, row->after.low + off);
    row->after.high = rap_bounds_hold(bounds, row->after.high + off);
    if (!(row->after.low < row->after.high)) /* no more than chance could make */
        row->after.low = row->after.high = (double)NAN;
}

static int calibrate(rap_calibrated *c, const rap_calibration_table *t, rap_problems *problems) {
    const rap_calibration_options options = {.contrasts = c->n_rows, .sets = 0};
    size_t whole = count_whole(c, t);
    if (whole < FEWEST_SETS)
        return refuse_few(c, problems, whole);
    int status = rap_calibrate(&t->table, t->measured, &options, &c->found);
    for (size_t r = 0; r < c->n_rows && !status; r++)
        tell_row(c, r);
    status = status ? status : tell_inputs(c, t);
    status = status ? status : fill_quantities(c, t);
    if (!status)
        qsort(c->inputs, c->n_inputs, sizeof *c->inputs, by_what_is_told);
    return status;
}

int rap_calibrated_make(rap_calibrated *c, const rap_study *study, const rap_layout *layout,
                        rap_store *store, rap_problems *problems) {
    int64_t items = rap_store_items(store);
    rap_calibration_table table = {.summary = NULL};
    *c = (rap_calibrated){.study = study,
                          .layout = layout,
                          .draws = (items + study->replicates - 1) / study->replicates,
                          .histories = study->replicates,
                          .n_quantities = study->n_quantities};
    c->quantities = rap_allocate(c->n_quantities, sizeof *c->quantities);
    int status = c->quantities ? list_rows(c) : rap_fail(RAP_ENOMEM);
    status = status ? status : rap_uncertain_make(&c->uncertain, study);
    status = status ? status : rap_calibration_table_make(&table, c, store);
    status = status ? status : calibrate(c, &table, problems);
    rap_calibration_table_free(&table);
    if (status)
        rap_calibrated_free(c);
    return status;
}
