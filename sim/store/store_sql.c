/* store_sql.c: speaking to SQLite, whose answers become errors with a message. */
#include "base/error.h"
#include "store/store.h"
#include "store/store_parts.h"

#include <stdarg.h>
#include <stdio.h>

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
    bool damaged = (code & 0xff) == SQLITE_CORRUPT;
    return rap_store_refuse(s, damaged ? RAP_EDAMAGED : RAP_ESTORE, "%s",
                            s->db ? sqlite3_errmsg(s->db) : sqlite3_errstr(code));
}

int rap_store_execute(rap_store *s, const char *sql) {
    return rap_store_answer(s, sqlite3_exec(s->db, sql, NULL, NULL, NULL));
}

int rap_store_prepare(rap_store *s, const char *sql, sqlite3_stmt **statement) {
    return rap_store_answer(s, sqlite3_prepare_v2(s->db, sql, -1, statement, NULL));
}

int rap_store_finish(rap_store *s, sqlite3_stmt *statement) {
    int status = rap_store_answer(s, sqlite3_step(statement));
    int again = sqlite3_reset(statement);
    return status ? status : rap_store_answer(s, again);
}

int rap_store_ask(rap_store *s, const char *sql, int64_t *number) {
    sqlite3_stmt *statement = NULL;
    int status = rap_store_prepare(s, sql, &statement);
    if (!status)
        status = rap_store_answer(s, sqlite3_step(statement));
    if (!status)
        *number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return status;
}
