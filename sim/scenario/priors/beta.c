/* beta.c: quantiles of the beta distribution.
 *
 * Between the logits v = ln u / (1 - u) of the probability and y = ln x / (1 - x) of the quantile the
 * relation is smooth, rises, and is a straight line towards both ends, of slope 1/a and 1/b. So Newton's
 * method on it converges at once, with bisection where it would leave what is known to hold the root;
 * and cubic pieces between a few knots, with the slopes that the density gives, are as good as exact. */
#include "scenario/priors/prior.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

enum { MOST_ROUNDS = 200 };
#define REACH 16.0 /* logits that the table spans on either side: probabilities of 1e-7 */
#define APART (2 * REACH / (RAP_BETA_KNOTS - 1))

static double from_logit(double z) {
    return z < 0 ? exp(z) / (1 + exp(z)) : 1 / (1 + exp(-z));
}

/* The logit of the probability below from_logit(y), and how fast it rises with y. */
static double logit_below(double y, double a, double b, double *slope) {
    double x = from_logit(y), rest = from_logit(-y);
    double below = gsl_cdf_beta_P(x, a, b),
           above = below < 0.5 ? 1 - below : gsl_cdf_beta_Q(x, a, b);
    below = below < 0.5 ? below : 1 - above;
    *slope = gsl_ran_beta_pdf(x, a, b) * x * rest / (below * above);
    return log(below) - log(above);
}

/* y where the logit of the probability is v; its slope there. `y` begins somewhere near. */
static double solve_logit(double v, double y, double a, double b, double *slope) {
    double low = -INFINITY, high = INFINITY;
    for (int round = 0; round < MOST_ROUNDS; round++) {
        double rises, miss = logit_below(y, a, b, &rises) - v;
        *slope = 1 / rises;
        if (miss < 0)
            low = y;
        else
            high = y;
        double next = y - miss / rises;
        bool inside = next > low && next < high;
        if (!inside && isfinite(low) && isfinite(high))
            next = low + (high - low) / 2;
        else if (!inside)
            next = miss < 0 ? y + 1 : y - 1;
        if (fabs(next - y) <= 1e-14 * (1 + fabs(y)))
            break;
        y = next;
    }
    return y;
}

double rap_beta_quantile(double u, double a, double b) {
    double slope;
    return from_logit(solve_logit(log(u / (1 - u)), log(a / b), a, b, &slope));
}

/* Each begins where the straight line from the one before leads. */
void rap_beta_fill(double *table, double a, double b) {
    double next = log(a / b) - REACH / a;
    for (size_t k = 0; k < RAP_BETA_KNOTS; k++) {
        double *knot = table + 2 * k;
        knot[0] = solve_logit(-REACH + (double)k * APART, next, a, b, &knot[1]);
        next = knot[0] + knot[1] * APART;
    }
}

/* Hermite's cubic between two knots; beyond the last ones their straight line. */
double rap_beta_look_up(const double *table, double u) {
    double place = (log(u / (1 - u)) + REACH) / APART;
    size_t last = RAP_BETA_KNOTS - 1;
    const double *left = table + 2 * last;
    if (!(place > 0))
        return from_logit(table[0] + table[1] * place * APART);
    if (place >= (double)last)
        return from_logit(left[0] + left[1] * (place - (double)last) * APART);
    left = table + 2 * (size_t)place;
    double t = place - floor(place), s = 1 - t;
    return from_logit(left[0] * (1 + 2 * t) * s * s + left[1] * APART * t * s * s +
                      left[2] * t * t * (3 - 2 * t) - left[3] * APART * t * t * s);
}
