/* cmd_budget.c: rapport budget STUDY: what each budget line buys. */
#include "cli/job.h"

int rap_command_budget(const rap_options *options) {
    return rap_job_inquire(options, "budget");
}
