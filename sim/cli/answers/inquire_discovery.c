/* inquire_boxes.c: the inquiry of `discover`: boxes over circumstances and assumptions. */
#include "base/error.h"
#include "analysis/discovery/candidates.h"
#include "cli/job/inquiry.h"
#include "cli/answers/print.h"

static bool is_asked(const rap_study *study) {
    return study->discovery.n_dimensions > 0;
}

static int plan(rap_job *job, rap_study *study) {
    return rap_points_plan(&job->points, study, &job->problems);
}

static void forget_answers(rap_job *job) {
    job->tables.boxes = NULL;
    rap_candidates_free(&job->candidates);
    rap_boxes_free(&job->boxes);
}

/* What carries the boxes, for pictures and pages. */
static void hand_over(rap_job *job) {
    for (size_t k = 0; k < job->candidates.n; k++) {
        const rap_candidate *c = &job->candidates.rows[k];
        job->boxes.searches[c->search].facts[c->box].carrier =
            (rap_carrier){c->most >= 0, c->mechanism, c->most, c->effect, c->lost};
    }
}

static int judge(rap_job *job) {
    forget_answers(job);
    int status = rap_boxes_make(&job->boxes, &job->study, &job->points, &job->layout, job->store);
    if (status)
        return status;
    job->tables.boxes = &job->boxes;
    rap_bench bench = rap_job_bench(job);
    status = rap_candidates_make(&job->candidates, &job->boxes, &bench);
    if (!status)
        hand_over(job);
    return status;
}

static void forget(rap_job *job) {
    forget_answers(job);
    rap_points_free(&job->points);
}

static void write_boxes(const rap_job *job, rap_text *out) {
    rap_boxes_csv(&job->boxes, out);
}

static void write_trajectories(const rap_job *job, rap_text *out) {
    rap_boxes_trajectories_csv(&job->boxes, out);
}

static void write_points(const rap_job *job, rap_text *out) {
    rap_boxes_points_csv(&job->boxes, out);
}

static void write_candidates(const rap_job *job, rap_text *out) {
    if (rap_candidates_words(&job->candidates, &job->boxes, out))
        out->failed = true;
}

static const rap_answer_file files[] = {{"boxes.csv", write_boxes, NULL},
                                        {"trajectories.csv", write_trajectories, NULL},
                                        {"points.csv", write_points, NULL},
                                        {"candidates.cfg", write_candidates, NULL},
                                        {NULL, NULL, NULL}};

const rap_inquiry rap_inquiry_boxes = {
    .command = "discover",
    .files = files,
    .wanted = "a group \"discover\" with arms, an outcome and contexts is needed",
    .is_asked = is_asked,
    .plan = plan,
    .judge = judge,
    .forget = forget,
    .text = rap_print_boxes,
    .json = rap_print_boxes_json};
