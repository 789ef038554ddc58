/* made_reference.h: reference tables whose truth is known: inputs are standard normal, quantities and contrasts weighted sums
 * of them, straight or bent. Of straight ones the posterior is known in closed form. */
#ifndef MADE_REFERENCE_H
#define MADE_REFERENCE_H

#include "analysis/method/reference.h"

#include <gsl/gsl_rng.h>

enum { MADE_INPUTS = 50, MADE_QUANTITIES = 50, MADE_CONTRASTS = 20 };

typedef struct {
    size_t rows, quantities, contrasts, inputs;
    double noise, bend,
        chance; /* of each quantity; of all sums: v + bend v^2; chance in contrasts (sd) */
    double of_quantity[MADE_QUANTITIES][MADE_INPUTS], of_contrast[MADE_CONTRASTS][MADE_INPUTS];
    double sd[MADE_QUANTITIES];
    double *summary, *target;
    gsl_rng *rng;
    rap_reference_table table; /* contrasts, then inputs */
} made_reference;

/* Weights are drawn, each sum has variance 1. Change bend, noise or chance, and draw the rows. */
made_reference made_reference_of(size_t rows, size_t quantities, size_t contrasts, size_t inputs,
                                 unsigned long seed);
void made_reference_draw(made_reference *m);
void made_reference_free(made_reference *m);

/* A world: its inputs, what is expected of its contrasts, and what is measured in it (with noise). */
void made_world(made_reference *m, double *input, double *contrast, double *y);

/* The same of a world whose inputs have this mean and standard deviation. */
void made_other_world(made_reference *m, double mean, double sd, double *input, double *contrast,
                      double *y);

/* Mean and standard deviation of sum_j by_j input_j, given data y; everything is straight. */
void made_posterior(const made_reference *m, const double *y, const double *by, double *mean,
                    double *sd);

/* All of it: mean of the inputs and the Cholesky factor of their covariance, lower triangle, row by row. */
void made_posterior_inputs(const made_reference *m, const double *y, double *mean, double *factor);

#endif
