/* test_contrast.c: paired differences, shares of draws and of programmes, against plain counting.
 */
#include "near.h"
#include "analysis/estimate/matters.h"
#include "analysis/tables/contrast.h"
#include "base/error.h"
#include "stream/stream.h"

enum { MOST = 60 };
#define MISSING ((double)NAN)

static rap_contrast_row compare(const double *a, const double *b, int64_t items, int64_t runs,
                                int better, double delta) {
    rap_contrast_row row = {0};
    rap_workspace w;
    double difference[MOST];
    rap_sample x = {.x = a, .items = items, .runs = runs},
               y = {.x = b, .items = items, .runs = runs};
    assert_true(items <= MOST);
    assert_int_equal(rap_workspace_init(&w, items), RAP_OK);
    rap_compare(&x, &y, better, delta, difference, &w, &row);
    rap_workspace_free(&w);
    return row;
}

/* Two draws of two runs. Differences 1, 2 and 3, -1: means 1.5 and 1. */
static void by_hand(void **state) {
    const double a[] = {2, 4, 4, 1}, b[] = {1, 2, 1, 2};
    (void)state;
    rap_contrast_row r = compare(a, b, 4, 2, 1, 1);
    assert_double_near(r.s.mean, 1.25, 0);
    assert_int_equal(r.s.draws, 2);
    /* pairs with other luck: 2:2, 4:1, 4:2, 1:1: two wins, two ties */
    assert_double_near(r.p_programme, 0.5, 0);
    assert_double_near(r.ties, 0.5, 0);
    /* within: differences (0.5 + 8) / 2; a (2 + 4.5) / 2, b (0.5 + 0.5) / 2 */
    assert_double_near(r.variance_ratio, 4.25 / 3.75, 1e-15);
}

/* Differences 1, 3 and 4 without luck: a plain count of sets (test_set_shares has the others). */
static void sets_are_counted(void **state) {
    const double a[] = {2, 2, 4, 4, 5, 6}, b[] = {1, 1, 1, 1, 1, 2};
    double low, high;
    (void)state;
    rap_contrast_row r = compare(a, b, 6, 2, 1, 3);
    rap_wilson(2, 3, &low, &high);
    assert_double_near(r.p_mean, 2.0 / 3, 0);
    assert_double_near(r.p_mean_low, low, 0);
    assert_double_near(r.p_mean_high, high, 0);
    assert_double_near(compare(a, b, 6, 2, -1, 3).p_mean, 0, 0);
    assert_double_near(compare(b, a, 6, 2, -1, 3).p_mean, 2.0 / 3, 0);
    assert_double_near(r.p_worse, 0, 0);
}

/* Differences 2, -2 and 0 with 2 as the smallest that matters: one set is better, one worse, in one it does not matter.
 * Where less is better the sides change places; without a direction upwards stands for better. */
static void sets_that_are_worse(void **state) {
    const double a[] = {3, 3, 1, 1, 4, 4}, b[] = {1, 1, 3, 3, 4, 4}, c[] = {1, 1, 3, 3, 6, 6};
    double low, high;
    (void)state;
    rap_contrast_row r = compare(a, b, 6, 2, 1, 2);
    rap_wilson(1, 3, &low, &high);
    assert_double_near(r.p_mean, 1.0 / 3, 0);
    assert_double_near(r.p_worse, 1.0 / 3, 0);
    assert_double_near(r.p_worse_low, low, 0);
    assert_double_near(r.p_worse_high, high, 0);
    assert_double_near(compare(a, c, 6, 2, 1, 2).p_worse, 2.0 / 3, 0);
    assert_double_near(compare(a, c, 6, 2, -1, 2).p_worse, 1.0 / 3, 0);
    assert_double_near(compare(a, c, 6, 2, 0, 2).p_worse, 2.0 / 3, 0);
}

static void less_is_better(void **state) {
    const double a[] = {2, 4, 4, 1}, b[] = {1, 2, 1, 2};
    (void)state;
    rap_contrast_row r = compare(b, a, 4, 2, -1, 1);
    assert_double_near(r.s.mean, -1.25, 0);
    assert_double_near(r.p_programme, 0.5, 0);
    r = compare(a, b, 4, 2, -1, 1);
    assert_double_near(r.p_programme, 0, 0);
}

static void identical_arms(void **state) {
    double a[MOST];
    (void)state;
    for (uint32_t k = 0; k < MOST; k++)
        a[k] = rap_normal(5, (rap_event){1, 0, k});
    rap_contrast_row r = compare(a, a, MOST, 4, 1, 0.5);
    double zeros[] = {r.s.mean,           r.s.ci_low,        r.s.ci_high,
                      r.s.sd_chance,      r.s.sd_parameters, r.s.plausible_low,
                      r.s.plausible_high, r.p_mean,          r.variance_ratio};
    for (size_t k = 0; k < sizeof zeros / sizeof zeros[0]; k++)
        assert_true(zeros[k] >= 0 && zeros[k] <= 0);
    assert_double_near(r.p_programme, 0.5, 0); /* other luck: as often better as worse */
    assert_double_near(r.ties, 0, 0);
}

static void without_luck_all_are_ties(void **state) {
    const double a[] = {3, 3, 4, 4};
    (void)state;
    rap_contrast_row r = compare(a, a, 4, 2, 1, 0.5);
    assert_double_near(r.ties, 1, 0);
    assert_double_near(r.p_programme, 0, 0);
    assert_true(isnan(r.variance_ratio)); /* neither side varies */
}

/* As large as the smallest that matters, as far as rounding tells: 0.3 - 0.2 is not 0.1. */
static void at_least_delta(void **state) {
    (void)state;
    assert_true(rap_at_least(2, 2) && rap_at_least(0.3 - 0.2, 0.1) && rap_at_least(0.1, 0.1));
    assert_false(rap_at_least(1.9999, 2) || rap_at_least(-2, 2) || rap_at_least(NAN, 2));
    assert_false(rap_at_least(0, 0) || rap_at_least(-1e-12, 0));
    assert_true(rap_at_least(1e-12, 0) && rap_at_least(INFINITY, 2));
    const double a[] = {0.3, 0.3, 0.3, 0.3}, b[] = {0.2, 0.2, 0.2, 0.2};
    assert_double_near(compare(a, b, 4, 2, 1, 0.1).p_mean, 1, 0);
    assert_double_near(compare(b, a, 4, 2, -1, 0.1).p_mean, 1, 0);
    assert_double_near(compare(b, a, 4, 2, 1, 0.1).p_mean, 0, 0);
    assert_double_near(compare(a, b, 4, 2, 1, 0.11).p_mean, 0, 0);
}

/* Runs that rounding alone tells apart are ties, whichever of them is higher. */
static void rounding_breaks_no_tie(void **state) {
    const double a[] = {0.1 + 0.2, 0.3, 0.3, 0.3}, b[] = {0.3, 0.3, 0.1 + 0.2, 0.3};
    (void)state;
    for (int better = -1; better <= 1; better++) {
        rap_contrast_row r = compare(a, b, 4, 2, better, 0.1);
        assert_double_near(r.ties, 1, 0);
        assert_double_near(r.p_programme, 0, 0);
    }
}

/* Without a second run there is no pair with independent luck, and nothing tells luck from assumptions. */
static void one_run_a_draw(void **state) {
    const double a[] = {1, 2, 3}, b[] = {0, 0, 0};
    (void)state;
    rap_contrast_row r = compare(a, b, 3, 1, 1, 0.5);
    assert_true(isnan(r.p_programme) && isnan(r.ties) && isnan(r.variance_ratio));
    assert_true(isnan(r.p_mean) && isnan(r.p_mean_low) && isnan(r.p_mean_high));
    assert_true(isnan(r.p_worse) && isnan(r.p_worse_low) && isnan(r.p_worse_high));
    assert_double_near(r.s.mean, 2, 1e-15);
}

static void one_set_of_assumptions(void **state) {
    const double a[] = {1, 2, 3}, b[] = {0, 0, 0};
    (void)state;
    rap_contrast_row r = compare(a, b, 3, 3, 1, 0.5);
    assert_true(isnan(r.p_mean) && isnan(r.p_mean_low) && isnan(r.s.sd_parameters));
    assert_true(isfinite(r.s.ci_low));
    assert_double_near(r.p_programme, 1, 0);
}

/* A pair with a missing side is missing; variances are compared over the pairs that are whole. */
static void missing_sides(void **state) {
    const double a[] = {1, 2, MISSING, 4, 5, 6}, b[] = {0, MISSING, 2, 1, 2, 2};
    (void)state;
    rap_contrast_row r = compare(a, b, 6, 3, 1, 0.5);
    assert_int_equal(r.s.runs, 4);
    assert_int_equal(r.s.missing, 2);
    assert_double_near(r.s.mean, (1 + 10.0 / 3) / 2, 1e-15);
    /* whole pairs: one in the first draw, three in the second: differences 3, 3, 4; a 4, 5, 6; b 1,
     * 2, 2 */
    assert_double_near(r.variance_ratio, (2.0 / 3 / 2) / (1 + 2.0 / 3 / 2), 1e-14);
}

/* Pairs counted one by one. */
static void count_plainly(const double *a, const double *b, int64_t items, int64_t runs,
                          double *wins, double *ties) {
    int64_t all = 0, higher = 0, equal = 0;
    for (int64_t i = 0; i < items; i++)
        for (int64_t k = i / runs * runs; k < items && k < (i / runs + 1) * runs; k++) {
            if (i == k || isnan(a[i]) || isnan(b[k]))
                continue;
            all++;
            higher += a[i] > b[k];
            equal += !(a[i] > b[k]) && !(a[i] < b[k]);
        }
    *wins = (double)higher / (double)all;
    *ties = (double)equal / (double)all;
}

static void pairs_as_counted_plainly(void **state) {
    double a[MOST], b[MOST], wins, ties;
    (void)state;
    for (uint64_t n = 0; n < 200; n++) {
        int64_t runs = 2 + (int64_t)(n % 40), items = MOST - (int64_t)(n % 7);
        for (uint32_t k = 0; k < MOST; k++) {
            a[k] = floor(6 * rap_uniform(n, (rap_event){1, 0, k}));
            b[k] = floor(5 * rap_uniform(n, (rap_event){2, 0, k}));
            a[k] = rap_uniform(n, (rap_event){3, 0, k}) < 0.1 ? MISSING : a[k];
            b[k] = rap_uniform(n, (rap_event){4, 0, k}) < 0.1 ? MISSING : b[k];
        }
        rap_contrast_row r = compare(a, b, items, runs, 1, 0.5);
        count_plainly(a, b, items, runs, &wins, &ties);
        assert_double_near(r.p_programme, wins, 0);
        assert_double_near(r.ties, ties, 0);
        r = compare(a, b, items, runs, -1, 0.5);
        assert_double_near(r.p_programme, 1 - wins - ties, 1e-15);
    }
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_hand),
        cmocka_unit_test(sets_are_counted),
        cmocka_unit_test(sets_that_are_worse),
        cmocka_unit_test(less_is_better),
        cmocka_unit_test(identical_arms),
        cmocka_unit_test(without_luck_all_are_ties),
        cmocka_unit_test(one_run_a_draw),
        cmocka_unit_test(one_set_of_assumptions),
        cmocka_unit_test(at_least_delta),
        cmocka_unit_test(rounding_breaks_no_tie),
        cmocka_unit_test(missing_sides),
        cmocka_unit_test(pairs_as_counted_plainly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
