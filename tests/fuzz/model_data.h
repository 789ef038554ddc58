/* model_data.h: the models' data, for fuzz targets: what a study includes is looked up there. */
#ifndef MODEL_DATA_H
#define MODEL_DATA_H

#include "base/error.h"
#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* Ends the program, so that the fuzzer keeps the input, unless it holds. */
static inline void demand(bool good) {
    if (!good)
        abort();
}

/* The text of a file of data, which the caller frees; NULL where there is none of this name. */
static inline char *read_model_data(const char *name) {
    char path[600];
    snprintf(path, sizeof path, "%s/models/%s", RAPPORT_ROOT, name);
    FILE *f = strchr(name, '/') ? NULL : fopen(path, "rb");
    char *text = f ? rap_allocate(1 << 18, 1) : NULL;
    if (text && fread(text, 1, (1 << 18) - 1, f) == 0)
        text[0] = '\0';
    if (f)
        fclose(f);
    return text;
}

/* A file of a study that is held in memory. */
typedef struct {
    const char *name, *text; /* name NULL: the study itself; text NULL ends a list of them */
} held_file;

/* Finds a file in a list of them, the `context`, else in the models' data. */
static inline int load_held(void *context, const char *name, const char *from, char **text,
                            char **path, const char **why) {
    const held_file *file = context;
    while (file->text && (file->name ? !from || strcmp(file->name, name) : from != NULL))
        file++;
    *text = file->text ? rap_copy_text(file->text) : from ? read_model_data(name) : NULL;
    *path = *text ? rap_copy_text(name) : NULL;
    *why = "no such file";
    return *text && *path ? RAP_OK : RAP_EIO;
}

#endif
