/* table.c: columns as wide as their widest cell; RAP_WRAP columns share what is left. */
#include "cli/terminal/table.h"
#include "base/clusters.h"
#include "base/memory.h"
#include "base/unicode.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { MOST_COLUMNS = 12, GAP = 2, NARROWEST = 16, HANG = 2 };

/* First byte of the first cell of a line across all columns; no cell from outside holds it. */
#define SPAN '\1'

void rap_table_init(rap_table *t, const rap_align *align, size_t n_columns) {
    *t = (rap_table){.align = align, .n_columns = n_columns};
}

void rap_table_free(rap_table *t) {
    for (size_t i = 0; i < t->n_cells; i++)
        rap_free(t->cells[i]);
    rap_free(t->cells);
    *t = (rap_table){0};
}

/* Takes the cell over; NULL stands for one that there was no memory for. */
static void add_cell(rap_table *t, char *cell) {
    if (!cell || rap_grow(&t->cells, &t->capacity, t->n_cells + 1, sizeof *t->cells)) {
        rap_free(cell);
        t->failed = true;
        return;
    }
    t->cells[t->n_cells++] = cell;
}

void rap_table_cell(rap_table *t, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int n = vsnprintf(NULL, 0, format, arguments);
    size_t size = n < 0 ? 1 : (size_t)n + 1;
    char *cell = rap_allocate(size, 1);
    if (cell && n > 0)
        vsnprintf(cell, size, format, again);
    va_end(again);
    va_end(arguments);
    add_cell(t, cell);
}

void rap_table_span(rap_table *t, const char *text) {
    rap_table_cell(t, "%c%s", SPAN, text);
    for (size_t c = 1; c < t->n_columns; c++)
        add_cell(t, rap_allocate(1, 1));
}

void rap_table_text_cell(rap_table *t, rap_text *text) {
    rap_table_cell(t, "%s", rap_text_string(text));
    t->failed |= text->failed;
    rap_text_free(text);
}

void rap_table_text_span(rap_table *t, rap_text *text) {
    rap_table_span(t, rap_text_string(text));
    t->failed |= text->failed;
    rap_text_free(text);
}

/* Bytes of the first line of `s` when broken at blanks to `width` columns; at least one cluster. */
static size_t line_bytes(const char *s, size_t width) {
    size_t i = 0, blank = 0, taken = 0, columns;
    while (s[i]) {
        size_t n = rap_cluster(s + i, &columns);
        if (s[i] == ' ')
            blank = i;
        taken += columns;
        if (taken > width)
            return blank ? blank : i ? i : n;
        i += n;
    }
    return i;
}

static void blanks(rap_text *out, size_t n) {
    while (n-- > 0)
        rap_text_add(out, " ");
}

void rap_table_wrap(rap_text *out, const char *text, size_t indent, size_t width) {
    size_t room = width > indent + NARROWEST ? width - indent : NARROWEST;
    do {
        size_t n = line_bytes(text, room);
        blanks(out, indent);
        rap_text_add_bytes(out, text, n);
        rap_text_add(out, "\n");
        text += n;
        text += strspn(text, " ");
    } while (*text);
}

void rap_table_paragraph(rap_text *out, rap_text *text, size_t indent, size_t width) {
    if (text->n)
        rap_table_wrap(out, rap_text_string(text), indent, width);
    out->failed |= text->failed;
    rap_text_free(text);
}

static void measure_columns(const rap_table *t, size_t *widths, size_t indent, size_t width) {
    size_t total = indent, wrapping = 0;
    for (size_t c = 0; c < t->n_columns; c++) {
        widths[c] = 0;
        for (size_t i = c; i < t->n_cells; i += t->n_columns) {
            size_t w = t->cells[i][0] == SPAN ? 0 : rap_columns(t->cells[i], strlen(t->cells[i]));
            widths[c] = w > widths[c] ? w : widths[c];
        }
        total += widths[c] + (c ? GAP : 0);
        wrapping += t->align[c] == RAP_WRAP;
    }
    while (wrapping && total > width) {
        size_t widest = t->n_columns;
        for (size_t c = 0; c < t->n_columns; c++)
            if (t->align[c] == RAP_WRAP && (widest == t->n_columns || widths[c] > widths[widest]))
                widest = c;
        if (widths[widest] <= NARROWEST)
            break;
        widths[widest]--;
        total--;
    }
}

/* Adds n bytes of a cell. On a terminal, what is written from right to left is set apart (U+2068, U+2069),
 * or it would turn the numbers in the cells beside it. */
static void add_piece(rap_text *out, const char *s, size_t n) {
    size_t before, run;
    bool apart = rap_unicode_turned(s, &before, &run) && before < n && isatty(STDOUT_FILENO);
    rap_text_add(out, apart ? "\xe2\x81\xa8" : "");
    rap_text_add_bytes(out, s, n);
    rap_text_add(out, apart ? "\xe2\x81\xa9" : "");
}

/* One line of a row; the cells' rests move on. Lines after the first hang, by `hang` blanks. True
 * while something is left for a further line. */
static bool print_row_line(const rap_table *t, const char **rest, const size_t *widths,
                           rap_text *out, size_t indent, size_t hang) {
    size_t owed = indent;
    bool more = false;
    for (size_t c = 0; c < t->n_columns; c++) {
        bool right = t->align[c] == RAP_RIGHT, wrap = t->align[c] == RAP_WRAP;
        size_t shift = wrap && rest[c][0] ? hang : 0;
        size_t n = wrap ? line_bytes(rest[c], widths[c] - shift) : strlen(rest[c]);
        size_t w = shift + rap_columns(rest[c], n), pad = widths[c] > w ? widths[c] - w : 0;
        owed += right ? pad : shift;
        if (n) {
            blanks(out, owed);
            owed = 0;
        }
        add_piece(out, rest[c], n);
        owed += (right ? 0 : pad) + GAP;
        rest[c] += n;
        rest[c] += strspn(rest[c], " ");
        more = more || rest[c][0];
    }
    rap_text_add(out, "\n");
    return more;
}

void rap_table_print(const rap_table *t, rap_text *out, size_t indent, size_t width) {
    size_t widths[MOST_COLUMNS];
    const char *rest[MOST_COLUMNS];
    if (t->failed || t->n_columns > MOST_COLUMNS) {
        out->failed = true;
        return;
    }
    measure_columns(t, widths, indent, width);
    for (size_t row = 0; row + t->n_columns <= t->n_cells; row += t->n_columns) {
        if (t->cells[row][0] == SPAN) {
            rap_table_wrap(out, t->cells[row] + 1, indent, width);
            continue;
        }
        for (size_t c = 0; c < t->n_columns; c++)
            rest[c] = t->cells[row + c];
        for (size_t hang = 0; print_row_line(t, rest, widths, out, indent, hang);)
            hang = HANG;
    }
}

size_t rap_table_width(void) {
    struct winsize size = {0};
    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || size.ws_col == 0)
        return 100;
    return size.ws_col < 60 ? 60 : size.ws_col > 160 ? 160 : size.ws_col;
}
