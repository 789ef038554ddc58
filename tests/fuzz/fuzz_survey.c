/* fuzz_survey.c: any bytes as a survey: refused with reasons, or a part of a study that its reader understands. How long
 * the input is decides what the user says of it. */
#include "cli/sheets/survey_study.h"
#include "imported_part.h"

#include <math.h>

static const char list[] = "organisations = { nord = { type = \"informal_group\"; relation = { "
                           "team = \"focal\"; stage = \"partnered\"; }; };\n"
                           "cafe_soleil = { type = \"public_health_agency\"; relation = { team = "
                           "\"focal\"; stage = \"partnered\"; }; }; };\n";

/* Means are shares, and their errors are numbers. */
static void demand_shares(const rap_survey_mean *means, size_t n) {
    for (size_t k = 0; k < n; k++)
        demand(means[k].value >= 0 && means[k].value <= 1 && means[k].sd >= means[k].least &&
               isfinite(means[k].sd) && means[k].respondents > 0);
}

/* Takes the survey that was read to its part of a study. */
static int write_part(rap_text *part, rap_poll *survey, const rap_survey_wishes *wishes) {
    rap_survey_means means = {0};
    int status = rap_survey_means_make(&means, survey, wishes);
    demand_shares(means.means, means.n_means);
    demand_shares(means.starts, means.n_starts);
    status = status ? status : rap_survey_study(part, &means, survey, wishes, "a \"survey\".csv");
    rap_survey_means_free(&means);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    static const rap_named rows[] = {{"nord", "Nord", 1}, {"cafe_soleil", "Caf\xc3\xa9 Soleil", 2}};
    static const rap_survey_known known = {"study.cfg", rows, 2};
    static const char *const all[] = {"by=type",        "by=organisation", "population=7",
                                      "q7=reliability", "scale=1..4",      "forecast=last"};
    const char *const maps[] = {all[n % 6], all[n / 6 % 6]};
    rap_survey_wishes wishes;
    rap_poll survey = {0};
    rap_problems problems;
    rap_sheet sheet;
    rap_text part;
    rap_text_init(&part);
    rap_problems_init(&problems);
    int status = rap_sheet_read(&sheet, "survey.csv", (const char *)bytes, n, &problems);
    status = status ? status : rap_survey_wish(&wishes, rap_models[0], maps, n % 3, &problems);
    wishes.known = n % 5 ? NULL : &known;
    status = status ? status : rap_survey_read(&survey, &sheet, &wishes, &problems);
    status = status ? status : write_part(&part, &survey, &wishes);
    demand_reasons(status, &problems);
    if (!status)
        demand_fit(list, rap_text_string(&part));
    rap_text_free(&part);
    rap_survey_free(&survey);
    rap_sheet_free(&sheet);
    rap_problems_free(&problems);
    return 0;
}
