/* answer_patterns.c: what `validate` plans, judges and writes. */
#include "cli/answers/answer_patterns.h"
#include "cli/answers/answers.h"

static bool asks_patterns(const rap_study *study) {
    return study->n_patterns > 0;
}

static bool asks_quantities(const rap_study *study) {
    return study->n_quantities > 0;
}

static int plan_patterns(void *kept, rap_study *study, rap_problems *problems) {
    (void)kept;
    return rap_patterns_plan(study, problems);
}

static void forget_patterns(void *kept) {
    rap_patterns_free(kept);
}

static int judge_patterns(rap_job *job) {
    rap_patterns *p = job->kept;
    rap_patterns_free(p);
    int status = rap_patterns_make(p, &job->study, &job->layout, job->store);
    job->tables.patterns = status ? NULL : p;
    return status;
}

static void write_patterns_csv(const rap_job *job, rap_text *out) {
    rap_patterns_csv(job->kept, out);
}

static void write_quantities_csv(const rap_job *job, rap_text *out) {
    rap_quantities_csv(job->kept, out);
}

static void write_counts_csv(const rap_job *job, rap_text *out) {
    rap_pattern_counts_csv(job->kept, out);
}

static void write_exclusions_csv(const rap_job *job, rap_text *out) {
    rap_pattern_exclusions_csv(job->kept, out);
}

static const rap_result_file files[] = {
    {.table = &rap_csv_patterns, .make = write_patterns_csv},
    {.table = &rap_csv_pattern_counts, .make = write_counts_csv},
    {.table = &rap_csv_pattern_exclusions, .make = write_exclusions_csv},
    {.table = &rap_csv_quantities, .make = write_quantities_csv, .is_asked = asks_quantities},
    {0}};

const rap_answer rap_answer_patterns = {.command = "validate",
                                        .files = files,
                                        .wanted = "a group \"patterns\" with at least one "
                                                  "pattern is needed to validate",
                                        .size = sizeof(rap_patterns),
                                        .is_asked = asks_patterns,
                                        .plan = plan_patterns,
                                        .judge = judge_patterns,
                                        .forget = forget_patterns,
                                        .text = rap_print_patterns,
                                        .json = rap_print_patterns_json};
