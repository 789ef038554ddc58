/* scores.c: scores of a mixture of normals that share one standard deviation. */
#include "analysis/method/scores.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <math.h>

static double weight_at(const rap_outlook *f, size_t i) {
    return f->weight ? f->weight[i] : 1;
}

static double weight_in_all(const rap_outlook *f) {
    double sum = 0;
    for (size_t i = 0; i < f->n; i++)
        sum += weight_at(f, i);
    return sum;
}

static bool has_bounds(const rap_outlook *f) {
    return f->within.low < f->within.high;
}

/* ---- mean and spread --------------------------------------------------------------------------- */

typedef struct {
    double mean, square;
} moments;

/* E X and E X^2 of X = x + error Z, held to low and high: both ends as they are, between them a truncated normal. */
static moments held_moments(double x, double error, double low, double high) {
    double a = (low - x) / error, b = (high - x) / error;
    double below = gsl_cdf_ugaussian_P(a), above = gsl_cdf_ugaussian_Q(b);
    double between = 1 - below - above;
    double at_low = error * gsl_ran_ugaussian_pdf(a), at_high = error * gsl_ran_ugaussian_pdf(b);
    return (moments){low * below + high * above + x * between + at_low - at_high,
                     low * low * below + high * high * above + (x * x + error * error) * between +
                         (x + low) * at_low - (x + high) * at_high};
}

/* Of one value as it is seen, about a number. */
static moments moments_about(const rap_outlook *f, double x, double about) {
    if (has_bounds(f) && f->error > 0)
        return held_moments(x - about, f->error, f->within.low - about, f->within.high - about);
    return (moments){x - about, pow(x - about, 2) + f->error * f->error};
}

double rap_outlook_mean(const rap_outlook *f) {
    double sum = 0;
    for (size_t i = 0; i < f->n; i++)
        sum += weight_at(f, i) * moments_about(f, f->x[i], 0).mean;
    return sum / weight_in_all(f);
}

double rap_outlook_sd(const rap_outlook *f) {
    double mean = rap_outlook_mean(f), sum = 0;
    for (size_t i = 0; i < f->n; i++)
        sum += weight_at(f, i) * moments_about(f, f->x[i], mean).square;
    return sqrt(sum / weight_in_all(f));
}

/* ---- place ------------------------------------------------------------------------------------- */

/* The share of one value, seen with the error, that lies below z. */
static double share_of_value(double x, double error, double z) {
    if (error > 0)
        return gsl_cdf_ugaussian_P((z - x) / error);
    return x < z ? 1 : x > z ? 0 : 0.5;
}

/* As if there were no bounds. */
static double unbounded_place(const rap_outlook *f, double z) {
    double sum = 0;
    for (size_t i = 0; i < f->n; i++)
        sum += weight_at(f, i) * share_of_value(f->x[i], f->error, z);
    return sum / weight_in_all(f);
}

double rap_outlook_place(const rap_outlook *f, double seen) {
    double below = unbounded_place(f, seen);
    if (!has_bounds(f) || !(f->error > 0))
        return below;
    return seen <= f->within.low ? below / 2 : seen >= f->within.high ? (1 + below) / 2 : below;
}

/* Halves the stretch in which it lies until doubles end. */
double rap_outlook_quantile(const rap_outlook *f, double p) {
    enum { FAR = 40 }; /* errors beyond which nothing lies */
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < f->n; i++)
        if (weight_at(f, i) > 0) {
            low = fmin(low, f->x[i] - FAR * f->error);
            high = fmax(high, f->x[i] + FAR * f->error);
        }
    for (double middle; low < (middle = low + (high - low) / 2) && middle < high;)
        if (unbounded_place(f, middle) < p)
            low = middle;
        else
            high = middle;
    return rap_bounds_hold(f->within, unbounded_place(f, low) < p ? high : low);
}

/* ---- scores ------------------------------------------------------------------------------------ */

/* The integral of the squared share that a forecast without bounds has beyond `bound` (side -1: below; 1: above), by Simpson's
 * rule. As all x lie within, nothing is left nine errors away. */
static double beyond(const rap_outlook *f, double bound, int side) {
    enum { ERRORS = 9, STEPS = 16 * ERRORS };
    double step = ERRORS * f->error / STEPS, sum = 0;
    for (int k = 0; k <= STEPS && step > 0; k++) {
        double share = unbounded_place(f, bound + side * k * step);
        share = side > 0 ? 1 - share : share;
        sum += (k == 0 || k == STEPS ? 1 : k % 2 ? 4 : 2) * share * share;
    }
    return sum * step / 3;
}

/* E|Z| of a normal Z. */
static double mean_distance(double mean, double sd) {
    if (!(sd > 0))
        return fabs(mean);
    double z = mean / sd;
    return 2 * sd * gsl_ran_ugaussian_pdf(z) + mean * (2 * gsl_cdf_ugaussian_P(z) - 1);
}

double rap_crps(const rap_outlook *f, double seen) {
    double all = weight_in_all(f), off = 0, spread = 0, both = sqrt(2) * f->error;
    for (size_t i = 0; i < f->n; i++) {
        double to_others = 0, own = weight_at(f, i);
        if (!(own > 0))
            continue;
        off += own * mean_distance(f->x[i] - seen, f->error);
        for (size_t k = 0; k < i; k++)
            to_others += weight_at(f, k) * mean_distance(f->x[i] - f->x[k], both);
        spread += own * (to_others + own * mean_distance(0, both) / 2);
    }
    double score = off / all - spread / (all * all);
    return has_bounds(f) ? score - beyond(f, f->within.low, -1) - beyond(f, f->within.high, 1)
                         : score;
}

/* The nearest value is taken out of the sum, so that one far away still has a score. */
double rap_log_score(const rap_outlook *f, double seen) {
    double nearest = INFINITY, sum = 0;
    if (!(f->error > 0))
        return (double)NAN;
    if (has_bounds(f) && seen <= f->within.low)
        return -log(unbounded_place(f, seen));
    if (has_bounds(f) && seen >= f->within.high)
        return -log(1 - unbounded_place(f, seen));
    for (size_t i = 0; i < f->n; i++)
        if (weight_at(f, i) > 0)
            nearest = fmin(nearest, pow((seen - f->x[i]) / f->error, 2) / 2);
    for (size_t i = 0; i < f->n; i++)
        sum += weight_at(f, i) * exp(nearest - pow((seen - f->x[i]) / f->error, 2) / 2);
    return nearest - log(sum / weight_in_all(f)) + log(f->error) + log(2 * M_PI) / 2;
}

double rap_interval_score(double low, double high, double alpha, double seen) {
    double outside = fmax(0, fmax(low - seen, seen - high));
    return high - low + 2 / alpha * outside;
}

double rap_skill(double loss, double reference) {
    return reference > 0 ? 1 - loss / reference : (double)NAN;
}

rap_scores rap_outlook_score(const rap_outlook *f, double seen) {
    static const double alpha = 0.05;
    rap_scores s = {.mean = rap_outlook_mean(f),
                    .sd = rap_outlook_sd(f),
                    .low = rap_outlook_quantile(f, alpha / 2),
                    .high = rap_outlook_quantile(f, 1 - alpha / 2),
                    .place = rap_outlook_place(f, seen),
                    .crps = rap_crps(f, seen),
                    .log = rap_log_score(f, seen)};
    s.interval = rap_interval_score(s.low, s.high, alpha, seen);
    s.inside = s.low <= seen && seen <= s.high;
    return s;
}

rap_outlook rap_no_change(const double *value, double sd_then, double sd_now) {
    return (rap_outlook){.x = value, .n = 1, .error = hypot(sd_then, sd_now)};
}
