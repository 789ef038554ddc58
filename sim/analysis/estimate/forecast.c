/* forecast.c: the units that a half-width needs. */
#include "analysis/estimate/forecast.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>

/* Whether k units are enough where a single one has the standard deviation `ratio` times the half-width asked. */
static bool are_enough(double k, double ratio) {
    return gsl_cdf_tdist_Pinv(0.975, k - 1) * ratio <= sqrt(k);
}

/* The least whole k >= 2 that is enough: t falls and the root rises, so all beyond it are. Where k is beyond 10^8, t is
 * that of a normal distribution to 8 digits. */
static double least_enough(double ratio) {
    double low = 1, high = 2; /* too few, and where to look next */
    if (ratio > 1e4)
        return ceil(pow(gsl_cdf_ugaussian_Pinv(0.975) * ratio, 2));
    for (; !are_enough(high, ratio); high *= 2)
        low = high;
    while (high - low > 1) {
        double middle = floor((low + high) / 2);
        if (are_enough(middle, ratio))
            high = middle;
        else
            low = middle;
    }
    return high;
}

rap_forecast rap_forecast_units(double error, int64_t units, double half_width) {
    double u = (double)units, freedom = u - 1, ratio = error * sqrt(u) / half_width;
    if (units < 2 || isnan(ratio))
        return (rap_forecast){(double)NAN, (double)NAN, (double)NAN, (double)NAN};
    return (rap_forecast){
        .units = least_enough(ratio),
        .least = least_enough(ratio * sqrt(freedom / gsl_cdf_chisq_Pinv(0.975, freedom))),
        .most = least_enough(ratio * sqrt(freedom / gsl_cdf_chisq_Pinv(0.025, freedom))),
        .plan = least_enough(ratio * sqrt(freedom / gsl_cdf_chisq_Pinv(0.25, freedom)))};
}
