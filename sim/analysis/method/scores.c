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

double rap_outlook_mean(const rap_outlook *f) {
    double sum = 0;
    for (size_t i = 0; i < f->n; i++)
        sum += weight_at(f, i) * f->x[i];
    return sum / weight_in_all(f);
}

double rap_outlook_sd(const rap_outlook *f) {
    double mean = rap_outlook_mean(f), sum = 0;
    for (size_t i = 0; i < f->n; i++)
        sum += weight_at(f, i) * pow(f->x[i] - mean, 2);
    return sqrt(sum / weight_in_all(f) + f->error * f->error);
}

/* The share of one value, seen with the error, that lies below z. */
static double share_of_value(double x, double error, double z) {
    if (error > 0)
        return gsl_cdf_ugaussian_P((z - x) / error);
    return x < z ? 1 : x > z ? 0 : 0.5;
}

double rap_outlook_place(const rap_outlook *f, double seen) {
    double sum = 0;
    for (size_t i = 0; i < f->n; i++)
        sum += weight_at(f, i) * share_of_value(f->x[i], f->error, seen);
    return sum / weight_in_all(f);
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
        if (rap_outlook_place(f, middle) < p)
            low = middle;
        else
            high = middle;
    return rap_outlook_place(f, low) < p ? high : low;
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
    return off / all - spread / (all * all);
}

/* The nearest value is taken out of the sum, so that one far away still has a score. */
double rap_log_score(const rap_outlook *f, double seen) {
    double nearest = INFINITY, sum = 0;
    if (!(f->error > 0))
        return (double)NAN;
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
