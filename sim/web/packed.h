/* packed.h: a study with all that it includes in one text, for where there are no files.
 *
 * Records one behind the other: "KIND LENGTH NAME", a line end, LENGTH bytes, a line end. KIND is file, NAME its path as the
 * study's own messages have it, the study itself first; or set, without a name, a setting from the command line. */
#ifndef RAP_PACKED_H
#define RAP_PACKED_H

#include "scenario/study/study.h"

enum { RAP_MOST_PACKED = 1000 };

typedef struct {
    char *text; /* a copy, with ends where records end */
    rap_source *files;
    const char **sets;
    size_t n_files, n_sets;
} rap_packed;

/* Puts what a study was read from into a text. */
void rap_pack(rap_text *out, const rap_study *study);

/* Takes it apart. RAP_OK, RAP_EDAMAGED where it is none, RAP_ENOMEM. Free is legal in every case, and twice. */
int rap_packed_read(rap_packed *packed, const char *text);
void rap_packed_free(rap_packed *packed);

/* A loader of its files; an include is looked for beside the including file, then as data. */
rap_loader rap_packed_loader(rap_packed *packed);

#endif
