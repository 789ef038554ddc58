/* judge.c: see judge.h. */
#include "analysis/method/judge.h"
#include "analysis/method/at_data.h"
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
static void score_prior(rap_judge *j, size_t contrast) {
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
}

static void draw_luck(rap_judge *j) {
    uint64_t luck = rap_hash_text("place among equals");
    for (size_t k = 0; k < j->sets; k++) {
        uint64_t key = rap_stream_key(j->r->table->seed, j->r->row[j->set[k]], luck);
        for (size_t c = 0; c < j->contrasts; c++)
            j->luck[c * j->sets + k] = rap_uniform(key, (rap_event){.subject = c + 1});
    }
}

/* Marks rows of one half as missing; which half a row is in is luck that hangs on its number. */
static void leave_half_out(const rap_reference *r, int half, double *mark) {
    uint64_t key = rap_stream_key(r->table->seed, 0, rap_hash_text("halves"));
    for (size_t i = 0; i < r->n; i++) {
        bool second = rap_uniform(key, (rap_event){.subject = r->row[i]}) < 0.5;
        mark[i] = second == (half == 1) ? NAN : 1;
    }
}

/* What a line through the other half of the rows foretells of truths in this half; the first component of the data where
 * there are too few rows for one. */
static int guess_half(rap_judge *j, int half) {
    const rap_reference *r = j->r;
    rap_regression g = {.r = NULL};
    rap_fit fit = {.z = NULL};
    double *mark = rap_allocate(r->n, sizeof *mark);
    double *at = rap_allocate(r->components + 1, sizeof *at);
    int status = mark && at ? rap_fit_init(&fit, r) : rap_fail(RAP_ENOMEM);
    if (!status)
        leave_half_out(r, half, mark);
    int few = status ? status : rap_regression_init(&g, r, &(rap_row_column){mark, NULL});
    for (size_t c = 0; c < j->contrasts && !status; c++) {
        rap_row_column column = rap_target_column(r, c);
        if (!few)
            rap_regress(&g, &column, false, false, &fit);
        for (size_t k = 0; k < j->sets; k++) {
            double scale, *to = &j->guess[c * j->sets + k];
            if (!isnan(mark[j->set[k]]))
                continue;
            for (size_t a = 0; a < r->components; a++)
                at[a] = r->component[a * r->n + j->set[k]];
            *to = r->components ? at[0] : 0;
            if (!few)
                rap_foretell(&g, &fit, at, to, &scale);
        }
    }
    rap_regression_free(&g);
    rap_fit_free(&fit);
    rap_free(mark);
    rap_free(at);
    return status ? status : few == RAP_ENOMEM ? few : RAP_OK;
}

int rap_judge_init(rap_judge *j, const rap_reference *r, size_t contrasts, size_t sets) {
    double effective = floor(rap_effective(r->weight, r->n));
    *j = (rap_judge){.r = r, .contrasts = contrasts, .sets = sets};
    if ((double)sets > effective)
        j->sets = (size_t)fmax(effective, 1);
    size_t all = contrasts * j->sets;
    j->set = rap_allocate(j->sets, sizeof *j->set);
    j->place = rap_allocate(all, sizeof *j->place);
    j->guess = rap_allocate(all, sizeof *j->guess);
    j->crps = rap_allocate(all, sizeof *j->crps);
    j->prior = rap_allocate(all, sizeof *j->prior);
    j->luck = rap_allocate(all, sizeof *j->luck);
    j->order = rap_allocate(contrasts * r->n, sizeof *j->order);
    j->sample = rap_allocate(r->n, sizeof *j->sample);
    j->weight = rap_allocate(r->n, sizeof *j->weight);
    if (!j->set || !j->place || !j->guess || !j->crps || !j->prior || !j->luck || !j->order ||
        !j->sample || !j->weight || rap_cloud_init(&j->cloud, r->n))
        return rap_fail(RAP_ENOMEM);
    choose_sets(j);
    draw_luck(j);
    for (size_t c = 0; c < contrasts; c++)
        score_prior(j, c);
    int status = RAP_OK;
    for (int half = 0; half < 2 && !status; half++)
        status = guess_half(j, half);
    return status;
}

void rap_judge_free(rap_judge *j) {
    rap_free(j->set);
    rap_free(j->place);
    rap_free(j->guess);
    rap_free(j->crps);
    rap_free(j->prior);
    rap_free(j->luck);
    rap_free(j->order);
    rap_free(j->sample);
    rap_free(j->weight);
    rap_cloud_free(&j->cloud);
    *j = (rap_judge){.r = NULL};
}

/* ---- one way ----------------------------------------------------------------------------------- */

/* Writes down what the sample that is laid, times `scale` and moved by `middle`, says of a truth. */
static void note_truth(rap_judge *j, size_t contrast, size_t set, double middle, double scale,
                       rap_left_out left) {
    size_t at = contrast * j->sets + set;
    double truth = left.weight > 0 ? left.x : (truth_of(j, contrast, set) - middle) / scale;
    bool told = !isnan(truth) && !isnan(j->prior[at]);
    j->place[at] = told ? rap_cloud_place(&j->cloud, truth, j->luck[at], left) : NAN;
    j->crps[at] = told ? scale * rap_cloud_crps(&j->cloud, truth, left) : NAN;
}

static int judge_by_regression(rap_judge *j, rap_calibration_way way, rap_regression *shared) {
    rap_fit fit;
    int status = rap_fit_init(&fit, j->r);
    for (size_t c = 0; c < j->contrasts && !status; c++) {
        rap_row_column column = rap_target_column(j->r, c);
        rap_regression own, *g = rap_regression_for(shared, &own, j->r, &column, &status);
        if (g)
            rap_regress(g, &column, rap_way_is_quadratic(way), rap_way_has_spread(way), &fit);
        for (size_t i = 0; i < j->r->n && !g; i++)
            fit.z[i] = fit.middle[i] = fit.scale[i] = NAN;
        rap_cloud_lay(&j->cloud, fit.z, j->r->weight, NULL, j->r->n);
        for (size_t k = 0; k < j->sets; k++) {
            size_t row = j->set[k];
            rap_left_out left = {fit.z[row], j->r->weight[row]};
            note_truth(j, c, k, fit.middle[row], fit.scale[row], left);
        }
        rap_regression_free(&own);
        status = status == RAP_EINPUT ? RAP_OK : status;
    }
    rap_fit_free(&fit);
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
            rap_cloud_lay(&j->cloud, j->sample, near.weight, NULL, near.n);
            note_truth(j, c, k, 0, 1, (rap_left_out){0, 0});
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
            note_truth(j, c, k, 0, 1, (rap_left_out){0, 0});
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

static bool can_be_gone(const rap_judge *j, rap_calibration_way way, const rap_regression *shared) {
    if (way == RAP_BY_WEIGHTS)
        return rap_can_be_likely(j->r);
    if (way == RAP_BY_NEAREST)
        return j->r->components > 0;
    return shared->r && (!rap_way_is_quadratic(way) || shared->crossed > 0);
}

int rap_judge_way(rap_judge *j, rap_calibration_way way, rap_regression *shared,
                  rap_way_judged *out) {
    out->error = NAN;
    if (!can_be_gone(j, way, shared))
        return RAP_OK;
    int status = way == RAP_BY_WEIGHTS   ? judge_by_weights(j)
                 : way == RAP_BY_NEAREST ? judge_by_nearest(j)
                                         : judge_by_regression(j, way, shared);
    if (status)
        return status == RAP_EINPUT ? RAP_OK : status;
    out->error = error_of_way(j);
    out->offered = !isnan(out->error);
    return rap_sbc_make(j->place, j->guess, j->contrasts, j->sets, out->sbc);
}
