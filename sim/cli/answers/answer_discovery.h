/* answer_discovery.h: the answer of `discover`: boxes over circumstances and assumptions. */
#ifndef RAP_ANSWER_DISCOVERY_H
#define RAP_ANSWER_DISCOVERY_H

#include "analysis/discovery/boxes.h"
#include "analysis/discovery/candidates.h"
#include "cli/job/job.h"

/* What it keeps in a job. */
typedef struct {
    rap_point_plan plan;
    rap_boxes boxes;
    rap_candidates candidates;
} rap_discovery_kept;

void rap_print_discovery(const rap_job *job, rap_text *out, size_t width);
void rap_print_discovery_json(const rap_job *job, rap_text *out);

#endif
