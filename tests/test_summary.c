/* test_summary.c: estimators against numbers worked out by hand or published. */
#include "analysis/estimate/sort.h"
#include "near.h"
#include "analysis/estimate/set_errors.h"
#include "analysis/estimate/ratio.h"
#include "analysis/estimate/summary.h"
#include "base/error.h"
#include "stream/stream.h"

#include <gsl/gsl_sort.h>
#include <string.h>

enum { MOST = 64 };
#define MISSING ((double)NAN)

static rap_summary summarise(const double *x, int64_t items, int64_t runs) {
    rap_workspace w;
    rap_sample sample = {.x = x, .items = items, .runs = runs};
    assert_int_equal(rap_workspace_init(&w, items), RAP_OK);
    rap_summary s = rap_summarise(&sample, &w, true);
    rap_workspace_free(&w);
    rap_workspace_free(&w);
    return s;
}

/* Two draws of two runs: means 2 and 7, within (2 + 8) / 2 = 5, var of means 12.5, t(1) = 12.706.
 */
static void two_draws_of_two_runs(void **state) {
    const double x[] = {1, 3, 5, 9};
    (void)state;
    rap_summary s = summarise(x, 4, 2);
    assert_int_equal(s.draws, 2);
    assert_int_equal(s.runs, 4);
    assert_int_equal(s.missing, 0);
    assert_double_near(s.mean, 4.5, 0);
    assert_double_near(s.sd_chance, sqrt(5), 1e-15);
    assert_double_near(s.sd_parameters, sqrt(12.5 - 5.0 / 2), 1e-15);
    assert_double_near(s.ci_low, 4.5 - 12.706204736432095 * 2.5, 1e-9);
    assert_double_near(s.ci_high, 4.5 + 12.706204736432095 * 2.5, 1e-9);
    assert_true(isnan(s.plausible_low)); /* 12.5 / 2.5 is not above F(.95; 1, 2) = 18.51 */
    assert_double_near(s.p50, 4, 1e-15);
    assert_double_near(s.p05, 1.3, 1e-12);
    assert_double_near(s.p95, 8.4, 1e-12);
}

/* Means 2 and 22, variance 200, of which chance has 1: the range is that of the means drawn in by sqrt(199 / 200), and its
 * ends are right within a factor. */
static void a_range_and_its_ends(void **state) {
    const double x[] = {1, 3, 21, 23};
    (void)state;
    rap_summary s = summarise(x, 4, 2);
    double reach = sqrt(199 / 200.0) * 10 * 0.95; /* type 7 between two means */
    assert_double_near(s.plausible_low, 12 - reach, 1e-12);
    assert_double_near(s.plausible_high, 12 + reach, 1e-12);
    rap_set_errors e;
    rap_set_errors_init(&e, 199, 1, 2, 2, 0);
    double z = 1.959963984540054,
           error = sqrt(199 * rap_set_errors_at(&e, z)) / 0.05844506980503538;
    double times =
        exp(z * error / (z * sqrt(199))); /* the end is nearer than that of a normal one */
    assert_double_near(s.low_end[0], 12 - reach * times, 1e-9);
    assert_double_near(s.low_end[1], 12 - reach / times, 1e-9);
    assert_double_near(s.high_end[0], 12 + reach / times, 1e-9);
    assert_double_near(s.high_end[1], 12 + reach * times, 1e-9);
}

/* Draws keep the same weight whatever they miss: means 2 (of two), 5 (of one), none. */
static void missing_runs(void **state) {
    const double x[] = {1, 3, 5, MISSING, MISSING, MISSING};
    (void)state;
    rap_summary s = summarise(x, 6, 2);
    assert_int_equal(s.draws, 2);
    assert_int_equal(s.runs, 3);
    assert_int_equal(s.missing, 3);
    assert_double_near(s.mean, 3.5, 0);
    assert_double_near(s.sd_chance, sqrt(2), 1e-15);
    assert_double_near(s.sd_parameters, sqrt(4.5 - 2 * 0.75), 1e-15);
}

static void a_draw_cut_off(void **state) {
    const double x[] = {1, 3, 5};
    (void)state;
    rap_summary s = summarise(x, 3, 2);
    assert_int_equal(s.draws, 2);
    assert_double_near(s.mean, 3.5, 0);
}

static void nothing_there(void **state) {
    const double x[] = {MISSING, MISSING};
    (void)state;
    rap_summary s = summarise(x, 2, 1);
    assert_int_equal(s.draws, 0);
    assert_int_equal(s.runs, 0);
    assert_int_equal(s.missing, 2);
    assert_true(isnan(s.mean) && isnan(s.ci_low) && isnan(s.sd_chance) && isnan(s.p50));
    s = summarise(x, 0, 1);
    assert_int_equal(s.missing, 0);
    assert_true(isnan(s.mean));
}

static void one_run(void **state) {
    const double x[] = {7};
    (void)state;
    rap_summary s = summarise(x, 1, 1);
    assert_double_near(s.mean, 7, 0);
    assert_double_near(s.p05, 7, 0);
    assert_true(isnan(s.ci_low) && isnan(s.ci_high) && isnan(s.sd_chance));
    assert_true(isnan(s.sd_parameters) && isnan(s.plausible_low));
}

/* One draw: the interval is of its runs (t(2) = 4.3027), nothing is known of parameters. */
static void one_draw(void **state) {
    const double x[] = {1, 2, 6};
    (void)state;
    rap_summary s = summarise(x, 3, 3);
    assert_double_near(s.mean, 3, 1e-15);
    assert_double_near(s.sd_chance, sqrt(7), 1e-15);
    assert_double_near(s.ci_high, 3 + 4.302652729749464 * sqrt(7.0 / 3), 1e-9);
    assert_true(isnan(s.sd_parameters) && isnan(s.plausible_low) && isnan(s.plausible_high));
}

/* One run a draw: chance cannot be told from parameters. */
static void one_run_a_draw(void **state) {
    const double x[] = {1, 2, 6};
    (void)state;
    rap_summary s = summarise(x, 3, 1);
    assert_double_near(s.ci_high, 3 + 4.302652729749464 * sqrt(7.0 / 3), 1e-9);
    assert_true(isnan(s.sd_chance) && isnan(s.sd_parameters) && isnan(s.plausible_low));
}

static void equal_values_have_no_spread(void **state) {
    double x[MOST];
    (void)state;
    for (size_t k = 0; k < MOST; k++)
        x[k] = 0.1;
    x[5] = MISSING;
    rap_summary s = summarise(x, MOST, 4);
    double all[] = {s.mean,           s.ci_low, s.ci_high, s.plausible_low,
                    s.plausible_high, s.p05,    s.p50,     s.p95};
    for (size_t k = 0; k < sizeof all / sizeof all[0]; k++)
        assert_true(memcmp(&all[k], &x[0], sizeof(double)) == 0);
    assert_true(s.sd_chance >= 0 && s.sd_chance <= 0);
    assert_true(s.sd_parameters >= 0 && s.sd_parameters <= 0);
}

/* More chance between runs than between draws: no parameter variance, and no range that could be told. */
static void no_parameters_where_chance_explains_all(void **state) {
    const double x[] = {0, 10, 1, 9, 2, 8};
    (void)state;
    rap_summary s = summarise(x, 6, 2);
    assert_true(s.sd_parameters >= 0 && s.sd_parameters <= 0);
    assert_true(isnan(s.plausible_low) && isnan(s.plausible_high));
    assert_true(isnan(s.low_end[0]) && isnan(s.high_end[1]));
}

/* 1e9 away from zero the spreads keep their digits. */
static void far_from_zero(void **state) {
    const double x[] = {1e9 + 1, 1e9 + 3, 1e9 + 5, 1e9 + 9};
    (void)state;
    rap_summary s = summarise(x, 4, 2);
    assert_double_near(s.mean, 1e9 + 4.5, 0);
    assert_double_near(s.sd_chance, sqrt(5), 1e-12);
    assert_double_near(s.sd_parameters, sqrt(10), 1e-12);
}

/* Newcombe 1998 (Statistics in Medicine 17:857), table I, method 3. */
static void wilson_as_published(void **state) {
    static const struct {
        int64_t k, n;
        double low, high;
    } cases[] = {{81, 263, 0.2553, 0.3662},
                 {15, 148, 0.0624, 0.1605},
                 {0, 20, 0, 0.1611},
                 {1, 29, 0.0061, 0.1718}};
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        double low, high;
        rap_wilson(cases[k].k, cases[k].n, &low, &high);
        assert_double_near(low, cases[k].low, 5e-5);
        assert_double_near(high, cases[k].high, 5e-5);
        rap_wilson(cases[k].n - cases[k].k, cases[k].n, &low, &high);
        assert_double_near(high, 1 - cases[k].low, 5e-5);
    }
}

static void quantiles_of_type_seven(void **state) {
    const double x[] = {1, 2, 3, 4, 10};
    (void)state;
    assert_double_near(rap_quantile_sorted(x, 5, 0.05), 1.2, 1e-15);
    assert_double_near(rap_quantile_sorted(x, 5, 0.5), 3, 0);
    assert_double_near(rap_quantile_sorted(x, 5, 0.95), 8.8, 1e-14);
    assert_double_near(rap_quantile_sorted(x, 1, 0.95), 1, 0);
    assert_true(isnan(rap_quantile_sorted(x, 0, 0.5)));
}

enum { LONG = 2000, SHAPES = 6 };

/* Rows that sorting may stumble over: random, few values, upwards, downwards, equal, an organ pipe.
 */
static double shaped(int shape, uint32_t k, int64_t n) {
    double u = rap_uniform(7, (rap_event){(uint64_t)n, 0, k});
    double rows[SHAPES] = {u, floor(20 * u), k, -(double)k, 3, fabs((double)k - (double)n / 2)};
    return rows[shape];
}

static void sorting(void **state) {
    static double x[LONG], y[LONG];
    (void)state;
    for (int64_t n = 0; n <= LONG; n += n < 70 ? 1 : 193)
        for (int shape = 0; shape < SHAPES; shape++) {
            for (int64_t k = 0; k < n; k++)
                x[k] = y[k] = shaped(shape, (uint32_t)k, n);
            rap_sort(x, n);
            gsl_sort(y, 1, (size_t)n);
            assert_memory_equal(x, y, (size_t)n * sizeof *x);
        }
}

/* The same order as by GSL's heap, among equals too; what is no number comes last. */
static void sorting_places(void **state) {
    static double x[LONG], room[LONG];
    static size_t order[LONG], heap[LONG];
    (void)state;
    for (size_t n = 0; n <= LONG; n += n < 70 ? 1 : 193)
        for (int shape = 0; shape < 2 * SHAPES; shape++) {
            for (size_t k = 0; k < n; k++)
                x[k] = shape < SHAPES || k % 7 ? shaped(shape % SHAPES, (uint32_t)k, (int64_t)n)
                                               : MISSING;
            rap_sort_order(x, n, order, room);
            for (size_t k = 0; k < n; k++)
                room[k] = isnan(x[k]) ? INFINITY : x[k];
            gsl_sort_index(heap, room, 1, n);
            assert_memory_equal(order, heap, n * sizeof *order);
        }
}

/* Within-draw variance of the items that a mask keeps: draws {1, 3}, {5} and {2, 2, 8}. */
static void within_a_mask(void **state) {
    const double x[] = {1, 3, 100, 5, MISSING, 70, 2, 2, 8};
    const double mask[] = {0, 0, MISSING, 0, 0, MISSING, 0, 0, 0};
    rap_sample sample = {.x = x, .items = 9, .runs = 3};
    (void)state;
    assert_double_near(rap_within(&sample, mask), (2.0 + 24) / 3, 1e-14);
    sample.items = 2;
    sample.runs = 1;
    assert_true(isnan(rap_within(&sample, mask)));
}

/* Whether a ratio of 100 to these has a value; where it has, it is 100 over their mean. */
static bool has_ratio(const double *y, int64_t items, int64_t runs, int64_t sheet) {
    double x[MOST], mask[MOST] = {0}, out[MOST], sum = 0;
    for (int64_t i = 0; i < items; i++) {
        x[i] = 100;
        sum += y[i];
    }
    const rap_ratio ratio = {x, y, mask, items, runs, sheet};
    bool has = rap_ratio_over_all(&ratio, out);
    for (int64_t i = 0; i < items; i++)
        assert_true(has || isnan(out[i]));
    if (has)
        assert_double_near(summarise(out, items, runs).mean, 100 / (sum / (double)items), 1e-12);
    return has;
}

/* A ratio has a value where the interval of its mean denominator leaves out 0. One partnership in six draws: mean 1/6,
 * standard error 1/6, t(5) = 2.571. Two numbers a and b: |a + b| > 12.706 |a - b|. */
static void ratios_to_next_to_nothing(void **state) {
    const double once[] = {0, 0, 0, 1, 0, 0}, always[] = {1, 2, 1, 2, 1, 2}, near[] = {1, 1.17},
                 apart[] = {1, 1.18}, none[] = {0, 0, 0, 0, 0, 0}, same[] = {3, 3, 3};
    (void)state;
    assert_false(has_ratio(once, 6, 1, 0));
    assert_true(has_ratio(always, 6, 1, 0));
    assert_true(has_ratio(near, 2, 1, 0));
    assert_false(has_ratio(apart, 2, 1, 0));
    assert_true(has_ratio(near, 2, 2, 0)); /* one draw: from its runs */
    assert_false(has_ratio(apart, 2, 2, 0));
    assert_true(has_ratio(same, 3, 1, 0));
    assert_false(has_ratio(none, 6, 1, 0));
    assert_true(has_ratio(once + 3, 1, 1, 0)); /* one run has no interval */
    assert_false(has_ratio(once, 1, 1, 0));
}

/* The interval is that of the outcome itself: of sheets, where there are enough of them. Four sheets of two draws that
 * balance each other leave no doubt of their mean. */
static void denominators_in_sheets(void **state) {
    const double y[] = {0, 2, 2, 0, 0, 2, 2, 0};
    (void)state;
    assert_true(has_ratio(y, 8, 1, 2));
    assert_true(has_ratio(y, 8, 1, 0)); /* mean 1, error .378, t(7) = 2.365 */
    assert_false(has_ratio(y, 4, 1, 2));
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_draws_of_two_runs),
        cmocka_unit_test(a_range_and_its_ends),
        cmocka_unit_test(missing_runs),
        cmocka_unit_test(a_draw_cut_off),
        cmocka_unit_test(nothing_there),
        cmocka_unit_test(one_run),
        cmocka_unit_test(one_draw),
        cmocka_unit_test(one_run_a_draw),
        cmocka_unit_test(equal_values_have_no_spread),
        cmocka_unit_test(no_parameters_where_chance_explains_all),
        cmocka_unit_test(far_from_zero),
        cmocka_unit_test(wilson_as_published),
        cmocka_unit_test(quantiles_of_type_seven),
        cmocka_unit_test(sorting),
        cmocka_unit_test(sorting_places),
        cmocka_unit_test(within_a_mask),
        cmocka_unit_test(ratios_to_next_to_nothing),
        cmocka_unit_test(denominators_in_sheets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
