/* store_parts.h: what a store is inside; private to sim/store.
 *
 * store_sql.c speaks to SQLite, store_head.c writes and checks what a database says of itself, store_pack.c packs
 * numbers into bytes, and store_rows.c writes and finds runs; store.c stands on all four. */
#ifndef RAP_STORE_PARTS_H
#define RAP_STORE_PARTS_H

#include "ensemble/ensemble.h"

#include <sqlite3.h>
#define ZLIB_CONST
#include <zlib.h>

enum { RAP_STORE_FORMAT = 3, RAP_STORE_APPLICATION = 0x52415050, RAP_STORE_MESSAGE = 400 };

/* Room for one part of a run: its numbers, and them packed. */
typedef struct {
    bool by_differences; /* how they are packed: paths are */
    size_t n;
    double *numbers;
    unsigned char *bytes;
    size_t size, most; /* of what is packed */
} rap_store_room;

struct rap_store {
    sqlite3 *db;
    sqlite3_stmt *insert, *select; /* a run's row; the latter by id */
    const rap_study *study;
    const rap_layout *layout;
    uint64_t mark;                /* of study and layout: where the hash of every row begins */
    int64_t first, items;         /* the first item, and how many */
    rap_store_room values, paths; /* of the run at hand */
    unsigned char *plain;         /* a segment, not packed */
    z_stream packer, unpacker;
    bool has_packer, has_unpacker;
    char message[RAP_STORE_MESSAGE];
};

/* ---- SQL ------------------------------------------------------------------------------------ */

/* Raises `status` with a message of its own. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
int rap_store_refuse(struct rap_store *s, int status, const char *format, ...);

/* Raises what SQLite just answered: RAP_EDAMAGED, RAP_ENOMEM or RAP_ESTORE; SQLITE_OK, SQLITE_ROW and
 * SQLITE_DONE are no errors. */
int rap_store_answer(struct rap_store *s, int code);

int rap_store_execute(struct rap_store *s, const char *sql);
int rap_store_prepare(struct rap_store *s, const char *sql, sqlite3_stmt **statement);

/* Steps a statement that returns nothing and makes it ready again. */
int rap_store_finish(struct rap_store *s, sqlite3_stmt *statement);

/* The first number of a query's first row. */
int rap_store_ask(struct rap_store *s, const char *sql, int64_t *number);

/* ---- head ----------------------------------------------------------------------------------- */

/* A hash of everything that says what stands where. */
uint64_t rap_store_layout_hash(const struct rap_store *s);

/* Makes the tables and writes all but the runs. */
int rap_store_write_head(struct rap_store *s);

/* Whether the database is of this program, format, study and layout: else RAP_EDIFFERENT. */
int rap_store_check_head(struct rap_store *s);

/* ---- rows ----------------------------------------------------------------------------------- */

/* Where the numbers of a run stand in its row. */
enum { RAP_STORE_VALUES = 4, RAP_STORE_PATHS = 5 };

int rap_store_prepare_rows(struct rap_store *s);
int rap_store_append_row(struct rap_store *s, int64_t item, size_t arm, const double *values,
                         const double *paths);

/* Reads a run into the rooms and holds it against its hash. */
int rap_store_find_row(struct rap_store *s, int64_t item, size_t arm);

/* Finds every row and counts the items. RAP_EDAMAGED where one is missing or not what was written. */
int rap_store_check_rows(struct rap_store *s);

/* Appends a run's row as it is in another store, found there as it was written. */
int rap_store_copy_row(struct rap_store *s, struct rap_store *from, int64_t item, size_t arm);

/* ---- packing -------------------------------------------------------------------------------- */

int rap_store_prepare_packing(struct rap_store *s);
void rap_store_end_packing(struct rap_store *s);

/* Packs n numbers into the room's bytes and size; RAP_OK or an error with its message. */
int rap_store_pack(struct rap_store *s, rap_store_room *room, const double *x);

/* Unpacks numbers [first, first + n) of `size` bytes; false where these are not what rap_store_pack made of as many
 * numbers as the room is for. */
bool rap_store_unpack(struct rap_store *s, const rap_store_room *room, const unsigned char *bytes,
                      size_t size, size_t first, size_t n, double *out);

#endif
