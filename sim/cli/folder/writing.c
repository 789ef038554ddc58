/* writing.c: files that are written whole or not at all. */
#include "cli/folder/writing.h"
#include "base/error.h"
#include "cli/folder/inside.h"
#include "cli/terminal/message.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int cannot_write(const rap_writing *w) {
    rap_complain("%s/%s could not be written: %s", w->folder, w->name, strerror(errno));
    return rap_fail(RAP_EIO);
}

/* What an earlier writing left beside is removed, not written into: it could be a name of another file. */
int rap_writing_open(rap_writing *w, const char *folder, const char *name) {
    *w = (rap_writing){.folder = folder, .name = name, .file = -1};
    rap_text_init(&w->beside);
    w->at = rap_inside_open(folder, name, &w->leaf);
    if (w->at < 0)
        return cannot_write(w);
    rap_text_format(&w->beside, "%s.partial", w->leaf);
    if (rap_text_status(&w->beside))
        return rap_fail(RAP_ENOMEM);
    unlinkat(w->at, rap_text_string(&w->beside), 0);
    w->file = openat(w->at, rap_text_string(&w->beside),
                     O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    return w->file < 0 ? cannot_write(w) : RAP_OK;
}

int rap_writing_add(rap_writing *w, const char *bytes, size_t n) {
    while (n > 0) {
        ssize_t written = write(w->file, bytes, n);
        if (written < 0 && errno != EINTR)
            return cannot_write(w);
        if (written > 0) {
            bytes += written;
            n -= (size_t)written;
        }
    }
    return RAP_OK;
}

/* Closes the file beside, after syncing it where it is whole. */
static bool close_beside(rap_writing *w, bool whole) {
    bool done = !whole || fsync(w->file) == 0;
    int cause = errno;
    if (close(w->file) && done && whole) {
        done = false;
        cause = errno;
    }
    w->file = -1;
    errno = cause;
    return done;
}

int rap_writing_close(rap_writing *w, int status) {
    const char *beside = rap_text_string(&w->beside);
    bool is_there = w->file >= 0;
    if (is_there && !close_beside(w, !status) && !status)
        status = cannot_write(w);
    if (is_there && !status && renameat(w->at, beside, w->at, w->leaf))
        status = cannot_write(w);
    if (is_there && status)
        unlinkat(w->at, beside, 0);
    if (w->at >= 0 && !status)
        fsync(w->at);
    if (w->at >= 0)
        close(w->at);
    w->at = -1;
    rap_text_free(&w->beside);
    return status;
}
