/* test_survey_sheet.c: surveys as people save them. Each sheet in bad/sheets/survey/ gives exactly the problems of the
 * .expected file beside it, one "file:row: cell: text" a line; `test_survey_sheet --write` writes what it got instead: read
 * the difference before you keep it. Those that are read give the answers that stand in them. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/sheets/survey_study.h"
#include "models/registry.h"
#include "near.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool writing;

typedef struct {
    rap_sheet sheet;
    rap_survey_wishes wishes;
    rap_poll survey;
    rap_problems problems;
    rap_text said;
    int status;
} fixture;

static void read_survey(fixture *f, const char *name, const char *bytes, size_t n,
                        const char *const *maps, size_t n_maps) {
    memset(f, 0, sizeof *f);
    rap_problems_init(&f->problems);
    f->status = rap_sheet_read(&f->sheet, name, bytes, n, &f->problems);
    if (!f->status)
        f->status = rap_survey_wish(&f->wishes, rap_models[0], maps, n_maps, &f->problems);
    if (!f->status && f->problems.n > 0)
        f->status = RAP_EINPUT;
    if (!f->status)
        f->status = rap_survey_read(&f->survey, &f->sheet, &f->wishes, &f->problems);
    rap_text_init(&f->said);
    for (size_t i = 0; i < f->problems.n; i++)
        rap_text_format(&f->said, "%s:%d: %s: %s\n", f->problems.rows[i].file,
                        f->problems.rows[i].line, f->problems.rows[i].key,
                        f->problems.rows[i].text);
}

static void forget(fixture *f) {
    for (int twice = 0; twice < 2; twice++) {
        rap_survey_free(&f->survey);
        rap_sheet_free(&f->sheet);
        rap_text_free(&f->said);
    }
    rap_problems_free(&f->problems);
}

/* A survey that must be fine. */
static void read_good(fixture *f, const char *text, const char *const *maps, size_t n_maps) {
    read_survey(f, "good.csv", text, strlen(text), maps, n_maps);
    assert_string_equal(rap_text_string(&f->said), "");
    assert_int_equal(f->status, RAP_OK);
}

/* One that must be refused, in words that hold `part`. */
static void read_refused(const char *text, const char *map, const char *part) {
    fixture f;
    read_survey(&f, "a.csv", text, strlen(text), &map, 1);
    assert_int_equal(f.status, RAP_EINPUT);
    if (!strstr(rap_text_string(&f.said), part))
        fail_msg("%s: %s", map, rap_text_string(&f.said));
    forget(&f);
}

/* ---- bad sheets ------------------------------------------------------------------------------- */

static char *read_whole(const char *path, size_t *n) {
    FILE *file = fopen(path, "rb");
    char *bytes = rap_allocate(1 << 16, 1);
    assert_non_null(bytes);
    *n = file ? fread(bytes, 1, (1 << 16) - 1, file) : 0;
    if (file)
        fclose(file);
    return bytes;
}

static void check_bad_survey(const char *path) {
    char expected_path[1024];
    fixture f;
    size_t n, m;
    char *bytes = read_whole(path, &n);
    read_survey(&f, strrchr(path, '/') + 1, bytes, n, NULL, 0);
    snprintf(expected_path, sizeof expected_path, "%.*s.expected", (int)(strlen(path) - 4), path);
    if (writing) {
        FILE *file = fopen(expected_path, "wb");
        assert_non_null(file);
        fputs(rap_text_string(&f.said), file);
        fclose(file);
    }
    char *expected = read_whole(expected_path, &m);
    assert_int_equal(f.status, RAP_EINPUT);
    assert_true(m > 0);
    assert_string_equal(rap_text_string(&f.said), expected);
    rap_free(expected);
    rap_free(bytes);
    forget(&f);
}

static void every_bad_survey_is_explained(void **state) {
    glob_t files;
    (void)state;
    assert_int_equal(glob(RAPPORT_TESTS "/bad/sheets/survey/*.csv", 0, NULL, &files), 0);
    assert_true(files.gl_pathc >= 20);
    for (size_t i = 0; i < files.gl_pathc; i++)
        check_bad_survey(files.gl_pathv[i]);
    globfree(&files);
}

/* ---- good ones -------------------------------------------------------------------------------- */

static const char long_form[] = "R\xc3\xa9pondant;Organisme;Date;Question;R\xc3\xa9ponse;\xc3\x89"
                                "chelle\n"
                                "7;Caf\xc3\xa9 Soleil;2024-03-02;Confiance 1;4,5;1-5\n"
                                "7;Caf\xc3\xa9 Soleil;2024-03-02;Confiance 2;3;1-5\n"
                                "\n"
                                "7;CAFE SOLEIL;2025-01-10;Confiance 1;2;1-5\n"
                                "9;Nord;3/2025;Vision commune;2;5-1\n";
static const char wide_form[] =
    "Our survey,,,,,\n"
    "Organisation,Date,Trust 1 (1-5),Trust 2 (1-5),Shared vision (5-1),Comment\n"
    "Caf\xc3\xa9 Soleil,2024-03-02,4.5,3,,\"fine, thanks\"\n"
    "Caf\xc3\xa9 Soleil,2025-01-10,2,NA,,\n"
    "Nord,2025-03-01,,-,2,me@home.example\n";

static void assert_answers(const fixture *f) {
    static const double shares[] = {0.875, 0.25, 0.5, 0.75}; /* by item, then wave */
    const rap_poll *y = &f->survey;
    assert_int_equal(y->n_answers, 4);
    for (size_t k = 0; k < 4; k++)
        assert_double_near(y->answers[k].share, shares[k], 1e-15);
    assert_int_equal(y->item_words.n, 3);
    assert_int_equal(y->n_constructs, 2);
    assert_int_equal(y->place_words.n, 2);
    assert_string_equal(y->places[0].name, "cafe_soleil");
    assert_string_equal(y->places[0].label, "Caf\xc3\xa9 Soleil");
    assert_int_equal(y->n_waves, 2); /* January and March follow each other */
    assert_int_equal(y->waves[0].month, 0);
    assert_int_equal(y->waves[1].month, 11);
}

static void long_and_wide_say_the_same(void **state) {
    fixture f;
    (void)state;
    read_good(&f, long_form, NULL, 0);
    assert_answers(&f);
    assert_int_equal(f.survey.respondents.n, 2);
    forget(&f);
    read_good(&f, wide_form, NULL, 0);
    assert_answers(&f);
    assert_int_equal(f.survey.unanswered, 5);
    assert_int_equal(f.survey.respondents.n, 3); /* a row is one */
    assert_non_null(strstr(rap_text_string(&f.survey.notes), "\"Comment\""));
    assert_null(strstr(rap_text_string(&f.survey.notes), "home"));
    forget(&f);
}

static void every_encoding_gives_the_same(void **state) {
    char bytes[2 * sizeof long_form + 4] = "\xef\xbb\xbf";
    fixture f;
    (void)state;
    memcpy(bytes + 3, long_form, sizeof long_form);
    read_survey(&f, "bom.csv", bytes, 3 + strlen(long_form), NULL, 0);
    assert_answers(&f);
    forget(&f);
    for (int wide = 0; wide < 2; wide++) { /* Latin-1, UTF-16 */
        size_t n = 0, length;
        if (wide)
            n = (size_t)snprintf(bytes, sizeof bytes, "\xff\xfe");
        for (const char *s = long_form; *s; s += length) {
            uint32_t letter = rap_letter(s, &length);
            bytes[n++] = (char)letter;
            if (wide)
                bytes[n++] = (char)(letter >> 8);
        }
        read_survey(&f, "coded.csv", bytes, n, NULL, 0);
        assert_string_equal(rap_text_string(&f.said), "");
        assert_answers(&f);
        forget(&f);
    }
}

static void what_the_user_says_counts(void **state) {
    static const char text[] = "Who,Group,When,Q1,Q2,Contact\n1,\xe0\xa6\xac,T1,3,1,x@y.example\n"
                               "2,Nord,T2,0,5,\n";
    static const char *const maps[] = {"Who=respondent",  "Group=organisation",
                                       "When=wave",       "Q1=trust",
                                       "q2=reliability",  "scale=0..4",
                                       "scale:Q2=5..1",   "wave:t1=2024-01",
                                       "wave:T2=2024-07", "organisation:\xe0\xa6\xac=ba",
                                       "forecast=last",   "population=12"};
    fixture f;
    (void)state;
    read_good(&f, text, maps, sizeof maps / sizeof maps[0]);
    const rap_poll *y = &f.survey;
    assert_int_equal(y->n_answers, 4);
    assert_string_equal(y->places[0].name, "ba");
    assert_int_equal(y->waves[0].month, 0);
    assert_int_equal(y->waves[1].month, 6);
    assert_string_equal(y->constructs[0].outcome, "trust");
    assert_string_equal(y->constructs[1].outcome, "breach_share");
    assert_double_near(y->answers[0].share, 0.75, 0);
    assert_double_near(y->answers[2].share, 1, 0);
    assert_double_near(y->answers[3].share, 0, 0);
    assert_int_equal(f.wishes.population, 12);
    assert_true(rap_survey_is_kept_back(y, &f.wishes, 1));
    assert_false(rap_survey_is_kept_back(y, &f.wishes, 0));
    forget(&f);
}

static void what_the_user_says_must_mean_something(void **state) {
    static const char text[] = "Respondent,Organisation,Month,Trust (1-5)\n1,Nord,0,4\n";
    static const char *const cases[][2] = {{"Trust", "LEFT=RIGHT"},
                                           {"=trust", "LEFT=RIGHT"},
                                           {"Trust=ties", "an outcome that lies between 0 and 1"},
                                           {"Trsut=trust", "nothing in the sheet is called so"},
                                           {"scale:Trust=high", "a scale such as 1..5"},
                                           {"scale=5", "a scale such as 1..5"},
                                           {"by=region", "all, type or organisation"},
                                           {"by=type", "no column says the type"},
                                           {"population=-3", "such as 24"},
                                           {"forecast=first", "last"},
                                           {"organisation:Nord=Nord", "what does the study call"}};
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++)
        read_refused(text, cases[k][0], cases[k][1]);
}

/* Months are the study's; waves without any are month 0. */
static void months_may_be_numbers(void **state) {
    fixture f;
    (void)state;
    read_good(&f, "Organisation,Month,Trust (1-5)\nNord,6,4\nNord,18,3\n", NULL, 0);
    assert_int_equal(f.survey.waves[0].month, 6);
    assert_int_equal(f.survey.waves[1].month, 18);
    forget(&f);
    read_good(&f, "Organisation,Trust (1-5)\nNord,4\n", NULL, 0);
    assert_int_equal(f.survey.waves[0].month, 0);
    forget(&f);
    read_good(&f, "Organisation,Wave,Trust (1-5)\nNord,1,4\n", NULL, 0);
    assert_int_equal(f.survey.waves[0].month, 0);
    forget(&f);
}

/* A wave that has a name and dates is in the month that these are on the average. */
static void waves_may_have_names_and_dates(void **state) {
    fixture f;
    (void)state;
    read_good(&f,
              "Organisation,Wave,Date,Trust (1-5)\nNord,B,2025-02-01,4\nNord,A,2024-02-28,4\n"
              "Nord,A,2024-06-01,3\nNord,A,2024-03-01,3\nNord,B,,2\n",
              NULL, 0);
    assert_int_equal(f.survey.n_waves, 2);
    assert_string_equal(f.survey.waves[0].words, "A");
    assert_int_equal(f.survey.waves[1].month, 10); /* of April 2024 */
    assert_int_equal(f.survey.waves[0].to - f.survey.waves[0].from, 4);
    forget(&f);
}

/* ---- organisations of a study ----------------------------------------------------------------- */

static void read_known(fixture *f, const rap_survey_known *known, int month0, const char *text) {
    memset(f, 0, sizeof *f);
    rap_problems_init(&f->problems);
    rap_text_init(&f->said);
    assert_int_equal(rap_sheet_read(&f->sheet, "a.csv", text, strlen(text), &f->problems), RAP_OK);
    assert_int_equal(rap_survey_wish(&f->wishes, rap_models[0], NULL, 0, &f->problems), RAP_OK);
    f->wishes.known = known;
    f->wishes.month0 = month0;
    f->status = rap_survey_read(&f->survey, &f->sheet, &f->wishes, &f->problems);
}

static void organisations_may_be_those_of_a_study(void **state) {
    static const rap_named rows[] = {{"partner_17", "\xe0\xa6\xac\xe0\xa6\xbe", 0},
                                     {"soleil", "Caf\xc3\xa9 Soleil", 0},
                                     {"other", "other", 0}};
    static const rap_survey_known known = {"partners.cfg", rows, 3};
    fixture f;
    (void)state;
    read_known(&f, &known, -1,
               "Organisation,Month,Trust (1-5)\n\xe0\xa6\xac\xe0\xa6\xbe,6,4\nCAFE SOLEIL,6,4\n"
               "Other,6,3\n");
    assert_int_equal(f.status, RAP_OK);
    assert_string_equal(f.survey.places[0].name, "partner_17");
    assert_string_equal(f.survey.places[1].name, "soleil");
    assert_string_equal(f.survey.places[2].name, "other");
    forget(&f);
    read_known(&f, &known, -1, "Organisation,Month,Trust (1-5)\nCafe Solei,6,4\n");
    assert_int_equal(f.status, RAP_EINPUT);
    assert_string_equal(f.problems.rows[0].text,
                        "\"Cafe Solei\" is no organisation of partners.cfg; --map "
                        "'organisation:Cafe Solei=NAME' says which it is");
    forget(&f);
}

/* Dates are counted from month 0 that the study has, numbers are its months. */
static void month_0_may_be_the_studys(void **state) {
    fixture f;
    (void)state;
    read_known(&f, NULL, 12 * 2023 + 11, "Organisation,Date,Trust (1-5)\nNord,2024-02-01,4\n");
    assert_int_equal(f.survey.waves[0].month, 2);
    forget(&f);
    read_known(&f, NULL, 12 * 2024 + 11, "Organisation,Date,Trust (1-5)\nNord,2024-02-01,4\n");
    assert_int_equal(f.status, RAP_EINPUT);
    assert_non_null(strstr(f.problems.rows[0].text, "is month -10 of the study"));
    forget(&f);
    read_known(&f, NULL, 12 * 2024 + 11, "Organisation,Month,Trust (1-5)\nNord,7,4\n");
    assert_int_equal(f.survey.waves[0].month, 7);
    forget(&f);
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_bad_survey_is_explained),
                                       cmocka_unit_test(long_and_wide_say_the_same),
                                       cmocka_unit_test(every_encoding_gives_the_same),
                                       cmocka_unit_test(what_the_user_says_counts),
                                       cmocka_unit_test(what_the_user_says_must_mean_something),
                                       cmocka_unit_test(months_may_be_numbers),
                                       cmocka_unit_test(waves_may_have_names_and_dates),
                                       cmocka_unit_test(organisations_may_be_those_of_a_study),
                                       cmocka_unit_test(month_0_may_be_the_studys)};
    writing = argc > 1 && !strcmp(argv[1], "--write");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
