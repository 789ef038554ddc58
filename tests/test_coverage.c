/* test_coverage.c: over a thousand repeats of a case whose answer is known, the 95 % intervals hold
 * it in 93 to 97 % of them (five standard errors are 3.4 %), and the variances are right on
 * average.
 *
 * Every repeat goes the whole way: runs, store, tables. Draws are 20 of 3 runs. Luck of a draw is
 * made by the toy itself, so that draws are independent, or draws are the engine's own (sheets of a
 * Latin hypercube; test_units.c has more of these).
 * `test_coverage N` repeats N times, and allows less in return.
 */
#include "toy_model.h"
#include "base/error.h"

#include <stdlib.h>
#include <string.h>

enum { DRAWS = 20, RUNS = 3 };

static int n_repeats = 1000;

#define STUDY(settings, a, b)                                                                      \
    "horizon = 1; draws = 20; replicates = 3; seed = 1; runs = 3;" settings                        \
    "arms = { a = { baseline = true; changes = { " a " }; }; b = { changes = { " b " }; }; };"
#define FIXED                                                                                      \
    "level = { value = 1.0; range = [1.0, 1.0]; grade = \"assumed\"; source = \"fixed\"; };"       \
    "slope = { value = 1.0; range = [1.0, 1.0]; grade = \"assumed\"; source = \"fixed\"; };"

/* How often an interval held the truth, and the mean and spread of a number over repeats. */
typedef struct {
    int held, n;
    double sum, squares;
} tally;

static void hold(tally *t, double low, double high, double truth) {
    t->n++;
    t->held += low <= truth && truth <= high;
}

static void add(tally *t, double x) {
    t->n++;
    t->sum += x;
    t->squares += x * x;
}

/* Never further from 95 % than five standard errors, unless that is allowed. */
static void assert_covers(const char *what, const tally *t, double low, double high) {
    double share = (double)t->held / t->n, slack = 5 * sqrt(0.95 * 0.05 / t->n);
    print_message("%s: %.1f %%\n", what, 100 * share);
    assert_int_equal(t->n, n_repeats);
    assert_true(share >= fmax(low, 0.95 - slack));
    assert_true(share <= (high < 1 ? fmin(high, 0.95 + slack) : 1));
}

/* The mean over repeats is within five standard errors of the truth. */
static void assert_unbiased(const char *what, const tally *t, double truth) {
    double mean = t->sum / t->n, error = sqrt((t->squares / t->n - mean * mean) / t->n);
    print_message("%s: %.4f, truth %.4f, standard error %.4f\n", what, mean, truth, error);
    assert_double_near(mean, truth, 5 * error);
    assert_true(error < 0.1 * fabs(truth));
}

static void repeat(const char *text, void (*look)(const toy_results *r, tally *tallies),
                   tally *tallies) {
    toy_results r;
    toy_run(&r, text);
    look(&r, tallies);
    for (int64_t k = 1; k < n_repeats; k++) {
        r.study.seed = 1 + k;
        toy_again(&r);
        look(&r, tallies);
    }
    toy_free(&r);
}

/* ---- luck larger than assumptions ------------------------------------------------------------ */

enum { MEAN, DIFFERENCE, RATIO, RATIO_DIFFERENCE, SURVIVOR, N_INTERVALS };

/* Arm b is 2 higher at the end; the ratios are 6 / 3 and 6 / 4. */
static void look_at_intervals(const toy_results *r, tally *t) {
    const rap_summary *s = toy_outcome(r, 0, TOY_value, "1");
    hold(&t[MEAN], s->ci_low, s->ci_high, 1);
    s = &toy_contrast(r, 0, TOY_value, "1")->s;
    hold(&t[DIFFERENCE], s->ci_low, s->ci_high, 2);
    s = toy_outcome(r, 0, TOY_rate, "1");
    hold(&t[RATIO], s->ci_low, s->ci_high, 2);
    s = &toy_contrast(r, 0, TOY_rate, "1")->s;
    hold(&t[RATIO_DIFFERENCE], s->ci_low, s->ci_high, 6.0 / 4 - 2);
    s = toy_outcome(r, 0, TOY_survivor, "1");
    hold(&t[SURVIVOR], s->ci_low, s->ci_high, 1);
}

static void intervals_cover(void **state) {
    tally t[N_INTERVALS] = {{0, 0, 0, 0}};
    (void)state;
    repeat(STUDY("noise = 1.0; own = 0.8; between = 0.3; missing = 0.3;" FIXED, "",
                 "effect = 2.0; who = 1; base = 4.0;"),
           look_at_intervals, t);
    assert_covers("mean", &t[MEAN], 0.93, 0.97);
    assert_covers("difference", &t[DIFFERENCE], 0.93, 0.97);
    assert_covers("ratio of means", &t[RATIO], 0.93, 0.97);
    assert_covers("difference of ratios", &t[RATIO_DIFFERENCE], 0.93, 0.97);
    assert_covers("mean with missing runs", &t[SURVIVOR], 0.93, 0.97);
}

static void intervals_cover_where_assumptions_decide(void **state) {
    tally t[N_INTERVALS] = {{0, 0, 0, 0}};
    (void)state;
    repeat(STUDY("noise = 0.3; own = 0.3; between = 1.0; missing = 0.3;" FIXED, "",
                 "effect = 2.0; who = 1; base = 4.0;"),
           look_at_intervals, t);
    assert_covers("mean", &t[MEAN], 0.93, 0.97);
    assert_covers("difference", &t[DIFFERENCE], 0.93, 0.97);
    assert_covers("ratio of means", &t[RATIO], 0.93, 0.97);
    assert_covers("difference of ratios", &t[RATIO_DIFFERENCE], 0.93, 0.97);
    assert_covers("mean with missing runs", &t[SURVIVOR], 0.93, 0.97);
}

/* Level is uniform on [0, 2], slope on [0.5, 1.5]: value at month 1 has mean 1 + 2 in arm b. */
static void look_at_hypercube(const toy_results *r, tally *t) {
    const rap_summary *s = toy_outcome(r, 1, TOY_value, "1");
    hold(&t[MEAN], s->ci_low, s->ci_high, 3);
    s = &toy_contrast(r, 0, TOY_value, "1")->s;
    hold(&t[DIFFERENCE], s->ci_low, s->ci_high, 2);
}

static void intervals_cover_in_a_hypercube(void **state) {
    tally t[N_INTERVALS] = {{0, 0, 0, 0}};
    (void)state;
    repeat(STUDY("noise = 0.5; own = 0.5;", "", "effect = 2.0; who = 1;"), look_at_hypercube, t);
    assert_covers("mean, hypercube", &t[MEAN], 0.93, 0.975);
    assert_covers("difference, hypercube", &t[DIFFERENCE], 0.93, 0.975);
}

/* ---- spreads ----------------------------------------------------------------------------------
 */

enum { CHANCE, PARAMETERS, CHANCE_DIFFERENCE, N_SPREADS };

static void look_at_spreads(const toy_results *r, tally *t) {
    const rap_summary *s = toy_outcome(r, 0, TOY_value, "1");
    add(&t[CHANCE], s->sd_chance * s->sd_chance);
    add(&t[PARAMETERS], s->sd_parameters * s->sd_parameters);
    s = &toy_contrast(r, 0, TOY_value, "1")->s;
    add(&t[CHANCE_DIFFERENCE], s->sd_chance * s->sd_chance);
}

/* Common luck falls out of the difference, each arm's own luck does not. */
static void variances_are_unbiased(void **state) {
    tally t[N_SPREADS] = {{0, 0, 0, 0}};
    (void)state;
    repeat(STUDY("noise = 0.6; own = 0.8; between = 1.5;" FIXED, "", "who = 1;"), look_at_spreads,
           t);
    assert_unbiased("variance by chance", &t[CHANCE], 0.36 + 0.64);
    assert_unbiased("variance by parameters", &t[PARAMETERS], 2.25);
    assert_unbiased("variance by chance of differences", &t[CHANCE_DIFFERENCE], 2 * 0.64);
}

/* Missing runs make draws unequal; the variance of parameters stays right. */
static void look_at_survivors(const toy_results *r, tally *t) {
    const rap_summary *s = toy_outcome(r, 0, TOY_survivor, "1");
    add(&t[CHANCE], s->sd_chance * s->sd_chance);
    add(&t[PARAMETERS], s->sd_parameters * s->sd_parameters);
}

static void variances_are_unbiased_with_missing_runs(void **state) {
    tally t[N_SPREADS] = {{0, 0, 0, 0}};
    (void)state;
    repeat(STUDY("noise = 1.0; between = 1.5; missing = 0.3;" FIXED, "", "who = 1;"),
           look_at_survivors, t);
    assert_unbiased("variance by chance, missing", &t[CHANCE], 1);
    assert_unbiased("variance by parameters, missing", &t[PARAMETERS], 2.25);
}

/* Many draws of a normal case: 95 % of sets of assumptions lie within 1.96 sd, however loud chance
 * is. */
static void the_plausible_range_leaves_chance_out(void **state) {
    toy_results r;
    (void)state;
    toy_run(&r, "horizon = 1; draws = 4000; replicates = 2; seed = 3; runs = 2; noise = 1.5; "
                "between = 1.0;" FIXED "arms = { a = { changes = { }; }; };");
    const rap_summary *s = toy_outcome(&r, 0, TOY_value, "1");
    /* standard error of the quantile, raised by the shrinking: about 0.06 */
    assert_double_near(s->plausible_low, 1 - 1.96, 0.25);
    assert_double_near(s->plausible_high, 1 + 1.96, 0.25);
    assert_double_near(s->sd_parameters, 1, 0.1);
    assert_double_near(s->sd_chance, 1.5, 0.1);
    assert_double_near(s->p95 - s->p05, 2 * 1.6449 * sqrt(1 + 2.25), 0.35);
    toy_free(&r);
}

/* How often one programme beats another with other luck: difference 1, luck sqrt(2), normal. */
static void programmes_win_as_often_as_they_should(void **state) {
    toy_results r;
    (void)state;
    toy_run(&r, "horizon = 1; draws = 400; replicates = 20; seed = 3; runs = 20; noise = 1.0;" FIXED
                "arms = { a = { baseline = true; changes = { }; }; b = { changes = { effect = 1.0; "
                "}; }; };");
    const rap_contrast_row *c = toy_contrast(&r, 0, TOY_value, "1");
    assert_double_near(c->p_programme, 0.7602,
                       0.015);           /* normal distribution function at 1 / sqrt 2 */
    assert_double_near(c->p_mean, 1, 0); /* common luck: the difference is 1 in every draw */
    assert_double_near(c->s.mean, 1, 1e-12);
    assert_double_near(c->variance_ratio, 0, 1e-20);
    toy_free(&r);
}

int main(int argc, char **argv) {
    rap_error_quiet_gsl();
    n_repeats = argc > 1 ? atoi(argv[1]) : n_repeats;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_cover),
        cmocka_unit_test(intervals_cover_where_assumptions_decide),
        cmocka_unit_test(intervals_cover_in_a_hypercube),
        cmocka_unit_test(variances_are_unbiased),
        cmocka_unit_test(variances_are_unbiased_with_missing_runs),
        cmocka_unit_test(the_plausible_range_leaves_chance_out),
        cmocka_unit_test(programmes_win_as_often_as_they_should),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
