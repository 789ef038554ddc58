/* store.c: the run database, on SQLite.
 *
 * Invariants: `items` counts the items whose rows all stand in the database; rows have the ids
 * 0 .. items * n_arms - 1 without a gap; every blob has the length that the layout says. The
 * rollback journal with synchronous = FULL makes a block all or nothing, also when the power fails;
 * pages of 16 KB because rows are some tens of KB (measured: half the time of 4 KB pages, and no
 * more than with a write-ahead log). */
#include "store/store.h"
#include "store/store_parts.h"
#include "base/error.h"
#include "base/memory.h"
#include "stream/stream.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { FORMAT = 1, APPLICATION = 0x52415050, WAIT_MILLISECONDS = 10000 };

/* ---- errors --------------------------------------------------------------------------------- */

const char *rap_store_message(const rap_store *store) {
    return store ? store->message : "";
}

int rap_store_refuse(rap_store *s, int status, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(s->message, sizeof s->message, format, arguments);
    va_end(arguments);
    return rap_fail(status);
}

int rap_store_answer(rap_store *s, int code) {
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
        return RAP_OK;
    if ((code & 0xff) == SQLITE_NOMEM)
        return rap_store_refuse(s, RAP_ENOMEM, "%s", sqlite3_errstr(code));
    return rap_store_refuse(s, RAP_ESTORE, "%s",
                            s->db ? sqlite3_errmsg(s->db) : sqlite3_errstr(code));
}

static int execute(rap_store *s, const char *sql) {
    return rap_store_answer(s, sqlite3_exec(s->db, sql, NULL, NULL, NULL));
}

static int prepare(rap_store *s, const char *sql, sqlite3_stmt **statement) {
    return rap_store_answer(s, sqlite3_prepare_v2(s->db, sql, -1, statement, NULL));
}

/* Steps a statement that returns nothing and makes it ready again. */
static int finish_step(rap_store *s, sqlite3_stmt *statement) {
    int status = rap_store_answer(s, sqlite3_step(statement));
    int again = sqlite3_reset(statement);
    return status ? status : rap_store_answer(s, again);
}

/* Ends a transaction: keeps it, or undoes it and keeps the first error's message. */
static int end_transaction(rap_store *s, int status) {
    if (!status)
        status = execute(s, "COMMIT");
    if (status && !sqlite3_get_autocommit(s->db))
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

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

static int bind_numbers(rap_store *s, int place, const double *x, size_t n) {
    sqlite3_destructor_type kept = SQLITE_STATIC;
    if (s->swapped) {
        rap_store_swap(x, s->swapped, n);
        x = s->swapped;
        kept = SQLITE_TRANSIENT;
    }
    return sqlite3_bind_blob64(s->insert, place, x, n * sizeof *x, kept);
}

/* ---- what a database says of itself --------------------------------------------------------- */

/* A hash of everything that says what stands where. */
static uint64_t hash_of_layout(const rap_store *s) {
    const rap_layout *l = s->layout;
    uint64_t h = rap_hash_mix(l->n_months, l->n_arms);
    for (size_t a = 0; a < l->n_arms; a++)
        h = rap_hash_mix(h, rap_hash_text(s->study->arms[a].name));
    for (size_t c = 0; c < l->n_columns; c++) {
        const rap_outcome *outcome = &s->study->model->outcomes[l->columns[c].outcome];
        h = rap_hash_mix(h, rap_hash_text(outcome->name));
        h = rap_hash_mix(h, rap_hash_text(l->columns[c].group));
    }
    for (size_t w = 0; w < l->n_windows; w++)
        h = rap_hash_mix(h, rap_hash_text(s->study->windows[w].text));
    for (size_t k = 0; k < l->n_series; k++)
        h = rap_hash_mix(h, l->series[k]);
    return h;
}

enum { N_FACTS = 9, LONGEST_FACT = 24 };

/* What must agree between a database and a study, and what is there for people. */
typedef struct {
    const char *key, *text;
    char room[LONGEST_FACT];
    bool decides;
} fact;

static void list_facts(const rap_store *s, fact facts[N_FACTS]) {
    const rap_study *study = s->study;
    memset(facts, 0, N_FACTS * sizeof *facts);
    facts[0] = (fact){.key = "version", .decides = true};
    snprintf(facts[0].room, LONGEST_FACT, "%d", FORMAT);
    facts[1] = (fact){.key = "fingerprint", .decides = true};
    snprintf(facts[1].room, LONGEST_FACT, "%016" PRIx64, study->fingerprint);
    facts[2] = (fact){.key = "layout", .decides = true};
    snprintf(facts[2].room, LONGEST_FACT, "%016" PRIx64, hash_of_layout(s));
    facts[3] = (fact){.key = "seed", .decides = true};
    snprintf(facts[3].room, LONGEST_FACT, "%" PRId64, study->seed);
    facts[4] = (fact){.key = "replicates", .decides = true};
    snprintf(facts[4].room, LONGEST_FACT, "%" PRId64, study->replicates);
    facts[5] = (fact){.key = "varies", .decides = true};
    snprintf(facts[5].room, LONGEST_FACT, "%d", study->draws > 0);
    facts[6] = (fact){.key = "model", .text = study->model->name, .decides = true};
    facts[7] = (fact){.key = "model_version", .text = study->model->version, .decides = true};
    facts[8] = (fact){.key = "title", .text = study->title};
    for (size_t k = 0; k < N_FACTS; k++)
        facts[k].text = facts[k].text ? facts[k].text : facts[k].room;
}

/* ---- making --------------------------------------------------------------------------------- */

static const char schema[] =
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL);"
    "CREATE TABLE arms(arm INTEGER PRIMARY KEY, name TEXT NOT NULL, label TEXT);"
    "CREATE TABLE columns(\"column\" INTEGER PRIMARY KEY, outcome TEXT NOT NULL,"
    " \"group\" TEXT NOT NULL, label TEXT, unit TEXT);"
    "CREATE TABLE windows(\"window\" INTEGER PRIMARY KEY, text TEXT NOT NULL);"
    "CREATE TABLE series(series INTEGER PRIMARY KEY, \"column\" INTEGER NOT NULL,"
    " months INTEGER NOT NULL);"
    "CREATE TABLE runs(id INTEGER PRIMARY KEY, item INTEGER NOT NULL, arm INTEGER NOT NULL,"
    " draw INTEGER NOT NULL, run INTEGER NOT NULL, outcomes BLOB NOT NULL, series BLOB NOT NULL);";

/* Binds a text or, where it is NULL, leaves the cell empty. */
static int bind_text(sqlite3_stmt *statement, int place, const char *text) {
    return text ? sqlite3_bind_text(statement, place, text, -1, SQLITE_STATIC)
                : sqlite3_bind_null(statement, place);
}

/* One row of texts behind a number (or of texts only, where number < 0). */
static int add_row(rap_store *s, sqlite3_stmt *statement, int64_t number, const char *const *texts,
                   int n) {
    int place = 1, code = SQLITE_OK;
    if (number >= 0)
        code = sqlite3_bind_int64(statement, place++, number);
    for (int k = 0; k < n && code == SQLITE_OK; k++)
        code = bind_text(statement, place++, texts[k]);
    return code == SQLITE_OK ? finish_step(s, statement) : rap_store_answer(s, code);
}

static int write_facts(rap_store *s) {
    fact facts[N_FACTS];
    sqlite3_stmt *statement = NULL;
    int status = prepare(s, "INSERT INTO meta VALUES(?, ?)", &statement);
    list_facts(s, facts);
    for (size_t k = 0; k < N_FACTS && !status; k++) {
        const char *texts[] = {facts[k].key, facts[k].text ? facts[k].text : ""};
        status = add_row(s, statement, -1, texts, 2);
    }
    sqlite3_finalize(statement);
    return status;
}

static int write_arms(rap_store *s) {
    sqlite3_stmt *statement = NULL;
    int status = prepare(s, "INSERT INTO arms VALUES(?, ?, ?)", &statement);
    for (size_t a = 0; a < s->layout->n_arms && !status; a++) {
        const char *texts[] = {s->study->arms[a].name, s->study->arms[a].label};
        status = add_row(s, statement, (int64_t)a, texts, 2);
    }
    sqlite3_finalize(statement);
    return status;
}

static int write_columns(rap_store *s) {
    sqlite3_stmt *statement = NULL;
    int status = prepare(s, "INSERT INTO columns VALUES(?, ?, ?, ?, ?)", &statement);
    for (size_t c = 0; c < s->layout->n_columns && !status; c++) {
        const rap_column *column = &s->layout->columns[c];
        const rap_outcome *outcome = &s->study->model->outcomes[column->outcome];
        const char *texts[] = {outcome->name, column->group, column->group_label, outcome->unit};
        status = add_row(s, statement, (int64_t)c, texts, 4);
    }
    sqlite3_finalize(statement);
    return status;
}

static int write_windows(rap_store *s) {
    sqlite3_stmt *statement = NULL;
    int status = prepare(s, "INSERT INTO windows VALUES(?, ?)", &statement);
    for (size_t w = 0; w < s->layout->n_windows && !status; w++)
        status = add_row(s, statement, (int64_t)w, &s->study->windows[w].text, 1);
    sqlite3_finalize(statement);
    return status;
}

static int write_series(rap_store *s) {
    sqlite3_stmt *statement = NULL;
    int status = prepare(s, "INSERT INTO series VALUES(?, ?, ?)", &statement);
    for (size_t k = 0; k < s->layout->n_series && !status; k++) {
        char column[LONGEST_FACT], months[LONGEST_FACT];
        const char *texts[] = {column, months};
        snprintf(column, sizeof column, "%zu", s->layout->series[k]);
        snprintf(months, sizeof months, "%zu", s->layout->n_months);
        status = add_row(s, statement, (int64_t)k, texts, 2);
    }
    sqlite3_finalize(statement);
    return status;
}

static int write_head(rap_store *s) {
    char marks[120];
    snprintf(marks, sizeof marks, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
             APPLICATION, FORMAT);
    int status = execute(s, marks);
    status = status ? status : execute(s, schema);
    status = status ? status : write_facts(s);
    status = status ? status : write_arms(s);
    status = status ? status : write_columns(s);
    status = status ? status : write_windows(s);
    return status ? status : write_series(s);
}

/* ---- opening -------------------------------------------------------------------------------- */

/* The first number of a query's first row. */
static int ask_number(rap_store *s, const char *sql, int64_t *number) {
    sqlite3_stmt *statement = NULL;
    int status = prepare(s, sql, &statement);
    if (!status)
        status = rap_store_answer(s, sqlite3_step(statement));
    if (!status)
        *number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return status;
}

static int connect(rap_store **store, const char *path, const rap_study *study,
                   const rap_layout *layout, int flags) {
    rap_store *s = *store = rap_allocate(1, sizeof *s);
    if (!s)
        return rap_fail(RAP_ENOMEM);
    s->study = study;
    s->layout = layout;
    int status = rap_store_answer(s, sqlite3_open_v2(path, &s->db, flags, NULL));
    if (status)
        return status;
    sqlite3_extended_result_codes(s->db, 1);
    sqlite3_busy_timeout(s->db, WAIT_MILLISECONDS);
    status = execute(s, "PRAGMA page_size = 16384; PRAGMA journal_mode = DELETE;"
                        " PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;");
    return status ? status : prepare_swapping(s);
}

static int prepare_statements(rap_store *s) {
    int status = prepare(s, "INSERT INTO runs VALUES(?, ?, ?, ?, ?, ?, ?)", &s->insert);
    return status ? status
                  : prepare(s, "SELECT outcomes, series FROM runs WHERE id = ?", &s->select);
}

static int check_facts(rap_store *s) {
    fact facts[N_FACTS];
    sqlite3_stmt *statement = NULL;
    int status = prepare(s, "SELECT value FROM meta WHERE key = ?", &statement);
    list_facts(s, facts);
    for (size_t k = 0; k < N_FACTS && !status; k++) {
        int code = bind_text(statement, 1, facts[k].key);
        code = code == SQLITE_OK ? sqlite3_step(statement) : code;
        const unsigned char *text = code == SQLITE_ROW ? sqlite3_column_text(statement, 0) : NULL;
        if (code != SQLITE_ROW && code != SQLITE_DONE)
            status = rap_store_answer(s, code);
        else if (facts[k].decides && (!text || strcmp((const char *)text, facts[k].text) != 0))
            status = rap_store_refuse(s, RAP_EDIFFERENT, "its %s is %s, that of the study %s",
                                      facts[k].key, text ? (const char *)text : "missing",
                                      facts[k].text);
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
    return status;
}

static int check_rows(rap_store *s) {
    static const char sql[] =
        "SELECT count(*), coalesce(min(id), 0), coalesce(max(id), -1),"
        " coalesce(sum(length(outcomes) <> ? OR length(series) <> ?), 0) FROM runs";
    sqlite3_stmt *statement = NULL;
    int status = prepare(s, sql, &statement);
    if (!status)
        status = rap_store_answer(
            s, sqlite3_bind_int64(statement, 1, (int64_t)(s->layout->n_values * sizeof(double))));
    if (!status)
        status = rap_store_answer(
            s, sqlite3_bind_int64(statement, 2, (int64_t)(s->layout->n_path * sizeof(double))));
    if (!status)
        status = rap_store_answer(s, sqlite3_step(statement));
    if (!status) {
        int64_t rows = sqlite3_column_int64(statement, 0), arms = (int64_t)s->layout->n_arms;
        bool whole = rows % arms == 0 && sqlite3_column_int64(statement, 1) == 0 &&
                     sqlite3_column_int64(statement, 2) == rows - 1 &&
                     sqlite3_column_int64(statement, 3) == 0;
        s->items = rows / arms;
        status = whole ? RAP_OK
                       : rap_store_refuse(s, RAP_ESTORE,
                                          "the database is damaged: runs are missing or cut short");
    }
    sqlite3_finalize(statement);
    return status;
}

/* Fills an empty database, in one transaction. */
static int make_database(rap_store *s) {
    int64_t tables = 0;
    int status = execute(s, "BEGIN IMMEDIATE");
    if (status)
        return status;
    status = ask_number(s, "SELECT count(*) FROM sqlite_master", &tables);
    if (!status && tables > 0)
        status = rap_store_refuse(s, RAP_ESTORE, "a database is already there");
    if (!status)
        status = write_head(s);
    status = end_transaction(s, status);
    return status ? status : prepare_statements(s);
}

int rap_store_create(rap_store **store, const char *path, const rap_study *study,
                     const rap_layout *layout) {
    int status = connect(store, path, study, layout, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    return status ? status : make_database(*store);
}

int rap_store_open(rap_store **store, const char *path, const rap_study *study,
                   const rap_layout *layout) {
    int64_t tables = 0, application = 0;
    int status = connect(store, path, study, layout, SQLITE_OPEN_READWRITE);
    if (status)
        return status;
    rap_store *s = *store;
    status = ask_number(s, "SELECT count(*) FROM sqlite_master", &tables);
    if (!status && tables == 0)
        return make_database(s);
    if (!status)
        status = ask_number(s, "PRAGMA application_id", &application);
    if (!status && application != APPLICATION)
        status = rap_store_refuse(s, RAP_EDIFFERENT, "it is a database of another program");
    status = status ? status : check_facts(s);
    status = status ? status : check_rows(s);
    return status ? status : prepare_statements(s);
}

void rap_store_close(rap_store *store) {
    if (!store)
        return;
    sqlite3_finalize(store->insert);
    sqlite3_finalize(store->select);
    sqlite3_close(store->db);
    rap_free(store->swapped);
    rap_free(store);
}

int64_t rap_store_items(const rap_store *store) {
    return store->items;
}

/* ---- appending ------------------------------------------------------------------------------ */

static int append_run(rap_store *s, int64_t item, size_t arm, const double *values,
                      const double *paths) {
    const rap_study *study = s->study;
    int64_t numbers[] = {item * (int64_t)s->layout->n_arms + (int64_t)arm, item, (int64_t)arm,
                         study->draws > 0 ? item / study->replicates : -1,
                         study->draws > 0 ? item % study->replicates : item};
    int code = SQLITE_OK;
    for (int k = 0; k < 5 && code == SQLITE_OK; k++)
        code = sqlite3_bind_int64(s->insert, k + 1, numbers[k]);
    if (code == SQLITE_OK)
        code = bind_numbers(s, 6, values, s->layout->n_values);
    if (code == SQLITE_OK)
        code = bind_numbers(s, 7, paths, s->layout->n_path);
    int status = code == SQLITE_OK ? finish_step(s, s->insert) : rap_store_answer(s, code);
    sqlite3_clear_bindings(s->insert);
    return status;
}

static int append(void *context, const rap_block *block) {
    rap_store *s = context;
    const rap_layout *l = s->layout;
    if (block->first != s->items)
        return rap_store_refuse(s, RAP_ESTORE,
                                "history %" PRId64 " does not follow the %" PRId64 " there are",
                                block->first, s->items);
    int status = execute(s, "BEGIN IMMEDIATE");
    if (status)
        return status;
    for (size_t row = 0; row < block->n * l->n_arms && !status; row++)
        status = append_run(s, block->first + (int64_t)(row / l->n_arms), row % l->n_arms,
                            block->values + row * l->n_values, block->paths + row * l->n_path);
    status = end_transaction(s, status);
    if (!status)
        s->items += (int64_t)block->n;
    return status;
}

rap_sink rap_store_sink(rap_store *store) {
    return (rap_sink){store, append};
}

/* ---- reading -------------------------------------------------------------------------------- */

static int read_part(rap_store *s, const char *column, size_t arm, size_t first, size_t n,
                     int64_t items, double *out) {
    sqlite3_blob *blob = NULL;
    int status = RAP_OK;
    for (int64_t item = 0; item < items && !status; item++) {
        int64_t id = item * (int64_t)s->layout->n_arms + (int64_t)arm;
        double *here = out + (size_t)item * n;
        status = rap_store_answer(
            s, blob ? sqlite3_blob_reopen(blob, id)
                    : sqlite3_blob_open(s->db, "main", "runs", column, id, 0, &blob));
        if (!status)
            status = rap_store_answer(s, sqlite3_blob_read(blob, here, (int)(n * sizeof *out),
                                                           (int)(first * sizeof *out)));
        if (!status && s->swapped)
            rap_store_swap(here, here, n);
    }
    sqlite3_blob_close(blob);
    return status;
}

static int read_checked(rap_store *s, const char *column, size_t there, size_t arm, size_t first,
                        size_t n, int64_t items, double *out) {
    if (arm >= s->layout->n_arms || first > there || n > there - first || items > s->items)
        return rap_store_refuse(s, RAP_ESTORE, "asked for numbers that are not there");
    return n ? read_part(s, column, arm, first, n, items, out) : RAP_OK;
}

int rap_store_values(rap_store *store, size_t arm, size_t first, size_t n, int64_t items,
                     double *out) {
    return read_checked(store, "outcomes", store->layout->n_values, arm, first, n, items, out);
}

int rap_store_paths(rap_store *store, size_t arm, size_t first, size_t n, int64_t items,
                    double *out) {
    return read_checked(store, "series", store->layout->n_path, arm, first, n, items, out);
}
