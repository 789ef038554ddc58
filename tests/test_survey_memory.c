/* test_survey_memory.c: the 1st, 2nd, 3rd ... allocation fails while a survey is read and written as a part of a study,
 * until all succeed: a code comes back, and what was begun can be freed, twice. */
#include "failing_memory.h"
#include "base/error.h"
#include "cli/sheets/survey_study.h"
#include "models/registry.h"
#include "near.h"

#include <string.h>

static const char good[] = "Respondent;Organisation;Type;Date;Item;Score;Scale;Email\n"
                           "1;Caf\xc3\xa9 Soleil;School;2024-03-02;Trust 1;4;1-5;a@b.example\n"
                           "1;Caf\xc3\xa9 Soleil;School;2024-03-02;Trust 2;4;1-5;\n"
                           "2;Caf\xc3\xa9 Soleil;School;2024-04-02;Openness;4;1-5;\n"
                           "3;Nord;Clinic;2024-03-02;Trust 1;2;1-5;\n"
                           "3;Nord;Clinic;2025-03-02;Weather;2;1-5;\n"
                           "3;Nord;Clinic;2025-03-02;Q7;2;;\n"
                           "1;S\xc3\xbc"
                           "d;Clinic;2025-03-02;Trust 1;NA;1-5;\n"
                           "2;S\xc3\xbc"
                           "d;Clinic;2025-03-02;Trust 1;3;1-5;\n";
static const char bad[] = "Organisation,Wave,Date,Trust (1-5),Trust (1-5),Mission\n"
                          "Nord,1,3/4/2024,x,9,4\nNord,1,,4,4,4\n,2,2024-05-01,3,3,3\n"
                          "\xe0\xa6\xac,2,2024-05-01,3,3,3\n";

static const rap_named rows[] = {{"cafe_soleil", "Caf\xc3\xa9 Soleil", 0},
                                 {"nord", "nord", 0},
                                 {"sued",
                                  "S\xc3\xbc"
                                  "d",
                                  0}};
static const rap_survey_known known = {"p.cfg", rows, 3};

/* What is wrong with a sheet counts as done. */
static int read_and_write(const char *text, const char *by) {
    const char *const maps[] = {"q7=reliability", "scale=1..4", "type:Clinic=health", by};
    rap_survey_wishes wishes;
    rap_survey_means means = {0};
    rap_poll survey = {0};
    rap_problems problems;
    rap_sheet sheet = {0};
    rap_text part;
    rap_problems_init(&problems);
    rap_text_init(&part);
    int status = rap_sheet_read(&sheet, "a.csv", text, strlen(text), &problems);
    status = status ? status : rap_survey_wish(&wishes, rap_models[0], maps, 4, &problems);
    wishes.known = strstr(by, "type") ? &known : NULL;
    status = status ? status : rap_survey_read(&survey, &sheet, &wishes, &problems);
    status = status ? status : rap_survey_means_make(&means, &survey, &wishes);
    status = status ? status : rap_survey_study(&part, &means, &survey, &wishes, "a.csv");
    status = status == RAP_EINPUT && problems.n > 0 ? RAP_OK : status;
    for (int twice = 0; twice < 2; twice++) {
        rap_survey_means_free(&means);
        rap_survey_free(&survey);
        rap_sheet_free(&sheet);
        rap_problems_free(&problems);
        rap_text_free(&part);
    }
    return status;
}

static void memory_that_runs_out_is_said(void **state) {
    static const char *const texts[] = {good, bad}, *const by[] = {"by=type", "by=organisation"};
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        enum { PLENTY = 100000 };
        left = PLENTY;
        assert_int_equal(read_and_write(texts[i % 2], by[i / 2]), RAP_OK);
        long all = PLENTY - left;
        assert_true(all > 100);
        for (long n = 0; n < all; n++) { /* each of them is missed */
            left = n;
            assert_int_equal(read_and_write(texts[i % 2], by[i / 2]), RAP_ENOMEM);
        }
        left = -1;
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(memory_that_runs_out_is_said)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
