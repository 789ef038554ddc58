/* packed.c: see packed.h. */
#include "web/packed.h"
#include "base/error.h"
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void pack_record(rap_text *out, const char *kind, const char *name, const char *bytes) {
    rap_text_format(out, "%s %zu %s\n%s\n", kind, strlen(bytes), name, bytes);
}

void rap_pack(rap_text *out, const rap_study *study) {
    for (size_t k = 0; k < study->n_sources; k++)
        pack_record(out, "file", study->sources[k].path, study->sources[k].text);
    for (size_t k = 0; k < study->n_sets; k++)
        pack_record(out, "set", "", study->sets[k]);
}

/* ---- reading ---------------------------------------------------------------------------------- */

/* Takes the record at `at` off the text; gives what stands behind it, NULL where it is none. */
static char *take_record(rap_packed *p, char *at) {
    bool file = !strncmp(at, "file ", 5), set = !strncmp(at, "set ", 4);
    char *end, *line = strchr(at, '\n');
    if ((!file && !set) || !line)
        return NULL;
    unsigned long n = strtoul(at + (file ? 5 : 4), &end, 10);
    char *bytes = line + 1;
    if (*end != ' ' || n > strlen(bytes) || bytes[n] != '\n' || p->n_files == RAP_MOST_PACKED ||
        p->n_sets == RAP_MOST_PACKED)
        return NULL;
    *line = bytes[n] = '\0';
    if (file)
        p->files[p->n_files++] = (rap_source){end + 1, bytes};
    else
        p->sets[p->n_sets++] = bytes;
    return bytes + n + 1;
}

int rap_packed_read(rap_packed *p, const char *text) {
    *p = (rap_packed){.text = rap_copy_text(text),
                      .files = rap_allocate(RAP_MOST_PACKED, sizeof *p->files),
                      .sets = rap_allocate(RAP_MOST_PACKED, sizeof *p->sets)};
    if (!p->text || !p->files || !p->sets)
        return rap_fail(RAP_ENOMEM);
    for (char *at = p->text; *at;) {
        at = take_record(p, at);
        if (!at)
            return rap_fail(RAP_EDAMAGED);
    }
    return p->n_files ? RAP_OK : rap_fail(RAP_EDAMAGED);
}

void rap_packed_free(rap_packed *p) {
    rap_free(p->text);
    rap_free(p->files);
    rap_free(p->sets);
    *p = (rap_packed){0};
}

/* ---- loading ---------------------------------------------------------------------------------- */

static const rap_source *find_packed(const rap_packed *p, const char *head, size_t n,
                                     const char *name) {
    for (size_t k = 0; k < p->n_files; k++)
        if (!strncmp(p->files[k].path, head, n) && !strcmp(p->files[k].path + n, name))
            return &p->files[k];
    return NULL;
}

/* How much of a path is the folder: "data:" or up to the last slash. */
static size_t folder_length(const char *path) {
    const char *slash = strrchr(path, '/'), *colon = strchr(path, ':');
    return slash ? (size_t)(slash - path) + 1 : colon ? (size_t)(colon - path) + 1 : 0;
}

static int load_packed(void *context, const char *name, const char *from, char **text, char **path,
                       const char **why) {
    const rap_packed *p = context;
    const rap_source *found =
        find_packed(p, from ? from : "", from ? folder_length(from) : 0, name);
    *text = *path = NULL;
    if (!found)
        found = find_packed(p, "data:", 5, name);
    *why = found ? "out of memory" : "there is no such file in what was packed";
    if (!found)
        return rap_fail(RAP_EIO);
    *text = rap_copy_text(found->text);
    *path = rap_copy_text(found->path);
    if (*text && *path)
        return RAP_OK;
    rap_free(*text);
    rap_free(*path);
    return rap_fail(RAP_ENOMEM);
}

rap_loader rap_packed_loader(rap_packed *p) {
    return (rap_loader){p, load_packed};
}
