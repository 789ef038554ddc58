/* calibrate.c: see calibrate.h. */
#include "analysis/method/calibrate.h"
#include "analysis/method/told.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

static const double negligible_weight = 1e-9; /* of the largest: such a row is in no posterior */

void rap_calibration_free(rap_calibration *c) {
    for (size_t w = 0; w < RAP_CALIBRATION_WAYS; w++)
        rap_free(c->way[w].sbc);
    rap_free(c->row);
    rap_free(c->weight);
    rap_free(c->posterior);
    rap_free(c->before);
    rap_free(c->after);
    rap_free(c->chance_left);
    rap_free(c->input);
    rap_free(c->foretold);
    *c = (rap_calibration){.rows = 0};
}

static int take_room_for_results(rap_calibration *c, size_t rows) {
    size_t targets = c->contrasts + c->inputs;
    bool all = true;
    for (size_t w = 0; w < RAP_CALIBRATION_WAYS; w++) {
        c->way[w].sbc = rap_allocate(c->contrasts, sizeof *c->way[w].sbc);
        all = all && c->way[w].sbc;
    }
    c->row = rap_allocate(rows, sizeof *c->row);
    c->weight = rap_allocate(rows, sizeof *c->weight);
    c->posterior = rap_allocate(targets * rows, sizeof *c->posterior);
    c->before = rap_allocate(targets, sizeof *c->before);
    c->after = rap_allocate(targets, sizeof *c->after);
    c->chance_left = rap_allocate(targets, sizeof *c->chance_left);
    c->input = rap_allocate(c->inputs, sizeof *c->input);
    c->foretold = rap_allocate(c->quantities, sizeof *c->foretold);
    all = all && c->row && c->weight && c->posterior && c->before && c->after && c->chance_left &&
          c->input && c->foretold;
    return all ? RAP_OK : rap_fail(RAP_ENOMEM);
}

/* ---- choice ------------------------------------------------------------------------------------ */

/* The way with the least error, of all or of those that passed. RAP_CALIBRATION_WAYS: there is none. */
static rap_calibration_way least_error(const rap_calibration *c, bool passed) {
    rap_calibration_way best = RAP_CALIBRATION_WAYS;
    for (rap_calibration_way w = 0; w < RAP_CALIBRATION_WAYS; w++)
        if (c->way[w].offered && (c->way[w].passed || !passed) &&
            (best == RAP_CALIBRATION_WAYS || c->way[w].error < c->way[best].error))
            best = w;
    return best;
}

static int choose_way(rap_calibration *c, const rap_reference *r, rap_regression *shared,
                      const double *y, size_t sets) {
    rap_judge judge;
    int status = rap_judge_init(&judge, r, shared, y, c->contrasts, sets);
    c->sets = judge.sets;
    for (rap_calibration_way w = 0; w < RAP_CALIBRATION_WAYS && !status; w++) {
        status = rap_judge_way(&judge, w, c->way + w);
        c->way[w].passed = c->way[w].offered && rap_sbc_passed(c->way[w].sbc, c->contrasts);
    }
    rap_judge_free(&judge);
    c->taken = least_error(c, true);
    c->admitted = c->taken != RAP_CALIBRATION_WAYS;
    c->taken = c->admitted ? c->taken : least_error(c, false);
    return !status && c->taken == RAP_CALIBRATION_WAYS ? rap_fail(RAP_EINPUT) : status;
}

/* ---- posterior --------------------------------------------------------------------------------- */

/* Rows that have weight, so that weights sum to 1. */
static void keep_rows(rap_calibration *c, const rap_reference *r, const double *weight) {
    double most = 0, sum = 0;
    for (size_t i = 0; i < r->n; i++)
        most = fmax(most, weight[i]);
    for (size_t i = 0; i < r->n; i++)
        if (weight[i] > negligible_weight * most) {
            c->row[c->rows] = i;
            sum += c->weight[c->rows++] = weight[i];
        }
    for (size_t i = 0; i < c->rows; i++)
        c->weight[i] /= sum;
    c->effective = rap_effective(c->weight, c->rows);
}

/* What the prior has of a target, in all rows, and its values in the rows kept. */
static void lay_prior(rap_calibration *c, const rap_reference *r, size_t target, double chance,
                      rap_cloud *cloud, double *x) {
    rap_row_column column = rap_target_column(r, target);
    double *to = c->posterior + target * c->rows;
    for (size_t i = 0; i < r->n; i++)
        x[i] = rap_in_column(&column, i);
    for (size_t i = 0; i < c->rows; i++)
        to[i] = x[c->row[i]];
    rap_told raw = rap_told_of(cloud, x, r->weight, r->n);
    rap_take_chance_out(&raw, chance, rap_effective(r->weight, r->n), x, r->n);
    c->after[target] = c->before[target] = rap_told_of(cloud, x, r->weight, r->n);
}

static int lay_target(rap_calibration *c, rap_at_data *at, size_t target, rap_cloud *cloud,
                      double *x) {
    const rap_reference *r = at->r;
    rap_row_column column = rap_target_column(r, target);
    double chance = r->table->chance ? r->table->chance[target] : 0;
    double *to = c->posterior + target * c->rows;
    lay_prior(c, r, target, chance, cloud, x);
    if (target >= c->contrasts && !c->input[target - c->contrasts].identified)
        return RAP_OK;
    int status = rap_at_data_sample(at, &column, x);
    for (size_t i = 0; i < c->rows && !status; i++)
        to[i] = x[c->row[i]];
    rap_told raw = rap_told_of(cloud, to, c->weight, c->rows);
    c->chance_left[target] = !rap_take_chance_out(&raw, chance, c->effective, to, c->rows);
    c->after[target] = rap_told_of(cloud, to, c->weight, c->rows);
    return status;
}

static void say_of_input(rap_calibration *c, size_t input) {
    const rap_told *before = c->before + c->contrasts + input;
    const rap_told *after = c->after + c->contrasts + input;
    if (!c->input[input].identified)
        return;
    c->input[input].shift = (after->mean - before->mean) / before->sd;
    c->input[input].shrinkage = 1 - after->sd / before->sd;
}

static int lay_posterior(rap_calibration *c, const rap_reference *r, const double *y) {
    rap_at_data at;
    rap_cloud cloud = {.n = 0};
    double *x = rap_allocate(r->n, sizeof *x);
    int status = rap_at_data_init(&at, r, c->taken, y);
    status = status ? status : rap_cloud_init(&cloud, r->n);
    status = x ? status : rap_fail(RAP_ENOMEM);
    if (!status)
        keep_rows(c, r, at.weight);
    for (size_t t = 0; t < c->contrasts + c->inputs && !status; t++)
        status = lay_target(c, &at, t, &cloud, x);
    for (size_t i = 0; i < c->inputs && !status; i++)
        say_of_input(c, i);
    for (size_t i = 0; i < c->rows; i++)
        c->row[i] = r->row[c->row[i]];
    rap_at_data_free(&at);
    rap_cloud_free(&cloud);
    rap_free(x);
    return status;
}

/* ---- all of it --------------------------------------------------------------------------------- */

static double how_typical(const rap_reference *r, rap_regression *shared, const double *y,
                          double *component) {
    if (!shared->r)
        return NAN;
    rap_reference_place(r, y, component);
    return rap_share_farther(shared, component);
}

static int calibrate_from(rap_calibration *c, const rap_reference *r, const double *y,
                          size_t sets) {
    rap_regression shared;
    double *component = rap_allocate(r->components, sizeof *component);
    int status = rap_regression_init(&shared, r, NULL);
    if (status == RAP_EINPUT) { /* too few rows; there may be other ways */
        rap_regression_free(&shared);
        status = RAP_OK;
    }
    status = component ? status : rap_fail(RAP_ENOMEM);
    if (!status)
        c->typical = how_typical(r, &shared, y, component);
    status = status ? status : choose_way(c, r, &shared, y, sets);
    status = status ? status : rap_identify(r, &shared, c->contrasts, c->inputs, c->input);
    status = status ? status : lay_posterior(c, r, y);
    status = status ? status : rap_foretold_make(r, c->taken, y, c->foretold);
    rap_regression_free(&shared);
    rap_free(component);
    return status;
}

int rap_calibrate(const rap_reference_table *table, const double *y,
                  const rap_calibration_options *options, rap_calibration *out) {
    *out = (rap_calibration){.contrasts = options->contrasts, .quantities = table->quantities};
    if (options->contrasts == 0 || options->contrasts > table->targets)
        return rap_fail(RAP_EINPUT);
    for (size_t k = 0; k < table->quantities; k++)
        if (!isfinite(y[k]))
            return rap_fail(RAP_EINPUT);
    out->inputs = table->targets - options->contrasts;
    rap_reference r;
    int status = rap_reference_init(&r, table, RAP_WITHOUT_NONE);
    status = status ? status : take_room_for_results(out, r.n);
    size_t sets = options->sets ? options->sets : RAP_CALIBRATION_SETS;
    status = status ? status : calibrate_from(out, &r, y, sets);
    rap_reference_free(&r);
    return status;
}
