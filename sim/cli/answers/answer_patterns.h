/* answer_patterns.h: the answer of `validate`: patterns, and what was measured. It keeps rap_patterns. */
#ifndef RAP_ANSWER_PATTERNS_H
#define RAP_ANSWER_PATTERNS_H

#include "analysis/patterns/patterns.h"
#include "cli/job/job.h"

void rap_print_patterns(const rap_job *job, rap_text *out, size_t width);
void rap_print_patterns_json(const rap_job *job, rap_text *out);

#endif
