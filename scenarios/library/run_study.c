/* run_study.c: a study run through the library, without the command line.
 *
 *   run_study STUDY.cfg DATA DRAWS HISTORIES >outcomes.csv
 *
 * DATA is the folder of policies and types of organisations that studies include. What it prints is the outcomes.csv of
 * `rapport compare` with the same numbers of draws and histories, to the byte.
 * The engine opens no file and starts no thread: it is handed a loader, an executor and a sink, and this program
 * hands it the simplest of each. README.md beside it says how to build it. */
#include "analysis/tables/make_tables.h"
#include "base/error.h"
#include "base/memory.h"
#include "models/registry.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- a loader: where a study and what it includes are read from ------------------------------- */

/* The whole of a file, ended by a NUL, or NULL. */
static char *text_of(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    char *text = NULL;
    if (fseek(file, 0, SEEK_END) == 0) {
        long size = ftell(file);
        rewind(file);
        text = size < 0 ? NULL : rap_allocate((size_t)size + 1, 1);
        if (text && fread(text, 1, (size_t)size, file) != (size_t)size) {
            rap_free(text);
            text = NULL;
        }
    }
    fclose(file);
    return text;
}

/* The text of a file in a folder, of which the first `length` letters count. */
static int load_from(const char *folder, size_t length, const char *name, char **text,
                     char **path) {
    char place[4096];
    snprintf(place, sizeof place, "%.*s%s%s", (int)length, folder, length ? "/" : "", name);
    *text = text_of(place);
    *path = *text ? rap_copy_text(place) : NULL;
    return *path ? RAP_OK : RAP_EIO;
}

/* The study stands where the user says; what a file includes, beside it, or in the folder of data (`context`). */
static int load(void *context, const char *name, const char *from, char **text, char **path,
                const char **why) {
    const char *slash = from ? strrchr(from, '/') : NULL;
    *why = "it cannot be read";
    int status = load_from(from, slash ? (size_t)(slash - from) : 0, name, text, path);
    return status && from ? load_from(context, strlen(context), name, text, path) : status;
}

/* ---- a study, from text to a table ------------------------------------------------------------- */

/* Runs every arm, in a plain loop, into a database in memory, and prints what comes out. */
static int simulate(const rap_study *study, const rap_layout *layout, rap_store *store) {
    const rap_sink sink = rap_store_sink(store);
    const rap_ensemble_options options = {.end = rap_ensemble_items(study)};
    char why[200] = "";
    int status =
        rap_ensemble_run(study, layout, &rap_executor_loop, &sink, &options, why, sizeof why);
    if (status) {
        fprintf(stderr, "run_study: %s %s\n", why, rap_store_message(store));
        return status;
    }
    rap_tables tables = {0};
    rap_text out;
    rap_text_init(&out);
    status = rap_tables_make(&tables, study, layout, store);
    if (!status) {
        rap_tables_outcomes_csv(&tables, &out);
        fputs(rap_text_string(&out), stdout);
    }
    rap_text_free(&out);
    rap_tables_free(&tables);
    return status;
}

static int run(const rap_study *study) {
    rap_layout layout;
    rap_store *store = NULL;
    int status = rap_layout_init(&layout, study);
    status = status ? status : rap_store_create(&store, ":memory:", study, &layout);
    status = status ? status : simulate(study, &layout, store);
    rap_store_close(store);
    rap_layout_free(&layout);
    return status;
}

int main(int argc, char **argv) {
    if (argc != 5) {
        fputs("usage: run_study STUDY.cfg DATA DRAWS HISTORIES\n", stderr);
        return 2;
    }
    const rap_loader loader = {argv[2], load};
    const rap_overrides overrides = {
        .draws = atoi(argv[3]), .replicates = atoi(argv[4]), .seed = -1};
    rap_problems problems;
    rap_study study;
    rap_error_quiet_gsl();
    rap_problems_init(&problems);
    int status = rap_study_read(&study, rap_models, &loader, argv[1], &overrides, &problems);
    for (size_t k = 0; k < problems.n; k++)
        fprintf(stderr, "%s:%d: %s: %s\n", problems.rows[k].file, problems.rows[k].line,
                problems.rows[k].key, problems.rows[k].text);
    status = status ? status : run(&study);
    rap_study_free(&study);
    rap_problems_free(&problems);
    return status ? 1 : 0;
}
