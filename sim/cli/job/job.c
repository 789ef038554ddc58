/* job.c: from a study or a manifest to a results folder that can be worked in.
 *
 * Order of a new run: study checked -> folder -> old files removed -> manifest (unfinished) ->
 * database. Cut off at any point, the folder is empty, or holds a manifest from which `resume` can
 * go on. */
#include "cli/job/job.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/job/inquiry.h"
#include "cli/terminal/message.h"
#include "cli/terminal/progress.h"
#include "cli/machine/threads.h"
#include "cli/machine/version.h"
#include "models/registry.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void rap_job_init(rap_job *job, const rap_options *options) {
    *job = (rap_job){.options = options, .lock = -1, .clock = rap_clock_seconds()};
    rap_problems_init(&job->problems);
    rap_threads_init(&job->executor, (size_t)options->threads);
}

static void free_list(char **list, size_t n) {
    for (size_t i = 0; i < n; i++)
        rap_free(list[i]);
    rap_free(list);
}

void rap_job_free(rap_job *job) {
    if (job->has_tables)
        rap_tables_free(&job->tables);
    if (job->inquiry)
        job->inquiry->forget(job);
    rap_store_close(job->store);
    if (job->has_layout)
        rap_layout_free(&job->layout);
    rap_study_free(&job->study);
    rap_manifest_free(&job->manifest);
    rap_manifest_free(&job->old);
    rap_problems_free(&job->problems);
    rap_files_free(&job->files);
    free_list(job->written, job->n_written);
    free_list(job->warnings, job->n_warnings);
    if (job->lock >= 0)
        close(job->lock);
    rap_job_init(job, job->options);
}

int rap_job_wrote(rap_job *job, const char *name) {
    for (size_t i = 0; i < job->n_written; i++)
        if (!strcmp(job->written[i], name))
            return RAP_OK;
    char *copy = rap_copy_text(name);
    if (!copy || rap_grow(&job->written, &job->written_capacity, job->n_written + 1, sizeof copy)) {
        rap_free(copy);
        return rap_fail(RAP_ENOMEM);
    }
    job->written[job->n_written++] = copy;
    return RAP_OK;
}

int rap_job_warn(rap_job *job, const char *format, ...) {
    char sentence[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    rap_complain("%s", sentence);
    char *copy = rap_copy_text(sentence);
    if (!copy ||
        rap_grow(&job->warnings, &job->warnings_capacity, job->n_warnings + 1, sizeof copy)) {
        rap_free(copy);
        return rap_fail(RAP_ENOMEM);
    }
    job->warnings[job->n_warnings++] = copy;
    return RAP_OK;
}

/* ---- the study ------------------------------------------------------------------------------ */

static int keep_arm(rap_job *job, const char *name) {
    rap_study *study = &job->study;
    int arm = name ? rap_study_arm(study, name) : (int)study->baseline;
    if (arm >= 0) {
        int status = rap_study_keep_arm(study, (size_t)arm);
        return status ? rap_failed("the study", status) : RAP_EXIT_DONE;
    }
    rap_text names;
    rap_text_init(&names);
    for (size_t i = 0; i < study->n_arms; i++)
        rap_text_format(&names, "%s%s", i ? ", " : "", study->arms[i].name);
    rap_complain("--arm: no arm '%s' in this study; it has %s", name, rap_text_string(&names));
    rap_text_free(&names);
    return RAP_EXIT_USAGE;
}

static int refused(rap_job *job, int status) {
    rap_print_problems(&job->problems, job->files.folder, job->files.data);
    if (!job->problems.n)
        return rap_failed(job->path, status);
    return status == RAP_EINPUT ? RAP_EXIT_USAGE : RAP_EXIT_FAILED;
}

/* The arms that the command adds; what is shown does without them. */
static int plan(rap_job *job, const char *command) {
    const rap_inquiry *i = job->inquiry = rap_inquiry_find(command);
    if (i && !i->is_asked(&job->study)) {
        rap_complain("%s: %s", job->path, i->wanted);
        return RAP_EXIT_USAGE;
    }
    int status = i && i->plan ? i->plan(job, &job->study) : RAP_OK;
    return status ? refused(job, status) : RAP_EXIT_DONE;
}

int rap_job_questions(rap_job *job, rap_text *out) {
    int status = RAP_OK;
    for (size_t k = 0; rap_inquiries[k] && !status; k++) {
        const rap_inquiry *i = job->inquiry = rap_inquiries[k];
        rap_study fork;
        if (!i->is_asked(&job->study) || !i->plan)
            continue;
        status = rap_study_fork(&fork, &job->study);
        status = status ? status : i->plan(job, &fork);
        if (!status && out)
            rap_text_format(out, "`rapport %s` would run %zu arms.\n", i->command, fork.n_arms);
        i->forget(job);
        rap_study_free(&fork);
    }
    job->inquiry = NULL;
    return status ? refused(job, status) : RAP_EXIT_DONE;
}

/* Reads through a loader; `arm` "" keeps all arms, NULL the baseline. */
static int read_study(rap_job *job, const rap_loader *loader, const char *path,
                      const rap_overrides *overrides, const char *command, const char *arm) {
    job->path = path;
    int status = rap_study_read(&job->study, rap_models, loader, path, overrides, &job->problems);
    if (status)
        return refused(job, status);
    snprintf(job->fingerprint, sizeof job->fingerprint, "%016llx",
             (unsigned long long)job->study.fingerprint);
    status = arm && !arm[0] ? RAP_EXIT_DONE : keep_arm(job, arm);
    return status ? status : plan(job, command);
}

static int make_layout(rap_job *job) {
    int status = rap_layout_init(&job->layout, &job->study);
    job->has_layout = status == RAP_OK;
    return status ? rap_failed("the layout of the results", status) : RAP_EXIT_DONE;
}

int rap_job_read(rap_job *job, const char *command, const char *arm) {
    const rap_options *o = job->options;
    rap_overrides overrides = {o->draws, o->replicates, o->seed, o->sets, o->n_sets};
    int status = rap_files_init(&job->files);
    if (status)
        return rap_failed("the data folder", status);
    rap_loader loader = rap_files_loader(&job->files);
    return read_study(job, &loader, o->operand, &overrides, command, arm);
}

/* ---- the manifest --------------------------------------------------------------------------- */

double rap_job_seconds(const rap_job *job) {
    return job->seconds + (job->ran ? rap_clock_seconds() - job->clock : 0);
}

int rap_job_write_manifest(rap_job *job, const char *status) {
    rap_manifest m = job->manifest;
    rap_text text;
    rap_text_init(&text);
    m.status = status;
    if (!strcmp(status, "finished") && (job->ran || !job->ended[0]))
        rap_time_text(job->ended, sizeof job->ended);
    m.ended = job->ended[0] ? job->ended : NULL;
    m.seconds = rap_job_seconds(job);
    const char **files = rap_allocate(job->n_written, sizeof *files);
    int result = files ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t i = 0; files && i < job->n_written; i++)
        files[i] = job->written[i];
    m.files = files;
    m.n_files = job->n_written;
    if (!result) {
        rap_manifest_write(&m, &text);
        result = rap_file_write_text(job->folder, "manifest.json", &text);
    }
    rap_free(files);
    rap_text_free(&text);
    return result;
}

static void fill_manifest(rap_job *job, const char *command) {
    const rap_options *o = job->options;
    const rap_study *s = &job->study;
    rap_time_text(job->started, sizeof job->started);
    job->manifest = (rap_manifest){.command = command,
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
    if (status) {
        const char *said = job->store ? rap_store_message(job->store) : NULL;
        rap_complain("%s: %s%s%s", path ? path : job->folder, rap_error_text(status),
                     said && said[0] ? ": " : "", said ? said : "");
    }
    rap_free(path);
    return status                              ? RAP_EXIT_FAILED
           : rap_job_wrote(job, "runs.sqlite") ? RAP_EXIT_FAILED
                                               : RAP_EXIT_DONE;
}

/* ---- a new run ------------------------------------------------------------------------------ */

static int go_on(rap_job *job) {
    job->manifest.draws_now = job->old.draws_now;
    job->study.draws = job->old.draws_now;
    job->seconds = job->old.seconds;
    snprintf(job->started, sizeof job->started, "%s", job->old.started);
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
    if (kind == RAP_FOLDER_RESULTS)
        rap_note(job->options->quiet, "replacing the earlier results in %s", job->folder);
    if (rap_folder_clear(job->folder, &job->old) || rap_job_write_manifest(job, "unfinished"))
        return RAP_EXIT_FAILED;
    return open_store(job, true);
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
    rap_complain("%s is not a results folder: manifest.json: %s", job->folder, why);
    return RAP_EXIT_USAGE;
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
    if (status)
        return status;
    if (writing && rap_folder_lock(folder, &job->lock))
        return RAP_EXIT_FAILED;
    rap_manifest *m = &job->manifest;
    rap_overrides overrides = {m->draws, m->replicates, m->seed, m->sets, m->n_sets};
    rap_loader loader = rap_manifest_loader(m);
    status = read_study(job, &loader, m->sources[0].path, &overrides, m->command,
                        strcmp(m->command, "run") ? "" : m->arm);
    if (status)
        return status;
    job->study.draws = m->draws_now;
    job->seconds = m->seconds;
    snprintf(job->ended, sizeof job->ended, "%s", m->ended ? m->ended : "");
    if (job->options->plot)
        m->plot = job->options->plot;
    for (size_t i = 0; i < m->n_files; i++)
        if (rap_job_wrote(job, m->files[i]))
            return rap_failed(folder, RAP_ENOMEM);
    status = check_version(job);
    status = status ? status : make_layout(job);
    return status ? status : open_store(job, writing);
}
