/* job_folder.c: the results folder of a job: a new one, one to go on in, one to replace, one to read.
 *
 * Order of a new run: study checked -> folder -> old files removed -> manifest (unfinished, with the
 * files that are to come) -> database. Cut off at any point, the folder is empty, or holds a manifest
 * from which `resume` can go on and another run can clear it. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/job/result_files.h"
#include "cli/machine/clock.h"
#include "cli/machine/version.h"
#include "cli/terminal/message.h"
#include "plots/pictures/plots.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int make_layout(rap_job *job) {
    int status = rap_layout_init(&job->layout, &job->study);
    job->has_layout = status == RAP_OK;
    return status ? rap_failed("the layout of the results", status) : RAP_EXIT_DONE;
}

/* ---- the manifest of a new run --------------------------------------------------------------- */

static void fill_manifest(rap_job *job, const char *command) {
    const rap_options *o = job->options;
    const rap_study *s = &job->study;
    rap_time_text(job->started, sizeof job->started);
    job->manifest = (rap_manifest){.command = command,
                                   .study = o->operand,
                                   .status = "unfinished",
                                   .typed = o->command_line,
                                   .version = RAPPORT_VERSION,
                                   .commit = RAPPORT_COMMIT,
                                   .fingerprint = job->fingerprint,
                                   .arm = strcmp(command, "run") ? NULL : s->arms[0].name,
                                   .plot = o->plot ? o->plot : "svg",
                                   .justification = o->justification,
                                   .precision_outcome = o->precision_outcome,
                                   .precision = o->precision,
                                   .draws = s->draws,
                                   .replicates = s->replicates,
                                   .seed = s->seed,
                                   .draws_now = s->draws,
                                   .threads = o->threads,
                                   .started = job->started,
                                   .sets = o->sets,
                                   .n_sets = o->n_sets,
                                   .sources = s->sources,
                                   .n_sources = s->n_sources};
}

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && !strcmp(a, b));
}

/* Whether the folder holds an unfinished run of exactly this. Its figures do not depend on when it
 * was cut off, so going on gives what starting afresh would give, sooner. */
static bool can_go_on(const rap_job *job) {
    const rap_manifest *a = &job->manifest, *b = &job->old;
    return strcmp(b->status, "finished") && same_text(a->command, b->command) &&
           same_text(a->version, b->version) && same_text(a->commit, b->commit) &&
           same_text(a->fingerprint, b->fingerprint) && same_text(a->arm, b->arm) &&
           same_text(a->precision_outcome, b->precision_outcome) && a->draws == b->draws &&
           a->replicates == b->replicates && !(a->precision > b->precision) &&
           !(a->precision < b->precision);
}

/* ---- the database --------------------------------------------------------------------------- */

/* Whether the database holds as much as the manifest's options say; what a run that was cut off
 * lacks is no fault. */
static int check_items(const rap_job *job) {
    int64_t items = rap_store_items(job->store), asked = rap_ensemble_items(&job->study);
    bool finished = !strcmp(job->manifest.status, "finished");
    if (items == asked || (items < asked && !finished))
        return RAP_EXIT_DONE;
    rap_complain("%s: the run database holds %lld histor%s, the manifest's options say %lld",
                 job->folder, (long long)items, items == 1 ? "y" : "ies", (long long)asked);
    return RAP_EXIT_FAILED;
}

/* Opens the database, or makes it where there is none or one that was cut off while being made. */
static int open_store(rap_job *job, bool make) {
    char *path = rap_path_join(job->folder, "runs.sqlite");
    struct stat s;
    int status = path ? RAP_OK : rap_fail(RAP_ENOMEM);
    if (!status && make && stat(path, &s) == 0 && s.st_size == 0)
        unlink(path);
    if (!status && make && !rap_file_exists(path))
        status = rap_store_create(&job->store, path, &job->study, &job->layout);
    else if (!status)
        status = rap_store_open(&job->store, path, &job->study, &job->layout);
    const char *said = rap_store_message(job->store);
    if (status == RAP_EDAMAGED)
        rap_complain("%s is damaged: %s; nothing was written", path, said);
    else if (status)
        rap_complain("%s: %s%s%s", path ? path : job->folder, rap_error_text(status),
                     said[0] ? ": " : "", said);
    rap_free(path);
    if (!status && rap_job_wrote(job, "runs.sqlite"))
        return rap_failed(job->folder, RAP_ENOMEM);
    return status ? RAP_EXIT_FAILED : check_items(job);
}

/* ---- a new run ------------------------------------------------------------------------------ */

/* Lists the files that a manifest names and that are there. */
static int adopt(rap_job *job, const rap_manifest *manifest) {
    int status = RAP_OK;
    for (size_t i = 0; i < manifest->n_files && !status; i++) {
        const char *name = manifest->files[i];
        char *path = rap_path_join(job->folder, name);
        if (!path)
            status = rap_fail(RAP_ENOMEM);
        else if (rap_result_is_ours(job, name) && rap_file_exists(path))
            status = rap_job_wrote(job, name);
        rap_free(path);
    }
    return status;
}

static int go_on(rap_job *job) {
    job->manifest.draws_now = job->old.draws_now;
    job->study.draws = job->old.draws_now;
    job->seconds = job->old.seconds;
    snprintf(job->started, sizeof job->started, "%s", job->old.started);
    if (adopt(job, &job->old))
        return rap_failed(job->folder, RAP_ENOMEM);
    int status = open_store(job, true);
    if (!status)
        rap_note(job->options->quiet,
                 "%s holds this very run, unfinished, with %lld histor%s: going on with it "
                 "(the figures are those of a fresh start)",
                 job->folder, (long long)rap_store_items(job->store),
                 rap_store_items(job->store) == 1 ? "y" : "ies");
    return status;
}

static int start_afresh(rap_job *job, rap_folder_kind kind) {
    if (kind == RAP_FOLDER_RESULTS) {
        rap_note(job->options->quiet, "replacing the earlier results in %s", job->folder);
        if (rap_result_clear(job))
            return RAP_EXIT_FAILED;
    }
    return rap_job_write_manifest(job, "unfinished") ? RAP_EXIT_FAILED : open_store(job, true);
}

int rap_job_prepare(rap_job *job, const char *command) {
    job->folder = job->options->out ? job->options->out : "results";
    const char *why = "";
    rap_folder_kind kind = rap_folder_look(job->folder, &job->old, &why);
    if (kind == RAP_FOLDER_UNKNOWN)
        return rap_failed(job->folder, RAP_ENOMEM);
    if (kind == RAP_FOLDER_FOREIGN) {
        rap_complain("%s: %s; nothing was written, name another with --out", job->folder, why);
        return RAP_EXIT_USAGE;
    }
    fill_manifest(job, command);
    int status = make_layout(job);
    if (status)
        return status;
    if (rap_folder_make(job->folder) || rap_folder_lock(job->folder, &job->lock))
        return RAP_EXIT_FAILED;
    if (rap_result_announce(job))
        return rap_failed(job->folder, RAP_ENOMEM);
    if (kind == RAP_FOLDER_RESULTS && can_go_on(job))
        return go_on(job);
    return start_afresh(job, kind);
}

/* ---- an existing folder --------------------------------------------------------------------- */

static int read_folder(rap_job *job) {
    const char *why = "";
    int status = rap_manifest_read(&job->manifest, job->folder, &why);
    if (!status)
        return RAP_EXIT_DONE;
    if (status == RAP_ENOMEM)
        return rap_failed(job->folder, status);
    if (status == RAP_EDAMAGED || status == RAP_EDIFFERENT) {
        rap_complain("%s: %s; nothing was written", job->folder, why);
        return RAP_EXIT_FAILED;
    }
    rap_complain("%s is not a results folder: manifest.json: %s", job->folder, why);
    return RAP_EXIT_USAGE;
}

/* Whether this program could have written the manifest: what it says beyond what manifest.c knows. */
static int check_manifest(const rap_job *job) {
    const rap_manifest *m = &job->manifest;
    const char *command = m->command;
    bool known = !strcmp(command, "compare") || (!strcmp(command, "run") && m->arm) ||
                 rap_answer_find(job->answers, command);
    bool drawn = !strcmp(m->plot, "none") || rap_plot_extension(m->plot);
    if (known && drawn)
        return RAP_EXIT_DONE;
    rap_complain("%s: manifest.json names %s '%s', which is none of this program", job->folder,
                 known ? "the plots" : "the command", known ? m->plot : command);
    return RAP_EXIT_FAILED;
}

static int check_version(const rap_job *job) {
    const rap_manifest *m = &job->manifest;
    if (!strcmp(m->fingerprint, job->fingerprint))
        return RAP_EXIT_DONE;
    if (!strcmp(m->version, RAPPORT_VERSION) && !strcmp(m->commit, RAPPORT_COMMIT)) {
        rap_complain("%s: the manifest does not fit its fingerprint: it was changed", job->folder);
        return RAP_EXIT_FAILED;
    }
    rap_complain(
        "%s was made by rapport %s (%s), whose model gives other figures than this one, %s (%s)",
        job->folder, m->version, m->commit, RAPPORT_VERSION, RAPPORT_COMMIT);
    return RAP_EXIT_FAILED;
}

int rap_job_restore(rap_job *job, const char *folder, bool writing) {
    job->folder = folder;
    int status = read_folder(job);
    status = status ? status : check_manifest(job);
    if (status)
        return status;
    if (writing && rap_folder_lock(folder, &job->lock))
        return RAP_EXIT_FAILED;
    rap_manifest *m = &job->manifest;
    rap_overrides overrides = {m->draws, m->replicates, m->seed, m->sets, m->n_sets};
    rap_loader loader = rap_manifest_loader(m);
    status = rap_job_take_study(job, &loader, m->sources[0].path, &overrides, m->command,
                                strcmp(m->command, "run") ? "" : m->arm);
    if (status)
        return status;
    job->study.draws = m->draws_now;
    job->seconds = m->seconds;
    snprintf(job->ended, sizeof job->ended, "%s", m->ended ? m->ended : "");
    if (job->options->plot)
        m->plot = job->options->plot;
    if (adopt(job, m))
        return rap_failed(folder, RAP_ENOMEM);
    status = check_version(job);
    status = status ? status : make_layout(job);
    return status ? status : open_store(job, writing);
}
