/* answer_propositions.h: the answer of `test`: a verdict for each proposition. */
#ifndef RAP_ANSWER_PROPOSITIONS_H
#define RAP_ANSWER_PROPOSITIONS_H

#include "analysis/propositions/verdicts.h"
#include "cli/job/job.h"

/* What it keeps in a job. */
typedef struct {
    rap_cell_plan plan;
    rap_verdicts verdicts;
} rap_propositions_kept;

void rap_print_propositions(const rap_job *job, rap_text *out, size_t width);
void rap_print_propositions_json(const rap_job *job, rap_text *out);

#endif
