/* test_surveys.c: the surveys that a study's budget states: what is refused, and what they are worth where
 * that can be worked out.
 *
 * Arm `dearer` brings 12 slope more than the baseline and costs 240 more: with slope about 1 (0.5 to 1.5)
 * and a unit worth 20, one is as good as the other on average, and slope decides. */
#include "analysis/budget/surveys.h"
#include "analysis/budget/worth.h"
#include "base/error.h"
#include "toy_model.h"

#include <stdio.h>
#include <string.h>

#define BEFORE                                                                                     \
    "horizon = 24; draws = 200; replicates = 2; seed = 3; windows = [\"24\"];\n"                   \
    "headlines = ( { outcome = \"value\"; window = \"24\"; } );\n"                                 \
    "effect = 0.5; price = 20.0; arms = { now = { baseline = true; changes = {}; };\n"             \
    "  dearer = { changes = { price = 30.0; effect = 1.0; }; }; };\n"                              \
    "budget = { outcomes = { value = { outcome = \"value\"; window = \"24\"; }; };\n"              \
    "  lines = { effect = { lever = \"effect\"; spend = [\"all\"]; }; };\n"                        \
    "  worth_low = 0.0; worth_high = 40.0;\n"
#define AFTER "};\n"

static const char text[] = BEFORE
    "  population = 3.0; surveys = {\n"
    "    exact = { label = \"Exact\"; of = [\"slope\"]; n = 1000000; sd = 0.001; cost = 1.0; };\n"
    "    rough = { label = \"Rough\"; of = [\"sl*\"]; n = 4; sd = 0.4; cost = 1.0; };\n"
    "    dear = { label = \"Dear\"; of = [\"slope\"]; n = 4; sd = 0.4; cost = 5000.0; };\n"
    "    beside = { label = \"Beside\"; of = [\"level\"]; n = 4; sd = 0.4; cost = 1000.0; }; "
    "};\n" AFTER;

enum { EXACT, ROUGH, DEAR, BESIDE, REFERENCE = RAP_WORTH_LOOKS / 2 };

typedef struct {
    toy_results runs;
    rap_worth worth;
} bench;

static void set_up(bench *b) {
    rap_problems problems;
    toy_run(&b->runs, text);
    rap_problems_init(&problems);
    assert_int_equal(rap_surveys_check(&b->runs.study, &problems), RAP_OK);
    rap_problems_free(&problems);
    assert_int_equal(rap_worth_make(&b->worth, &b->runs.study, &b->runs.layout, b->runs.store),
                     RAP_OK);
}

static void tear_down(bench *b) {
    rap_worth_free(&b->worth);
    toy_free(&b->runs);
}

/* E max(240 (slope - 1), 0) over the draws themselves. */
static double worth_of_slope(const rap_worth *w) {
    double gain = 0, mean = 0, n = (double)w->draws;
    for (size_t d = 0; d < (size_t)w->draws; d++)
        for (size_t k = 0; k < w->n_parameters; k++)
            if (!strcmp(w->names[k], "slope")) {
                double x = 240 * (w->parameter[d * w->n_parameters + k] - 1);
                gain += fmax(x, 0) / n;
                mean += x / n;
            }
    return gain - fmax(mean, 0);
}

static void surveys_are_worth_what_they_tell(void **state) {
    bench b;
    (void)state;
    set_up(&b);
    const rap_worth_survey *exact = &b.worth.surveys[EXACT][REFERENCE];
    const rap_worth_survey *rough = &b.worth.surveys[ROUGH][REFERENCE];
    const rap_worth_survey *beside = &b.worth.surveys[BESIDE][REFERENCE];
    double known = worth_of_slope(&b.worth);
    assert_double_near(b.worth.lambda[b.worth.reference], 20, 1e-12);
    assert_true(known > 10);
    assert_double_near(exact->knowing.value, known, 0.03 * known);
    assert_double_near(exact->asking.value, exact->knowing.value, 0.01 * known);
    /* a survey whose mean has the spread of slope itself tells half of the variance */
    assert_true(rough->asking.value > 0.5 * known && rough->asking.value < 0.9 * known);
    assert_true(beside->asking.value < 0.01 * known && beside->knowing.low <= 0);
    /* where a unit is worth nothing, the cheaper arm is best whatever is found */
    assert_double_near(b.worth.surveys[EXACT][0].asking.value, 0, 1e-9);
    tear_down(&b);
}

static void a_survey_is_set_against_its_cost(void **state) {
    bench b;
    (void)state;
    set_up(&b);
    const rap_worth_survey *rough = &b.worth.surveys[ROUGH][REFERENCE];
    const rap_worth_survey *dear = &b.worth.surveys[DEAR][REFERENCE];
    assert_double_near(rough->gain.mean, 3 * rough->asking.value - 1, 1e-9);
    assert_double_near(rough->gain.low, 3 * rough->asking.low - 1, 1e-9);
    assert_double_near(dear->gain.high, 3 * dear->asking.high - 5000, 1e-9);
    assert_double_near(dear->asking.value, rough->asking.value, 1e-9);
    assert_int_equal(rap_survey_judge(&rough->gain), RAP_SURVEY_PAYS);
    assert_int_equal(rap_survey_judge(&dear->gain), RAP_SURVEY_WASTES);
    const rap_interval open = {1, -1, 3}, none = {1, (double)NAN, (double)NAN};
    assert_int_equal(rap_survey_judge(&open), RAP_SURVEY_UNCLEAR);
    assert_int_equal(rap_survey_judge(&none), RAP_SURVEY_UNCLEAR);
    tear_down(&b);
}

/* A row for each survey and each look; what knowing is worth for all choices stands beside. */
static void tables_have_all_looks(void **state) {
    bench b;
    rap_text csv;
    size_t rows = 0;
    (void)state;
    set_up(&b);
    rap_text_init(&csv);
    rap_worth_surveys_csv(&b.worth, &csv);
    for (const char *line = rap_text_string(&csv); (line = strchr(line, '\n')) && line[1]; line++)
        rows++;
    assert_int_equal(rows, 4 * RAP_WORTH_LOOKS);
    assert_non_null(strstr(rap_text_string(&csv), "\ndear,4,0.4,20,200,"));
    assert_non_null(strstr(rap_text_string(&csv), ",not worth its cost\n"));
    rap_text_clear(&csv);
    rap_worth_information_csv(&b.worth, &b.worth, &b.worth, &csv);
    for (size_t g = 0; g < b.worth.n_groups; g++)
        for (size_t look = 0; look < RAP_WORTH_LOOKS; look++)
            assert_true(b.worth.groups[g].at[look].value <=
                        b.worth.frontier[look * RAP_WORTH_STEP].evpi.mean);
    assert_non_null(strstr(rap_text_string(&csv), "\nslope,1,0,0,1,40,"));
    rap_text_free(&csv);
    tear_down(&b);
}

/* Problems of one study, one a line as "PLACE: TEXT". */
static void assert_refused(const char *survey, const char *wanted) {
    rap_study study;
    rap_problems problems;
    char whole[1200];
    snprintf(whole, sizeof whole, "%s  surveys = { s = { %s }; };\n%s", BEFORE, survey, AFTER);
    toy_read(&study, whole);
    rap_problems_init(&problems);
    assert_int_equal(rap_surveys_check(&study, &problems), RAP_EINPUT);
    assert_int_equal(problems.n, 1);
    assert_string_equal(problems.rows[0].text, wanted);
    assert_string_equal(problems.rows[0].key, "budget.surveys.s.of");
    assert_true(problems.rows[0].line > 0);
    rap_problems_free(&problems);
    rap_study_free(&study);
}

static void what_cannot_be_asked_is_refused(void **state) {
    (void)state;
    assert_refused("of = [\"slop\"]; sd = 1.0;", "no uncertain number of this study is \"slop\"");
    assert_refused("of = [\"effect\"]; sd = 1.0;",
                   "no uncertain number of this study is \"effect\"");
    assert_refused("of = [\"slope\"];", "\"slope\" is no share between 0 and 1: sd expected");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(surveys_are_worth_what_they_tell),
        cmocka_unit_test(a_survey_is_set_against_its_cost),
        cmocka_unit_test(tables_have_all_looks),
        cmocka_unit_test(what_cannot_be_asked_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
