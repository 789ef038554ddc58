/* test_at_data.c: posteriors by regression on a table, against those known in closed form: normal inputs, straight sums,
 * normal noise. Of 10 and of 45 inputs: means within .05 standard deviations of the posterior, standard deviations within 5 %.
 * And of all ten inputs of a Gaussian together: a classifier cannot tell the sample from draws of the true posterior (C2ST:
 * Lopez-Paz & Oquab 2017, arXiv:1610.06545), while rejection, from the same table, is told apart. Published for 100,000 runs
 * of this case (Lueckmann et al. 2021, arXiv:2101.04653): .5 is exact, rejection .80, regression on one table .54. */
#include "made_reference.h"
#include "near.h"
#include "sanitized.h"
#include "analysis/method/at_data.h"
#include "analysis/method/sbc.h"
#include "base/error.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <stdlib.h>
#include <string.h>

enum { TEN = 10, FOLDS = 5, EACH = 2000 };

static void check_target(rap_at_data *at, const made_reference *m, const double *y, size_t target,
                         const double *by, double *x) {
    double mean, sd;
    rap_row_column column = rap_target_column(at->r, target);
    made_posterior(m, y, by, &mean, &sd);
    assert_int_equal(rap_at_data_sample(at, &column, x), RAP_OK);
    assert_double_near(gsl_stats_wmean(at->weight, 1, x, 1, at->r->n), mean, 0.05 * sd);
    assert_double_near(gsl_stats_wsd(at->weight, 1, x, 1, at->r->n), sd, 0.05 * sd);
}

static void check_straight(size_t rows, size_t inputs, rap_calibration_way way,
                           unsigned long seed) {
    made_reference m = made_reference_of(rows, TEN, 4, inputs, seed);
    double input[MADE_INPUTS], contrast[MADE_CONTRASTS], y[MADE_QUANTITIES];
    double *x = calloc(rows, sizeof *x);
    rap_reference r;
    rap_at_data at;
    made_reference_draw(&m);
    made_world(&m, input, contrast, y);
    assert_int_equal(rap_reference_init(&r, &m.table, RAP_WITHOUT_NONE), RAP_OK);
    assert_int_equal(rap_at_data_init(&at, &r, way, y), RAP_OK);
    for (size_t c = 0; c < m.contrasts; c++)
        check_target(&at, &m, y, c, m.of_contrast[c], x);
    for (size_t i = 0; i < inputs; i++) {
        double by[MADE_INPUTS] = {0};
        by[i] = 1;
        check_target(&at, &m, y, m.contrasts + i, by, x);
    }
    rap_at_data_free(&at);
    rap_at_data_free(&at);
    rap_reference_free(&r);
    rap_reference_free(&r);
    made_reference_free(&m);
    free(x);
}

static void straight_worlds_are_told_exactly(void **state) {
    (void)state;
    skip_under_sanitizers();
    check_straight(60000, 10, RAP_BY_LINEAR, 1);
    check_straight(60000, 10, RAP_BY_QUADRATIC, 2);
    check_straight(60000, 45, RAP_BY_LINEAR, 3);
}

/* ---- all inputs together ----------------------------------------------------------------------- */

/* A class of points in TEN dimensions: mean, and the inverse of its covariance with the log of its determinant. */
typedef struct {
    double mean[TEN], factor[TEN][TEN], half_log;
} class_of_points;

/* Lower Cholesky factor by hand; the classifier is the test's own. */
static class_of_points learn(const double (*x)[TEN], size_t n, size_t fold) {
    class_of_points c = {.half_log = 0};
    double seen = 0, s[TEN][TEN] = {{0}};
    for (size_t i = 0; i < n; i++)
        for (size_t a = 0; a < TEN && i % FOLDS != fold; a++)
            c.mean[a] += x[i][a];
    seen = (double)(n - n / FOLDS);
    for (size_t a = 0; a < TEN; a++)
        c.mean[a] /= seen;
    for (size_t i = 0; i < n; i++)
        for (size_t a = 0; a < TEN && i % FOLDS != fold; a++)
            for (size_t b = 0; b <= a; b++)
                s[a][b] += (x[i][a] - c.mean[a]) * (x[i][b] - c.mean[b]) / seen;
    for (size_t a = 0; a < TEN; a++)
        for (size_t b = 0; b <= a; b++) {
            double left = s[a][b];
            for (size_t k = 0; k < b; k++)
                left -= c.factor[a][k] * c.factor[b][k];
            c.factor[a][b] = a == b ? sqrt(left) : left / c.factor[b][b];
        }
    for (size_t a = 0; a < TEN; a++)
        c.half_log += log(c.factor[a][a]);
    return c;
}

static double log_density(const class_of_points *c, const double *x) {
    double z[TEN], sum = -c->half_log;
    for (size_t a = 0; a < TEN; a++) {
        z[a] = x[a] - c->mean[a];
        for (size_t b = 0; b < a; b++)
            z[a] -= c->factor[a][b] * z[b];
        z[a] /= c->factor[a][a];
        sum -= z[a] * z[a] / 2;
    }
    return sum;
}

/* Share of points that a quadratic discriminant, which did not see them, puts in the right class. */
static double share_told_apart(const double (*x)[TEN], const double (*other)[TEN], size_t n) {
    size_t right = 0;
    for (size_t fold = 0; fold < FOLDS; fold++) {
        class_of_points a = learn(x, n, fold), b = learn(other, n, fold);
        for (size_t i = fold; i < n; i += FOLDS) {
            right += log_density(&a, x[i]) > log_density(&b, x[i]);
            right += log_density(&b, other[i]) > log_density(&a, other[i]);
        }
    }
    return (double)right / (double)(2 * n);
}

/* The published case: prior N(0, .1), data = input + N(0, .1), of each of ten; here in units of the prior. */
static made_reference gaussian_case(size_t rows) {
    made_reference m = made_reference_of(rows, TEN, 1, TEN, 5);
    memset(m.of_quantity, 0, sizeof m.of_quantity);
    for (size_t k = 0; k < TEN; k++)
        m.of_quantity[k][k] = 1;
    m.noise = 1;
    made_reference_draw(&m);
    return m;
}

static void draw_truth(const made_reference *m, const double *y, double (*x)[TEN]) {
    double mean[TEN], factor[TEN * TEN], z[TEN];
    made_posterior_inputs(m, y, mean, factor);
    for (size_t i = 0; i < EACH; i++)
        for (size_t a = 0; a < TEN; a++) {
            z[a] = gsl_ran_ugaussian(m->rng);
            x[i][a] = mean[a];
            for (size_t b = 0; b <= a; b++)
                x[i][a] += factor[a * TEN + b] * z[b];
        }
}

static void draw_by_regression(const made_reference *m, const rap_reference *r, const double *y,
                               double (*x)[TEN]) {
    rap_at_data at;
    double *sample = calloc(r->n, sizeof *sample);
    assert_int_equal(rap_at_data_init(&at, r, RAP_BY_LINEAR, y), RAP_OK);
    for (size_t a = 0; a < TEN; a++) {
        rap_row_column column = rap_target_column(r, m->contrasts + a);
        assert_int_equal(rap_at_data_sample(&at, &column, sample), RAP_OK);
        for (size_t i = 0; i < EACH; i++)
            x[i][a] = sample[i * (r->n / EACH)];
    }
    rap_at_data_free(&at);
    free(sample);
}

/* Rejection: the rows whose pseudo-data lie nearest, as they are. */
static void draw_by_rejection(const made_reference *m, const rap_reference *r, const double *y,
                              double (*x)[TEN]) {
    double *distance = calloc(r->n, sizeof *distance);
    size_t *order = calloc(r->n, sizeof *order);
    for (size_t i = 0; i < r->n; i++)
        for (size_t k = 0; k < TEN; k++)
            distance[i] += pow(r->pseudo[k * r->n + i] - y[k], 2);
    gsl_sort_index(order, distance, 1, r->n);
    for (size_t i = 0; i < EACH; i++)
        for (size_t a = 0; a < TEN; a++)
            x[i][a] = m->target[(m->contrasts + a) * m->rows + order[i]];
    free(distance);
    free(order);
}

static void a_classifier_cannot_tell_the_sample_from_the_truth(void **state) {
    (void)state;
    skip_under_sanitizers();
    static double truth[EACH][TEN], regression[EACH][TEN], rejection[EACH][TEN];
    enum { WORLDS = 3 };
    made_reference m = gaussian_case(100000);
    double input[MADE_INPUTS], contrast[MADE_CONTRASTS], y[MADE_QUANTITIES], ours = 0, rough = 0;
    rap_reference r;
    assert_int_equal(rap_reference_init(&r, &m.table, RAP_WITHOUT_NONE), RAP_OK);
    for (int world = 0; world < WORLDS; world++) {
        made_world(&m, input, contrast, y);
        draw_truth(&m, y, truth);
        draw_by_regression(&m, &r, y, regression);
        draw_by_rejection(&m, &r, y, rejection);
        ours += share_told_apart(truth, regression, EACH) / WORLDS;
        rough += share_told_apart(truth, rejection, EACH) / WORLDS;
    }
    print_message("classifier: regression %.3f, rejection %.3f\n", ours, rough);
    assert_true(ours <= 0.55);
    assert_true(rough >= 0.65);
    rap_reference_free(&r);
    made_reference_free(&m);
}

/* ---- worlds of another prior ------------------------------------------------------------------- */

enum { SETS = 400, ASKED = 3, PRIOR_ROWS = 4000 };

/* Places of the worlds' contrasts in posteriors from one table, of which one contrast is fitted. */
typedef struct {
    double place[ASKED * SETS], middle[ASKED * SETS], distance[SETS];
    double contrast[ASKED * SETS], y[SETS][MADE_QUANTITIES], x[PRIOR_ROWS];
} many_worlds;

static void place_worlds(many_worlds *m, const rap_reference *r, rap_regression *g, size_t c) {
    double component[MADE_QUANTITIES], scale;
    rap_row_column column = rap_target_column(r, c);
    rap_fit fit;
    rap_like like;
    rap_cloud cloud;
    assert_int_equal(rap_fit_init(&fit, r), RAP_OK);
    assert_int_equal(rap_like_init(&like, r), RAP_OK);
    assert_int_equal(rap_cloud_init(&cloud, r->n), RAP_OK);
    rap_regress(g, &column, false, &fit);
    rap_like_lay(&like, &fit, &column);
    for (size_t k = 0; k < SETS; k++) {
        size_t at = c * SETS + k;
        rap_reference_place(r, m->y[k], component);
        rap_foretell(g, &fit, component, &m->middle[at], &scale);
        rap_like_sample(&like, m->middle[at], scale, m->x);
        rap_cloud_lay(&cloud, m->x, r->weight, NULL, r->n);
        m->place[at] = rap_cloud_place(&cloud, m->contrast[at], 0.5, (rap_left_out){0, 0});
    }
    rap_cloud_free(&cloud);
    rap_like_free(&like);
    rap_fit_free(&fit);
}

/* Whether the worlds are refused whose inputs are `wider` times as spread as the table's, about `moved`. */
static bool worlds_are_refused(unsigned long seed, double moved, double wider) {
    static many_worlds worlds;
    made_reference m = made_reference_of(PRIOR_ROWS, 3, ASKED, 5, seed);
    double input[MADE_INPUTS], contrast[MADE_CONTRASTS];
    rap_sbc sbc[ASKED];
    rap_reference r;
    rap_regression g;
    made_reference_draw(&m);
    assert_int_equal(rap_reference_init(&r, &m.table, RAP_WITHOUT_NONE), RAP_OK);
    assert_int_equal(rap_regression_init(&g, &r, NULL), RAP_OK);
    for (size_t k = 0; k < SETS; k++) {
        made_other_world(&m, moved, wider, input, contrast, worlds.y[k]);
        worlds.distance[k] = worlds.y[k][0] * worlds.y[k][0];
        for (size_t c = 0; c < ASKED; c++)
            worlds.contrast[c * SETS + k] = contrast[c];
    }
    for (size_t c = 0; c < ASKED; c++)
        place_worlds(&worlds, &r, &g, c);
    assert_int_equal(rap_sbc_make(worlds.place, worlds.middle, worlds.distance, ASKED, SETS, sbc),
                     RAP_OK);
    rap_regression_free(&g);
    rap_reference_free(&r);
    made_reference_free(&m);
    return !rap_sbc_passed(sbc, ASKED);
}

/* The right prior passes (of four tables, one may not: 400 places of one table are not quite independent); a wrong one is refused from every table. */
static void worlds_of_another_prior_are_refused(void **state) {
    (void)state;
    skip_under_sanitizers();
    enum { TABLES = 4 };
    size_t right = 0, moved = 0, wider = 0;
    for (unsigned long seed = 0; seed < TABLES; seed++) {
        right += worlds_are_refused(seed, 0, 1);
        moved += worlds_are_refused(seed, 0.5, 1);
        wider += worlds_are_refused(seed, 0, 1.5);
    }
    print_message("of %d tables refused: right prior %zu, moved %zu, wider %zu\n", TABLES, right,
                  moved, wider);
    assert_true(right <= 1);
    assert_int_equal(moved, TABLES);
    assert_int_equal(wider, TABLES);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(straight_worlds_are_told_exactly),
        cmocka_unit_test(worlds_of_another_prior_are_refused),
        cmocka_unit_test(a_classifier_cannot_tell_the_sample_from_the_truth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
