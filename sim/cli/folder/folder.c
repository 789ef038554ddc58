/* folder.c: a results folder is known by its manifest. */
#include "cli/folder/folder.h"
#include "base/error.h"
#include "base/text.h"
#include "cli/folder/inside.h"
#include "cli/terminal/message.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* Whether nothing lies in the folder but what a run leaves that was cut off in its first moment.
 * *why is set where it cannot be looked at. */
static bool is_empty(const char *path, const char **why) {
    DIR *folder = opendir(path);
    if (!folder) {
        *why = strerror(errno);
        return errno == ENOENT;
    }
    bool empty = true;
    for (struct dirent *e = readdir(folder); e && empty; e = readdir(folder))
        empty = !strcmp(e->d_name, ".") || !strcmp(e->d_name, "..") ||
                !strcmp(e->d_name, "manifest.json.partial");
    closedir(folder);
    return empty;
}

rap_folder_kind rap_folder_look(const char *path, rap_manifest *manifest, const char **why) {
    const char *unread = NULL, *reason = NULL;
    *manifest = (rap_manifest){0};
    if (is_empty(path, &unread))
        return RAP_FOLDER_EMPTY;
    *why = unread ? unread : "it is not empty and not a results folder";
    int status = unread ? RAP_EIO : rap_manifest_read(manifest, path, &reason);
    if (status == RAP_EDAMAGED || status == RAP_EDIFFERENT)
        *why = reason;
    if (!status && !rap_folder_is_plain(path, why))
        return RAP_FOLDER_FOREIGN;
    return status == RAP_ENOMEM ? RAP_FOLDER_UNKNOWN
           : status             ? RAP_FOLDER_FOREIGN
                                : RAP_FOLDER_RESULTS;
}

bool rap_folder_is_plain(const char *path, const char **why) {
    *why = !rap_inside_is_plain(path, "plots", true)          ? "plots in it is not a folder"
           : !rap_inside_is_plain(path, RAP_NEXT, true)       ? RAP_NEXT " in it is not a folder"
           : !rap_inside_is_plain(path, "runs.sqlite", false) ? "runs.sqlite in it is not a file"
                                                              : NULL;
    return !*why;
}

int rap_folder_lock(const char *path, int *descriptor) {
    *descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (*descriptor < 0) {
        rap_complain("the folder %s cannot be opened: %s", path, strerror(errno));
        return rap_fail(RAP_EIO);
    }
    if (flock(*descriptor, LOCK_EX | LOCK_NB) && errno == EWOULDBLOCK) {
        rap_complain("another rapport is at work in %s", path);
        return rap_fail(RAP_EIO);
    }
    return RAP_OK;
}

static int remove_file(const char *folder, const char *name, const char *end) {
    rap_text file;
    rap_text_init(&file);
    rap_text_format(&file, "%s%s", name, end);
    int status = rap_text_status(&file);
    if (!status && !rap_inside_remove(folder, rap_text_string(&file))) {
        rap_complain("%s/%s could not be removed: %s", folder, rap_text_string(&file),
                     strerror(errno));
        status = rap_fail(RAP_EIO);
    }
    rap_text_free(&file);
    return status;
}

int rap_folder_remove(const char *path, const char *name) {
    int status = remove_file(path, name, "");
    return status ? status : rap_folder_remove_partial(path, name);
}

int rap_folder_remove_partial(const char *path, const char *name) {
    return remove_file(path, name, ".partial");
}
