/* test_sbc.c: places of truths in posteriors. Uniform where posteriors are exact, and then refused no more often than is said;
 * refused where the prior is another than the truths', where intervals are a quarter too narrow, and where a rule is right
 * over all data sets together but not for each kind of them. */
#include "near.h"
#include "sanitized.h"
#include "analysis/method/sbc.h"
#include "base/error.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdlib.h>

enum { MOST_SETS = 1000, CONTRASTS = 5 };

static double place[CONTRASTS * MOST_SETS], middle[CONTRASTS * MOST_SETS], distance[MOST_SETS];

/* A truth t ~ N(mean, sd^2), data t + N(0, 1), and a posterior under the prior N(0, 1): N(y / 2, 1 / 2), of which the
 * standard deviation is stated as `stated` times what it is. */
static void draw_sets(gsl_rng *rng, size_t sets, double mean, double sd, double stated) {
    for (size_t k = 0; k < sets; k++) {
        for (size_t c = 0; c < CONTRASTS; c++) {
            double t = mean + sd * gsl_ran_ugaussian(rng), y = t + gsl_ran_ugaussian(rng);
            place[c * sets + k] = gsl_cdf_ugaussian_P((t - y / 2) / (sqrt(0.5) * stated));
            middle[c * sets + k] = y / 2;
            distance[k] = c ? distance[k] : fabs(y - 0.7);
        }
    }
}

static double share_refused(size_t repeats, size_t sets, size_t contrasts, double mean, double sd,
                            double stated) {
    rap_sbc sbc[CONTRASTS];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    size_t refused = 0;
    gsl_rng_set(rng, 1);
    for (size_t i = 0; i < repeats; i++) {
        draw_sets(rng, sets, mean, sd, stated);
        assert_int_equal(rap_sbc_make(place, middle, distance, contrasts, sets, sbc), RAP_OK);
        refused += !rap_sbc_passed(sbc, contrasts);
    }
    gsl_rng_free(rng);
    return (double)refused / (double)repeats;
}

/* 5 % of 2,000 studies, and four standard errors; Holm is a little on the safe side. */
static void exact_posteriors_are_refused_as_often_as_is_said(void **state) {
    (void)state;
    skip_under_sanitizers();
    double one = share_refused(2000, MOST_SETS, 1, 0, 1, 1);
    double five = share_refused(2000, MOST_SETS, CONTRASTS, 0, 1, 1);
    print_message("refused though exact: of one contrast %.3f, of five %.3f\n", one, five);
    assert_true(one > 0.02 && one < 0.07);
    assert_true(five > 0.02 && five < 0.07);
}

static void wrong_ones_are_refused(void **state) {
    (void)state;
    skip_under_sanitizers();
    double moved = share_refused(300, 400, CONTRASTS, 1, 1, 1);
    double wider = share_refused(300, 400, CONTRASTS, 0, 1.5, 1);
    double narrow = share_refused(300, 400, CONTRASTS, 0, 1, 0.75);
    double narrow_one = share_refused(300, 400, 1, 0, 1, 0.75);
    print_message("refused at 400: prior moved %.3f, wider %.3f; intervals narrow %.3f, of one "
                  "contrast %.3f\n",
                  moved, wider, narrow, narrow_one);
    assert_true(moved >= 0.95 && wider >= 0.95 && narrow >= 0.95 && narrow_one >= 0.95);
}

/* Of places too low for small data, with density 1.6 - 1.2 x, and as much too high for large ones: uniform together. The same
 * for data near to those at hand, and far from them. */
static void what_is_wrong_for_some_data_only_is_seen(void **state) {
    rap_sbc sbc;
    (void)state;
    for (size_t k = 0; k < 1000; k++) {
        double u = ((double)(k / 2) + 0.5) / 500, low = (1.6 - sqrt(2.56 - 2.4 * u)) / 1.2;
        middle[k] = k % 2 ? 1 : 0;
        distance[k] = (double)(k / 2 * 379 % 500);
        place[k] = k % 2 ? 1 - low : low;
    }
    assert_int_equal(rap_sbc_make(place, middle, distance, 1, 1000, &sbc), RAP_OK);
    assert_true(sbc.p_all > 0.5 && sbc.p_apart < 1e-6 && sbc.p_near > 0.05 && !sbc.passed);
    for (size_t k = 0; k < 1000; k++)
        distance[k] = middle[k] + 1e-3 * (double)(k / 2 * 379 % 500);
    for (size_t k = 0; k < 1000; k++)
        middle[k] = (double)(k / 2 * 379 % 500);
    assert_int_equal(rap_sbc_make(place, middle, distance, 1, 1000, &sbc), RAP_OK);
    assert_true(sbc.p_all > 0.5 && sbc.p_apart > 0.05 && sbc.p_near < 1e-6 && !sbc.passed);
}

/* By hand: 200 places, 40 in the first bin of ten and 0 in the last, 20 in the others: 400 / 20 + 400 / 20. */
static void counts_are_as_by_hand(void **state) {
    rap_sbc sbc[2];
    (void)state;
    for (size_t k = 0; k < 200; k++) {
        size_t bin = k / 20;
        place[k] = (bin == 9 ? 0.05 : 0.1 * (double)bin + 0.05);
        place[200 + k] = k < 99 ? 0.5 : NAN;
        middle[k] = middle[200 + k] = distance[k] = (double)(k * 37 % 200);
    }
    assert_int_equal(rap_sbc_make(place, middle, distance, 2, 200, sbc), RAP_OK);
    assert_int_equal(sbc[0].count[0], 40);
    assert_int_equal(sbc[0].count[9], 0);
    assert_double_near(sbc[0].chi_all, 40, 1e-12);
    assert_double_near(sbc[0].covered[0], 100 / 200., 1e-12);
    assert_double_near(sbc[0].covered[1], 160 / 200., 1e-12);
    assert_double_near(sbc[0].covered[2], 1, 1e-12);
    assert_double_near(sbc[0].p_all, 3 * gsl_cdf_chisq_Q(40, 9), 1e-6); /* of three tests */
    assert_int_equal(sbc[1].sets, 99); /* too few to tell, which stops no other */
    assert_true(isnan(sbc[1].p_all) && !sbc[1].passed);
    assert_false(rap_sbc_passed(sbc + 1, 1));
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_posteriors_are_refused_as_often_as_is_said),
        cmocka_unit_test(wrong_ones_are_refused),
        cmocka_unit_test(what_is_wrong_for_some_data_only_is_seen),
        cmocka_unit_test(counts_are_as_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
