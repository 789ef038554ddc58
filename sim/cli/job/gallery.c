/* gallery.c: a picture that could not be drawn is a warning, not a failure of the run; without gnuplot the
 * scripts and data stay. gnuplot writes beside the picture's name, and what it leaves is looked at before it
 * bears that name. */
#include "cli/job/gallery.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/folder/folder.h"
#include "cli/job/whole_picture.h"
#include "cli/machine/fonts.h"
#include "cli/machine/gnuplot.h"
#include "cli/terminal/hint.h"
#include "cli/terminal/message.h"

#include <string.h>

/* For one picture, which takes less than one: more is a gnuplot that hangs. */
static const double most_seconds = 60;

#define PAGE_TERMINAL "svg"

void rap_gallery_free(rap_gallery *g) {
    for (size_t i = 0; g->scripts && i < g->plots.n; i++)
        rap_free(g->scripts[i]);
    for (size_t i = 0; g->bytes && i < g->plots.n; i++)
        rap_free(g->bytes[i]);
    for (size_t i = 0; g->faults && i < g->plots.n; i++)
        rap_text_free(&g->faults[i]);
    rap_free(g->scripts);
    rap_free(g->bytes);
    rap_free(g->faults);
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
    status = status ? status : rap_plots_add_narrow(&g->plots);
    size_t n = g->plots.n;
    if (status)
        return status;
    g->scripts = rap_allocate(n, sizeof *g->scripts);
    g->bytes = rap_allocate(n, sizeof *g->bytes);
    g->faults = rap_allocate(n, sizeof *g->faults);
    g->pictures = rap_allocate(n, sizeof *g->pictures);
    g->folder = rap_path_join(job->place, "plots");
    bool whole = g->scripts && g->bytes && g->faults && g->pictures && g->folder;
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

/* How many pictures a terminal draws: narrow versions are for the page alone. */
static size_t drawn_for(const rap_gallery *g, const char *terminal) {
    return strcmp(terminal, PAGE_TERMINAL) ? rap_plots_wide(&g->plots) : g->plots.n;
}

/* A narrow version has a script, which holds its data, and a picture for the page. */
int rap_gallery_announce(const rap_gallery *g, rap_job *job) {
    const char *const extensions[] = {"gp", PAGE_TERMINAL, "dat",
                                      rap_plot_extension(job->manifest.plot)};
    int status = RAP_OK;
    for (size_t i = 0; i < g->plots.n; i++) {
        size_t n = g->plots.rows[i].narrow ? 2 : sizeof extensions / sizeof extensions[0];
        for (size_t k = 0; k < n && !status; k++)
            if (extensions[k])
                status = list_plot(job, rap_job_will_write, g->plots.rows[i].name, extensions[k]);
    }
    return status;
}

static int write_script(rap_job *job, rap_gallery *g, size_t i, const char *terminal,
                        rap_fonts *fonts) {
    const rap_plot *plot = &g->plots.rows[i];
    rap_text script, data;
    rap_text_init(&script);
    rap_text_init(&data);
    char *data_name = file_name(plot->name, "dat");
    int status = data_name ? rap_plot_make(&job->tables, plot, terminal, &script, &data)
                           : rap_fail(RAP_ENOMEM);
    rap_fonts_replace(fonts, &script);
    if (!status && !plot->narrow)
        status = rap_file_write_text(g->folder, data_name, &data);
    status = status ? status : rap_file_write_text(g->folder, g->scripts[i], &script);
    if (!status && !plot->narrow)
        status = list_plot(job, rap_job_wrote, plot->name, "dat");
    status = status ? status : list_plot(job, rap_job_wrote, plot->name, "gp");
    rap_free(data_name);
    rap_text_free(&script);
    rap_text_free(&data);
    return status;
}

/* Writes all scripts for a terminal. A picture that needs more letters than the fonts of this machine have, if it is
 * to be drawn here, is drawn without them, and a warning says how to have them. */
static int write_scripts(rap_job *job, rap_gallery *g, const char *terminal, bool here) {
    rap_fonts fonts = {0};
    rap_text scripts, packages;
    rap_text_init(&scripts);
    rap_text_init(&packages);
    char *hint = rap_hint("report", job->folder);
    int status = here && rap_plot_needs_fonts(terminal) ? rap_fonts_find(&fonts) : RAP_OK;
    for (size_t i = 0; i < drawn_for(g, terminal) && !status; i++)
        status = write_script(job, g, i, terminal, &fonts);
    rap_fonts_lacking(&fonts, &scripts, &packages);
    if (!status && scripts.n)
        status =
            rap_job_warn(job,
                         tr(job->tables.language,
                            "No font here has letters that labels need (%s): a '?' stands for each "
                            "in plots as %s. Once fonts are there (Debian: apt-get install %s): "
                            "%s --plot %s"),
                         rap_text_string(&scripts), terminal, rap_text_string(&packages),
                         rap_hint_words(hint), terminal);
    rap_free(hint);
    rap_fonts_free(&fonts);
    rap_text_free(&scripts);
    rap_text_free(&packages);
    return status;
}

/* Removes what an earlier drawing left beside: gnuplot would write through a link that stands there. */
static int clear_beside(rap_gallery *g, const char *extension) {
    int status = RAP_OK;
    for (size_t i = 0; i < g->plots.n && !status; i++) {
        rap_text name;
        rap_text_init(&name);
        rap_text_format(&name, "%s.%s" RAP_BESIDE, g->plots.rows[i].name, extension);
        status = rap_text_status(&name);
        status = status ? status : rap_folder_remove(g->folder, rap_text_string(&name));
        rap_text_free(&name);
    }
    return status;
}

/* Reads what gnuplot left beside `name`. Sets a fault where that is no whole picture; *bytes is to be freed
 * in every case. */
static int read_beside(const rap_gallery *g, const char *name, const char *extension, char **bytes,
                       size_t *n, rap_text *fault) {
    const char *why;
    rap_text beside;
    rap_text_init(&beside);
    rap_text_format(&beside, "%s/%s" RAP_BESIDE, g->folder, name);
    int status = rap_text_status(&beside);
    status = status ? status : rap_file_read(rap_text_string(&beside), bytes, n, &why);
    rap_text_free(&beside);
    if (status == RAP_ENOMEM)
        return status;
    if (!fault->n && status)
        rap_text_add(fault, "gnuplot left none");
    if (!fault->n && !rap_picture_is_whole(extension, *bytes, *n))
        rap_text_add(fault, "gnuplot left a part of it");
    return rap_text_status(fault);
}

/* Gives a whole picture its name, and takes it for the page if that is to have it; of another nothing stays. */
static int take_picture(rap_job *job, rap_gallery *g, size_t i, const char *terminal) {
    const char *extension = rap_plot_extension(terminal), *stem = g->plots.rows[i].name;
    char *name = file_name(stem, extension), *bytes = NULL;
    size_t n = 0;
    int status =
        name ? read_beside(g, name, extension, &bytes, &n, &g->faults[i]) : rap_fail(RAP_ENOMEM);
    if (!status && g->faults[i].n) {
        status = rap_folder_remove(g->folder, name);
        status = status ? status : list_plot(job, rap_job_unwrote, stem, extension);
    } else if (!status) {
        status = rap_file_write(g->folder, name, bytes, n);
        status = status ? status : list_plot(job, rap_job_wrote, stem, extension);
    }
    if (!status && !g->faults[i].n && !strcmp(terminal, PAGE_TERMINAL)) {
        g->bytes[i] = bytes;
        g->pictures[i] = (rap_report_picture){"image/svg+xml", bytes, n};
        bytes = NULL;
    }
    rap_free(bytes);
    rap_free(name);
    return status;
}

/* Names all pictures that are left out, with what was wrong with the first. */
static int warn_of_faults(rap_job *job, const rap_gallery *g) {
    const char *first = NULL;
    rap_text names;
    rap_text_init(&names);
    for (size_t i = 0; i < g->plots.n; i++) {
        if (!g->faults[i].n)
            continue;
        rap_text_format(&names, "%s%s", first ? ", " : "", g->plots.rows[i].name);
        first = first ? first : rap_text_string(&g->faults[i]);
    }
    int status = rap_text_status(&names);
    if (!status && first)
        status = rap_job_warn(
            job, tr(job->tables.language, "What could not be drawn is left out: %s (%s)."),
            rap_text_string(&names), first);
    rap_text_free(&names);
    return status;
}

/* Runs gnuplot on the scripts as they are. */
static int draw_scripts(rap_job *job, rap_gallery *g, const char *terminal) {
    size_t n = drawn_for(g, terminal);
    for (size_t i = 0; i < g->plots.n; i++)
        rap_text_clear(&g->faults[i]);
    int status = clear_beside(g, rap_plot_extension(terminal));
    status = status ? status
                    : rap_gnuplot_run(g->folder, (const char *const *)g->scripts, n,
                                      (size_t)job->options->threads, most_seconds, g->faults);
    for (size_t i = 0; i < n && !status; i++)
        status = take_picture(job, g, i, terminal);
    return status ? status : warn_of_faults(job, g);
}

/* Writes all scripts for a terminal and, with `run`, has them drawn. */
static int draw_for(rap_job *job, rap_gallery *g, const char *terminal, bool run) {
    int status = write_scripts(job, g, terminal, run);
    return status || !run ? status : draw_scripts(job, g, terminal);
}

static int warn_of_no_gnuplot(rap_job *job) {
    char *hint = rap_hint("report", job->folder);
    int status = rap_job_warn(job,
                              tr(job->tables.language,
                                 "gnuplot was not found, so no plot was drawn. Their scripts and "
                                 "data are in %s/plots; once gnuplot is there (Debian: apt-get "
                                 "install gnuplot-nox): %s"),
                              job->folder, rap_hint_words(hint));
    rap_free(hint);
    return status;
}

/* The page's pictures are always SVG; another kind that was asked for is drawn after them, so that
 * the scripts that stay are those of the kind asked for. */
int rap_gallery_draw(rap_gallery *g, rap_job *job) {
    const char *plot = job->manifest.plot, *why;
    bool found = rap_gnuplot_found();
    if (!strcmp(plot, "none"))
        return RAP_OK;
    if (!rap_folder_is_plain(job->place, &why)) {
        rap_complain("%s: %s", job->place, why);
        return rap_fail(RAP_EIO);
    }
    if (rap_folder_make(g->folder))
        return rap_fail(RAP_EIO);
    int status = found ? RAP_OK : warn_of_no_gnuplot(job);
    status = status ? status : draw_for(job, g, PAGE_TERMINAL, found);
    if (!status && strcmp(plot, PAGE_TERMINAL))
        status = draw_for(job, g, plot, found);
    return status;
}
