/* scores.h: how good a forecast of one number was, once the number was seen.
 *
 * A forecast is a weighted sample of what is expected, each value seen with a normal error: a mixture of normals of one
 * standard deviation, F(z) = sum w_i Phi((z - x_i) / error). With error = 0 it is the sample itself, with one value a
 * normal distribution. A number that has bounds is seen within them: what would lie beyond one is that bound (x, and what is
 * seen, lie within). Scores are losses, 0 at best: less is better. All are proper: no forecaster gains by saying
 * what he does not expect (Gneiting & Raftery 2007, doi:10.1198/016214506000001437). */
#ifndef RAP_SCORES_H
#define RAP_SCORES_H

#include "analysis/estimate/units.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    const double *x, *weight; /* n of each; weights from 0 on, not all 0; NULL: all alike */
    size_t n;
    double error; /* standard deviation with which it is seen, from 0 on */
    rap_bounds within;
} rap_outlook;

/* What is expected, how far it spreads, and the value below which a share p (0 < p < 1) of it lies. */
double rap_outlook_mean(const rap_outlook *f);
double rap_outlook_sd(const rap_outlook *f);
double rap_outlook_quantile(const rap_outlook *f, double p);

/* F(seen): the share of the forecast below what was seen, half of what is equal to it. Of forecasts that are right
 * these are uniform on 0 to 1 (Dawid 1984, doi:10.2307/2981683). */
double rap_outlook_place(const rap_outlook *f, double seen);

/* Continuous ranked probability score, in the unit of the number: the integral of (F(z) - [z >= seen])^2, which is
 * E|X - seen| - E|X - X'| / 2; of a mixture of normals in closed form (Grimit, Gneiting, Berrocal & Johnson 2006,
 * doi:10.1256/qj.05.235), less what of the integral lies beyond bounds. Of one value without error it is the absolute
 * error. Takes n^2 steps. */
double rap_crps(const rap_outlook *f, double seen);

/* Logarithmic score, - log of the density at what was seen, at a bound of the probability; it may be below 0. NaN without an error: a sample has no
 * density. */
double rap_log_score(const rap_outlook *f, double seen);

/* Interval score of the ends of a central interval that holds a share 1 - alpha: width, and 2 / alpha times how far
 * what was seen lies outside (Gneiting & Raftery 2007, equation 43). */
double rap_interval_score(double low, double high, double alpha, double seen);

/* The share of a reference's loss that a forecast saves, 1 - loss / reference: 0 is no better, below 0 worse. NaN where
 * the reference has lost nothing. */
double rap_skill(double loss, double reference);

/* All of it at once, with the 95 % interval. */
typedef struct {
    double mean, sd, low, high; /* of the forecast */
    double place, crps, log, interval;
    bool inside; /* low <= seen <= high */
} rap_scores;

rap_scores rap_outlook_score(const rap_outlook *f, double seen);

/* "No change since the last wave", as a forecast: the value seen then, `value`, with the errors of both waves. `value`
 * is pointed to. */
rap_outlook rap_no_change(const double *value, double sd_then, double sd_now);

#endif
