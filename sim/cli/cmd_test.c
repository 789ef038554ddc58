/* cmd_test.c: rapport test STUDY: a verdict for each proposition. */
#include "cli/job.h"

int rap_command_test(const rap_options *options) {
    return rap_job_inquire(options, "test");
}
