/* table.h: aligned tables for a terminal or a text file. */
#ifndef RAP_TABLE_H
#define RAP_TABLE_H

#include "base/text.h"

typedef enum { RAP_LEFT, RAP_RIGHT, RAP_WRAP } rap_align; /* RAP_WRAP: left, broken at blanks */

typedef struct {
    const rap_align *align;
    size_t n_columns, n_cells, capacity;
    char **cells; /* row by row, the first row is the header */
    bool failed;
} rap_table;

/* A table whose cells are then added one by one, row by row. `align` must live as long. */
void rap_table_init(rap_table *t, const rap_align *align, size_t n_columns);
void rap_table_free(rap_table *t);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void rap_table_cell(rap_table *t, const char *format, ...);

/* A line across all columns, between rows. */
void rap_table_span(rap_table *t, const char *text);

/* A cell, and a line across, that take a text over; a text that failed fails the table. */
void rap_table_text_cell(rap_table *t, rap_text *text);
void rap_table_text_span(rap_table *t, rap_text *text);

/* Appends the table, each line with `indent` blanks before it and, where RAP_WRAP columns allow, no
 * longer than `width`. */
void rap_table_print(const rap_table *t, rap_text *out, size_t indent, size_t width);

/* Appends a text broken at blanks into lines of `width`, each after `indent` blanks. */
void rap_table_wrap(rap_text *out, const char *text, size_t indent, size_t width);

/* The same with a text that it takes over; one that failed fails `out`. An empty one is left out. */
void rap_table_paragraph(rap_text *out, rap_text *text, size_t indent, size_t width);

/* Width to print for: 100, or that of the terminal on standard output, from 60 to 160. */
size_t rap_table_width(void);

#endif
