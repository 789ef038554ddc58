/* inquire_propositions.c: the inquiry of `test`: propositions. */
#include "cli/job/inquiry.h"
#include "cli/answers/print.h"

static bool is_asked(const rap_study *study) {
    return study->n_propositions > 0;
}

static int plan(rap_job *job, rap_study *study) {
    return rap_cells_plan(&job->cells, study, &job->problems);
}

static int judge(rap_job *job) {
    rap_verdicts_free(&job->verdicts);
    int status =
        rap_verdicts_make(&job->verdicts, &job->study, &job->cells, &job->layout, job->store);
    job->tables.verdicts = status ? NULL : &job->verdicts;
    return status;
}

static void forget(rap_job *job) {
    rap_verdicts_free(&job->verdicts);
    rap_cells_free(&job->cells);
}

static void write_propositions(const rap_job *job, rap_text *out) {
    rap_verdicts_csv(&job->verdicts, out);
}

static void write_mechanisms(const rap_job *job, rap_text *out) {
    rap_verdicts_mechanisms_csv(&job->verdicts, out);
}

static const rap_answer_file files[] = {{"propositions.csv", write_propositions, NULL},
                                        {"mechanisms.csv", write_mechanisms, NULL},
                                        {NULL, NULL, NULL}};

const rap_inquiry rap_inquiry_propositions = {
    .command = "test",
    .files = files,
    .wanted = "a group \"propositions\" with at least one proposition is needed to test",
    .is_asked = is_asked,
    .plan = plan,
    .judge = judge,
    .forget = forget,
    .text = rap_print_verdicts,
    .json = rap_print_verdicts_json};
