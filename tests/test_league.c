/* test_league.c: arms in order of cost, against published figures and by hand. */
#include "near.h"
#include "analysis/method/value.h"
#include "base/error.h"

#include <string.h>

enum { ARMS = 5, DRAWS = 2 };

static void make(const double *cost, const double *effect, size_t arms, int better,
                 rap_league_row *rows) {
    double c[ARMS * DRAWS], e[ARMS * DRAWS];
    for (size_t i = 0; i < arms * DRAWS; i++) {
        c[i] = cost[i % arms];
        e[i] = better * effect[i % arms];
    }
    const rap_value_input in = {
        .draws = DRAWS, .arms = arms, .cost = c, .effect = e, .better = better};
    assert_int_equal(rap_league_make(&in, rows), RAP_OK);
}

/* Screening for HIV, no more than now, once, every five and three years, and yearly: costs and months of Paltiel et
 * al. 2006 (Ann Intern Med 145:797) as dampack's vignette "Basic cost effectiveness analysis" has them. The yearly one is
 * dominated. */
static void a_published_table(void **state) {
    const double cost[] = {29440, 27000, 26000, 28440, 28020};
    const double effect[] = {277.76 / 12, 277.57 / 12, 277.25 / 12, 277.83 / 12, 277.78 / 12};
    const size_t order[] = {2, 1, 4, 3, 0}, against[] = {0, 2, 1, 4};
    const double icer[] = {0, 37500, 58285.71, 100800};
    (void)state;
    for (int better = -1; better <= 1; better += 2) {
        rap_league_row rows[ARMS];
        make(cost, effect, ARMS, better, rows);
        for (size_t i = 0; i < ARMS; i++)
            assert_int_equal(rows[i].arm, order[i]);
        assert_true(rows[0].place == RAP_LEAGUE_FRONTIER && isnan(rows[0].icer.mean));
        for (size_t i = 1; i < 4; i++) {
            assert_int_equal(rows[i].place, RAP_LEAGUE_FRONTIER);
            assert_int_equal(rows[i].against, against[i]);
            assert_double_near(rows[i].icer.mean, icer[i], 0.01);
        }
        assert_true(rows[4].place == RAP_LEAGUE_DOMINATED && isnan(rows[4].icer.mean));
    }
}

/* The second costs 100 a unit, the third 25 more a unit after it, 50 against the first: the second is extendedly
 * dominated. When the fourth comes, 30 a unit after the third, both fall: it costs 260 / 7 against the first. */
static void a_mix_of_neighbours_is_better(void **state) {
    const double cost[] = {0, 100, 150, 260}, effect[] = {0, 1, 3, 7};
    rap_league_row rows[ARMS];
    (void)state;
    make(cost, effect, 3, 1, rows);
    assert_int_equal(rows[1].place, RAP_LEAGUE_EXTENDED);
    assert_true(rows[2].place == RAP_LEAGUE_FRONTIER && rows[2].against == 0);
    assert_double_near(rows[2].icer.mean, 50, 1e-12);
    make(cost, effect, 4, 1, rows);
    assert_true(rows[1].place == RAP_LEAGUE_EXTENDED && rows[2].place == RAP_LEAGUE_EXTENDED);
    assert_double_near(rows[3].icer.mean, 260.0 / 7, 1e-12);
}

static void twins_and_nothing(void **state) {
    const double cost[] = {5, 5, 5}, effect[] = {1, 2, 2}, none[] = {NAN, 1, 1};
    rap_league_row rows[ARMS];
    (void)state;
    make(cost, effect, 3, 1, rows);
    assert_true(rows[0].arm == 1 && rows[0].place == RAP_LEAGUE_FRONTIER);
    assert_true(rows[1].arm == 2 && rows[1].place == RAP_LEAGUE_DOMINATED);
    assert_true(rows[2].arm == 0 && rows[2].place == RAP_LEAGUE_DOMINATED);
    make(cost, none, 3, 1, rows);
    assert_true(rows[0].place == RAP_LEAGUE_UNTOLD && isnan(rows[0].cost));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_published_table),
        cmocka_unit_test(a_mix_of_neighbours_is_better),
        cmocka_unit_test(twins_and_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
