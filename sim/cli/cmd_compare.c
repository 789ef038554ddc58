/* cmd_compare.c: rapport compare STUDY: the whole way from a study to a report. */
#include "cli/job.h"

int rap_command_compare(const rap_options *options) {
    rap_job job;
    rap_job_init(&job, options);
    int status = rap_job_read(&job, "compare", "");
    status = status ? status : rap_job_check_precision(&job);
    status = status ? status : rap_job_prepare(&job, "compare");
    status = status ? status : rap_job_simulate(&job);
    status = status ? status : rap_job_results(&job);
    status = status ? status : rap_job_print(&job);
    rap_job_free(&job);
    return status;
}
