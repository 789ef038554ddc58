/* inside.c: openat and its like, one part of a name at a time. */
#include "cli/folder/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Closes a descriptor, if it is one, and leaves errno as it was. */
static void let_go(int at) {
    int cause = errno;
    if (at >= 0)
        close(at);
    errno = cause;
}

/* Opens one folder further in, and lets the outer one go. */
static int enter(int at, const char *name, size_t n) {
    char part[NAME_MAX + 1];
    int next = -1;
    if (n < sizeof part) {
        memcpy(part, name, n);
        part[n] = '\0';
        next = openat(at, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    } else {
        errno = ENAMETOOLONG;
    }
    let_go(at);
    return next;
}

int rap_inside_open(const char *folder, const char *name, const char **leaf) {
    int at = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (const char *slash = strchr(name, '/'); at >= 0 && slash; slash = strchr(name, '/')) {
        at = enter(at, name, (size_t)(slash - name));
        name = slash + 1;
    }
    *leaf = name;
    return at;
}

/* Where nothing of ours can be: no such name, or something else than a folder on the way. */
static bool is_nothing(int cause) {
    return cause == ENOENT || cause == ENOTDIR || cause == ELOOP;
}

static bool remove_as(const char *folder, const char *name, int what) {
    const char *leaf;
    int at = rap_inside_open(folder, name, &leaf);
    bool gone = (at >= 0 && unlinkat(at, leaf, what) == 0) || is_nothing(errno);
    let_go(at);
    return gone;
}

bool rap_inside_remove(const char *folder, const char *name) {
    return remove_as(folder, name, 0);
}

bool rap_inside_remove_folder(const char *folder, const char *name) {
    return remove_as(folder, name, AT_REMOVEDIR);
}

bool rap_inside_move(const char *folder, const char *from, const char *to) {
    const char *old, *new;
    int there = rap_inside_open(folder, from, &old), here = -1;
    bool moved = there < 0 && is_nothing(errno);
    if (there >= 0) {
        here = rap_inside_open(folder, to, &new);
        moved = here >= 0 && (renameat(there, old, here, new) == 0 || errno == ENOENT);
    }
    let_go(here);
    let_go(there);
    return moved;
}

bool rap_inside_is_plain(const char *folder, const char *name, bool is_folder) {
    const char *leaf;
    struct stat s;
    int at = rap_inside_open(folder, name, &leaf);
    bool there = at >= 0 && fstatat(at, leaf, &s, AT_SYMLINK_NOFOLLOW) == 0;
    bool plain = !there ? errno == ENOENT : is_folder ? S_ISDIR(s.st_mode) : S_ISREG(s.st_mode);
    let_go(at);
    return plain;
}

void rap_inside_sync(const char *folder, const char *name) {
    const char *leaf;
    int at = rap_inside_open(folder, name, &leaf);
    if (at >= 0)
        fsync(at);
    let_go(at);
}
