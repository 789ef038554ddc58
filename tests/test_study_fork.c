/* test_study_fork.c: what is done to a fork of a study leaves the study as it was, and memory may run
 * out anywhere on the way. */
#include "refuse.h"
#include "toy_model.h"
#include "base/error.h"
#include "scenario/study/arms.h"

#include <string.h>

static const char text[] =
    "draws = 2; replicates = 1; horizon = 24; seed = 5; windows = [\"6\", \"12\", \"end\"];\n"
    "headlines = ( { outcome = \"value\"; window = \"6\"; }, { outcome = \"cost\"; window = "
    "\"12\"; "
    "} );\n"
    "arms = { a = {}; b = { changes = { effect = 1; }; }; };\n"
    "patterns = { p = { source = \"S\"; built_from = \"B\"; status = \"held_out\"; plus = "
    "[\"b\"];\n"
    "  minus = [\"a\"]; outcome = { name = \"value\"; window = \"12\"; direction = \"up\"; }; }; "
    "};\n"
    "discover = { plus = \"b\"; minus = \"a\"; outcome = \"value\"; window = \"12\";\n"
    "  contexts = { slope = { keys = [\"slope\"]; low = 0; high = 1; }; }; };\n";

/* Adds an arm of which nothing is written. RAP_OK, RAP_EINPUT or RAP_ENOMEM. */
static int add_arm(rap_study *study, double level, size_t *arm) {
    rap_problems problems;
    rap_findings findings;
    const rap_setting setting = {"level", NULL, level};
    const rap_variation v = {.base = 1,
                             .settings = &setting,
                             .n_settings = 1,
                             .label = "new",
                             .node = study->discovery.node};
    rap_problems_init(&problems);
    rap_findings_init(&findings, &problems);
    int status = rap_study_vary(study, &v, arm, &findings);
    int reported = rap_findings_finish(&findings);
    rap_problems_free(&problems);
    return status ? status : reported;
}

static double level_of(const rap_study *study, size_t arm) {
    const rap_field *field;
    double value = (double)NAN;
    assert_int_equal(rap_study_number(study, arm, "level", &field, &value), RAP_OK);
    return value;
}

/* The study is what its text says. */
static void check_untouched(const rap_study *study) {
    assert_int_equal(study->n_arms, 2);
    assert_int_equal(study->n_written, 2);
    assert_string_equal(study->arms[0].name, "a");
    assert_string_equal(study->arms[1].name, "b");
    assert_int_equal(study->n_windows, 4);
    assert_string_equal(study->windows[0].text, "6");
    assert_string_equal(study->windows[2].text, "end");
    assert_string_equal(study->windows[study->horizon_window].text, "24");
    assert_int_equal(study->n_headlines, 2);
    assert_string_equal(study->windows[study->headlines[1].window].text, "12");
    assert_int_equal(study->n_patterns, 1);
    assert_string_equal(study->windows[study->patterns[0].claim.effect.window].text, "12");
    assert_string_equal(study->windows[study->discovery.window].text, "12");
    assert_null(study->kept);
    assert_int_equal(study->n_kept, 0);
    assert_double_near(level_of(study, 1), 1, 0);
}

static void arms_of_a_fork_are_its_own(void **state) {
    (void)state;
    rap_study study, fork;
    size_t first, arm;
    toy_read(&study, text);
    assert_int_equal(rap_study_fork(&fork, &study), RAP_OK);
    assert_string_equal(fork.sources[0].path, study.sources[0].path); /* a problem has a place */
    for (size_t k = 0; k < 100; k++) { /* beyond any room left over */
        assert_int_equal(add_arm(&fork, 10 + (double)k, &arm), RAP_OK);
        assert_int_equal(arm, 2 + k);
    }
    assert_int_equal(add_arm(&fork, 10, &first), RAP_OK);
    assert_int_equal(first, 2); /* said before */
    assert_int_equal(fork.n_arms, 102);
    assert_double_near(level_of(&fork, 50), 58, 0);
    check_untouched(&study);
    assert_int_equal(add_arm(&study, 7, &arm), RAP_OK); /* nor the other way round */
    assert_int_equal(arm, 2);
    assert_double_near(level_of(&study, 2), 7, 0);
    assert_double_near(level_of(&fork, 2), 10, 0);
    rap_study_free(&fork);
    assert_double_near(level_of(&study, 2), 7, 0);
    rap_study_free(&study);
}

static void a_fork_has_no_derived_arms(void **state) {
    (void)state;
    rap_study study, fork;
    size_t arm;
    toy_read(&study, text);
    assert_int_equal(add_arm(&study, 7, &arm), RAP_OK);
    assert_int_equal(rap_study_keep(&study, TOY_value, "all"), RAP_OK);
    assert_int_equal(rap_study_fork(&fork, &study), RAP_OK);
    assert_int_equal(fork.n_arms, 2);
    assert_int_equal(fork.n_written, 2);
    assert_null(fork.kept);
    assert_int_equal(fork.n_kept, 0);
    assert_int_equal(add_arm(&fork, 8, &arm), RAP_OK);
    assert_int_equal(arm, 2);
    assert_double_near(level_of(&study, 2), 7, 0);
    assert_int_equal(study.n_kept, 1);
    rap_study_free(&fork);
    rap_study_free(&study);
}

static void windows_and_columns_of_a_fork_are_its_own(void **state) {
    (void)state;
    rap_study study, fork;
    bool used[8] = {false, true, false, false, false};
    size_t years[4], n;
    toy_read(&study, text);
    assert_int_equal(rap_study_fork(&fork, &study), RAP_OK);
    rap_study_keep_windows(&fork, used);
    assert_int_equal(fork.n_windows, 2); /* 12 and the horizon */
    assert_int_equal(fork.n_headlines, 1);
    assert_string_equal(fork.windows[fork.headlines[0].window].text, "12");
    assert_string_equal(fork.windows[fork.discovery.window].text, "12");
    assert_string_equal(fork.windows[fork.patterns[0].claim.effect.window].text, "12");
    for (size_t k = 0; k < 200; k++)
        assert_int_equal(rap_study_keep(&fork, k % 5, "all"), RAP_OK);
    assert_int_equal(fork.n_kept, 5);
    assert_int_equal(rap_study_add_years(&fork, years, 4, &n), RAP_OK);
    assert_int_equal(n, 2);
    check_untouched(&study);
    rap_study_free(&fork);
    check_untouched(&study);
    rap_study_free(&study);
}

static void a_fork_runs_as_the_study_does(void **state) {
    (void)state;
    rap_study study, fork;
    rap_inputs one, two;
    toy_read(&study, text);
    assert_int_equal(rap_study_fork(&fork, &study), RAP_OK);
    assert_int_equal(fork.seed, study.seed);
    assert_int_equal(rap_inputs_bind(&one, &study, 1), RAP_OK);
    assert_int_equal(rap_inputs_bind(&two, &fork, 1), RAP_OK);
    assert_int_equal(one.n_inputs, two.n_inputs);
    rap_inputs_set_draw(&one, 5, 1);
    rap_inputs_set_draw(&two, 5, 1);
    assert_memory_equal(one.root, two.root, sizeof(toy_root));
    rap_inputs_free(&one);
    rap_inputs_free(&two);
    rap_study_free(&fork);
    rap_study_free(&fork);
    rap_study_free(&study);
    rap_study_free(&study);
}

/* A fork of a fork, freed from the last to the first. */
static void forks_can_be_forked(void **state) {
    (void)state;
    rap_study study, one, two;
    size_t arm;
    toy_read(&study, text);
    assert_int_equal(rap_study_fork(&one, &study), RAP_OK);
    assert_int_equal(add_arm(&one, 3, &arm), RAP_OK);
    assert_int_equal(rap_study_fork(&two, &one), RAP_OK);
    assert_int_equal(two.n_arms, 2);
    assert_int_equal(add_arm(&two, 4, &arm), RAP_OK);
    assert_double_near(level_of(&one, 2), 3, 0);
    rap_study_free(&two);
    assert_double_near(level_of(&one, 2), 3, 0);
    rap_study_free(&one);
    check_untouched(&study);
    rap_study_free(&study);
}

/* ---- memory ----------------------------------------------------------------------------------- */

static int fork_and_use(const rap_study *study) {
    rap_study fork;
    size_t arm, years[4], n;
    bool used[8] = {false};
    int status = rap_study_fork(&fork, study);
    for (size_t k = 0; k < 12 && !status; k++)
        status = add_arm(&fork, 10 + (double)k, &arm);
    if (!status)
        status = rap_study_add_years(&fork, years, 4, &n);
    if (!status)
        status = rap_study_keep_headlines(&fork, used);
    if (!status)
        rap_study_keep_windows(&fork, used);
    rap_study_free(&fork);
    rap_study_free(&fork);
    return status;
}

/* All is refused, or nothing: but where an arm that was bound gives back what it has too much, it may keep it too. */
static void each_allocation_may_fail(void **state) {
    (void)state;
    rap_study study;
    long n = 0, refused = 0;
    toy_read(&study, text);
    for (bool finished = false; !finished; n++) {
        refuse_after = n;
        refuse_done = false;
        int status = fork_and_use(&study);
        refuse_after = -1;
        assert_true(status == RAP_OK || (refuse_done && status == RAP_ENOMEM));
        refused += status == RAP_ENOMEM;
        finished = !refuse_done;
        check_untouched(&study);
    }
    assert_true(refused > 12 && n - refused < n / 4); /* one at least for each arm */
    rap_study_free(&study);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {cmocka_unit_test(arms_of_a_fork_are_its_own),
                                       cmocka_unit_test(a_fork_has_no_derived_arms),
                                       cmocka_unit_test(windows_and_columns_of_a_fork_are_its_own),
                                       cmocka_unit_test(a_fork_runs_as_the_study_does),
                                       cmocka_unit_test(forks_can_be_forked),
                                       cmocka_unit_test(each_allocation_may_fail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
