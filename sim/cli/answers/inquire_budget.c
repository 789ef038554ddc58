/* inquire_budget.c: the inquiry of `budget`: what lines buy. */
#include "base/error.h"
#include "analysis/estimate/aside.h"
#include "analysis/budget/best_split.h"
#include "cli/job/inquiry.h"
#include "cli/answers/print.h"
#include "plots/page/justification.h"

#include <string.h>

static bool is_asked(const rap_study *study) {
    return study->budget.n_lines > 0;
}

static int plan(rap_job *job, rap_study *study) {
    return rap_lines_plan(&job->line_plan, study, &job->problems);
}

static void forget_answers(rap_job *job) {
    job->tables.lines = NULL;
    job->tables.worth = NULL;
    rap_best_split_free(&job->best_split);
    rap_lines_done(&job->lines);
    rap_worth_free(&job->worth);
    rap_worth_free(&job->halved);
    rap_worth_free(&job->doubled);
}

/* The arms again with other ranges, at the same values of a unit. */
static int weigh_again(rap_job *job, double scale, rap_worth *worth) {
    rap_aside aside;
    rap_bench bench = rap_job_bench(job);
    int status = rap_aside_init(&aside, &bench);
    if (!status) {
        aside.study.range_scale = scale;
        aside.study.budget.worth_low = job->worth.lambda[0];
        aside.study.budget.worth_high = job->worth.lambda[RAP_WORTH_POINTS - 1];
        status = rap_lines_keep(&aside.study);
    }
    status = status ? status : rap_aside_run(&aside, &bench);
    status = status ? status : rap_worth_make(worth, &aside.study, &aside.layout, aside.store);
    worth->study = &job->study;
    rap_aside_free(&aside);
    return status;
}

static int judge(rap_job *job) {
    forget_answers(job);
    int status =
        rap_lines_make(&job->lines, &job->study, &job->line_plan, &job->layout, job->store);
    status = status ? status : rap_worth_make(&job->worth, &job->study, &job->layout, job->store);
    if (!status && job->worth.n_groups > 0 && job->worth.arms > 1) {
        status = weigh_again(job, 0.5, &job->halved);
        status = status ? status : weigh_again(job, 2, &job->doubled);
    }
    if (status)
        return status;
    job->tables.lines = &job->lines;
    job->tables.worth = &job->worth;
    rap_bench bench = rap_job_bench(job);
    return rap_best_split_make(&job->best_split, &job->line_plan, &bench);
}

static void forget(rap_job *job) {
    forget_answers(job);
    rap_lines_free(&job->line_plan);
}

static void write_budget(const rap_job *job, rap_text *out) {
    rap_lines_csv(&job->lines, out);
}

static void write_planned(const rap_job *job, rap_text *out) {
    rap_lines_planned_csv(&job->lines, out);
}

static void write_form(const rap_job *job, rap_text *out) {
    rap_lines_form_csv(&job->lines, out);
}

static void write_arms(const rap_job *job, rap_text *out) {
    rap_worth_arms_csv(&job->worth, out);
}

static void write_worth(const rap_job *job, rap_text *out) {
    rap_worth_values_csv(&job->worth, out);
}

static void write_information(const rap_job *job, rap_text *out) {
    rap_worth_information_csv(&job->worth, &job->halved, &job->doubled, out);
}

static void write_psa_parameters(const rap_job *job, rap_text *out) {
    rap_worth_parameters_csv(&job->worth, out);
}

static void write_psa_costs(const rap_job *job, rap_text *out) {
    rap_worth_costs_csv(&job->worth, out);
}

static void write_psa_effects(const rap_job *job, rap_text *out) {
    rap_worth_effects_csv(&job->worth, out);
}

static rap_justification justification_of(const rap_job *job) {
    const char *length = job->manifest.justification;
    return (rap_justification){&job->tables, &job->best_split,
                               length && strcmp(length, "short") == 0};
}

static void write_markdown(const rap_job *job, rap_text *out) {
    rap_justification j = justification_of(job);
    rap_justification_markdown(&j, out);
}

static void write_html(const rap_job *job, rap_text *out) {
    rap_justification j = justification_of(job);
    rap_justification_html(&j, out);
}

static const rap_answer_file files[] = {{"budget.csv", write_budget, NULL},
                                        {"planned.csv", write_planned, NULL},
                                        {"form.csv", write_form, NULL},
                                        {"arms.csv", write_arms, NULL},
                                        {"worth.csv", write_worth, NULL},
                                        {"information.csv", write_information, NULL},
                                        {"psa_parameters.csv", write_psa_parameters, NULL},
                                        {"psa_costs.csv", write_psa_costs, NULL},
                                        {"psa_effects.csv", write_psa_effects, NULL},
                                        {"justification.md", write_markdown, NULL},
                                        {"justification.html", write_html, NULL},
                                        {NULL, NULL, NULL}};

const rap_inquiry rap_inquiry_budget = {
    .command = "budget",
    .files = files,
    .wanted = "a group \"budget\" with at least one outcome and one line is needed",
    .is_asked = is_asked,
    .plan = plan,
    .judge = judge,
    .forget = forget,
    .text = rap_print_budget,
    .json = rap_print_budget_json};
