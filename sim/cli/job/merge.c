/* merge.c: order: place locked -> manifest (unfinished) -> histories, a transaction a block -> tables -> renamed. */
#include "cli/job/merge.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/folder/inside.h"
#include "cli/job/estimate.h"
#include "cli/job/result_files.h"
#include "cli/job/standing.h"
#include "cli/machine/interrupt.h"
#include "cli/machine/room.h"
#include "cli/terminal/hint.h"
#include "cli/terminal/message.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* ---- the whole run ---------------------------------------------------------------------------- */

/* The command line of the whole, as it would have been typed. */
static int say_whole(rap_job *job, const char *whole) {
    rap_text line, folder;
    rap_text_init(&line);
    rap_text_init(&folder);
    rap_text_format(&folder, "--out=%s", job->folder);
    rap_text_format(&line, "%s ", whole);
    rap_add_quoted(&line, rap_text_string(&folder));
    int status = rap_text_status(&folder);
    status = status ? status : rap_text_status(&line);
    rap_text_free(&folder);
    job->typed = rap_text_take(&line);
    return status ? rap_failed("the merge", status) : RAP_EXIT_DONE;
}

/* The manifest of a part becomes that of all: begun when the first of them was, with the time that all took. */
static int become_whole(rap_job *job, const rap_shards *parts) {
    rap_manifest *m = &job->manifest;
    const char *started = m->started;
    job->seconds = 0;
    for (int64_t k = 0; k < parts->parts; k++) {
        const rap_manifest *part = &parts->taken[k]->manifest;
        started = strcmp(part->started, started) < 0 ? part->started : started;
        job->seconds += part->seconds;
        if (strcmp(part->arithmetic, m->arithmetic))
            m->arithmetic = "system";
    }
    snprintf(job->started, sizeof job->started, "%s", started);
    job->ended[0] = '\0';
    m->started = job->started;
    m->arithmetic = rap_manifest_arithmetic(m->arithmetic);
    m->status = "unfinished";
    m->shard = m->shards = 0;
    int status = say_whole(job, m->whole);
    m->whole = NULL;
    m->typed = job->typed;
    return status;
}

/* ---- the place -------------------------------------------------------------------------------- */

/* The folder's name without the marks behind it; one that cannot be given to another folder is refused. */
static int name_merging(rap_job *job, const char *dir) {
    char *name = rap_copy_text(dir);
    if (!name)
        return rap_failed(dir, RAP_ENOMEM);
    for (size_t n = strlen(name); n > 1 && name[n - 1] == '/'; n--)
        name[n - 1] = '\0';
    const char *slash = strrchr(name, '/'), *last = slash ? slash + 1 : name;
    bool fits = last[0] && strcmp(last, ".") && strcmp(last, "..");
    rap_text place;
    rap_text_init(&place);
    rap_text_format(&place, "%s" RAP_MERGING, name);
    int status = rap_job_place(job, name, NULL);
    status = status ? status : rap_text_status(&place);
    rap_free(name);
    rap_free(job->place);
    job->place = rap_text_take(&place);
    if (!fits)
        rap_complain("%s: name a folder that is to be made", dir);
    return !fits ? RAP_EXIT_USAGE : status ? rap_failed(dir, status) : RAP_EXIT_DONE;
}

static int rename_place(rap_job *job) {
    char *above = rap_path_join(job->folder, "..");
    bool renamed = rename(job->place, job->folder) == 0;
    if (!renamed)
        rap_complain("%s is whole, but could not be named %s: %s", job->place, job->folder,
                     strerror(errno));
    else if (above)
        rap_inside_sync(above, ".");
    rap_free(above);
    if (renamed && rap_job_place(job, job->folder, NULL))
        return rap_fail(RAP_ENOMEM);
    return renamed ? RAP_OK : rap_fail(RAP_EIO);
}

/* Whether DIR may come to be, or is there already. */
static int look_at_folder(rap_job *job, bool *is_there) {
    rap_manifest there;
    const char *why = "it cannot be looked at";
    rap_folder_kind kind = rap_folder_look(job->folder, &there, &why);
    *is_there = kind == RAP_FOLDER_RESULTS && !strcmp(there.status, "finished") &&
                there.shards == 0 && !rap_standing_difference(&job->manifest, &there);
    bool refused = kind != RAP_FOLDER_EMPTY && !*is_there;
    if (*is_there)
        rap_note(job->options->quiet, "%s holds the results of these parts already", job->folder);
    else if (kind == RAP_FOLDER_RESULTS)
        rap_complain("%s holds other results; nothing was merged: name another folder",
                     job->folder);
    else if (refused)
        rap_complain("%s: %s; nothing was merged: name another folder", job->folder, why);
    rap_manifest_free(&there);
    return refused ? RAP_EXIT_USAGE : RAP_EXIT_DONE;
}

/* Takes the place for this process: *on where an earlier merge of these parts left something to go on with. */
static int enter_place(rap_job *job, bool *on) {
    const char *why = "";
    if (rap_folder_make(job->place) || rap_folder_lock(job->place, &job->lock))
        return RAP_EXIT_FAILED;
    rap_folder_kind kind = rap_folder_look(job->place, &job->old, &why);
    *on = kind == RAP_FOLDER_RESULTS && !rap_standing_difference(&job->manifest, &job->old);
    if (kind == RAP_FOLDER_UNKNOWN)
        return rap_failed(job->place, RAP_ENOMEM);
    if (kind == RAP_FOLDER_FOREIGN)
        rap_complain("%s: %s; nothing was merged: name another folder", job->place, why);
    return kind == RAP_FOLDER_FOREIGN ? RAP_EXIT_USAGE : RAP_EXIT_DONE;
}

/* Bytes of what a merge copies. */
static double databases_of(const rap_job *job, const char *folder) {
    const char *beside = job->answer ? job->answer->database : NULL;
    return rap_database_bytes(folder, "runs.sqlite") +
           (beside ? rap_database_bytes(folder, beside) : 0);
}

static int weigh_merge(const rap_job *job, const rap_shards *parts) {
    double bytes = -databases_of(job, job->place), room = rap_room_disk(job->place);
    for (int64_t k = 0; k < parts->parts; k++)
        bytes += databases_of(job, parts->taken[k]->folder);
    if (bytes <= room || job->options->force)
        return RAP_EXIT_DONE;
    rap_text words;
    rap_text_init(&words);
    rap_add_bytes(&words, bytes);
    rap_text_add(&words, " on disk; only ");
    rap_add_bytes(&words, room);
    rap_complain("the merge takes %s are free. It was not begun: make room, or begin all the same "
                 "with --force",
                 rap_text_string(&words));
    rap_text_free(&words);
    return RAP_EXIT_USAGE;
}

int rap_merge_prepare(rap_job *job, const rap_shards *parts, const char *dir, bool *is_there) {
    bool on = false;
    *is_there = false;
    int status = name_merging(job, dir);
    status = status ? status : become_whole(job, parts);
    status = status ? status : look_at_folder(job, is_there);
    if (status || *is_there)
        return status;
    job->again = job->options->command_line;
    job->put_in_place = rename_place;
    status = weigh_merge(job, parts);
    status = status ? status : enter_place(job, &on);
    return status ? status : rap_job_begin(job, on);
}

/* ---- histories -------------------------------------------------------------------------------- */

/* Only the last block of all waits for the disk: what a power failure takes can be had from the parts again. */
static int append_block(rap_store *store, rap_store *from, int64_t end, bool is_last) {
    if (rap_interrupt_asked(NULL))
        return RAP_STOPPED;
    int status = rap_store_wait(store, is_last);
    return status ? status : rap_store_append_from(store, from, end);
}

/* Parts on their way into a database. */
typedef struct {
    rap_job *job;
    const rap_shards *parts;
    char why[512]; /* what that database said of what kept them from it */
} copying;

/* Takes a part's share from where the database ends. */
static int copy_part(rap_store *to, const rap_shard *part, const rap_shared *shared,
                     rap_progress *progress) {
    int64_t block = (int64_t)rap_ensemble_block(shared->layout), next = rap_store_items(to);
    int64_t end = rap_shard_items(part, shared).end, all = rap_ensemble_items(shared->study);
    rap_store *from = NULL;
    if (next >= end)
        return RAP_OK;
    int status = rap_shard_open(part, shared, &from);
    while (!status && next < end) {
        next = next + block < end ? next + block : end;
        status = append_block(to, from, next, next == all);
        if (!status)
            rap_progress_show(progress, next);
    }
    rap_store_close(from);
    return status;
}

static int copy_parts(copying *c, rap_store *to, const rap_shared *shared) {
    rap_progress progress;
    int status = RAP_OK;
    rap_progress_start(&progress, "histories merged", rap_store_items(to),
                       rap_ensemble_items(shared->study), c->job->options->quiet);
    for (int64_t k = 0; k < c->parts->parts && !status; k++)
        status = copy_part(to, c->parts->taken[k], shared, &progress);
    rap_progress_end(&progress);
    snprintf(c->why, sizeof c->why, "%s", rap_store_message(to));
    return status;
}

static int copy_database(void *context, const rap_shared *shared) {
    copying *c = context;
    rap_store *to = NULL;
    if (shared->study == &c->job->study)
        return copy_parts(c, c->job->store, shared);
    int status = rap_job_open_beside(c->job, shared->name, shared->study, shared->layout, 0, &to);
    if (status)
        snprintf(c->why, sizeof c->why, "%s", rap_store_message(to));
    else
        status = copy_parts(c, to, shared);
    rap_store_close(to);
    return status;
}

static int say_cut_off(const rap_job *job, int status, const char *why) {
    if (status == RAP_STOPPED)
        rap_note(false, "interrupted: the parts are as they were. Go on with: %s", job->again);
    else
        rap_complain("the merge ended: %s%s%s. The parts are as they were; when that is mended, go "
                     "on with: %s",
                     rap_error_text(status), why[0] ? ": " : "", why, job->again);
    return status == RAP_STOPPED ? RAP_EXIT_INTERRUPTED : RAP_EXIT_FAILED;
}

int rap_merge_copy(rap_job *job, const rap_shards *parts) {
    copying c = {.job = job, .parts = parts};
    rap_interrupt_catch();
    int status = rap_shared_each(job, copy_database, &c);
    return status ? say_cut_off(job, status, c.why) : RAP_EXIT_DONE;
}
