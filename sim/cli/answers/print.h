/* print.h: results on standard output. */
#ifndef RAP_PRINT_H
#define RAP_PRINT_H

#include "cli/job/job.h"
#include "base/json.h"
#include "plots/page/against.h"

/* Appends what `compare` prints: title, arms with spend, differences from the baseline at each
 * headline, named contrasts, where the baseline is better. */
void rap_print_compare(const rap_job *job, rap_text *out, size_t width);

/* Appends how certain each arm's difference at a headline is, and why no more. */
void rap_print_certainty(const rap_job *job, size_t headline, rap_text *out, size_t width);

/* Appends what `run` prints: headlines, then every outcome at the horizon. */
void rap_print_run(const rap_job *job, rap_text *out, size_t width);

/* Appends the story of `run --story`, a chapter for each of whom it tells. */
void rap_print_story(const rap_job *job, rap_text *out, size_t width);

/* The same as a member "story" of an object. */
void rap_print_story_json(const rap_job *job, rap_json *j);

/* Appends title, question and what was run. */
void rap_print_head(const rap_job *job, rap_text *out, size_t width);

/* Appends what `report --against` prints: what changed since the results in `then`. */
void rap_print_against(const rap_against *a, const char *now, const char *then, rap_text *out,
                       size_t width);

/* Appends the same figures as JSON, for either command. */
void rap_print_json(const rap_job *job, rap_text *out);

/* The end of a command: results on standard output in the format asked for, for people with what is
 * where. Gives the exit status. */
int rap_print_job(const rap_job *job);

#endif
