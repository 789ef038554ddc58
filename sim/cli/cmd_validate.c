/* cmd_validate.c: rapport validate STUDY: in how many sets of assumptions does the model show the
 * study's patterns? */
#include "cli/job.h"
#include "cli/message.h"

static int check_patterns(const rap_job *job) {
    if (job->study.n_patterns > 0)
        return RAP_EXIT_DONE;
    rap_complain("%s: a group \"patterns\" with at least one pattern is needed to validate",
                 job->options->operand);
    return RAP_EXIT_USAGE;
}

int rap_command_validate(const rap_options *options) {
    rap_job job;
    rap_job_init(&job, options);
    int status = rap_job_read(&job, "");
    status = status ? status : check_patterns(&job);
    status = status ? status : rap_job_prepare(&job, "validate");
    status = status ? status : rap_job_simulate(&job);
    status = status ? status : rap_job_results(&job);
    status = status ? status : rap_job_print(&job);
    rap_job_free(&job);
    return status;
}
