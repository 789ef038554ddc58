/* inquire_budget.c: the inquiry of `budget`: what lines buy. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/best_split.h"
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

static void forget_split(rap_job *job) {
    if (job->best_split)
        rap_best_split_free(job->best_split);
    rap_free(job->best_split);
    job->best_split = NULL;
}

static int judge(rap_job *job) {
    rap_lines_done(&job->lines);
    forget_split(job);
    int status =
        rap_lines_make(&job->lines, &job->study, &job->line_plan, &job->layout, job->store);
    if (status)
        return status;
    job->best_split = rap_allocate(1, sizeof *job->best_split);
    return job->best_split ? rap_best_split_make(job->best_split, job) : rap_fail(RAP_ENOMEM);
}

static void forget(rap_job *job) {
    forget_split(job);
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
