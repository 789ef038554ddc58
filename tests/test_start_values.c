/* test_start_values.c: the answer at start values beside the mean over sets, on a toy where both are known. */
#include "toy_model.h"
#include "analysis/tables/start_values.h"
#include "base/error.h"

#include <string.h>

/* b less a at month 2 is twice the slope: 1.2 at its start value, and 2 (0.5 + 4 x 0.6 + 1.5) / 6 over sets of it. */
#define SLOPE "slope = { value = 0.6; range = [0.5, 1.5]; };"
#define TWO                                                                                        \
    "horizon = 2; seed = 3; replicates = 2; windows = [\"2\"]; smallest_differences = { value = "  \
    "0.2; };\n"                                                                                    \
    "headlines = ( { outcome = \"value\"; window = \"2\"; } );\n"                                  \
    "arms = { a = {}; b = { changes = { effect = 1; }; }; };\n" SLOPE

static int add_starts(toy_results *r, rap_problems *problems) {
    const rap_bench bench = {
        .study = &r->study, .executor = &rap_executor_loop, .problems = problems};
    rap_problems_init(problems);
    return rap_start_values_make(&r->tables, &bench);
}

static void the_answer_at_start_values(void **state) {
    (void)state;
    toy_results r;
    rap_problems problems;
    toy_run(&r, "draws = 400; noise = 0.1;" TWO);
    assert_int_equal(add_starts(&r, &problems), RAP_OK);
    assert_int_equal(r.tables.n_starts, 1);
    const rap_start_row *row = r.tables.starts;
    assert_false(row->is_level);
    assert_int_equal(row->s.runs, RAP_START_HISTORIES);
    assert_double_near(row->s.mean, 1.2, 1e-9); /* arms share their luck */
    assert_double_near(rap_start_beside(&r.tables, row)->mean, 2 * 4.4 / 6, 0.005);
    assert_true(rap_start_parts(&r.tables, row));        /* by 0.27, and 0.2 matters */
    assert_int_equal(add_starts(&r, &problems), RAP_OK); /* again: in place of the first */
    assert_int_equal(r.tables.n_starts, 1);
    r.study.delta[TOY_value] = 0.3;
    assert_false(rap_start_parts(&r.tables, r.tables.starts));
    rap_problems_free(&problems);
    toy_free(&r);
}

/* Never more histories than the study has; the only arm's level where nothing is compared. */
static void few_histories_of_one_arm(void **state) {
    (void)state;
    toy_results r;
    rap_problems problems;
    toy_run(&r, "draws = 5; replicates = 2; horizon = 2; seed = 3; windows = [\"2\"];\n"
                "headlines = ( { outcome = \"value\"; window = \"2\"; } ); effect = 1;\n"
                "level = { value = 3; range = [1, 5]; }; " SLOPE);
    assert_int_equal(add_starts(&r, &problems), RAP_OK);
    assert_int_equal(r.tables.n_starts, 1);
    assert_true(r.tables.starts[0].is_level);
    assert_int_equal(r.tables.starts[0].s.runs, 10);
    assert_double_near(r.tables.starts[0].s.mean, 3 + 1.2, 1e-9);
    rap_text out;
    rap_text_init(&out);
    rap_start_values_csv(&r.tables, &out);
    assert_non_null(strstr(rap_text_string(&out), "\n,study,value,all,2,"));
    rap_text_free(&out);
    rap_problems_free(&problems);
    toy_free(&r);
}

/* Where all numbers keep their start values the study's own answer is that one. */
static void nothing_beside_start_values(void **state) {
    (void)state;
    toy_results r;
    rap_problems problems;
    toy_run(&r, "draws = 0;" TWO);
    assert_int_equal(add_starts(&r, &problems), RAP_OK);
    assert_int_equal(r.tables.n_starts, 0);
    rap_problems_free(&problems);
    toy_free(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_answer_at_start_values),
        cmocka_unit_test(few_histories_of_one_arm),
        cmocka_unit_test(nothing_beside_start_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
