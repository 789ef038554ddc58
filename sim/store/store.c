/* store.c: SQLite as the sink of an ensemble and the source of its tables.
 *
 * runs(id, item, arm, draw, run, outcomes, series): id = item * arms + arm, so rows stand in order of items.
 * A block is one transaction: after a kill the database holds whole blocks only (a rollback journal that was
 * left behind is played back by SQLite when it is opened). Doubles are little-endian. */
#include "store/store.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

struct rap_store {
    sqlite3 *db;
    sqlite3_stmt *insert, *outcomes, *series, *one;
    int64_t items, replicates;
    size_t n_arms, n_values, n_path;
    double *buffer; /* one row of either kind */
    char message[256];
};

static const char schema[] =
    "PRAGMA page_size = 16384;"
    "PRAGMA journal_mode = TRUNCATE;"
    "BEGIN;"
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"
    "CREATE TABLE arms(arm INTEGER PRIMARY KEY, name TEXT, label TEXT);"
    "CREATE TABLE windows(window INTEGER PRIMARY KEY, text TEXT);"
    "CREATE TABLE columns(column INTEGER PRIMARY KEY, outcome TEXT, grp TEXT, unit TEXT);"
    "CREATE TABLE series(series INTEGER PRIMARY KEY, column INTEGER, months INTEGER);"
    "CREATE TABLE runs(id INTEGER PRIMARY KEY, item INTEGER, arm INTEGER, draw INTEGER, run INTEGER,"
    " outcomes BLOB, series BLOB);"
    "COMMIT;";

static int say(rap_store *s, const char *what) {
    snprintf(s->message, sizeof s->message, "%s: %s", what, s->db ? sqlite3_errmsg(s->db) : "no database");
    return rap_fail(RAP_ESTORE);
}

static int execute(rap_store *s, const char *sql) {
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK ? RAP_OK : say(s, "run database");
}

static int prepare(rap_store *s, sqlite3_stmt **statement, const char *sql) {
    int code = sqlite3_prepare_v2(s->db, sql, -1, statement, NULL);
    return code == SQLITE_OK ? RAP_OK : say(s, "run database");
}

/* Runs a statement that gives no rows. */
static int finish(rap_store *s, sqlite3_stmt *statement) {
    int code = sqlite3_step(statement);
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return code == SQLITE_DONE ? RAP_OK : say(s, "run database");
}

const char *rap_store_message(const rap_store *store) {
    return store ? store->message : "";
}

int64_t rap_store_items(const rap_store *store) {
    return store->items;
}

/* Doubles as they stand in the file; the same on every usual machine. */
static void little_endian(double *x, size_t n) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    for (size_t k = 0; k < n; k++) {
        uint64_t bits;
        memcpy(&bits, &x[k], sizeof bits);
        bits = __builtin_bswap64(bits);
        memcpy(&x[k], &bits, sizeof bits);
    }
#else
    (void)x;
    (void)n;
#endif
}

/* ---- open and create -------------------------------------------------------------------------- */

static int open_database(rap_store **store, const char *path, int flags, const rap_study *study,
                         const rap_layout *layout) {
    rap_store *s = rap_allocate(1, sizeof *s);
    size_t longest = layout->n_values > layout->n_path ? layout->n_values : layout->n_path;
    *store = s;
    if (!s || !(s->buffer = rap_allocate(longest, sizeof *s->buffer)))
        return rap_fail(RAP_ENOMEM);
    s->replicates = study->replicates;
    s->n_arms = layout->n_arms;
    s->n_values = layout->n_values;
    s->n_path = layout->n_path;
    if (sqlite3_open_v2(path, &s->db, flags, NULL) != SQLITE_OK)
        return say(s, path);
    sqlite3_busy_timeout(s->db, 2000);
    return execute(s, "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384;");
}

static int prepare_all(rap_store *s) {
    int status = prepare(s, &s->insert, "INSERT INTO runs VALUES(?, ?, ?, ?, ?, ?, ?)");
    if (!status)
        status = prepare(s, &s->outcomes,
                         "SELECT outcomes FROM runs WHERE arm = ? AND item < ? ORDER BY id");
    if (!status)
        status = prepare(s, &s->series,
                         "SELECT series FROM runs WHERE arm = ? AND item < ? ORDER BY id");
    if (!status)
        status = prepare(s, &s->one, "SELECT outcomes, series FROM runs WHERE id = ?");
    return status;
}

static int put_text(rap_store *s, const char *sql, int64_t id, const char *a, const char *b,
                    const char *c) {
    sqlite3_stmt *statement = NULL;
    int status = prepare(s, &statement, sql);
    if (status)
        return status;
    const char *texts[] = {a, b, c};
    sqlite3_bind_int64(statement, 1, id);
    for (int k = 0; k < 3 && texts[k]; k++)
        sqlite3_bind_text(statement, k + 2, texts[k], -1, SQLITE_TRANSIENT);
    status = finish(s, statement);
    sqlite3_finalize(statement);
    return status;
}

static int put_meta(rap_store *s, const char *key, const char *value) {
    sqlite3_stmt *statement = NULL;
    int status = prepare(s, &statement, "INSERT INTO meta VALUES(?, ?)");
    if (status)
        return status;
    sqlite3_bind_text(statement, 1, key, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(statement, 2, value, -1, SQLITE_TRANSIENT);
    status = finish(s, statement);
    sqlite3_finalize(statement);
    return status;
}

static int describe_columns(rap_store *s, const rap_study *study, const rap_layout *l) {
    int status = RAP_OK;
    char months[32], column[32];
    snprintf(months, sizeof months, "%zu", l->n_months);
    for (size_t c = 0; c < l->n_columns && !status; c++) {
        const rap_outcome *o = &study->model->outcomes[l->columns[c].outcome];
        status = put_text(s, "INSERT INTO columns VALUES(?, ?, ?, ?)", (int64_t)c, o->name,
                          l->columns[c].group, o->unit);
    }
    for (size_t k = 0; k < l->n_series && !status; k++) {
        snprintf(column, sizeof column, "%zu", l->series[k]);
        status = put_text(s, "INSERT INTO series VALUES(?, CAST(? AS INTEGER), CAST(? AS INTEGER))",
                          (int64_t)k, column, months, NULL);
    }
    return status;
}

static int describe(rap_store *s, const rap_study *study, const rap_layout *l) {
    char fingerprint[32];
    snprintf(fingerprint, sizeof fingerprint, "%016llx", (unsigned long long)study->fingerprint);
    int status = put_meta(s, "fingerprint", fingerprint);
    if (!status)
        status = put_meta(s, "title", study->title);
    if (!status)
        status = put_meta(s, "outcomes", "value of (column, window) at column * windows + window");
    for (size_t a = 0; a < study->n_arms && !status; a++)
        status = put_text(s, "INSERT INTO arms VALUES(?, ?, ?)", (int64_t)a, study->arms[a].name,
                          study->arms[a].label, NULL);
    for (size_t w = 0; w < study->n_windows && !status; w++)
        status = put_text(s, "INSERT INTO windows VALUES(?, ?)", (int64_t)w, study->windows[w].text,
                          NULL, NULL);
    return status ? status : describe_columns(s, study, l);
}

/* Hands over a good store, or closes a bad one but keeps its message for the caller to read. */
static int hand_over(rap_store **store, int status) {
    rap_store *s = *store;
    if (status && s && !s->message[0]) {
        rap_store_close(s);
        *store = NULL;
    }
    return status;
}

int rap_store_create(rap_store **store, const char *path, const rap_study *study,
                     const rap_layout *layout) {
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    int status = open_database(store, path, flags, study, layout);
    if (!status)
        status = execute(*store, schema);
    if (!status)
        status = execute(*store, "BEGIN");
    if (!status)
        status = describe(*store, study, layout);
    if (!status)
        status = execute(*store, "COMMIT");
    if (!status)
        status = prepare_all(*store);
    return hand_over(store, status);
}

/* A single number or text of a query; false where there is none. */
static bool ask(rap_store *s, const char *sql, int64_t *number, char *text, size_t n) {
    sqlite3_stmt *statement = NULL;
    bool found = prepare(s, &statement, sql) == RAP_OK && sqlite3_step(statement) == SQLITE_ROW;
    if (found && number)
        *number = sqlite3_column_int64(statement, 0);
    if (found && text)
        snprintf(text, n, "%s", (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return found;
}

/* Whole items, 0 .. n-1, whose rows are of the right size. */
static int count_items(rap_store *s) {
    int64_t rows = 0, last = -1, odd = 0;
    char sql[256];
    snprintf(sql, sizeof sql,
             "SELECT count(*) FROM runs WHERE length(outcomes) <> %zu OR length(series) <> %zu"
             " OR id <> item * %zu + arm",
             s->n_values * sizeof(double), s->n_path * sizeof(double), s->n_arms);
    if (!ask(s, "SELECT count(*) FROM runs", &rows, NULL, 0) ||
        !ask(s, "SELECT coalesce(max(id), -1) FROM runs", &last, NULL, 0) ||
        !ask(s, sql, &odd, NULL, 0))
        return rap_fail(RAP_ESTORE);
    s->items = rows / (int64_t)s->n_arms;
    if (odd || last != rows - 1 || rows % (int64_t)s->n_arms) {
        snprintf(s->message, sizeof s->message, "the run database does not hold whole items in order");
        return rap_fail(RAP_EDIFFERENT);
    }
    return RAP_OK;
}

int rap_store_open(rap_store **store, const char *path, const rap_study *study,
                   const rap_layout *layout) {
    char stored[32] = "", fingerprint[32];
    int64_t columns = -1, series = -1;
    int status = open_database(store, path, SQLITE_OPEN_READWRITE, study, layout);
    if (status)
        return hand_over(store, status);
    rap_store *s = *store;
    snprintf(fingerprint, sizeof fingerprint, "%016llx", (unsigned long long)study->fingerprint);
    if (!ask(s, "SELECT value FROM meta WHERE key = 'fingerprint'", NULL, stored, sizeof stored) ||
        !ask(s, "SELECT count(*) FROM columns", &columns, NULL, 0) ||
        !ask(s, "SELECT count(*) FROM series", &series, NULL, 0))
        return hand_over(store, rap_fail(RAP_ESTORE));
    if (strcmp(stored, fingerprint) || columns != (int64_t)layout->n_columns ||
        series != (int64_t)layout->n_series) {
        snprintf(s->message, sizeof s->message,
                 "the run database belongs to another study or version (fingerprint %s, here %s)", stored,
                 fingerprint);
        return hand_over(store, rap_fail(RAP_EDIFFERENT));
    }
    status = count_items(s);
    if (!status)
        status = prepare_all(s);
    return hand_over(store, status);
}

void rap_store_close(rap_store *store) {
    if (!store)
        return;
    sqlite3_finalize(store->insert);
    sqlite3_finalize(store->outcomes);
    sqlite3_finalize(store->series);
    sqlite3_finalize(store->one);
    sqlite3_close(store->db);
    rap_free(store->buffer);
    rap_free(store);
}

/* ---- write ------------------------------------------------------------------------------------ */

static int bind_doubles(rap_store *s, sqlite3_stmt *statement, int place, const double *x, size_t n) {
    memcpy(s->buffer, x, n * sizeof *x);
    little_endian(s->buffer, n);
    int code = sqlite3_bind_blob64(statement, place, s->buffer, n * sizeof *x, SQLITE_TRANSIENT);
    return code == SQLITE_OK ? RAP_OK : say(s, "run database");
}

static int insert_run(rap_store *s, int64_t item, size_t arm, const double *values, const double *paths) {
    const int64_t numbers[] = {item * (int64_t)s->n_arms + (int64_t)arm, item, (int64_t)arm,
                               item / s->replicates, item % s->replicates};
    for (int k = 0; k < 5; k++)
        sqlite3_bind_int64(s->insert, k + 1, numbers[k]);
    int status = bind_doubles(s, s->insert, 6, values, s->n_values);
    if (!status)
        status = bind_doubles(s, s->insert, 7, paths, s->n_path);
    return status ? status : finish(s, s->insert);
}

static int append(void *context, const rap_block *block) {
    rap_store *s = context;
    if (block->first != s->items) {
        snprintf(s->message, sizeof s->message, "item %lld came where item %lld is next",
                 (long long)block->first, (long long)s->items);
        return rap_fail(RAP_ESTORE);
    }
    int status = execute(s, "BEGIN IMMEDIATE");
    for (size_t i = 0; i < block->n && !status; i++)
        for (size_t a = 0; a < s->n_arms && !status; a++) {
            size_t row = i * s->n_arms + a;
            status = insert_run(s, block->first + (int64_t)i, a, block->values + row * s->n_values,
                                block->paths + row * s->n_path);
        }
    if (!status)
        status = execute(s, "COMMIT");
    if (status)
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    else
        s->items += (int64_t)block->n;
    return status;
}

rap_sink rap_store_sink(rap_store *store) {
    return (rap_sink){store, append};
}

/* ---- read ------------------------------------------------------------------------------------- */

static int read_rows(rap_store *s, sqlite3_stmt *statement, size_t arm, size_t width, size_t first,
                     size_t n, int64_t items, double *out) {
    int64_t item = 0;
    int code = SQLITE_ROW;
    sqlite3_bind_int64(statement, 1, (int64_t)arm);
    sqlite3_bind_int64(statement, 2, items);
    while (item < items && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        const char *blob = sqlite3_column_blob(statement, 0);
        if (!blob || sqlite3_column_bytes(statement, 0) != (int)(width * sizeof *out))
            break;
        memcpy(out + (size_t)item * n, blob + first * sizeof *out, n * sizeof *out);
        little_endian(out + (size_t)item * n, n);
        item++;
    }
    sqlite3_reset(statement);
    if (item == items)
        return RAP_OK;
    return code == SQLITE_ROW || code == SQLITE_DONE ? rap_fail(RAP_EDIFFERENT) : say(s, "run database");
}

int rap_store_values(rap_store *store, size_t arm, size_t first, size_t n, int64_t items, double *out) {
    return read_rows(store, store->outcomes, arm, store->n_values, first, n, items, out);
}

int rap_store_paths(rap_store *store, size_t arm, size_t first, size_t n, int64_t items, double *out) {
    return read_rows(store, store->series, arm, store->n_path, first, n, items, out);
}

/* ---- compare ---------------------------------------------------------------------------------- */

static void compare_numbers(rap_store_comparison *c, const char *stored, const double *fresh, size_t n) {
    for (size_t k = 0; k < n; k++) {
        double x;
        memcpy(&x, stored + k * sizeof x, sizeof x);
        little_endian(&x, 1);
        c->numbers++;
        if (x == fresh[k] || (isnan(x) && isnan(fresh[k])))
            continue;
        double apart = fabs(x - fresh[k]) / fmax(fabs(x), fabs(fresh[k]));
        c->different++;
        c->largest = isnan(apart) ? INFINITY : fmax(c->largest, apart);
    }
}

static int compare_run(rap_store_comparison *c, int64_t id, const double *values, const double *paths) {
    rap_store *s = c->store;
    sqlite3_bind_int64(s->one, 1, id);
    int status = sqlite3_step(s->one) == SQLITE_ROW ? RAP_OK : rap_fail(RAP_EDIFFERENT);
    const char *a = status ? NULL : sqlite3_column_blob(s->one, 0);
    const char *b = status ? NULL : sqlite3_column_blob(s->one, 1);
    if (a && b) {
        c->runs++;
        compare_numbers(c, a, values, s->n_values);
        compare_numbers(c, b, paths, s->n_path);
    }
    sqlite3_reset(s->one);
    return a && b ? RAP_OK : rap_fail(RAP_EDIFFERENT);
}

static int compare(void *context, const rap_block *block) {
    rap_store_comparison *c = context;
    int status = RAP_OK;
    for (size_t row = 0; row < block->n * c->store->n_arms && !status; row++)
        status = compare_run(c, block->first * (int64_t)c->store->n_arms + (int64_t)row,
                             block->values + row * c->store->n_values,
                             block->paths + row * c->store->n_path);
    return status;
}

rap_sink rap_store_compare_sink(rap_store_comparison *comparison) {
    return (rap_sink){comparison, compare};
}
