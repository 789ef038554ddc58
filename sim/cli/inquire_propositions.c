/* inquire_propositions.c: the inquiry of `test`: propositions. */
#include "base/error.h"
#include "cli/inquiry.h"
#include "cli/message.h"
#include "cli/print.h"

static int plan(rap_job *job) {
    if (job->study.n_propositions == 0) {
        rap_complain("%s: a group \"propositions\" with at least one proposition is needed to test",
                     job->path);
        return RAP_EXIT_USAGE;
    }
    int status = rap_cells_plan(&job->cells, &job->study, &job->problems);
    if (!status)
        return RAP_EXIT_DONE;
    rap_print_problems(&job->problems, job->files.folder, job->files.data);
    if (!job->problems.n)
        return rap_failed(job->path, status);
    return status == RAP_EINPUT ? RAP_EXIT_USAGE : RAP_EXIT_FAILED;
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

static const rap_answer_file files[] = {
    {"propositions.csv", write_propositions}, {"mechanisms.csv", write_mechanisms}, {NULL, NULL}};

const rap_inquiry rap_inquiry_propositions = {.command = "test",
                                              .files = files,
                                              .plan = plan,
                                              .judge = judge,
                                              .forget = forget,
                                              .text = rap_print_verdicts,
                                              .json = rap_print_verdicts_json};
