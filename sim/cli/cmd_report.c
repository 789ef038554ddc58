/* cmd_report.c: rapport report DIR: tables, plots and page again, from the database alone. */
#include "cli/job.h"
#include "cli/message.h"

static int make_report(rap_job *job, const char *folder) {
    int status = rap_job_restore(job, folder, true);
    if (status)
        return status;
    if (rap_store_items(job->store) == 0) {
        rap_complain("nothing has been finished in %s yet; go on with: rapport resume %s", folder,
                     folder);
        return RAP_EXIT_FAILED;
    }
    return rap_job_results(job);
}

int rap_command_report(const rap_options *options) {
    rap_job job;
    rap_text out;
    rap_job_init(&job, options);
    rap_text_init(&out);
    int status = make_report(&job, options->operand);
    if (!status) {
        rap_text_format(&out, "Report: %s/report.html\n", options->operand);
        status = rap_print(&out);
    }
    rap_text_free(&out);
    rap_job_free(&job);
    return status;
}
