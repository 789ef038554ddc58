/* answer_calibration.c: what `calibrate` plans, judges and writes. */
#include "analysis/calibration/calibration.h"
#include "analysis/calibration/calibration_csv.h"
#include "base/error.h"
#include "cli/answers/answer_calibration.h"
#include "cli/answers/answers.h"
#include "scenario/questions/quantities.h"

static bool asks_calibration(const rap_study *study) {
    size_t weigh = 0;
    for (size_t k = 0; k < study->n_quantities; k++)
        weigh += rap_quantity_weighs(&study->quantities[k]);
    return weigh > 0 && study->draws > 0;
}

/* More sets than a study has for its means, of fewer histories each: what data say is told from the sets that come near
 * them. */
static int ask_more_sets(const rap_study *study, rap_text *sets) {
    const rap_calibration_plan *plan = &study->calibration;
    if (study->draws < plan->draws || study->replicates % 2)
        rap_text_format(sets, "draws=%lld\nreplicates=%lld\n", (long long)plan->draws,
                        (long long)plan->replicates);
    return rap_text_status(sets);
}

static int plan_calibration(void *kept, rap_study *study, rap_problems *problems) {
    (void)kept;
    return rap_calibrated_plan(study, problems);
}

static int judge_calibration(rap_job *job) {
    rap_calibrated *c = job->kept;
    rap_calibrated_free(c);
    int status = rap_calibrated_make(c, &job->study, &job->layout, job->store, &job->problems);
    job->tables.calibrated = status ? NULL : c;
    return status;
}

static void forget_calibration(void *kept) {
    rap_calibrated_free(kept);
}

static void write_told(const rap_job *job, rap_text *out) {
    rap_calibration_csv(job->kept, out);
}

static void write_told_inputs(const rap_job *job, rap_text *out) {
    rap_calibrated_inputs_csv(job->kept, out);
}

static void write_foretold(const rap_job *job, rap_text *out) {
    rap_calibrated_quantities_csv(job->kept, out);
}

static void write_methods(const rap_job *job, rap_text *out) {
    rap_calibration_methods_csv(job->kept, out);
}

static void write_ranks(const rap_job *job, rap_text *out) {
    rap_calibration_ranks_csv(job->kept, out);
}

static void write_posterior(const rap_job *job, rap_text *out) {
    rap_posterior_words(job->kept, out);
}

static const rap_result_file files[] = {
    {.table = &rap_csv_calibration, .make = write_told},
    {.table = &rap_csv_calibrated_inputs, .make = write_told_inputs},
    {.table = &rap_csv_calibrated_quantities, .make = write_foretold},
    {.table = &rap_csv_calibration_methods, .make = write_methods},
    {.table = &rap_csv_calibration_ranks, .make = write_ranks},
    {.name = RAP_POSTERIOR_FILE,
     .meaning = "the sets of assumptions that data left, which any other command draws from with "
                "--posterior and this folder",
     .make = write_posterior},
    {0}};

const rap_answer rap_answer_calibration = {
    .command = "calibrate",
    .files = files,
    .wanted = "a group \"quantities\" with at least one that is held_out, and sets of assumptions "
              "(draws), are needed to calibrate",
    .size = sizeof(rap_calibrated),
    .is_asked = asks_calibration,
    .own = ask_more_sets,
    .plan = plan_calibration,
    .judge = judge_calibration,
    .forget = forget_calibration,
    .text = rap_print_calibration,
    .json = rap_print_calibration_json};
