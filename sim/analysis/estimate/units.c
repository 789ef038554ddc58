/* units.c: the estimators of units.h. */
#include "analysis/estimate/units.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static void add_independent(rap_unit_sums *s, double n, double x, double y) {
    s->units++;
    s->n += n;
    s->x += x;
    s->y += y;
    s->nn += n * n;
    s->nx += n * x;
    s->ny += n * y;
    s->xx += x * x;
    s->xy += x * y;
    s->yy += y * y;
}

static void close_sheet(rap_units *u) {
    if (u->n > 0)
        add_independent(&u->sheets, u->n, u->x, u->y);
    u->n = u->x = u->y = 0;
}

void rap_units_add(rap_units *u, int64_t draw, double x, double y) {
    int64_t at = u->sheet > 1 ? draw / u->sheet : draw;
    if (at != u->at)
        close_sheet(u);
    if (u->draws.units == 0) {
        u->first_x = x;
        u->first_y = y;
    }
    x -= u->first_x;
    y -= u->first_y;
    u->at = at;
    u->n++;
    u->x += x;
    u->y += y;
    add_independent(&u->draws, 1, x, y);
}

rap_means rap_units_close(rap_units *u) {
    close_sheet(u);
    const rap_unit_sums *s = u->sheets.units < RAP_FEWEST_SHEETS ? &u->draws : &u->sheets;
    double k = (double)s->units, x = s->x / s->n, y = s->y / s->n;
    double scale = k > 1 ? k / (k - 1) / (s->n * s->n) : (double)NAN;
    double xx = s->xx - 2 * x * s->nx + x * x * s->nn, yy = s->yy - 2 * y * s->ny + y * y * s->nn;
    double xy = s->xy - x * s->ny - y * s->nx + x * y * s->nn;
    return (rap_means){.draws = u->draws.units,
                       .units = s->units,
                       .x = u->first_x + x,
                       .y = u->first_y + y,
                       .xx = scale * (xx < 0 ? 0 : xx),
                       .xy = scale * xy,
                       .yy = scale * (yy < 0 ? 0 : yy)};
}

double rap_student(int64_t units, double questions) {
    return units > 1 ? gsl_cdf_tdist_Pinv(1 - 0.025 / questions, (double)(units - 1)) : (double)NAN;
}

/* ---- bounds ----------------------------------------------------------------------------------- */

static bool are_known(rap_bounds b) {
    return b.high > b.low;
}

rap_bounds rap_bounds_of(const rap_outcome *outcome) {
    double bound = rap_outcome_bound(outcome);
    return isfinite(bound) ? (rap_bounds){0, bound} : (rap_bounds){0, 0};
}

rap_bounds rap_bounds_times(rap_bounds b, double weight) {
    return weight < 0 ? (rap_bounds){weight * b.high, weight * b.low}
                      : (rap_bounds){weight * b.low, weight * b.high};
}

rap_bounds rap_bounds_sum(rap_bounds a, rap_bounds b) {
    return are_known(a) && are_known(b) ? (rap_bounds){a.low + b.low, a.high + b.high}
                                        : (rap_bounds){0, 0};
}

double rap_bounds_hold(rap_bounds b, double x) {
    return !are_known(b) ? x : x < b.low ? b.low : x > b.high ? b.high : x;
}

/* Half of `q`, the squared reach over p (1 - p), is the weight that the interval's middle gives to a half. */
static void level_within(double p, double reach, double *low, double *high) {
    double q = reach * reach / (p * (1 - p));
    double middle = (p + q / 2) / (1 + q), half = sqrt(reach * reach + q * q / 4) / (1 + q);
    *low = fmax(middle - half, 0);
    *high = fmin(middle + half, 1);
}

void rap_interval_within(double mean, double reach, rap_bounds b, double *low, double *high) {
    double width = b.high - b.low, p = (mean - b.low) / width;
    *low = mean - reach;
    *high = mean + reach;
    if (!are_known(b))
        return;
    if (b.low >= 0 && p > 0 && p < 1 && reach > 0) {
        level_within(p, reach / width, low, high);
        *low = b.low + *low * width;
        *high = b.low + *high * width;
    }
    *low = fmax(*low, fmin(b.low, mean));
    *high = fmin(*high, fmax(b.high, mean));
}
