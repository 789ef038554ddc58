/* test_survey_study.c: what a survey gives, against values worked out by hand (test_clustered.c has the same answers),
 * and the part of a study that says it: read again, with no respondent in it. */
#include "cli/sheets/survey_study.h"
#include "fixture.h"

#include <string.h>

/* Shares 0.2, 0.4; 0.6; 0.5, 0.7, 0.9 of trust, of two items in the first answer; one organisation answers later. */
static const char survey_text[] = "Respondent;Organisation;Type;Month;Item;Score;Scale\n"
                                  "Ada Secret;Alpha;grassroots_association;0;Trust 1;1;0-10\n"
                                  "Ada Secret;Alpha;grassroots_association;0;Trust 2;3;0-10\n"
                                  "2;Alpha;grassroots_association;0;Trust 1;4;0-10\n"
                                  "3;Beta;grassroots_association;0;Trust 1;6;0-10\n"
                                  "4;Gamma;informal_group;0;Trust 1;5;0-10\n"
                                  "5;Gamma;informal_group;0;Trust 1;7;0-10\n"
                                  "6;Gamma;informal_group;0;Trust 2;9;0-10\n"
                                  "3;Beta;grassroots_association;12;Reliability;1;5-1\n"
                                  "4;Gamma;informal_group;12;Reliability;2;5-1\n"
                                  "5;Gamma;informal_group;12;Reliability;4;5-1\n"
                                  "4;Gamma;informal_group;0;Openness;4;1-5\n";

typedef struct {
    rap_sheet sheet;
    rap_survey_wishes wishes;
    rap_poll survey;
    rap_survey_means means;
    rap_text part;
} made;

static void make(made *m, const char *text, const char *const *maps, size_t n) {
    rap_problems problems;
    memset(m, 0, sizeof *m);
    rap_problems_init(&problems);
    rap_text_init(&m->part);
    assert_int_equal(rap_sheet_read(&m->sheet, "a.csv", text, strlen(text), &problems), RAP_OK);
    assert_int_equal(rap_survey_wish(&m->wishes, rap_models[0], maps, n, &problems), RAP_OK);
    int status = rap_survey_read(&m->survey, &m->sheet, &m->wishes, &problems);
    if (status)
        fail_msg("%s", problems.n ? problems.rows[0].text : "");
    assert_int_equal(rap_survey_means_make(&m->means, &m->survey, &m->wishes), RAP_OK);
    assert_int_equal(
        rap_survey_study(&m->part, &m->means, &m->survey, &m->wishes, "papers \"a\".csv"), RAP_OK);
    rap_problems_free(&problems);
}

static void unmake(made *m) {
    rap_survey_means_free(&m->means);
    rap_survey_free(&m->survey);
    rap_sheet_free(&m->sheet);
    rap_text_free(&m->part);
}

static void organisations_are_what_was_sampled(void **state) {
    static const char *const three[] = {"population=3"};
    made m;
    (void)state;
    make(&m, survey_text, NULL, 0);
    assert_int_equal(m.means.n_means, 2);
    const rap_survey_mean *trust = &m.means.means[0], *broken = &m.means.means[1];
    assert_double_near(trust->value, 1.6 / 3, 1e-12);
    assert_double_near(trust->error, 0.1201850425, 1e-9);
    assert_double_near(trust->freedom, 2, 1e-12);
    assert_double_near(trust->sd, 0.1201850425 * 4.3026527297 / 1.9599639845, 1e-9);
    assert_int_equal(trust->respondents, 6);
    assert_int_equal(trust->organisations, 3);
    /* reliability 1; 0.75, 0.25: kept 0.75 on the average, so broken 0.25; means differ by 0.5 */
    assert_double_near(broken->value, 0.25, 1e-12);
    assert_double_near(broken->error, 0.25, 1e-12);
    assert_double_near(broken->freedom, 1, 1e-12);
    unmake(&m);
    make(&m, survey_text, three, 1);
    assert_double_near(m.means.means[0].error, sqrt(0.1 / 3 * (11.0 / 6) / 9), 1e-12);
    assert_double_near(m.means.means[0].freedom, 3, 1e-12);
    unmake(&m);
}

/* Each begins at what it said; how far its people differ is pooled, sqrt(0.1 / 3), on 3 degrees of freedom. */
static void organisations_begin_at_what_they_said(void **state) {
    static const double means[] = {0.3, 0.6, 0.7};
    static const size_t asked[] = {2, 1, 3};
    made m;
    (void)state;
    make(&m, survey_text, NULL, 0);
    assert_int_equal(m.means.n_starts, 3);
    for (size_t k = 0; k < 3; k++) {
        const rap_survey_mean *s = &m.means.starts[k];
        assert_double_near(s->value, means[k], 1e-12);
        assert_int_equal(s->respondents, asked[k]);
        assert_double_near(s->error, sqrt(0.1 / 3 / (double)asked[k]), 1e-12);
        assert_double_near(s->sd, s->error * 3.1824463053 / 1.9599639845, 1e-9);
    }
    unmake(&m);
}

static void groups_are_those_asked_for(void **state) {
    static const char *const type[] = {"by=type"}, *const each[] = {"by=organisation"};
    made m;
    (void)state;
    make(&m, survey_text, type, 1);
    assert_int_equal(m.means.n_means, 1); /* of the others one organisation stands for no others */
    assert_double_near(m.means.means[0].value, 0.45, 1e-12);
    assert_double_near(m.means.means[0].error, 0.15, 1e-12);
    assert_non_null(
        strstr(rap_text_string(&m.survey.notes), "one organisation stands for no others"));
    unmake(&m);
    make(&m, survey_text, each, 1);
    assert_int_equal(m.means.n_means, 5);
    assert_double_near(m.means.means[2].value, 0.7, 1e-12);
    assert_double_near(m.means.means[3].value, 0, 1e-12);
    unmake(&m);
}

/* Equal answers are not certain: on a scale of 5 steps they say no more than 0.25 / sqrt(12) of each. */
static void whole_steps_leave_something_open(void **state) {
    static const char equal[] =
        "Respondent,Organisation,Month,Trust (1-5)\n1,Alpha,6,4\n2,Alpha,6,4\n"
        "3,Beta,6,4\n4,Beta,6,4\n";
    static const char alone[] =
        "Respondent,Organisation,Month,Trust (1-5)\n1,Alpha,0,5\n2,Beta,0,4\n";
    made m;
    (void)state;
    make(&m, equal, NULL, 0);
    assert_double_near(m.means.means[0].sd, 0.25 / sqrt(12) / 2, 1e-12);
    unmake(&m);
    make(&m, alone, NULL,
         0); /* nobody tells how people of one organisation differ: 0.2 is assumed */
    assert_double_near(m.means.starts[0].sd, 0.2, 1e-12);
    assert_double_near(m.means.starts[0].value, 1, 1e-12);
    assert_non_null(strstr(rap_text_string(&m.part), "trust = { mean = 0.980000; "));
    unmake(&m);
}

/* Nobody has ever asked these questions where the model's number was known: what a survey says of it is inferred. What is
 * assumed besides is called so: how far two of Alpha would differ, and in the last study that all three of three were
 * asked is of no use. */
static void what_is_assumed_is_not_called_measured(void **state) {
    static const char alone[] = "Respondent,Organisation,Month,Research capacity "
                                "(1-5)\n1,Alpha,0,4\n2,Beta,0,2\n3,Beta2,0,3\n";
    static const char *const each[] = {"by=organisation"}, *const three[] = {"population=3"};
    static const char assumed[] =
        "; how far respondents differ is assumed (0.2), for no organisation has two who answered";
    made m;
    (void)state;
    make(&m, alone, each, 1);
    const char *part = rap_text_string(&m.part), *quantities = strstr(part, "quantities = {");
    assert_null(strstr(part, "grade = \"measured\""));
    assert_non_null(
        strstr(part, "grade = \"inferred\"; source = \"papers \\\"a\\\".csv, month 0, n = 1; how"));
    assert_non_null(strstr(part, assumed));
    assert_null(strstr(part, "that of all organisations"));
    assert_non_null(strstr(quantities, "note = \"Standard error 0.2000; how far"));
    assert_non_null(strstr(quantities, assumed));
    unmake(&m);
    make(&m, alone, three, 1);
    assert_non_null(strstr(rap_text_string(&m.part),
                           "those asked count as some of many, for no organisation has two"));
    unmake(&m);
    make(&m, survey_text, NULL, 0);
    part = rap_text_string(&m.part);
    assert_non_null(strstr(part, "how far respondents differ is that of all organisations"));
    assert_null(strstr(part, "assumed (0.2)"));
    unmake(&m);
}

/* Where the scale's steps decide, sd is not said to be Student's. */
static void an_sd_says_where_it_is_from(void **state) {
    static const char equal[] =
        "Respondent,Organisation,Month,Trust (1-5)\n1,Alpha,6,4\n2,Alpha,6,4\n"
        "3,Beta,6,4\n4,Beta,6,4\n";
    made m;
    (void)state;
    make(&m, equal, NULL, 0);
    assert_non_null(strstr(rap_text_string(&m.part),
                           "freedom; sd is what whole steps of the scale leave open. Inferred"));
    unmake(&m);
    make(&m, survey_text, NULL, 0);
    assert_non_null(strstr(rap_text_string(&m.part), "sd is that of Student's t. Inferred"));
    unmake(&m);
}

/* Nobody says for which organisation: each respondent counts as one, by type. */
static void without_organisations_respondents_are_sampled(void **state) {
    static const char text[] =
        "Type,Month,Research capacity (1-5)\nSchool,0,2\nSchool,0,3\nSchool,0,4\n"
        "Clinic,0,3\nClinic,0,5\n";
    made m;
    (void)state;
    make(&m, text, NULL, 0);
    assert_int_equal(m.means.n_starts, 0);
    assert_int_equal(m.means.n_means, 2);
    assert_double_near(m.means.means[0].value, 0.5, 1e-12);
    assert_double_near(m.means.means[0].error, 0.25 / sqrt(3), 1e-12);
    assert_non_null(strstr(rap_text_string(&m.part), "#   school: capacity = { mean = 0.5"));
    unmake(&m);
}

/* ---- the text --------------------------------------------------------------------------------- */

static void no_respondent_stands_in_it(void **state) {
    made m;
    (void)state;
    make(&m, survey_text, NULL, 0);
    const char *part = rap_text_string(&m.part);
    assert_null(strstr(part, "Ada"));
    assert_non_null(strstr(part, "papers \\\"a\\\".csv: 6 respondents of 3 organisations"));
    assert_non_null(
        strstr(part, "outcome = { name = \"breach_share\"; window = \"12\"; group = \"all\"; };"));
    assert_non_null(strstr(part, "Share of promises broken, asked as: Promises kept, month 12"));
    assert_null(strstr(part, "voice")); /* there is no depth before there was work */
    assert_non_null(
        strstr(rap_text_string(&m.survey.notes), "A say in decisions in month 0 is left out"));
    unmake(&m);
}

static const char *status_of(const char *part, const char *name) {
    const char *at = strstr(part, name);
    at = at ? strstr(at, "status = \"") : NULL;
    return at ? at + strlen("status = \"") : "";
}

/* What was put in weighs nothing; the last wave can be kept back; all else is held out. */
static void each_wave_has_its_part(void **state) {
    static const char *const last[] = {"forecast=last"};
    static const char text[] =
        "Organisation,Month,Trust (1-5),Willingness (1-5)\nAlpha,0,4,4\nBeta,0,3,4\nAlpha,6,4,3\n"
        "Beta,6,3,3\nAlpha,12,2,3\nBeta,12,4,4\n";
    made m;
    (void)state;
    make(&m, text, last, 1);
    const char *part = rap_text_string(&m.part);
    assert_int_equal(strncmp(status_of(part, "trust_in_team_m0 ="), "input\"", 6), 0);
    assert_int_equal(strncmp(status_of(part, "trust_in_team_m6 ="), "held_out\"", 9), 0);
    assert_int_equal(strncmp(status_of(part, "trust_in_team_m12 ="), "forecast\"", 9), 0);
    assert_int_equal(strncmp(status_of(part, "sustainability_m0 ="), "held_out\"", 9), 0);
    unmake(&m);
    make(&m, text, NULL, 0);
    assert_null(strstr(rap_text_string(&m.part), "forecast"));
    unmake(&m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(organisations_are_what_was_sampled),
        cmocka_unit_test(organisations_begin_at_what_they_said),
        cmocka_unit_test(groups_are_those_asked_for),
        cmocka_unit_test(whole_steps_leave_something_open),
        cmocka_unit_test(what_is_assumed_is_not_called_measured),
        cmocka_unit_test(an_sd_says_where_it_is_from),
        cmocka_unit_test(without_organisations_respondents_are_sampled),
        cmocka_unit_test(no_respondent_stands_in_it),
        cmocka_unit_test(each_wave_has_its_part)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
