/* print_job.c: the end of a run: results on standard output, and for people the way to the report.
 */
#include "base/error.h"
#include "base/memory.h"
#include "cli/job/inquiry.h"
#include "cli/terminal/message.h"
#include "cli/answers/print.h"
#include "cli/terminal/table.h"

#include <string.h>

static size_t count_plots(const rap_job *job) {
    size_t n = 0;
    for (size_t i = 0; i < job->n_written; i++)
        n += !strncmp(job->written[i], "plots/", 6) && strstr(job->written[i], ".gp");
    return n;
}

static void print_files(const rap_job *job, rap_text *out, size_t width) {
    rap_text line;
    rap_text_init(&line);
    rap_text_format(&line, "Written to %s: ", job->folder);
    for (const rap_answer_file *f = rap_answer_next(job, NULL); f; f = rap_answer_next(job, f))
        rap_text_format(&line, "%s, ", f->name);
    rap_text_add(&line, "outcomes.csv, contrasts.csv, series.csv, runs.sqlite, manifest.json, "
                        "report.html");
    size_t n = count_plots(job);
    if (n)
        rap_text_format(&line, " and %zu plot%s with %s scripts and data", n, n == 1 ? "" : "s",
                        n == 1 ? "its" : "their");
    rap_text_add(&line, ".");
    rap_text_add(out, "\n");
    rap_table_wrap(out, rap_text_string(&line), 0, width);
    rap_text_clear(&line);
    rap_text_format(out, "Report: %s/report.html\n\n", job->folder);
    rap_table_wrap(out,
                   "These figures are consequences of the assumptions that the study and the model "
                   "state; they say nothing about the world where those do not hold.",
                   0, width);
    rap_text_free(&line);
}

int rap_job_print(rap_job *job) {
    size_t width = rap_table_width();
    bool one_arm = !strcmp(job->manifest.command, "run");
    rap_text out;
    rap_text_init(&out);
    const rap_inquiry *asked = job->is_judged ? job->inquiry : NULL;
    if (job->options->format == RAP_FORMAT_JSON && asked) {
        asked->json(job, &out);
    } else if (job->options->format == RAP_FORMAT_JSON) {
        rap_print_json(job, &out);
    } else if (job->options->format == RAP_FORMAT_CSV && asked) {
        asked->files[0].make(job, &out);
    } else if (job->options->format == RAP_FORMAT_CSV && one_arm) {
        rap_tables_outcomes_csv(&job->tables, &out);
    } else if (job->options->format == RAP_FORMAT_CSV) {
        rap_tables_contrasts_csv(&job->tables, &out);
    } else {
        if (one_arm)
            rap_print_run(job, &out, width);
        else if (asked)
            asked->text(job, &out, width);
        else
            rap_print_compare(job, &out, width);
        print_files(job, &out, width);
    }
    int status = rap_print(&out);
    rap_text_free(&out);
    return status;
}
