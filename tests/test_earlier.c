/* test_earlier.c: contexts that are outcomes of an earlier phase: by hand, and where the causes are known. */
#include "realist_model.h"
#include "realist_study.h"
#include "analysis/propositions/earlier.h"
#include "base/error.h"

#include <string.h>

enum { STUDIES = 400 };

/* ---- by hand ---------------------------------------------------------------------------------- */

static void sides_of_a_limit(void **state) {
    const double level[] = {0.4, 0.5, 0.6, (double)NAN};
    const rap_earlier from = {.limit = 0.5}, below = {.limit = 0.5, .below = true};
    signed char side[4];
    (void)state;
    rap_earlier_sides(&from, level, 4, side);
    assert_memory_equal(side, ((signed char[]){0, 1, 1, -1}), 4);
    rap_earlier_sides(&below, level, 4, side);
    assert_memory_equal(side, ((signed char[]){1, 0, 0, -1}), 4);
}

static void one_side_is_picked(void **state) {
    const signed char side[] = {1, 0, -1, 1};
    double inside[] = {1, 2, 3, 4}, outside[] = {1, 2, 3, 4}, every[] = {1, 2, 3, 4};
    (void)state;
    rap_earlier_pick(inside, side, 4, 2, RAP_RUNS_INSIDE);
    rap_earlier_pick(outside, side, 4, 2, RAP_RUNS_OUTSIDE);
    rap_earlier_pick(every, side, 4, 2, RAP_EVERY_RUN);
    assert_true(isnan(inside[1]) && isnan(inside[2]) && isnan(outside[0]) && isnan(outside[2]));
    assert_double_near(inside[0] + inside[3], 5, 0);
    assert_double_near(outside[1], 2, 0);
    assert_double_near(every[2], 3, 0);
}

/* Mean of a set, and the variance of that mean. */
static void assert_apart(const double *values, const signed char *side, int64_t n, double mean,
                         double variance) {
    double x[8], squares = 0;
    memcpy(x, values, (size_t)n * sizeof *x);
    rap_earlier_pick(x, side, n, n, RAP_RUNS_APART);
    for (int64_t i = 0; i < n; i++)
        squares += (x[i] - mean) * (x[i] - mean);
    assert_double_near(rap_mean(x, n), mean, 1e-12);
    assert_double_near(squares / (double)(n * (n - 1)), variance, 1e-12);
}

/* 4, 6 against 1, 3: 5 - 2, with s^2 = (2 + 2) / 2 and 1/2 + 1/2. 7 against 1, 2, 3: 7 - 2, s^2 = 2 / 2 and
 * 1 + 1/3. */
static void sides_apart(void **state) {
    (void)state;
    assert_apart((double[]){4, 6, 1, 3}, (signed char[]){1, 1, 0, 0}, 4, 3, 2);
    assert_apart((double[]){7, 1, 2, 3}, (signed char[]){1, 0, 0, 0}, 4, 5, 4.0 / 3);
}

static void sides_that_cannot_be_compared(void **state) {
    double x[] = {1, 2, 3, 5, (double)NAN, 6, 1, 2};
    const signed char side[] = {1, 1, 1, 0, 0, -1, 1, 0};
    (void)state;
    rap_earlier_pick(x, side, 8, 3, RAP_RUNS_APART);
    for (size_t i = 0; i < 8; i++)
        assert_true(isnan(x[i]));
}

/* ---- where the causes are known --------------------------------------------------------------- */

#define LUCKY(limit) "context = { earlier = { outcome = \"value\"; window = \"0\"; " limit " }; }; "
#define SHARES                                                                                     \
    "outcome = { name = \"share\"; window = \"1\"; direction = \"up\"; at_least = 0.01; }; "

static double gain_at(double level) {
    return 1 / (1 + exp(-level - 2)) - 1 / (1 + exp(-level));
}

/* Mean of gain_at over a standard normal level on one side of 0, by Simpson's rule up to 8. */
static double mean_gain(double sign) {
    const int n = 4000;
    double sum = 0, h = 8.0 / n;
    for (int i = 0; i <= n; i++) {
        double x = i * h, w = i == 0 || i == n ? 1 : i % 2 ? 4 : 2;
        sum += w * exp(-x * x / 2) * gain_at(sign * x);
    }
    return 2 * sum * h / 3 / sqrt(2 * acos(-1));
}

static void assert_covered(int hits, const char *what) {
    double sigma = sqrt(STUDIES * 0.95 * 0.05);
    if (fabs(hits - 0.95 * STUDIES) > 5 * sigma)
        print_error("%s: covered in %d of %d\n", what, hits, STUDIES);
    assert_true(fabs(hits - 0.95 * STUDIES) <= 5 * sigma);
}

/* A dose of 2 moves the log-odds by 2 from where luck had put them: less, in shares, from above 0 than from
 * below. All three intervals cover the truth in 95 of 100 studies. */
static void effects_by_what_had_come_before(void **state) {
    double inside = mean_gain(1), outside = mean_gain(-1);
    realist *r = realist_plan(
        &realist_model,
        STUDY("draws = 20; replicates = 4; runs = 4; k_a = 1.0; luck = 1.0;",
              PROPOSITION("p", LUCKY("at_least = 0.0;") DOSE "response = \"a\"; " SHARES)));
    int hits[3] = {0};
    (void)state;
    for (int seed = 0; seed < STUDIES; seed++) {
        realist_judge(r, 100 + seed);
        const rap_proposition_result *p = &r->verdicts.rows[0];
        const rap_estimate *e[] = {&p->effect, &p->outside, &p->context};
        const double truth[] = {inside, outside, inside - outside};
        for (size_t k = 0; k < 3; k++)
            hits[k] += e[k]->s.ci_low <= truth[k] && truth[k] <= e[k]->s.ci_high;
        assert_int_equal(p->runs_inside + p->runs_outside, 80);
    }
    assert_covered(hits[0], "inside");
    assert_covered(hits[1], "outside");
    assert_covered(hits[2], "inside less outside");
    realist_free(r);
}

/* The resource itself lifts most runs beyond the limit. Split by what runs are without it, its effect on the value is
 * the same 2 in each run; split by what each arm's runs are, it would be another. */
static void the_resource_does_not_choose_the_context(void **state) {
    const double moved = 0.4772; /* of a standard normal, between -2 and 0 */
    (void)state;
    realist *r = realist_judged(
        &realist_model,
        STUDY("draws = 60; replicates = 4; runs = 4; k_a = 1.0; luck = 1.0;",
              PROPOSITION("p", LUCKY("at_least = 0.0;") DOSE "response = \"a\"; " VALUE("1.0"))
                  PROPOSITION("q", LUCKY("below = 0.0;") DOSE "response = \"a\"; " VALUE("1.0"))));
    const rap_proposition_result *p = r->verdicts.rows;
    for (size_t k = 0; k < 2; k++) {
        assert_double_near(p[k].effect.s.mean, 2, 1e-12);
        assert_double_near(p[k].outside.s.mean, 2, 1e-12);
        assert_double_near(p[k].context.s.mean, 0, 1e-12);
        assert_double_near(p[k].removed_last.s.mean, 2, 1e-12);
        assert_int_equal(p[k].verdict, RAP_HOLDS_EVERYWHERE);
        assert_true(fabs((double)p[k].runs_moved - 240 * moved) < 5 * sqrt(240 * moved));
    }
    assert_int_equal(p[0].runs_inside, p[1].runs_outside);
    assert_int_equal(p[0].runs_inside + p[1].runs_inside, 240);
    assert_true(p[0].from.mean > 0.5 && p[1].from.mean < -0.5);
    realist_free(r);
}

/* A limit that no run comes to: nothing is measured and nothing is said. */
static void a_context_that_never_comes(void **state) {
    (void)state;
    realist *r = realist_judged(
        &realist_model,
        STUDY("draws = 5; replicates = 4; runs = 4; k_a = 1.0; luck = 1.0;",
              PROPOSITION("p", LUCKY("at_least = 50.0;") DOSE "response = \"a\"; " VALUE("1.0"))));
    const rap_proposition_result *p = r->verdicts.rows;
    assert_int_equal(p->runs_inside, 0);
    assert_int_equal(p->effect.s.draws, 0);
    assert_double_near(p->outside.s.mean, 2, 1e-12);
    assert_int_equal(p->verdict, RAP_NOT_DISTINGUISHABLE);
    assert_int_equal(p->open.reason, RAP_BY_NO_VALUE);
    realist_free(r);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sides_of_a_limit),
        cmocka_unit_test(one_side_is_picked),
        cmocka_unit_test(sides_apart),
        cmocka_unit_test(sides_that_cannot_be_compared),
        cmocka_unit_test(effects_by_what_had_come_before),
        cmocka_unit_test(the_resource_does_not_choose_the_context),
        cmocka_unit_test(a_context_that_never_comes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
