/* forecast.h: how many independent units (sheets of draws, units.h) the interval of a mean needs to be as narrow as asked.
 *
 * With error s from u units, k units have the half-width t(k - 1) s sqrt(u / k), t being the 97.5 % quantile of Student's
 * t with k - 1 degrees of freedom. The k that a half-width needs is solved from that. s^2 is itself known to
 * (u - 1) s^2 / chi2(u - 1) only, whose 2.5 and 97.5 % quantiles give the least and the most that may be needed, and whose
 * lower quartile gives what is enough in three cases of four: that is what to plan (Stein 1945,
 * doi:10.1214/aoms/1177731088, of a sample in two stages). */
#ifndef RAP_FORECAST_H
#define RAP_FORECAST_H

#include <stdint.h>

/* Units, >= 2; NaN where nothing is known of the error. */
typedef struct {
    double units, least, most, plan;
} rap_forecast;

rap_forecast rap_forecast_units(double error, int64_t units, double half_width);

#endif
