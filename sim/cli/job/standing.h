/* standing.h: what stands in a results folder against a new run, so that no work is lost by it.
 *
 * Results are replaced unasked only by a run of the same study, command and arm that is no smaller. */
#ifndef RAP_STANDING_H
#define RAP_STANDING_H

#include "cli/job/job.h"

/* Whether the job gives what it gives in an empty folder when it goes on from a run: the program is the same,
 * and the draws of that run are the first of its own. */
bool rap_standing_goes_on(const rap_job *job, const rap_manifest *old);

/* What a run left that this job may not replace: "results of another command"; NULL where it may. */
const char *rap_standing_between(const rap_job *job, const rap_manifest *old);

/* What tells two manifests apart beside which part they are, when, where and into which folder they ran: "the seed".
 * NULL where they are of one and the same run. */
const char *rap_standing_difference(const rap_manifest *a, const rap_manifest *b);

#endif
