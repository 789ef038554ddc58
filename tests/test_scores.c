/* test_scores.c: scores of forecasts against values worked out by hand, by quadrature, and of forecasts that are right. */
#include "analysis/method/scores.h"
#include "near.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

static const double middle[] = {0};
static const rap_outlook standard = {.x = middle, .n = 1, .error = 1};

/* CRPS of N(0, 1) at y: y (2 Phi(y) - 1) + 2 phi(y) - 1 / sqrt(pi) (Gneiting & Raftery 2007, p. 367). */
static void a_normal_has_the_published_scores(void **state) {
    (void)state;
    assert_double_near(rap_crps(&standard, 0), 0.2336949772551, 1e-12);
    assert_double_near(rap_crps(&standard, 1), 0.6024413576276, 1e-12);
    assert_double_near(rap_crps(&standard, -1), 0.6024413576276, 1e-12);
    assert_double_near(rap_log_score(&standard, 0), 0.9189385332046727, 1e-12);
    assert_double_near(rap_log_score(&standard, 2), 2.9189385332046727, 1e-12);
    assert_double_near(rap_outlook_place(&standard, 1), 0.8413447460685, 1e-12);
    assert_double_near(rap_outlook_quantile(&standard, 0.975), 1.9599639845400545, 1e-12);
    static const double shifted[] = {10};
    const rap_outlook wide = {.x = shifted, .n = 1, .error = 3};
    assert_double_near(rap_crps(&wide, 13), 3 * 0.6024413576276, 1e-11);
    assert_double_near(rap_log_score(&wide, 13), 1.4189385332046727 + log(3), 1e-12);
}

/* Of 1, 2, 4 at 3: 4/3 off, 4/3 between two of them. */
static void a_sample_has_the_scores_of_its_steps(void **state) {
    static const double x[] = {4, 1, 2}, twice[] = {3, 0}, weight[] = {1, 2}, one[] = {5};
    const rap_outlook f = {.x = x, .n = 3}, g = {.x = twice, .weight = weight, .n = 2};
    const rap_outlook certain = {.x = one, .n = 1};
    (void)state;
    assert_double_near(rap_crps(&f, 3), 2.0 / 3, 1e-15);
    assert_double_near(rap_outlook_place(&f, 3), 2.0 / 3, 1e-15);
    assert_double_near(rap_outlook_place(&f, 2), 0.5, 1e-15);
    assert_double_near(rap_outlook_mean(&f), 7.0 / 3, 1e-15);
    assert_double_near(rap_outlook_sd(&f), sqrt(14.0 / 9), 1e-15);
    assert_double_near(rap_outlook_quantile(&f, 0.5), 2, 1e-12);
    assert_double_near(rap_outlook_quantile(&f, 0.9), 4, 1e-12);
    assert_double_near(rap_crps(&g, 0), 1.0 / 3, 1e-15);
    assert_double_near(rap_outlook_mean(&g), 1, 1e-15);
    assert_double_near(rap_crps(&certain, 3), 2, 0);
    assert_true(isnan(rap_log_score(&f, 3)));
}

/* The integral of (F(z) - [z >= seen])^2, by steps of 0.001. */
static double crps_by_quadrature(const rap_outlook *f, double seen, double from, double to) {
    double sum = 0, step = 0.001;
    for (double z = from + step / 2; z < to; z += step)
        sum += pow(rap_outlook_place(f, z) - (z >= seen), 2) * step;
    return sum;
}

static void a_mixture_has_the_scores_that_quadrature_gives(void **state) {
    static const double x[] = {0.2, 0.5, 0.9, 0.55}, weight[] = {1, 4, 2, 0};
    const rap_outlook f = {.x = x, .weight = weight, .n = 4, .error = 0.15};
    double density = 0;
    (void)state;
    for (double seen = -0.5; seen < 2; seen += 0.25)
        assert_double_near(rap_crps(&f, seen), crps_by_quadrature(&f, seen, -3, 4), 1e-6);
    for (size_t i = 0; i < 3; i++)
        density += weight[i] / 7 * gsl_ran_gaussian_pdf(0.7 - x[i], 0.15);
    assert_double_near(rap_log_score(&f, 0.7), -log(density), 1e-12);
    assert_double_near(rap_outlook_place(&f, rap_outlook_quantile(&f, 0.1)), 0.1, 1e-12);
    assert_double_near(rap_outlook_sd(&f), sqrt(0.0225 + 0.38 - 16.0 / 49), 1e-12);
}

/* A value that weighs twice is the same value twice; one that weighs nothing is not there, however odd. */
static void weights_are_how_often_a_value_stands_there(void **state) {
    static const double x[] = {1, 3, 1e9}, weight[] = {2, 1, 0}, often[] = {1, 1, 3};
    (void)state;
    for (int sharp = 0; sharp < 2; sharp++) {
        double error = sharp ? 0 : 0.7;
        const rap_outlook f = {.x = x, .weight = weight, .n = 3, .error = error};
        const rap_outlook g = {.x = often, .n = 3, .error = error};
        assert_double_near(rap_crps(&f, 2.5), rap_crps(&g, 2.5), 1e-14);
        assert_double_near(rap_outlook_quantile(&f, 0.6), rap_outlook_quantile(&g, 0.6), 1e-12);
        assert_double_near(rap_outlook_place(&f, 2.5), rap_outlook_place(&g, 2.5), 1e-14);
    }
}

/* 3.92 wide, and 40 times 1.04 for lying 1.04 outside. */
static void an_interval_pays_for_width_and_for_missing(void **state) {
    (void)state;
    assert_double_near(rap_interval_score(-1.96, 1.96, 0.05, 0), 3.92, 1e-12);
    assert_double_near(rap_interval_score(-1.96, 1.96, 0.05, 3), 45.52, 1e-12);
    assert_double_near(rap_interval_score(-1.96, 1.96, 0.05, -3), 45.52, 1e-12);
}

/* A standard normal that is not seen below 0: half of it is 0, and of the other half the mean is 2 phi(0). The integral of CRPS
 * at 0 loses its lower half. */
static void what_lies_beyond_a_bound_is_seen_at_it(void **state) {
    const rap_outlook held = {.x = middle, .n = 1, .error = 1, .within = {0, 100}};
    (void)state;
    assert_double_near(rap_outlook_mean(&held), 0.3989422804014327, 1e-12);
    assert_double_near(rap_outlook_sd(&held), sqrt(0.5 - 0.15915494309189535), 1e-12);
    assert_double_near(rap_outlook_quantile(&held, 0.3), 0, 0);
    assert_double_near(rap_outlook_quantile(&held, 0.975), 1.9599639845400545, 1e-12);
    assert_double_near(rap_outlook_place(&held, 0), 0.25, 1e-15);
    assert_double_near(rap_outlook_place(&held, 1), 0.8413447460685, 1e-12);
    assert_double_near(rap_crps(&held, 0), 0.2336949772551 / 2, 1e-7);
    assert_double_near(rap_log_score(&held, 0), log(2), 1e-12);
    assert_double_near(rap_log_score(&held, 2), 2.9189385332046727, 1e-12);
}

static void a_bounded_mixture_has_the_scores_that_quadrature_gives(void **state) {
    static const double x[] = {0, 0.2, 0.9}, weight[] = {2, 1, 1}, bounds[] = {0, 1};
    const rap_outlook f = {
        .x = x, .weight = weight, .n = 3, .error = 0.15, .within = {bounds[0], bounds[1]}};
    double mean = 1;
    (void)state;
    for (double seen = 0; seen <= 1; seen += 0.25)
        assert_double_near(rap_crps(&f, seen), crps_by_quadrature(&f, seen, 0, 1), 1e-6);
    for (double z = 0.0005; z < 1; z += 0.001)
        mean -= 0.001 * rap_outlook_place(&f, z);
    assert_double_near(rap_outlook_mean(&f), mean, 1e-6);
    rap_scores s = rap_outlook_score(&f, 0);
    assert_true(s.low <= s.mean && s.low >= 0 && s.high <= 1);
}

typedef enum { CRPS, LOGARITHMIC, INTERVAL } which;

static double score(const rap_outlook *f, double seen, which w) {
    rap_scores s = rap_outlook_score(f, seen);
    return w == CRPS ? s.crps : w == LOGARITHMIC ? s.log : s.interval;
}

/* Mean score where what is seen comes from N(0, 1), at 999 of its quantiles. */
static double expected_score(const rap_outlook *f, which w) {
    double sum = 0;
    for (int k = 1; k < 1000; k++)
        sum += score(f, gsl_cdf_ugaussian_Pinv(k / 1000.0), w);
    return sum / 999;
}

static void who_says_what_he_expects_scores_best(void **state) {
    static const double places[] = {-0.5, 0, 0.5}, widths[] = {0.5, 0.8, 1, 1.25, 2};
    (void)state;
    for (int w = CRPS; w <= INTERVAL; w++) {
        double best = expected_score(&standard, (which)w);
        for (size_t i = 0; i < 15; i++) {
            const rap_outlook f = {.x = &places[i / 5], .n = 1, .error = widths[i % 5]};
            assert_true(i == 7 || expected_score(&f, (which)w) > best);
        }
    }
}

static void no_change_has_the_error_of_both_waves(void **state) {
    static const double then = 0.6, informed[] = {0.5};
    const rap_outlook same = rap_no_change(&then, 0.03, 0.04);
    const rap_outlook f = {.x = informed, .n = 1, .error = 0.05};
    rap_scores s = rap_outlook_score(&same, 0.5);
    (void)state;
    assert_double_near(same.error, 0.05, 1e-15);
    assert_double_near(s.low, 0.6 - 1.959964 * 0.05, 1e-6);
    assert_double_near(s.high, 0.6 + 1.959964 * 0.05, 1e-6);
    assert_false(s.inside);
    assert_double_near(s.interval, 4 * 0.0489991 + 40 * 0.0020018, 1e-5);
    assert_double_near(rap_skill(rap_crps(&f, 0.5), s.crps),
                       1 - 0.2336949772551 /
                               (2 * 0.9544997361036416 + 2 * 0.0539909665132 - 0.5641895835478),
                       1e-9);
    assert_true(isnan(rap_skill(1, 0)));
    assert_double_near(rap_skill(2, 1), -1, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_normal_has_the_published_scores),
        cmocka_unit_test(a_sample_has_the_scores_of_its_steps),
        cmocka_unit_test(a_mixture_has_the_scores_that_quadrature_gives),
        cmocka_unit_test(weights_are_how_often_a_value_stands_there),
        cmocka_unit_test(what_lies_beyond_a_bound_is_seen_at_it),
        cmocka_unit_test(a_bounded_mixture_has_the_scores_that_quadrature_gives),
        cmocka_unit_test(an_interval_pays_for_width_and_for_missing),
        cmocka_unit_test(who_says_what_he_expects_scores_best),
        cmocka_unit_test(no_change_has_the_error_of_both_waves)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
