/* csv.h: CSV files as tables of columns (RFC 4180, LF, one header row, missing cells empty).
 *
 * A column says in one place what it is called, what it means and how its cell is written. The file, its
 * header and the data dictionary (models/DATA.md) come from the same rows. */
#ifndef RAP_CSV_H
#define RAP_CSV_H

#include "base/text.h"

#include <stddef.h>

typedef struct {
    const char *name; /* of a family of columns: what stands for the part that varies, "ARM" */
    const char *unit; /* "" for words */
    const char *meaning;
    /* Appends the cell, escaped; nothing where it is missing. `whole` is what the file is of, `row` what
     * the row is of. */
    void (*cell)(rap_text *out, const void *whole, const void *row, size_t at);
    size_t at; /* where the value stands in the row; of a family: which of its columns it is */
    /* Of a family: how many columns there are, and the name of column k, escaped. Else NULL. */
    size_t (*many)(const void *whole);
    void (*title)(rap_text *out, const void *whole, size_t k);
} rap_csv_column;

typedef struct {
    const char *name;    /* "contrasts.csv" */
    const char *meaning; /* what a row is */
    const rap_csv_column *columns;
    size_t n_columns;
} rap_csv_table;

/* Units that are not those of a model's number. */
#define RAP_CSV_OF_OUTCOME "see unit"
#define RAP_CSV_MONEY "currency"
#define RAP_CSV_SHARE "1"
#define RAP_CSV_TRUTH "true or false"

/* A column with a cell of its own; one whose value is a member of the row; a number with the ends of its
 * interval; and a family of columns. */
#define RAP_CSV(name, unit, cell, meaning)                                                         \
    { name, unit, meaning, cell, 0, NULL, NULL }
#define RAP_CSV_AT(name, unit, cell, type, member, meaning)                                        \
    { name, unit, meaning, cell, offsetof(type, member), NULL, NULL }
#define RAP_CSV_REAL(name, unit, type, member, meaning)                                            \
    RAP_CSV_AT(name, unit, rap_csv_real, type, member, meaning)
#define RAP_CSV_WORD(name, type, member, meaning)                                                  \
    RAP_CSV_AT(name, "", rap_csv_word, type, member, meaning)
#define RAP_CSV_INTERVAL(name, unit, type, middle, lower, upper, meaning)                          \
    RAP_CSV_REAL(name, unit, type, middle, meaning),                                               \
        RAP_CSV_REAL(name "_low", unit, type, lower, "lower end of the 95 % interval of " name),   \
        RAP_CSV_REAL(name "_high", unit, type, upper, "upper end of the 95 % interval of " name)
#define RAP_CSV_FAMILY(name, unit, cell, many, title, meaning)                                     \
    { name, unit, meaning, cell, 0, many, title }
#define RAP_CSV_TABLE(name, meaning, columns)                                                      \
    { name, meaning, columns, sizeof(columns) / sizeof(columns)[0] }

/* The file as far as its header; a row of it; and a row in which only the first n columns have cells. */
void rap_csv_header(rap_text *out, const rap_csv_table *table, const void *whole);
void rap_csv_row(rap_text *out, const rap_csv_table *table, const void *whole, const void *row);
void rap_csv_short_row(rap_text *out, const rap_csv_table *table, const void *whole,
                       const void *row, size_t n);

/* Cells of values that are members of the row: double (NaN: missing), size_t, int64_t, int, bool, and
 * const char * (NULL: missing). */
void rap_csv_real(rap_text *out, const void *whole, const void *row, size_t at);
void rap_csv_size(rap_text *out, const void *whole, const void *row, size_t at);
void rap_csv_count(rap_text *out, const void *whole, const void *row, size_t at);
void rap_csv_int(rap_text *out, const void *whole, const void *row, size_t at);
void rap_csv_truth(rap_text *out, const void *whole, const void *row, size_t at);
void rap_csv_word(rap_text *out, const void *whole, const void *row, size_t at);

#endif
