/* regress.h: targets foretold from pseudo-data, by a line or a parabola through all rows of a reference table.
 *
 * Terms: 1; components; squares and products of the first components. There are so many that a term has ten rows, and
 * RAP_MOST_TERMS at most: where quantities are many and rows few, the last components are left out, or stand alone.
 * With A = L L' the weighted sum of products of terms, u = L^-1 x are orthonormal terms. Least squares follows chance as
 * well: what is extreme by its forecast is less so in truth. So coefficients of the m straight terms together, and of the
 * crossed ones together, are kept to the share
 *   c = 1 - (m - 2) / (1 + 2 / freedom) * variance of chance / sum of squares that they explain,   at least 0
 * (Copas 1983, doi:10.1111/j.2517-6161.1983.tb01258.x; James & Stein 1961). That is a ridge in which a row i has
 * k_i = sum of c_a u_ia^2, h_i = w_i k_i, and exactly, without a second fit (Allen 1974, doi:10.1080/00401706.1974.10489157),
 *   middle_i = what all other rows foretell of row i = t_i - (t_i - b'x_i) / (1 - h_i)
 *   scale_i  = spread at x_i * sqrt(1 + k_i / (1 - h_i)), what a new value there goes off by
 *   z_i      = (t_i - middle_i) / scale_i
 * At data y they are b'x(y) and spread at y * sqrt(1 + k(y)): wider where data lie far out. Spread is what the straight
 * terms foretell of |t - middle| / sqrt(1 + ...), kept back in the same way, again without row i, and held between a fifth
 * of its mean and five times that (Glejser 1969, doi:10.1080/01621459.1969.10500976; in this use Blum & Francois 2010,
 * doi:10.1007/s11222-009-9116-0). Assumed: ten rows a term, and those bounds. */
#ifndef RAP_REGRESS_H
#define RAP_REGRESS_H

#include "analysis/method/reference.h"

enum { RAP_MOST_TERMS = 200, RAP_ROWS_OF_A_TERM = 10 };

typedef struct {
    const rap_reference *r;
    size_t straight; /* terms: constant and components */
    size_t crossed;  /* components that have squares and products too */
    size_t terms;    /* all */
    size_t used;     /* rows that take part */
    double *weight;  /* n; 0: takes no part */
    double *factor;  /* terms x terms: A = L L' */
    double *lever,
        *lever_straight; /* n: k_i by all terms, and by the straight ones, nothing kept back */
    double constant;     /* k_i by the constant alone: 1 / sum of weights */
    double *room;
} rap_regression;

/* For targets that have a number where `like` has one (NULL: in all rows). RAP_OK; RAP_EINPUT where there are not enough
 * rows for a term; RAP_ENOMEM. Free is legal after a failure, and twice. */
int rap_regression_init(rap_regression *g, const rap_reference *r, const rap_row_column *like);
void rap_regression_free(rap_regression *g);

typedef struct {
    size_t terms;             /* that are used: straight or all */
    double b[RAP_MOST_TERMS]; /* coefficients */
    double straight, crossed; /* shares to which they were kept */
    double mean, squares;     /* of the target, weighted; squares about the mean */
    double by_straight,
        by_all; /* parts of `squares` that straight terms and all terms explain, nothing kept back */
} rap_fit_line;

typedef struct {
    rap_fit_line line;          /* of the target */
    rap_fit_line spread;        /* terms is 0 where it is 1 everywhere */
    double *z, *middle, *scale; /* n; NaN where there is no target */
    double *forecast; /* n: to compare rows by: as the middle, but a row is in the mean of all */
    double *room;     /* n */
} rap_fit;

/* Room for fits. RAP_OK or RAP_ENOMEM; free as above. */
int rap_fit_init(rap_fit *f, const rap_reference *r);
void rap_fit_free(rap_fit *f);

/* Fits a target, with or without squares and products. */
void rap_regress(rap_regression *g, const rap_row_column *target, bool quadratic, rap_fit *f);

/* What is foretold at components p: the middle, and what z is multiplied with. */
void rap_foretell(rap_regression *g, const rap_fit *f, const double *component, double *middle,
                  double *scale);

/* Share of rows that lie at least as far from the middle of all rows as p does, by the straight terms. */
double rap_share_farther(rap_regression *g, const double *component);

#endif
