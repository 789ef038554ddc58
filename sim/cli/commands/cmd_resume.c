/* cmd_resume.c: rapport resume DIR: goes on from the database and the manifest. */
#include "cli/answers/answers.h"
#include "cli/answers/print.h"
#include "cli/commands/command.h"
#include "cli/job/estimate.h"

int rap_command_resume(const rap_options *options) {
    rap_job job;
    rap_job_init(&job, options, rap_answers);
    int status = rap_job_restore(&job, options->operand, RAP_TO_GO_ON);
    status = status ? status : rap_job_weigh(&job, true);
    status = status ? status : rap_job_simulate(&job);
    status = status ? status : rap_job_results(&job);
    status = status ? status : rap_print_job(&job);
    rap_job_free(&job);
    return status;
}
