/* store.c: the run database, on SQLite.
 *
 * Invariants: `items` counts the items whose rows all stand in the database, from `first` on; rows have the ids
 * first * n_arms .. (first + items) * n_arms - 1 without a gap; every row is what its hash says (store_rows.c), seen to when a
 * database is opened, and once is enough: reading takes parts of rows. The
 * rollback journal with synchronous = FULL makes a block all or nothing, also when the power fails;
 * pages of 64 KB, of which rows of some KB fill nearly all. */
#include "store/store.h"
#include "store/store_parts.h"
#include "base/error.h"
#include "base/memory.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { WAIT_MILLISECONDS = 10000, PAGE = 65536 };

/* ---- opening -------------------------------------------------------------------------------- */

/* Ends a transaction: keeps it, or undoes it and keeps the first error's message. */
static int end_transaction(rap_store *s, int status) {
    if (!status)
        status = rap_store_execute(s, "COMMIT");
    if (status && !sqlite3_get_autocommit(s->db))
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

static int connect(rap_store **store, const char *path, const rap_study *study,
                   const rap_layout *layout, int64_t first, int flags) {
    rap_store *s = *store = rap_allocate(1, sizeof *s);
    if (!s)
        return rap_fail(RAP_ENOMEM);
    s->study = study;
    s->layout = layout;
    s->first = first;
    int status = rap_store_answer(s, sqlite3_open_v2(path, &s->db, flags, NULL));
    if (status)
        return status;
    sqlite3_extended_result_codes(s->db, 1);
    sqlite3_busy_timeout(s->db, WAIT_MILLISECONDS);
    char settings[160];
    snprintf(settings, sizeof settings,
             "PRAGMA page_size = %d; PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL;"
             " PRAGMA trusted_schema = OFF;",
             PAGE);
    return rap_store_execute(s, settings);
}

/* Fills an empty database, in one transaction. */
static int make_database(rap_store *s) {
    int64_t tables = 0;
    int status = rap_store_execute(s, "BEGIN IMMEDIATE");
    if (status)
        return status;
    status = rap_store_ask(s, "SELECT count(*) FROM sqlite_master", &tables);
    if (!status && tables > 0)
        status = rap_store_refuse(s, RAP_ESTORE, "a database is already there");
    if (!status)
        status = rap_store_write_head(s);
    status = end_transaction(s, status);
    return status ? status : rap_store_prepare_rows(s);
}

int rap_store_create_from(rap_store **store, const char *path, const rap_study *study,
                          const rap_layout *layout, int64_t first) {
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    int status = connect(store, path, study, layout, first, flags);
    return status ? status : make_database(*store);
}

int rap_store_open_from(rap_store **store, const char *path, const rap_study *study,
                        const rap_layout *layout, int64_t first) {
    int64_t pages = 0;
    int status = connect(store, path, study, layout, first, SQLITE_OPEN_READWRITE);
    if (status)
        return status;
    rap_store *s = *store;
    status = rap_store_ask(s, "PRAGMA page_count", &pages);
    if (!status && pages == 0)
        return make_database(s);
    status = status ? status : rap_store_check_head(s);
    status = status ? status : rap_store_prepare_rows(s);
    return status ? status : rap_store_check_rows(s);
}

int rap_store_create(rap_store **store, const char *path, const rap_study *study,
                     const rap_layout *layout) {
    return rap_store_create_from(store, path, study, layout, 0);
}

int rap_store_open(rap_store **store, const char *path, const rap_study *study,
                   const rap_layout *layout) {
    return rap_store_open_from(store, path, study, layout, 0);
}

void rap_store_close(rap_store *store) {
    if (!store)
        return;
    sqlite3_finalize(store->insert);
    sqlite3_finalize(store->select);
    sqlite3_close(store->db);
    rap_store_end_packing(store);
    rap_free(store);
}

int64_t rap_store_items(const rap_store *store) {
    return store->items;
}

rap_items rap_store_span(const rap_store *store) {
    return (rap_items){store->first, store->first + store->items};
}

/* ---- appending ------------------------------------------------------------------------------ */

static int append(void *context, const rap_block *block) {
    rap_store *s = context;
    const rap_layout *l = s->layout;
    if (block->first != s->first + s->items)
        return rap_store_refuse(s, RAP_ESTORE,
                                "history %" PRId64 " does not follow the %" PRId64 " there are",
                                block->first, s->first + s->items);
    int status = rap_store_execute(s, "BEGIN IMMEDIATE");
    if (status)
        return status;
    for (size_t row = 0; row < block->n * l->n_arms && !status; row++)
        status =
            rap_store_append_row(s, block->first + (int64_t)(row / l->n_arms), row % l->n_arms,
                                 block->values + row * l->n_values, block->paths + row * l->n_path);
    status = end_transaction(s, status);
    if (!status)
        s->items += (int64_t)block->n;
    return status;
}

int rap_store_append_from(rap_store *store, rap_store *from, int64_t end) {
    int64_t arms = (int64_t)store->layout->n_arms, next = store->first + store->items;
    if (next < from->first || end > from->first + from->items)
        return rap_store_refuse(store, RAP_ESTORE, "asked for histories that are not there");
    int status = rap_store_execute(store, "BEGIN IMMEDIATE");
    if (status)
        return status;
    for (int64_t row = next * arms; row < end * arms && !status; row++)
        status = rap_store_copy_row(store, from, row / arms, (size_t)(row % arms));
    status = end_transaction(store, status);
    if (!status)
        store->items = end - store->first;
    return status;
}

int rap_store_wait(rap_store *store, bool waits) {
    return rap_store_execute(store,
                             waits ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF");
}

/* Rows that fit share a page; a larger one fills some. */
int rap_store_row_bytes(rap_store *store, const double *values, const double *paths,
                        double *bytes) {
    enum { HEAD = 100, ROW = 32 }; /* of a page, of a row */
    int status = rap_store_pack(store, &store->values, values);
    status = status ? status : rap_store_pack(store, &store->paths, paths);
    size_t row = store->values.size + store->paths.size + ROW;
    size_t in_page = (PAGE - HEAD) / row, pages = (row + PAGE - 1) / PAGE;
    *bytes = in_page ? (double)PAGE / (double)in_page : (double)(pages * PAGE);
    return status;
}

rap_sink rap_store_sink(rap_store *store) {
    return (rap_sink){store, append};
}

/* ---- reading -------------------------------------------------------------------------------- */

/* Reads a part of a row, packed, from an open blob and unpacks numbers [first, first + n) into the room. */
static int read_blob(rap_store *s, sqlite3_blob *blob, const rap_store_room *room, size_t first,
                     size_t n) {
    size_t size = (size_t)sqlite3_blob_bytes(blob);
    int status = RAP_OK;
    bool whole = size <= room->most;
    if (whole)
        status = rap_store_answer(s, sqlite3_blob_read(blob, room->bytes, (int)size, 0));
    if (!status &&
        !(whole && rap_store_unpack(s, room, room->bytes, size, first, n, room->numbers)))
        status = rap_store_refuse(s, RAP_EDAMAGED, "a run is not what was written");
    return status;
}

static int read_part(rap_store *s, const char *column, const rap_store_room *room, size_t arm,
                     size_t first, size_t n, int64_t items, double *out) {
    sqlite3_blob *blob = NULL;
    int status = RAP_OK;
    for (int64_t item = 0; item < items && !status; item++) {
        int64_t id = (s->first + item) * (int64_t)s->layout->n_arms + (int64_t)arm;
        status = rap_store_answer(
            s, blob ? sqlite3_blob_reopen(blob, id)
                    : sqlite3_blob_open(s->db, "main", "runs", column, id, 0, &blob));
        if (!status)
            status = read_blob(s, blob, room, first, n);
        for (size_t k = 0; k < n && !status; k++)
            out[k * (size_t)items + (size_t)item] = room->numbers[k];
    }
    sqlite3_blob_close(blob);
    return status;
}

static int read_checked(rap_store *s, const char *column, const rap_store_room *room, size_t arm,
                        size_t first, size_t n, int64_t items, double *out) {
    if (arm >= s->layout->n_arms || first > room->n || n > room->n - first || items > s->items)
        return rap_store_refuse(s, RAP_ESTORE, "asked for numbers that are not there");
    return n ? read_part(s, column, room, arm, first, n, items, out) : RAP_OK;
}

int rap_store_run(rap_store *store, int64_t item, size_t arm, double *values, double *paths) {
    int status = rap_store_find_row(store, item, arm);
    if (status)
        return status;
    memcpy(values, store->values.numbers, store->values.n * sizeof *values);
    memcpy(paths, store->paths.numbers, store->paths.n * sizeof *paths);
    return RAP_OK;
}

int rap_store_values(rap_store *store, size_t arm, size_t first, size_t n, int64_t items,
                     double *out) {
    return read_checked(store, "outcomes", &store->values, arm, first, n, items, out);
}

int rap_store_paths(rap_store *store, size_t arm, size_t first, size_t n, int64_t items,
                    double *out) {
    return read_checked(store, "series", &store->paths, arm, first, n, items, out);
}
