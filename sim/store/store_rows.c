/* store_rows.c: a run's row, written with a hash of all that is in it and found again only as it was.
 *
 * The hash begins with the mark of study and layout, so that a row of another study fits as little as
 * one with a changed bit. Every step of it can be undone, so no single changed word goes unseen. It is
 * there against accidents: whoever forges a database can forge the hash. */
#include "base/error.h"
#include "base/memory.h"
#include "store/store.h"
#include "store/store_parts.h"
#include "stream/stream.h"

#include <inttypes.h>
#include <string.h>

/* ---- little-endian numbers ------------------------------------------------------------------ */

static bool is_little_endian(void) {
    const uint16_t one = 1;
    unsigned char low;
    memcpy(&low, &one, 1);
    return low == 1;
}

void rap_store_swap(const double *from, double *to, size_t n) {
    for (size_t k = 0; k < n; k++) {
        unsigned char in[sizeof(double)], out[sizeof(double)];
        memcpy(in, &from[k], sizeof in);
        for (size_t b = 0; b < sizeof in; b++)
            out[b] = in[sizeof in - 1 - b];
        memcpy(&to[k], out, sizeof out);
    }
}

static int prepare_swapping(rap_store *s) {
    size_t values = s->layout->n_values, paths = s->layout->n_path;
    if (is_little_endian())
        return RAP_OK;
    s->swapped = rap_allocate(values > paths ? values : paths, sizeof *s->swapped);
    return s->swapped ? RAP_OK : rap_store_refuse(s, RAP_ENOMEM, "out of memory");
}

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

/* The 64 bits of a little-endian number in a blob. */
static uint64_t word_at(const unsigned char *bytes) {
    uint64_t word = 0;
    for (size_t b = 0; b < sizeof word; b++)
        word |= (uint64_t)bytes[b] << (8 * b);
    return word;
}

static void digest_numbers(digest *d, const void *blob, size_t n) {
    const uint64_t infinity_doubled = UINT64_C(0xffe0000000000000);
    const unsigned char *bytes = blob;
    uint64_t h = d->hash;
    bool finite = d->finite;
    for (size_t k = 0; k < n; k++) {
        uint64_t word = word_at(bytes + k * sizeof word);
        h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
        h ^= h >> 32;
        finite &= word << 1 != infinity_doubled;
    }
    *d = (digest){h, finite};
}

/* ---- writing -------------------------------------------------------------------------------- */

int rap_store_prepare_rows(rap_store *s) {
    int status = prepare_swapping(s);
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

/* Binds n numbers and takes them into the digest. */
static int bind_numbers(rap_store *s, int place, const double *x, size_t n, digest *d) {
    sqlite3_destructor_type kept = SQLITE_STATIC;
    if (s->swapped) {
        rap_store_swap(x, s->swapped, n);
        x = s->swapped;
        kept = SQLITE_TRANSIENT;
    }
    digest_numbers(d, x, n);
    return sqlite3_bind_blob64(s->insert, place, x, n * sizeof *x, kept);
}

static int64_t id_of(const rap_store *s, int64_t item, size_t arm) {
    return item * (int64_t)s->layout->n_arms + (int64_t)arm;
}

static int bind_run(rap_store *s, int64_t item, size_t arm, const double *values,
                    const double *paths, bool *finite) {
    int64_t places[N_PLACES];
    list_places(s, item, arm, places);
    digest d = begin_digest(s, places);
    int code = sqlite3_bind_int64(s->insert, 1, id_of(s, item, arm));
    for (int k = 0; k < N_PLACES && code == SQLITE_OK; k++)
        code = sqlite3_bind_int64(s->insert, k + 2, places[k]);
    if (code == SQLITE_OK)
        code = bind_numbers(s, 6, values, s->layout->n_values, &d);
    if (code == SQLITE_OK)
        code = bind_numbers(s, 7, paths, s->layout->n_path, &d);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int64(s->insert, 8, (int64_t)d.hash);
    *finite = d.finite;
    return code;
}

int rap_store_append_row(rap_store *s, int64_t item, size_t arm, const double *values,
                         const double *paths) {
    bool finite = true;
    int status = rap_store_answer(s, bind_run(s, item, arm, values, paths, &finite));
    if (!status && !finite)
        status = rap_store_refuse(s, RAP_EMODEL,
                                  "history %" PRId64 " of arm %s holds an infinite number", item,
                                  s->study->arms[arm].name);
    status = status ? status : rap_store_finish(s, s->insert);
    sqlite3_clear_bindings(s->insert);
    return status;
}

/* ---- finding -------------------------------------------------------------------------------- */

static int refuse_row(rap_store *s, int64_t item, size_t arm, const char *why) {
    return rap_store_refuse(s, RAP_EDAMAGED, "history %" PRId64 " of arm %s %s", item,
                            s->study->arms[arm].name, why);
}

/* Takes a blob of the row at hand into the digest; false where it is not n numbers long. */
static bool digest_blob(rap_store *s, int column, size_t n, digest *d) {
    const void *blob = sqlite3_column_blob(s->select, column);
    if ((size_t)sqlite3_column_bytes(s->select, column) != n * sizeof(double) || (n && !blob))
        return false;
    digest_numbers(d, blob, n);
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
    return here && digest_blob(s, RAP_STORE_VALUES, s->layout->n_values, d) &&
           digest_blob(s, RAP_STORE_PATHS, s->layout->n_path, d) &&
           sqlite3_column_int64(s->select, RAP_STORE_PATHS + 1) == (int64_t)d->hash;
}

int rap_store_find_row(rap_store *s, int64_t item, size_t arm) {
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
    for (int64_t id = 0; id < rows && !status; id++) {
        status = rap_store_find_row(s, id / arms, (size_t)(id % arms));
        sqlite3_reset(s->select);
    }
    if (!status && rows % arms != 0)
        status = refuse_row(s, rows / arms, (size_t)(rows % arms), "is missing");
    s->items = rows / arms;
    return status;
}
