/* fuzz_manifest.c: any bytes as the manifest of a results folder, and the study that its texts tell. */
#include "base/error.h"
#include "cli/folder/manifest.h"
#include "cli/job/shards.h"
#include "ensemble/ensemble.h"
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

/* Which histories a merge would look for in it. */
static void look_at_part(const rap_study *study, const rap_manifest *m) {
    rap_layout layout;
    if (!rap_layout_init(&layout, study)) {
        rap_items items = rap_ensemble_part(study, &layout, m->shard, m->shards);
        if (items.first < 0 || items.first > items.end || items.end > rap_ensemble_items(study))
            abort();
    }
    rap_layout_free(&layout);
}

/* As the part of a run that a merge is handed. */
static void read_as_part(void) {
    const char *folders[] = {folder};
    rap_shards parts;
    rap_text missing;
    rap_text_init(&missing);
    if (!rap_shards_read(&parts, folders, 1) && rap_shards_missing(&parts, &missing) < 1)
        abort();
    rap_text_free(&missing);
    rap_shards_free(&parts);
}

static void read_study_of(rap_manifest *m) {
    rap_study study;
    rap_problems problems;
    rap_overrides overrides = {m->draws, m->replicates, m->seed, m->sets, m->n_sets, NULL};
    rap_loader loader = rap_manifest_loader(m);
    rap_problems_init(&problems);
    int status =
        rap_study_read(&study, rap_models, &loader, m->sources[0].path, &overrides, &problems);
    if (!status && m->shards > 0)
        look_at_part(&study, m);
    rap_study_free(&study);
    rap_problems_free(&problems);
}

/* Writes the bytes with the seal that a manifest ends with: without it none of them would get any further. */
static void write_sealed(const uint8_t *bytes, size_t n) {
    FILE *f = fopen(file, "wb");
    for (size_t k = n; k > 0 && bytes[k - 1] != ','; k--)
        n = k - 1;
    n -= n > 0; /* the comma before the seal */
    unsigned long sum = rap_manifest_sum((const char *)bytes, n);
    if (!f || fwrite(bytes, 1, n, f) != n || fprintf(f, ",\n  \"cksum\": %lu\n}\n", sum) < 0 ||
        fclose(f))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    rap_manifest m;
    rap_text again;
    const char *why = NULL;
    make_folder();
    write_sealed(bytes, n);
    int status = rap_manifest_read(&m, folder, &why);
    if (status && !why)
        abort();
    rap_text_init(&again);
    if (!status) {
        read_study_of(&m);
        read_as_part();
        rap_manifest_write(&m, &again);
    }
    rap_text_free(&again);
    rap_manifest_free(&m);
    return 0;
}
