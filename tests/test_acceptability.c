/* test_acceptability.c: acceptability curves of two normals against Phi, and what odd inputs give for
 * them and for the value of information. How near shares and EVPI come with few histories:
 * test_drawn_in.c. */
#include "near.h"
#include "analysis/method/value.h"
#include "base/error.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdlib.h>
#include <string.h>

#define MISSING ((double)NAN)
enum { DRAWS = 300, RUNS = 4, ARMS = 2, PARAMETERS = 3, MOST_PARAMETERS = 60, REPEATS = 100 };

/* Arm 1 costs 2 + Z0 more and brings 0.5 + Z1 more; the chance of either, of the mean of RUNS runs, has
 * sd `chance` times that; Z2 has no part in it. */
typedef struct {
    double cost[DRAWS * 3], effect[DRAWS * 3], parameter[DRAWS * MOST_PARAMETERS];
    double run_cost[DRAWS * RUNS * ARMS], run_effect[DRAWS * RUNS * ARMS];
    rap_value_input in;
    gsl_rng *rng;
} bench;

static bench *bench_new(unsigned long seed) {
    bench *b = calloc(1, sizeof *b);
    assert_non_null(b);
    b->rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(b->rng, seed);
    b->in = (rap_value_input){.draws = DRAWS,
                              .arms = ARMS,
                              .parameters = PARAMETERS,
                              .cost = b->cost,
                              .effect = b->effect,
                              .run_cost = b->run_cost,
                              .run_effect = b->run_effect,
                              .runs = RUNS,
                              .parameter = b->parameter,
                              .better = 1};
    return b;
}

static void bench_free(bench *b) {
    gsl_rng_free(b->rng);
    free(b);
}

static void bench_draw(bench *b, double chance) {
    for (size_t i = 0; i < DRAWS * PARAMETERS; i++)
        b->parameter[i] = gsl_ran_ugaussian(b->rng);
    for (size_t d = 0; d < DRAWS; d++) {
        const double *z = b->parameter + d * PARAMETERS, sd = chance * sqrt(RUNS);
        double cost = 50 + gsl_ran_ugaussian(b->rng), effect = gsl_ran_ugaussian(b->rng);
        b->cost[2 * d] = cost;
        b->effect[2 * d] = effect;
        b->cost[2 * d + 1] = b->effect[2 * d + 1] = 0;
        for (size_t r = d * RUNS; r < (d + 1) * RUNS; r++) {
            b->run_cost[2 * r] = cost;
            b->run_effect[2 * r] = effect;
            b->run_cost[2 * r + 1] = cost + 2 + z[0] + sd * gsl_ran_ugaussian(b->rng);
            b->run_effect[2 * r + 1] = effect + 0.5 + z[1] + sd * gsl_ran_ugaussian(b->rng);
            b->cost[2 * d + 1] += b->run_cost[2 * r + 1] / RUNS;
            b->effect[2 * d + 1] += b->run_effect[2 * r + 1] / RUNS;
        }
    }
}

static double curve(double lambda) {
    return gsl_cdf_ugaussian_P((0.5 * lambda - 2) / sqrt(lambda * lambda + 1));
}

/* Largest distance of the mean share from Phi beyond 5 errors, over willingness to pay. */
static double distance(double chance) {
    static const double lambdas[] = {0, 1, 4, 20};
    bench *b = bench_new(31);
    double sum[4] = {0}, squares[4] = {0}, worst = 0;
    for (int k = 0; k < REPEATS; k++) {
        bench_draw(b, chance);
        for (size_t l = 0; l < 4; l++) {
            rap_interval share[ARMS];
            rap_acceptance a;
            assert_int_equal(rap_acceptance_make(&b->in, lambdas[l], share, &a), RAP_OK);
            assert_true(share[0].mean + share[1].mean == 1);
            assert_int_equal(a.frontier, rap_net_benefit(&b->in, 1, lambdas[l], NULL).mean > 0);
            assert_int_equal(a.draws, DRAWS);
            sum[l] += share[1].mean / REPEATS;
            squares[l] += share[1].mean * share[1].mean / REPEATS;
        }
    }
    for (size_t l = 0; l < 4; l++) {
        double error = sqrt((squares[l] - sum[l] * sum[l]) / (REPEATS - 1));
        worst = fmax(worst, fabs(sum[l] - curve(lambdas[l])) - 5 * error);
    }
    bench_free(b);
    return worst;
}

/* Without chance on the curve; with as much as signal within 0.02 of it. The share of noisy means would
 * be Phi of a mean over a spread sqrt(2) too large: 0.079 instead of 0.023 at 0. */
static void two_normals(void **state) {
    (void)state;
    assert_true(distance(0) <= 0);
    assert_true(distance(1) <= 0.02);
}

/* Half of the variance of draw means is chance. Not known without runs, nor from one run each: then
 * shares are not told either. */
static void how_much_is_chance(void **state) {
    bench *b = bench_new(32);
    rap_interval share[ARMS];
    rap_acceptance a;
    (void)state;
    bench_draw(b, 1);
    assert_int_equal(rap_acceptance_make(&b->in, 1, share, &a), RAP_OK);
    assert_double_near(a.chance, 0.5, 5 * 0.5 * sqrt(2.0 / DRAWS));
    b->in.run_cost = NULL;
    assert_int_equal(rap_acceptance_make(&b->in, 1, share, &a), RAP_OK);
    assert_true(a.chance == 0 && share[0].low < share[0].mean && share[0].mean < share[0].high);
    b->in.run_cost = b->run_cost;
    b->in.runs = 1;
    assert_int_equal(rap_acceptance_make(&b->in, 1, share, &a), RAP_OK);
    assert_true(isnan(a.chance) && isnan(a.evpi.mean) && isnan(share[0].mean));
    assert_int_equal(a.draws, DRAWS);
    bench_free(b);
}

enum { HAND = 60 };

/* Without chance: plain counts, ties shared. Three arms over two kinds of draws, in turn. */
static void shares_by_hand(void **state) {
    double cost[HAND * 3] = {0}, effect[HAND * 3];
    const double twice[] = {1, 3, 3, 5, 2, 1};
    rap_interval share[3];
    rap_acceptance a;
    rap_value_input in = {
        .draws = HAND, .arms = 3, .cost = cost, .effect = effect, .better = 1, .baseline = 1};
    (void)state;
    for (size_t i = 0; i < HAND * 3; i++)
        effect[i] = twice[i % 6];
    assert_int_equal(rap_acceptance_make(&in, 2, share, &a), RAP_OK);
    assert_true(share[0].mean == 0.5 && share[1].mean == 0.25 && share[2].mean == 0.25);
    assert_int_equal(a.frontier, 0);
    assert_double_near(a.evpi.mean, 2, 1e-12); /* 6 in place of 2 in half of them */
    in.better = -1;
    assert_int_equal(rap_acceptance_make(&in, 2, share, &a), RAP_OK);
    assert_true(share[0].mean == 0.5 && share[1].mean == 0 && share[2].mean == 0.5);
    assert_true(share[1].low == 0 && share[1].high > 0 && share[1].high < 0.1); /* Wilson's */
    assert_int_equal(rap_acceptance_make(&in, 0, share, &a), RAP_OK);
    assert_double_near(share[0].mean, 1.0 / 3, 1e-15);
    assert_true(a.evpi.mean == 0 && a.evpi.low == 0 && a.evpi.high == 0);
    for (in.draws = 0; in.draws < 2; in.draws++) {
        assert_int_equal(rap_acceptance_make(&in, 2, share, &a), RAP_OK);
        assert_true(isnan(share[0].mean) && isnan(share[2].mean) && a.draws == in.draws);
    }
}

/* An arm that is a copy of another parts its share with it, takes nothing from the others, and the sum
 * is 1, for a number of draws that no binary fraction divides. */
static void twins_part_their_share(void **state) {
    enum { ODD = 49 };
    bench *b = bench_new(39);
    double cost[ODD * 4], effect[ODD * 4];
    rap_interval two[2], four[4];
    rap_acceptance a, with;
    (void)state;
    bench_draw(b, 0);
    b->in.draws = ODD;
    b->in.run_cost = NULL;
    for (size_t i = 0; i < ODD * 4; i++) {
        size_t from = i / 4 * 2 + (i % 4 > 0); /* arms 1 to 3 are copies of arm 1 */
        cost[i] = b->cost[from];
        effect[i] = b->effect[from];
    }
    rap_value_input in = {.draws = ODD, .arms = 4, .cost = cost, .effect = effect, .better = 1};
    assert_int_equal(rap_acceptance_make(&b->in, 3, two, &a), RAP_OK);
    assert_int_equal(rap_acceptance_make(&in, 3, four, &with), RAP_OK);
    assert_true(two[0].mean > 0.2 && two[0].mean < 0.8 && two[0].mean + two[1].mean == 1);
    assert_double_near(four[0].mean, two[0].mean, 1e-15);
    for (size_t i = 1; i < 4; i++)
        assert_double_near(four[i].mean, two[1].mean / 3, 1e-15);
    assert_true(four[0].mean + four[1].mean + four[2].mean + four[3].mean == 1);
    assert_double_near(a.evpi.mean, with.evpi.mean, 1e-12);
    bench_free(b);
}

static void assert_worthless(const rap_information *v) {
    assert_true(v->value == 0 && v->raw == 0 && v->error == 0 && v->low == 0 && v->high == 0);
    assert_true(v->plug_in == 0 && v->cross_fitted == 0 && v->changed == 0);
}

/* Nothing to choose between equal arms, nor between costs that are equal if effects are worth 0. */
static void equal_arms(void **state) {
    bench *b = bench_new(33);
    rap_information v;
    rap_acceptance a;
    rap_interval share[3];
    (void)state;
    bench_draw(b, 1);
    for (size_t d = 0; d < DRAWS; d++)
        b->cost[2 * d + 1] = b->cost[2 * d];
    assert_int_equal(rap_information_make(&b->in, 0, NULL, 0, NULL, &v), RAP_OK);
    assert_worthless(&v);
    for (size_t i = 0; i < DRAWS * 3; i++) {
        b->cost[i] = 1e5 + (double)(i / 3) / 7;
        b->effect[i] = 0.1 * sin((double)(i / 3));
    }
    b->in.arms = 3;
    b->in.baseline = 1;
    b->in.run_cost = NULL;
    assert_int_equal(rap_information_make(&b->in, 123.4, NULL, 0, NULL, &v), RAP_OK);
    assert_worthless(&v);
    assert_int_equal(rap_acceptance_make(&b->in, 123.4, share, &a), RAP_OK);
    assert_double_near(share[2].mean, 1.0 / 3, 1e-12);
    bench_free(b);
}

/* At 0 only costs count, E max(-2 - Z, 0) = phi(2) - 2 (1 - Phi(2)), and the effect's parameter is worth
 * nothing. */
static void effects_worth_nothing(void **state) {
    const size_t cost = 0, effect = 1;
    const double truth = gsl_ran_ugaussian_pdf(2) - 2 * gsl_cdf_ugaussian_Q(2);
    bench *b = bench_new(34);
    rap_information v, w;
    (void)state;
    bench_draw(b, 0);
    assert_int_equal(rap_information_make(&b->in, 0, &cost, 1, NULL, &v), RAP_OK);
    assert_true(v.low <= truth && truth <= v.high && v.value > 0);
    memset(b->effect, 0, sizeof b->effect);
    assert_int_equal(rap_information_make(&b->in, 4, &cost, 1, NULL, &w), RAP_OK);
    assert_double_near(w.raw, v.raw, 1e-12);
    assert_int_equal(rap_information_make(&b->in, 0, &effect, 1, NULL, &v), RAP_OK);
    assert_true(v.value == 0);
    bench_free(b);
}

/* Turning the outcome and its direction, or naming the other arm the baseline, changes nothing. */
static void direction_and_baseline(void **state) {
    bench *b = bench_new(35);
    rap_information v, w;
    (void)state;
    bench_draw(b, 1);
    assert_int_equal(rap_information_make(&b->in, 4, NULL, 0, NULL, &v), RAP_OK);
    for (size_t i = 0; i < DRAWS * ARMS; i++)
        b->effect[i] = -b->effect[i];
    b->in.better = -1;
    assert_int_equal(rap_information_make(&b->in, 4, NULL, 0, NULL, &w), RAP_OK);
    assert_memory_equal(&v, &w, sizeof v);
    b->in.baseline = 1;
    assert_int_equal(rap_information_make(&b->in, 4, NULL, 0, NULL, &w), RAP_OK);
    assert_double_near(v.raw, w.raw, 1e-9);
    assert_double_near(v.high, w.high, 1e-9);
    bench_free(b);
}

/* Fewer draws than parameters, of which one counts: next to nothing is found, and the interval says so:
 * E max(2 + 3 Z, 0) - 2. */
static void more_parameters_than_draws(void **state) {
    enum { FEW = 30 };
    const double truth = 3 * gsl_ran_ugaussian_pdf(2.0 / 3) - 2 * gsl_cdf_ugaussian_Q(2.0 / 3);
    bench *b = bench_new(36);
    double covered = 0, value = 0;
    (void)state;
    b->in.draws = FEW;
    b->in.parameters = MOST_PARAMETERS;
    for (int k = 0; k < REPEATS; k++) {
        rap_information v;
        for (size_t i = 0; i < FEW * MOST_PARAMETERS; i++)
            b->parameter[i] = gsl_ran_ugaussian(b->rng);
        for (size_t d = 0; d < FEW; d++)
            b->effect[2 * d + 1] =
                2 + 3 * b->parameter[d * MOST_PARAMETERS] + gsl_ran_ugaussian(b->rng);
        assert_int_equal(rap_information_make(&b->in, 1, NULL, 0, NULL, &v), RAP_OK);
        assert_int_equal(v.draws, FEW);
        covered += (v.low <= truth && truth <= v.high) / (double)REPEATS;
        value += v.value / REPEATS;
    }
    assert_true(covered >= 0.95 - 5 * sqrt(0.95 * 0.05 / REPEATS));
    assert_true(value >= 0 && value <= truth);
    bench_free(b);
}

static void too_few_draws(void **state) {
    bench *b = bench_new(37);
    rap_information v;
    const size_t which[] = {0, 3};
    (void)state;
    bench_draw(b, 1);
    b->in.draws = RAP_VALUE_FEWEST;
    assert_int_equal(rap_information_make(&b->in, 4, NULL, 0, NULL, &v), RAP_OK);
    assert_true(isfinite(v.value) && v.draws == RAP_VALUE_FEWEST);
    b->parameter[5] = MISSING;
    assert_int_equal(rap_information_make(&b->in, 4, NULL, 0, NULL, &v), RAP_OK);
    assert_true(isnan(v.value) && isnan(v.low) && v.draws == RAP_VALUE_FEWEST - 1);
    b->in.draws = 1;
    assert_int_equal(rap_information_make(&b->in, 4, NULL, 0, NULL, &v), RAP_OK);
    assert_true(isnan(v.value) && v.draws == 1);
    assert_int_equal(rap_information_make(&b->in, 4, which, 0, NULL, &v), RAP_OK);
    assert_worthless(&v);
    assert_int_equal(rap_information_make(&b->in, 4, which, 2, NULL, &v), RAP_EINPUT);
    b->in.baseline = 2;
    assert_int_equal(rap_information_make(&b->in, 4, which, 1, NULL, &v), RAP_EINPUT);
    bench_free(b);
}

/* Draws with a gap count no more than draws that are not there, constant parameters nothing. */
static void gaps_are_left_out(void **state) {
    bench *b = bench_new(38);
    rap_information v, w;
    const size_t constant = 2;
    (void)state;
    bench_draw(b, 1);
    b->in.draws = DRAWS - 10;
    assert_int_equal(rap_information_make(&b->in, 4, NULL, 0, NULL, &v), RAP_OK);
    b->in.draws = DRAWS;
    for (size_t d = DRAWS - 10; d < DRAWS; d++)
        *(d % 3 == 0   ? &b->cost[2 * d]
          : d % 3 == 1 ? &b->effect[2 * d + 1]
                       : &b->parameter[3 * d]) = MISSING;
    assert_int_equal(rap_information_make(&b->in, 4, NULL, 0, NULL, &w), RAP_OK);
    assert_memory_equal(&v, &w, sizeof v);
    for (size_t d = 0; d < DRAWS; d++)
        b->parameter[3 * d + 2] = 0.1;
    assert_int_equal(rap_information_make(&b->in, 4, &constant, 1, NULL, &v), RAP_OK);
    assert_true(v.value == 0 && v.error == 0 && v.explained == 0);
    bench_free(b);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_normals),
        cmocka_unit_test(how_much_is_chance),
        cmocka_unit_test(shares_by_hand),
        cmocka_unit_test(twins_part_their_share),
        cmocka_unit_test(equal_arms),
        cmocka_unit_test(effects_worth_nothing),
        cmocka_unit_test(direction_and_baseline),
        cmocka_unit_test(more_parameters_than_draws),
        cmocka_unit_test(too_few_draws),
        cmocka_unit_test(gaps_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
