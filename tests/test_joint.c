/* test_joint.c: correlations as a study states them: in every arm, over several rows, and refused where they cannot
 * be. */
#include "near.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "grammar_model.h"
#include "scenario/study/study.h"

#include <stdio.h>
#include <string.h>

#define KINDS                                                                                      \
    "title = \"T\"; kinds = { fast = {}; slow = { speed = { value = 2; range = (1, 3); }; }; };\n" \
    "units = { u = { kind = \"fast\"; }; w = { kind = \"slow\"; }; };\n"                           \
    "rates = { growth = { value = 0.2; range = (0.1, 0.4); }; };\n"

static const char independent[] = KINDS "arms = { one = {}; fixed = {}; };";
static const char together[] = KINDS
    "arms = { one = {}; fixed = { changes = { kinds = { fast = { speed = 1.5; }; }; }; }; };\n"
    "correlations = {\n"
    "  quick = { numbers = [\"kinds.fast.speed\", \"kinds.slow.speed\"]; rank = 0.8; };\n"
    "  grown = { numbers = [\"kinds.slow.speed\", \"rates.growth\"]; rank = -0.5; };\n"
    "};";

static int read_page(rap_study *study, const char *text, rap_problems *problems) {
    page p = {"a.cfg", text};
    book b = {&p, 1};
    rap_loader loader = book_loader(&b);
    rap_problems_init(problems);
    return rap_study_read(study, grammar_models, &loader, "a.cfg", NULL, problems);
}

static void read_good(rap_study *study, const char *text) {
    rap_problems problems;
    int status = read_page(study, text, &problems);
    for (size_t i = 0; i < problems.n; i++)
        print_error("%s\n", problems.rows[i].text);
    assert_int_equal(status, RAP_OK);
    rap_problems_free(&problems);
}

static const rap_input *input_at(const rap_study *s, size_t arm, const char *path) {
    const rap_inputs *inputs;
    assert_int_equal(rap_study_inputs(s, arm, &inputs), RAP_OK);
    const rap_input *x = rap_inputs_find(inputs, path);
    assert_non_null(x);
    return x;
}

/* Kendall's tau over draws of sheets of their own. */
static double tau(const rap_input *x, const rap_input *y, uint64_t pairs) {
    double sum = 0;
    for (uint64_t d = 0; d < 2 * RAP_SHEET * pairs; d += 2 * RAP_SHEET) {
        double a = rap_input_draw(x, 1, d) - rap_input_draw(x, 1, d + RAP_SHEET);
        double b = rap_input_draw(y, 1, d) - rap_input_draw(y, 1, d + RAP_SHEET);
        sum += (a * b > 0) - (a * b < 0);
    }
    return sum / (double)pairs;
}

/* Rank correlations of .8 and -.5 are a tau of about .61 and -.35; what is not stated is near 0. */
static void numbers_go_together(void **state) {
    rap_study s;
    (void)state;
    read_good(&s, together);
    const rap_input *fast = input_at(&s, 0, "kinds.fast.speed");
    const rap_input *slow = input_at(&s, 0, "kinds.slow.speed");
    const rap_input *growth = input_at(&s, 0, "rates.growth");
    assert_double_near(tau(fast, slow, 20000), 0.61, 0.03);
    assert_double_near(tau(slow, growth, 20000), -0.35, 0.03);
    assert_double_near(tau(fast, growth, 20000), 0, 0.03);
    assert_string_equal(growth->joint->names[growth->place], "quick"); /* all three hang together */
    assert_int_equal(s.n_correlations, 2);
    rap_study_free(&s);
}

/* A number that an arm fixes changes nothing of the others there, and a structure holds what the list says. */
static void arms_share_their_draws(void **state) {
    rap_study s, plain;
    rap_inputs in;
    (void)state;
    read_good(&s, together);
    read_good(&plain, independent);
    const rap_input *here = input_at(&s, 0, "rates.growth"), *there = input_at(&s, 1, here->path);
    const rap_input *first = input_at(&s, 0, "kinds.fast.speed");
    const rap_input *without = input_at(&plain, 0, "kinds.fast.speed");
    assert_int_equal(rap_inputs_bind(&in, &s, 1), RAP_OK);
    for (int64_t d = 0; d < 50; d++) {
        double growth = rap_input_draw(here, 3, (uint64_t)d);
        rap_inputs_set_draw(&in, 3, d);
        assert_double_near(rap_input_draw(there, 3, (uint64_t)d), growth, 0);
        assert_double_near(((const grammar_root *)in.root)->rates.growth, growth, 0);
        assert_double_near(rap_input_draw(first, 3, (uint64_t)d),
                           rap_input_draw(without, 3, (uint64_t)d), 0);
    }
    rap_inputs_free(&in);
    rap_study_free(&plain);
    rap_study_free(&s);
}

static void a_fork_keeps_them(void **state) {
    rap_study s, fork;
    (void)state;
    read_good(&s, together);
    assert_int_equal(rap_study_fork(&fork, &s), RAP_OK);
    fork.range_scale = 0.5;
    const rap_input *slow = input_at(&fork, 0, "kinds.slow.speed");
    assert_double_near(slow->prior.lo, 1.5, 1e-12);
    assert_double_near(tau(input_at(&fork, 0, "kinds.fast.speed"), slow, 20000), 0.61, 0.03);
    rap_study_free(&fork);
    rap_study_free(&s);
}

/* The first problem of a study whose correlations are `rows`, each on a line of its own from the 4th on. */
static void refused(const char *rows, int line, const char *key, const char *text) {
    rap_study s;
    rap_problems problems;
    rap_text whole;
    rap_text_init(&whole);
    rap_text_format(&whole, "%scorrelations = {%s\n};", KINDS, rows);
    assert_int_equal(read_page(&s, rap_text_string(&whole), &problems), RAP_EINPUT);
    assert_int_equal(problems.n, 1);
    assert_string_equal(problems.rows[0].file, "a.cfg");
    assert_int_equal(problems.rows[0].line, line);
    assert_string_equal(problems.rows[0].key, key);
    if (!strstr(problems.rows[0].text, text))
        fail_msg("\"%s\" is not in \"%s\"", text, problems.rows[0].text);
    rap_problems_free(&problems);
    rap_study_free(&s);
    rap_text_free(&whole);
}

#define PAIR(name, a, b, rank)                                                                     \
    "\n" name " = { numbers = [\"" a "\", \"" b "\"]; rank = " rank "; };"
#define FAST "kinds.fast.speed"
#define SLOW "kinds.slow.speed"
#define GROWTH "rates.growth"

static void what_is_refused(void **state) {
    (void)state;
    refused(PAIR("a", FAST, SLOW, "0.9") PAIR("b", SLOW, GROWTH, "0.9"), 6, "correlations.b",
            "cannot hold together");
    refused("\na = { numbers = [\"" FAST "\", \"" SLOW "\", \"" GROWTH "\"]; rank = -0.6; };", 5,
            "correlations.a", "not positive definite");
    refused(PAIR("a", FAST, SLOW, "0.3") PAIR("b", SLOW, FAST, "0.4"), 6, "correlations.b",
            "\"a\" says already how \"kinds.slow.speed\" and \"kinds.fast.speed\" go together");
    refused(PAIR("a", FAST, FAST, "0.3"), 5, "correlations.a.numbers.1", "stands there twice");
    refused(PAIR("a", FAST, "kinds.slow.sped", "0.3"), 5, "correlations.a.numbers.1",
            "no arm has a number \"kinds.slow.sped\"; did you mean \"kinds.slow.speed\"?");
    refused(PAIR("a", FAST, "kinds.fast.reach", "0.3"), 5, "correlations.a.numbers.1",
            "certain in every arm");
    refused("\na = { numbers = [\"" FAST "\"]; rank = 0.3; };", 5, "correlations.a.numbers",
            "2 to 60 numbers expected");
    refused(PAIR("a", FAST, SLOW, "1.0"), 5, "correlations.a.rank", "from -0.99 to 0.99");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_go_together),
        cmocka_unit_test(arms_share_their_draws),
        cmocka_unit_test(a_fork_keeps_them),
        cmocka_unit_test(what_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
