/* units.h: how far a mean over draws may be off by the simulation's own chance, and the interval that says so.
 *
 * Draws of one sheet of the Latin hypercube balance each other (study.h, RAP_SHEET): what is independent is the sheet.
 * With m the mean of x over all n draws that have a value, and e_h the sum of x - m over those of sheet h of H,
 *   var(m) = H / (H - 1) sum_h e_h^2 / n^2
 * the variance of a ratio estimator over clusters, which may be of unequal size, as sheets are that miss draws or are
 * cut off (Cochran 1977, Sampling Techniques, 6.3 and 9A.1); intervals are of Student's t with H - 1 degrees of freedom.
 * Fewer than RAP_FEWEST_SHEETS sheets say too little of their own spread: draws then count as if each stood alone,
 * which gives a wider interval where sheets balance at all, as a rule not a narrower one (the variance over a Latin
 * hypercube of n draws is at most n / (n - 1) times that over independent ones: Owen 1997, doi:10.1137/S0036142994277468).
 */
#ifndef RAP_UNITS_H
#define RAP_UNITS_H

#include "model/model.h"

#include <stdint.h>

/* At 3 sheets of 5 t(2) = 4.3, twice t(14): no gain unless sheets balance away three quarters of the variance. */
enum { RAP_FEWEST_SHEETS = 4 };

/* Sums over units: of their number n of draws and their sums x and y, and of products of these. */
typedef struct {
    int64_t units;
    double n, x, y, nn, nx, ny, xx, xy, yy;
} rap_unit_sums;

/* Adds up the values of draws; begin with {.sheet = draws of a sheet}, 0 or 1 where every draw stands alone. */
typedef struct {
    int64_t sheet;
    int64_t at;                  /* the sheet that is open */
    double n, x, y;              /* sums in that sheet */
    double first_x, first_y;     /* all is counted from there, so that little cancels */
    rap_unit_sums draws, sheets; /* sheets: those that were closed */
} rap_units;

/* Means of x and y, their variances and covariance, and how many independent units these rest on. NaN: means of nothing,
 * variances of fewer than 2 units. */
typedef struct {
    int64_t draws, units;
    double x, y, xx, xy, yy;
} rap_means;

/* What x and y are in draw `draw`; neither may be NaN, and draws come in rising order. */
void rap_units_add(rap_units *u, int64_t draw, double x, double y);
rap_means rap_units_close(rap_units *u);

/* How many standard errors a 95 % interval reaches that rests on so many units, if `questions` of its kind are to be
 * answered rightly together (Bonferroni; 1: one alone). NaN for fewer than 2 units. */
double rap_student(int64_t units, double questions);

/* What a mean can be: a level of an outcome that has bounds lies in [0, 1], a difference of two in [-1, 1].
 * {0, 0}: nothing is known. */
typedef struct {
    double low, high;
} rap_bounds;

/* Of an outcome, as its unit says (rap_outcome_bound). */
rap_bounds rap_bounds_of(const rap_outcome *outcome);

/* Of a value of these bounds times `weight`, and of a sum of two. */
rap_bounds rap_bounds_times(rap_bounds b, double weight);
rap_bounds rap_bounds_sum(rap_bounds a, rap_bounds b);

/* x, or the bound that it lies beyond; NaN stays. */
double rap_bounds_hold(rap_bounds bounds, double x);

/* The interval mean -+ reach, kept inside what is possible. A level is not as far from its nearer bound as from the other
 * one: with p its place between them, s its standard error and t = reach / s, it gets Wilson's interval for a sample of
 * p (1 - p) / s^2, as shares from clusters do (Wilson 1927, doi:10.1080/01621459.1927.10502953; Korn & Graubard 1998,
 * Survey Methodology 24:193). A difference is cut off at its bounds, to which it seldom comes close. */
void rap_interval_within(double mean, double reach, rap_bounds bounds, double *low, double *high);

#endif
