/* at_data.c: see at_data.h. */
#include "analysis/method/at_data.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

bool rap_way_is_regression(rap_calibration_way way) {
    return way >= RAP_BY_LINEAR;
}

bool rap_way_is_quadratic(rap_calibration_way way) {
    return way == RAP_BY_QUADRATIC || way == RAP_BY_QUADRATIC_SPREAD;
}

bool rap_way_has_spread(rap_calibration_way way) {
    return way == RAP_BY_LINEAR_SPREAD || way == RAP_BY_QUADRATIC_SPREAD;
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
        if (!status && rap_way_is_quadratic(d->way) && d->shared.crossed == 0)
            status = rap_fail(RAP_EINPUT);
        return status ? status : rap_fit_init(&d->fit, r);
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
        rap_regress(g, target, rap_way_is_quadratic(d->way), rap_way_has_spread(d->way), &d->fit);
        rap_foretell(g, &d->fit, d->component, &middle, &scale);
        for (size_t i = 0; i < d->r->n; i++)
            x[i] = middle + scale * d->fit.z[i];
    }
    rap_regression_free(&own);
    return status == RAP_EINPUT ? RAP_OK : status;
}

int rap_at_data_sample(rap_at_data *d, const rap_row_column *target, double *x) {
    if (rap_way_is_regression(d->way))
        return sample_by_regression(d, target, x);
    for (size_t i = 0; i < d->r->n; i++)
        x[i] = d->way == RAP_BY_WEIGHTS ? rap_in_column(target, i) : NAN;
    if (d->way == RAP_BY_NEAREST) {
        rap_near_sample(&d->near, target, d->sample);
        for (size_t i = 0; i < d->near.n; i++)
            x[d->near.row[i]] = d->sample[i];
    }
    return RAP_OK;
}
