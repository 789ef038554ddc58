/* made_reference.c: see made_reference.h. */
#include "made_reference.h"

#include <gsl/gsl_linalg.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void draw_weights(gsl_rng *rng, double *to, size_t n) {
    double squares = 0;
    for (size_t i = 0; i < n; i++) {
        to[i] = gsl_ran_ugaussian(rng);
        squares += to[i] * to[i];
    }
    for (size_t i = 0; i < n; i++)
        to[i] /= sqrt(squares);
}

made_reference made_reference_of(size_t rows, size_t quantities, size_t contrasts, size_t inputs,
                                 unsigned long seed) {
    made_reference m = {.rows = rows, .quantities = quantities, .contrasts = contrasts};
    m.inputs = inputs;
    m.noise = 0.5;
    m.rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(m.rng, seed);
    for (size_t k = 0; k < quantities; k++)
        draw_weights(m.rng, m.of_quantity[k], inputs);
    for (size_t c = 0; c < contrasts; c++)
        draw_weights(m.rng, m.of_contrast[c], inputs);
    m.summary = calloc(quantities * rows, sizeof *m.summary);
    m.target = calloc((contrasts + inputs) * rows, sizeof *m.target);
    if (!m.summary || !m.target)
        abort();
    return m;
}

static double sum_of(const made_reference *m, const double *weight, const double *input) {
    double v = 0;
    for (size_t i = 0; i < m->inputs; i++)
        v += weight[i] * input[i];
    return v + m->bend * v * v;
}

void made_other_world(made_reference *m, double mean, double sd, double *input, double *contrast,
                      double *y) {
    for (size_t i = 0; i < m->inputs; i++)
        input[i] = mean + sd * gsl_ran_ugaussian(m->rng);
    for (size_t c = 0; c < m->contrasts; c++)
        contrast[c] = sum_of(m, m->of_contrast[c], input);
    for (size_t k = 0; k < m->quantities; k++)
        y[k] = sum_of(m, m->of_quantity[k], input) + m->noise * gsl_ran_ugaussian(m->rng);
}

void made_world(made_reference *m, double *input, double *contrast, double *y) {
    made_other_world(m, 0, 1, input, contrast, y);
}

void made_reference_draw(made_reference *m) {
    double input[MADE_INPUTS], contrast[MADE_CONTRASTS];
    for (size_t i = 0; i < m->rows; i++) {
        for (size_t j = 0; j < m->inputs; j++) {
            input[j] = gsl_ran_ugaussian(m->rng);
            m->target[(m->contrasts + j) * m->rows + i] = input[j];
        }
        for (size_t k = 0; k < m->quantities; k++)
            m->summary[k * m->rows + i] = sum_of(m, m->of_quantity[k], input);
        for (size_t c = 0; c < m->contrasts; c++) {
            contrast[c] = sum_of(m, m->of_contrast[c], input);
            m->target[c * m->rows + i] = contrast[c] + m->chance * gsl_ran_ugaussian(m->rng);
        }
    }
    for (size_t k = 0; k < m->quantities; k++)
        m->sd[k] = m->noise;
    m->table = (rap_reference_table){.rows = m->rows,
                                     .quantities = m->quantities,
                                     .targets = m->contrasts + m->inputs,
                                     .summary = m->summary,
                                     .target = m->target,
                                     .noise = m->sd,
                                     .seed = 1};
}

void made_reference_free(made_reference *m) {
    free(m->summary);
    free(m->target);
    gsl_rng_free(m->rng);
    memset(m, 0, sizeof *m);
}

/* Precision I + A'A / noise^2, inverted; mean = covariance A'y / noise^2. */
static void invert_precision(const made_reference *m, gsl_matrix *c) {
    gsl_matrix_set_identity(c);
    for (size_t i = 0; i < m->inputs; i++)
        for (size_t j = 0; j < m->inputs; j++)
            for (size_t k = 0; k < m->quantities; k++)
                *gsl_matrix_ptr(c, i, j) +=
                    m->of_quantity[k][i] * m->of_quantity[k][j] / (m->noise * m->noise);
    gsl_linalg_cholesky_decomp1(c);
    gsl_linalg_cholesky_invert(c);
}

static void mean_given(const made_reference *m, const gsl_matrix *c, const double *y,
                       double *mean) {
    for (size_t i = 0; i < m->inputs; i++) {
        mean[i] = 0;
        for (size_t j = 0; j < m->inputs; j++)
            for (size_t k = 0; k < m->quantities; k++)
                mean[i] +=
                    gsl_matrix_get(c, i, j) * m->of_quantity[k][j] * y[k] / (m->noise * m->noise);
    }
}

void made_posterior(const made_reference *m, const double *y, const double *by, double *mean,
                    double *sd) {
    double of_input[MADE_INPUTS], variance = 0;
    gsl_matrix *c = gsl_matrix_alloc(m->inputs, m->inputs);
    invert_precision(m, c);
    mean_given(m, c, y, of_input);
    *mean = 0;
    for (size_t i = 0; i < m->inputs; i++) {
        *mean += by[i] * of_input[i];
        for (size_t j = 0; j < m->inputs; j++)
            variance += by[i] * by[j] * gsl_matrix_get(c, i, j);
    }
    *sd = sqrt(variance);
    gsl_matrix_free(c);
}

void made_posterior_inputs(const made_reference *m, const double *y, double *mean, double *factor) {
    gsl_matrix *c = gsl_matrix_alloc(m->inputs, m->inputs);
    invert_precision(m, c);
    mean_given(m, c, y, mean);
    gsl_linalg_cholesky_decomp1(c);
    for (size_t i = 0; i < m->inputs; i++)
        for (size_t j = 0; j < m->inputs; j++)
            factor[i * m->inputs + j] = j <= i ? gsl_matrix_get(c, i, j) : 0;
    gsl_matrix_free(c);
}
