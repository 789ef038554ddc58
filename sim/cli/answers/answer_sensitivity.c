/* answer_sensitivity.c: what `sensitivity` runs beside the study's own sets of assumptions, and writes. */
#include "cli/answers/answer_sensitivity.h"
#include "analysis/sensitivity/sensitivity_csv.h"
#include "base/error.h"
#include "cli/answers/answers.h"

static const char database[] = "sensitivity.sqlite";

static bool asks_sensitivity(const rap_study *study) {
    return study->draws > 0;
}

static bool asks_luck(const rap_study *study) {
    return study->sensitivity.chains > 0;
}

static bool asks_effects(const rap_study *study) {
    return study->sensitivity.trajectories > 0;
}

/* A study in which nothing is uncertain is refused before anything runs. */
static int plan_sensitivity(void *kept, rap_study *study, rap_problems *problems) {
    rap_uncertain inputs;
    (void)kept;
    int status = rap_uncertain_make(&inputs, study);
    if (!status && inputs.n == 0) {
        rap_problems_add(problems, study->sources[0].path, 0, NULL,
                         "no number of this study is uncertain: give one a range, or leave one to "
                         "the model's, to see what it decides");
        status = RAP_EINPUT;
    }
    status = status ? status : rap_factors_check(study, &inputs, problems);
    rap_uncertain_free(&inputs);
    return status;
}

static double count_sensitivity(const rap_study *study) {
    rap_uncertain inputs;
    double histories =
        rap_uncertain_make(&inputs, study) ? 0 : rap_deciding_histories(study, &inputs);
    rap_uncertain_free(&inputs);
    return histories * (double)study->n_arms;
}

/* Each outcome of a headline at each window of one: about. */
static double count_numbers_beside(const rap_study *study) {
    enum { WINDOWS = 4 };
    return WINDOWS * (double)study->n_headlines;
}

static int open_runs(void *context, rap_store **store, const rap_study *study,
                     const rap_layout *layout) {
    return rap_job_open_beside(context, database, study, layout, 0, store);
}

static int judge_sensitivity(rap_job *job) {
    rap_sensitivity_kept *k = job->kept;
    rap_bench bench = rap_job_bench(job);
    const rap_opening opening = {job, open_runs};
    job->tables.deciding = NULL;
    rap_deciding_free(&k->deciding);
    int status =
        rap_deciding_make(&k->deciding, &job->study, &job->layout, job->store, &bench, &opening);
    if (!status)
        job->tables.deciding = &k->deciding;
    return status;
}

static void forget_sensitivity(void *kept) {
    rap_deciding_free(&((rap_sensitivity_kept *)kept)->deciding);
}

/* ---- files ------------------------------------------------------------------------------------- */

static void write_sensitivity(const rap_job *job, rap_text *out) {
    rap_sensitivity_csv(job->tables.deciding, out);
}

static void write_luck(const rap_job *job, rap_text *out) {
    rap_luck_csv(job->tables.deciding, out);
}

static void write_screen(const rap_job *job, rap_text *out) {
    rap_screen_csv(job->tables.deciding, out);
}

static void write_effects(const rap_job *job, rap_text *out) {
    rap_elementary_effects_csv(job->tables.deciding, out);
}

static const rap_result_file files[] = {
    {.table = &rap_csv_sensitivity, .make = write_sensitivity},
    {.table = &rap_csv_luck, .make = write_luck, .is_asked = asks_luck},
    {.table = &rap_csv_screen, .make = write_screen},
    {.table = &rap_csv_elementary_effects, .make = write_effects, .is_asked = asks_effects},
    {.name = database,
     .meaning = "the histories that were run for it, as runs.sqlite holds those of the study"},
    {0}};

const rap_answer rap_answer_sensitivity = {.command = "sensitivity",
                                           .files = files,
                                           .wanted =
                                               "at least one set of assumptions is needed (draws)",
                                           .size = sizeof(rap_sensitivity_kept),
                                           .is_asked = asks_sensitivity,
                                           .plan = plan_sensitivity,
                                           .beside = count_sensitivity,
                                           .numbers = count_numbers_beside,
                                           .ahead = rap_deciding_ahead,
                                           .database = database,
                                           .judge = judge_sensitivity,
                                           .forget = forget_sensitivity,
                                           .text = rap_print_sensitivity,
                                           .json = rap_print_sensitivity_json};
