/* test_calibration.c: data laid beside the toy, of which posteriors are known in closed form. Arm b less arm a is slope x
 * month and, where arms have luck of their own, that; arm a is level and luck. */
#include "toy_model.h"
#include "analysis/calibration/calibration.h"
#include "analysis/calibration/calibration_csv.h"
#include "base/error.h"
#include "base/memory.h"
#include "scenario/questions/quantities.h"

#include <math.h>
#include <string.h>

typedef struct {
    toy_results toy;
    rap_calibrated c;
} calibrated_toy;

/* The toy's model, all outcomes of which are shares. */
typedef struct {
    rap_outcome outcomes[10];
    rap_model model;
} toy_with_shares;

#define NORMAL(mean, sd)                                                                           \
    "{ mean = " mean "; sd = " sd "; distribution = \"normal\"; grade = \"assumed\"; source = "    \
    "\"made up\"; }; "
#define LAID                                                                                       \
    "horizon = 2; windows = [\"1\", \"2\"]; seed = 5; headlines = ( { outcome = \"value\"; "       \
    "window = "                                                                                    \
    "\"2\"; } ); arms = { a = { baseline = true; changes = {}; }; b = { changes = { effect = "     \
    "1.0; "                                                                                        \
    "who = 1; }; }; };\n"
#define MEASURED(name, status, sides, month, value, sd, more)                                      \
    name " = { source = \"S\"; status = \"" status "\"; " sides " outcome = { name = \"value\"; "  \
         "window = \"" month "\"; }; value = " value "; sd = " sd "; " more " };\n"
#define B_LESS_A "plus = [\"b\"]; minus = [\"a\"];"

static void have_shares(toy_with_shares *x, rap_study *study) {
    x->model = *study->model;
    for (size_t o = 0; o < x->model.n_outcomes; o++) {
        x->outcomes[o] = study->model->outcomes[o];
        x->outcomes[o].unit = "share";
    }
    x->model.outcomes = x->outcomes;
    study->model = &x->model;
}

static calibrated_toy *lay(const char *text) {
    calibrated_toy *t = rap_allocate(1, sizeof *t);
    rap_problems problems;
    rap_problems_init(&problems);
    toy_run(&t->toy, text);
    assert_int_equal(
        rap_calibrated_make(&t->c, &t->toy.study, &t->toy.layout, t->toy.store, &problems), RAP_OK);
    rap_problems_free(&problems);
    return t;
}

static void forget(calibrated_toy *t) {
    rap_calibrated_free(&t->c);
    rap_calibrated_free(&t->c);
    toy_free(&t->toy);
    rap_free(t);
}

static const rap_calibrated_input *input_called(const rap_calibrated *c, const char *path) {
    for (size_t i = 0; i < c->n_inputs; i++)
        if (!strcmp(c->inputs[i].input->path, path))
            return &c->inputs[i];
    fail_msg("no input %s", path);
    return NULL;
}

/* Slope ~ N(1, .3), measured 1.5 with sd .3: posterior N(1.25, .3 / sqrt 2). Level ~ N(0, 1) is measured 1 with sd .5:
 * posterior N(.8, .447). The headline is 2 x slope. */
static void the_posterior_is_that_of_a_normal_model(void **state) {
    (void)state;
    calibrated_toy *t =
        lay(LAID
            "draws = 2000; replicates = 2; runs = 2; level = " NORMAL("0", "1.0") "slope = " NORMAL(
                "1", "0.3") "quantities = {" MEASURED("slope", "held_out", B_LESS_A, "1", "1.5",
                                                      "0.3", "")
                MEASURED("level", "held_out", "plus = [\"a\"];", "1", "1.0", "0.5", "")
                    MEASURED("put_in", "input", "plus = [\"b\"];", "1", "7.0", "0.5", "") "};");
    const rap_calibrated_row *row = rap_calibrated_find(&t->c, 0, 0);
    const double sd = 0.6 / sqrt(2);
    assert_true(t->c.found.admitted);
    assert_int_equal(t->c.used, 2);
    assert_double_near(row->before.mean, 2, 0.02);
    assert_double_near(row->after.mean, 2.5, 0.05 * sd + 0.02);
    assert_double_near(row->after.sd, sd, 0.05 * sd + 0.01);
    assert_double_near(row->after.low, 2.5 - 1.96 * sd, 0.15 * sd);
    assert_int_equal(t->c.identified, 2);
    const rap_calibrated_input *slope = input_called(&t->c, "slope");
    const rap_calibrated_input *level = input_called(&t->c, "level");
    assert_double_near(slope->after.mean, 1.25, 0.02);
    assert_double_near(slope->told->shrinkage, 1 - 1 / sqrt(2), 0.05);
    assert_double_near(level->after.mean, 0.8, 0.05);
    assert_double_near(level->after.high - level->after.low, 2 * 1.96 * sqrt(0.2), 0.15);
    assert_null(t->c.quantities[2].foretold);
    assert_double_near(t->c.quantities[0].noise, 0.3, 1e-12);
    forget(t);
}

/* The slope is certain, and arms differ by their own luck alone: what a set's histories had of it says nothing of other
 * histories. A table that took both from the same ones would move by 2. */
static void luck_is_not_taken_for_a_set(void **state) {
    (void)state;
    calibrated_toy *t =
        lay(LAID "draws = 2000; replicates = 2; runs = 2; own = 1.0; level = 0; slope = " NORMAL(
            "1", "0.01") "quantities = {" MEASURED("lucky", "held_out", B_LESS_A, "1", "4.0", "0.1",
                                                   "") "};");
    const rap_calibrated_row *row = rap_calibrated_find(&t->c, 0, 0);
    assert_double_near(row->before.mean, 2, 0.1);
    assert_double_near(row->after.mean, row->before.mean, 0.25);
    forget(t);
}

/* Of one's own community luck stays: it was measured 3 at month 1, of which 1 is slope and 2 luck (sd sqrt 2, measured
 * with sd .1), so 2 + 2 x 2 / 2.01 is foretold for month 2, with sd sqrt(.1^2 x 2 / 2.01 + .1^2). */
static void a_forecast_is_of_the_same_community(void **state) {
    (void)state;
    calibrated_toy *t = lay(
        LAID "draws = 2000; replicates = 2; runs = 2; own = 1.0; level = 0; slope = " NORMAL(
            "1", "0.01") "quantities = {" MEASURED("first", "held_out", B_LESS_A, "1", "3.0", "0.1",
                                                   "communities = 1;")
            MEASURED("second", "forecast", B_LESS_A, "2", "4.0", "0.1", "communities = 1;") "};");
    const rap_calibrated_quantity *x = &t->c.quantities[1];
    assert_double_near(x->noise, 0.1, 1e-9);
    assert_double_near(x->scores.mean, 2 + 2 * 2 / 2.01, 0.05);
    assert_double_near(x->scores.sd, sqrt(0.01 * 2 / 2.01 + 0.01), 0.03);
    assert_true(x->scores.inside);
    assert_true(x->skill > 0.8);
    assert_true(x->before_scores.sd > 1.2);
    forget(t);
}

/* A question that is off by 2 in the first wave (1 is slope, 3 was measured; discrepancy 1, sd .1) is off by 2 / 1.01 in the
 * next, where the model has 2: sd sqrt(.01 / 1.01 + .01). Another question is off by something of its own. */
static void a_question_is_off_alike_in_all_its_waves(void **state) {
    (void)state;
    calibrated_toy *t =
        lay(LAID "draws = 2000; replicates = 2; runs = 2; level = 0; slope = " NORMAL(
            "1", "0.01") "quantities = {" MEASURED("first", "held_out", B_LESS_A, "1", "3.0", "0.1",
                                                   "discrepancy = 1.0; communities = 1;")
                MEASURED("second", "forecast", B_LESS_A, "2", "4.0", "0.1",
                         "discrepancy = 1.0; communities = 1;")
                    MEASURED("other", "forecast", "plus = [\"b\"];", "2", "4.0", "0.1",
                             "discrepancy = 1.0; communities = 1;") "};");
    const rap_calibrated_quantity *second = &t->c.quantities[1], *other = &t->c.quantities[2];
    assert_double_near(second->noise, sqrt(1.01), 1e-9);
    assert_double_near(second->scores.mean, 2 + 2 / 1.01, 0.02);
    assert_double_near(second->scores.sd, sqrt(0.01 / 1.01 + 0.01), 0.02);
    assert_double_near(second->before_scores.sd, sqrt(1.01), 0.05);
    /* no change since 3: N(3, .02), of which 4 is so far off that CRPS is 1 - sd / sqrt pi */
    assert_ptr_equal(second->last, t->c.quantities[0].quantity);
    assert_double_near(second->same_crps, 1 - sqrt(0.02) / 1.7724538509055159, 1e-9);
    assert_double_near(second->same_skill, 1 - second->scores.crps / second->same_crps, 1e-12);
    assert_null(other->last);
    assert_true(isnan(other->same_skill));
    assert_double_near(other->scores.mean, 2, 0.05);
    assert_double_near(other->scores.sd, sqrt(1.01), 0.05);
    forget(t);
}

/* A share that is 0 in the model, of which a question is off by .2: half of its answers are 0, and their mean is .2 phi(0).
 * Answers of .1 in the first wave say that it is off by .1 in the next. */
static void a_share_is_foretold_within_its_bounds(void **state) {
    (void)state;
    rap_problems problems;
    toy_with_shares shares;
    calibrated_toy *t = rap_allocate(1, sizeof *t);
    rap_problems_init(&problems);
    toy_run(&t->toy,
            LAID "draws = 2000; replicates = 2; runs = 2; level = 0; slope = " NORMAL(
                "0.2", "0.05") "quantities = {" MEASURED("first", "held_out", "plus = [\"a\"];",
                                                         "1", "0.1", "0.001",
                                                         "discrepancy = 0.2; communities = 1;")
                MEASURED("second", "forecast", "plus = [\"a\"];", "2", "0.2", "0.001",
                         "discrepancy = 0.2; communities = 1;")
                    MEASURED("slope", "held_out", B_LESS_A, "1", "0.25", "0.05", "") "};");
    have_shares(&shares, &t->toy.study);
    assert_int_equal(
        rap_calibrated_make(&t->c, &t->toy.study, &t->toy.layout, t->toy.store, &problems), RAP_OK);
    const rap_calibrated_quantity *first = &t->c.quantities[0], *second = &t->c.quantities[1];
    const rap_calibrated_row *row = &t->c.rows[t->c.n_rows - 1];
    assert_double_near(first->foretold->prior.mean, 0.2 * 0.39894, 0.01);
    assert_double_near(first->foretold->prior.low, 0, 0);
    assert_double_near(first->foretold->prior.high, 0.392, 0.03);
    assert_double_near(row->before.mean, 0.2 * 0.39894, 0.01);
    assert_true(row->before.low >= 0 && row->after.low >= 0);
    assert_double_near(second->before_scores.mean, 0.2 * 0.39894, 0.01);
    assert_double_near(second->scores.mean, 0.1, 0.01);
    rap_problems_free(&problems);
    forget(t);
}

static int made_of(const char *text, rap_problems *problems) {
    calibrated_toy *t = rap_allocate(1, sizeof *t);
    toy_run(&t->toy, text);
    int status = rap_calibrated_make(&t->c, &t->toy.study, &t->toy.layout, t->toy.store, problems);
    forget(t);
    return status;
}

static void what_cannot_be_told_is_refused(void **state) {
    (void)state;
    rap_problems problems;
    rap_study study;
    rap_problems_init(&problems);
    assert_int_equal(made_of(LAID "draws = 40; replicates = 2; runs = 2; quantities = {" MEASURED(
                                 "q", "held_out", B_LESS_A, "1", "1.0", "0.3", "") "};",
                             &problems),
                     RAP_EINPUT);
    assert_non_null(strstr(problems.rows[0].text, "only 40 of 40 sets"));
    toy_read(&study, LAID "draws = 100; replicates = 3; quantities = {" MEASURED(
                         "q", "held_out", B_LESS_A, "1", "1.0", "0.3", "") "};");
    assert_int_equal(rap_calibrated_plan(&study, &problems), RAP_EINPUT);
    assert_non_null(strstr(problems.rows[1].text, "an even number of histories"));
    rap_study_free(&study);
    rap_problems_free(&problems);
}

/* A window that the study has not, and an arm of its own. */
static void a_quantity_brings_its_window_and_its_arm(void **state) {
    (void)state;
    rap_problems problems;
    rap_study study;
    rap_problems_init(&problems);
    toy_read(&study,
             "horizon = 4; windows = [\"2\"]; draws = 4; replicates = 2;\n"
             "arms = { a = {}; b = { changes = { effect = 1.0; }; }; };\nquantities = {" MEASURED(
                 "own", "held_out", "changes = { effect = 3.0; };", "3", "1.0", "0.3", "")
                 MEASURED("same", "held_out", "changes = { effect = 1.0; };", "end+1", "1.0", "0.3",
                          "") "};");
    assert_int_equal(study.n_windows, 2);
    assert_int_equal(rap_quantities_plan(&study, &problems), RAP_OK);
    assert_int_equal(study.n_windows, 4);
    assert_int_equal(study.n_arms, 3);
    assert_int_equal(study.quantities[0].effect.plus[0], 2);
    assert_int_equal(study.quantities[1].effect.plus[0], 1);
    assert_string_equal(study.windows[study.quantities[0].effect.window].text, "3");
    assert_string_equal(study.windows[study.quantities[1].effect.window].text, "end+1");
    assert_int_equal(rap_quantities_plan(&study, &problems), RAP_OK);
    assert_int_equal(study.n_arms, 3);
    rap_study_free(&study);
    rap_problems_free(&problems);
}

/* What is written as posterior.cfg is drawn: draw d has the d-th value of each number, all else its prior. */
static void a_posterior_is_drawn_as_it_is_written(void **state) {
    (void)state;
    calibrated_toy *t = lay(LAID "draws = 300; replicates = 2; runs = 2; slope = " NORMAL(
        "1", "0.3") "quantities = {" MEASURED("slope", "held_out", B_LESS_A, "1", "1.5", "0.3",
                                              "") "};");
    rap_text text;
    rap_study study;
    const rap_inputs *inputs;
    rap_text_init(&text);
    rap_text_add(&text, "horizon = 2; draws = 300; replicates = 2; seed = 5;\n");
    rap_posterior_words(&t->c, &text);
    toy_read(&study, rap_text_string(&text));
    assert_int_equal(rap_study_inputs(&study, 0, &inputs), RAP_OK);
    const rap_input *slope = rap_inputs_find(inputs, "slope"),
                    *level = rap_inputs_find(inputs, "level");
    const rap_calibrated_input *known = input_called(&t->c, "slope");
    assert_int_equal(t->c.sets, 300);
    rap_inputs copy;
    assert_int_equal(rap_inputs_bind(&copy, &study, 0), RAP_OK);
    for (uint64_t d = 0; d < 300; d++) {
        assert_double_near(rap_input_draw(slope, 5, d), known->values[d], 0);
        rap_inputs_set_draw(&copy, 5, (int64_t)d);
        assert_double_near(((const double *)copy.root)[1], known->values[d], 0);
    }
    assert_null(level->posterior);
    rap_inputs_free(&copy);
    rap_study_free(&study);
    rap_text_free(&text);
    forget(t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_posterior_is_that_of_a_normal_model),
        cmocka_unit_test(luck_is_not_taken_for_a_set),
        cmocka_unit_test(a_forecast_is_of_the_same_community),
        cmocka_unit_test(a_question_is_off_alike_in_all_its_waves),
        cmocka_unit_test(a_share_is_foretold_within_its_bounds),
        cmocka_unit_test(what_cannot_be_told_is_refused),
        cmocka_unit_test(a_quantity_brings_its_window_and_its_arm),
        cmocka_unit_test(a_posterior_is_drawn_as_it_is_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
