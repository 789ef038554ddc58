/* cmd_merge.c: rapport merge DIR SHARD...: the results of a run from its parts, or which of these are missing. */
#include "cli/answers/answers.h"
#include "cli/commands/command.h"
#include "cli/job/merge.h"
#include "cli/terminal/message.h"

/* The numbers alone, for sbatch --array. */
static int print_missing(const rap_shards *parts) {
    rap_text out;
    rap_text_init(&out);
    int64_t n = rap_shards_missing(parts, &out);
    rap_text_add(&out, n ? "\n" : "");
    int status = rap_print(&out);
    rap_text_free(&out);
    return status ? status : rap_shards_are_all(parts) ? RAP_EXIT_DONE : RAP_EXIT_FAILED;
}

static int merge(rap_job *job, const rap_shards *parts) {
    bool is_there = false;
    int status = rap_shards_complete(parts);
    status = status ? status : rap_merge_prepare(job, parts, job->options->operand, &is_there);
    if (status || is_there)
        return status;
    status = rap_merge_copy(job, parts);
    return status ? status : rap_command_finish(job);
}

int rap_command_merge(const rap_options *options) {
    rap_job job;
    rap_shards parts;
    rap_job_init(&job, options, rap_answers);
    int status = rap_shards_read(&parts, options->folders, options->n_folders);
    status = status ? status : rap_job_read_run(&job, parts.like->folder);
    status = status ? status : rap_shards_check(&parts, &job);
    if (!status)
        status = options->missing ? print_missing(&parts) : merge(&job, &parts);
    rap_job_free(&job);
    rap_shards_free(&parts);
    return status;
}
