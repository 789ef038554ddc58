/* test_regress.c: what a regression says of a row that is left out is what a regression without that row says; least squares
 * as by another program; forecasts that data do not support are held back; cloud and matrix beneath it. */
#include "made_reference.h"
#include "near.h"
#include "analysis/method/cloud.h"
#include "analysis/method/like.h"
#include "analysis/method/matrix.h"
#include "analysis/method/regress.h"
#include "base/error.h"

#include <gsl/gsl_fit.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_statistics_double.h>
#include <stdlib.h>

/* ---- leaving out ------------------------------------------------------------------------------- */

/* The middle of a row by solving anew without it, with the same terms and the same shares kept: b minimises
 * sum w (t - x'b)^2 + b'P b, P the penalty that keeps c of each orthonormal term: A / c in its block. */
static double middle_without(const made_reference *m, const rap_reference *r,
                             const rap_regression *g, const rap_fit *f, size_t out) {
    enum { TERMS = 4 };
    double a[TERMS * TERMS] = {0}, all[TERMS * TERMS] = {0}, t[TERMS] = {0}, x[TERMS];
    assert_int_equal(g->straight, TERMS);
    for (size_t i = 0; i < r->n; i++)
        for (size_t p = 0; p < TERMS; p++)
            for (size_t q = 0; q < TERMS; q++) {
                double xp = p ? r->component[(p - 1) * r->n + i] : 1;
                double xq = q ? r->component[(q - 1) * r->n + i] : 1;
                all[p * TERMS + q] += r->weight[i] * xp * xq;
                a[p * TERMS + q] += i == out ? 0 : r->weight[i] * xp * xq;
                t[p] += q || i == out ? 0 : r->weight[i] * xp * m->target[r->row[i]];
            }
    /* components have mean 0 and are uncorrelated over the rows, so the penalty is diagonal */
    for (size_t p = 1; p < TERMS; p++)
        a[p * TERMS + p] += all[p * TERMS + p] * (1 / f->line.straight - 1);
    rap_triangle(a, TERMS);
    rap_triangle_forward(a, TERMS, TERMS, t, 1);
    rap_triangle_back(a, TERMS, TERMS, t);
    for (size_t p = 0; p < TERMS; p++)
        x[p] = p ? r->component[(p - 1) * r->n + out] : 1;
    return rap_dot(x, t, TERMS);
}

static void a_row_left_out_is_a_fit_without_it(void **state) {
    made_reference m = made_reference_of(60, 3, 1, 5, 1);
    double weight[60];
    rap_reference r;
    rap_regression g;
    rap_fit f;
    (void)state;
    m.noise = 2;
    made_reference_draw(&m);
    for (size_t i = 0; i < 60; i++)
        weight[i] = 0.5 + (double)(i % 4);
    m.table.weight = weight;
    m.summary[7] = NAN; /* this row takes no part */
    assert_int_equal(rap_reference_init(&r, &m.table, RAP_WITHOUT_NONE), RAP_OK);
    assert_int_equal(r.n, 59);
    assert_int_equal(rap_regression_init(&g, &r, NULL), RAP_OK);
    assert_int_equal(rap_fit_init(&f, &r), RAP_OK);
    rap_row_column column = rap_target_column(&r, 0);
    rap_regress(&g, &column, false, &f);
    assert_true(f.line.straight > 0.1 && f.line.straight < 1);
    for (size_t i = 0; i < r.n; i += 5)
        assert_double_near(f.middle[i], middle_without(&m, &r, &g, &f, i), 1e-9);
    for (size_t i = 0; i < r.n; i++)
        assert_double_near(f.middle[i] + f.scale[i] * f.z[i], rap_in_column(&column, i), 1e-12);
    rap_fit_free(&f);
    rap_regression_free(&g);
    rap_regression_free(&g);
    rap_reference_free(&r);
    made_reference_free(&m);
}

/* One quantity: the line of gsl_fit_linear, whose two coefficients nothing is kept back of. */
static void one_quantity_gives_the_line_of_least_squares(void **state) {
    made_reference m = made_reference_of(200, 1, 1, 2, 2);
    double c0, c1, c00, c01, c11, sum, middle, scale, component, value = 1.3;
    rap_reference r;
    rap_regression g;
    rap_fit f;
    (void)state;
    made_reference_draw(&m);
    assert_int_equal(rap_reference_init(&r, &m.table, RAP_WITHOUT_NONE), RAP_OK);
    assert_int_equal(rap_regression_init(&g, &r, NULL), RAP_OK);
    assert_int_equal(rap_fit_init(&f, &r), RAP_OK);
    rap_row_column column = rap_target_column(&r, 0);
    rap_regress(&g, &column, false, &f);
    gsl_fit_linear(r.pseudo, 1, m.target, 1, 200, &c0, &c1, &c00, &c01, &c11, &sum);
    rap_reference_place(&r, &value, &component);
    rap_foretell(&g, &f, &component, &middle, &scale);
    assert_double_near(middle, c0 + c1 * value, 1e-10);
    assert_double_near(f.line.squares - f.line.by_straight, sum, 1e-8);
    rap_fit_free(&f);
    rap_regression_free(&g);
    rap_reference_free(&r);
    made_reference_free(&m);
}

/* Forty quantities that say nothing: least squares explains a tenth of 400 rows; what is kept of it is next to nothing, on
 * average, and never makes the forecast of rows left out worse than their mean by more than a little. */
static void forecasts_that_nothing_supports_are_held_back(void **state) {
    enum { ROWS = 410, STUDIES = 40 };
    double kept = 0, loss = 0;
    (void)state;
    for (unsigned long seed = 0; seed < STUDIES; seed++) {
        made_reference m = made_reference_of(ROWS, 40, 1, 45, seed);
        rap_reference r;
        rap_regression g;
        rap_fit f;
        made_reference_draw(&m);
        for (size_t i = 0; i < ROWS; i++)
            m.target[i] = gsl_ran_ugaussian(m.rng);
        assert_int_equal(rap_reference_init(&r, &m.table, RAP_WITHOUT_NONE), RAP_OK);
        assert_int_equal(rap_regression_init(&g, &r, NULL), RAP_OK);
        assert_int_equal(rap_fit_init(&f, &r), RAP_OK);
        rap_row_column column = rap_target_column(&r, 0);
        rap_regress(&g, &column, false, &f);
        kept += f.line.straight / STUDIES;
        double off = 0;
        for (size_t i = 0; i < ROWS; i++)
            off += pow(m.target[i] - f.middle[i], 2);
        loss += off / gsl_stats_tss(m.target, 1, ROWS) / STUDIES;
        rap_fit_free(&f);
        rap_regression_free(&g);
        rap_reference_free(&r);
        made_reference_free(&m);
    }
    assert_true(kept < 0.2);  /* 1 is least squares */
    assert_true(loss < 1.05); /* 1.22 is least squares */
}

/* A count that is mostly 0 where the forecast is low: at a low forecast hardly anything else, at a high one all sizes. */
static void residuals_are_those_of_like_forecasts(void **state) {
    enum { ROWS = 2000 };
    made_reference m = made_reference_of(ROWS, 1, 1, 1, 3);
    double *x = calloc(ROWS, sizeof *x), low = 0, high = 0, component, middle, scale;
    size_t zeros = 0;
    rap_reference r;
    rap_regression g;
    rap_fit f;
    rap_like like;
    (void)state;
    m.noise = 0.05;
    made_reference_draw(&m);
    for (size_t i = 0; i < ROWS; i++)
        m.target[i] = m.summary[i] > 0.5 ? gsl_rng_uniform(m.rng) * 4 : 0;
    assert_int_equal(rap_reference_init(&r, &m.table, RAP_WITHOUT_NONE), RAP_OK);
    assert_int_equal(rap_regression_init(&g, &r, NULL), RAP_OK);
    assert_int_equal(rap_fit_init(&f, &r), RAP_OK);
    assert_int_equal(rap_like_init(&like, &r), RAP_OK);
    rap_row_column column = rap_target_column(&r, 0);
    rap_regress(&g, &column, true, &f);
    rap_like_lay(&like, &f, &column);
    assert_int_equal(like.width, ROWS / RAP_LIKE_PART);
    assert_true(like.heaped);
    for (int side = 0; side < 2; side++) {
        double y = side ? 1.5 : -1, least, most;
        rap_reference_place(&r, &y, &component);
        rap_foretell(&g, &f, &component, &middle, &scale);
        rap_like_sample(&like, middle, scale, x);
        gsl_stats_minmax(&least, &most, x, 1, ROWS);
        *(side ? &high : &low) = gsl_stats_sd(x, 1, ROWS);
        for (size_t i = 0; i < ROWS; i++)
            zeros += side == 0 && !(x[i] > 0 || x[i] < 0);
    }
    assert_true(low < 0.4);
    assert_true(zeros > 0.95 * ROWS); /* exactly: a residual would spread them */
    assert_double_near(high, 4 / sqrt(12), 0.25);
    rap_like_free(&like);
    rap_fit_free(&f);
    rap_regression_free(&g);
    rap_reference_free(&r);
    made_reference_free(&m);
    free(x);
}

/* ---- beneath ----------------------------------------------------------------------------------- */

/* Values 1, 2, 4 with weights 1, 2, 1; x = 3: E|X - x| = (2 + 2 + 1) / 4, E|X - X'| = 2 (2 + 3 + 4) / 16. */
static void a_cloud_is_as_by_hand(void **state) {
    const double x[] = {4, NAN, 1, 2, 9}, weight[] = {1, 1, 1, 2, 0};
    const rap_left_out none = {0, 0}, two = {2, 2};
    rap_cloud c;
    (void)state;
    assert_int_equal(rap_cloud_init(&c, 5), RAP_OK);
    rap_cloud_lay(&c, x, weight, NULL, 5);
    assert_int_equal(c.n, 3);
    assert_double_near(rap_cloud_crps(&c, 3, none), 1.25 - (2 + 3 + 4) / 16., 1e-15);
    assert_double_near(rap_cloud_place(&c, 3, 0.5, none), 0.75, 1e-15);
    assert_double_near(rap_cloud_place(&c, 2, 0.25, none), (1 + 0.5) / 4, 1e-15);
    assert_double_near(rap_cloud_place(&c, 2, 0.25, two), 0.5, 1e-15);
    assert_double_near(rap_cloud_crps(&c, 3, two), (2 + 1) / 2. - 2 * 3 / 8., 1e-15);
    assert_double_near(rap_cloud_quantile(&c, 0), 1, 1e-15);
    assert_double_near(rap_cloud_quantile(&c, 1), 4, 1e-15);
    assert_double_near(rap_cloud_quantile(&c, 0.5), 2, 1e-15);
    rap_cloud_lay(&c, x + 1, weight + 1, NULL, 1);
    assert_true(isnan(rap_cloud_crps(&c, 3, none)) && isnan(rap_cloud_place(&c, 3, 0, none)));
    assert_true(isnan(rap_cloud_quantile(&c, 0.5)));
    rap_cloud_free(&c);
    rap_cloud_free(&c);
}

/* Type 7 with equal weights. */
static void quantiles_are_those_of_other_places(void **state) {
    double x[11], weight[11];
    rap_cloud c;
    (void)state;
    for (size_t i = 0; i < 11; i++) {
        x[i] = (double)(i * i);
        weight[i] = 3;
    }
    assert_int_equal(rap_cloud_init(&c, 11), RAP_OK);
    rap_cloud_lay(&c, x, weight, NULL, 11);
    for (double p = 0; p <= 1; p += 0.03)
        assert_double_near(rap_cloud_quantile(&c, p),
                           gsl_stats_quantile_from_sorted_data(x, 1, 11, p), 1e-9);
    rap_cloud_free(&c);
}

/* A third column that the first two say already is dropped, and what is solved for it is 0. */
static void a_column_said_twice_is_dropped(void **state) {
    double a[9] = {4, 0, 0, 2, 5, 0, 6, 7, 13}, x[3] = {8, 12, 20};
    (void)state;
    rap_triangle(a, 3);
    assert_double_near(a[8], 0, 0);
    rap_triangle_forward(a, 3, 3, x, 1);
    rap_triangle_back(a, 3, 3, x);
    assert_double_near(4 * x[0] + 2 * x[1], 8, 1e-12);
    assert_double_near(2 * x[0] + 5 * x[1], 12, 1e-12);
    assert_double_near(x[2], 0, 0);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_left_out_is_a_fit_without_it),
        cmocka_unit_test(one_quantity_gives_the_line_of_least_squares),
        cmocka_unit_test(forecasts_that_nothing_supports_are_held_back),
        cmocka_unit_test(residuals_are_those_of_like_forecasts),
        cmocka_unit_test(a_cloud_is_as_by_hand),
        cmocka_unit_test(quantiles_are_those_of_other_places),
        cmocka_unit_test(a_column_said_twice_is_dropped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
