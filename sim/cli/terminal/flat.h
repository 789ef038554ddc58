/* flat.h: a bound scenario as a list of paths with values, whatever their kind: for `check`. */
#ifndef RAP_FLAT_H
#define RAP_FLAT_H

#include "scenario/study/study.h"

typedef struct {
    char *path;  /* "teams.focal.hours.data" */
    char *value; /* as it would be written in a study */
    const rap_field *field;
} rap_flat_row;

typedef struct {
    rap_flat_row *rows;
    size_t n, capacity;
} rap_flat;

/* Lists every field of the model's root struct, in order of the table. RAP_OK or RAP_ENOMEM; free
 * is legal in every case. */
int rap_flat_make(rap_flat *flat, const rap_record *record, const void *root);
void rap_flat_free(rap_flat *flat);

/* The row of a path, or NULL; looked for first at `guess`, where a like scenario has it. */
const rap_flat_row *rap_flat_find(const rap_flat *flat, const char *path, size_t guess);

#endif
