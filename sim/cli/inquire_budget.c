/* inquire_budget.c: the inquiry of `budget`: what lines buy. */
#include "base/error.h"
#include "cli/inquiry.h"
#include "cli/message.h"
#include "cli/print.h"

static int plan(rap_job *job) {
    if (job->study.budget.n_lines == 0) {
        rap_complain("%s: a group \"budget\" with at least one outcome and one line is needed",
                     job->path);
        return RAP_EXIT_USAGE;
    }
    int status = rap_lines_plan(&job->line_plan, &job->study, &job->problems);
    if (!status)
        return RAP_EXIT_DONE;
    rap_print_problems(&job->problems, job->files.folder, job->files.data);
    if (!job->problems.n)
        return rap_failed(job->path, status);
    return status == RAP_EINPUT ? RAP_EXIT_USAGE : RAP_EXIT_FAILED;
}

static int judge(rap_job *job) {
    rap_lines_done(&job->lines);
    return rap_lines_make(&job->lines, &job->study, &job->line_plan, &job->layout, job->store);
}

static void forget(rap_job *job) {
    rap_lines_done(&job->lines);
    rap_lines_free(&job->line_plan);
}

static void write_budget(const rap_job *job, rap_text *out) {
    rap_lines_csv(&job->lines, out);
}

static void write_form(const rap_job *job, rap_text *out) {
    rap_lines_form_csv(&job->lines, out);
}

static const rap_answer_file files[] = {
    {"budget.csv", write_budget}, {"form.csv", write_form}, {NULL, NULL}};

const rap_inquiry rap_inquiry_budget = {.command = "budget",
                                        .files = files,
                                        .plan = plan,
                                        .judge = judge,
                                        .forget = forget,
                                        .text = rap_print_budget,
                                        .json = rap_print_budget_json};
