/* takeover.c: each step may have been taken before. What both manifests list is never removed, so that what has
 * arrived stays; journals go before the database comes, which they do not belong to. */
#include "cli/job/takeover.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/folder/inside.h"
#include "cli/job/result_files.h"
#include "cli/terminal/message.h"

#include <errno.h>
#include <string.h>

int rap_next_choose(rap_job *job) {
    int status = rap_job_place(job, job->folder, RAP_NEXT);
    job->put_in_place = rap_next_take_over;
    return status;
}

bool rap_next_look(const rap_job *job, rap_manifest *next) {
    const char *why;
    char *path = rap_path_join(job->folder, RAP_NEXT);
    *next = (rap_manifest){0};
    bool there = path && rap_manifest_read(next, path, &why) == RAP_OK;
    rap_free(path);
    return there;
}

bool rap_next_is_whole(const rap_job *job) {
    rap_manifest next;
    bool whole = rap_next_look(job, &next) && !strcmp(next.status, "finished");
    rap_manifest_free(&next);
    return whole;
}

static int move_out(const rap_job *job, const char *name) {
    rap_text from;
    rap_text_init(&from);
    rap_text_format(&from, RAP_NEXT "/%s", name);
    int status = rap_text_status(&from);
    if (!status && !rap_inside_move(job->folder, rap_text_string(&from), name)) {
        rap_complain("%s/%s could not be put in place: %s", job->folder, name, strerror(errno));
        status = rap_fail(RAP_EIO);
    }
    rap_text_free(&from);
    return status;
}

/* The folder of pictures, if the new results have any. */
static int make_plots(const rap_job *job, const rap_manifest *next) {
    bool any = false;
    for (size_t i = 0; i < next->n_files; i++)
        any = any || !strncmp(next->files[i], "plots/", 6);
    char *path = any ? rap_path_join(job->folder, "plots") : NULL;
    int status = !any ? RAP_OK : path ? rap_folder_make(path) : rap_fail(RAP_ENOMEM);
    rap_free(path);
    return status;
}

static int move_all(const rap_job *job, const rap_manifest *next) {
    int status = make_plots(job, next);
    for (size_t i = 0; i < next->n_files && !status; i++)
        if (rap_result_is_ours(job, next->files[i]))
            status = move_out(job, next->files[i]);
    rap_inside_sync(job->folder, "plots/.");
    rap_inside_sync(job->folder, ".");
    rap_inside_remove_folder(job->folder, RAP_NEXT "/plots");
    status = status ? status : move_out(job, "manifest.json");
    rap_inside_sync(job->folder, ".");
    rap_inside_remove_folder(job->folder, RAP_NEXT);
    rap_inside_remove_folder(job->folder, "plots"); /* only where nothing is left in it */
    return status;
}

int rap_next_take_over(rap_job *job) {
    rap_manifest old, next;
    const char *why = "";
    int status = rap_manifest_read(&old, job->folder, &why);
    if (status)
        rap_complain("%s: manifest.json: %s", job->folder, why);
    bool there = rap_next_look(job, &next);
    if (!status && there)
        status = rap_result_clear(job, job->folder, &old, &next);
    if (!status && there)
        status = move_all(job, &next);
    rap_manifest_free(&old);
    rap_manifest_free(&next);
    return status;
}
