/* test_indices.c: Sobol' indices where they are known: Ishigami and Sobol' g; with chance, the indices of the mean; figures
 * by hand; what cannot be told; intervals in many repeats (test_indices N: N of them). */
#include "known_functions.h"
#include "near.h"
#include "sanitized.h"
#include "analysis/method/indices.h"
#include "base/error.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static size_t n_repeats = 300;

enum { MOST_INPUTS = 45, MOST_POINTS = MOST_INPUTS + 3 };

/* A function of inputs and luck, and the subsets that are asked for: each input, then one of two inputs (or none). */
typedef struct bench {
    size_t inputs, lucks;
    double (*f)(const struct bench *b, const double *u, const double *luck);
    size_t both[2]; /* equal: no such subset */
    bool own;       /* each point has luck of its own, which is wrong */
    double noise;
    gsl_rng *rng;
    known_sobol *sobol; /* NULL: points by chance */
} bench;

static double plain_ishigami(const bench *b, const double *u, const double *luck) {
    (void)b, (void)luck;
    return known_ishigami(u);
}

/* Luck of the same size everywhere, and luck that the first input multiplies. */

static void draw_places(bench *b, double *u) {
    if (b->sobol)
        known_sobol_next(b->sobol, u);
    for (size_t i = 0; i < 2 * b->inputs && !b->sobol; i++)
        u[i] = gsl_rng_uniform_pos(b->rng);
}

static size_t subsets_of(const bench *b) {
    return b->inputs + (b->both[0] != b->both[1]);
}

static void fill_point(const bench *b, size_t point, const double *places, double *u) {
    memcpy(u, places + (point == RAP_POINT_B ? b->inputs : 0), b->inputs * sizeof *u);
    for (size_t i = 0; i < b->inputs && point >= RAP_POINT_AB; i++) {
        size_t subset = point - RAP_POINT_AB;
        if (subset == i || (subset == b->inputs && (i == b->both[0] || i == b->both[1])))
            u[i] = places[b->inputs + i];
    }
}

static void add_base(bench *b, rap_indices *x) {
    double places[2 * MOST_INPUTS], u[MOST_INPUTS], luck[2][2], f[MOST_POINTS * 2];
    draw_places(b, places);
    for (size_t i = 0; i < 4; i++)
        luck[i / 2][i % 2] = gsl_ran_ugaussian(b->rng);
    for (size_t point = 0; point < subsets_of(b) + 2; point++) {
        fill_point(b, point, places, u);
        for (size_t l = 0; l < b->lucks; l++) {
            for (size_t i = 0; i < 2 && b->own; i++)
                luck[l][i] = gsl_ran_ugaussian(b->rng);
            f[point * b->lucks + l] = b->f(b, u, luck[l]);
        }
    }
    rap_indices_add(x, f);
}

static void run_bench(bench *b, rap_indices *x, size_t bases) {
    assert_int_equal(rap_indices_init(x, subsets_of(b), b->lucks), RAP_OK);
    for (size_t j = 0; j < bases; j++)
        add_base(b, x);
}

static bench bench_of(unsigned long seed) {
    bench b = {
        .inputs = ISHIGAMI, .lucks = 1, .f = plain_ishigami, .rng = gsl_rng_alloc(gsl_rng_mt19937)};
    gsl_rng_set(b.rng, seed);
    return b;
}

static void ishigami_at_16384_bases(void **state) {
    bench b = bench_of(1);
    rap_indices x;
    (void)state;
    b.both[1] = 2;
    b.sobol = known_sobol_new(2 * ISHIGAMI, 1);
    run_bench(&b, &x, 16384);
    assert_double_near(rap_indices_variance(&x).value, known_ishigami_variance, 0.1);
    for (size_t i = 0; i < ISHIGAMI; i++) {
        assert_double_near(rap_indices_total(&x, i).value, known_ishigami_total[i], 0.01);
        assert_double_near(rap_indices_closed(&x, i).value, known_ishigami_first[i], 0.01);
    }
    assert_double_near(rap_indices_pair(&x, ISHIGAMI, 0, 2).value, known_ishigami_13, 0.01);
    rap_indices_free(&x);
    rap_indices_free(&x);
    known_sobol_free(b.sobol);
    gsl_rng_free(b.rng);
}

int main(int argc, char **argv) {
    rap_error_quiet_gsl();
    n_repeats = argc > 1 ? (size_t)atol(argv[1]) : n_repeats;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ishigami_at_16384_bases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
