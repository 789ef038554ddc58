/* cmd_report.c: rapport report DIR: tables, plots and page again, from the database alone; with
 * --against also what changed since another results folder.
 *
 * That goes into a page of its own, against.html: report.html stays what its folder alone gives, and
 * is the same however often it is made. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/answers/answers.h"
#include "cli/answers/print.h"
#include "cli/commands/command.h"
#include "cli/terminal/hint.h"
#include "cli/terminal/message.h"
#include "cli/terminal/table.h"

static int restore_results(rap_job *job, const char *folder, rap_restore purpose) {
    int status = rap_job_restore(job, folder, purpose);
    if (status)
        return status;
    if (rap_job_is_shard(job)) {
        rap_complain("%s is a part of a run, of which there are no tables: rapport merge makes "
                     "them of all parts",
                     folder);
        return RAP_EXIT_USAGE;
    }
    if (rap_store_items(job->store) == 0) {
        char *hint = rap_hint("resume", folder);
        rap_complain("nothing has been finished in %s yet; go on with: %s", folder,
                     rap_hint_words(hint));
        rap_free(hint);
        return RAP_EXIT_FAILED;
    }
    return RAP_EXIT_DONE;
}

static int tabulate(rap_job *job) {
    int status = job->has_tables ? RAP_EXIT_DONE : rap_job_make_tables(job);
    return status ? status : rap_job_judge(job);
}

static int write_page(rap_job *job, const rap_against *a, const char *then) {
    rap_text html;
    rap_text_init(&html);
    int status = rap_against_html(a, job->folder, then, &html);
    status = status ? status : rap_file_write_text(job->folder, "against.html", &html);
    status = status ? status : rap_job_wrote(job, "against.html");
    rap_text_free(&html);
    return status == RAP_ENOMEM ? rap_failed("the comparison", status)
           : status             ? RAP_EXIT_FAILED
                                : RAP_EXIT_DONE;
}

/* Compares the job with the results in another folder, which is only read. */
static int compare_with(rap_job *job, const char *folder, rap_text *out) {
    rap_job other;
    rap_against a = {0};
    rap_job_init(&other, job->options, job->answers);
    int status = restore_results(&other, folder, RAP_TO_READ);
    other.manifest.language = job->manifest.language;
    status = status ? status : tabulate(&other);
    status = status ? status : tabulate(job);
    if (!status) {
        int made = rap_against_make(&a, &job->tables, &other.tables);
        status = made ? rap_failed("the comparison", made) : write_page(job, &a, folder);
    }
    if (!status) {
        rap_print_against(&a, job->folder, folder, out, rap_table_width());
        rap_text_format(out, tr(job->tables.language, "\nComparison: %s/against.html\n"),
                        job->folder);
    }
    rap_against_free(&a);
    rap_job_free(&other);
    return status;
}

int rap_command_report(const rap_options *options) {
    rap_job job;
    rap_text out;
    rap_job_init(&job, options, rap_answers);
    rap_text_init(&out);
    int status = restore_results(&job, options->operand, RAP_TO_WRITE);
    if (!status && options->against)
        status = compare_with(&job, options->against, &out);
    status = status ? status : rap_job_results(&job);
    if (!status) {
        rap_text_format(&out, tr(job.tables.language, "Report: %s/report.html\n"),
                        options->operand);
        status = rap_print(&out);
    }
    rap_text_free(&out);
    rap_job_free(&job);
    return status;
}
