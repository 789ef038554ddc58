/* inquire_patterns.c: the inquiry of `validate`: patterns, and what was measured. */
#include "cli/job/inquiry.h"
#include "cli/answers/print.h"

static bool is_asked(const rap_study *study) {
    return study->n_patterns > 0;
}

static int plan(rap_job *job, rap_study *study) {
    (void)job;
    return rap_patterns_plan(study);
}

static int judge(rap_job *job) {
    if (job->tables.patterns)
        rap_patterns_free(&job->patterns);
    int status = rap_patterns_make(&job->patterns, &job->study, &job->layout, job->store);
    job->tables.patterns = status ? NULL : &job->patterns;
    return status;
}

static void forget(rap_job *job) {
    rap_patterns_free(&job->patterns);
}

static void write_patterns(const rap_job *job, rap_text *out) {
    rap_patterns_csv(&job->patterns, out);
}

static void write_quantities(const rap_job *job, rap_text *out) {
    rap_quantities_csv(&job->patterns, out);
}

static bool has_quantities(const rap_study *study) {
    return study->n_quantities > 0;
}

static const rap_answer_file files[] = {{"patterns.csv", write_patterns, NULL},
                                        {"quantities.csv", write_quantities, has_quantities},
                                        {NULL, NULL, NULL}};

const rap_inquiry rap_inquiry_patterns = {.command = "validate",
                                          .files = files,
                                          .wanted = "a group \"patterns\" with at least one "
                                                    "pattern is needed to validate",
                                          .is_asked = is_asked,
                                          .plan = plan,
                                          .judge = judge,
                                          .forget = forget,
                                          .text = rap_print_patterns,
                                          .json = rap_print_patterns_json};
