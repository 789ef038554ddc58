/* results.c: everything that a job leaves in its folder, beside the database. */
#include "base/error.h"
#include "cli/job/converted.h"
#include "cli/job/gallery.h"
#include "cli/job/precision.h"
#include "cli/job/result_files.h"
#include "cli/job/takeover.h"
#include "cli/machine/clock.h"
#include "cli/terminal/message.h"

#include <string.h>

/* ---- tables and answers ----------------------------------------------------------------------- */

static int write_file(rap_job *job, const rap_result_file *file) {
    const char *name = rap_result_name(file);
    rap_text text;
    rap_text_init(&text);
    file->make(job, &text);
    int status = rap_file_write_text(job->place, name, &text);
    rap_text_free(&text);
    return status ? status : rap_job_wrote(job, name);
}

static int write_files(rap_job *job) {
    const rap_result_file *list[RAP_MOST_RESULT_FILES];
    size_t n = rap_result_files(job->answer, &job->study, list);
    int status = RAP_OK;
    for (size_t i = 0; i < n && !status; i++)
        if (list[i]->make)
            status = write_file(job, list[i]);
    return status;
}

/* ---- the page ------------------------------------------------------------------------------- */

/* Whether a file is there: one that another program makes may not be. */
static bool is_made(const rap_job *job, const rap_result_file *file) {
    bool made = !file->from;
    for (size_t i = 0; i < job->n_listed && !made; i++)
        made = job->listed[i].is_there && !strcmp(job->listed[i].name, rap_result_name(file));
    return made;
}

/* Names of the files of results that the page lists: all but itself. */
static size_t list_for_page(const rap_job *job, const char **names) {
    const rap_result_file *list[RAP_MOST_RESULT_FILES];
    size_t n_files = rap_result_files(job->answer, &job->study, list), n = 0;
    for (size_t i = 0; i < n_files; i++)
        if (!list[i]->is_page && is_made(job, list[i]))
            names[n++] = rap_result_name(list[i]);
    return n;
}

/* What became of the precision that was asked for: a warning where it was not reached, else into `words`. */
static int judge_precision(rap_job *job, rap_text *words) {
    if (!job->manifest.precision_outcome)
        return RAP_OK;
    rap_precision p = rap_precision_now(job);
    rap_precision_words(job, &p, words);
    if (rap_precision_is_reached(&p))
        return rap_text_status(words);
    int status = rap_job_warn(job, "%s", rap_text_string(words));
    rap_text_clear(words);
    return status;
}

typedef int (*page_maker)(const rap_tables *t, const rap_report_extras *extras, rap_text *html);

static int write_one_page(rap_job *job, const rap_report_extras *extras, const char *name,
                          page_maker make) {
    rap_text html;
    rap_text_init(&html);
    int status = make(&job->tables, extras, &html);
    status = status ? status : rap_file_write_text(job->place, name, &html);
    rap_text_free(&html);
    return status ? status : rap_job_wrote(job, name);
}

static int write_pages(rap_job *job, const rap_gallery *g) {
    const char *files[RAP_MOST_RESULT_FILES];
    size_t n_files = list_for_page(job, files);
    const rap_manifest *m = &job->manifest;
    char host[512], time[32] = "";
    rap_text precision;
    rap_text_init(&precision);
    rap_machine(host, sizeof host);
    rap_time_text(time, sizeof time);
    int status = judge_precision(job, &precision);
    rap_report_extras extras = {.plots = g->plots.n ? &g->plots : NULL,
                                .pictures = g->pictures,
                                .version = m->version,
                                .command = m->typed,
                                .study_path = m->sources[0].path,
                                .host = host,
                                .time = job->ended[0] ? job->ended : time,
                                .seconds = rap_job_seconds(job),
                                .precision = precision.n ? rap_text_string(&precision) : NULL,
                                .warnings = (const char *const *)job->warnings,
                                .n_warnings = job->n_warnings,
                                .files = files,
                                .n_files = n_files};
    status = status ? status : write_one_page(job, &extras, "appendix.html", rap_appendix_html);
    status = status ? status : write_one_page(job, &extras, "summary.html", rap_summary_html);
    status = status ? status : write_one_page(job, &extras, "report.html", rap_report_html);
    rap_text_free(&precision);
    return status;
}

/* ---- everything in the folder --------------------------------------------------------------- */

static bool is_complete(const rap_job *job) {
    return job->tables.items >= rap_ensemble_items(&job->study);
}

/* The manifest says what is to come before any of it is there, so that it can be cleared. */
static int announce(rap_job *job, const rap_gallery *g) {
    int status = rap_result_announce(job);
    status = status ? status : rap_gallery_announce(g, job);
    return status ? status : rap_job_write_manifest(job, job->manifest.status);
}

/* Files of fewer draws that this run does not make, as pictures without --plot. */
static int remove_unwritten(const rap_job *job) {
    int status = RAP_OK;
    for (size_t i = 0; i < job->n_listed && !status; i++)
        if (!job->listed[i].is_there)
            status = rap_folder_remove(job->place, job->listed[i].name);
    return status;
}

static int write_all_results(rap_job *job, rap_gallery *g) {
    int status = rap_gallery_init(g, job);
    if (!status && !is_complete(job))
        status = rap_job_warn(
            job,
            tr(job->tables.language,
               "This run is not finished: the figures rest on %lld of %lld histories."),
            (long long)job->tables.items, (long long)rap_ensemble_items(&job->study));
    status = status ? status : announce(job, g);
    status = status ? status : write_files(job);
    status = status ? status : rap_job_convert(job);
    status = status ? status : rap_gallery_draw(g, job);
    status = status ? status : write_pages(job, g);
    status = status ? status : remove_unwritten(job);
    job->is_written = !status;
    return status ? status
                  : rap_job_write_manifest(job, is_complete(job) ? "finished" : "unfinished");
}

int rap_job_results(rap_job *job) {
    rap_gallery g;
    rap_job_end_at_any_time(job);
    if (!job->has_tables && rap_job_make_tables(job))
        return RAP_EXIT_FAILED;
    if (rap_job_judge(job))
        return RAP_EXIT_FAILED;
    int status = write_all_results(job, &g);
    rap_gallery_free(&g);
    if (!status && is_complete(job))
        status = rap_job_put_in_place(job);
    if (status == RAP_ENOMEM)
        return rap_failed("the results", status);
    return status ? RAP_EXIT_FAILED : RAP_EXIT_DONE;
}
