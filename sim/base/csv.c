/* csv.c: headers, rows and cells of CSV files. */
#include "base/csv.h"

#include <stdint.h>
#include <string.h>

/* ---- rows ------------------------------------------------------------------------------------- */

static size_t how_many(const rap_csv_column *c, const void *whole) {
    return c->many ? c->many(whole) : 1;
}

void rap_csv_header(rap_text *out, const rap_csv_table *table, const void *whole) {
    const char *comma = "";
    for (size_t c = 0; c < table->n_columns; c++)
        for (size_t k = 0; k < how_many(&table->columns[c], whole); k++, comma = ",") {
            rap_text_add(out, comma);
            if (table->columns[c].many)
                table->columns[c].title(out, whole, k);
            else
                rap_text_add(out, table->columns[c].name);
        }
    rap_text_add(out, "\n");
}

void rap_csv_short_row(rap_text *out, const rap_csv_table *table, const void *whole,
                       const void *row, size_t n) {
    const char *comma = "";
    for (size_t c = 0; c < table->n_columns; c++) {
        const rap_csv_column *column = &table->columns[c];
        size_t many = how_many(column, whole);
        for (size_t k = 0; k < many; k++, comma = ",") {
            rap_text_add(out, comma);
            if (c < n)
                column->cell(out, whole, row, column->many ? k : column->at);
        }
    }
    rap_text_add(out, "\n");
}

void rap_csv_row(rap_text *out, const rap_csv_table *table, const void *whole, const void *row) {
    rap_csv_short_row(out, table, whole, row, table->n_columns);
}

/* ---- cells ------------------------------------------------------------------------------------ */

static void take_member(void *value, const void *row, size_t at, size_t size) {
    memcpy(value, (const char *)row + at, size);
}

void rap_csv_real(rap_text *out, const void *whole, const void *row, size_t at) {
    double x;
    (void)whole;
    take_member(&x, row, at, sizeof x);
    rap_text_number(out, x);
}

void rap_csv_size(rap_text *out, const void *whole, const void *row, size_t at) {
    size_t n;
    (void)whole;
    take_member(&n, row, at, sizeof n);
    rap_text_format(out, "%zu", n);
}

void rap_csv_count(rap_text *out, const void *whole, const void *row, size_t at) {
    int64_t n;
    (void)whole;
    take_member(&n, row, at, sizeof n);
    rap_text_format(out, "%lld", (long long)n);
}

void rap_csv_int(rap_text *out, const void *whole, const void *row, size_t at) {
    int n;
    (void)whole;
    take_member(&n, row, at, sizeof n);
    rap_text_format(out, "%d", n);
}

void rap_csv_truth(rap_text *out, const void *whole, const void *row, size_t at) {
    bool x;
    (void)whole;
    take_member(&x, row, at, sizeof x);
    rap_text_add(out, x ? "true" : "false");
}

void rap_csv_word(rap_text *out, const void *whole, const void *row, size_t at) {
    const char *word;
    (void)whole;
    take_member(&word, row, at, sizeof word);
    rap_text_csv(out, word ? word : "");
}
