/* test_screen.c: which of many inputs an outcome goes with: nothing where there is nothing; nine of 311 where there are
 * nine; shares, Shapley shares and curves of polynomials that are known; how many draws are needed, against simulation.
 * Places are independent here, seeds fixed, bounds five standard errors. */
#include "known_functions.h"
#include "near.h"
#include "sanitized.h"
#include "analysis/method/screen.h"
#include "base/error.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdlib.h>

enum { MANY = 311, DRAWS = 400 };

typedef struct {
    size_t draws, inputs;
    double *u, *y;
    gsl_rng *rng;
    rap_screen screen;
} bench;

static bench bench_of(size_t draws, size_t inputs, unsigned long seed) {
    bench b = {.draws = draws, .inputs = inputs, .rng = gsl_rng_alloc(gsl_rng_mt19937)};
    b.u = calloc(draws * inputs, sizeof *b.u);
    b.y = calloc(draws, sizeof *b.y);
    assert_true(b.u && b.y);
    gsl_rng_set(b.rng, seed);
    return b;
}

static void draw_places(bench *b) {
    rap_screen_free(&b->screen);
    for (size_t i = 0; i < b->draws * b->inputs; i++)
        b->u[i] = gsl_rng_uniform_pos(b->rng);
    assert_int_equal(rap_screen_init(&b->screen, b->u, b->draws, b->inputs, 1), RAP_OK);
}

static void bench_free(bench *b) {
    rap_screen_free(&b->screen);
    rap_screen_free(&b->screen);
    gsl_rng_free(b->rng);
    free(b->u);
    free(b->y);
}

/* Orthonormal polynomials, written out. */
static double p1(const bench *b, size_t input, size_t draw) {
    return sqrt(12) * (b->u[input * b->draws + draw] - 0.5);
}

static double p2(const bench *b, size_t input, size_t draw) {
    double u = b->u[input * b->draws + draw];
    return sqrt(5) * (6 * u * u - 6 * u + 1);
}

static rap_screen_fit ask(bench *b, double reliability) {
    rap_screen_fit fit;
    rap_screen_make(&b->screen, b->y, reliability, rap_screen_wrong, &fit);
    return fit;
}

static const rap_screen_input *find_input(const rap_screen_fit *fit, size_t input) {
    for (size_t i = 0; i < fit->n_inputs; i++)
        if (fit->inputs[i].input == input)
            return fit->inputs + i;
    return NULL;
}

/* ---- nothing, and nine of many ------------------------------------------------------------------ */

/* Noise that goes with none of 311 inputs: normal, as skewed as a lognormal, and what happens once in fifty. */
static double noise_of(int kind, gsl_rng *rng) {
    double z = gsl_ran_ugaussian(rng);
    return kind == 0 ? z : kind == 1 ? exp(z) : z > 2.05;
}

static void nothing_is_named_where_nothing_is(void **state) {
    skip_under_sanitizers();
    bench b = bench_of(DRAWS, MANY, 1);
    enum { SEEDS = 400 };
    (void)state;
    for (int kind = 0; kind < 3; kind++) {
        size_t named = 0;
        double foretold = 0;
        for (int k = 0; k < SEEDS; k++) {
            if (k % 20 == 0)
                draw_places(&b);
            for (size_t d = 0; d < b.draws; d++)
                b.y[d] = noise_of(kind, b.rng);
            rap_screen_fit fit = ask(&b, 1);
            named += fit.n_inputs > 0;
            foretold += fit.q2 / SEEDS;
        }
        if (!(named <= 0.02 * SEEDS + 5 * sqrt(0.02 * SEEDS) && named <= 0.05 * SEEDS))
            fail_msg("noise %d: something was named in %zu of %d", kind, named, SEEDS);
        assert_true(foretold < 0.005);
    }
    bench_free(&b);
}

/* Eight inputs alone and a ninth only together with the first. */
static const double nine[] = {.3, .2, .12, .1, .08, .06, .05, .04, .05};

static void nine_inputs(bench *b, double reliability) {
    for (size_t d = 0; d < b->draws; d++) {
        double f = sqrt(nine[8]) * p1(b, 8, d) * p1(b, 0, d);
        for (size_t i = 0; i < 8; i++)
            f += sqrt(nine[i]) * p1(b, i, d);
        b->y[d] = sqrt(reliability) * f + sqrt(1 - reliability) * gsl_ran_ugaussian(b->rng);
    }
}

/* Six tenths of the variance are what the inputs make: all nine are found among 311 from 1,000 draws, as a rule no other,
 * and their shares are right on average. */
static void nine_of_many_are_found(void **state) {
    skip_under_sanitizers();
    bench b = bench_of(1000, MANY, 2);
    enum { SEEDS = 20 };
    size_t found = 0, others = 0;
    double total = 0, alone = 0, mean = 0, shapley = 0, foretold = 0, explained = 0;
    (void)state;
    for (int k = 0; k < SEEDS; k++) {
        draw_places(&b);
        nine_inputs(&b, 0.6);
        rap_screen_fit fit = ask(&b, 0.6);
        for (size_t i = 0; i < 9; i++)
            found += find_input(&fit, i) != NULL;
        others += fit.n_inputs > 9;
        const rap_screen_input *first = find_input(&fit, 0);
        assert_non_null(first);
        total += first->observed.total / SEEDS;
        alone += first->observed.first / SEEDS;
        mean += first->mean.total / SEEDS;
        shapley += first->explained.shapley / SEEDS;
        foretold += fit.q2 / SEEDS;
        explained += fit.explained / SEEDS;
    }
    assert_true(found >= 9 * SEEDS - 3 && others <= 4);
    assert_double_near(alone, 0.6 * 0.3, 0.02);
    assert_double_near(total, 0.6 * 0.35, 0.02);
    assert_double_near(mean, 0.35, 0.03);
    assert_double_near(shapley, 0.325, 0.03);
    assert_double_near(explained, 0.6, 0.02);
    assert_double_near(foretold, 0.58, 0.03);
    bench_free(&b);
}

/* ---- polynomials that are known ----------------------------------------------------------------- */

/* 3 p1(a) + 2 p2(a) + 4 p1(b) + p1(a) p2(c), variance 30, without chance: found to the last digit, in whatever order. */
static void a_polynomial_is_found_exactly(void **state) {
    bench b = bench_of(150, 20, 3);
    (void)state;
    draw_places(&b);
    for (size_t d = 0; d < b.draws; d++)
        b.y[d] = 7 + 3 * p1(&b, 4, d) + 2 * p2(&b, 4, d) + 4 * p1(&b, 9, d) +
                 p1(&b, 4, d) * p2(&b, 15, d);
    b.y[17] = NAN;
    rap_screen_fit fit = ask(&b, 1);
    assert_int_equal(fit.state, RAP_SCREEN_TOLD);
    assert_int_equal(fit.draws, 149);
    assert_int_equal(fit.n_inputs, 3);
    assert_double_near(fit.explained, 1, 1e-9);
    assert_double_near(fit.q2, 1, 1e-9);
    const rap_screen_part *a = &find_input(&fit, 4)->observed, *c = &find_input(&fit, 15)->observed;
    assert_int_equal(fit.inputs[0].input, 9);
    assert_double_near(fit.inputs[0].mean.first, 16 / 30., 1e-9);
    assert_double_near(a->first, 13 / 30., 1e-9);
    assert_double_near(a->total, 14 / 30., 1e-9);
    assert_double_near(a->shapley, 13.5 / 30, 1e-9);
    assert_double_near(c->first, 0, 1e-9);
    assert_double_near(c->total, 1 / 30., 1e-9);
    assert_double_near(c->shapley, 0.5 / 30, 1e-9);
    assert_double_near(rap_screen_curve(&fit, 4, 0.5), -sqrt(5), 1e-7);
    assert_double_near(rap_screen_curve(&fit, 4, 1), 3 * sqrt(3) + 2 * sqrt(5), 1e-7);
    assert_double_near(rap_screen_curve(&fit, 3, 1), 0, 0);
    bench_free(&b);
}

/* Shares of what is expected never come to more than all of it, also where the reliability is stated too low. */
static void shares_of_the_mean_are_at_most_all(void **state) {
    bench b = bench_of(DRAWS, 30, 4);
    (void)state;
    draw_places(&b);
    nine_inputs(&b, 0.8);
    for (double reliability = 0.05; reliability <= 1; reliability *= 1.5) {
        rap_screen_fit fit = ask(&b, reliability);
        double sum = 0;
        for (size_t i = 0; i < fit.n_inputs; i++) {
            sum += fit.inputs[i].mean.shapley;
            assert_true(fit.inputs[i].mean.first <= fit.inputs[i].mean.total);
        }
        assert_double_near(sum, fit.explained / fmax(reliability, fit.explained), 1e-12);
    }
    bench_free(&b);
}

/* Ishigami: two thirds of x2 hang on a fourth degree, and x3 is felt only through x1. */
static void bends_and_pairs_are_followed(void **state) {
    bench b = bench_of(2000, 50, 5);
    (void)state;
    draw_places(&b);
    for (size_t d = 0; d < b.draws; d++) {
        const double u[] = {b.u[d], b.u[b.draws + d], b.u[2 * b.draws + d]};
        b.y[d] = known_ishigami(u);
    }
    rap_screen_fit fit = ask(&b, 1);
    assert_int_equal(fit.n_inputs, 3);
    assert_double_near(find_input(&fit, 0)->observed.first, known_ishigami_first[0], 0.05);
    assert_true(find_input(&fit, 1)->observed.total > 0.2);
    assert_true(find_input(&fit, 2)->observed.total > 0.1);
    assert_double_near(find_input(&fit, 2)->observed.first, 0, 0.01);
    assert_true(fit.q2 > 0.65 && fit.q2 < fit.explained);
    bench_free(&b);
}

/* ---- what cannot be told ------------------------------------------------------------------------ */

static void what_cannot_be_told_says_so(void **state) {
    bench b = bench_of(30, 3, 6);
    (void)state;
    draw_places(&b);
    for (size_t d = 0; d < b.draws; d++)
        b.y[d] = 0.1;
    rap_screen_fit fit = ask(&b, 1);
    assert_int_equal(fit.state, RAP_SCREEN_CONSTANT);
    assert_true(fit.n_inputs == 0 && isnan(fit.explained) && isnan(fit.q2));
    for (size_t d = 0; d < b.draws; d++)
        b.y[d] = d < 19 ? p1(&b, 0, d) : NAN;
    fit = ask(&b, 1);
    assert_int_equal(fit.state, RAP_SCREEN_FEW);
    assert_int_equal(fit.draws, 19);
    assert_true(fit.n_inputs == 0 && isnan(fit.explained));
    for (size_t i = 0; i < b.draws; i++)
        b.y[i] = NAN;
    assert_int_equal(ask(&b, 1).state, RAP_SCREEN_FEW);
    rap_screen_free(&b.screen);
    b.u[5] = NAN;
    assert_int_equal(rap_screen_init(&b.screen, b.u, b.draws, b.inputs, 1), RAP_EINPUT);
    b.u[5] = 1.5;
    rap_screen_free(&b.screen);
    assert_int_equal(rap_screen_init(&b.screen, b.u, b.draws, b.inputs, 1), RAP_EINPUT);
    bench_free(&b);
}

/* Inputs that do not vary, and one that is another's double. */
static void constants_and_doubles_do_no_harm(void **state) {
    bench b = bench_of(100, 4, 7);
    (void)state;
    draw_places(&b);
    rap_screen_free(&b.screen);
    for (size_t d = 0; d < b.draws; d++) {
        b.u[2 * b.draws + d] = 0.5;
        b.u[3 * b.draws + d] = b.u[d];
        b.y[d] = p1(&b, 0, d) + 0.1 * gsl_ran_ugaussian(b.rng);
    }
    assert_int_equal(rap_screen_init(&b.screen, b.u, b.draws, b.inputs, 1), RAP_OK);
    rap_screen_fit fit = ask(&b, 1);
    assert_int_equal(fit.n_inputs, 1);
    assert_int_equal(fit.inputs[0].input, 0);
    assert_double_near(fit.explained, 1 / 1.01, 0.01);
    bench_free(&b);
}

/* ---- how many draws ----------------------------------------------------------------------------- */

/* Named in 95 % of studies with so many draws: of 300 studies within five standard errors, and three. */
static void draws_needed_are_what_simulation_says(void **state) {
    static const struct {
        size_t inputs;
        double share, reliability;
    } cases[] = {{100, 0.1, 0.5}, {MANY, 0.3, 0.5}, {MANY, 0.06, 1}};
    enum { STUDIES = 300 };
    (void)state;
    skip_under_sanitizers();
    for (size_t c = 0; c < 3; c++) {
        double part = cases[c].share * cases[c].reliability;
        double needed = rap_screen_draws_needed(cases[c].inputs, cases[c].share,
                                                cases[c].reliability, rap_screen_wrong);
        bench b = bench_of((size_t)needed, cases[c].inputs, 8);
        size_t named = 0;
        for (int k = 0; k < STUDIES; k++) {
            if (k % 5 == 0)
                draw_places(&b);
            size_t which = (size_t)k % cases[c].inputs;
            for (size_t d = 0; d < b.draws; d++)
                b.y[d] = sqrt(part) * p1(&b, which, d) + sqrt(1 - part) * gsl_ran_ugaussian(b.rng);
            rap_screen_fit fit = ask(&b, 1);
            named += find_input(&fit, which) != NULL;
        }
        if (!(fabs((double)named / STUDIES - 0.95) <= 0.03 + 5 * sqrt(0.95 * 0.05 / STUDIES) / 2))
            fail_msg("%zu draws: named in %zu of %d", b.draws, named, STUDIES);
        bench_free(&b);
    }
    assert_true(isinf(rap_screen_draws_needed(10, 0, 1, rap_screen_wrong)));
    assert_true(rap_screen_draws_needed(10, 1, 1, rap_screen_wrong) == RAP_SCREEN_FEWEST);
}

/* More inputs act than a fit has terms for: the strongest are named, and no room is written beyond. */
static void more_effects_than_terms(void **state) {
    enum { ACTING = 80, SO_MANY_DRAWS = 2000 };
    bench b = bench_of(SO_MANY_DRAWS, ACTING, 11);
    (void)state;
    draw_places(&b);
    for (size_t d = 0; d < b.draws; d++)
        for (size_t i = 0; i < ACTING; i++)
            b.y[d] += p1(&b, i, d) * (i < 5 ? 5 : 1);
    rap_screen_fit fit = ask(&b, 1);
    assert_int_equal(fit.n_terms, RAP_SCREEN_TERMS);
    for (size_t i = 0; i < 5; i++)
        assert_non_null(find_input(&fit, i));
    bench_free(&b);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_named_where_nothing_is),
        cmocka_unit_test(more_effects_than_terms),
        cmocka_unit_test(nine_of_many_are_found),
        cmocka_unit_test(a_polynomial_is_found_exactly),
        cmocka_unit_test(shares_of_the_mean_are_at_most_all),
        cmocka_unit_test(bends_and_pairs_are_followed),
        cmocka_unit_test(what_cannot_be_told_says_so),
        cmocka_unit_test(constants_and_doubles_do_no_harm),
        cmocka_unit_test(draws_needed_are_what_simulation_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
