/* cmd_validate.c: rapport validate STUDY: in how many sets of assumptions does the model show the
 * study's patterns? */
#include "cli/job.h"

int rap_command_validate(const rap_options *options) {
    return rap_job_inquire(options, "validate");
}
