/* cmd_discover.c: rapport discover STUDY: circumstances in which an arm does better or worse. */
#include "cli/job.h"

int rap_command_discover(const rap_options *options) {
    return rap_job_inquire(options, "discover");
}
