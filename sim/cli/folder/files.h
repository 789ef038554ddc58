/* files.h: reading studies, finding the data folder, and writing files whole. */
#ifndef RAP_FILES_H
#define RAP_FILES_H

#include "base/text.h"
#include "scenario/language/loader.h"

#include <stdbool.h>

/* The context of the loader that reads from disk. Paths that it gives are relative to the study's
 * folder ("calgary/community.cfg"), or start with "data:" in the data folder. */
typedef struct {
    char *folder; /* of the study, as typed, "." where there was none; set by the first load */
    char *data;   /* the data folder, or NULL where none was found */
} rap_files;

/* Finds the data folder: RAPPORT_DATA, else ../share/rapport beside the program, else models/ of
 * the source tree that it was built from. RAP_OK or RAP_ENOMEM. Free is legal in every case. */
int rap_files_init(rap_files *files);
void rap_files_free(rap_files *files);

rap_loader rap_files_loader(rap_files *files);

/* Reads a regular file of at most 64 MB into *bytes (NUL-terminated, from rap_allocate), *n without
 * the NUL. On failure *why says what is wrong, in words that need no freeing. RAP_OK, RAP_EIO or
 * RAP_ENOMEM. */
int rap_file_read(const char *path, char **bytes, size_t *n, const char **why);

/* folder/name; NULL when there is no memory. */
char *rap_path_join(const char *folder, const char *name);

/* "study" of "a/study.cfg": where it begins in the path, and its `n` bytes. */
const char *rap_path_stem(const char *path, size_t *n);

/* The path that `name`, included by the file `from`, has when it stands beside it: "a/b.cfg" and
 * "c.cfg" make "a/c.cfg". NULL with *why set where the name is absolute, has ".." or is empty, or
 * without memory. Purely lexical. */
char *rap_path_beside(const char *from, const char *name, const char **why);

/* Writes folder/name whole: beside, synced, then renamed. Complains and gives RAP_EIO on failure.
 */
int rap_file_write(const char *folder, const char *name, const char *bytes, size_t n);
int rap_file_write_text(const char *folder, const char *name, const rap_text *text);

/* Makes a folder and its parents. Complains and gives RAP_EIO on failure. */
int rap_folder_make(const char *path);

bool rap_file_exists(const char *path);

#endif
