/* test_units.c: the error of a mean over sheets of draws, and its interval, by hand and against a model whose truth is
 * known. */
#include "near.h"
#include "analysis/estimate/summary.h"
#include "base/error.h"
#include "scenario/study/mix.h"
#include "scenario/study/study.h"
#include "stream/stream.h"

#include <string.h>

/* ---- by hand ---------------------------------------------------------------------------------- */

static rap_means means_of(const double *x, const double *y, int64_t n, int64_t sheet) {
    rap_units u = {.sheet = sheet};
    for (int64_t d = 0; d < n; d++)
        if (!isnan(x[d]))
            rap_units_add(&u, d, x[d], y[d]);
    return rap_units_close(&u);
}

/* Sheets (1, 3), (2, 6), (5, 7), (4, 4): mean 4, sums of deviations -4, 0, 4, 0; 4 / 3 * 32 / 64 = 2 / 3. */
static void four_sheets_of_two(void **state) {
    const double x[] = {1, 3, 2, 6, 5, 7, 4, 4}, y[] = {0, 0, 1, 1, 2, 2, 1, 1};
    (void)state;
    rap_means m = means_of(x, y, 8, 2);
    assert_int_equal(m.draws, 8);
    assert_int_equal(m.units, 4);
    assert_double_near(m.x, 4, 0);
    assert_double_near(m.y, 1, 0);
    assert_double_near(m.xx, 2.0 / 3, 1e-15);
    assert_double_near(m.xy, 4.0 / 3 * (4 * 2 + 4 * 2) / 64, 1e-15);
    assert_double_near(m.yy, 4.0 / 3 * 8 / 64, 1e-15);
}

/* One sheet fewer: six draws alone, of mean 4 and squares of deviations 9 + 1 + 4 + 4 + 1 + 9. */
static void too_few_sheets(void **state) {
    const double x[] = {1, 3, 2, 6, 5, 7};
    (void)state;
    rap_means m = means_of(x, x, 6, 2);
    assert_int_equal(m.units, 6);
    assert_double_near(m.xx, 28.0 / 5 / 6, 1e-15);
    m = means_of(x, x, 6, 0);
    assert_int_equal(m.units, 6);
    assert_double_near(m.xx, 28.0 / 5 / 6, 1e-15);
}

/* Sheets (0, -), (-, -), (4, 2), (3, 3), (1, -): mean 13 / 6, five draws of six in four sheets that have some. */
static void sheets_of_unequal_size(void **state) {
    const double none = (double)NAN, x[] = {0, none, none, none, 4, 2, 3, 3, 1};
    const double e[] = {-13.0 / 6, 10.0 / 6, 10.0 / 6, -7.0 / 6};
    double squares = 0;
    (void)state;
    for (size_t h = 0; h < 4; h++)
        squares += e[h] * e[h];
    rap_means m = means_of(x, x, 9, 2);
    assert_int_equal(m.draws, 6);
    assert_int_equal(m.units, 4);
    assert_double_near(m.x, 13.0 / 6, 1e-15);
    assert_double_near(m.xx, 4.0 / 3 * squares / 36, 1e-15);
}

static void nothing_and_one(void **state) {
    const double x[] = {7};
    (void)state;
    rap_means m = means_of(x, x, 0, 5);
    assert_true(m.draws == 0 && isnan(m.x) && isnan(m.xx));
    m = means_of(x, x, 1, 5);
    assert_true(m.units == 1 && m.x <= 7 && m.x >= 7 && isnan(m.xx));
    assert_true(isnan(rap_student(1, 1)) && isnan(rap_student(0, 1)));
}

/* 1e9 away from zero the error keeps its digits. */
static void an_error_far_from_zero(void **state) {
    double x[] = {1, 3, 2, 6, 5, 7, 4, 4};
    (void)state;
    for (size_t d = 0; d < 8; d++)
        x[d] += 1e9;
    rap_means m = means_of(x, x, 8, 2);
    assert_double_near(m.x, 1e9 + 4, 0);
    assert_double_near(m.xx, 2.0 / 3, 1e-14);
}

/* Quantiles as tabled: t(19) at 0.975, and at 0.9975 for ten questions. */
static void student_as_tabled(void **state) {
    (void)state;
    assert_double_near(rap_student(20, 1), 2.093024, 1e-6);
    assert_double_near(rap_student(20, 10), 3.173725, 1e-6);
}

/* ---- bounds ----------------------------------------------------------------------------------- */

/* For an error of sqrt(p (1 - p) / n) and a normal quantile it is Wilson's: 15 of 148 as Newcombe 1998 has it. */
static void a_level_gets_wilsons_interval(void **state) {
    double p = 15.0 / 148, reach = 1.959964 * sqrt(p * (1 - p) / 148), low, high;
    (void)state;
    rap_interval_within(p, reach, (rap_bounds){0, 1}, &low, &high);
    assert_double_near(low, 0.0624, 5e-5);
    assert_double_near(high, 0.1605, 5e-5);
    rap_interval_within(1 - p, reach, (rap_bounds){0, 1}, &low, &high);
    assert_double_near(low, 1 - 0.1605, 5e-5);
    rap_interval_within(100 * p, 100 * reach, (rap_bounds){0, 100}, &low, &high);
    assert_double_near(high, 16.05, 5e-3);
}

static void intervals_stay_inside(void **state) {
    const rap_bounds level = {0, 1}, apart = rap_bounds_sum(level, rap_bounds_times(level, -1));
    double low, high;
    (void)state;
    for (double p = 0; p <= 1; p += 1.0 / 64)
        for (double reach = 0; reach < 4; reach += 0.1) {
            rap_interval_within(p, reach, level, &low, &high);
            assert_true(low >= 0 && low <= p && p <= high && high <= 1);
            rap_interval_within(2 * p - 1, reach, apart, &low, &high);
            assert_true(low >= -1 && low <= 2 * p - 1 && 2 * p - 1 <= high && high <= 1);
        }
    rap_interval_within(0.9, 0.25, apart, &low, &high);
    assert_double_near(low, 0.65, 1e-15);
    assert_double_near(high, 1, 0);
    rap_interval_within(-3, 5, (rap_bounds){0, 0}, &low, &high);
    assert_true(low <= -8 && low >= -8 && high <= 2 && high >= 2);
}

static void bounds_of_sums(void **state) {
    const rap_bounds level = {0, 1}, unknown = {0, 0};
    (void)state;
    rap_bounds b = rap_bounds_sum(rap_bounds_times(level, 2), rap_bounds_times(level, -0.5));
    assert_double_near(b.low, -0.5, 0);
    assert_double_near(b.high, 2, 0);
    b = rap_bounds_sum(b, unknown);
    assert_true(b.low >= 0 && b.high <= 0);
    const rap_outcome share = {.unit = "share"}, scale = {.unit = "0-1"},
                      count = {.unit = "people"};
    assert_true(rap_bounds_of(&share).high >= 1 && rap_bounds_of(&scale).high >= 1);
    assert_true(rap_bounds_of(&count).high <= 0);
}

/* ---- models whose truth is known ---------------------------------------------------------------- */

enum { INPUTS = 10, RUNS = 4, MOST_DRAWS = 400, SEEDS = 1000 };

/* A value of inputs u and luck, all uniform on [0, 1], with its mean and bounds. */
typedef struct {
    double (*value)(const double *u, double luck);
    double truth;
    rap_bounds bounds;
    bool missing;           /* half of the runs are */
    const rap_joint *joint; /* the first two inputs go together */
} known;

/* Ten main effects, a curve, two interactions and luck, which is little of the variance: the mean is that of the curve. */
static double additive_and_more(const double *u, double luck) {
    double sum = luck - 0.5;
    for (size_t k = 0; k < INPUTS; k++)
        sum += (u[k] - 0.5) * (double)(k + 1) / INPUTS;
    return sum + u[0] * u[0] + 2 * (u[1] - 0.5) * (u[2] - 0.5) + 3 * (u[3] - 0.5) * (u[4] - 0.5);
}

/* Something that hardly ever happens: in 1.5 % of runs. */
static double rare_event(const double *u, double luck) {
    return luck < 0.03 * u[0];
}

/* Two inputs that go together by 0.8: the mean of their product is 1 / 4 + 0.8 / 12. */
static double product(const double *u, double luck) {
    return u[0] * u[1] + u[2] + luck - 1;
}

static void run_known(const known *c, double *x, int64_t draws, uint64_t seed) {
    static const char *const paths[INPUTS] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
    for (int64_t d = 0; d < draws; d++) {
        double u[INPUTS];
        for (size_t k = 0; k < INPUTS; k++) {
            const rap_input input = {.path = paths[k],
                                     .prior = rap_prior_between(RAP_UNIFORM, false, 0, 0, 1),
                                     .joint = k < 2 ? c->joint : NULL,
                                     .place = k};
            u[k] = rap_input_draw(&input, seed, (uint64_t)d);
        }
        for (int64_t r = 0; r < RUNS; r++) {
            uint64_t key = rap_stream_key(seed, (uint64_t)(d * RUNS + r), 1);
            bool lacks = c->missing && rap_uniform(key, (rap_event){2, 0, 0}) < 0.5;
            double luck = rap_uniform(key, (rap_event){1, 0, 0});
            x[d * RUNS + r] = lacks ? (double)NAN : c->value(u, luck);
        }
    }
}

typedef struct {
    double covered, width, mean, squares;
} seeds_found;

static seeds_found find_over_seeds(const known *c, int64_t draws, int64_t seeds) {
    static double x[MOST_DRAWS * RUNS];
    seeds_found f = {0, 0, 0, 0};
    rap_workspace w;
    assert_int_equal(rap_workspace_init(&w, MOST_DRAWS * RUNS), RAP_OK);
    for (int64_t k = 0; k < seeds; k++) {
        const rap_sample sample = {
            .x = x, .items = draws * RUNS, .runs = RUNS, .sheet = RAP_SHEET, .bounds = c->bounds};
        run_known(c, x, draws, (uint64_t)k + 1);
        rap_summary s = rap_summarise(&sample, &w, false);
        f.covered += s.ci_low <= c->truth && c->truth <= s.ci_high;
        f.width += (s.ci_high - s.ci_low) / 2;
        f.mean += s.mean - c->truth;
        f.squares += (s.mean - c->truth) * (s.mean - c->truth);
    }
    rap_workspace_free(&w);
    return f;
}

/* Coverage of 93 to 97.5 %, and a half-width of at most 1.2 times 1.96 standard deviations between seeds. */
static void hold_what_they_promise(const known *c, int64_t draws, int64_t seeds) {
    seeds_found f = find_over_seeds(c, draws, seeds);
    double n = (double)seeds, sd = sqrt(f.squares / n), width = f.width / n / 1.96 / sd;
    print_message("mean %.3f, %lld draws: coverage %.1f %%, half-width %.2f of the right one\n",
                  c->truth, (long long)draws, 100 * f.covered / n, width);
    assert_true(f.covered >= 0.93 * n && f.covered <= 0.975 * n);
    assert_true(width > 0.9 && width < 1.2);
    assert_true(fabs(f.mean / n) < 5 * sd / sqrt(n));
}

static void intervals_of_sheets(void **state) {
    known c = {.value = additive_and_more, .truth = 1.0 / 3};
    (void)state;
    hold_what_they_promise(&c, 60, SEEDS);
    hold_what_they_promise(&c, 100, SEEDS);
    hold_what_they_promise(&c, 103, SEEDS); /* the last sheet is cut off */
    hold_what_they_promise(&c, 400, SEEDS / 2);
    c.missing = true;
    hold_what_they_promise(&c, 100, SEEDS);
}

static void intervals_of_inputs_that_go_together(void **state) {
    static const char *pair[] = {"a", "b"};
    const double rank[] = {1, 0.8, 0.8, 1};
    double mix[4];
    (void)state;
    assert_true(rap_joint_mix(rank, 2, mix));
    const rap_joint joint = {.n = 2, .paths = pair, .mix = mix};
    const known c = {.value = product, .truth = 0.25 + 0.8 / 12, .joint = &joint};
    hold_what_they_promise(&c, 100, SEEDS);
    hold_what_they_promise(&c, 400, SEEDS / 2);
}

static void intervals_close_to_a_bound(void **state) {
    const known c = {.value = rare_event, .truth = 0.015, .bounds = {0, 1}};
    (void)state;
    hold_what_they_promise(&c, 100, SEEDS);
    hold_what_they_promise(&c, 400, SEEDS / 2);
}

/* Below four sheets draws count as alone: wider, never narrower. */
static void few_sheets_are_safe(void **state) {
    const known c = {.value = additive_and_more, .truth = 1.0 / 3};
    (void)state;
    for (int64_t draws = 3; draws < RAP_FEWEST_SHEETS * RAP_SHEET; draws += 4)
        assert_true(find_over_seeds(&c, draws, SEEDS).covered >= 0.93 * SEEDS);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_sheets_of_two),
        cmocka_unit_test(too_few_sheets),
        cmocka_unit_test(sheets_of_unequal_size),
        cmocka_unit_test(nothing_and_one),
        cmocka_unit_test(an_error_far_from_zero),
        cmocka_unit_test(student_as_tabled),
        cmocka_unit_test(a_level_gets_wilsons_interval),
        cmocka_unit_test(intervals_stay_inside),
        cmocka_unit_test(bounds_of_sums),
        cmocka_unit_test(intervals_of_sheets),
        cmocka_unit_test(intervals_of_inputs_that_go_together),
        cmocka_unit_test(intervals_close_to_a_bound),
        cmocka_unit_test(few_sheets_are_safe),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
