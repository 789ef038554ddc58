/* answer_propositions.c: what `test` plans, judges and writes. */
#include "cli/answers/answer_propositions.h"
#include "cli/answers/answers.h"

static bool asks_propositions(const rap_study *study) {
    return study->n_propositions > 0;
}

static int plan_cells(void *kept, rap_study *study, rap_problems *problems) {
    rap_propositions_kept *k = kept;
    return rap_cells_plan(&k->plan, study, problems);
}

static void forget_propositions(void *kept) {
    rap_propositions_kept *k = kept;
    rap_verdicts_free(&k->verdicts);
    rap_cells_free(&k->plan);
}

static int judge_propositions(rap_job *job) {
    rap_propositions_kept *k = job->kept;
    rap_verdicts_free(&k->verdicts);
    int status = rap_verdicts_make(&k->verdicts, &job->study, &k->plan, &job->layout, job->store);
    job->tables.verdicts = status ? NULL : &k->verdicts;
    return status;
}

static void write_propositions_csv(const rap_job *job, rap_text *out) {
    rap_verdicts_csv(job->tables.verdicts, out);
}

static void write_mechanisms_csv(const rap_job *job, rap_text *out) {
    rap_verdicts_mechanisms_csv(job->tables.verdicts, out);
}

static const rap_result_file files[] = {
    {.table = &rap_csv_propositions, .make = write_propositions_csv},
    {.table = &rap_csv_mechanisms, .make = write_mechanisms_csv},
    {0}};

const rap_answer rap_answer_propositions = {
    .command = "test",
    .files = files,
    .wanted = "a group \"propositions\" with at least one proposition is needed to test",
    .size = sizeof(rap_propositions_kept),
    .is_asked = asks_propositions,
    .plan = plan_cells,
    .judge = judge_propositions,
    .forget = forget_propositions,
    .text = rap_print_propositions,
    .json = rap_print_propositions_json};
