/* answer_budget.c: what `budget` plans, judges and writes. */
#include "cli/answers/answer_budget.h"
#include "cli/answers/answers.h"
#include "cli/answers/form_xlsx.h"
#include "analysis/budget/ranges.h"
#include "analysis/budget/surveys.h"
#include "plots/page/justification.h"
#include "scenario/questions/own_budget.h"

#include <string.h>

static bool asks_budget(const rap_study *study) {
    return study->budget.n_lines > 0 || (study->budget.node && study->model->costs);
}

static bool asks_cuts(const rap_study *study) {
    return study->budget.cut > 0;
}

static bool asks_surveys(const rap_study *study) {
    return study->budget.n_surveys > 0;
}

static int plan_lines(void *kept, rap_study *study, rap_problems *problems) {
    rap_budget_kept *k = kept;
    int status = rap_surveys_check(study, problems);
    status = status ? status : rap_lines_plan(&k->plan, study, problems);
    return status ? status : rap_form_plan_make(&k->form_plan, study);
}

static void forget_worth(rap_budget_kept *k) {
    rap_best_split_free(&k->split);
    rap_cuts_free(&k->cuts);
    rap_lines_done(&k->lines);
    rap_form_free(&k->form);
    rap_worth_free(&k->worth);
    rap_worth_free(&k->halved);
    rap_worth_free(&k->doubled);
}

static void forget_budget(void *kept) {
    rap_budget_kept *k = kept;
    forget_worth(k);
    rap_lines_free(&k->plan);
    rap_form_plan_free(&k->form_plan);
}

static int judge_worth(rap_budget_kept *k, rap_job *job, const rap_bench *bench) {
    int status = rap_worth_make(&k->worth, &job->study, &job->layout, job->store);
    if (status || k->worth.n_groups == 0 || k->worth.arms < 2)
        return status;
    status = rap_worth_again(&k->halved, &k->worth, 0.5, bench);
    return status ? status : rap_worth_again(&k->doubled, &k->worth, 2, bench);
}

static int judge_budget(rap_job *job) {
    rap_budget_kept *k = job->kept;
    rap_bench bench = rap_job_bench(job);
    job->tables.lines = NULL;
    job->tables.worth = NULL;
    job->tables.form = NULL;
    forget_worth(k);
    int status = rap_lines_make(&k->lines, &job->study, &k->plan, &job->layout, job->store);
    if (!status)
        status = rap_form_make(&k->form, &job->study, &k->form_plan, &job->layout, job->store);
    status = status ? status : judge_worth(k, job, &bench);
    if (status)
        return status;
    job->tables.lines = &k->lines;
    job->tables.worth = &k->worth;
    job->tables.form = &k->form;
    status = rap_best_split_make(&k->split, &k->lines, &bench);
    return status ? status : rap_cuts_make(&k->cuts, &k->lines, &bench);
}

/* The searches for the best split and the least harmful cut, and the arms on ranges half and twice as wide. */
static double count_beside(const rap_study *study) {
    double again = 2 * (double)study->n_written * (double)rap_ensemble_items(study);
    return rap_best_split_runs(study) + rap_cuts_runs(study) + again;
}

/* ---- files ---------------------------------------------------------------------------------- */

static void write_budget(const rap_job *job, rap_text *out) {
    rap_lines_csv(job->tables.lines, out);
}

static void write_planned(const rap_job *job, rap_text *out) {
    rap_lines_planned_csv(job->tables.lines, out);
}

static void write_form(const rap_job *job, rap_text *out) {
    rap_form_csv(job->tables.form, out);
}

static void write_form_xlsx(const rap_job *job, rap_text *out) {
    rap_form_xlsx(job->tables.form, job->tables.language, out);
}

static bool can_write_xlsx(const rap_study *study) {
    return rap_has_xlsx() && study->model->costs;
}

static void write_arms_worth(const rap_job *job, rap_text *out) {
    rap_worth_arms_csv(job->tables.worth, out);
}

static void write_league(const rap_job *job, rap_text *out) {
    rap_worth_league_csv(job->tables.worth, out);
}

static void write_worth(const rap_job *job, rap_text *out) {
    rap_worth_values_csv(job->tables.worth, out);
}

static void write_information(const rap_job *job, rap_text *out) {
    const rap_budget_kept *k = job->kept;
    rap_worth_information_csv(&k->worth, &k->halved, &k->doubled, out);
}

static void write_surveys(const rap_job *job, rap_text *out) {
    rap_worth_surveys_csv(job->tables.worth, out);
}

static void write_cuts(const rap_job *job, rap_text *out) {
    const rap_budget_kept *k = job->kept;
    rap_cuts_csv(&k->cuts, &job->study, out);
}

static void write_psa_parameters(const rap_job *job, rap_text *out) {
    rap_worth_parameters_csv(job->tables.worth, out);
}

static void write_psa_costs(const rap_job *job, rap_text *out) {
    rap_worth_costs_csv(job->tables.worth, out);
}

static void write_psa_effects(const rap_job *job, rap_text *out) {
    rap_worth_effects_csv(job->tables.worth, out);
}

static rap_justification justification_of(const rap_job *job) {
    const rap_budget_kept *k = job->kept;
    const char *length = job->manifest.justification ? job->manifest.justification : "long";
    return (rap_justification){.tables = &job->tables,
                               .split = &k->split,
                               .cuts = &k->cuts,
                               .length = !strcmp(length, "page")    ? RAP_JUSTIFY_PAGE
                                         : !strcmp(length, "short") ? RAP_JUSTIFY_SHORT
                                                                    : RAP_JUSTIFY_LONG};
}

static void write_markdown(const rap_job *job, rap_text *out) {
    rap_justification j = justification_of(job);
    rap_justification_markdown(&j, out);
}

static void write_html(const rap_job *job, rap_text *out) {
    rap_justification j = justification_of(job);
    rap_justification_html(&j, out);
}

static const rap_result_file files[] = {
    {.table = &rap_csv_budget, .make = write_budget},
    {.table = &rap_csv_planned, .make = write_planned},
    {.table = &rap_csv_form, .make = write_form},
    {.name = "form.xlsx",
     .meaning = "the same as a spreadsheet with formulas for totals: what is asked for, what is "
                "likely spent, what is likely left. Written where the program was built with "
                "libxlsxwriter",
     .is_packed = true,
     .make = write_form_xlsx,
     .is_asked = can_write_xlsx},
    {.table = &rap_csv_arms, .make = write_arms_worth},
    {.table = &rap_csv_league, .make = write_league},
    {.table = &rap_csv_worth, .make = write_worth},
    {.table = &rap_csv_information, .make = write_information},
    {.table = &rap_csv_surveys, .make = write_surveys, .is_asked = asks_surveys},
    {.table = &rap_csv_cuts, .make = write_cuts, .is_asked = asks_cuts},
    {.table = &rap_csv_psa_parameters, .make = write_psa_parameters},
    {.table = &rap_csv_psa_costs, .make = write_psa_costs},
    {.table = &rap_csv_psa_effects, .make = write_psa_effects},
    {.name = "justification.md",
     .meaning = "the words of the budget for an application, as Markdown",
     .make = write_markdown},
    {.name = "justification.html",
     .meaning = "the same as a page, to be pasted from",
     .make = write_html},
    {.name = "justification.docx",
     .meaning =
         "the same for a word processor; made by pandoc from justification.md, and not there "
         "where pandoc is not installed",
     .from = "justification.md"},
    {0}};

const rap_answer rap_answer_budget = {.command = "budget",
                                      .files = files,
                                      .wanted = "costs of a team, a plan that they can be made of, "
                                                "or a group \"budget\" with lines is needed",
                                      .size = sizeof(rap_budget_kept),
                                      .is_asked = asks_budget,
                                      .own = rap_budget_of_plan,
                                      .plan = plan_lines,
                                      .beside = count_beside,
                                      .judge = judge_budget,
                                      .forget = forget_budget,
                                      .text = rap_print_budget,
                                      .json = rap_print_budget_json};
