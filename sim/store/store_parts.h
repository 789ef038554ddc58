/* store_parts.h: what a store is inside; private to sim/store. */
#ifndef RAP_STORE_PARTS_H
#define RAP_STORE_PARTS_H

#include "ensemble/ensemble.h"

#include <sqlite3.h>

enum { RAP_STORE_MESSAGE = 400 };

struct rap_store {
    sqlite3 *db;
    sqlite3_stmt *insert, *select; /* a run's row, by id */
    const rap_study *study;
    const rap_layout *layout;
    int64_t items;
    double *swapped; /* on a big-endian machine: a blob in the file's order; else NULL */
    char message[RAP_STORE_MESSAGE];
};

/* Raises `status` with a message of its own. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
int rap_store_refuse(struct rap_store *s, int status, const char *format, ...);

/* Raises what SQLite just answered; SQLITE_OK, SQLITE_ROW and SQLITE_DONE are no errors. */
int rap_store_answer(struct rap_store *s, int code);

/* Turns the bytes of n numbers round; `to` may be `from`. */
void rap_store_swap(const double *from, double *to, size_t n);

#endif
