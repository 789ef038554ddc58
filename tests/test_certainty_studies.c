/* test_certainty_studies.c: a study for each grade, of a model whose causes are known (realist_model.h): one unit of the dose
 * adds k_0 + k_a a, a being a strength of a mechanism. A difference matters from .5 on. */
#include "realist_model.h"
#include "analysis/certainty/certainty.h"
#include "analysis/certainty/find.h"
#include "analysis/tables/make_tables.h"
#include "base/error.h"
#include "base/memory.h"
#include "scenario/study/structure.h"

#include <math.h>

enum { SETS = 60 };

typedef struct {
    rap_study study;
    rap_layout layout;
    rap_store *store;
    rap_patterns patterns;
    rap_tables tables;
    rap_certainties certainties;
} graded;

/* The dose against none, and the same with half of mechanism a. */
#define ARMS_OF_TWO                                                                                \
    "arms = { none = { changes = {}; }; dose = { changes = { dose = 1; }; };\n"                    \
    "  none_half = { changes = { mechanisms = { a = 0.5; }; }; };\n"                               \
    "  dose_half = { changes = { dose = 1; mechanisms = { a = 0.5; }; }; };\n"                     \
    "  dose_other = { changes = { dose = 1; spare = 3; mechanisms = { a = 0.5; }; }; }; };\n"      \
    "contrasts = { half = { plus = [\"dose_half\"]; minus = [\"none_half\"]; };\n"                 \
    "  mixed = { plus = [\"dose_half\"]; minus = [\"none\"]; };\n"                                 \
    "  other = { plus = [\"dose_other\"]; minus = [\"none_half\"]; }; };\n"
#define FOUND(direction)                                                                           \
    "patterns = { found = { source = \"S\"; built_from = \"b\"; status = \"held_out\"; "           \
    "plus = [\"dose\"]; minus = [\"none\"]; outcome = { name = \"value\"; window = \"1\"; "        \
    "direction = \"" direction "\"; at_least = 0.2; }; }; };\n"
#define ON(outcome) "headlines = ( { outcome = \"" outcome "\"; window = \"1\"; } );\n"
#define ASSUMED(low, high) ON("value") "k_0 = { value = 2; range = [" low ", " high "]; };\n"
#define MEASURED(low, high)                                                                        \
    ON("value")                                                                                    \
    "k_0 = { value = 2; range = [" low ", " high "]; grade = \"measured\"; source = \"S\"; };\n"

#define FROM(setting)                                                                              \
    ON("value")                                                                                    \
    "k_0 = { value = 2; range = [1.5, 2.5]; grade = \"measured\"; source = \"S\"; setting = "      \
    "\"" setting "\"; };\n"

/* SETS values of k_0 between 1.5 and 2.5, as a calibration leaves them. */
static void add_posterior(rap_text *study) {
    rap_text_format(study,
                    "posterior = { sets = %d; source = \"S\"; numbers = ( { number = \"k_0\"; ",
                    (int)SETS);
    for (int k = 0; k < SETS; k++)
        rap_text_format(study, "%s%g", k ? ", " : "values = [", 1.5 + (7 * k % SETS + 0.5) / SETS);
    rap_text_add(study, "]; } ); };\n");
}

static void run_study(graded *g) {
    char why[200] = "";
    assert_int_equal(rap_layout_init(&g->layout, &g->study), RAP_OK);
    assert_int_equal(rap_store_create(&g->store, ":memory:", &g->study, &g->layout), RAP_OK);
    rap_sink sink = rap_store_sink(g->store);
    rap_ensemble_options options = {.first = 0, .end = rap_ensemble_items(&g->study)};
    assert_int_equal(rap_ensemble_run(&g->study, &g->layout, &rap_executor_loop, &sink, &options,
                                      why, sizeof why),
                     RAP_OK);
    assert_int_equal(rap_tables_make(&g->tables, &g->study, &g->layout, g->store), RAP_OK);
}

/* Runs and grades a study, with what a calibration left, and held against its patterns, or not. */
static void grade_study(graded *g, const char *text, bool posterior, bool validated) {
    rap_problems problems;
    rap_text whole;
    *g = (graded){0};
    rap_problems_init(&problems);
    rap_text_init(&whole);
    rap_text_format(
        &whole,
        "draws = %d; replicates = 2; seed = 3; distribution = \"uniform\";\n" ARMS_OF_TWO "%s",
        (int)SETS, text);
    if (posterior)
        add_posterior(&whole);
    int status = realist_read(&g->study, &realist_model, rap_text_string(&whole), &problems);
    for (size_t k = 0; k < problems.n; k++)
        print_error("%d: %s: %s\n", problems.rows[k].line, problems.rows[k].key,
                    problems.rows[k].text);
    assert_int_equal(status, RAP_OK);
    run_study(g);
    if (validated)
        assert_int_equal(rap_patterns_make(&g->patterns, &g->study, &g->layout, g->store), RAP_OK);
    g->tables.patterns = validated ? &g->patterns : NULL;
    assert_int_equal(rap_certainties_make(&g->certainties, &g->tables), RAP_OK);
    g->tables.certainties = &g->certainties;
    rap_problems_free(&problems);
    rap_text_free(&whole);
}

static void forget_study(graded *g) {
    rap_certainties_free(&g->certainties);
    rap_certainties_free(&g->certainties);
    rap_patterns_free(&g->patterns);
    rap_tables_free(&g->tables);
    rap_store_close(g->store);
    rap_layout_free(&g->layout);
    rap_study_free(&g->study);
}

/* The dose against none is contrast 0. */
static const rap_certainty *dose_of_study(const graded *g) {
    const rap_certainty *c = rap_certainty_of(&g->tables, 0, 0);
    assert_non_null(c);
    return c;
}

static void assert_reason(const graded *g, rap_rule rule, bool known, double value, int lost) {
    const rap_reason *r = &dose_of_study(g)->reasons[rule];
    assert_int_equal(r->known, known);
    assert_int_equal(r->lost, lost);
    assert_int_equal(isnan(r->value), isnan(value));
    if (!isnan(value))
        assert_double_near(r->value, value, 1e-6);
}

/* k_0 lies between 1.5 and 2.5, as data here left it: the dose adds as much in every set, with half of a too. */
static void high_where_all_is_known_and_fine(void **state) {
    graded g;
    (void)state;
    grade_study(&g, ASSUMED("1", "3") "k_a = 1;\n" FOUND("up"), true, true);
    assert_reason(&g, RAP_RULE_UNSOURCED, true, 0, 0);
    assert_reason(&g, RAP_RULE_SETTING, true, 0, 0);
    assert_reason(&g, RAP_RULE_PATTERNS, true, 0, 0);
    assert_reason(&g, RAP_RULE_STRUCTURE, true, 0, 0);
    assert_reason(&g, RAP_RULE_OPPOSITE, true, 0, 0);
    assert_reason(&g, RAP_RULE_INTERVAL, true, 0, 0);
    assert_reason(&g, RAP_RULE_SIZE, true, 0, 0);
    assert_reason(&g, RAP_RULE_SETS, true, SETS, 0);
    assert_reason(&g, RAP_RULE_MISSING, true, 0, 0);
    assert_int_equal(dose_of_study(&g)->reasons[RAP_RULE_STRUCTURE].of, 1);
    assert_int_equal(dose_of_study(&g)->grade, RAP_HIGH);
    forget_study(&g);
}

/* The same numbers, held against nothing: not fine, not known. And measured, but nobody says where. */
static void moderate_where_something_was_not_run(void **state) {
    graded g;
    (void)state;
    grade_study(&g, ASSUMED("1", "3") "k_a = 1;\n" FOUND("up"), true, false);
    assert_reason(&g, RAP_RULE_PATTERNS, false, NAN, 0);
    assert_int_equal(dose_of_study(&g)->grade, RAP_MODERATE);
    forget_study(&g);
    grade_study(&g, MEASURED("1.5", "2.5") "k_a = 1;\n" FOUND("up"), false, true);
    assert_reason(&g, RAP_RULE_UNSOURCED, true, 0, 0);
    assert_reason(&g, RAP_RULE_SETTING, false, 0, 0);
    assert_int_equal(dose_of_study(&g)->grade, RAP_MODERATE);
    forget_study(&g);
}

/* A study that says where its sources are from, each of which is high but for that. */
static void a_source_says_where_it_is_from(void **state) {
    static const struct {
        const char *study;
        double elsewhere;
        rap_grade grade;
    } cases[] = {{FROM("here"), 0, RAP_HIGH},
                 {FROM("alike"), 0, RAP_HIGH},
                 {FROM("elsewhere"), 1, RAP_MODERATE}};
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        graded g;
        rap_text study;
        rap_text_init(&study);
        rap_text_format(&study, "%sk_a = 1;\n" FOUND("up"), cases[k].study);
        grade_study(&g, rap_text_string(&study), false, true);
        assert_reason(&g, RAP_RULE_SETTING, true, cases[k].elsewhere, cases[k].elsewhere > 0);
        assert_int_equal(dose_of_study(&g)->grade, cases[k].grade);
        forget_study(&g);
        rap_text_free(&study);
    }
}

/* All that differs between sets is assumed. */
static void low_without_a_source(void **state) {
    graded g;
    (void)state;
    grade_study(&g, ASSUMED("1.5", "2.5") "k_a = 1;\n" FOUND("up"), false, true);
    assert_reason(&g, RAP_RULE_UNSOURCED, true, 1, 2);
    assert_reason(&g, RAP_RULE_OPPOSITE, true, 0, 0);
    assert_int_equal(dose_of_study(&g)->grade, RAP_LOW);
    forget_study(&g);
}

/* k_0 is uniform on -2 to 4: a third of sets points the other way (twice lowered), half of the others do not matter. */
static void very_low_where_sets_disagree_too(void **state) {
    graded g;
    (void)state;
    grade_study(&g, ASSUMED("-2", "4") FOUND("up"), false, true);
    const rap_certainty *c = dose_of_study(&g);
    assert_double_near(c->reasons[RAP_RULE_OPPOSITE].value, 1 / 3.0, 0.02);
    assert_double_near(c->reasons[RAP_RULE_SIZE].value, 2.5 / 6, 0.02);
    assert_int_equal(c->reasons[RAP_RULE_OPPOSITE].lost, 2);
    assert_int_equal(c->reasons[RAP_RULE_SIZE].lost, 1);
    assert_int_equal(c->grade, RAP_VERY_LOW);
    forget_study(&g);
}

/* A finding that the model does not show costs two levels; without its mechanism the dose takes away. */
static void a_finding_and_a_structure_that_fail(void **state) {
    graded g;
    (void)state;
    grade_study(&g, ASSUMED("1", "3") "k_a = 1;\n" FOUND("down"), true, true);
    assert_reason(&g, RAP_RULE_PATTERNS, true, 1, 2);
    assert_int_equal(dose_of_study(&g)->grade, RAP_LOW);
    forget_study(&g);
    /* k_0 about 2, k_a = -3: -1 with all of a, +.5 with half of it */
    grade_study(&g, ASSUMED("1", "3") "k_a = -3;\n" FOUND("down"), true, true);
    assert_reason(&g, RAP_RULE_STRUCTURE, true, 1, 1);
    forget_study(&g);
}

/* Neither the contrast of which one side alone has the other strengths, nor that which differs in more. */
static void what_is_another_structure(void **state) {
    graded g;
    (void)state;
    grade_study(&g, ASSUMED("1", "3"), false, false);
    const rap_study *s = &g.study;
    size_t half = s->n_contrasts - 3;
    assert_string_equal(s->contrasts[half].name, "half");
    for (size_t c = 0; c < s->n_contrasts; c++)
        assert_int_equal(rap_study_is_alternative(s, 0, c), c == half);
    assert_true(rap_study_is_alternative(s, half, 0));
    forget_study(&g);
}

/* No set was drawn, and a value that is never there. */
static void nothing_drawn_and_nothing_there(void **state) {
    graded g;
    (void)state;
    grade_study(&g, ON("value") "k_0 = 2.0;\n", false, false);
    assert_reason(&g, RAP_RULE_UNSOURCED, false, NAN, 0); /* nothing is uncertain */
    assert_int_equal(dose_of_study(&g)->grade, RAP_LOW);
    forget_study(&g);
    grade_study(&g, ON("survivor") "missing = 1.0;\n", false, false);
    assert_int_equal(dose_of_study(&g)->grade, RAP_UNGRADED);
    forget_study(&g);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(high_where_all_is_known_and_fine),
        cmocka_unit_test(moderate_where_something_was_not_run),
        cmocka_unit_test(a_source_says_where_it_is_from),
        cmocka_unit_test(low_without_a_source),
        cmocka_unit_test(very_low_where_sets_disagree_too),
        cmocka_unit_test(a_finding_and_a_structure_that_fail),
        cmocka_unit_test(what_is_another_structure),
        cmocka_unit_test(nothing_drawn_and_nothing_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
