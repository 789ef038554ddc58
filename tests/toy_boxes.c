/* toy_boxes.c: runs a discovery in the toy. */
#include "toy_boxes.h"
#include "base/error.h"

#include <stdio.h>
#include <string.h>

const char toy_box_contexts[] =
    "slope = { label = \"Slope, \\\"steep\\\"\"; keys = [\"slope\"]; low = -3; high = 3; };\n"
    "both = { label = \"Who has it\"; choices = { one = { label = \"one\"; };\n"
    "  all = { label = \"all, equally\"; changes = { effect = 1; }; };\n"
    "  late = { label = \"one 'late'\"; changes = { end = 1; }; }; }; };\n"
    "idle = { label = \"Idle\"; keys = [\"base\"]; low = 0; high = 10; };\n";

static void run(toy_boxes *b) {
    char why[200] = "";
    assert_int_equal(rap_layout_init(&b->layout, &b->study), RAP_OK);
    assert_int_equal(rap_store_create(&b->store, ":memory:", &b->study, &b->layout), RAP_OK);
    rap_sink sink = rap_store_sink(b->store);
    rap_ensemble_options options = {.first = 0, .end = rap_ensemble_items(&b->study)};
    int status = rap_ensemble_run(&b->study, &b->layout, &rap_executor_loop, &sink, &options, why,
                                  sizeof why);
    if (status)
        print_error("%s: %s\n", rap_error_name(status), why);
    assert_int_equal(status, RAP_OK);
}

void toy_boxes_of(toy_boxes *b, const char *outcome, const char *window, const char *more,
                  const char *contexts) {
    char text[4000];
    rap_problems problems;
    memset(b, 0, sizeof *b);
    rap_problems_init(&problems);
    snprintf(text, sizeof text,
             "draws = 0; replicates = 1; horizon = 12; seed = 5; windows = [\"1\", \"end\"];\n"
             "arms = { a = {}; b = { label = \"B\"; changes = { effect = 1; }; }; };\n"
             "discover = { plus = \"b\"; minus = \"a\"; outcome = \"%s\"; window = \"%s\";\n"
             "%s %s contexts = { %s }; };\n",
             outcome, window, more, strstr(more, "at_least") ? "" : "at_least = 1.0;", contexts);
    toy_read(&b->study, text);
    assert_int_equal(rap_points_plan(&b->plan, &b->study, &problems), RAP_OK);
    rap_problems_free(&problems);
    run(b);
    assert_int_equal(rap_boxes_make(&b->boxes, &b->study, &b->plan, &b->layout, b->store), RAP_OK);
}

void toy_boxes_make(toy_boxes *b, const char *more, const char *contexts) {
    toy_boxes_of(b, "value", "1", more, contexts);
}

void toy_boxes_free(toy_boxes *b) {
    rap_boxes_free(&b->boxes);
    rap_boxes_free(&b->boxes);
    rap_store_close(b->store);
    rap_layout_free(&b->layout);
    rap_points_free(&b->plan);
    rap_study_free(&b->study);
}
