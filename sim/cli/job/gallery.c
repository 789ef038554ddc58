/* gallery.c: without gnuplot the scripts and data stay, and one warning says so: the run itself is not
 * a failure. */
#include "cli/job/gallery.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/machine/gnuplot.h"

#include <string.h>

void rap_gallery_free(rap_gallery *g) {
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

int rap_gallery_init(rap_gallery *g, const rap_job *job) {
    *g = (rap_gallery){0};
    if (!strcmp(job->manifest.plot, "none"))
        return RAP_OK;
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

/* Lists plots/STEM.EXTENSION among the job's files. */
static int list_plot(rap_job *job, int (*list)(rap_job *, const char *), const char *stem,
                     const char *extension) {
    rap_text t;
    rap_text_init(&t);
    rap_text_format(&t, "plots/%s.%s", stem, extension);
    int status = rap_text_status(&t);
    status = status ? status : list(job, rap_text_string(&t));
    rap_text_free(&t);
    return status;
}

int rap_gallery_announce(const rap_gallery *g, rap_job *job) {
    const char *const extensions[] = {"dat", "gp", "svg", rap_plot_extension(job->manifest.plot)};
    int status = RAP_OK;
    for (size_t i = 0; i < g->plots.n; i++)
        for (size_t k = 0; k < sizeof extensions / sizeof extensions[0] && !status; k++)
            if (extensions[k])
                status = list_plot(job, rap_job_will_write, g->plots.rows[i].name, extensions[k]);
    return status;
}

static int write_script(rap_job *job, rap_gallery *g, size_t i, const char *terminal) {
    const rap_plot *plot = &g->plots.rows[i];
    rap_text script, data;
    rap_text_init(&script);
    rap_text_init(&data);
    char *data_name = file_name(plot->name, "dat");
    int status = data_name ? rap_plot_make(&job->tables, plot, terminal, &script, &data)
                           : rap_fail(RAP_ENOMEM);
    status = status ? status : rap_file_write_text(g->folder, data_name, &data);
    status = status ? status : rap_file_write_text(g->folder, g->scripts[i], &script);
    status = status ? status : list_plot(job, rap_job_wrote, plot->name, "dat");
    status = status ? status : list_plot(job, rap_job_wrote, plot->name, "gp");
    rap_free(data_name);
    rap_text_free(&script);
    rap_text_free(&data);
    return status;
}

/* Writes all scripts for a terminal and, with `draw`, runs them. */
static int draw_for(rap_job *job, rap_gallery *g, const char *terminal, bool run) {
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
            status =
                list_plot(job, rap_job_wrote, g->plots.rows[i].name, rap_plot_extension(terminal));
    return status;
}

/* Reads the pictures for the page. One that is missing is left out there. */
static int read_pictures(rap_gallery *g) {
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
int rap_gallery_draw(rap_gallery *g, rap_job *job) {
    const char *plot = job->manifest.plot;
    bool found = rap_gnuplot_found();
    if (!strcmp(plot, "none"))
        return RAP_OK;
    if (rap_folder_make(g->folder))
        return rap_fail(RAP_EIO);
    int status = found ? RAP_OK
                       : rap_job_warn(job,
                                      "gnuplot was not found, so no plot was drawn. Their scripts "
                                      "and data are in %s/plots; once gnuplot is there (Debian: "
                                      "apt-get install gnuplot-nox): rapport report %s",
                                      job->folder, job->folder);
    status = status ? status : draw_for(job, g, "svg", found);
    status = status ? status : read_pictures(g);
    if (!status && strcmp(plot, "svg"))
        status = draw_for(job, g, plot, found);
    return status;
}
