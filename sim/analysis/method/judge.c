/* judge.c: see judge.h. */
#include "analysis/method/judge.h"
#include "analysis/estimate/sort.h"
#include "base/error.h"
#include "base/memory.h"
#include "stream/stream.h"

#include <math.h>

/* ---- data sets --------------------------------------------------------------------------------- */

/* Rows at equal steps of the weight, from a start by luck. */
static void choose_sets(rap_judge *j) {
    const rap_reference *r = j->r;
    uint64_t key = rap_stream_key(r->table->seed, 0, rap_hash_text("pseudo-data sets"));
    double step = (double)r->n / (double)j->sets, below = r->weight[0];
    double start = step * rap_uniform(key, (rap_event){.subject = 0});
    for (size_t k = 0, row = 0; k < j->sets; k++) {
        while (below < start + (double)k * step && row + 1 < r->n)
            below += r->weight[++row];
        j->set[k] = row;
    }
}

static double truth_of(const rap_judge *j, size_t contrast, size_t set) {
    rap_row_column column = rap_target_column(j->r, contrast);
    return rap_in_column(&column, j->set[set]);
}

/* Scores the prior, which knows nothing of the data. */
static int score_prior(rap_judge *j, size_t contrast) {
    const rap_reference *r = j->r;
    rap_row_column column = rap_target_column(r, contrast);
    for (size_t i = 0; i < r->n; i++)
        j->sample[i] = rap_in_column(&column, i);
    rap_sort_order(j->sample, r->n, j->order + contrast * r->n, j->weight);
    rap_cloud_lay(&j->cloud, j->sample, r->weight, j->order + contrast * r->n, r->n);
    for (size_t k = 0; k < j->sets; k++) {
        double truth = truth_of(j, contrast, k);
        bool varies = j->cloud.apart > 0 && !isnan(truth);
        rap_left_out left = {truth, r->weight[j->set[k]]};
        j->prior[contrast * j->sets + k] = varies ? rap_cloud_crps(&j->cloud, truth, left) : NAN;
    }
    return rap_values_init(j->values + contrast, r, &column);
}

static int measure_sets(rap_judge *j, const double *y) {
    const rap_reference *r = j->r;
    double *component = rap_allocate(r->components, sizeof *component);
    if (!component)
        return rap_fail(RAP_ENOMEM);
    rap_reference_place(r, y, component);
    for (size_t k = 0; k < j->sets; k++)
        j->distance[k] = rap_reference_distance(r, r->component + j->set[k], r->n, component, 1);
    rap_free(component);
    return RAP_OK;
}

/* By what a line through the other rows foretells, data sets are told apart, whatever way is judged. A posterior's mean would
 * not do: the truth is missing in it, and where data tell nothing that is all that parts one set from another. */
static int guess_truths(rap_judge *j) {
    rap_fit fit;
    int status = rap_fit_init(&fit, j->r);
    for (size_t c = 0; c < j->contrasts && !status; c++) {
        rap_row_column column = rap_target_column(j->r, c);
        rap_regression own, *g = rap_regression_for(j->shared, &own, j->r, &column, &status);
        if (g)
            rap_regress(g, &column, false, &fit);
        for (size_t k = 0; k < j->sets; k++)
            j->guess[c * j->sets + k] = g ? fit.forecast[j->set[k]] : NAN;
        rap_regression_free(&own);
        status = status == RAP_EINPUT ? RAP_OK : status;
    }
    rap_fit_free(&fit);
    return status;
}

int rap_judge_init(rap_judge *j, const rap_reference *r, rap_regression *shared, const double *y,
                   size_t contrasts, size_t sets) {
    double effective = floor(rap_effective(r->weight, r->n));
    *j = (rap_judge){.r = r, .shared = shared, .contrasts = contrasts, .sets = sets};
    if ((double)sets > effective)
        j->sets = (size_t)fmax(effective, 1);
    size_t all = contrasts * j->sets;
    j->set = rap_allocate(j->sets, sizeof *j->set);
    j->place = rap_allocate(all, sizeof *j->place);
    j->guess = rap_allocate(all, sizeof *j->guess);
    j->crps = rap_allocate(all, sizeof *j->crps);
    j->prior = rap_allocate(all, sizeof *j->prior);
    j->values = rap_allocate(contrasts, sizeof *j->values);
    j->distance = rap_allocate(j->sets, sizeof *j->distance);
    j->order = rap_allocate(contrasts * r->n, sizeof *j->order);
    j->sample = rap_allocate(r->n, sizeof *j->sample);
    j->weight = rap_allocate(r->n, sizeof *j->weight);
    if (!j->set || !j->place || !j->guess || !j->crps || !j->prior || !j->distance || !j->values ||
        !j->order || !j->sample || !j->weight || rap_cloud_init(&j->cloud, r->n))
        return rap_fail(RAP_ENOMEM);
    choose_sets(j);
    int status = measure_sets(j, y);
    for (size_t c = 0; c < contrasts && !status; c++)
        status = score_prior(j, c);
    return status ? status : guess_truths(j);
}

void rap_judge_free(rap_judge *j) {
    rap_free(j->set);
    rap_free(j->place);
    rap_free(j->guess);
    rap_free(j->crps);
    rap_free(j->prior);
    rap_free(j->distance);
    for (size_t c = 0; c < j->contrasts && j->values; c++)
        rap_values_free(j->values + c);
    rap_free(j->values);
    rap_free(j->order);
    rap_free(j->sample);
    rap_free(j->weight);
    rap_cloud_free(&j->cloud);
    *j = (rap_judge){.r = NULL};
}

/* ---- one way ----------------------------------------------------------------------------------- */

/* Writes down what the sample that is laid says of a truth. */
static void note_truth(rap_judge *j, size_t contrast, size_t set) {
    const rap_left_out none = {0, 0};
    size_t at = contrast * j->sets + set, row = j->set[set];
    double truth = truth_of(j, contrast, set);
    bool told = !isnan(truth) && !isnan(j->prior[at]) && j->cloud.n > 0;
    j->place[at] = told ? rap_cloud_place(&j->cloud, truth, j->r->luck[row], none) : NAN;
    j->crps[at] = told ? rap_cloud_crps(&j->cloud, truth, none) : NAN;
}

/* The posterior of a set: its forecast with the residuals of its like. */
static void judge_like(rap_judge *j, const rap_like *like, size_t contrast, size_t set) {
    const rap_fit *fit = like->fit;
    size_t row = j->set[set], rows[RAP_LIKE_SEEN], n = 0;
    if (!isnan(fit->middle[row]))
        n = rap_like_rows(like, row, rows);
    for (size_t i = 0; i < n; i++) {
        j->sample[i] = rap_like_value(like, fit->middle[row], fit->scale[row], like->x[rows[i]]);
        j->weight[i] = j->r->weight[rows[i]];
    }
    rap_hold_to_values(j->values + contrast, j->sample, n);
    rap_cloud_lay(&j->cloud, j->sample, j->weight, NULL, n);
    note_truth(j, contrast, set);
}

static int judge_contrast(rap_judge *j, rap_calibration_way way, size_t contrast, rap_fit *fit,
                          rap_like *like) {
    int status = RAP_OK;
    rap_row_column column = rap_target_column(j->r, contrast);
    rap_regression own, *g = rap_regression_for(j->shared, &own, j->r, &column, &status);
    if (g)
        rap_regress(g, &column, way == RAP_BY_QUADRATIC, fit);
    for (size_t i = 0; i < j->r->n && !g; i++)
        fit->middle[i] = fit->forecast[i] = NAN;
    rap_like_lay(like, fit, &column);
    for (size_t k = 0; k < j->sets; k++)
        judge_like(j, like, contrast, k);
    rap_regression_free(&own);
    return status == RAP_EINPUT ? RAP_OK : status;
}

static int judge_by_regression(rap_judge *j, rap_calibration_way way) {
    rap_fit fit;
    rap_like like = {.r = NULL};
    int status = rap_fit_init(&fit, j->r);
    status = status ? status : rap_like_init(&like, j->r);
    for (size_t c = 0; c < j->contrasts && !status; c++)
        status = judge_contrast(j, way, c, &fit, &like);
    rap_fit_free(&fit);
    rap_like_free(&like);
    return status;
}

static void data_of_row(const rap_reference *r, size_t row, double *y, double *component) {
    for (size_t k = 0; k < r->table->quantities; k++)
        y[k] = r->pseudo[k * r->n + row];
    for (size_t a = 0; a < r->components; a++)
        component[a] = r->component[a * r->n + row];
}

static int judge_by_nearest(rap_judge *j) {
    const rap_reference *r = j->r;
    rap_near near = {.r = NULL};
    size_t q = r->table->quantities;
    double *y = rap_allocate(2 * q, sizeof *y);
    int status = y ? rap_near_init(&near, r) : rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < j->sets && !status; k++) {
        data_of_row(r, j->set[k], y, y + q);
        rap_near_find(&near, y + q, (long)j->set[k]);
        for (size_t c = 0; c < j->contrasts; c++) {
            rap_row_column column = rap_target_column(r, c);
            rap_near_sample(&near, &column, j->sample);
            rap_hold_to_values(j->values + c, j->sample, near.n);
            rap_cloud_lay(&j->cloud, j->sample, near.weight, NULL, near.n);
            note_truth(j, c, k);
        }
    }
    rap_near_free(&near);
    rap_free(y);
    return status;
}

static int judge_by_weights(rap_judge *j) {
    const rap_reference *r = j->r;
    size_t q = r->table->quantities;
    double *y = rap_allocate(2 * q, sizeof *y);
    int status = y ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < j->sets && !status; k++) {
        data_of_row(r, j->set[k], y, y + q);
        rap_likely(r, y, (long)j->set[k], j->weight);
        for (size_t c = 0; c < j->contrasts; c++) {
            rap_row_column column = rap_target_column(r, c);
            for (size_t i = 0; i < r->n; i++)
                j->sample[i] = rap_in_column(&column, i);
            rap_cloud_lay(&j->cloud, j->sample, j->weight, j->order + c * r->n, r->n);
            note_truth(j, c, k);
        }
    }
    rap_free(y);
    return status;
}

/* Mean over contrasts of the score over that of the prior. */
static double error_of_way(const rap_judge *j) {
    double sum = 0;
    size_t told = 0;
    for (size_t c = 0; c < j->contrasts; c++) {
        double own = 0, prior = 0;
        for (size_t at = c * j->sets; at < (c + 1) * j->sets; at++)
            if (!isnan(j->crps[at])) {
                own += j->crps[at];
                prior += j->prior[at];
            }
        if (prior > 0) {
            sum += own / prior;
            told++;
        }
    }
    return told ? sum / (double)told : NAN;
}

static bool can_be_gone(const rap_judge *j, rap_calibration_way way) {
    if (way == RAP_BY_WEIGHTS)
        return rap_can_be_likely(j->r);
    if (way == RAP_BY_NEAREST)
        return j->r->components > 0;
    return j->shared->r && (way != RAP_BY_QUADRATIC || j->shared->crossed > 0);
}

int rap_judge_way(rap_judge *j, rap_calibration_way way, rap_way_judged *out) {
    out->error = NAN;
    if (!can_be_gone(j, way))
        return RAP_OK;
    int status = way == RAP_BY_WEIGHTS   ? judge_by_weights(j)
                 : way == RAP_BY_NEAREST ? judge_by_nearest(j)
                                         : judge_by_regression(j, way);
    if (status)
        return status == RAP_EINPUT ? RAP_OK : status;
    out->error = error_of_way(j);
    out->offered = !isnan(out->error);
    return rap_sbc_make(j->place, j->guess, j->distance, j->contrasts, j->sets, out->sbc);
}
