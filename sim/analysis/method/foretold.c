/* foretold.c: see foretold.h. */
#include "analysis/method/foretold.h"
#include "base/error.h"
#include "base/memory.h"

/* What of it would be measured beyond a bound is measured as that bound. */
static void hold_to_bounds(const rap_reference *r, size_t k, const double *pseudo, double *sample) {
    for (size_t i = 0; i < r->n; i++)
        sample[i] = r->table->bounds ? rap_bounds_hold(r->table->bounds[k], pseudo[i]) : pseudo[i];
}

static void foretell_by_prior(const rap_reference *r, size_t k, double y, rap_cloud *cloud,
                              double *sample, rap_foretold *out) {
    hold_to_bounds(r, k, r->pseudo + k * r->n, sample);
    out->prior = rap_told_of(cloud, sample, r->weight, r->n);
    out->prior_place = rap_cloud_place(cloud, y, 0.5, (rap_left_out){0, 0});
    out->prior_z = (y - out->prior.mean) / out->prior.sd;
    out->others = out->prior;
    out->others_place = out->prior_place;
    out->others_z = out->prior_z;
}

static int foretell_by_others(const rap_reference *r, size_t k, rap_calibration_way way,
                              const double *y, rap_cloud *cloud, double *sample,
                              rap_foretold *out) {
    rap_reference without;
    rap_at_data at = {.r = NULL};
    rap_row_column pseudo = rap_pseudo_column(r, k);
    int status = rap_reference_init(&without, r->table, (long)k);
    status = status ? status : rap_at_data_init(&at, &without, way, y);
    status = status ? status : rap_at_data_sample(&at, &pseudo, sample);
    if (!status) {
        hold_to_bounds(r, k, sample, sample);
        out->others = rap_told_of(cloud, sample, at.weight, r->n);
        out->others_place = rap_cloud_place(cloud, y[k], 0.5, (rap_left_out){0, 0});
        out->others_z = (y[k] - out->others.mean) / out->others.sd;
    }
    rap_at_data_free(&at);
    rap_reference_free(&without);
    return status == RAP_EINPUT ? RAP_OK : status;
}

int rap_foretold_make(const rap_reference *r, rap_calibration_way way, const double *y,
                      rap_foretold *out) {
    rap_cloud cloud;
    double *sample = rap_allocate(r->n, sizeof *sample);
    int status = rap_cloud_init(&cloud, r->n);
    status = sample ? status : rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < r->table->quantities && !status; k++) {
        foretell_by_prior(r, k, y[k], &cloud, sample, out + k);
        status = foretell_by_others(r, k, way, y, &cloud, sample, out + k);
    }
    rap_cloud_free(&cloud);
    rap_free(sample);
    return status;
}
