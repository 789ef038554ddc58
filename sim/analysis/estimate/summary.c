/* summary.c: the estimators of tables.h.
 *
 * Mean and interval come from draw means, each with the same weight. With n_d runs present in draw d, var(m_d) estimates sigma_parameters^2 + sigma_chance^2
 * mean(1 / n_d), which gives sd_parameters without bias in its square for unequal n_d too (analysis
 * of unweighted means; Searle, Casella & McCulloch 1992, Variance Components).
 *
 * Coverage of the 95 % interval: tests/test_coverage.c for independent draws, tests/test_units.c for
 * draws in sheets, tests/long/intervals.sh for a study. */
#include "analysis/estimate/summary.h"
#include "analysis/estimate/set_errors.h"
#include "analysis/estimate/sort.h"
#include "base/error.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* A normal distribution has 2.5 % beyond Z95, and the density there. */
static const double Z95 = 1.959963984540054, DENSITY95 = 0.05844506980503538;
static const double ROUNDING = 1e-12; /* of a mean */

int rap_workspace_init(rap_workspace *w, int64_t items) {
    size_t n = (size_t)items;
    *w = (rap_workspace){.means = rap_allocate(n, sizeof *w->means),
                         .inverse = rap_allocate(n, sizeof *w->inverse),
                         .draw = rap_allocate(n, sizeof *w->draw),
                         .sorted = rap_allocate(n, sizeof *w->sorted)};
    if (w->means && w->inverse && w->draw && w->sorted)
        return RAP_OK;
    rap_workspace_free(w);
    return rap_fail(RAP_ENOMEM);
}

void rap_workspace_free(rap_workspace *w) {
    rap_free(w->means);
    rap_free(w->inverse);
    rap_free(w->draw);
    rap_free(w->sorted);
    *w = (rap_workspace){0};
}

double rap_mean(const double *x, int64_t n) {
    double sum = 0;
    for (int64_t k = 0; k < n; k++)
        sum += x[k] - x[0];
    return n > 0 ? x[0] + sum / (double)n : NAN;
}

double rap_variance(const double *x, int64_t n) {
    double mean = rap_mean(x, n), squares = 0;
    for (int64_t k = 0; k < n; k++)
        squares += (x[k] - mean) * (x[k] - mean);
    return n > 1 ? squares / (double)(n - 1) : NAN;
}

/* Written so that equal neighbours give exactly their value. */
double rap_quantile_sorted(const double *x, int64_t n, double q) {
    if (n <= 0)
        return (double)NAN;
    double place = q * (double)(n - 1), part = place - floor(place);
    int64_t below = (int64_t)place;
    return part > 0 ? x[below] + part * (x[below + 1] - x[below]) : x[below];
}

void rap_wilson(int64_t k, int64_t n, double *low, double *high) {
    const double z = 1.959963984540054;
    if (n == 0) {
        *low = 0;
        *high = 1;
        return;
    }
    double p = (double)k / (double)n, m = (double)n;
    double middle = (p + z * z / (2 * m)) / (1 + z * z / m);
    double half = z / (1 + z * z / m) * sqrt(p * (1 - p) / m + z * z / (4 * m * m));
    *low = k == 0 ? 0 : middle - half;
    *high = k == n ? 1 : middle + half;
}

rap_share rap_share_of(int64_t k, int64_t n) {
    rap_share s = {k, n, (double)NAN, (double)NAN, (double)NAN};
    if (n > 0) {
        s.share = (double)k / (double)n;
        rap_wilson(k, n, &s.low, &s.high);
    }
    return s;
}

/* Gathers the values of one draw that are present into `to`; returns how many. */
static int64_t present(const rap_sample *s, int64_t draw, double *to) {
    int64_t first = draw * s->runs, end = first + s->runs < s->items ? first + s->runs : s->items;
    int64_t n = 0;
    for (int64_t i = first; i < end; i++)
        if (!isnan(s->x[i]))
            to[n++] = s->x[i];
    return n;
}

void rap_draw_means(const rap_sample *sample, rap_workspace *w) {
    double squares = 0;
    int64_t freedom = 0;
    w->draws = 0;
    for (int64_t d = 0; d * sample->runs < sample->items; d++) {
        int64_t n = present(sample, d, w->sorted);
        if (n == 0)
            continue;
        w->means[w->draws] = rap_mean(w->sorted, n);
        w->draw[w->draws] = d;
        w->inverse[w->draws++] = 1 / (double)n;
        freedom += n - 1;
        if (n > 1)
            squares += rap_variance(w->sorted, n) * (double)(n - 1);
    }
    w->freedom = (double)freedom;
    w->within = freedom > 0 ? squares / (double)freedom : NAN;
}

double rap_within(const rap_sample *sample, const double *mask) {
    double squares = 0;
    int64_t freedom = 0;
    for (int64_t first = 0; first < sample->items; first += sample->runs) {
        int64_t n = 0;
        double mean = 0; /* running mean (Welford 1962, doi:10.1080/00401706.1962.10490022) */
        for (int64_t i = first; i < first + sample->runs && i < sample->items; i++) {
            if (isnan(sample->x[i]) || isnan(mask[i]))
                continue;
            double off = sample->x[i] - mean;
            mean += off / (double)++n;
            squares += off * (sample->x[i] - mean);
        }
        freedom += n > 0 ? n - 1 : 0;
    }
    return freedom > 0 ? squares / (double)freedom : (double)NAN;
}

static double student(rap_workspace *w, int64_t units) {
    if (w->units != units) {
        w->student = rap_student(units, 1);
        w->units = units;
    }
    return w->student;
}

/* From draw means, or from the runs of a single draw. */
static void interval(rap_summary *s, const rap_sample *sample, rap_workspace *w) {
    rap_units u = {.sheet = sample->sheet};
    for (int64_t k = 0; k < w->draws; k++)
        rap_units_add(&u, w->draw[k], w->means[k], 0);
    rap_means m = rap_units_close(&u);
    s->units = w->draws == 1 ? s->runs : m.units;
    s->error = sqrt(w->draws == 1 ? w->within / (double)s->runs : m.xx);
    if (s->units > 1)
        rap_interval_within(s->mean, student(w, s->units) * s->error, sample->bounds, &s->ci_low,
                            &s->ci_high);
}

void rap_means_by_draw(const rap_workspace *w, double *means, int64_t draws) {
    for (int64_t d = 0; d < draws; d++)
        means[d] = (double)NAN;
    for (int64_t k = 0; k < w->draws; k++)
        if (w->draw[k] < draws)
            means[w->draw[k]] = w->means[k];
}

static double chance_in_means(const rap_workspace *w) {
    return w->within * rap_mean(w->inverse, w->draws);
}

double rap_reliability(const rap_workspace *w) {
    double variance = rap_variance(w->means, w->draws), chance = chance_in_means(w);
    if (isnan(variance - chance))
        return (double)NAN;
    return variance > 0 ? fmax(0, 1 - chance / variance) : 0;
}

double rap_shrinkage(const rap_workspace *w) {
    return sqrt(rap_reliability(w));
}

double rap_reach(const rap_summary *s, double questions) {
    return s->units > 1 ? rap_student(s->units, questions) * s->error : INFINITY;
}

double rap_p_value(const rap_summary *s, double distance) {
    if (s->units < 2 || isnan(s->error))
        return 1;
    return s->error > 0 ? 2 * gsl_cdf_tdist_Q(distance / s->error, (double)(s->units - 1)) : 0;
}

/* Whether draw means of this variance differ by more than chance makes them differ. Without chance, rounding apart, all
 * that differs does. */
static bool spread_is_told(const rap_summary *s, const rap_workspace *w, double variance,
                           double chance) {
    double rounding = ROUNDING * s->mean;
    if (chance <= rounding * rounding)
        return true;
    return gsl_cdf_fdist_Q(variance / chance, (double)(w->draws - 1), w->freedom) < 0.05;
}

/* Where an end of the range may lie, inside what is possible; `error`: standard error of an end of a normal distribution. */
static void end_interval(const rap_summary *s, rap_bounds bounds, double end, double error,
                         double *interval) {
    double far = fabs(end - s->mean), farther = far / (Z95 * s->sd_parameters);
    interval[0] = interval[1] = end;
    if (!(far > 0))
        return;
    double times = exp(Z95 * error * (farther > 1 ? farther * farther : farther) / far);
    double outer = s->mean + (end - s->mean) * times, inner = s->mean + (end - s->mean) / times;
    bool bounded = bounds.low < bounds.high;
    interval[0] = fmax(fmin(outer, inner), bounded ? fmin(bounds.low, end) : -INFINITY);
    interval[1] = fmin(fmax(outer, inner), bounded ? fmax(bounds.high, end) : INFINITY);
}

/* Range: quantiles of the draw means in `w`, drawn in towards their mean. */
static void lay_range(rap_summary *s, rap_bounds bounds, rap_workspace *w, double chance) {
    double mean = rap_mean(w->means, w->draws), shrink = rap_shrinkage(w), error = 0;
    for (int64_t d = 0; d < w->draws; d++)
        w->sorted[d] = w->means[d];
    rap_sort(w->sorted, w->draws);
    s->plausible_low = mean + shrink * (rap_quantile_sorted(w->sorted, w->draws, 0.025) - mean);
    s->plausible_high = mean + shrink * (rap_quantile_sorted(w->sorted, w->draws, 0.975) - mean);
    if (s->sd_parameters > 0) {
        rap_set_errors e;
        rap_set_errors_init(&e, s->sd_parameters * s->sd_parameters, chance, w->freedom, w->draws,
                            0);
        error = s->sd_parameters * sqrt(rap_set_errors_at(&e, Z95)) / DENSITY95;
    }
    end_interval(s, bounds, s->plausible_low, error, s->low_end);
    end_interval(s, bounds, s->plausible_high, error, s->high_end);
}

/* Spread of draw means beyond what chance gives them. */
static void spread(rap_summary *s, rap_bounds bounds, rap_workspace *w) {
    double variance = rap_variance(w->means, w->draws);
    double chance = chance_in_means(w);
    if (isnan(variance - chance))
        return;
    s->sd_parameters = sqrt(fmax(0, variance - chance));
    if (spread_is_told(s, w, variance, chance))
        lay_range(s, bounds, w, chance);
}

static void quantiles_of_runs(rap_summary *s, const rap_sample *sample, rap_workspace *w) {
    int64_t n = 0;
    for (int64_t i = 0; i < sample->items; i++)
        if (!isnan(sample->x[i]))
            w->sorted[n++] = sample->x[i];
    rap_sort(w->sorted, n);
    s->p05 = rap_quantile_sorted(w->sorted, n, 0.05);
    s->p50 = rap_quantile_sorted(w->sorted, n, 0.50);
    s->p95 = rap_quantile_sorted(w->sorted, n, 0.95);
}

rap_summary rap_summary_unknown(void) {
    return (rap_summary){.mean = NAN,
                         .ci_low = NAN,
                         .ci_high = NAN,
                         .sd_chance = NAN,
                         .sd_parameters = NAN,
                         .plausible_low = NAN,
                         .plausible_high = NAN,
                         .low_end = {NAN, NAN},
                         .high_end = {NAN, NAN},
                         .p05 = NAN,
                         .p50 = NAN,
                         .p95 = NAN,
                         .error = NAN};
}

rap_summary rap_summarise(const rap_sample *sample, rap_workspace *w, bool quantiles) {
    rap_summary s = rap_summary_unknown();
    rap_draw_means(sample, w);
    for (int64_t i = 0; i < sample->items; i++)
        s.missing += isnan(sample->x[i]) != 0;
    s.runs = sample->items - s.missing;
    s.draws = w->draws;
    s.mean = rap_mean(w->means, w->draws);
    s.sd_chance = sqrt(w->within);
    interval(&s, sample, w);
    if (w->draws > 1)
        spread(&s, sample->bounds, w);
    if (quantiles)
        quantiles_of_runs(&s, sample, w);
    return s;
}
