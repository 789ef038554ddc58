/* test_second_wave.c: new sets of assumptions nearer to data: drawn as said, weighted so that the table speaks for the prior
 * still, and with several times as many effective rows near the data. */
#include "made_reference.h"
#include "near.h"
#include "sanitized.h"
#include "analysis/method/calibrate.h"
#include "analysis/method/second_wave.h"
#include "base/error.h"

#include <gsl/gsl_randist.h>
#include <stdlib.h>
#include <string.h>

enum { INPUTS = 3, NEW = 20000 };

static const double mean[INPUTS] = {1.2, 0, -0.4}, sd[INPUTS] = {0.2, 0.9, 0.5};
static const bool identified[INPUTS] = {true, false, true};
static const rap_wave wave = {INPUTS, identified, mean, sd};

/* Nine tenths N(1.2, .3^2) and one N(0, 1): mean 1.08, variance .9 (.09 + 1.44) + .1 - 1.08^2. The input that is not
 * identified is standard normal. */
static void rows_are_drawn_as_said(void **state) {
    double sum[INPUTS] = {0}, squares[INPUTS] = {0}, score[INPUTS], again[INPUTS];
    (void)state;
    for (size_t row = 0; row < NEW; row++) {
        rap_wave_draw(&wave, 7, row, score);
        for (size_t i = 0; i < INPUTS; i++) {
            sum[i] += score[i] / NEW;
            squares[i] += score[i] * score[i] / NEW;
        }
    }
    assert_double_near(sum[0], 1.08, 5 * 0.46 / sqrt(NEW));
    assert_double_near(squares[0] - sum[0] * sum[0], 0.9 * 1.53 + 0.1 - 1.08 * 1.08, 0.02);
    assert_double_near(sum[1], 0, 5 / sqrt(NEW));
    assert_double_near(squares[1], 1, 0.05);
    assert_double_near(squares[2] - sum[2] * sum[2], 0.9 * (0.5625 + 0.16) + 0.1 - 0.36 * 0.36,
                       0.03);
    rap_wave_draw(&wave, 7, NEW - 1, again);
    assert_memory_equal(score, again, sizeof score);
}

/* By hand at scores (1.2, 2, -.4): proposal over prior .1 + .9 e^(.72 + .08) / (.3 * .75); 100 rows of each. */
static void weights_are_as_by_hand(void **state) {
    const double at[INPUTS] = {1.2, 2, -0.4}, far[INPUTS] = {-6, 0, 0};
    (void)state;
    double proposal = 0.1 + 0.9 * exp(0.8) / (0.3 * 0.75);
    assert_double_near(rap_wave_weight(&wave, at, 100, 100), 200 / (100 + 100 * proposal), 1e-12);
    assert_double_near(rap_wave_weight(&wave, at, 100, 0), 1, 1e-15);
    assert_double_near(rap_wave_weight(&wave, far, 100, 300), 400 / (100 + 300 * 0.1), 1e-6);
}

/* Rows of both waves, weighted, have the prior's mean and variance. */
static void both_waves_speak_for_the_prior(void **state) {
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    double sum[INPUTS] = {0}, squares[INPUTS] = {0}, weights = 0, score[INPUTS];
    (void)state;
    for (size_t row = 0; row < 2 * NEW; row++) {
        for (size_t i = 0; i < INPUTS; i++)
            score[i] = gsl_ran_ugaussian(rng);
        if (row >= NEW)
            rap_wave_draw(&wave, 8, row, score);
        double w = rap_wave_weight(&wave, score, NEW, NEW);
        weights += w;
        for (size_t i = 0; i < INPUTS; i++) {
            sum[i] += w * score[i];
            squares[i] += w * score[i] * score[i];
        }
    }
    for (size_t i = 0; i < INPUTS; i++) {
        assert_double_near(sum[i] / weights, 0, 0.03);
        assert_double_near(squares[i] / weights, 1, 0.05);
    }
    assert_double_near(weights / (2 * NEW), 1, 0.03);
    gsl_rng_free(rng);
}

/* ---- a table of two waves ---------------------------------------------------------------------- */

static double sum_of_inputs(const made_reference *m, const double *by, size_t row) {
    double sum = 0;
    for (size_t i = 0; i < m->inputs; i++)
        sum += by[i] * m->target[(m->contrasts + i) * m->rows + row];
    return sum;
}

/* Replaces the second half of the rows by a second wave, and weighs all. */
static void add_wave(made_reference *m, const rap_wave *w, double *weight) {
    double score[MADE_INPUTS];
    for (size_t row = 0; row < m->rows; row++) {
        if (row >= m->rows / 2)
            rap_wave_draw(w, 3, row, score);
        for (size_t i = 0; i < m->inputs; i++) {
            double *at = m->target + (m->contrasts + i) * m->rows + row;
            score[i] = row < m->rows / 2 ? *at : score[i];
            *at = score[i];
        }
        for (size_t k = 0; k < m->quantities; k++)
            m->summary[k * m->rows + row] = sum_of_inputs(m, m->of_quantity[k], row);
        for (size_t c = 0; c < m->contrasts; c++)
            m->target[c * m->rows + row] = sum_of_inputs(m, m->of_contrast[c], row);
        weight[row] = rap_wave_weight(w, score, m->rows / 2, m->rows - m->rows / 2);
    }
    m->table.weight = weight;
}

static double effective_by_weights(const made_reference *m, const double *y) {
    rap_reference r;
    rap_at_data at;
    assert_int_equal(rap_reference_init(&r, &m->table, RAP_WITHOUT_NONE), RAP_OK);
    assert_int_equal(rap_at_data_init(&at, &r, RAP_BY_WEIGHTS, y), RAP_OK);
    double effective = rap_effective(at.weight, r.n);
    rap_at_data_free(&at);
    rap_reference_free(&r);
    return effective;
}

static void check_told(const made_reference *m, const double *y, const rap_calibration *c) {
    for (size_t k = 0; k < m->contrasts; k++) {
        double centre, spread;
        made_posterior(m, y, m->of_contrast[k], &centre, &spread);
        assert_double_near(c->after[k].mean, centre, 0.15 * spread);
        assert_double_near(c->after[k].sd, spread, 0.15 * spread);
        assert_double_near(c->before[k].mean, 0,
                           0.2); /* the prior, though half the rows are not of it */
        assert_double_near(c->before[k].sd, 1, 0.1);
    }
}

static void a_second_wave_brings_rows_near_the_data(void **state) {
    (void)state;
    skip_under_sanitizers();
    enum { ROWS = 3000 };
    made_reference m = made_reference_of(ROWS, 4, 2, 4, 1);
    double y[] = {1.4, -1.1, 0.9, 1.2}, weight[ROWS], centre[4], spread[4];
    bool known[4];
    rap_calibration_options options = {.contrasts = 2};
    rap_calibration c;
    m.noise = 0.2;
    made_reference_draw(&m);
    double before = effective_by_weights(&m, y);
    assert_int_equal(rap_calibrate(&m.table, y, &options, &c), RAP_OK);
    check_told(&m, y, &c);
    for (size_t i = 0; i < 4; i++) {
        known[i] = c.input[i].identified;
        centre[i] = c.after[2 + i].mean;
        spread[i] = c.after[2 + i].sd;
    }
    rap_calibration_free(&c);
    add_wave(&m, &(rap_wave){4, known, centre, spread}, weight);
    double after = effective_by_weights(&m, y);
    print_message("effective rows by likelihood: %.0f, with a second wave %.0f\n", before, after);
    assert_true(before < rap_wave_fewest && after > 3 * before);
    assert_int_equal(rap_calibrate(&m.table, y, &options, &c), RAP_OK);
    check_told(&m, y, &c);
    rap_calibration_free(&c);
    made_reference_free(&m);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_drawn_as_said),
        cmocka_unit_test(weights_are_as_by_hand),
        cmocka_unit_test(both_waves_speak_for_the_prior),
        cmocka_unit_test(a_second_wave_brings_rows_near_the_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
