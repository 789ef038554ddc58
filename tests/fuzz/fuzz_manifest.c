/* fuzz_manifest.c: any bytes as the manifest of a results folder, and the study that its texts tell. */
#include "base/error.h"
#include "cli/folder/manifest.h"
#include "models/registry.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static char folder[] = "/tmp/rapport-fuzz-XXXXXX", file[sizeof folder + 20];

static void remove_folder(void) {
    unlink(file);
    rmdir(folder);
}

static void make_folder(void) {
    if (file[0])
        return;
    if (!mkdtemp(folder))
        abort();
    snprintf(file, sizeof file, "%s/manifest.json", folder);
    atexit(remove_folder);
}

static void read_study_of(rap_manifest *m) {
    rap_study study;
    rap_problems problems;
    rap_overrides overrides = {m->draws, m->replicates, m->seed, m->sets, m->n_sets, NULL};
    rap_loader loader = rap_manifest_loader(m);
    rap_problems_init(&problems);
    rap_study_read(&study, rap_models, &loader, m->sources[0].path, &overrides, &problems);
    rap_study_free(&study);
    rap_problems_free(&problems);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    rap_manifest m;
    rap_text again;
    const char *why = NULL;
    make_folder();
    FILE *f = fopen(file, "wb");
    if (!f || fwrite(bytes, 1, n, f) != n || fclose(f))
        abort();
    int status = rap_manifest_read(&m, folder, &why);
    if (status && !why)
        abort();
    rap_text_init(&again);
    if (!status) {
        read_study_of(&m);
        rap_manifest_write(&m, &again);
    }
    rap_text_free(&again);
    rap_manifest_free(&m);
    return 0;
}
