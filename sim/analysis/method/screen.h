/* screen.h: which of many inputs an outcome goes with, from plain draws.
 *
 * A draw is known by the places u of its inputs in their distributions, independent and uniform on (0, 1). The outcome is
 * fitted by a sparse polynomial in orthonormal shifted Legendre polynomials p1 ... p4 (polynomial chaos: Sudret 2008,
 * doi:10.1016/j.ress.2007.04.002; sparse: Blatman & Sudret 2011, doi:10.1016/j.jcp.2010.12.021). Coefficients are parts
 * of the variance then: an input's first-order part is the sum of squares of the terms that have it alone, its total part
 * of all that have it, its Shapley part of the first and half of each pair (Owen 2014, doi:10.1137/130936233); what
 * chance adds to a square, its squared standard error, is taken off.
 *
 * Terms are chosen one by one, each time the one that goes best with what is not yet explained (orthogonal matching
 * pursuit: Pati, Rezaiifar & Krishnaprasad 1993, doi:10.1109/ACSSC.1993.342465):
 *   alone   p1 and p2 of every input
 *   more    p3 and p4 of inputs that a term has already; pairs p1 p1, p1 p2, p2 p1 of one such input with any
 *           (weak heredity)
 * It enters if chance makes so large a coefficient in no more than a share `wrong` of studies, for the largest of all
 * candidates of its kind (Bonferroni), by Student's t and by one that bears an uneven spread (White 1980,
 * doi:10.2307/1912934); `alone` first. So an input that does nothing is named in about 2 `wrong` of studies at most,
 * however many inputs there are; in `wrong` where none does anything. An input that acts only together with others, and
 * through none of these pairs, is not seen.
 *
 * Q2 is the share of the variance that is foretold of draws which took no part, neither in choosing terms nor in fitting
 * them: the whole procedure is repeated RAP_SCREEN_FOLDS times without one part of the draws. */
#ifndef RAP_SCREEN_H
#define RAP_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

enum { RAP_SCREEN_TERMS = 48, RAP_SCREEN_FOLDS = 5, RAP_SCREEN_FEWEST = 20 };

extern const double rap_screen_wrong; /* usual share of studies: 0.02 */

/* Made once for all outcomes of the same draws. */
typedef struct {
    size_t draws, inputs, sheet;
    double *basis; /* degree (from 1) x input x draw */
    bool *varies;  /* degree x input: not a constant */
    double *room;
} rap_screen;

/* u holds input x draw, each between 0 and 1. Draws of a sheet (consecutive; 1: each alone) balance each other and are
 * left out together. RAP_OK, RAP_EINPUT for a place out of range or NaN, RAP_ENOMEM. Free is legal after a failure,
 * and twice. */
int rap_screen_init(rap_screen *s, const double *u, size_t draws, size_t inputs, size_t sheet);
void rap_screen_free(rap_screen *s);

/* coefficient x p_degree(u_a), times p_other(u_b) where `other` is not 0; otherwise b is a. */
typedef struct {
    size_t a, b;
    unsigned degree, other;
    double coefficient, error;
} rap_screen_term;

typedef struct {
    double first, total, shapley;
} rap_screen_part;

typedef struct {
    size_t input;
    rap_screen_part observed;  /* shares of the observed variance of y */
    rap_screen_part explained; /* of what the polynomial explains */
    rap_screen_part mean;      /* of the variance of what is expected, chance apart */
} rap_screen_input;

typedef enum {
    RAP_SCREEN_TOLD,     /* also where no input is named */
    RAP_SCREEN_CONSTANT, /* all values are equal: nothing varies */
    RAP_SCREEN_FEW       /* fewer than RAP_SCREEN_FEWEST draws have a value */
} rap_screen_state;

typedef struct {
    rap_screen_state state;
    size_t draws; /* that have a value */
    double average, variance;
    double explained; /* share of the observed variance, 0 to 1; NaN unless told */
    double q2;        /* may be below 0, where nothing is foretold; NaN unless told */
    size_t n_terms, n_inputs;
    rap_screen_term terms[RAP_SCREEN_TERMS];
    rap_screen_input inputs[RAP_SCREEN_TERMS]; /* by total share, the largest first */
} rap_screen_fit;

/* y: one value a draw, NaN where missing. `reliability` is the share of the variance of y that is not chance (1: none
 * is); where shares of what is expected would come to more than 1 together, they are made to come to 1. `wrong` is
 * between 0 and 1. */
void rap_screen_make(rap_screen *s, const double *y, double reliability, double wrong,
                     rap_screen_fit *fit);

/* What the input does by itself at place u (0 to 1): above or below the average, in units of y. */
double rap_screen_curve(const rap_screen_fit *fit, size_t input, double u);

/* Draws with which an input of so many is named in 95 % of studies, if it carries `share` of the variance of what is
 * expected by one term and all else counts as noise; reliability as above. Of 0 there is no number: INFINITY. */
double rap_screen_draws_needed(size_t inputs, double share, double reliability, double wrong);

#endif
