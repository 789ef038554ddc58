/* merge.h: a results folder from the parts of a run.
 *
 * It is made beside, in DIR.merging, and becomes DIR by one renaming, so that DIR is whole or not there. Histories go
 * from database to database as they are packed, in the blocks in which one process would have written them: the file
 * is the same, and what is made of it. A merge that was cut off goes on from what DIR.merging holds. */
#ifndef RAP_MERGE_H
#define RAP_MERGE_H

#include "cli/job/shards.h"

/* What of DIR is there while it is being made. */
#define RAP_MERGING ".merging"

/* Makes of a job that has read the run of a part one of the whole run, and chooses its place for the folder `dir`.
 * `parts` are complete. Where dir holds these results already, it says so and sets *is_there. An exit status. */
int rap_merge_prepare(rap_job *job, const rap_shards *parts, const char *dir, bool *is_there);

/* Takes all histories of the parts into the job's database. An exit status. */
int rap_merge_copy(rap_job *job, const rap_shards *parts);

#endif
