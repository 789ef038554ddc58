/* answer_discovery.c: what `discover` plans, judges and writes. */
#include "cli/answers/answer_discovery.h"
#include "cli/answers/answers.h"

#include <math.h>

static bool asks_discovery(const rap_study *study) {
    return study->discovery.n_dimensions > 0;
}

static int plan_points(void *kept, rap_study *study, rap_problems *problems) {
    rap_discovery_kept *k = kept;
    return rap_points_plan(&k->plan, study, problems);
}

static void forget_boxes(rap_discovery_kept *k) {
    rap_candidates_free(&k->candidates);
    rap_boxes_free(&k->boxes);
}

static void forget_discovery(void *kept) {
    rap_discovery_kept *k = kept;
    forget_boxes(k);
    rap_points_free(&k->plan);
}

/* What carries the boxes, for pictures and pages. */
static void name_carriers(rap_discovery_kept *k) {
    for (size_t i = 0; i < k->candidates.n; i++) {
        const rap_candidate *c = &k->candidates.rows[i];
        k->boxes.searches[c->search].facts[c->box].carrier = (rap_carrier){
            c->most >= 0 && !isnan(c->lost.ci_low), c->mechanism, c->most, c->effect, c->lost};
    }
}

static int judge_boxes(rap_job *job) {
    rap_discovery_kept *k = job->kept;
    rap_bench bench = rap_job_bench(job);
    job->tables.boxes = NULL;
    forget_boxes(k);
    int status = rap_boxes_make(&k->boxes, &job->study, &k->plan, &job->layout, job->store);
    if (status)
        return status;
    job->tables.boxes = &k->boxes;
    status = rap_candidates_make(&k->candidates, &k->boxes, &bench);
    if (!status)
        name_carriers(k);
    return status;
}

static void write_boxes(const rap_job *job, rap_text *out) {
    rap_boxes_csv(job->tables.boxes, out);
}

static void write_trajectories(const rap_job *job, rap_text *out) {
    rap_boxes_trajectories_csv(job->tables.boxes, out);
}

static void write_points(const rap_job *job, rap_text *out) {
    rap_boxes_points_csv(job->tables.boxes, out);
}

static void write_candidates(const rap_job *job, rap_text *out) {
    const rap_discovery_kept *k = job->kept;
    if (rap_candidates_words(&k->candidates, &k->boxes, out))
        out->failed = true;
}

static const rap_result_file files[] = {
    {.table = &rap_csv_boxes, .make = write_boxes},
    {.table = &rap_csv_trajectories, .make = write_trajectories},
    {.table = &rap_csv_points, .make = write_points},
    {.name = "candidates.cfg",
     .meaning = "boxes over circumstances as propositions in the study's syntax, to be tested with "
                "another seed",
     .make = write_candidates},
    {0}};

const rap_answer rap_answer_discovery = {
    .command = "discover",
    .files = files,
    .wanted = "a group \"discover\" with arms, an outcome and contexts is needed",
    .size = sizeof(rap_discovery_kept),
    .is_asked = asks_discovery,
    .plan = plan_points,
    .beside = rap_candidates_runs,
    .judge = judge_boxes,
    .forget = forget_discovery,
    .text = rap_print_discovery,
    .json = rap_print_discovery_json};
