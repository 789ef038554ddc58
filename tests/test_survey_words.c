/* test_survey_words.c: scales, scores, dates and names as people write them, and what items ask about. */
#include "cli/sheets/cost_words.h"
#include "cli/sheets/answer_scale.h"
#include "cli/sheets/survey_sheet.h"
#include "models/registry.h"
#include "near.h"

#include <stdio.h>
#include <string.h>

static void scales_are_read_as_written(void **state) {
    static const struct {
        const char *words;
        double none, full; /* both 0: no scale */
    } cases[] = {{"1-5", 1, 5},
                 {"1..5", 1, 5},
                 {"1 to 7", 1, 7},
                 {"0-100 %", 0, 100},
                 {"0 % - 100 %", 0, 100},
                 {"5-1", 5, 1},
                 {"-2..2", -2, 2},
                 {"1\xe2\x80\x93"
                  "5",
                  1, 5},
                 {"0 bis 10", 0, 10},
                 {"0 \xc3\xa0 10", 0, 10},
                 {"0,5-1,5", 0.5, 1.5},
                 {"1...4", 1, 4},
                 {"5", 0, 0},
                 {"1-", 0, 0},
                 {"3-3", 0, 0},
                 {"1-5 points", 0, 0},
                 {"", 0, 0},
                 {"Likert", 0, 0},
                 {"=1-5", 0, 0}};
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        rap_answer_scale s = {0, 0};
        bool is = cases[k].none != cases[k].full;
        if (rap_answer_scale_read(&s, cases[k].words) != is)
            fail_msg("%s", cases[k].words);
        assert_true(!is || (s.none == cases[k].none && s.full == cases[k].full));
    }
}

static void a_heading_may_hold_its_scale(void **state) {
    const char *at = NULL;
    rap_answer_scale s;
    int n = 0;
    (void)state;
    assert_true(rap_answer_scale_find(&s, "Trust (in the team) (0-10) 2", &at, &n));
    assert_true(s.none == 0 && s.full == 10 && n == 6 && !strncmp(at, "(0-10)", 6));
    assert_true(rap_answer_scale_find(&s, "Trust [1-5]", &at, &n));
    assert_false(rap_answer_scale_find(&s, "Trust 1-5", &at, &n));
    assert_false(rap_answer_scale_find(&s, "Trust (month 6)", &at, &n));
    assert_double_near(rap_answer_scale_step(&(rap_answer_scale){5, 1}), 0.25, 0);
    assert_double_near(rap_answer_scale_step(&(rap_answer_scale){0, 100}), 0, 0);
    assert_double_near(rap_answer_scale_step(&(rap_answer_scale){0.5, 1.5}), 0, 0);
}

static void scores_become_shares(void **state) {
    static const rap_answer_scale five = {1, 5}, turned = {5, 1}, per_cent = {0, 100};
    static const struct {
        const rap_answer_scale *scale;
        const char *cell;
        double share; /* below 0: refused; above 1: not answered */
    } cases[] = {{&five, "1", 0},          {&five, "4", 0.75},
                 {&five, "4,5", 0.875},    {&five, "+2", 0.25},
                 {&turned, "4", 0.25},     {&turned, "1", 1},
                 {&per_cent, "60 %", 0.6}, {&per_cent, "60%", 0.6},
                 {&five, "6", -1},         {&five, "0", -1},
                 {&five, "-1", -1},        {&five, "four", -1},
                 {&five, "=1+1", -1},      {&five, "#REF!", -1},
                 {&five, "4 of 5", -1},    {&five, "05-Jan", -1},
                 {&five, "1e0", -1},       {&five, "", 2},
                 {&five, "-", 2},          {&five, "N/A", 2},
                 {&five, "k.A.", 2},       {&five, "sans r\xc3\xa9ponse", 2},
                 {&five, "99", -1}};
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        double share = 7;
        const char *why = rap_answer_scale_score(&share, cases[k].cell, cases[k].scale);
        bool good = cases[k].share < 0   ? why != NULL
                    : cases[k].share > 1 ? !why && isnan(share)
                                         : !why && share == cases[k].share;
        if (!good)
            fail_msg("%s: %s %g", cases[k].cell, why ? why : "", share);
    }
}

static void dates_are_months_or_refused(void **state) {
    static const struct {
        const char *cell;
        int year, month; /* month 0: refused */
    } cases[] = {{"2024-03", 2024, 3},
                 {"2024-03-31", 2024, 3},
                 {"31.12.2020", 2020, 12},
                 {"3/2021", 2021, 3},
                 {"31/3/2021", 2021, 3},
                 {"March 2024", 2024, 3},
                 {"2024-03-02T10:20:00", 2024, 3},
                 {"2024-03-02 10:20", 2024, 3},
                 {"2021", 0, 0},
                 {"3/4/2021", 0, 0},
                 {"2024-13", 0, 0},
                 {"45366", 0, 0},
                 {"", 0, 0},
                 {"10:20", 0, 0},
                 {"wave 2", 0, 0}};
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        int m = 0;
        const char *why = rap_survey_date(&m, cases[k].cell);
        if (cases[k].month ? why || m != 12 * cases[k].year + cases[k].month - 1 : !why)
            fail_msg("%s: %s, %d-%d", cases[k].cell, why ? why : "", m / 12, m % 12 + 1);
    }
}

static void items_ask_about_outcomes(void **state) {
    static const char *const cases[][2] = {{"Trust", "trust_in_team"},
                                           {"trust_3", "trust_in_team"},
                                           {"Vertrauen", "trust_in_team"},
                                           {"Trust: reliability", "reliability"},
                                           {"Mission", "alignment"},
                                           {"Openness to discussion", "voice"},
                                           {"Power sharing 2", "voice"},
                                           {"Trust in universities", "reputation"},
                                           {"Capacit\xc3\xa9", "capacity"},
                                           {"Synergie", "synergy"},
                                           {"Sustainability", "sustainability"},
                                           {"Satisfaction", "satisfaction"},
                                           {"Age", NULL},
                                           {"Email", NULL},
                                           {"Comment", NULL},
                                           {"Distrust", NULL}};
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        rap_text folded;
        rap_text_init(&folded);
        rap_fold(&folded, cases[k][0]);
        const rap_construct *c = rap_construct_meant(rap_text_string(&folded));
        const char *name = c ? c->name : "nothing";
        if (strcmp(name, cases[k][1] ? cases[k][1] : "nothing") != 0)
            fail_msg("%s: %s", cases[k][0], name);
        rap_text_free(&folded);
    }
}

/* Each names an outcome between 0 and 1 of the model, what begins there is the model's to read, and what has none says
 * why. */
static void every_construct_is_the_models(void **state) {
    (void)state;
    for (const rap_construct *c = rap_constructs; c->name; c++) {
        rap_construct of_outcome;
        rap_text folded;
        assert_true(strlen(c->grounds) > 20);
        rap_text_init(&folded);
        rap_fold(&folded, c->words);
        assert_string_equal(rap_text_string(&folded), c->words);
        rap_text_free(&folded);
        if (!c->outcome[0])
            continue;
        if (!rap_construct_named(&of_outcome, c->outcome, rap_models[0]))
            fail_msg("%s: %s is no outcome of the model", c->name, c->outcome);
        assert_true(c->discrepancy > 0 && (c->sign == 1 || c->sign == -1));
        assert_true(!strcmp(c->grade, "inferred") || !strcmp(c->grade, "assumed"));
        assert_true(!c->start[0] || c->at_0);
    }
    rap_construct none;
    assert_false(rap_construct_named(&none, "ties", rap_models[0])); /* a number of ties */
    assert_false(rap_construct_named(&none, "nonsense", rap_models[0]));
    assert_true(rap_construct_named(&none, "survival_working", rap_models[0]));
    assert_string_equal(none.outcome, "survival_working");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(scales_are_read_as_written),
                                       cmocka_unit_test(a_heading_may_hold_its_scale),
                                       cmocka_unit_test(scores_become_shares),
                                       cmocka_unit_test(dates_are_months_or_refused),

                                       cmocka_unit_test(items_ask_about_outcomes),
                                       cmocka_unit_test(every_construct_is_the_models)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
