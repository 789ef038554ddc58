/* prior.h: what is known of an uncertain number, as a distribution from which values are drawn.
 *
 * Every distribution is a place and a width of a standard shape, x = origin + width S(u), or of the
 * logarithm of x, with u uniform between two shares of probability: those within its ends. So a value
 * comes from one uniform number, and strata of u are strata of x. */
#ifndef RAP_PRIOR_H
#define RAP_PRIOR_H

#include <stdbool.h>
#include <stddef.h>

typedef enum {
    RAP_PERT,       /* beta on [0, 1] with mode m and shapes 1 + 4 m, 1 + 4 (1 - m): Clark 1962
                 (doi:10.1287/opre.10.3.405), Vose 2008 (Risk Analysis, Wiley, 3rd ed.) */
    RAP_TRIANGULAR, /* on [0, 1], with mode m */
    RAP_UNIFORM,    /* on [0, 1] */
    RAP_NORMAL,     /* mean 0, standard deviation 1 */
    RAP_BETA,       /* on [0, 1] */
    RAP_QUANTILES   /* uniform between each two that are stated */
} rap_shape;

typedef struct {
    double p, x; /* a share `p` of the probability lies at or below `x` */
} rap_quantile;

enum { RAP_BETA_KNOTS = 65 };

typedef struct {
    rap_shape shape;
    bool by_logarithm;          /* the shape is that of the number's logarithm */
    double origin, width;       /* in the unit, or its logarithm */
    double mode;                /* RAP_PERT, RAP_TRIANGULAR: as a share of the width */
    double a, b;                /* RAP_PERT, RAP_BETA */
    const rap_quantile *points; /* RAP_QUANTILES, whose p run from 0 to 1; not the prior's own */
    size_t n_points;
    const double
        *table;      /* of a and b (rap_beta_fill); NULL: looked for anew each time. Not its own */
    double from, to; /* shares of probability between which u lies */
    double lo, hi;   /* ends: every value lies between them, both included */
} rap_prior;

/* From the least, likeliest and largest value: RAP_PERT, RAP_TRIANGULAR, RAP_UNIFORM. lo <= mode <= hi,
 * and lo > 0 by the logarithm. The mode means nothing to RAP_UNIFORM. */
rap_prior rap_prior_between(rap_shape shape, bool by_logarithm, double lo, double mode, double hi);

/* The same by the logarithm where the range is wide: where it spans a factor of 10. */
rap_prior rap_prior_of_range(rap_shape shape, double lo, double mode, double hi);
bool rap_prior_is_wide(double lo, double hi);

/* From mean and standard deviation (> 0) of the number itself; out to five standard deviations. A
 * log-normal needs mean > 0. */
rap_prior rap_prior_normal(double mean, double sd);
rap_prior rap_prior_lognormal(double mean, double sd);

/* On [0, 1]; rap_prior_beta_fits says whether mean and sd can be had: 0 < mean < 1, and sd so that
 * both shapes lie between RAP_LEAST_SHAPE and RAP_MOST_SHAPE. */
#define RAP_LEAST_SHAPE 0.1
#define RAP_MOST_SHAPE 1e4
rap_prior rap_prior_beta(double mean, double sd);
bool rap_prior_beta_fits(double mean, double sd);

/* From quantiles, both p and x increasing, the first p 0 and the last 1. `points` is kept. */
rap_prior rap_prior_quantiles(const rap_quantile *points, size_t n);

/* Leaves out what lies outside [lo, hi]; returns the share of the probability that is left. */
double rap_prior_cut(rap_prior *prior, double lo, double hi);

/* Makes it `scale` times as wide about `value`, and cuts it to [lo, hi]. */
void rap_prior_widen(rap_prior *prior, double value, double scale, double lo, double hi);

/* The value below which a share u (0 < u < 1) of the probability lies. */
double rap_prior_at(const rap_prior *prior, double u);

/* Whether both give the same values. */
bool rap_prior_same(const rap_prior *a, const rap_prior *b);

/* Mean and standard deviation of what was stated, before any cut: of RAP_NORMAL and RAP_BETA. */
void rap_prior_moments(const rap_prior *prior, double *mean, double *sd);

/* "PERT", "log-uniform", "normal": its name; with its numbers, "normal, mean 3, sd 0.5". A range is
 * not said. */
enum { RAP_PRIOR_WORDS = 1200 }; /* bytes for the longest */
const char *rap_prior_name(const rap_prior *prior);
void rap_prior_say(const rap_prior *prior, char *text, size_t size);

/* ---- the beta distribution (beta.c) ----------------------------------------------------------- */

/* Its quantile, to rounding. Shapes within the limits above, 0 < u < 1. */
double rap_beta_quantile(double u, double a, double b);

/* The same from a table of 2 x RAP_BETA_KNOTS numbers, within 2e-5 in probability. */
void rap_beta_fill(double *table, double a, double b);
double rap_beta_look_up(const double *table, double u);

#endif
