/* shards.h: the folders that a merge is handed: which part of a run each is, and whether together they are all of it.
 *
 * A part counts if its folder is finished, of the same run as the first that could be read, and holds every item as
 * it was written. What does not count is said, with the reason and the way out, and nothing is changed. */
#ifndef RAP_SHARDS_H
#define RAP_SHARDS_H

#include "cli/job/job.h"

typedef struct {
    const char *folder;
    rap_manifest manifest;
    bool is_read;    /* the manifest is one of a part of a run */
    uint64_t digest; /* of what it holds */
} rap_shard;

/* A database that parts of a run share out: all items of this study. */
typedef struct {
    const char *name;
    const rap_study *study;
    const rap_layout *layout;
} rap_shared;
typedef int rap_shared_use(void *context, const rap_shared *shared);

typedef struct {
    rap_shard *all;
    size_t n;
    const rap_shard *like;   /* the first that could be read */
    const rap_shard **taken; /* by number - 1: what counts for it, or NULL */
    bool *busy;              /* by number - 1: another process is at work on it */
    int64_t parts;
    bool any_other; /* some are of another run, or two are of one number and differ */
} rap_shards;

/* Reads the manifests of the folders. An exit status, RAP_EXIT_DONE if one at least is of a part. Free is legal after
 * a failure, and twice. */
int rap_shards_read(rap_shards *s, const char *const *folders, size_t n);
void rap_shards_free(rap_shards *s);

/* Looks which of them count; the job has read the run of s->like. RAP_EXIT_DONE, whatever was found, or
 * RAP_EXIT_FAILED without memory. */
int rap_shards_check(rap_shards *s, const rap_job *job);

/* Numbers for which nothing counts and at which no other process is at work: how many, and "3,7-9" into `out`. */
int64_t rap_shards_missing(const rap_shards *s, rap_text *out);

/* Whether for every number something counts and nothing of another run was handed over. */
bool rap_shards_are_all(const rap_shards *s);

/* RAP_EXIT_DONE if these are all; else says what is to be done:
 * RAP_EXIT_USAGE where something is of another run, RAP_EXIT_FAILED where something is missing. */
int rap_shards_complete(const rap_shards *s);

/* Hands on each database that parts of a job's run share out: that of its histories, then that of what a question runs
 * beside them whatever comes out. Ends at the first non-zero answer, which it gives, or an error. */
int rap_shared_each(const rap_job *job, rap_shared_use *use, void *context);

/* The items of one that a part has. */
rap_items rap_shard_items(const rap_shard *shard, const rap_shared *shared);

/* Opens that of a part, checked; *store as rap_store_open_from says. RAP_OK, or an error after saying why. */
int rap_shard_open(const rap_shard *shard, const rap_shared *shared, rap_store **store);

#endif
