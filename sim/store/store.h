/* store.h: runs.sqlite, every finished run; the source of all tables and of resume.
 *
 * The store is the only state of an ensemble: tables are pure functions of it. One transaction per
 * block. Values are little-endian doubles in BLOBs, one row per (item, arm); the tables `columns`,
 * `windows`, `series` and `arms` say what stands where. */
#ifndef RAP_STORE_H
#define RAP_STORE_H

#include "ensemble/ensemble.h"

typedef struct rap_store rap_store;

/* Creates a database for a study at `path` (":memory:" for none on disk). Fails if one is there. */
int rap_store_create(rap_store **store, const char *path, const rap_study *study,
                     const rap_layout *layout);

/* Opens an existing one and checks that fingerprint and layout fit the study: else RAP_EDIFFERENT. */
int rap_store_open(rap_store **store, const char *path, const rap_study *study,
                   const rap_layout *layout);

void rap_store_close(rap_store *store); /* NULL is fine */

/* What SQLite last said, for a message. */
const char *rap_store_message(const rap_store *store);

/* The sink that appends to it. A block that is not the next in order is refused. */
rap_sink rap_store_sink(rap_store *store);

int64_t rap_store_items(const rap_store *store); /* finished items, always 0 .. n-1 */

/* Reads values [first, first + n) of every run of one arm, items [0, items): out[item * n + k]. */
int rap_store_values(rap_store *store, size_t arm, size_t first, size_t n, int64_t items, double *out);
int rap_store_paths(rap_store *store, size_t arm, size_t first, size_t n, int64_t items, double *out);

/* A sink that compares instead of writing, for replay: counts runs and numbers, keeps the largest
 * relative difference and where it was. */
typedef struct {
    rap_store *store;
    int64_t runs, numbers, different;
    double largest; /* |a - b| / max(|a|, |b|); infinite where one is missing */
} rap_store_comparison;
rap_sink rap_store_compare_sink(rap_store_comparison *comparison);

#endif
