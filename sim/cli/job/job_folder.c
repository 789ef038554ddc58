/* job_folder.c: the results folder of a new run: an empty one, one to go on in, one whose results are replaced.
 *
 * Order: study checked -> folder -> manifest (unfinished, with the files that are to come) -> database. Cut off
 * at any point, the folder is empty, or holds a manifest from which `resume` can go on and another run can
 * clear it. What is replaced stays as it is until the new results are whole (takeover.h). */
#include "base/error.h"
#include "base/memory.h"
#include "cli/job/estimate.h"
#include "cli/job/result_files.h"
#include "cli/job/standing.h"
#include "cli/job/takeover.h"
#include "cli/machine/clock.h"
#include "cli/machine/version.h"
#include "cli/terminal/message.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int rap_job_make_layout(rap_job *job) {
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
                                   .arithmetic = RAPPORT_ARITHMETIC,
                                   .arm = strcmp(command, "run") ? NULL : s->arms[0].name,
                                   .plot = o->plot ? o->plot : "svg",
                                   .language = o->language,
                                   .justification = o->justification,
                                   .cut = o->cut,
                                   .story = s->story.history,
                                   .story_of = job->asked_of,
                                   .n_story_of = s->story.n_organisations,
                                   .precision_outcome = o->precision_outcome,
                                   .precision = o->precision,
                                   .shard = o->shard,
                                   .shards = o->shards,
                                   .whole = o->shards ? o->whole_line : NULL,
                                   .draws = s->draws,
                                   .replicates = s->replicates,
                                   .seed = s->seed,
                                   .draws_now = s->draws,
                                   .threads = o->threads,
                                   .started = job->started,
                                   .sets = job->sets,
                                   .n_sets = job->n_sets,
                                   .sources = s->sources,
                                   .n_sources = s->n_sources};
}

/* ---- the database --------------------------------------------------------------------------- */

/* Whether the database holds as much as the manifest's options say; what a run that was cut off
 * lacks is no fault. */
static int check_items(const rap_job *job) {
    rap_items all = rap_job_items(job);
    int64_t items = rap_store_items(job->store), asked = all.end - all.first;
    bool finished = !strcmp(job->manifest.status, "finished");
    if (items == asked || (items < asked && !finished))
        return RAP_EXIT_DONE;
    rap_complain("%s: the run database holds %lld histor%s, the manifest's options say %lld",
                 job->folder, (long long)items, items == 1 ? "y" : "ies", (long long)asked);
    return RAP_EXIT_FAILED;
}

int rap_job_open_store(rap_job *job, bool make) {
    char *path = rap_path_join(job->place, "runs.sqlite");
    int64_t first = rap_job_items(job).first;
    struct stat s;
    int status = path ? RAP_OK : rap_fail(RAP_ENOMEM);
    if (!status && make && stat(path, &s) == 0 && s.st_size == 0)
        unlink(path);
    if (!status && make && !rap_file_exists(path))
        status = rap_store_create_from(&job->store, path, &job->study, &job->layout, first);
    else if (!status)
        status = rap_store_open_from(&job->store, path, &job->study, &job->layout, first);
    const char *said = rap_store_message(job->store);
    if (status == RAP_EDAMAGED)
        rap_complain("%s is damaged: %s; nothing was written", path, said);
    else if (status)
        rap_complain("%s: %s%s%s", path ? path : job->place, rap_error_text(status),
                     said[0] ? ": " : "", said);
    rap_free(path);
    if (!status && rap_job_wrote(job, "runs.sqlite"))
        return rap_failed(job->folder, RAP_ENOMEM);
    return status ? RAP_EXIT_FAILED : check_items(job);
}

int rap_job_open_beside(rap_job *job, const char *name, const rap_study *study,
                        const rap_layout *layout, int64_t first, rap_store **store) {
    bool kept = job->lock >= 0;
    char *path = kept ? rap_path_join(job->place, name) : rap_copy_text("");
    int status = path ? RAP_OK : rap_fail(RAP_ENOMEM);
    bool there = path && kept && rap_file_exists(path);
    *store = NULL;
    if (there)
        status = rap_store_open_from(store, path, study, layout, first);
    if (there && status == RAP_EDIFFERENT) {
        rap_store_close(*store);
        *store = NULL;
        status = unlink(path) ? rap_fail(RAP_EIO) : RAP_OK;
        there = false;
    }
    if (!status && !there)
        status = rap_store_create_from(store, path, study, layout, first);
    if (status)
        rap_problems_add(&job->problems, kept ? path : NULL, 0, NULL, "%s",
                         *store ? rap_store_message(*store) : rap_error_text(status));
    rap_free(path);
    return status || !kept ? status : rap_job_wrote(job, name);
}

/* ---- a new run ------------------------------------------------------------------------------ */

int rap_job_adopt(rap_job *job, const rap_manifest *manifest, bool same_runs) {
    int status = RAP_OK;
    for (size_t i = 0; i < manifest->n_files && !status; i++) {
        const char *name = manifest->files[i];
        char *path = rap_path_join(job->place, name);
        if (!path)
            status = rap_fail(RAP_ENOMEM);
        else if (rap_result_is_ours(job, name) && rap_file_exists(path))
            status = same_runs ? rap_job_wrote(job, name) : rap_job_will_write(job, name);
        rap_free(path);
    }
    return status;
}

/* Goes on from the run in its place, whose files stay until each is made anew. */
static int go_on(rap_job *job) {
    bool grows = job->old.draws_now < job->study.draws;
    if (!grows)
        job->manifest.draws_now = job->study.draws = job->old.draws_now;
    job->manifest.arithmetic = rap_manifest_arithmetic(job->old.arithmetic);
    job->seconds = job->old.seconds;
    snprintf(job->started, sizeof job->started, "%s", job->old.started);
    if (rap_result_drop_unasked(job))
        return RAP_EXIT_FAILED;
    if (rap_job_adopt(job, &job->old, !grows))
        return rap_failed(job->folder, RAP_ENOMEM);
    int status = rap_job_open_store(job, true);
    if (!status && rap_job_write_manifest(job, "unfinished"))
        status = RAP_EXIT_FAILED;
    if (!status)
        rap_note(job->options->quiet,
                 "%s holds this very run, with %lld histor%s: going on with it (the figures are "
                 "those of a fresh start)",
                 job->folder, (long long)rap_store_items(job->store),
                 rap_store_items(job->store) == 1 ? "y" : "ies");
    return status;
}

static int start_afresh(rap_job *job) {
    if (rap_folder_make(job->place) || rap_result_clear(job, job->place, &job->old, NULL))
        return RAP_EXIT_FAILED;
    return rap_job_write_manifest(job, "unfinished") ? RAP_EXIT_FAILED
                                                     : rap_job_open_store(job, true);
}

int rap_job_begin(rap_job *job, bool on) {
    if (rap_result_announce(job))
        return rap_failed(job->folder, RAP_ENOMEM);
    return on ? go_on(job) : start_afresh(job);
}

/* ---- what stands in the folder ---------------------------------------------------------------- */

/* What is in a folder; complains of one that is not to be touched. `old` is filled where it holds results. */
static int look(const rap_job *job, const char *folder, rap_manifest *old, rap_folder_kind *kind) {
    const char *why = "";
    *kind = rap_folder_look(folder, old, &why);
    if (*kind == RAP_FOLDER_UNKNOWN)
        return rap_failed(job->folder, RAP_ENOMEM);
    if (*kind != RAP_FOLDER_FOREIGN)
        return RAP_EXIT_DONE;
    rap_complain("%s: %s; nothing was written, name another with --out", folder, why);
    return RAP_EXIT_USAGE;
}

static int refuse(const rap_job *job, const char *between, const rap_manifest *old) {
    rap_complain("%s holds %s (%s, draws: %lld, by: %s); nothing was written: name another folder "
                 "with --out, or have them replaced with --force",
                 job->folder, between, old->status, (long long)old->draws_now, old->typed);
    return RAP_EXIT_USAGE;
}

/* Whether results may be replaced: nothing stands between, or it was said so. */
static int ask_leave(const rap_job *job, const rap_manifest *old) {
    const char *between = rap_standing_between(job, old);
    return between && !job->options->force ? refuse(job, between, old) : RAP_EXIT_DONE;
}

/* A place for results that replace those of the folder. Others that were on the way already are gone on with
 * if they are the same run; then job->old is their manifest and *on is set. */
static int choose_beside(rap_job *job, bool *on) {
    rap_folder_kind kind;
    rap_manifest beside;
    if (rap_next_choose(job))
        return rap_failed("the folder", RAP_ENOMEM);
    int status = look(job, job->place, &beside, &kind);
    *on = !status && kind == RAP_FOLDER_RESULTS && rap_standing_goes_on(job, &beside);
    status = status || *on ? status : ask_leave(job, &job->old);
    if (!status && !*on && kind == RAP_FOLDER_RESULTS)
        status = ask_leave(job, &beside);
    rap_manifest_free(&job->old);
    job->old = beside;
    if (!status && !*on)
        rap_note(job->options->quiet, "the earlier results in %s stay until the new ones are whole",
                 job->folder);
    return status;
}

/* Takes a folder with results for this process and chooses where in it to work. */
static int choose_place(rap_job *job, bool *on) {
    rap_folder_kind kind;
    if (rap_folder_lock(job->folder, &job->lock))
        return RAP_EXIT_FAILED;
    if (rap_next_is_whole(job) && rap_next_take_over(job))
        return RAP_EXIT_FAILED;
    rap_manifest_free(&job->old);
    int status = look(job, job->folder, &job->old, &kind);
    *on = !status && rap_standing_goes_on(job, &job->old);
    return status || *on ? status : choose_beside(job, on);
}

/* Makes the folder for this process, which nobody else has put anything in meanwhile. */
static int make_folder(rap_job *job) {
    rap_folder_kind kind;
    if (rap_folder_make(job->folder) || rap_folder_lock(job->folder, &job->lock))
        return RAP_EXIT_FAILED;
    int status = look(job, job->folder, &job->old, &kind);
    if (!status && kind == RAP_FOLDER_EMPTY)
        return RAP_EXIT_DONE;
    rap_complain("another rapport was at work in %s; nothing was written", job->folder);
    return RAP_EXIT_FAILED;
}

/* ---- the whole -------------------------------------------------------------------------------- */

/* results-STUDY-COMMAND, and of a part which one, where no folder was named. */
static int name_folder(rap_job *job) {
    size_t n;
    const char *name = rap_path_stem(job->options->operand, &n);
    rap_text t;
    rap_text_init(&t);
    rap_text_format(&t, "results-%.*s-%s", (int)n, name, job->options->command);
    if (job->options->shards)
        rap_text_format(&t, "-%lld-of-%lld", (long long)job->options->shard,
                        (long long)job->options->shards);
    int status = rap_text_status(&t);
    const char *folder = job->options->out ? job->options->out : rap_text_string(&t);
    status = status ? status : rap_job_place(job, folder, NULL);
    rap_text_free(&t);
    return status ? rap_failed("the folder", status) : RAP_EXIT_DONE;
}

int rap_job_prepare(rap_job *job, const char *command) {
    rap_folder_kind kind = RAP_FOLDER_UNKNOWN;
    bool on = false;
    fill_manifest(job, command);
    int status = name_folder(job);
    status = status ? status : rap_job_make_layout(job);
    status = status ? status : look(job, job->folder, &job->old, &kind);
    if (!status && kind == RAP_FOLDER_RESULTS)
        status = choose_place(job, &on);
    status = status ? status : rap_job_weigh(job, on, false);
    if (!status && kind != RAP_FOLDER_RESULTS)
        status = make_folder(job);
    return status ? status : rap_job_begin(job, on);
}
