/* store_head.c: what a run database says of itself: its format, study and layout. */
#include "base/error.h"
#include "store/store.h"
#include "store/store_parts.h"
#include "stream/stream.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

uint64_t rap_store_layout_hash(const rap_store *s) {
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
    return rap_hash_mix(h, l->rounds_paths);
}

enum { N_FACTS = 9, LONGEST_FACT = 24 };

/* What must agree between a database and a study, and what is there for people. */
typedef struct {
    const char *key, *text;
    char room[LONGEST_FACT];
    bool decides;
    const char *usual; /* what it is where the database does not say; NULL: it says */
} fact;

static void list_facts(const rap_store *s, fact facts[N_FACTS]) {
    const rap_study *study = s->study;
    memset(facts, 0, N_FACTS * sizeof *facts);
    facts[0] = (fact){.key = "fingerprint", .decides = true};
    snprintf(facts[0].room, LONGEST_FACT, "%016" PRIx64, study->fingerprint);
    facts[1] = (fact){.key = "layout", .decides = true};
    snprintf(facts[1].room, LONGEST_FACT, "%016" PRIx64, rap_store_layout_hash(s));
    facts[2] = (fact){.key = "seed", .decides = true};
    snprintf(facts[2].room, LONGEST_FACT, "%" PRId64, study->seed);
    facts[3] = (fact){.key = "replicates", .decides = true};
    snprintf(facts[3].room, LONGEST_FACT, "%" PRId64, study->replicates);
    facts[4] = (fact){.key = "varies", .decides = true};
    snprintf(facts[4].room, LONGEST_FACT, "%d", study->draws > 0);
    facts[5] = (fact){.key = "model", .text = study->model->name, .decides = true};
    facts[6] = (fact){.key = "model_version", .text = study->model->version, .decides = true};
    facts[7] = (fact){.key = "title", .text = study->title};
    facts[8] = (fact){.key = "first", .decides = true, .usual = "0"};
    snprintf(facts[8].room, LONGEST_FACT, "%" PRId64, s->first);
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
    " draw INTEGER NOT NULL, run INTEGER NOT NULL, outcomes BLOB NOT NULL, series BLOB NOT NULL, "
    "hash INTEGER NOT NULL);";

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
    return code == SQLITE_OK ? rap_store_finish(s, statement) : rap_store_answer(s, code);
}

static int write_facts(rap_store *s) {
    fact facts[N_FACTS];
    sqlite3_stmt *statement = NULL;
    int status = rap_store_prepare(s, "INSERT INTO meta VALUES(?, ?)", &statement);
    list_facts(s, facts);
    for (size_t k = 0; k < N_FACTS && !status; k++) {
        const char *texts[] = {facts[k].key, facts[k].text};
        if (!facts[k].usual || strcmp(facts[k].usual, facts[k].text))
            status = add_row(s, statement, -1, texts, 2);
    }
    sqlite3_finalize(statement);
    return status;
}

static int write_arms(rap_store *s) {
    sqlite3_stmt *statement = NULL;
    int status = rap_store_prepare(s, "INSERT INTO arms VALUES(?, ?, ?)", &statement);
    for (size_t a = 0; a < s->layout->n_arms && !status; a++) {
        const char *texts[] = {s->study->arms[a].name, s->study->arms[a].label};
        status = add_row(s, statement, (int64_t)a, texts, 2);
    }
    sqlite3_finalize(statement);
    return status;
}

static int write_columns(rap_store *s) {
    sqlite3_stmt *statement = NULL;
    int status = rap_store_prepare(s, "INSERT INTO columns VALUES(?, ?, ?, ?, ?)", &statement);
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
    int status = rap_store_prepare(s, "INSERT INTO windows VALUES(?, ?)", &statement);
    for (size_t w = 0; w < s->layout->n_windows && !status; w++)
        status = add_row(s, statement, (int64_t)w, &s->study->windows[w].text, 1);
    sqlite3_finalize(statement);
    return status;
}

static int write_series(rap_store *s) {
    sqlite3_stmt *statement = NULL;
    int status = rap_store_prepare(s, "INSERT INTO series VALUES(?, ?, ?)", &statement);
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

int rap_store_write_head(rap_store *s) {
    char marks[120];
    snprintf(marks, sizeof marks, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
             RAP_STORE_APPLICATION, RAP_STORE_FORMAT);
    int status = rap_store_execute(s, marks);
    status = status ? status : rap_store_execute(s, schema);
    status = status ? status : write_facts(s);
    status = status ? status : write_arms(s);
    status = status ? status : write_columns(s);
    status = status ? status : write_windows(s);
    return status ? status : write_series(s);
}

/* ---- checking ------------------------------------------------------------------------------- */

/* Whether a database with this text, NULL for none, is of the study. */
static bool fits(const fact *f, const char *text) {
    const char *said = text ? text : f->usual;
    return !f->decides || (said && !strcmp(said, f->text));
}

static int check_facts(rap_store *s) {
    fact facts[N_FACTS];
    sqlite3_stmt *statement = NULL;
    int status = rap_store_prepare(s, "SELECT value FROM meta WHERE key = ?", &statement);
    list_facts(s, facts);
    for (size_t k = 0; k < N_FACTS && !status; k++) {
        int code = bind_text(statement, 1, facts[k].key);
        code = code == SQLITE_OK ? sqlite3_step(statement) : code;
        const char *text =
            code == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0) : NULL;
        if (code != SQLITE_ROW && code != SQLITE_DONE)
            status = rap_store_answer(s, code);
        else if (!fits(&facts[k], text))
            status = rap_store_refuse(s, RAP_EDIFFERENT, "its %s is %s, that of the study %s",
                                      facts[k].key, text ? text : "missing", facts[k].text);
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
    return status;
}

int rap_store_check_head(rap_store *s) {
    int64_t application = 0, format = 0;
    int status = rap_store_ask(s, "PRAGMA application_id", &application);
    if (!status && application != RAP_STORE_APPLICATION)
        return rap_store_refuse(s, RAP_EDIFFERENT, "it is a database of another program");
    status = status ? status : rap_store_ask(s, "PRAGMA user_version", &format);
    if (!status && format != RAP_STORE_FORMAT)
        return rap_store_refuse(s, RAP_EDIFFERENT,
                                "its format is %" PRId64 ", made by another version of rapport; "
                                "this one reads format %d",
                                format, RAP_STORE_FORMAT);
    return status ? status : check_facts(s);
}
