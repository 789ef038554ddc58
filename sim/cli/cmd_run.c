/* cmd_run.c: rapport run STUDY [--arm A]: one arm, without contrasts. */
#include "cli/job.h"

int rap_command_run(const rap_options *options) {
    rap_job job;
    rap_job_init(&job, options);
    int status = rap_job_read(&job, "run", options->arm);
    status = status ? status : rap_job_prepare(&job, "run");
    status = status ? status : rap_job_simulate(&job);
    status = status ? status : rap_job_results(&job);
    status = status ? status : rap_job_print(&job);
    rap_job_free(&job);
    return status;
}
