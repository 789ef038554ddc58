/* told.c: see told.h. */
#include "analysis/method/told.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static const double chance_alone = 0.05;

/* 1 - sum of w^2 / (sum of w)^2: what a variance about the sample's own mean is too small by. */
static double share_left(const rap_cloud *c) {
    double squares = 0, all = c->below[c->n];
    for (size_t i = 0; i < c->n; i++)
        squares += pow((c->below[i + 1] - c->below[i]) / all, 2);
    return 1 - squares;
}

rap_told rap_told_of(rap_cloud *room, const double *x, const double *weight, size_t n) {
    rap_cloud_lay(room, x, weight, NULL, n);
    if (room->n == 0)
        return (rap_told){NAN, NAN, NAN, NAN};
    double all = room->below[room->n], squares = 0, left = share_left(room);
    rap_told t = {.mean = room->sum[room->n] / all};
    for (size_t i = 0; i < room->n; i++)
        squares += (room->below[i + 1] - room->below[i]) * pow(room->x[i] - t.mean, 2);
    t.sd = left > 0 ? sqrt(squares / all / left) : NAN;
    t.low = rap_cloud_quantile(room, 0.025);
    t.high = rap_cloud_quantile(room, 0.975);
    return t;
}

bool rap_take_chance_out(const rap_told *told, double chance, double effective, double *x,
                         size_t n) {
    double variance = told->sd * told->sd, freedom = effective - 1;
    if (!(chance > 0))
        return true;
    if (!(freedom > 0) || !(gsl_cdf_chisq_Q(freedom * variance / chance, freedom) < chance_alone))
        return false;
    double by = sqrt(1 - chance / variance);
    for (size_t i = 0; i < n; i++)
        x[i] = told->mean + by * (x[i] - told->mean);
    return true;
}
