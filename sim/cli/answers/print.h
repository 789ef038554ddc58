/* print.h: results on standard output, as text for people. */
#ifndef RAP_PRINT_H
#define RAP_PRINT_H

#include "cli/job/job.h"
#include "plots/page/against.h"

/* Appends what `compare` prints: title, arms with spend, differences from the baseline at each
 * headline, named contrasts, where the baseline is better. */
void rap_print_compare(const rap_job *job, rap_text *out, size_t width);

/* Appends what `run` prints: headlines, then every outcome at the horizon. */
void rap_print_run(const rap_job *job, rap_text *out, size_t width);

/* Appends title, question and what was run. */
void rap_print_head(const rap_job *job, rap_text *out, size_t width);

/* Appends what `validate` prints, as text or as JSON. */
void rap_print_patterns(const rap_job *job, rap_text *out, size_t width);
void rap_print_patterns_json(const rap_job *job, rap_text *out);

/* Appends what `test` prints, as text or as JSON. */
void rap_print_verdicts(const rap_job *job, rap_text *out, size_t width);
void rap_print_verdicts_json(const rap_job *job, rap_text *out);

/* Appends what `discover` prints, as text or as JSON. */
void rap_print_boxes(const rap_job *job, rap_text *out, size_t width);
void rap_print_boxes_json(const rap_job *job, rap_text *out);

/* Appends what `budget` prints, as text or as JSON. */
void rap_print_budget(const rap_job *job, rap_text *out, size_t width);
void rap_print_budget_json(const rap_job *job, rap_text *out);

/* Appends what `report --against` prints: what changed since the results in `then`. */
void rap_print_against(const rap_against *a, const char *now, const char *then, rap_text *out,
                       size_t width);

/* Appends the same figures as JSON, for either command. */
void rap_print_json(const rap_job *job, rap_text *out);

#endif
