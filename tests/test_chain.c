/* test_chain.c: Shapley shares of the variance of single runs: where they are known, adding up to it exactly, with
 * intervals that cover; figures by hand; what cannot be told. */
#include "known_functions.h"
#include "near.h"
#include "analysis/method/chain.h"
#include "base/error.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <string.h>

enum { PLAYERS = 4 };

/* Ishigami's inputs are one player or three, then two kinds of luck: one acts alone, one only with the other. */
static double outcome(const double *u) {
    return known_ishigami(u);
}

/* Assumptions z0; luck z1 by itself, z2 and z3 only together: variance 4 + 1 + 4, Shapley effects 4, 1, 2, 2. */
static double with_luck(const double *z) {
    return 2 * z[0] + z[1] + 2 * z[2] * z[3];
}

static void add_chain(rap_chain *c, gsl_rng *rng, size_t players, int normal, uint64_t chain,
                      double (*f)(const double *)) {
    double from[PLAYERS], to[PLAYERS], y[PLAYERS + 1];
    size_t order[PLAYERS];
    for (size_t i = 0; i < players; i++) {
        from[i] = normal ? gsl_ran_ugaussian(rng) : gsl_rng_uniform(rng);
        to[i] = normal ? gsl_ran_ugaussian(rng) : gsl_rng_uniform(rng);
    }
    rap_chain_order(5, chain, players, order);
    y[0] = f(from);
    for (size_t l = 0; l < players; l++) {
        from[order[l]] = to[order[l]];
        y[l + 1] = f(from);
    }
    rap_chain_add(c, order, y);
}

/* First-order and half of what two make together: Ishigami .4358, .4424, .1218. */
static void ishigami_has_its_shapley_effects(void **state) {
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    rap_chain c;
    (void)state;
    gsl_rng_set(rng, 1);
    assert_int_equal(rap_chain_init(&c, ISHIGAMI), RAP_OK);
    for (uint64_t j = 0; j < 20000; j++)
        add_chain(&c, rng, ISHIGAMI, 0, j, outcome);
    rap_index all = rap_chain_variance(&c);
    assert_double_near(all.value, known_ishigami_variance, 5 * all.error);
    for (size_t i = 0; i < ISHIGAMI; i++) {
        rap_index share = rap_chain_share(&c, i, 1);
        double truth = (known_ishigami_first[i] + known_ishigami_total[i]) / 2;
        assert_double_near(share.value, truth, 5 * share.error);
        assert_true(share.error < 0.01 && share.state == RAP_INDEX_TOLD);
    }
    rap_chain_free(&c);
    rap_chain_free(&c);
    gsl_rng_free(rng);
}

/* Each chain's parts add up to half the squared distance of its ends: shares to 1, to rounding; and the variance is that of
 * independent single runs. */
static void shares_add_up_to_the_variance(void **state) {
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    rap_chain c;
    double sum = 0, apart = 0;
    enum { RUNS = 4000 };
    (void)state;
    gsl_rng_set(rng, 2);
    assert_int_equal(rap_chain_init(&c, PLAYERS), RAP_OK);
    for (uint64_t j = 0; j < RUNS; j++) {
        const double z[] = {gsl_ran_ugaussian(rng), gsl_ran_ugaussian(rng), gsl_ran_ugaussian(rng),
                            gsl_ran_ugaussian(rng)};
        add_chain(&c, rng, PLAYERS, 1, j, with_luck);
        apart += with_luck(z) * with_luck(z) / RUNS;
    }
    rap_index all = rap_chain_variance(&c), luck = rap_chain_share(&c, 1, 3);
    for (size_t i = 0; i < PLAYERS; i++)
        sum += rap_chain_share(&c, i, 1).value;
    assert_double_near(sum, 1, 1e-12);
    assert_double_near(rap_chain_share(&c, 0, PLAYERS).value, 1, 1e-12);
    assert_true(rap_chain_share(&c, 0, PLAYERS).error < 1e-7);
    assert_double_near(luck.value, 5 / 9., 5 * luck.error);
    assert_double_near(all.value, 9, 5 * all.error);
    assert_double_near(apart, all.value, 5 * all.error);
    rap_chain_free(&c);
    gsl_rng_free(rng);
}

/* From 256 chains: shares 4/9, 1/9, 2/9, 2/9 lie in their intervals in 93 to 97.5 % of a thousand repeats. */
static void intervals_cover_from_256_chains(void **state) {
    static const double truth[] = {4 / 9., 1 / 9., 2 / 9., 2 / 9.};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    double covered[PLAYERS] = {0};
    enum { REPEATS = 1000 };
    (void)state;
    gsl_rng_set(rng, 3);
    for (uint64_t r = 0; r < REPEATS; r++) {
        rap_chain c;
        assert_int_equal(rap_chain_init(&c, PLAYERS), RAP_OK);
        for (uint64_t j = 0; j < 256; j++)
            add_chain(&c, rng, PLAYERS, 1, r * 256 + j, with_luck);
        for (size_t i = 0; i < PLAYERS; i++) {
            rap_index share = rap_chain_share(&c, i, 1);
            covered[i] += (share.low <= truth[i] && truth[i] <= share.high) / (double)REPEATS;
        }
        rap_chain_free(&c);
    }
    for (size_t i = 0; i < PLAYERS; i++)
        if (!(covered[i] > 0.90 && covered[i] < 0.985))
            fail_msg("player %zu: %.3f", i, covered[i]);
    gsl_rng_free(rng);
}

/* Outcomes 1, 3, 6 with player 1 first: it gets (3 - 1) (3 + 1 - 2) / 2 = 2, the other 3 (3 + 6 - 2) / 2 = 10.5; all of it
 * is (6 - 1)^2 / 2 = 12.5. */
static void one_chain_by_hand(void **state) {
    static const double f[] = {1, 3, 6}, gap[] = {1, NAN, 6}, same[] = {4, 4, 4};
    static const size_t order[] = {1, 0};
    rap_chain c;
    (void)state;
    assert_int_equal(rap_chain_init(&c, 2), RAP_OK);
    rap_chain_add(&c, order, f);
    assert_double_near(c.moments.mean[1], 2, 0);
    assert_double_near(c.moments.mean[0], 10.5, 0);
    assert_double_near(c.moments.mean[2], 12.5, 0);
    assert_int_equal(rap_chain_variance(&c).state, RAP_INDEX_NONE);
    rap_chain_add(&c, order, gap);
    assert_int_equal(c.missing, 1);
    assert_int_equal(c.moments.n, 1);
    rap_chain_free(&c);
    assert_int_equal(rap_chain_init(&c, 2), RAP_OK);
    for (int i = 0; i < 20; i++)
        rap_chain_add(&c, order, same);
    assert_int_equal(rap_chain_variance(&c).state, RAP_INDEX_NEAR_ZERO);
    assert_double_near(rap_chain_variance(&c).high, 0, 0);
    assert_int_equal(rap_chain_share(&c, 0, 1).state, RAP_INDEX_NONE);
    assert_true(isnan(rap_chain_share(&c, 0, 1).value));
    rap_chain_free(&c);
}

/* All orders of three players come as often as each other; the same chain has the same one. */
static void any_order_is_as_likely(void **state) {
    size_t seen[27] = {0}, order[3], again[3];
    (void)state;
    for (uint64_t chain = 0; chain < 6000; chain++) {
        rap_chain_order(9, chain, 3, order);
        rap_chain_order(9, chain, 3, again);
        assert_memory_equal(order, again, sizeof order);
        seen[order[0] * 9 + order[1] * 3 + order[2]]++;
    }
    size_t orders = 0;
    for (size_t i = 0; i < 27; i++) {
        orders += seen[i] > 0;
        assert_true(seen[i] == 0 || fabs((double)seen[i] - 1000) < 5 * sqrt(1000 * 5 / 6.));
    }
    assert_int_equal(orders, 6);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ishigami_has_its_shapley_effects),
        cmocka_unit_test(shares_add_up_to_the_variance),
        cmocka_unit_test(intervals_cover_from_256_chains),
        cmocka_unit_test(one_chain_by_hand),
        cmocka_unit_test(any_order_is_as_likely),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
