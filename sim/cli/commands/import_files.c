/* import_files.c: files of an import before may be replaced, because lists grow; others never. */
#include "cli/commands/import_files.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/folder/files.h"
#include "cli/folder/writing.h"
#include "cli/terminal/message.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const char *leaf_of(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static char *with_end(const char *leaf, const char *end) {
    size_t n = strlen(leaf);
    bool has = n > 4 && (!strcmp(leaf + n - 4, ".cfg") || !strcmp(leaf + n - 4, ".csv"));
    rap_text t;
    rap_text_init(&t);
    rap_text_add_bytes(&t, leaf, has ? n - 4 : n);
    rap_text_add(&t, end);
    return rap_text_take(&t);
}

static bool is_same_file(const char *a, const char *b) {
    struct stat x, y;
    return !stat(a, &x) && !stat(b, &y) && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static bool was_made_by_import(const char *path) {
    char *bytes = NULL;
    const char *why;
    size_t n = 0;
    bool made = !rap_file_read(path, &bytes, &n, &why) &&
                !strncmp(bytes, RAP_MADE_BY_IMPORT, strlen(RAP_MADE_BY_IMPORT));
    rap_free(bytes);
    return made;
}

/* Whether both may be written. */
static int may_write(rap_import_files *f, const char *sheet) {
    char *study = rap_path_join(f->folder, f->study);
    char *copy = f->copy ? rap_path_join(f->folder, f->copy) : NULL;
    int status = study && (copy || !f->copy) ? RAP_EXIT_DONE : rap_failed("the files", RAP_ENOMEM);
    const char *in_the_way = NULL;
    if (!status) {
        f->again = rap_file_exists(study) && was_made_by_import(study);
        in_the_way = rap_file_exists(study) && !f->again          ? f->study
                     : copy && rap_file_exists(copy) && !f->again ? f->copy
                                                                  : NULL;
    }
    if (!status && copy && rap_file_exists(copy) && is_same_file(copy, sheet)) {
        rap_complain("%s is the sheet itself, and what is used of it would take its place: another "
                     "name for --out expected",
                     f->copy);
        status = RAP_EXIT_USAGE;
    } else if (in_the_way) {
        rap_complain("%s is there already, and no import made it: nothing was written", in_the_way);
        status = RAP_EXIT_USAGE;
    }
    rap_free(study);
    rap_free(copy);
    return status;
}

/* --out, else as `init --partners` names the part: STUDY-partners. NULL where memory fails. */
static char *part_name(const rap_import *import) {
    const rap_options *o = import->options;
    if (o->out)
        return rap_copy_text(o->out);
    char end[32];
    snprintf(end, sizeof end, "-%s", o->operand);
    return with_end(o->study, end);
}

static int name_parts(rap_import_files *f, const char *out, bool copies) {
    size_t n = (size_t)(leaf_of(out) - out);
    rap_text folder;
    rap_text_init(&folder);
    rap_text_add_bytes(&folder, n ? out : "./", n ? n : 2);
    f->folder = rap_text_take(&folder);
    f->study = with_end(leaf_of(out), ".cfg");
    f->copy = copies ? with_end(leaf_of(out), ".csv") : NULL;
    return f->folder && f->study && (f->copy || !copies) ? RAP_EXIT_DONE
                                                         : rap_failed(out, RAP_ENOMEM);
}

static int open_files(rap_import_files *f, const rap_import *import, bool copies) {
    const rap_options *o = import->options;
    *f = (rap_import_files){NULL, NULL, NULL, false};
    if (o->out ? !leaf_of(o->out)[0] : !o->study) {
        rap_complain("import %s: --study STUDY or --out NAME is missing: STUDY-%s.cfg or NAME.cfg "
                     "is written",
                     o->operand, o->operand);
        return RAP_EXIT_USAGE;
    }
    char *out = part_name(import);
    int status = out ? name_parts(f, out, copies) : rap_failed("the files", RAP_ENOMEM);
    rap_free(out);
    return status ? status : may_write(f, import->file);
}

int rap_import_files_open(rap_import_files *f, const rap_import *import) {
    return open_files(f, import, true);
}

int rap_import_part_open(rap_import_files *f, const rap_import *import) {
    return open_files(f, import, false);
}

void rap_import_files_free(rap_import_files *f) {
    rap_free(f->folder);
    rap_free(f->study);
    rap_free(f->copy);
    *f = (rap_import_files){NULL, NULL, NULL, false};
}

void rap_import_files_head(rap_text *out, const rap_import *import, const char *what) {
    rap_text_format(out, RAP_MADE_BY_IMPORT " %s from ", import->options->operand);
    bool clean = rap_text_is_clean(leaf_of(import->file)) && !strchr(import->file, '\n');
    rap_text_add(out, clean ? leaf_of(import->file) : "a sheet");
    rap_text_format(out,
                    ": the next import to this file replaces it.\n# %s; a study takes them by "
                    "@include \"THIS_FILE\".\n",
                    what);
}

/* `n` files of the folder, two at most, none of which gets its name before all are written; the names in their order. */
static int write_before_naming(const char *folder, const char *const *names,
                               const rap_text *const *texts, size_t n) {
    rap_writing files[2];
    size_t begun = 0;
    int status = RAP_OK;
    for (; begun < n && !status; begun++) {
        const rap_text *text = texts[begun];
        status = rap_text_status(text);
        int opened = rap_writing_open(&files[begun], folder, names[begun]);
        status = status ? status : opened;
        if (!status)
            status = rap_writing_add(&files[begun], rap_text_string(text), text->n);
    }
    for (size_t k = 0; k < begun; k++)
        status = rap_writing_close(&files[k], status);
    return status;
}

/* The study first: by it the next import sees that both are its own, wherever this one is cut off. */
int rap_import_files_write(const rap_import_files *f, const rap_text *study, const rap_text *copy) {
    const char *const names[] = {f->study, f->copy};
    const rap_text *const texts[] = {study, copy};
    int status = write_before_naming(f->folder, names, texts, copy ? 2 : 1);
    return status == RAP_ENOMEM ? rap_failed(f->study, status)
           : status             ? RAP_EXIT_FAILED
                                : RAP_EXIT_DONE;
}
