/* sheet.h: a sheet as people save it: text in UTF-8, UTF-16, Latin-1 or Windows-1252, cells parted by commas,
 * semicolons or tabs, read into rows of UTF-8 cells. Nothing is taken for more than words here. */
#ifndef RAP_SHEET_H
#define RAP_SHEET_H

#include "base/problem.h"

#include <stddef.h>

enum { RAP_MOST_SHEET_ROWS = 200000, RAP_MOST_SHEET_COLUMNS = 200, RAP_CELL_NAME = 16 };

typedef struct {
    char **cells; /* trimmed, line breaks and hard blanks as blanks; never NULL */
    size_t n;
    int number; /* of the row, as a spreadsheet counts, from 1 */
} rap_sheet_row;

typedef struct {
    rap_sheet_row *rows; /* those that hold anything */
    size_t n, capacity;
    const char *file; /* for problems; not copied */
} rap_sheet;

/* Reads n bytes. Problems, with row and cell: bytes that are no text, quotes that do not close, more rows or columns
 * than any list has. RAP_OK, RAP_EINPUT with problems, RAP_ENOMEM. Free is legal in every case, and twice. */
int rap_sheet_read(rap_sheet *sheet, const char *file, const char *bytes, size_t n,
                   rap_problems *problems);
void rap_sheet_free(rap_sheet *sheet);

/* A cell, "" beyond the row's end; and its name, "C7". */
const char *rap_sheet_cell(const rap_sheet *sheet, size_t row, size_t column);
void rap_sheet_cell_name(char name[RAP_CELL_NAME], int row, size_t column);

/* A cell as a message may show it: its beginning, as whole letters; "..." where it holds what cannot be seen. */
enum { RAP_SHOWN_OF_CELL = 64 };
void rap_sheet_show(char shown[RAP_SHOWN_OF_CELL], const char *cell);

/* Adds a problem of a cell; RAP_OK or RAP_ENOMEM. */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
int rap_sheet_problem(rap_problems *problems, const rap_sheet *sheet, size_t row, size_t column,
                      const char *format, ...);

#endif
