/* known_functions.c: see known_functions.h. */
#include "known_functions.h"
#include "near.h"

#include <gsl/gsl_qrng.h>
#include <gsl/gsl_rng.h>
#include <stdbool.h>
#include <stdlib.h>

static const double pi = 3.14159265358979323846;

const double known_ishigami_variance = 13.8446;
const double known_ishigami_first[ISHIGAMI] = {0.3139, 0.4424, 0};
const double known_ishigami_total[ISHIGAMI] = {0.5576, 0.4424, 0.2437};
const double known_ishigami_13 = 0.2437;

double known_ishigami(const double *u) {
    double x = pi * (2 * u[0] - 1), y = pi * (2 * u[1] - 1), z = pi * (2 * u[2] - 1);
    return sin(x) + 7 * sin(y) * sin(y) + 0.1 * z * z * z * z * sin(x);
}

const double known_g_variance = 2.7603, known_g_sum_first = 0.531;
const double known_g_total[SOBOL_G] = {0.3406, 0.2942, 0.2561, 0.2244, 0.1980,
                                       0.1271, 0.1048, 0.0487, 0.0278, 0.0179};

double known_g(const double *u) {
    static const double a[SOBOL_G] = {0, .1, .2, .3, .4, .8, 1, 2, 3, 4};
    double product = 1;
    for (size_t i = 0; i < SOBOL_G; i++)
        product *= (fabs(4 * u[i] - 2) + a[i]) / (1 + a[i]);
    return product;
}

static double sign_by(size_t n) {
    return n % 2 ? -1 : 1;
}

/* Inputs are counted from 1 in the paper. */
double known_morris(const double *u) {
    double w[MORRIS + 1], y = 0;
    for (size_t i = 1; i <= MORRIS; i++) {
        bool bent = i == 3 || i == 5 || i == 7;
        w[i] = 2 * ((bent ? 1.1 * u[i - 1] / (u[i - 1] + 0.1) : u[i - 1]) - 0.5);
    }
    for (size_t i = 1; i <= MORRIS; i++)
        y += (i <= 10 ? 20 : sign_by(i)) * w[i];
    for (size_t i = 1; i <= MORRIS; i++)
        for (size_t j = i + 1; j <= MORRIS; j++)
            y += (j <= 6 ? -15 : sign_by(i + j)) * w[i] * w[j];
    for (size_t i = 1; i <= 5; i++)
        for (size_t j = i + 1; j <= 5; j++)
            for (size_t k = j + 1; k <= 5; k++)
                y -= 10 * w[i] * w[j] * w[k];
    return y + 5 * w[1] * w[2] * w[3] * w[4];
}

enum { DIGITS = 30 }; /* binary, of a place in GSL's sequence */

struct known_sobol {
    gsl_qrng *points;
    size_t dimensions;
    uint64_t turn[40];
};

known_sobol *known_sobol_new(size_t dimensions, unsigned long seed) {
    known_sobol *s = calloc(1, sizeof *s);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    assert_non_null(s);
    assert_true(dimensions <= 40);
    gsl_rng_set(rng, seed);
    s->points = gsl_qrng_alloc(gsl_qrng_sobol, (unsigned)dimensions);
    s->dimensions = dimensions;
    for (size_t i = 0; i < dimensions; i++)
        s->turn[i] = gsl_rng_get(rng) & ((1u << DIGITS) - 1);
    gsl_rng_free(rng);
    return s;
}

void known_sobol_next(known_sobol *s, double *u) {
    gsl_qrng_get(s->points, u);
    for (size_t i = 0; i < s->dimensions; i++) {
        uint64_t digits = (uint64_t)(u[i] * (1u << DIGITS)) ^ s->turn[i];
        u[i] = ((double)digits + 0.5) / (1u << DIGITS);
    }
}

void known_sobol_free(known_sobol *s) {
    gsl_qrng_free(s->points);
    free(s);
}
