/* test_drawn.c: inputs.csv and draws.csv of the toy, whose runs give back what was drawn. */
#include "toy_model.h"
#include "analysis/tables/drawn.h"
#include "base/error.h"

#include <stdlib.h>
#include <string.h>

/* `slope` is uncertain in a and, over a wider range, in c; in b it is certain. value = level + effect slope t, without
 * luck, and effect is 1. */
static const char three_arms[] =
    "draws = 7; replicates = 2; horizon = 2; seed = 3; windows = [\"2\"]; effect = 1;\n"
    "level = { value = 3; range = [1, 5]; grade = \"elicited\"; source = \"a, \\\"panel\\\"\"; "
    "setting = \"alike\"; };\n"
    "slope = { value = 0.6; range = [0.5, 1.5]; };\n"
    "arms = { a = {}; b = { changes = { slope = 0.9; }; };\n"
    "         c = { changes = { slope = { value = 0.6; range = [0.5, 4.0]; }; }; }; };";

static const char *nth_line(const char *csv, size_t n) {
    for (; n > 0; n--)
        csv = strchr(csv, '\n') + 1;
    return csv;
}

static double nth_number(const char *line, size_t n) {
    for (; n > 0; n--)
        line = strchr(line, ',') + 1;
    return strtod(line, NULL);
}

static void values_are_those_of_the_runs(void **state) {
    toy_results r;
    rap_text out;
    double value[14];
    (void)state;
    toy_run(&r, three_arms);
    rap_text_init(&out);
    rap_draws_csv(&r.tables, &out);
    const char *csv = rap_text_string(&out);
    assert_memory_equal(csv, "draw,level,slope,slope#2\n", 25);
    int column = rap_layout_column(&r.layout, TOY_value, "all");
    for (size_t arm = 0; arm < 3; arm++) {
        assert_int_equal(
            rap_store_values(r.store, arm, (size_t)column * r.layout.n_windows, 1, 14, value),
            RAP_OK);
        for (size_t d = 0; d < 7; d++) {
            const char *line = nth_line(csv, d + 1);
            double slope = arm == 1 ? 0.9 : nth_number(line, arm == 0 ? 2 : 3);
            assert_int_equal(nth_number(line, 0), d + 1);
            assert_double_near(value[2 * d], nth_number(line, 1) + 2 * slope, 1e-12);
            assert_double_near(value[2 * d + 1], value[2 * d], 1e-12);
        }
    }
    assert_string_equal(nth_line(csv, 8), "");
    rap_text_free(&out);
    toy_free(&r);
}

static void inputs_say_in_which_arms(void **state) {
    static const char *const starts[] = {
        "column,input,arms,unit,start,drawn,low,high,grade,source,setting,meaning\n",
        "level,level,a+b+c,1,3,PERT,1,5,elicited,\"a, \"\"panel\"\"\",alike,", "slope,slope,a,",
        "slope#2,slope,c,"};
    toy_results r;
    rap_text out;
    (void)state;
    toy_run(&r, three_arms);
    rap_text_init(&out);
    rap_inputs_csv(&r.tables, &out);
    for (size_t k = 0; k < sizeof starts / sizeof *starts; k++)
        if (strncmp(nth_line(rap_text_string(&out), k), starts[k], strlen(starts[k])) != 0)
            fail_msg("line %zu is %s", k, nth_line(rap_text_string(&out), k));
    assert_non_null(strstr(rap_text_string(&out), ",0.5,4,"));
    assert_string_equal(nth_line(rap_text_string(&out), 4), "");
    rap_text_free(&out);
    toy_free(&r);
}

/* A run that was cut off shows the draws that it has begun. */
static void only_draws_that_were_run(void **state) {
    toy_results r;
    rap_text out;
    (void)state;
    toy_run(&r, three_arms);
    r.tables.items = 5;
    rap_text_init(&out);
    rap_draws_csv(&r.tables, &out);
    assert_string_equal(nth_line(rap_text_string(&out), 4), "");
    assert_int_equal(nth_number(nth_line(rap_text_string(&out), 3), 0), 3);
    rap_text_free(&out);
    toy_free(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_those_of_the_runs),
        cmocka_unit_test(inputs_say_in_which_arms),
        cmocka_unit_test(only_draws_that_were_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
