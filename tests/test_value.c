/* test_value.c: increments, ratios, net benefit, acceptability, Pareto sets and present values against
 * numbers worked out by hand; what odd inputs give; failing allocations. The value of information where
 * it is known: test_information.c. */
#include "failing_memory.h"
#include "near.h"
#include "analysis/method/smooth.h"
#include "analysis/method/value.h"
#include "base/error.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#define MISSING ((double)NAN)
static const double t2 = 4.3026527297494619; /* Student with 2, 97.5 % */

static void assert_interval(rap_interval e, double mean, double low, double high) {
    assert_double_near(e.mean, mean, 1e-9);
    assert_double_near(e.low, low, 1e-8);
    assert_double_near(e.high, high, 1e-8);
}

/* Means, variances and covariance of the means: x 4, 1/3, y 12, 4/3, covariance 1/3 (x = 3, 4, 5;
 * y = 10, 14, 12). Roots of (16 - tt/3) R^2 - 2 (48 - tt/3) R + 144 - 4 tt/3 = 0. */
static void ratio_by_hand(void **state) {
    const double x[] = {3, 4, 5}, y[] = {10, 14, 12}, tt = t2 * t2;
    double a = 16 - tt / 3, b = 48 - tt / 3, c = 144 - 4 * tt / 3, root = sqrt(b * b - a * c);
    (void)state;
    rap_interval e = rap_fieller(y, x, 3);
    assert_interval(e, 3, (b - root) / a, (b + root) / a);
    assert_double_near(e.low, 1.8120, 1e-4);
    assert_double_near(e.high, 6.6993, 1e-4);
}

/* A denominator known exactly: the interval of the mean of y, divided by it. */
static void ratio_to_a_constant(void **state) {
    const double x[] = {2, 2, 2}, y[] = {10, 14, 12}, half = t2 * sqrt(4.0 / 3);
    (void)state;
    assert_interval(rap_fieller(y, x, 3), 6, (12 - half) / 2, (12 + half) / 2);
    assert_interval(rap_fieller(x, x, 3), 1, 1, 1);
}

static void ratio_undefined(void **state) {
    const double x[] = {-3, 4, 5}, y[] = {10, 14, 12};
    (void)state;
    assert_true(isnan(rap_fieller(y, x, 3).mean) && isnan(rap_fieller(y, x, 3).high));
    assert_true(isnan(rap_fieller(y, x, 1).mean));
    assert_true(isnan(rap_fieller(y, x, 0).mean));
}

/* Two arms, three draws: arm 0 costs 10 and brings 20, arm 1 that and the increments. */
typedef struct {
    double cost[6], effect[6];
} pair;

static rap_value_input pair_of(pair *p, const double *cost, const double *effect, int better) {
    for (size_t d = 0; d < 3; d++) {
        p->cost[2 * d] = 10;
        p->effect[2 * d] = 20;
        p->cost[2 * d + 1] = 10 + cost[d];
        p->effect[2 * d + 1] = 20 + better * effect[d];
    }
    return (rap_value_input){
        .draws = 3, .arms = 2, .cost = p->cost, .effect = p->effect, .better = better};
}

enum { DOWN, ZERO, UP, VAGUE_DOWN, VAGUE_UP };
static const double steps[][3] = {{-3, -4, -5}, {0, 0, 0}, {3, 4, 5}, {3, -4, -5}, {-3, 4, 5}};

static const struct {
    int cost, effect;
    rap_dominance dominance;
    rap_plane plane;
} cases[] = {
    {DOWN, UP, RAP_DOMINANCE_DOMINATES, RAP_PLANE_CHEAPER_BETTER},
    {ZERO, UP, RAP_DOMINANCE_DOMINATES, RAP_PLANE_NONE},
    {DOWN, ZERO, RAP_DOMINANCE_DOMINATES, RAP_PLANE_NONE},
    {UP, DOWN, RAP_DOMINANCE_DOMINATED, RAP_PLANE_DEARER_WORSE},
    {ZERO, DOWN, RAP_DOMINANCE_DOMINATED, RAP_PLANE_NONE},
    {UP, ZERO, RAP_DOMINANCE_DOMINATED, RAP_PLANE_NONE},
    {UP, UP, RAP_DOMINANCE_TRADE_OFF, RAP_PLANE_DEARER_BETTER},
    {DOWN, DOWN, RAP_DOMINANCE_TRADE_OFF, RAP_PLANE_CHEAPER_WORSE},
    {ZERO, ZERO, RAP_DOMINANCE_UNCLEAR, RAP_PLANE_NONE},
    {UP, VAGUE_UP, RAP_DOMINANCE_UNCLEAR, RAP_PLANE_DEARER_BETTER},
    {VAGUE_DOWN, UP, RAP_DOMINANCE_UNCLEAR, RAP_PLANE_CHEAPER_BETTER},
    {VAGUE_UP, VAGUE_DOWN, RAP_DOMINANCE_UNCLEAR, RAP_PLANE_DEARER_WORSE},
};

static void every_word_is_earned(void **state) {
    (void)state;
    for (int better = -1; better <= 1; better += 2)
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            pair p;
            rap_increment x;
            rap_value_input in = pair_of(&p, steps[cases[i].cost], steps[cases[i].effect], better);
            rap_increment_make(&in, 1, &x);
            assert_int_equal(x.dominance, cases[i].dominance);
            assert_int_equal(x.plane, cases[i].plane);
            int defined = cases[i].dominance == RAP_DOMINANCE_TRADE_OFF;
            assert_int_equal(!isnan(x.icer.mean), defined);
            assert_int_equal(!isnan(x.icer.low) && !isnan(x.icer.high), defined);
        }
}

static void words_differ(void **state) {
    (void)state;
    for (int a = 0; a <= RAP_PLANE_CHEAPER_WORSE; a++)
        for (int b = 0; b < a; b++)
            assert_string_not_equal(rap_plane_text((rap_plane)a), rap_plane_text((rap_plane)b));
    assert_string_equal(rap_dominance_text(RAP_DOMINANCE_DOMINATES), "dominates");
    assert_string_equal(rap_dominance_text(RAP_DOMINANCE_DOMINATED), "is dominated");
    assert_string_equal(rap_dominance_text(RAP_DOMINANCE_TRADE_OFF), "trade-off");
    assert_string_equal(rap_dominance_text(RAP_DOMINANCE_UNCLEAR), "no clear difference");
    assert_string_equal(rap_dominance_text(RAP_DOMINANCE_UNTOLD), "cannot be told");
}

/* Costs 10, 14, 12 and effects 3, 4, 5 as in ratio_by_hand. */
static void increments_by_hand(void **state) {
    const double cost[] = {10, 14, 12}, effect[] = {3, 4, 5};
    (void)state;
    for (int better = -1; better <= 1; better += 2) {
        pair p;
        rap_increment x;
        rap_value_input in = pair_of(&p, cost, effect, better);
        rap_interval ratio = rap_fieller(cost, effect, 3);
        rap_increment_make(&in, 1, &x);
        assert_int_equal(x.draws, 3);
        assert_interval(x.cost, 12, 12 - t2 * sqrt(4.0 / 3), 12 + t2 * sqrt(4.0 / 3));
        assert_interval(x.effect, 4, 4 - t2 * sqrt(1.0 / 3), 4 + t2 * sqrt(1.0 / 3));
        assert_interval(x.icer, 3, ratio.low, ratio.high);
    }
}

/* At 2 a unit: -4, -6, -2 (variance 4); at 0: the cost, turned. */
static void net_benefit_by_hand(void **state) {
    const double cost[] = {10, 14, 12}, effect[] = {3, 4, 5};
    pair p;
    size_t draws;
    rap_value_input in = pair_of(&p, cost, effect, -1);
    (void)state;
    assert_interval(rap_net_benefit(&in, 1, 2, &draws), -4, -4 - t2 * sqrt(4.0 / 3),
                    -4 + t2 * sqrt(4.0 / 3));
    assert_int_equal(draws, 3);
    assert_interval(rap_net_benefit(&in, 1, 0, NULL), -12, -12 - t2 * sqrt(4.0 / 3),
                    -12 + t2 * sqrt(4.0 / 3));
}

static void assert_nothing(rap_interval e) {
    assert_true(e.mean == 0 && e.low == 0 && e.high == 0);
}

static void baseline_against_itself(void **state) {
    const double cost[] = {0.1, 1e9, 1.0 / 3}, effect[] = {0.7, -0.2, 1e-9};
    (void)state;
    for (size_t base = 0; base < 2; base++) {
        pair p;
        rap_increment x;
        rap_value_input in = pair_of(&p, cost, effect, 1);
        in.baseline = base;
        rap_increment_make(&in, base, &x);
        assert_nothing(x.cost);
        assert_nothing(x.effect);
        assert_nothing(rap_net_benefit(&in, base, 12345.678, NULL));
        assert_int_equal(x.dominance, RAP_DOMINANCE_UNCLEAR);
        assert_int_equal(x.plane, RAP_PLANE_NONE);
        assert_true(isnan(x.icer.mean));
    }
}

/* One of three draws missing leaves two, two leave one, three none. */
static void missing_draws(void **state) {
    const double cost[] = {10, 14, 12}, effect[] = {3, 4, 5};
    const double t1 = 12.706204736174694; /* Student with 1, 97.5 % */
    pair p;
    size_t draws;
    rap_increment x;
    rap_value_input in = pair_of(&p, cost, effect, 1);
    (void)state;
    p.effect[1] = MISSING;
    assert_interval(rap_net_benefit(&in, 1, 1, &draws), -8.5, -8.5 - t1 * 1.5, -8.5 + t1 * 1.5);
    assert_int_equal(draws, 2);
    p.cost[2] = MISSING;
    rap_interval one = rap_net_benefit(&in, 1, 1, &draws);
    assert_int_equal(draws, 1);
    assert_double_near(one.mean, -7, 1e-12);
    assert_true(isnan(one.low) && isnan(one.high));
    rap_increment_make(&in, 1, &x);
    assert_true(isnan(x.cost.low) && isnan(x.effect.high) && isnan(x.icer.mean));
    assert_int_equal(x.dominance, RAP_DOMINANCE_UNTOLD);
    assert_int_equal(x.plane, RAP_PLANE_DEARER_BETTER);
    p.cost[5] = MISSING;
    assert_true(isnan(rap_net_benefit(&in, 1, 1, &draws).mean));
    assert_int_equal(draws, 0);
    rap_increment_make(&in, 1, &x);
    assert_true(isnan(x.cost.mean) && x.draws == 0);
    assert_int_equal(x.plane, RAP_PLANE_NONE);
}

/* 110 now and in a year at 10 % are 210; twelve months on, a month's amount is worth a year's. */
static void present_values(void **state) {
    const double yearly[] = {110, 110}, monthly[13] = {[12] = 110};
    (void)state;
    assert_double_near(rap_present_value(yearly, 2, 0.1, 1), 210, 1e-12);
    assert_double_near(rap_present_value(monthly, 13, 0.1, 12), 100, 1e-12);
    assert_double_near(rap_present_value(yearly, 2, 0.21, 2), 210, 1e-12);
    assert_double_near(rap_present_value(yearly, 2, -0.5, 1), 330, 1e-12);
    assert_double_near(rap_present_value(yearly, 2, 0, 12), 220, 0);
    assert_double_near(rap_present_value(NULL, 0, 0.03, 12), 0, 0);
    assert_true(isnan(rap_present_value(yearly, 2, -1, 1)));
    assert_true(isnan(rap_present_value(yearly, 2, MISSING, 1)));
    assert_true(isnan(rap_present_value(yearly, 2, 0.1, 0)));
}

/* Arms x two outcomes over three draws. Arm 1 is arm 0 and clearly more of the first; arm 2 clearly
 * less of both; arm 3 more of the first than 0, on average, but not clearly; arm 4 trades. */
static const double outcomes[3][5][2] = {
    {{0, 0}, {3, 0}, {-3, -9}, {-3, 0}, {9, -9}},
    {{0, 0}, {4, 0}, {-4, -8}, {4, 0}, {9, -8}},
    {{0, 0}, {5, 0}, {-5, -7}, {5, 0}, {9, -7}},
};

static void pareto_set(void **state) {
    const int more[] = {1, 1}, less[] = {-1, -1}, mixed[] = {1, -1};
    int kept[5];
    (void)state;
    assert_int_equal(rap_pareto(&outcomes[0][0][0], 3, 5, 2, more, kept), RAP_OK);
    const int wanted[] = {0, 1, 0, 1, 1};
    assert_memory_equal(kept, wanted, sizeof kept);
    assert_int_equal(rap_pareto(&outcomes[0][0][0], 3, 5, 2, less, kept), RAP_OK);
    const int turned[] = {0, 0, 1, 0, 0}; /* 4: 2 is as good on the second, clearly on the first */
    assert_memory_equal(kept, turned, sizeof kept);
    assert_int_equal(rap_pareto(&outcomes[0][0][0], 3, 5, 2, mixed, kept), RAP_OK);
    const int other[] = {0, 0, 0, 0, 1};
    assert_memory_equal(kept, other, sizeof kept);
}

/* Equal arms stay, and so does what cannot be compared: one draw, or a missing outcome. */
static void pareto_keeps_the_unclear(void **state) {
    const double same[] = {1, 2, 1, 2, 3, 4, 3, 4}, gap[] = {1, 2, 5, MISSING, 1, 2, 6, MISSING};
    const int more[] = {1, 1};
    int kept[2] = {0, 0};
    (void)state;
    rap_pareto(same, 2, 2, 2, more, kept);
    assert_true(kept[0] && kept[1]);
    kept[0] = kept[1] = 0;
    rap_pareto(gap, 2, 2, 2, more, kept);
    assert_true(kept[0] && kept[1]);
    kept[0] = kept[1] = 0;
    rap_pareto(&outcomes[0][0][0], 1, 2, 2, more, kept);
    assert_true(kept[0] && kept[1]);
}

/* Arm 4 with weights 2 and 0.5: 18 - 4.5, - 4, - 3.5; against arm 1: 7.5, 6, 4.5. */
static void weighted_sums(void **state) {
    const double weight[] = {2, 0.5}, first[] = {2, 0}, *x = &outcomes[0][0][0];
    const int more[] = {1, 1}, mixed[] = {1, -1};
    double half = t2 * 0.5 / sqrt(3), gap[] = {1, MISSING, 3, MISSING};
    (void)state;
    assert_interval(rap_weighted_sum(x, 3, 5, 2, more, weight, 4, 4), 14, 14 - half, 14 + half);
    assert_interval(rap_weighted_sum(x, 3, 5, 2, mixed, weight, 4, 4), 22, 22 - half, 22 + half);
    half = t2 * 1.5 / sqrt(3);
    assert_interval(rap_weighted_sum(x, 3, 5, 2, more, weight, 4, 1), 6, 6 - half, 6 + half);
    assert_double_near(rap_weighted_sum(gap, 2, 1, 2, more, first, 0, 0).mean, 4, 1e-12);
    assert_true(isnan(rap_weighted_sum(gap, 2, 1, 2, more, weight, 0, 0).mean));
}

/* A line is found again, also for rows left out, whatever constant or repeated columns come along. */
static void smoother_finds_a_line(void **state) {
    enum { ROWS = 40, COLUMNS = 3 };
    double x[ROWS * COLUMNS], y[2 * ROWS], fitted[2 * ROWS];
    int fold[ROWS];
    rap_smoother s;
    (void)state;
    for (int i = 0; i < ROWS; i++) {
        x[i * COLUMNS] = x[i * COLUMNS + 2] = i * 7 % ROWS;
        x[i * COLUMNS + 1] = 1e6;
        y[i] = 5 - 2 * x[i * COLUMNS];
        y[ROWS + i] = 3;
        fold[i] = i % 4;
    }
    assert_int_equal(rap_smoother_init(&s, x, ROWS, COLUMNS), RAP_OK);
    assert_int_equal(s.ends[0], 2);
    for (int without = -1; without < 4; without++) {
        assert_int_equal(rap_smoother_fit(&s, y, 2, fold, without, fitted), RAP_OK);
        for (int i = 0; i < ROWS; i++) {
            assert_double_near(fitted[i], y[i], 0.01);
            assert_double_near(fitted[ROWS + i], 3, 1e-12);
        }
    }
    rap_smoother_free(&s);
    rap_smoother_free(&s);
}

enum { DRAWS = 40, ARMS = 3, PARAMETERS = 4 };
typedef struct {
    double cost[DRAWS * ARMS], effect[DRAWS * ARMS], parameter[DRAWS * PARAMETERS];
} noise;

static rap_value_input noise_make(noise *n, unsigned long seed) {
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, seed);
    for (int i = 0; i < DRAWS * PARAMETERS; i++)
        n->parameter[i] = gsl_ran_ugaussian(rng);
    for (int i = 0; i < DRAWS * ARMS; i++) {
        n->cost[i] = 100 + gsl_ran_ugaussian(rng);
        n->effect[i] = gsl_ran_ugaussian(rng) + i % ARMS * n->parameter[i / ARMS * PARAMETERS];
    }
    gsl_rng_free(rng);
    return (rap_value_input){.draws = DRAWS,
                             .arms = ARMS,
                             .parameters = PARAMETERS,
                             .cost = n->cost,
                             .effect = n->effect,
                             .parameter = n->parameter,
                             .better = 1};
}

/* Both estimators once; the first failure, or RAP_OK. */
static int everything(const rap_value_input *in, rap_information *v, rap_interval *share) {
    rap_acceptance a;
    int status = rap_information_make(in, 3, NULL, 0, NULL, v);
    return status ? status : rap_acceptance_make(in, 3, share, &a);
}

static void each_allocation_may_fail(void **state) {
    noise n;
    rap_value_input in = noise_make(&n, 5);
    rap_information once, v;
    rap_interval share[ARMS], same[ARMS];
    long fails = 0;
    (void)state;
    assert_int_equal(everything(&in, &once, share), RAP_OK);
    for (int status = RAP_ENOMEM; status; fails++) {
        left = fails;
        status = everything(&in, &v, same);
        left = -1;
        assert_true(status == RAP_OK || status == RAP_ENOMEM);
    }
    assert_true(fails > 20);
    assert_memory_equal(&once, &v, sizeof v);
    assert_memory_equal(share, same, sizeof same);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ratio_by_hand),
        cmocka_unit_test(ratio_to_a_constant),
        cmocka_unit_test(ratio_undefined),
        cmocka_unit_test(every_word_is_earned),
        cmocka_unit_test(words_differ),
        cmocka_unit_test(increments_by_hand),
        cmocka_unit_test(net_benefit_by_hand),
        cmocka_unit_test(baseline_against_itself),
        cmocka_unit_test(missing_draws),
        cmocka_unit_test(present_values),
        cmocka_unit_test(pareto_set),
        cmocka_unit_test(pareto_keeps_the_unclear),
        cmocka_unit_test(weighted_sums),
        cmocka_unit_test(smoother_finds_a_line),
        cmocka_unit_test(each_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
