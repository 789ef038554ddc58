/* whole.c: see whole.h.
 *
 * The table of what is left over a whole unit gets one row and one column more, so that each row and each column is
 * a whole number of units. A row or column with a part in it then has two at least: going from part to part, by row
 * and by column in turns, one comes back to where one was. Along that cycle parts are raised and lowered in turns,
 * which leaves all sums as they are, until one of them is whole. */
#include "base/whole.h"
#include "base/error.h"
#include "base/memory.h"

#include <stdbool.h>

typedef struct {
    int64_t *part; /* rows x columns, each 0 to unit; whole at either end */
    size_t rows, columns;
    int64_t unit;
    size_t *path; /* cells: each next one is in the row, then in the column, of the one before */
    size_t *met;  /* line (rows, then columns): 1 + where on the path it was entered, 0: not */
    size_t n;
} rounding;

static int64_t part_over(int64_t x, int64_t unit) {
    int64_t part = x % unit;
    return part < 0 ? part + unit : part;
}

static bool has_part(const rounding *r, size_t cell) {
    return r->part[cell] != 0 && r->part[cell] != r->unit;
}

/* What stands over a whole number of units, and in the last row and column what is missing to one. */
static void fill_parts(rounding *r, const int64_t *amounts) {
    size_t m = r->rows - 1, n = r->columns - 1, corner = r->rows * r->columns - 1;
    for (size_t i = 0; i < m; i++)
        for (size_t k = 0; k < n; k++) {
            int64_t x = part_over(amounts[i * n + k], r->unit);
            r->part[i * r->columns + k] = x;
            r->part[i * r->columns + n] += r->unit - x;
            r->part[m * r->columns + k] += r->unit - x;
            r->part[corner] += x;
        }
    for (size_t i = 0; i < r->rows; i++)
        r->part[i * r->columns + n] %= r->unit;
    for (size_t k = 0; k < n; k++)
        r->part[m * r->columns + k] %= r->unit;
}

/* Another part in the row, or in the column, of a cell. */
static size_t other_part(const rounding *r, size_t cell, bool in_row) {
    size_t step = in_row ? 1 : r->columns, count = in_row ? r->columns : r->rows;
    size_t at = in_row ? cell - cell % r->columns : cell % r->columns;
    while (count-- > 0 && (at == cell || !has_part(r, at)))
        at += step;
    return at;
}

/* The row or column in which the path goes on from its last cell. */
static size_t line_of(const rounding *r, size_t cell, bool is_row) {
    return is_row ? cell / r->columns : r->rows + cell % r->columns;
}

/* Goes on from a part to parts until a row or column is met again; gives where on the path the cycle begins. */
static size_t find_cycle(rounding *r, size_t cell) {
    bool in_row = true;
    for (size_t line = 0; line < r->rows + r->columns; line++)
        r->met[line] = 0;
    r->n = 0;
    r->path[r->n++] = cell;
    for (;;) {
        size_t line = line_of(r, cell, in_row);
        if (r->met[line])
            return r->met[line];
        r->met[line] = r->n;
        cell = other_part(r, cell, in_row);
        r->path[r->n++] = cell;
        in_row = !in_row;
    }
}

/* How far the first, third, ... cells from `from` can be raised while those between are lowered. */
static int64_t step_along(const rounding *r, size_t from, bool up) {
    int64_t most = r->unit;
    for (size_t k = from; k < r->n; k++, up = !up) {
        int64_t x = r->part[r->path[k]], room = up ? r->unit - x : x;
        most = room < most ? room : most;
    }
    return most;
}

static void settle_part(rounding *r, size_t cell) {
    size_t from = find_cycle(r, cell);
    int64_t up = step_along(r, from, true), down = step_along(r, from, false);
    int64_t step = up <= down ? up : -down;
    for (size_t k = from; k < r->n; k++, step = -step)
        r->part[r->path[k]] += step;
}

int rap_whole_units(const int64_t *amounts, size_t rows, size_t columns, int64_t unit,
                    int64_t *whole) {
    rounding r = {.rows = rows + 1, .columns = columns + 1, .unit = unit};
    size_t cells = r.rows * r.columns, lines = r.rows + r.columns;
    r.part = rap_allocate(cells, sizeof *r.part);
    r.path = rap_allocate(lines + 2, sizeof *r.path);
    r.met = rap_allocate(lines, sizeof *r.met);
    int status = r.part && r.path && r.met ? RAP_OK : rap_fail(RAP_ENOMEM);
    if (!status)
        fill_parts(&r, amounts);
    for (size_t cell = 0; cell < cells && !status; cell++)
        while (has_part(&r, cell))
            settle_part(&r, cell);
    for (size_t i = 0; i < rows && !status; i++)
        for (size_t k = 0; k < columns; k++) {
            int64_t x = amounts[i * columns + k];
            whole[i * columns + k] = (x - part_over(x, unit) + r.part[i * r.columns + k]) / unit;
        }
    rap_free(r.part);
    rap_free(r.path);
    rap_free(r.met);
    return status;
}
