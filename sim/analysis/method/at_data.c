/* at_data.c: see at_data.h. */
#include "analysis/method/at_data.h"
#include "base/text.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

const char *rap_calibration_way_name(rap_calibration_way way) {
    static const char *const names[RAP_CALIBRATION_WAYS] = {
        RAP_MESSAGE("weighted draws"), RAP_MESSAGE("nearest rows"),
        RAP_MESSAGE("linear regression"), RAP_MESSAGE("quadratic regression")};
    return names[way];
}

bool rap_way_is_regression(rap_calibration_way way) {
    return way >= RAP_BY_LINEAR;
}

static bool misses_no_row(const rap_reference *r, const rap_row_column *target) {
    for (size_t i = 0; i < r->n; i++)
        if (isnan(rap_in_column(target, i)))
            return false;
    return true;
}

rap_regression *rap_regression_for(rap_regression *shared, rap_regression *own,
                                   const rap_reference *r, const rap_row_column *target,
                                   int *status) {
    *own = (rap_regression){.r = r};
    if (shared->r && misses_no_row(r, target))
        return shared;
    *status = rap_regression_init(own, r, target);
    return *status ? NULL : own;
}

static int start_way(rap_at_data *d, const double *y) {
    const rap_reference *r = d->r;
    memcpy(d->weight, r->weight, r->n * sizeof *d->weight);
    if (rap_way_is_regression(d->way)) {
        int status = rap_regression_init(&d->shared, r, NULL);
        if (!status && d->way == RAP_BY_QUADRATIC && d->shared.crossed == 0)
            status = rap_fail(RAP_EINPUT);
        status = status ? status : rap_fit_init(&d->fit, r);
        return status ? status : rap_like_init(&d->like, r);
    }
    if (d->way == RAP_BY_WEIGHTS) {
        if (!rap_can_be_likely(r))
            return rap_fail(RAP_EINPUT);
        rap_likely(r, y, RAP_WITHOUT_NONE, d->weight);
        return RAP_OK;
    }
    int status = rap_near_init(&d->near, r);
    if (status)
        return status;
    rap_near_find(&d->near, d->component, RAP_WITHOUT_NONE);
    memset(d->weight, 0, r->n * sizeof *d->weight);
    for (size_t i = 0; i < d->near.n; i++)
        d->weight[d->near.row[i]] = d->near.weight[i];
    return RAP_OK;
}

int rap_at_data_init(rap_at_data *d, const rap_reference *r, rap_calibration_way way,
                     const double *y) {
    *d = (rap_at_data){.r = r, .way = way};
    d->component = rap_allocate(r->components, sizeof *d->component);
    d->weight = rap_allocate(r->n, sizeof *d->weight);
    d->sample = rap_allocate(r->n, sizeof *d->sample);
    if (!d->component || !d->weight || !d->sample)
        return rap_fail(RAP_ENOMEM);
    if (r->components == 0)
        return rap_fail(RAP_EINPUT);
    rap_reference_place(r, y, d->component);
    return start_way(d, y);
}

void rap_at_data_free(rap_at_data *d) {
    rap_free(d->component);
    rap_free(d->weight);
    rap_free(d->sample);
    rap_regression_free(&d->shared);
    rap_near_free(&d->near);
    rap_fit_free(&d->fit);
    rap_like_free(&d->like);
    *d = (rap_at_data){.r = NULL};
}

static int sample_by_regression(rap_at_data *d, const rap_row_column *target, double *x) {
    rap_regression own, *g;
    int status = RAP_OK;
    g = rap_regression_for(&d->shared, &own, d->r, target, &status);
    for (size_t i = 0; i < d->r->n; i++)
        x[i] = NAN;
    if (g) {
        double middle, scale;
        rap_regress(g, target, d->way == RAP_BY_QUADRATIC, &d->fit);
        rap_foretell(g, &d->fit, d->component, &middle, &scale);
        rap_like_lay(&d->like, &d->fit, target);
        rap_like_sample(&d->like, middle, scale, x);
    }
    rap_regression_free(&own);
    return status == RAP_EINPUT ? RAP_OK : status;
}

static void sample_near(rap_at_data *d, const rap_row_column *target, double *x) {
    for (size_t i = 0; i < d->r->n; i++)
        x[i] = d->way == RAP_BY_WEIGHTS ? rap_in_column(target, i) : NAN;
    if (d->way == RAP_BY_NEAREST) {
        rap_near_sample(&d->near, target, d->sample);
        for (size_t i = 0; i < d->near.n; i++)
            x[d->near.row[i]] = d->sample[i];
    }
}

int rap_at_data_sample(rap_at_data *d, const rap_row_column *target, double *x) {
    rap_values values;
    int status = rap_values_init(&values, d->r, target);
    if (!status && rap_way_is_regression(d->way))
        status = sample_by_regression(d, target, x);
    else if (!status)
        sample_near(d, target, x);
    if (!status)
        rap_hold_to_values(&values, x, d->r->n);
    rap_values_free(&values);
    return status;
}
