/* files.c: the only place where files of a study are opened. Reading is confined: what an include
 * names must lie, after links are followed, below the study's folder or the data folder. */
#include "cli/folder/files.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/folder/writing.h"
#include "cli/terminal/message.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LARGEST_FILE = 64 * 1024 * 1024 };

char *rap_path_join(const char *folder, const char *name) {
    rap_text t;
    rap_text_init(&t);
    bool slash = folder[0] && folder[strlen(folder) - 1] == '/';
    rap_text_format(&t, "%s%s%s", folder, slash ? "" : "/", name);
    return rap_text_take(&t);
}

const char *rap_path_stem(const char *path, size_t *n) {
    const char *slash = strrchr(path, '/'), *leaf = slash ? slash + 1 : path;
    const char *dot = strrchr(leaf, '.');
    *n = dot && dot > leaf ? (size_t)(dot - leaf) : strlen(leaf);
    return leaf;
}

bool rap_file_exists(const char *path) {
    struct stat s;
    return stat(path, &s) == 0;
}

/* ---- reading -------------------------------------------------------------------------------- */

static int read_open(int fd, size_t expected, char **bytes, size_t *n, const char **why) {
    size_t capacity = expected + 1, got = 0;
    char *block = rap_allocate(capacity, 1);
    ssize_t r = 1;
    while (block && r > 0 && got < capacity) {
        r = read(fd, block + got, capacity - got);
        if (r < 0 && errno == EINTR)
            r = 1;
        else if (r > 0)
            got += (size_t)r;
    }
    if (!block || r < 0 || got == capacity) {
        *why = !block ? "out of memory" : r < 0 ? strerror(errno) : "it changed while it was read";
        rap_free(block);
        return rap_fail(block ? RAP_EIO : RAP_ENOMEM);
    }
    *bytes = block;
    *n = got;
    return RAP_OK;
}

int rap_file_read(const char *path, char **bytes, size_t *n, const char **why) {
    struct stat s;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    *bytes = NULL;
    if (fd < 0 || fstat(fd, &s)) {
        *why = strerror(errno);
        if (fd >= 0)
            close(fd);
        return rap_fail(RAP_EIO);
    }
    int status = RAP_OK;
    if (!S_ISREG(s.st_mode) || s.st_size > LARGEST_FILE) {
        *why = S_ISDIR(s.st_mode)    ? "it is a folder"
               : !S_ISREG(s.st_mode) ? "it is not a regular file"
                                     : "it is larger than 64 MB";
        status = rap_fail(RAP_EIO);
    } else {
        status = read_open(fd, (size_t)s.st_size, bytes, n, why);
    }
    close(fd);
    return status;
}

char *rap_path_beside(const char *from, const char *name, const char **why) {
    const char *slash = strrchr(from, '/');
    const char *colon = !strncmp(from, "data:", 5) ? from + 4 : NULL;
    const char *base = slash ? slash + 1 : colon ? colon + 1 : from;
    rap_text t;
    rap_text_init(&t);
    rap_text_add_bytes(&t, from, (size_t)(base - from));
    *why = !name[0] ? "the name is empty" : name[0] == '/' ? "absolute paths are refused" : NULL;
    for (const char *part = name; !*why && *part;) {
        size_t n = strcspn(part, "/");
        bool here = n == 0 || (n == 1 && part[0] == '.');
        if (n == 2 && part[0] == '.' && part[1] == '.')
            *why = "'..' is refused";
        if (!here) {
            rap_text_add_bytes(&t, part, n);
            rap_text_add(&t, part[n] ? "/" : "");
        }
        part += n + (part[n] == '/');
    }
    if (*why) {
        rap_text_free(&t);
        return NULL;
    }
    char *path = rap_text_take(&t);
    *why = path ? NULL : "out of memory";
    return path;
}

/* Whether `path`, with links followed, lies below `root`. */
static bool is_below(const char *path, const char *root) {
    char *p = realpath(path, NULL), *r = realpath(root, NULL);
    size_t n = r ? strlen(r) : 0;
    bool below = p && r && !strncmp(p, r, n) && (p[n] == '/' || (n == 1 && r[0] == '/'));
    free(p);
    free(r);
    return below;
}

static int read_text(const char *path, char **text, const char **why) {
    size_t n = 0;
    int status = rap_file_read(path, text, &n, why);
    if (!status && strlen(*text) != n) {
        rap_free(*text);
        *text = NULL;
        *why = "it holds NUL bytes: it is not a text";
        status = rap_fail(RAP_EIO);
    }
    return status;
}

/* The study itself: any path that the user typed. Its folder becomes the tree that includes stay
 * in. */
static int load_study(rap_files *files, const char *name, char **text, char **path,
                      const char **why) {
    const char *slash = strrchr(name, '/');
    size_t n = slash ? (size_t)(slash - name) : 0;
    rap_free(files->folder);
    files->folder = rap_copy_text(slash ? name : ".");
    *path = rap_copy_text(slash ? slash + 1 : name);
    if (!files->folder || !*path) {
        *why = "out of memory";
        return rap_fail(RAP_ENOMEM);
    }
    if (slash)
        files->folder[n ? n : 1] = '\0';
    return read_text(name, text, why);
}

/* Reads `shown` below `root`. RAP_OK, or an error; *absent tells that there is no such file. */
static int load_below(const char *root, const char *shown, char **text, const char **why,
                      bool *absent) {
    char *path = rap_path_join(root, shown);
    int status = RAP_OK;
    *absent = path && !rap_file_exists(path);
    if (!path || *absent) {
        *why = path ? "there is no such file beside the including file or in the data folder"
                    : "out of memory";
        status = rap_fail(path ? RAP_EIO : RAP_ENOMEM);
    } else if (!is_below(path, root)) {
        *why = "it leads out of the study's folder and the data folder";
        status = rap_fail(RAP_EIO);
    } else {
        status = read_text(path, text, why);
    }
    rap_free(path);
    return status;
}

static int load_include(rap_files *files, const char *name, const char *from, char **text,
                        char **path, const char **why) {
    bool in_data = !strncmp(from, "data:", 5), absent = false;
    const char *root = in_data ? files->data : files->folder;
    *path = rap_path_beside(from, name, why);
    if (!*path || !root)
        return rap_fail(*path || strcmp(*why, "out of memory") ? RAP_EIO : RAP_ENOMEM);
    int status = load_below(root, *path + (in_data ? 5 : 0), text, why, &absent);
    if (!absent || !files->data)
        return status;
    rap_free(*path);
    *path = rap_path_beside("data:", name, why);
    return *path ? load_below(files->data, *path + 5, text, why, &absent) : rap_fail(RAP_ENOMEM);
}

static int load_file(void *context, const char *name, const char *from, char **text, char **path,
                     const char **why) {
    *text = *path = NULL;
    int status = from ? load_include(context, name, from, text, path, why)
                      : load_study(context, name, text, path, why);
    if (status) {
        rap_free(*path);
        *path = NULL;
    }
    return status;
}

rap_loader rap_files_loader(rap_files *files) {
    return (rap_loader){.context = files, .load = load_file};
}

/* ---- the data folder ------------------------------------------------------------------------ */

static char *installed_data(void) {
    char program[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    if (n <= 0)
        return NULL;
    program[n] = '\0';
    char *slash = strrchr(program, '/');
    if (!slash)
        return NULL;
    *slash = '\0';
    return rap_path_join(program, "../share/rapport");
}

int rap_files_init(rap_files *files) {
    *files = (rap_files){0};
    const char *named = getenv("RAPPORT_DATA");
    files->data = named && named[0] ? rap_copy_text(named) : installed_data();
    if (files->data && (rap_file_exists(files->data) || (named && named[0])))
        return RAP_OK;
    rap_free(files->data);
    files->data = rap_copy_text(RAPPORT_SOURCE_DATA);
    return files->data ? RAP_OK : rap_fail(RAP_ENOMEM);
}

void rap_files_free(rap_files *files) {
    rap_free(files->folder);
    rap_free(files->data);
    *files = (rap_files){0};
}

/* ---- writing -------------------------------------------------------------------------------- */

int rap_file_write(const char *folder, const char *name, const char *bytes, size_t n) {
    rap_writing w;
    int status = rap_writing_open(&w, folder, name);
    if (!status)
        status = rap_writing_add(&w, bytes, n);
    return rap_writing_close(&w, status);
}

int rap_file_write_text(const char *folder, const char *name, const rap_text *text) {
    int status = rap_text_status(text);
    return status ? status : rap_file_write(folder, name, rap_text_string(text), text->n);
}

int rap_folder_make(const char *path) {
    char *copy = rap_copy_text(path);
    struct stat s;
    if (!copy)
        return rap_fail(RAP_ENOMEM);
    bool made = true;
    for (char *p = copy + 1; made && copy[0]; p++) {
        char kept = *p;
        if (kept && kept != '/')
            continue;
        *p = '\0';
        made = mkdir(copy, 0777) == 0 || errno == EEXIST;
        *p = kept;
        if (!kept)
            break;
    }
    if (made && (stat(path, &s) || !S_ISDIR(s.st_mode))) {
        made = false;
        errno = ENOTDIR;
    }
    if (!made)
        rap_complain("the folder %s could not be made: %s", path, strerror(errno));
    rap_free(copy);
    return made ? RAP_OK : rap_fail(RAP_EIO);
}
