/* study_table.c: the table of the study's own keys; each question adds its own (questions.h). */
#include "model/rows.h"
#include "scenario/questions/questions.h"
#include "scenario/study/grid.h"
#include "scenario/study/read_posterior.h"
#include "scenario/study/settings.h"

static const rap_field time_fields[] = {
    {.key = "step",
     .kind = RAP_REAL,
     .unit = "month",
     .lo = 0.25,
     .hi = 1,
     .value = 1,
     .range_lo = 1,
     .range_hi = 1,
     .grade = "chosen",
     .source = "a setting of the study",
     .meaning = "length of a step: 1, 0.5 or 0.25 months",
     .flags = RAP_CHOSEN},
};
static RECORD(time_record, "time", "how time runs", double, time_fields);

static const rap_field headline_fields[] = {
    LINE(rap_headline_row, outcome, NULL, RAP_REQUIRED, "name of an outcome of the model"),
    LINE(rap_headline_row, window, NULL, RAP_REQUIRED, "one of the study's windows"),
    LINE(rap_headline_row, group, "all", 0, "all, or a part such as type:... or team:..."),
};
static RECORD(headline_record, "headline", "what the report answers with", rap_headline_row,
              headline_fields);

static const rap_field arm_fields[] = {
    LINE(rap_arm_row, note, NULL, 0, "a remark that the report prints"),
    {.key = "baseline",
     .kind = RAP_BOOLEAN,
     .lo = 0,
     .hi = 1,
     .meaning = "the arm that the others are compared with; if none says so, the first",
     .offset = offsetof(rap_arm_row, baseline)},
    UNBOUND(changes, RAP_TREE, "what this arm sets otherwise than the study"),
};
static RECORD(arm_record, "arm", "a named set of changes to the shared part", rap_arm_row,
              arm_fields);

static const rap_field contrast_fields[] = {
    LINES(rap_written_contrast, plus, RAP_REQUIRED, "arms whose mean is taken"),
    LINES(rap_written_contrast, minus, RAP_REQUIRED, "arms whose mean is taken away"),
};
static RECORD(contrast_record, "contrast", "difference of two means of arms", rap_written_contrast,
              contrast_fields);

static const rap_field correlation_fields[] = {
    LINES(rap_correlation_row, numbers, RAP_REQUIRED,
          "paths of uncertain numbers, two or more, as `check` prints them"),
    CHOSEN(rap_correlation_row, rank, RAP_REAL, "1", -0.99, 0.99, 0, "a setting of the study",
           RAP_REQUIRED, "rank correlation over sets of assumptions of each two of them"),
    LINE(rap_correlation_row, source, NULL, 0, "who says so"),
};
static RECORD(correlation_record, "correlation", "uncertain numbers that go together",
              rap_correlation_row, correlation_fields);

/* In order of rap_shape. */
static const char *const distributions[] = {"pert", "triangular", "uniform", NULL};

/* In order of rap_keep. */
static const char *const kept[] = {"headlines", "outcomes", "all", NULL};

static const rap_field study_fields[] = {
    LINE(rap_settings, title, NULL, RAP_REQUIRED, "title of the study"),
    LINE(rap_settings, question, NULL, 0, "the question that it asks"),
    LINE(rap_settings, model, NULL, 0, "the model that it runs; if unset, the first"),
    LINE(rap_settings, currency, "CAD", 0, "currency of all money, three capital letters"),
    WHOLE_SETTING(rap_settings, price_year, "year", 0, 2200, 0,
                  "year of whose prices all money is; 0: not stated"),
    WHOLE_SETTING(rap_settings, horizon, "month", 1, RAP_MOST_MONTHS, 120,
                  "months that a run lasts"),
    WHOLE_SETTING(rap_settings, draws, "draw", 0, 1000000, 100,
                  "sets of parameter values from their ranges; 0 keeps the start values"),
    WHOLE_SETTING(rap_settings, replicates, "run", 1, 1000000, 4,
                  "runs of every arm under each draw"),
    WHOLE_SETTING(rap_settings, seed, NULL, 0, 0x1p63, 1, "where the random numbers start"),
    CHOICE(rap_settings, distribution, distributions, 0,
           "of a value with a range that states no other: value is the mode, or means nothing to "
           "uniform; of the "
           "logarithm where the range spans a factor of 10"),
    {.key = "keep",
     .kind = RAP_CHOICE,
     .choices = kept,
     .value = RAP_KEEP_OUTCOMES,
     .meaning =
         "what runs leave behind: headlines alone; outcomes, of headlines in every group, of "
         "others over everybody, and headlines' paths to 4 digits; or all. What questions look at "
         "is always kept",
     .offset = offsetof(rap_settings, keep)},
    PART_OF(rap_settings, correlations, RAP_MAP, correlation_record, RAP_APART,
            "uncertain numbers that go together; all others are drawn independently"),
    PART_OF(rap_settings, posterior, RAP_GROUP, rap_posterior_record, 0,
            "values that some numbers are drawn from instead, as `calibrate` writes them"),
    {.key = "time",
     .kind = RAP_GROUP,
     .meaning = "how time runs",
     .offset = offsetof(rap_settings, step),
     .record = &time_record},
    LINES(rap_settings, windows, 0,
          "when outcomes are looked at: months, or an anchor of the model plus months"),
    PART_OF(rap_settings, headlines, RAP_LIST, headline_record, 0,
            "what the report answers with; if unset, the first outcome at the horizon"),
    UNBOUND(smallest_differences, RAP_TREE,
            "outcome = smallest difference that matters, above 0, in its unit"),
    PART_OF(rap_settings, arms, RAP_MAP, arm_record, RAP_APART,
            "what is compared; if unset, one arm as written"),
    PART_OF(rap_settings, grid, RAP_GROUP, rap_grid_record, 0,
            "arms as rows and columns: one for every pair, behind those written"),
    PART_OF(rap_settings, contrasts, RAP_MAP, contrast_record, RAP_APART,
            "differences beside those of every arm against the baseline"),
    PART_OF(rap_settings, classroom, RAP_GROUP, rap_classroom_record, 0,
            "what a class is offered of it: for `classroom`"),
};
RECORD(rap_study_record, "study", "settings, arms and what is compared", rap_settings,
       study_fields);

int rap_study_visit(int (*visit)(void *context, const char *path, const rap_field *field),
                    void *context) {
    int answer = rap_record_visit(&rap_study_record, visit, context);
    for (const rap_question *const *q = rap_questions; *q && !answer; q++)
        answer = rap_record_visit((*q)->keys, visit, context);
    return answer;
}
