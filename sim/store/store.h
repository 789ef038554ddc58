/* store.h: runs.sqlite, every finished run; the source of all tables and of resume.
 *
 * The store is the only state of an ensemble: tables are pure functions of it. One transaction per
 * block, so that it always holds whole blocks, whenever the program or the machine stops; nothing
 * but the one file is left after closing. One row per (item, arm); numbers are doubles, packed without
 * loss in BLOBs (store_pack.c says how; a missing one is a NaN); the other tables say what stands where:
 *   meta(key, value)   fingerprint, layout, seed, replicates, varies, model, model_version,
 *                      title; first, the first item, where that is not 0
 *   arms(arm, name, label)
 *   columns("column", outcome, "group", label, unit)
 *   windows("window", text)
 *   series(series, "column", months)
 *   runs(id, item, arm, draw, run, outcomes, series, hash)
 *                      id = item * number of arms + arm; draw is -1 where parameters keep their
 *                      start values. Column c at window w stands at c * windows + w of `outcomes`,
 *                      month m of series s at s * months + m of `series`. `hash` is of all
 *                      of these, and of the study
 * The format's number is SQLite's user_version; a database of another is refused. */
#ifndef RAP_STORE_H
#define RAP_STORE_H

#include "ensemble/ensemble.h"

typedef struct rap_store rap_store;

/* Creates a database for a study at `path` (":memory:" for none on disk, "" for one among the system's temporary
 * files that is gone when it is closed). Fails if one is there.
 * After a failure *store still answers rap_store_message and is to be closed; it is NULL only for
 * RAP_ENOMEM. */
int rap_store_create(rap_store **store, const char *path, const rap_study *study,
                     const rap_layout *layout);

/* Opens an existing one and checks that format, fingerprint and layout fit the study: else
 * RAP_EDIFFERENT; and that every run is as it was written: else RAP_EDAMAGED, with the first that is
 * not in the message, and nothing changed. One that was cut off while it was being created is empty and is created now. *store as above. */
int rap_store_open(rap_store **store, const char *path, const rap_study *study,
                   const rap_layout *layout);

/* The same for a part of an ensemble, whose items begin with `first` and not with 0. One of another part is
 * RAP_EDIFFERENT. */
int rap_store_create_from(rap_store **store, const char *path, const rap_study *study,
                          const rap_layout *layout, int64_t first);
int rap_store_open_from(rap_store **store, const char *path, const rap_study *study,
                        const rap_layout *layout, int64_t first);

void rap_store_close(rap_store *store); /* NULL is fine */

/* What went wrong last, for a message; "" where nothing did. NULL is fine. */
const char *rap_store_message(const rap_store *store);

/* The sink that appends to it. A block that is not the next in order is refused (RAP_ESTORE), and one
 * with an infinite number (RAP_EMODEL): a number is finite or missing. After
 * an error nothing of the block is kept. */
rap_sink rap_store_sink(rap_store *store);

/* Bytes that a run would take in the database, with its place in the pages. RAP_OK or what packing says. */
int rap_store_row_bytes(rap_store *store, const double *values, const double *paths, double *bytes);

int64_t
rap_store_items(const rap_store *store); /* how many are finished: always the first of all */

/* These items: from 0 but in a store of a part. */
rap_items rap_store_span(const rap_store *store);

/* Appends items from the end of the store's up to `end` as another store of the same study has them, in one
 * transaction. RAP_EDAMAGED where one of these is not as it was written, RAP_ESTORE where one is not there; nothing
 * is appended then, and rap_store_message says it. */
int rap_store_append_from(rap_store *store, rap_store *from, int64_t end);

/* Whether transactions wait until they are on the disk, as they do from the beginning. Where they do not, a kill still
 * loses nothing that was committed; the next one that waits brings all before it to the disk too. */
int rap_store_wait(rap_store *store, bool waits);

/* One number of what a store holds: the same for two with the same items and numbers. */
int rap_store_digest(rap_store *store, uint64_t *number);

/* Reads values [first, first + n) of every run of one arm, of the first `items` items: value first + k stands in
 * out[k * items] to out[k * items + items - 1]. */
int rap_store_values(rap_store *store, size_t arm, size_t first, size_t n, int64_t items,
                     double *out);
int rap_store_paths(rap_store *store, size_t arm, size_t first, size_t n, int64_t items,
                    double *out);

/* Reads one run as it was written: n_values numbers and n_path. RAP_EDAMAGED where it is not what its hash says. */
int rap_store_run(rap_store *store, int64_t item, size_t arm, double *values, double *paths);

/* |a - b| / max(|a|, |b|, 0.001): 0 where both are missing, infinite where one is missing or infinite. What is left of two
 * figures near one another, hours of 1e-15 say, is not held against itself. */
double rap_store_distance(double a, double b);

/* A sink that compares instead of writing, for replay: counts runs and numbers, keeps the largest
 * relative difference and where it was. Set `store`, leave the rest zero. Blocks may come in any
 * order; one beyond the finished items is refused. A number missing on both sides is equal. */
typedef struct {
    rap_store *store;
    int64_t runs, numbers, different;
    double largest; /* rap_store_distance */
    int64_t item;   /* where the largest was, if different > 0: item, arm and position among the */
    size_t arm;     /* numbers of the run, values before paths */
    size_t place;
} rap_store_comparison;
rap_sink rap_store_compare_sink(rap_store_comparison *comparison);

#endif
