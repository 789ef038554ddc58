/* answer_sensitivity.h: the answer of `sensitivity`: which assumptions, and which kinds of luck, decide the headlines. */
#ifndef RAP_ANSWER_SENSITIVITY_H
#define RAP_ANSWER_SENSITIVITY_H

#include "analysis/sensitivity/sensitivity.h"
#include "cli/job/job.h"

/* What it keeps in a job. */
typedef struct {
    rap_deciding deciding;
} rap_sensitivity_kept;

void rap_print_sensitivity(const rap_job *job, rap_text *out, size_t width);
void rap_print_sensitivity_json(const rap_job *job, rap_text *out);

#endif
