/* cmd_study.c: rapport compare | run | test | discover | budget | validate STUDY: the whole way from
 * a study to a report. What each asks of the runs stands in its row of the answers (cli/answers/answers.c). */
#include "cli/answers/answers.h"
#include "cli/answers/print.h"
#include "cli/commands/command.h"
#include "cli/job/precision.h"

#include <string.h>

int rap_command_read(rap_job *job) {
    const rap_options *o = job->options;
    int status = rap_job_read(job, o->command, strcmp(o->command, "run") ? "" : o->arm);
    status = status ? status : rap_precision_check(job);
    return status ? status : rap_job_ask_story(job);
}

int rap_command_finish(rap_job *job) {
    int status = rap_job_simulate(job);
    if (status || rap_job_is_shard(job))
        return status ? status : rap_job_end_shard(job);
    status = rap_job_results(job);
    status = status ? status : rap_print_job(job);
    return status ? status : rap_precision_status(job);
}

int rap_command_help(const rap_options *options) {
    rap_job job;
    rap_job_init(&job, options, rap_answers);
    int status = rap_job_help(&job);
    rap_job_free(&job);
    return status;
}

int rap_command_study(const rap_options *options) {
    if (options->code)
        return rap_tell_code(options);
    rap_job job;
    rap_job_init(&job, options, rap_answers);
    int status = rap_command_read(&job);
    status = status ? status : rap_job_prepare(&job, options->command);
    status = status ? status : rap_command_finish(&job);
    rap_job_free(&job);
    return status;
}
