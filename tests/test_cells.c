/* test_cells.c: the arms that propositions need: shared, counted, paid for, and refused. */
#include "realist_model.h"
#include "realist_study.h"
#include "base/error.h"
#include "scenario/study/arms.h"

#include <stdio.h>
#include <string.h>

#define OUTCOME                                                                                    \
    "outcome = { name = \"value\"; window = \"1\"; direction = \"up\"; at_least = 0.5; }; "
#define WHOLE DOSE "response = \"a\"; " OUTCOME
#define ARMS "arms = { plain = {}; other = { changes = { dose = 1; }; }; };\n"

static realist *plan(const rap_model *model, const char *settings, const char *propositions) {
    char text[8192];
    snprintf(text, sizeof text, "%s\n%s\npropositions = {\n%s\n};", settings,
             strstr(settings, "arms =") ? "" : ARMS, propositions);
    return realist_plan(model, text);
}

static size_t derived(const realist *r) {
    return r->study.n_arms - r->study.n_written;
}

static double number_in(const realist *r, size_t arm, const char *path) {
    const rap_field *field;
    double value = (double)NAN;
    assert_int_equal(rap_study_number(&r->study, arm, path, &field, &value), RAP_OK);
    return value;
}

/* ---- sharing ---------------------------------------------------------------------------------- */

/* 5 strengths and 4 sets of two factors, at two doses, of which two pairs are the same: 7 pairs; and
 * giving it to the rest and to all. */
static void cells_are_counted(void **state) {
    (void)state;
    realist *r = plan(&realist_model, "", "p = { source = \"S\"; " IN_X WHOLE "};");
    assert_int_equal(r->plan.asked, 2 * 5 + 2 * 4 + 2);
    assert_int_equal(r->plan.rows[0].n_factors, 2);
    assert_int_equal(derived(r), 2 * 7 + 2);
    realist_free(r);
    r = plan(&realist_untargeted, "", "p = { source = \"S\"; " IN_X WHOLE "};");
    assert_false(r->plan.rows[0].targeted);
    assert_int_equal(r->plan.asked, 2 * 5 + 2 * 4 + 1);
    assert_int_equal(derived(r), 2 * 7);
    realist_free(r);
}

static void equal_cells_are_one_arm(void **state) {
    (void)state;
    realist *r =
        plan(&realist_model, "",
             "p = { source = \"S\"; " IN_X WHOLE "};\nq = { source = \"T\"; " IN_X WHOLE "};\n"
             "r = { source = \"U\"; " IN_X DOSE "response = \"b\"; " OUTCOME "};");
    const rap_cells *c = r->plan.rows;
    assert_int_equal(r->plan.asked, 3 * 20);
    assert_memory_equal(c[0].graded, c[1].graded, sizeof c[0].graded);
    assert_memory_equal(c[0].factor, c[1].factor, sizeof c[0].factor);
    assert_int_equal(c[0].effect.from, c[2].effect.from);
    assert_int_equal(c[0].effect.to, c[2].effect.to);
    assert_int_equal(c[0].rest, c[2].rest);
    /* of r, new are 4 strengths of b; all but b is a new set, b alone is another, none is shared */
    assert_int_equal(derived(r), 16 + 2 * 5);
    for (size_t a = 0; a < r->study.n_arms; a++)
        for (size_t b = 0; b < a; b++)
            assert_string_not_equal(r->study.arms[a].name, r->study.arms[b].name);
    realist_free(r);
}

static void order_of_keys_and_writing_of_numbers(void **state) {
    (void)state;
    realist *r = plan(
        &realist_model, "",
        "p = { source = \"S\"; context = { circumstances = \"so\"; inside = { climate = 2; level = "
        "1.50; }; }; " WHOLE "};\n"
        "q = { source = \"S\"; context = { circumstances = \"so\"; inside = { level = 1.5; climate "
        "= 2.0; }; }; " WHOLE "};");
    assert_memory_equal(&r->plan.rows[0].graded, &r->plan.rows[1].graded,
                        sizeof r->plan.rows[0].graded);
    assert_int_equal(r->plan.rows[0].outside.from, r->plan.rows[1].outside.from);
    assert_int_equal(derived(r), 2 * 7 + 2);
    realist_free(r);
}

/* ---- what stands in the arms ------------------------------------------------------------------ */

static void doses_strengths_and_places(void **state) {
    (void)state;
    realist *r = plan(&realist_model, "", "p = { source = \"S\"; " IN_X WHOLE "};");
    const rap_cells *c = &r->plan.rows[0];
    const rap_arm *arms = r->study.arms;
    for (size_t g = 0; g < RAP_GRADES; g++) {
        assert_double_near(number_in(r, c->graded[g].from, "mechanisms.a"), rap_grades[g], 0);
        assert_double_near(number_in(r, c->graded[g].to, "mechanisms.a"), rap_grades[g], 0);
        assert_double_near(number_in(r, c->graded[g].to, "mechanisms.b"), 1, 0);
        assert_string_equal(arms[c->graded[g].to].given_to, "type:x");
        assert_int_equal(arms[c->graded[g].to].elsewhere, c->graded[g].from);
    }
    for (size_t set = 0; set < 4; set++) {
        assert_double_near(number_in(r, c->factor[set].to, "mechanisms.a"), set & 1 ? 1 : 0, 0);
        assert_double_near(number_in(r, c->factor[set].to, "mechanisms.b"), set > 1 ? 1 : 0, 0);
        assert_double_near(number_in(r, c->factor[set].to, "mechanisms.c"), set > 1 ? 1 : 0, 0);
    }
    assert_double_near(number_in(r, c->rest, "dose"), 0, 0);
    assert_string_equal(arms[c->rest].given_to, "type:x");
    assert_int_equal(arms[c->rest].elsewhere, c->all);
    assert_null(arms[c->all].given_to);
    assert_double_near(number_in(r, c->all, "dose"), 2, 0);
    realist_free(r);
}

/* A strength that an arm or the context states is what is weakened, never raised. */
static void stated_strengths_are_weakened(void **state) {
    (void)state;
    realist *r = plan(
        &realist_model,
        "arms = { plain = {}; low = { changes = { mechanisms = { a = 0.5; }; }; }; high = { "
        "changes = { dose = 2; mechanisms = { a = 0.8; }; }; }; };",
        "bundle = { source = \"S\"; resource = { from_arm = \"low\"; to_arm = \"high\"; }; "
        "response = \"a\"; " OUTCOME "};\n"
        "inside = { source = \"S\"; context = { circumstances = \"so\"; inside = { mechanisms = { "
        "a = 0.5; }; }; }; " WHOLE "};\n"
        "arm = { source = \"S\"; arm = \"low\"; " WHOLE "};");
    static const double from[] = {0.5, 0.5, 0.5}, to[] = {0.8, 0.5, 0.5};
    for (size_t k = 0; k < 3; k++)
        for (size_t g = 0; g < RAP_GRADES; g++) {
            const rap_pair *pair = &r->plan.rows[k].graded[g];
            assert_double_near(number_in(r, pair->from, "mechanisms.a"), from[k] * rap_grades[g],
                               1e-12);
            assert_double_near(number_in(r, pair->to, "mechanisms.a"), to[k] * rap_grades[g],
                               1e-12);
        }
    realist_free(r);
}

static void money_is_kept(void **state) {
    (void)state;
    realist *r = plan(&realist_model, "dose = 1; spare = 3.3;",
                      "p = { source = \"S\"; resource = { lever = \"dose\"; from = 0.1; to = 4.3; "
                      "money_to = \"spare\"; }; response = \"a\"; " OUTCOME "};");
    const rap_cells *c = &r->plan.rows[0];
    assert_double_near(number_in(r, c->effect.from, "dose"), 0.1, 0);
    assert_double_near(number_in(r, c->effect.from, "spare"), 4.2, 1e-12);
    assert_double_near(number_in(r, c->effect.to, "dose"), 4.3, 0);
    assert_double_near(number_in(r, c->effect.to, "spare"), 0, 1e-12);
    assert_double_near(number_in(r, c->graded[4].to, "spare"), 0, 1e-12);
    realist_free(r);
}

/* ---- refusals --------------------------------------------------------------------------------- */

static void assert_refused(const char *proposition, const char *says) {
    rap_study study;
    rap_cell_plan cells = {0};
    rap_problems problems;
    char text[4096];
    bool found = false;
    snprintf(text, sizeof text, ARMS "propositions = {\np = { source = \"S\";\n%s\n};\n};",
             proposition);
    rap_problems_init(&problems);
    int status = realist_read(&study, &realist_model, text, &problems);
    if (!status)
        status = rap_cells_plan(&cells, &study, &problems);
    for (size_t k = 0; k < problems.n; k++) {
        found |= strstr(problems.rows[k].text, says) != NULL;
        assert_string_equal(problems.rows[k].file, "realist.cfg");
        assert_true(problems.rows[k].line >= 4 && problems.rows[k].line <= 5);
    }
    if (!found)
        for (size_t k = 0; k <= problems.n; k++)
            print_error("%s: %s\n", says, k < problems.n ? problems.rows[k].text : "(all)");
    assert_int_equal(status, RAP_EINPUT);
    assert_true(found);
    rap_cells_free(&cells);
    rap_study_free(&study);
    rap_problems_free(&problems);
}

#define LEVER(text) "resource = { " text " }; response = \"a\"; " OUTCOME

static void what_cannot_be_asked_is_refused(void **state) {
    static const struct {
        const char *proposition, *says;
    } cases[] = {
        {LEVER("lever = \"does\"; from = 0; to = 1;"), "no \"does\" in this arm"},
        {LEVER("lever = \"dose\"; from = 0; to = 101;"), "from 0 to 100"},
        {LEVER("lever = \"dose\"; from = 0; to = \"much\";"), "from 0 to 100"},
        {LEVER("lever = \"dose\"; from = 0; to = 1; money_to = \"spore\";"), "no number \"spore\""},
        {LEVER("lever = \"dose\"; from = 0; to = 1; money_to = \"odd_unit\";"),
         "not counted in the unit"},
        {LEVER("lever = \"dose\"; from = 0; to = 11; money_to = \"spare\";"), "so much to give"},
        {LEVER("lever = \"dose\"; from = 0; to = 1; money_to = \"dose\";"), "to itself"},
        {LEVER("lever = \"mechanisms\"; from = 0; to = 1; money_to = \"spare\";"),
         "is not a number"},
        {LEVER("lever = \"dose\"; from = 1; to = 1.0;"), "the same dose"},
        {LEVER("lever = \"dose\"; from = 1;"), "needs the doses from and to"},
        {LEVER("lever = \"dose\"; from = 0; to = 1; from_arm = \"plain\";"), "found both"},
        {LEVER("from_arm = \"plain\";"), "from_arm and to_arm, expected"},
        {LEVER("from_arm = \"plain\"; to_arm = \"plain\";"), "with itself"},
        {LEVER("from_arm = \"plain\"; to_arm = \"othr\";"), "unknown arm \"othr\""},
        {LEVER("from_arm = \"plain\"; to_arm = \"other\"; money_to = \"spare\";"),
         "state their own money"},
        {"arm = \"plane\"; " WHOLE, "unknown arm \"plane\""},
        {"response = \"a\"; " OUTCOME, "a resource"},
        {DOSE OUTCOME, "expected as response"},
        {DOSE "response = \"a\";", "an outcome"},
        {DOSE "response = \"money\"; " OUTCOME, "is no mechanism of the model"},
        {"rivals = [\"a\"]; " WHOLE, "twice"},
        {"rivals = [\"b\", \"b\"]; " WHOLE, "twice"},
        {"rivals = [\"b\", \"c\", \"a\", \"b\"]; " WHOLE, "at most three"},
        {"context = {}; " WHOLE, "an empty context"},
        {"context = { outside = { level = 1; }; }; " WHOLE, "an outside needs an inside"},
        {"context = { organisation_type = \"x\"; subgroup = \"z\"; }; " WHOLE, "found both"},
        {"context = { organisation_type = \"z\"; }; " WHOLE, "no group \"type:z\""},
        {"context = { inside = { levl = 1; }; }; " WHOLE, "unknown key"},
        {DOSE "response = \"a\"; outcome = { name = \"value\"; window = \"1\"; direction = "
              "\"none\"; };",
         "up or down"},
    };
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++)
        assert_refused(cases[k].proposition, cases[k].says);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_counted),
        cmocka_unit_test(equal_cells_are_one_arm),
        cmocka_unit_test(order_of_keys_and_writing_of_numbers),
        cmocka_unit_test(doses_strengths_and_places),
        cmocka_unit_test(stated_strengths_are_weakened),
        cmocka_unit_test(money_is_kept),
        cmocka_unit_test(what_cannot_be_asked_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
