/* test_morris.c: elementary effects: the ten inputs of Morris's function that matter come first; effects of a plane by hand;
 * trajectories that are what they should be; groups, gaps. */
#include "known_functions.h"
#include "near.h"
#include "analysis/method/morris.h"
#include "base/error.h"

#include <stdbool.h>
#include <stdlib.h>

enum { TRAJECTORIES = 10 };

static rap_morris_design design_of(size_t inputs, uint64_t seed) {
    return (rap_morris_design){.inputs = inputs,
                               .groups = inputs,
                               .levels = 4,
                               .trajectories = TRAJECTORIES,
                               .seed = seed};
}

/* Outcomes of all points. */
static void run_design(const rap_morris_design *d, double (*f)(const double *), double *y) {
    double x[(MORRIS + 1) * MORRIS];
    for (size_t t = 0; t < d->trajectories; t++) {
        rap_morris_points(d, t, x);
        for (size_t point = 0; point <= d->groups; point++)
            y[t * (d->groups + 1) + point] = f(x + point * d->inputs);
    }
}

static bool first_ten_lead(uint64_t seed) {
    rap_morris_effect e[MORRIS];
    double y[TRAJECTORIES * (MORRIS + 1)], least = INFINITY, most = 0;
    const rap_morris_design d = design_of(MORRIS, seed);
    run_design(&d, known_morris, y);
    assert_int_equal(rap_morris_make(&d, y, e), RAP_OK);
    for (size_t i = 0; i < MORRIS; i++) {
        assert_true(e[i].n == TRAJECTORIES && e[i].low <= e[i].star && e[i].star <= e[i].high);
        if (i < 10)
            least = fmin(least, e[i].star);
        else
            most = fmax(most, e[i].star);
    }
    return least > most;
}

static void the_ten_that_matter_come_first(void **state) {
    size_t right = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= 100; seed++)
        right += first_ten_lead(seed);
    assert_int_equal(right, 100);
}

static double plane(const double *x) {
    return 3 * x[0] - 5 * x[1] + 0 * x[2];
}

/* Of a plane every effect is its slope: mu 3, -5, 0; mu* 3, 5, 0; nothing is bent. */
static void slopes_of_a_plane(void **state) {
    static const double slope[] = {3, -5, 0};
    rap_morris_effect e[3];
    double y[TRAJECTORIES * 4];
    const rap_morris_design d = design_of(3, 4);
    (void)state;
    run_design(&d, plane, y);
    assert_int_equal(rap_morris_make(&d, y, e), RAP_OK);
    for (size_t i = 0; i < 3; i++) {
        assert_double_near(e[i].mu, slope[i], 1e-12);
        assert_double_near(e[i].star, fabs(slope[i]), 1e-12);
        assert_double_near(e[i].sigma, 0, 1e-12);
        assert_double_near(e[i].high - e[i].low, 0, 1e-12);
    }
}

static double square(const double *x) {
    return 9 * x[0] * x[0];
}

/* 9 x^2 on four levels: effects 9 (2/3)^2 / (2/3) = 6 from 0 and back, 9 (1 - 1/9) / (2/3) = 12 from 1/3 and back. Eight
 * trajectories start twice from each level: mu = mu* = 9, sd of four 6 and four 12 is 3 sqrt(8/7). */
static void a_bend_by_hand(void **state) {
    rap_morris_effect e;
    double y[8 * 2];
    rap_morris_design d = design_of(1, 11);
    (void)state;
    d.trajectories = 8;
    run_design(&d, square, y);
    assert_int_equal(rap_morris_make(&d, y, &e), RAP_OK);
    assert_double_near(e.mu, 9, 1e-12);
    assert_double_near(e.star, 9, 1e-12);
    assert_double_near(e.sigma, 3 * sqrt(8 / 7.), 1e-12);
    assert_double_near(e.high - e.star, 2.3646 * 3 * sqrt(8 / 7.) / sqrt(8), 1e-3);
}

/* Each step moves one input by 2/3, all move once, and all points lie on the grid. */
static void trajectories_move_one_by_one(void **state) {
    enum { INPUTS = 7 };
    double x[(INPUTS + 1) * INPUTS];
    size_t first[INPUTS] = {0};
    (void)state;
    for (uint64_t seed = 0; seed < 50; seed++) {
        const rap_morris_design d = design_of(INPUTS, seed);
        size_t moved[INPUTS] = {0};
        rap_morris_points(&d, seed % TRAJECTORIES, x);
        for (size_t i = 0; i < (INPUTS + 1) * INPUTS; i++)
            assert_double_near(fabs(3 * x[i] - round(3 * x[i])), 0, 1e-12);
        for (size_t point = 0; point < INPUTS; point++) {
            size_t at_once = 0;
            for (size_t i = 0; i < INPUTS; i++) {
                double step = fabs(x[(point + 1) * INPUTS + i] - x[point * INPUTS + i]);
                if (!(step > 0))
                    continue;
                assert_double_near(step, 2 / 3., 1e-12);
                at_once++;
                moved[i]++;
                first[i] += point == 0;
            }
            assert_int_equal(at_once, 1);
        }
        for (size_t i = 0; i < INPUTS; i++)
            assert_int_equal(moved[i], 1);
    }
    for (size_t i = 0; i < INPUTS; i++)
        assert_true(first[i] > 0 && first[i] < 25);
}

static double two_and_one(const double *x) {
    return x[0] + 4 * x[1];
}

/* Two inputs that move together, and one: the group's effects are 5 or 3 whichever way they go, and have no direction. */
static void groups_move_together(void **state) {
    static const size_t group[] = {0, 0, 1}, wrong[] = {0, 0, 2}, empty[] = {0, 0, 0};
    rap_morris_effect e[2];
    double y[TRAJECTORIES * 3];
    rap_morris_design d = design_of(3, 6);
    (void)state;
    d.groups = 2;
    d.group = group;
    run_design(&d, two_and_one, y);
    assert_int_equal(rap_morris_make(&d, y, e), RAP_OK);
    assert_true(e[0].star > 3 && e[0].star < 5 && isnan(e[0].mu) && isnan(e[0].sigma));
    assert_double_near(e[1].star, 0, 0);
    assert_double_near(e[1].mu, 0, 0);
    d.group = wrong;
    assert_int_equal(rap_morris_make(&d, y, e), RAP_EINPUT);
    d.group = empty;
    assert_int_equal(rap_morris_make(&d, y, e), RAP_EINPUT);
    d.group = group;
    d.levels = 3;
    assert_int_equal(rap_morris_make(&d, y, e), RAP_EINPUT);
}

/* A missing outcome takes the effects on both its sides with it; of none there is nothing to say. */
static void gaps_cost_their_neighbours(void **state) {
    rap_morris_effect e[3];
    double y[TRAJECTORIES * 4];
    const rap_morris_design d = design_of(3, 4);
    (void)state;
    run_design(&d, plane, y);
    y[1] = NAN;
    assert_int_equal(rap_morris_make(&d, y, e), RAP_OK);
    assert_int_equal(e[0].n + e[1].n + e[2].n, 3 * TRAJECTORIES - 2);
    for (size_t i = 0; i < TRAJECTORIES * 4; i++)
        y[i] = NAN;
    assert_int_equal(rap_morris_make(&d, y, e), RAP_OK);
    assert_true(e[0].n == 0 && isnan(e[0].mu) && isnan(e[0].star) && isnan(e[0].low));
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ten_that_matter_come_first),
        cmocka_unit_test(slopes_of_a_plane),
        cmocka_unit_test(a_bend_by_hand),
        cmocka_unit_test(trajectories_move_one_by_one),
        cmocka_unit_test(groups_move_together),
        cmocka_unit_test(gaps_cost_their_neighbours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
