/* reference.h: what a model says under many sets of assumptions, laid out so that data can be set beside it.
 *
 * A row is a set of assumptions drawn from what was assumed (the prior). Of each it is known what the model gives for each
 * quantity that was measured (its summary), and for whatever is to be told from the data (targets: contrasts, inputs as
 * normal scores). What would have been measured in a world such as that row's is the summary and noise:
 *   pseudo-data of row i = s_i + e_i,   e_ik ~ N(0, noise_k^2), drawn once, by luck that hangs on seed, row and quantity. They
 * may lie beyond the bounds of a quantity: what is foretold of it is held to them, and data within them are as likely.
 * Everything is told from the table alone; no model is run (Blum et al. 2013, doi:10.1214/12-STS406).
 *
 * A row of which a summary is missing takes no part: the data exist, and under that set they could not. A target may be
 * missing in some rows; it is told from the others.
 *
 * Pseudo-data are used as principal components of standardised columns, each with mean 0 and variance 1 over rows, those
 * that vary most first: the same straight lines, without columns that say the same twice. */
#ifndef RAP_REFERENCE_H
#define RAP_REFERENCE_H

#include "analysis/estimate/units.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Nothing is copied of it; it must outlive what is made of it. */
typedef struct {
    size_t rows, quantities, targets;
    const double *summary; /* quantity x row; NaN: the model has no such value there */
    const double *target;  /* target x row; NaN: missing */
    const double *
        weight; /* row: how much more often the prior has it than the table, to a factor; NULL: all alike */
    const double *noise;      /* quantity: standard deviation of data about a summary, 0 or more */
    const rap_bounds *bounds; /* quantity: what a measured value can be; NULL: anything */
    const double *
        chance; /* target: variance of its values that is chance of few histories, or NULL: none is */
    uint64_t seed; /* of the noise */
} rap_reference_table;

typedef struct {
    const rap_reference_table *table;
    size_t n, quantities; /* whole rows, and quantities looked at */
    size_t *row;          /* which rows of the table are whole */
    size_t *quantity;     /* which quantities are looked at */
    double *weight;       /* n: sums to n */
    double *luck;         /* n: uniform on (0, 1): where a row's value lies among its equals */
    double *pseudo;       /* quantity x n: pseudo-data, all quantities of the table */
    size_t components;    /* that vary: at most `quantities` */
    double *component;    /* component x n */
    double *mean, *sd;    /* quantity: of pseudo-data, over rows */
    double *turn,
        *scale; /* component x quantity; component: standard deviations that were divided by */
} rap_reference;

enum { RAP_WITHOUT_NONE = -1 };

/* Leaves the quantity `without` out of what is looked at (RAP_WITHOUT_NONE: none); rows are the same. RAP_OK; RAP_EINPUT
 * where fewer than 2 rows are whole, there is no quantity, noise or a weight is negative or no number, or all weights are
 * 0; RAP_ENOMEM; RAP_ENUMERIC. Free is legal after a failure, and twice. */
int rap_reference_init(rap_reference *r, const rap_reference_table *table, long without);
void rap_reference_free(rap_reference *r);

/* Components of data y (all quantities of the table). */
void rap_reference_place(const rap_reference *r, const double *y, double *component);

/* Squared distance of two sets of components, which may stand apart in memory, in standard deviations of pseudo-data. */
double rap_reference_distance(const rap_reference *r, const double *a, size_t step_a,
                              const double *b, size_t step_b);

/* (sum of w)^2 / sum of w^2: as many rows of equal weight would tell as much (Kish 1965, Survey Sampling). */
double rap_effective(const double *weight, size_t n);

/* A number for each whole row: x[row[i]], or x[i] where row is NULL. NaN: missing. */
typedef struct {
    const double *x;
    const size_t *row;
} rap_row_column;

double rap_in_column(const rap_row_column *c, size_t i);
rap_row_column rap_target_column(const rap_reference *r, size_t target);
rap_row_column rap_pseudo_column(const rap_reference *r, size_t quantity);

/* The values that a column has in the table: what data tell is held to them. It lies between the least and the most; and
 * where rows share values (less than one in RAP_ROWS_OF_A_VALUE is another: counts, shares of few), it is moved to the
 * nearest that there is. */
enum { RAP_ROWS_OF_A_VALUE = 4 };
typedef struct {
    double *value; /* in order, each once */
    size_t n;
    bool shared;
} rap_values;
int rap_values_init(rap_values *v, const rap_reference *r, const rap_row_column *c);
void rap_values_free(rap_values *v);
void rap_hold_to_values(const rap_values *v, double *x, size_t n);

#endif
