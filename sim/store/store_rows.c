/* store_rows.c: a run's row, written with a hash of all that is in it and found again only as it was.
 *
 * The hash begins with the mark of study and layout, so that a row of another study fits as little as
 * one with a changed bit. Every step of it can be undone, so no single changed word goes unseen. It is
 * there against accidents: whoever forges a database can forge the hash. */
#include "base/error.h"
#include "store/store.h"
#include "store/store_parts.h"
#include "stream/stream.h"

#include <inttypes.h>
#include <string.h>

/* ---- the hash of a row ---------------------------------------------------------------------- */

/* A hash under way over the numbers of a row, and whether all are finite or missing. */
typedef struct {
    uint64_t hash;
    bool finite;
} digest;

/* item, arm, draw, run: what stands in a row before its numbers. */
enum { N_PLACES = 4 };

static void list_places(const rap_store *s, int64_t item, size_t arm, int64_t places[N_PLACES]) {
    const rap_study *study = s->study;
    places[0] = item;
    places[1] = (int64_t)arm;
    places[2] = study->draws > 0 ? item / study->replicates : -1;
    places[3] = study->draws > 0 ? item % study->replicates : item;
}

static digest begin_digest(const rap_store *s, const int64_t places[N_PLACES]) {
    digest d = {s->mark, true};
    for (size_t k = 0; k < N_PLACES; k++)
        d.hash = rap_hash_mix(d.hash, (uint64_t)places[k]);
    return d;
}

static void digest_numbers(digest *d, const double *x, size_t n) {
    const uint64_t infinity_doubled = UINT64_C(0xffe0000000000000);
    uint64_t h = d->hash;
    bool finite = d->finite;
    for (size_t k = 0; k < n; k++) {
        uint64_t word;
        memcpy(&word, &x[k], sizeof word);
        h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
        h ^= h >> 32;
        finite &= word << 1 != infinity_doubled;
    }
    *d = (digest){h, finite};
}

/* ---- writing -------------------------------------------------------------------------------- */

int rap_store_prepare_rows(rap_store *s) {
    int status = rap_store_prepare_packing(s);
    s->mark = rap_hash_mix(s->study->fingerprint, rap_store_layout_hash(s));
    if (!status)
        status =
            rap_store_prepare(s, "INSERT INTO runs VALUES(?, ?, ?, ?, ?, ?, ?, ?)", &s->insert);
    return status ? status
                  : rap_store_prepare(s,
                                      "SELECT item, arm, draw, run, outcomes, series, hash"
                                      " FROM runs WHERE id = ?",
                                      &s->select);
}

/* Binds what is packed in a room. */
static int bind_packed(rap_store *s, int place, const rap_store_room *room) {
    return sqlite3_bind_blob64(s->insert, place, room->bytes, room->size, SQLITE_STATIC);
}

static int64_t id_of(const rap_store *s, int64_t item, size_t arm) {
    return item * (int64_t)s->layout->n_arms + (int64_t)arm;
}

/* Binds a run that is packed in the rooms. */
static int bind_run(rap_store *s, int64_t item, size_t arm, const int64_t places[N_PLACES],
                    uint64_t hash) {
    int code = sqlite3_bind_int64(s->insert, 1, id_of(s, item, arm));
    for (int k = 0; k < N_PLACES && code == SQLITE_OK; k++)
        code = sqlite3_bind_int64(s->insert, k + 2, places[k]);
    if (code == SQLITE_OK)
        code = bind_packed(s, 6, &s->values);
    if (code == SQLITE_OK)
        code = bind_packed(s, 7, &s->paths);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int64(s->insert, 8, (int64_t)hash);
    return code;
}

int rap_store_append_row(rap_store *s, int64_t item, size_t arm, const double *values,
                         const double *paths) {
    int64_t places[N_PLACES];
    list_places(s, item, arm, places);
    digest d = begin_digest(s, places);
    digest_numbers(&d, values, s->layout->n_values);
    digest_numbers(&d, paths, s->layout->n_path);
    if (!d.finite)
        return rap_store_refuse(s, RAP_EMODEL,
                                "history %" PRId64 " of arm %s holds an infinite number", item,
                                s->study->arms[arm].name);
    int status = rap_store_pack(s, &s->values, values);
    status = status ? status : rap_store_pack(s, &s->paths, paths);
    if (!status)
        status = rap_store_answer(s, bind_run(s, item, arm, places, d.hash));
    status = status ? status : rap_store_finish(s, s->insert);
    sqlite3_clear_bindings(s->insert);
    return status;
}

/* ---- finding -------------------------------------------------------------------------------- */

static int refuse_row(rap_store *s, int64_t item, size_t arm, const char *why) {
    return rap_store_refuse(s, RAP_EDAMAGED, "history %" PRId64 " of arm %s %s", item,
                            s->study->arms[arm].name, why);
}

/* Unpacks a part of the row at hand into its room and takes it into the digest; false where that cannot be. */
static bool take_part(rap_store *s, int column, rap_store_room *room, digest *d) {
    const void *bytes = sqlite3_column_blob(s->select, column);
    size_t size = (size_t)sqlite3_column_bytes(s->select, column);
    if ((size && !bytes) || !rap_store_unpack(s, room, bytes, size, 0, room->n, room->numbers))
        return false;
    digest_numbers(d, room->numbers, room->n);
    return true;
}

/* Whether the row at hand is what was written for this run. */
static bool is_whole_row(rap_store *s, int64_t item, size_t arm, digest *d) {
    int64_t places[N_PLACES];
    bool here = true;
    list_places(s, item, arm, places);
    for (int k = 0; k < N_PLACES; k++)
        here &= sqlite3_column_int64(s->select, k) == places[k];
    *d = begin_digest(s, places);
    return here && take_part(s, N_PLACES, &s->values, d) &&
           take_part(s, N_PLACES + 1, &s->paths, d) &&
           sqlite3_column_int64(s->select, N_PLACES + 2) == (int64_t)d->hash;
}

/* Leaves the row at hand, to be reset. */
static int look_up(rap_store *s, int64_t item, size_t arm) {
    digest d;
    int code = sqlite3_bind_int64(s->select, 1, id_of(s, item, arm));
    code = code == SQLITE_OK ? sqlite3_step(s->select) : code;
    int status = rap_store_answer(s, code);
    if (!status && code != SQLITE_ROW)
        status = refuse_row(s, item, arm, "is missing");
    else if (!status && !is_whole_row(s, item, arm, &d))
        status = refuse_row(s, item, arm, "is not what was written");
    else if (!status && !d.finite)
        status = refuse_row(s, item, arm, "holds an infinite number");
    return status;
}

int rap_store_find_row(rap_store *s, int64_t item, size_t arm) {
    int status = look_up(s, item, arm);
    sqlite3_reset(s->select);
    return status;
}

int rap_store_copy_row(rap_store *s, rap_store *from, int64_t item, size_t arm) {
    enum { CELLS = N_PLACES + 3 };
    int status = look_up(from, item, arm);
    if (status)
        status = rap_store_refuse(s, status, "%s", from->message);
    int code = status ? SQLITE_OK : sqlite3_bind_int64(s->insert, 1, id_of(s, item, arm));
    for (int k = 0; k < CELLS && code == SQLITE_OK && !status; k++)
        code = sqlite3_bind_value(s->insert, k + 2, sqlite3_column_value(from->select, k));
    status = status ? status : rap_store_answer(s, code);
    status = status ? status : rap_store_finish(s, s->insert);
    sqlite3_clear_bindings(s->insert);
    sqlite3_reset(from->select);
    return status;
}

/* ---- checking ------------------------------------------------------------------------------- */

/* Whether SQLite finds its own pages in order: what it takes for free is written over. */
static int check_pages(rap_store *s) {
    sqlite3_stmt *statement = NULL;
    int status = rap_store_prepare(s, "PRAGMA quick_check(1)", &statement);
    status = status ? status : rap_store_answer(s, sqlite3_step(statement));
    if (!status) {
        const char *said = (const char *)sqlite3_column_text(statement, 0);
        if (!said || strcmp(said, "ok") != 0)
            status = rap_store_refuse(s, RAP_EDAMAGED, "its pages are out of order");
    }
    sqlite3_finalize(statement);
    return status;
}

int rap_store_check_rows(rap_store *s) {
    int64_t rows = 0, arms = (int64_t)s->layout->n_arms;
    int status = check_pages(s);
    status = status ? status : rap_store_ask(s, "SELECT count(*) FROM runs", &rows);
    for (int64_t row = 0; row < rows && !status; row++)
        status = rap_store_find_row(s, s->first + row / arms, (size_t)(row % arms));
    if (!status && rows % arms != 0)
        status = refuse_row(s, s->first + rows / arms, (size_t)(rows % arms), "is missing");
    s->items = rows / arms;
    return status;
}

int rap_store_digest(rap_store *s, uint64_t *number) {
    sqlite3_stmt *statement = NULL;
    int status = rap_store_prepare(s, "SELECT hash FROM runs ORDER BY id", &statement), code;
    *number = rap_hash_mix(s->mark, (uint64_t)s->first);
    if (status)
        return status;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW)
        *number = rap_hash_mix(*number, (uint64_t)sqlite3_column_int64(statement, 0));
    sqlite3_finalize(statement);
    return rap_store_answer(s, code);
}
