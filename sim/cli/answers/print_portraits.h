/* print_portraits.h: members that the study names, for a terminal and as JSON; nothing where there are none. */
#ifndef RAP_PRINT_PORTRAITS_H
#define RAP_PRINT_PORTRAITS_H

#include "cli/job/job.h"
#include "base/json.h"

void rap_print_portraits(const rap_job *job, rap_text *out, size_t width);
void rap_json_portraits(rap_json *j, const rap_job *job);

#endif
