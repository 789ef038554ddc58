/* fixture.h: studies of tests: a text in memory whose includes come from the models folder. */
#ifndef FIXTURE_H
#define FIXTURE_H

#include "near.h"
#include "base/error.h"
#include "base/memory.h"
#include "models/registry.h"
#include "scenario/study/study.h"

#include <stdio.h>
#include <string.h>

#ifndef RAPPORT_ROOT
#error "RAPPORT_ROOT must name the source folder"
#endif

static inline char *fixture_file(const char *path) {
    FILE *f = fopen(path, "rb");
    if (!f)
        return NULL;
    char *text = rap_allocate(1 << 20, 1);
    size_t n = fread(text, 1, (1 << 20) - 1, f);
    text[n] = '\0';
    fclose(f);
    return text;
}

/* `context` is the text of the study itself. */
static inline int fixture_load(void *context, const char *name, const char *from, char **text,
                               char **path, const char **why) {
    char file[512];
    snprintf(file, sizeof file, "%s/models/%s", RAPPORT_ROOT, name);
    *text = from ? fixture_file(file) : rap_copy_text(context);
    *path = rap_copy_text(name);
    *why = "no such file";
    return *text ? RAP_OK : RAP_EIO;
}

/* Reads a study from a text; the test fails with its problems when it has any. */
static inline void fixture_read(rap_study *study, const char *text,
                                const rap_overrides *overrides) {
    char *copy = rap_copy_text(text);
    rap_loader loader = {copy, fixture_load};
    rap_problems problems;
    rap_overrides none = {-1, -1, -1, NULL, 0, NULL};
    rap_problems_init(&problems);
    int status = rap_study_read(study, rap_models, &loader, "test.cfg",
                                overrides ? overrides : &none, &problems);
    for (size_t k = 0; k < problems.n; k++)
        print_error("%s:%d: %s: %s\n", problems.rows[k].file, problems.rows[k].line,
                    problems.rows[k].key, problems.rows[k].text);
    assert_int_equal(status, RAP_OK);
    rap_problems_free(&problems);
    rap_free(copy);
}

#endif
