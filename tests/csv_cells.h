/* csv_cells.h: cells of a line of a table in CSV. */
#ifndef CSV_CELLS_H
#define CSV_CELLS_H

#include <stddef.h>

/* Commas and one; those within quotes count. */
static inline size_t csv_cells(const char *line) {
    size_t n = 1;
    for (; *line && *line != '\n'; line++)
        n += *line == ',';
    return n;
}

#endif
