/* test_priors.c: quantiles of each distribution against figures worked out elsewhere (scipy 1.10), cuts, widths. */
#include "near.h"
#include "scenario/priors/prior.h"

#include <gsl/gsl_cdf.h>
#include <stdio.h>
#include <string.h>

/* Within 1e-12 of the figure, relatively. */
static void assert_close(double x, double known) {
    assert_double_near(x, known, 1e-12 * fabs(known));
}

static void betas_are_as_published(void **state) {
    (void)state;
    static const struct {
        double a, b, u, x;
    } known[] = {{2.2, 3.8, 0.001, 0.0150333867533244}, {2.2, 3.8, 0.5, 0.350999484949118},
                 {2.2, 3.8, 0.999, 0.896369137628451},  {1, 5, 0.001, 0.000200080048033626},
                 {1, 5, 0.999, 0.748811356849042},      {0.1, 0.1, 0.05, 8.66140688957197e-11},
                 {0.1, 0.1, 0.3, 0.00521487025373428},  {0.1, 0.1, 0.5, 0.5},
                 {1e4, 2e3, 1e-6, 0.816767573829431},   {1e4, 2e3, 0.5, 0.833351852176367},
                 {0.5, 9.5, 1e-6, 8.48769605727492e-14}};
    for (size_t k = 0; k < sizeof known / sizeof *known; k++)
        assert_double_near(rap_beta_quantile(known[k].u, known[k].a, known[k].b), known[k].x,
                           1e-10 * known[k].x);
}

/* Every pair of shapes that is allowed, far into the tails: both functions give back the probability. */
static void betas_hold_for_all_shapes(void **state) {
    (void)state;
    static const double shapes[] = {0.1, 0.3, 1, 1.7, 3, 5, 40, 700, 1e4};
    static const double levels[] = {1e-9, 1e-4, 0.02, 0.3, 0.5, 0.77, 0.99, 1 - 1e-9};
    enum { SHAPES = sizeof shapes / sizeof *shapes, LEVELS = sizeof levels / sizeof *levels };
    for (size_t i = 0; i < SHAPES; i++)
        for (size_t j = 0; j < SHAPES; j++) {
            double a = shapes[i], b = shapes[j], table[2 * RAP_BETA_KNOTS];
            rap_beta_fill(table, a, b);
            for (size_t k = 0; k < LEVELS; k++) {
                double u = levels[k], exact = rap_beta_quantile(u, a, b);
                if (exact > 1 - 1e-6)
                    continue; /* so near to 1 no double says precisely enough where */
                assert_double_near(gsl_cdf_beta_P(exact, a, b), u, 1e-9 * u);
                assert_double_near(gsl_cdf_beta_P(rap_beta_look_up(table, u), a, b), u, 2e-5);
            }
        }
}

static void ranges_and_modes(void **state) {
    (void)state;
    rap_prior pert = rap_prior_between(RAP_PERT, false, 2, 3.5, 7);
    assert_close(rap_prior_at(&pert, 0.05), 2 + 5 * 0.0957042835291989);
    assert_close(rap_prior_at(&pert, 0.95), 2 + 5 * 0.691551017711626);
    rap_prior wide = rap_prior_of_range(RAP_PERT, 0.1, 1, 100);
    assert_close(rap_prior_at(&wide, 0.5), 1.34102699711162);
    assert_close(rap_prior_at(&wide, 0.9), 8.57768498709979);
    assert_string_equal(rap_prior_name(&wide), "log-PERT");
    rap_prior at_an_end = rap_prior_of_range(RAP_PERT, 0, 0, 4);
    assert_close(rap_prior_at(&at_an_end, 0.5), 4 * 0.129449436703876);
    rap_prior triangle = rap_prior_between(RAP_TRIANGULAR, false, 0, 0.25, 1);
    assert_close(rap_prior_at(&triangle, 0.01), 0.05);
    assert_close(rap_prior_at(&triangle, 0.25), 0.25);
    assert_close(rap_prior_at(&triangle, 0.5), 0.387627564304206);
    assert_close(rap_prior_at(&triangle, 0.99), 0.913397459621556);
    rap_prior uniform = rap_prior_of_range(RAP_UNIFORM, 1, 1, 5);
    rap_prior decade = rap_prior_of_range(RAP_UNIFORM, 1, 1, 100);
    assert_close(rap_prior_at(&uniform, 0.75), 4);
    assert_close(rap_prior_at(&decade, 0.75), 31.6227766016838);
    assert_string_equal(rap_prior_name(&decade), "log-uniform");
}

/* The mean of a PERT is (lo + 4 mode + hi) / 6: here over equal shares of probability. */
static void a_pert_has_its_mean(void **state) {
    (void)state;
    enum { N = 20000 };
    rap_prior p = rap_prior_between(RAP_PERT, false, 10, 12, 40);
    double sum = 0;
    for (int i = 0; i < N; i++)
        sum += rap_prior_at(&p, (i + 0.5) / N);
    assert_double_near(sum / N, (10 + 4 * 12 + 40) / 6.0, 1e-4);
}

static void means_and_deviations(void **state) {
    (void)state;
    rap_prior lognormal = rap_prior_lognormal(3, 2);
    assert_double_near(rap_prior_at(&lognormal, 0.025), 0.760500556767771, 1e-5);
    assert_double_near(rap_prior_at(&lognormal, 0.5), 2.49615088301353, 1e-9);
    rap_prior beta = rap_prior_beta(0.3, 0.1);
    assert_close(beta.a, 6);
    assert_close(beta.b, 14);
    assert_close(rap_prior_at(&beta, 0.975), 0.512029345345873);
    rap_prior normal = rap_prior_normal(0.2, 0.15);
    assert_double_near(rap_prior_cut(&normal, 0, 1), 0.908788732061099, 1e-6);
    assert_double_near(rap_prior_at(&normal, 0.025), 0.0191172659370933, 1e-6);
    assert_double_near(rap_prior_at(&normal, 0.5), 0.217184957110228, 1e-6);
    assert_double_near(rap_prior_at(&normal, 0.975), 0.500084410026442, 1e-6);
    assert_true(rap_prior_at(&normal, 1e-16) >= 0 && normal.lo == 0);
    assert_false(rap_prior_beta_fits(0.3, 0.46)); /* sqrt(.21) = .458 is the most that there is */
    assert_false(rap_prior_beta_fits(0.3, 0.457));
    assert_false(rap_prior_beta_fits(0.3, 1e-4));
    assert_true(rap_prior_beta_fits(0.3, 0.3));
}

static void quantiles_are_met(void **state) {
    (void)state;
    static const rap_quantile points[] = {{0, 1}, {0.05, 2}, {0.5, 4}, {0.95, 9}, {1, 10}};
    rap_prior p = rap_prior_quantiles(points, 5);
    assert_close(rap_prior_at(&p, 0.05), 2);
    assert_close(rap_prior_at(&p, 0.5), 4);
    assert_close(rap_prior_at(&p, 0.95), 9);
    assert_close(rap_prior_at(&p, 0.275), 3);
    assert_close(rap_prior_at(&p, 0.975), 9.5);
    char text[RAP_PRIOR_WORDS];
    rap_prior_say(&p, text, sizeof text);
    assert_string_equal(text, "quantiles: 0 % at 1, 5 % at 2, 50 % at 4, 95 % at 9, 100 % at 10");
}

/* What is cut off is spread over the rest: a triangle's upper half, and a beta within a range. */
static void what_is_cut_off_is_left_out(void **state) {
    (void)state;
    rap_prior p = rap_prior_between(RAP_TRIANGULAR, false, 0, 0.5, 1);
    assert_double_near(rap_prior_cut(&p, 0.5, 2), 0.5, 1e-12);
    assert_double_near(rap_prior_at(&p, 0.5), 1 - sqrt(0.125), 1e-12);
    rap_prior beta = rap_prior_beta(0.3, 0.1);
    double left = rap_prior_cut(&beta, 0.2, 0.4);
    assert_double_near(left, gsl_cdf_beta_P(0.4, 6, 14) - gsl_cdf_beta_P(0.2, 6, 14), 1e-12);
    assert_double_near(rap_prior_at(&beta, 0.5),
                       gsl_cdf_beta_Pinv(gsl_cdf_beta_P(0.2, 6, 14) + left / 2, 6, 14), 1e-10);
}

/* Twice as wide: quantiles lie twice as far from the value, whatever the shape, as long as no bound is met. */
static void widths_are_about_the_value(void **state) {
    (void)state;
    static const rap_quantile points[] = {{0, 1}, {0.5, 4}, {1, 10}};
    const rap_prior priors[] = {rap_prior_between(RAP_PERT, false, 2, 3, 7),
                                rap_prior_between(RAP_UNIFORM, true, 2, 3, 7),
                                rap_prior_normal(3, 1),
                                rap_prior_lognormal(3, 1),
                                rap_prior_beta(0.5, 0.1),
                                rap_prior_quantiles(points, 3)};
    for (size_t k = 0; k < sizeof priors / sizeof *priors; k++)
        for (double u = 0.01; u < 1; u += 0.07) {
            rap_prior wide = priors[k];
            double value = rap_prior_at(&wide, 0.4), before = rap_prior_at(&wide, u);
            rap_prior_widen(&wide, value, 2, -INFINITY, INFINITY);
            double twice = wide.by_logarithm ? before * before / value : 2 * before - value;
            assert_double_near(rap_prior_at(&wide, u), twice, 1e-9 * fabs(twice));
        }
    rap_prior p = rap_prior_between(RAP_UNIFORM, false, 0.2, 0.5, 0.9);
    rap_prior_widen(&p, 0.5, 2, 0, 1); /* -0.1 to 1.3, cut to what is legal */
    assert_double_near(rap_prior_at(&p, 0.5), 0.5, 1e-9);
    assert_true(p.lo == 0 && p.hi == 1);
}

static void priors_are_told_apart(void **state) {
    (void)state;
    rap_prior a = rap_prior_between(RAP_PERT, false, 0, 1, 4), b = a;
    assert_true(rap_prior_same(&a, &b));
    b = rap_prior_between(RAP_PERT, false, 0, 2, 4);
    assert_false(rap_prior_same(&a, &b));
    b = rap_prior_between(RAP_TRIANGULAR, false, 0, 1, 4);
    assert_false(rap_prior_same(&a, &b));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(betas_are_as_published),
        cmocka_unit_test(betas_hold_for_all_shapes),
        cmocka_unit_test(ranges_and_modes),
        cmocka_unit_test(a_pert_has_its_mean),
        cmocka_unit_test(means_and_deviations),
        cmocka_unit_test(quantiles_are_met),
        cmocka_unit_test(what_is_cut_off_is_left_out),
        cmocka_unit_test(widths_are_about_the_value),
        cmocka_unit_test(priors_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
