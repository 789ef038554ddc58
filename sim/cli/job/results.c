/* pictures.c: tables, plots and report page of a job. Without gnuplot the scripts and data stay,
 * and one warning says so: the run itself is not a failure. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/machine/gnuplot.h"
#include "cli/job/inquiry.h"
#include "cli/machine/interrupt.h"
#include "cli/job/job.h"
#include "cli/terminal/message.h"
#include "cli/machine/version.h"
#include "plots/page/report.h"

#include <stdio.h>
#include <string.h>

/* A gallery while it is drawn: one entry for each of plots.rows. */
typedef struct {
    rap_plots plots;
    char **scripts; /* "NAME.gp" */
    bool *drawn;
    rap_report_picture *pictures;
    char **bytes;
    char *folder;
} gallery;

static void gallery_free(gallery *g) {
    for (size_t i = 0; g->scripts && i < g->plots.n; i++)
        rap_free(g->scripts[i]);
    for (size_t i = 0; g->bytes && i < g->plots.n; i++)
        rap_free(g->bytes[i]);
    rap_free(g->scripts);
    rap_free(g->bytes);
    rap_free(g->drawn);
    rap_free(g->pictures);
    rap_free(g->folder);
    rap_plots_free(&g->plots);
}

static char *file_name(const char *stem, const char *extension) {
    rap_text t;
    rap_text_init(&t);
    rap_text_format(&t, "%s.%s", stem, extension);
    return rap_text_take(&t);
}

static int gallery_init(gallery *g, const rap_job *job) {
    int status = rap_plots_list(&g->plots, &job->tables);
    size_t n = g->plots.n;
    if (status)
        return status;
    g->scripts = rap_allocate(n, sizeof *g->scripts);
    g->bytes = rap_allocate(n, sizeof *g->bytes);
    g->drawn = rap_allocate(n, sizeof *g->drawn);
    g->pictures = rap_allocate(n, sizeof *g->pictures);
    g->folder = rap_path_join(job->folder, "plots");
    bool whole = g->scripts && g->bytes && g->drawn && g->pictures && g->folder;
    for (size_t i = 0; whole && i < n; i++)
        whole = (g->scripts[i] = file_name(g->plots.rows[i].name, "gp")) != NULL;
    return whole ? RAP_OK : rap_fail(RAP_ENOMEM);
}

/* Notes a file of the plots folder for the manifest. */
static int wrote_plot(rap_job *job, const char *stem, const char *extension) {
    rap_text t;
    rap_text_init(&t);
    rap_text_format(&t, "plots/%s.%s", stem, extension);
    int status = rap_text_status(&t);
    status = status ? status : rap_job_wrote(job, rap_text_string(&t));
    rap_text_free(&t);
    return status;
}

static int write_script(rap_job *job, gallery *g, size_t i, const char *terminal) {
    const rap_plot *plot = &g->plots.rows[i];
    rap_text script, data;
    rap_text_init(&script);
    rap_text_init(&data);
    char *data_name = file_name(plot->name, "dat");
    int status = data_name ? rap_plot_make(&job->tables, plot, terminal, &script, &data)
                           : rap_fail(RAP_ENOMEM);
    status = status ? status : rap_file_write_text(g->folder, data_name, &data);
    status = status ? status : rap_file_write_text(g->folder, g->scripts[i], &script);
    status = status ? status : wrote_plot(job, plot->name, "dat");
    status = status ? status : wrote_plot(job, plot->name, "gp");
    rap_free(data_name);
    rap_text_free(&script);
    rap_text_free(&data);
    return status;
}

/* Writes all scripts for a terminal and, with `draw`, runs them. */
static int draw(rap_job *job, gallery *g, const char *terminal, bool run) {
    char why[2200] = "";
    int status = RAP_OK;
    for (size_t i = 0; i < g->plots.n && !status; i++)
        status = write_script(job, g, i, terminal);
    if (status || !run)
        return status;
    int result = rap_gnuplot_run(g->folder, (const char *const *)g->scripts, g->plots.n,
                                 (size_t)job->options->threads, g->drawn, why, sizeof why);
    if (result)
        status = rap_job_warn(job, "A plot could not be drawn (%s).", why);
    for (size_t i = 0; i < g->plots.n && !status; i++)
        if (g->drawn[i])
            status = wrote_plot(job, g->plots.rows[i].name, rap_plot_extension(terminal));
    return status;
}

/* Reads the pictures for the page. One that is missing is left out there. */
static int read_pictures(gallery *g) {
    for (size_t i = 0; i < g->plots.n; i++) {
        const char *why;
        size_t n = 0;
        char *name = file_name(g->plots.rows[i].name, "svg");
        char *path = name ? rap_path_join(g->folder, name) : NULL;
        int status = !path         ? RAP_ENOMEM
                     : g->drawn[i] ? rap_file_read(path, &g->bytes[i], &n, &why)
                                   : 0;
        rap_free(name);
        rap_free(path);
        if (status == RAP_ENOMEM)
            return rap_fail(status);
        g->pictures[i] = (rap_report_picture){"image/svg+xml", g->bytes[i], g->bytes[i] ? n : 0};
    }
    return RAP_OK;
}

/* The page's pictures are always SVG; another kind that was asked for is drawn after them, so that
 * the scripts that stay are those of the kind asked for. */
static int draw_all(rap_job *job, gallery *g) {
    const char *plot = job->manifest.plot;
    bool found = rap_gnuplot_found();
    if (rap_folder_make(g->folder))
        return rap_fail(RAP_EIO);
    int status = found ? RAP_OK
                       : rap_job_warn(job,
                                      "gnuplot was not found, so no plot was drawn. Their scripts "
                                      "and data are in %s/plots; once gnuplot is there (Debian: "
                                      "apt-get install gnuplot-nox): rapport report %s",
                                      job->folder, job->folder);
    status = status ? status : draw(job, g, "svg", found);
    status = status ? status : read_pictures(g);
    if (!status && strcmp(plot, "svg"))
        status = draw(job, g, plot, found);
    return status;
}

enum { MOST_FILES = 16 };

/* Names of the files of results that the page lists. */
static size_t list_files(const rap_job *job, const char **files) {
    static const char *const always[] = {"outcomes.csv", "contrasts.csv", "series.csv",
                                         "runs.sqlite", "manifest.json"};
    size_t n = sizeof always / sizeof always[0];
    memcpy(files, always, sizeof always);
    for (const rap_answer_file *f = rap_answer_next(job, NULL); f && n < MOST_FILES;
         f = rap_answer_next(job, f))
        files[n++] = f->name;
    return n;
}

static int write_page(rap_job *job, const gallery *g) {
    const char *files[MOST_FILES];
    size_t n_files = list_files(job, files);
    const rap_manifest *m = &job->manifest;
    char host[512], time[32] = "";
    rap_text html;
    rap_text_init(&html);
    rap_machine(host, sizeof host);
    rap_time_text(time, sizeof time);
    rap_report_extras extras = {.plots = g->plots.n ? &g->plots : NULL,
                                .pictures = g->pictures,
                                .version = m->version,
                                .command = m->typed,
                                .study_path = m->sources[0].path,
                                .host = host,
                                .time = job->ended[0] ? job->ended : time,
                                .seconds = rap_job_seconds(job),
                                .warnings = (const char *const *)job->warnings,
                                .n_warnings = job->n_warnings,
                                .files = files,
                                .n_files = n_files};
    int status = rap_report_html(&job->tables, &extras, &html);
    status = status ? status : rap_file_write_text(job->folder, "report.html", &html);
    status = status ? status : rap_job_wrote(job, "report.html");
    rap_text_free(&html);
    return status;
}

int rap_job_plots(rap_job *job) {
    gallery g = {0};
    int status = RAP_OK;
    if (strcmp(job->manifest.plot, "none")) {
        status = gallery_init(&g, job);
        status = status ? status : draw_all(job, &g);
    }
    status = status ? status : write_page(job, &g);
    gallery_free(&g);
    return status;
}

/* ---- everything in the folder --------------------------------------------------------------- */

static int write_table(rap_job *job, const char *name,
                       void (*make)(const rap_tables *, rap_text *)) {
    rap_text csv;
    rap_text_init(&csv);
    make(&job->tables, &csv);
    int status = rap_file_write_text(job->folder, name, &csv);
    rap_text_free(&csv);
    return status ? status : rap_job_wrote(job, name);
}

/* What the command's inquiry answers. */
static int write_answers(rap_job *job) {
    int status = RAP_OK;
    for (const rap_answer_file *f = rap_answer_next(job, NULL); f && !status;
         f = rap_answer_next(job, f)) {
        rap_text text;
        rap_text_init(&text);
        f->make(job, &text);
        status = rap_file_write_text(job->folder, f->name, &text);
        rap_text_free(&text);
        status = status ? status : rap_job_wrote(job, f->name);
    }
    return status;
}

static bool is_complete(const rap_job *job) {
    return job->tables.items >= rap_ensemble_items(&job->study);
}

int rap_job_results(rap_job *job) {
    int status = RAP_OK;
    /* the runs are safe in the database: an end at any point from here on costs nothing */
    rap_interrupt_release();
    if (!job->has_tables && rap_job_make_tables(job))
        return RAP_EXIT_FAILED;
    if (rap_job_judge(job))
        return RAP_EXIT_FAILED;
    if (!is_complete(job))
        status = rap_job_warn(
            job, "This run is not finished: the figures rest on %lld of %lld histories.",
            (long long)job->tables.items, (long long)rap_ensemble_items(&job->study));
    status = status ? status : write_table(job, "outcomes.csv", rap_tables_outcomes_csv);
    status = status ? status : write_table(job, "contrasts.csv", rap_tables_contrasts_csv);
    status = status ? status : write_table(job, "series.csv", rap_tables_series_csv);
    status = status ? status : write_answers(job);
    status = status ? status : rap_job_plots(job);
    status =
        status ? status : rap_job_write_manifest(job, is_complete(job) ? "finished" : "unfinished");
    if (status == RAP_ENOMEM)
        return rap_failed("the results", status);
    return status ? RAP_EXIT_FAILED : RAP_EXIT_DONE;
}
