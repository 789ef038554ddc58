/* sheet.c: from bytes to rows of cells; cells are found by libcsv. */
#include "cli/sheets/sheet.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "cli/sheets/encoding.h"

#include <csv.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- what parts the cells --------------------------------------------------------------------- */

/* How many of the first lines have as many separators, outside of quotation marks, as the first that has any. */
static size_t count_alike(const char *text, char separator) {
    size_t alike = 0, usual = 0, here = 0, lines = 0;
    bool quoted = false;
    for (const char *s = text; lines < 100; s++) {
        quoted ^= *s == '"';
        here += !quoted && *s == separator;
        if (*s && (*s != '\n' || quoted))
            continue;
        usual = usual ? usual : here;
        alike += here > 0 && here == usual;
        here = 0;
        lines++;
        if (!*s)
            break;
    }
    return alike;
}

/* The one that parts most lines into as many cells; commas, which also stand in numbers, last. */
static char find_separator(const char **text) {
    static const char separators[] = ";\t,";
    size_t most = 0, alike;
    char best = ',';
    if (!strncmp(*text, "sep=", 4) && strchr(separators, (*text)[4]) && (*text)[4] &&
        (*text)[5] == '\n') {
        best = (*text)[4]; /* as a spreadsheet writes it */
        *text += 5;        /* the line stays, as an empty one, so that rows keep their numbers */
        return best;
    }
    for (const char *s = separators; *s; s++)
        if ((alike = count_alike(*text, *s)) > most) {
            most = alike;
            best = *s;
        }
    return best;
}

/* ---- rows ------------------------------------------------------------------------------------- */

typedef struct {
    rap_sheet *sheet;
    rap_sheet_row row; /* that is being read */
    size_t capacity;
    int rows; /* that have ended, empty ones too */
    int status;
    bool full; /* too many rows or columns */
} reader;

static void free_row(rap_sheet_row *row) {
    for (size_t i = 0; i < row->n; i++)
        rap_free(row->cells[i]);
    rap_free(row->cells);
    *row = (rap_sheet_row){0};
}

/* Blanks of all kinds as one blank, none at the ends, and without the apostrophe that keeps a spreadsheet from taking
 * words for a formula. */
static char *clean_cell(const char *s, size_t n) {
    rap_text t;
    rap_text_init(&t);
    if (n > 1 && s[0] == '\'' && strchr("=+-@", s[1]))
        s++, n--;
    for (size_t i = 0, length; i < n && s[i]; i += length) {
        uint32_t letter = rap_letter(s + i, &length);
        bool blank = letter <= ' ' || letter == 0xa0 || letter == 0x2009 || letter == 0x202f;
        if (!blank)
            rap_text_add_bytes(&t, s + i, length);
        else if (t.n > 0 && t.bytes[t.n - 1] != ' ')
            rap_text_add(&t, " ");
    }
    if (t.n > 0 && t.bytes[t.n - 1] == ' ')
        t.bytes[--t.n] = '\0';
    rap_text_add(&t, "");
    return rap_text_take(&t);
}

static void end_cell(void *bytes, size_t n, void *context) {
    reader *r = context;
    if (r->row.n >= RAP_MOST_SHEET_COLUMNS || r->status) {
        r->full |= !r->status;
        return;
    }
    r->status = rap_grow(&r->row.cells, &r->capacity, r->row.n + 1, sizeof *r->row.cells);
    char *cell = r->status ? NULL : clean_cell(bytes ? bytes : "", n);
    if (cell)
        r->row.cells[r->row.n++] = cell;
    else
        r->status = rap_fail(RAP_ENOMEM);
}

static bool holds_anything(const rap_sheet_row *row) {
    for (size_t i = 0; i < row->n; i++)
        if (row->cells[i][0])
            return true;
    return false;
}

static void end_row(int terminator, void *context) {
    reader *r = context;
    rap_sheet *sheet = r->sheet;
    (void)terminator;
    r->row.number = ++r->rows;
    r->full |= sheet->n >= RAP_MOST_SHEET_ROWS;
    bool keep = holds_anything(&r->row) && !r->full && !r->status;
    if (keep)
        r->status = rap_grow(&sheet->rows, &sheet->capacity, sheet->n + 1, sizeof *sheet->rows);
    if (keep && !r->status)
        sheet->rows[sheet->n++] = r->row;
    else
        free_row(&r->row);
    r->row = (rap_sheet_row){0};
    r->capacity = 0;
}

static int is_blank_letter(unsigned char c) {
    return c == ' ';
}

/* Line by line, because libcsv passes over empty lines, which count in a spreadsheet. True where it read all. */
static bool read_lines_of(reader *r, struct csv_parser *parser, const char *text) {
    bool open = false; /* a row goes on into the next line */
    while (*text && !r->full && !r->status) {
        size_t n = strcspn(text, "\n"), length = n + (text[n] == '\n');
        int before = r->rows;
        if (csv_parse(parser, text, length, end_cell, end_row, r) != length)
            return false;
        bool empty = strspn(text, " ") >= n;
        r->rows += r->rows == before && empty && !open;
        open = r->rows == before;
        text += length;
    }
    return csv_fini(parser, end_cell, end_row, r) == 0;
}

static int read_cells(reader *r, const char *text, rap_problems *problems) {
    struct csv_parser parser;
    char separator = find_separator(&text);
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI))
        return rap_fail(RAP_ENOMEM);
    csv_set_delim(&parser, (unsigned char)separator);
    csv_set_space_func(&parser, is_blank_letter);
    bool whole = read_lines_of(r, &parser, text);
    int error = csv_error(&parser);
    csv_free(&parser);
    if (r->status || (!whole && error != CSV_EPARSE))
        return rap_fail(RAP_ENOMEM);
    if (r->full)
        return rap_problems_add(problems, r->sheet->file, r->rows, NULL,
                                "more than %d rows or %d columns: no list is so long",
                                RAP_MOST_SHEET_ROWS, RAP_MOST_SHEET_COLUMNS);
    if (!whole)
        return rap_problems_add(problems, r->sheet->file, r->rows + 1, NULL,
                                "quotation marks that do not pair in this row");
    return RAP_OK;
}

int rap_sheet_read(rap_sheet *sheet, const char *file, const char *bytes, size_t n,
                   rap_problems *problems) {
    rap_text text;
    reader r = {.sheet = sheet};
    *sheet = (rap_sheet){.file = file};
    rap_text_init(&text);
    const char *why = rap_decode(&text, bytes, n);
    int status = rap_text_status(&text);
    if (!status && why)
        status = rap_problems_add(problems, file, 0, NULL, "the file %s", why);
    status = status ? status : read_cells(&r, rap_text_string(&text), problems);
    free_row(&r.row);
    rap_text_free(&text);
    return status;
}

void rap_sheet_free(rap_sheet *sheet) {
    for (size_t i = 0; i < sheet->n; i++)
        free_row(&sheet->rows[i]);
    rap_free(sheet->rows);
    *sheet = (rap_sheet){0};
}

/* ---- cells ------------------------------------------------------------------------------------ */

const char *rap_sheet_cell(const rap_sheet *sheet, size_t row, size_t column) {
    const rap_sheet_row *r = &sheet->rows[row];
    return column < r->n ? r->cells[column] : "";
}

void rap_sheet_cell_name(char name[RAP_CELL_NAME], int row, size_t column) {
    char letters[4] = "";
    size_t n = column >= 26 ? 2 : 1;
    letters[n - 1] = (char)('A' + column % 26);
    if (n == 2)
        letters[0] = (char)('A' + (column / 26 - 1) % 26);
    snprintf(name, RAP_CELL_NAME, "%s%d", letters, row);
}

void rap_sheet_show(char shown[RAP_SHOWN_OF_CELL], const char *cell) {
    size_t n = 0, length;
    while ((length = cell[n] ? rap_utf8_length(cell + n) : 0) > 0 && n + length < RAP_SHOWN_OF_CELL)
        n += length;
    memcpy(shown, cell, n);
    shown[n] = '\0';
    if (!rap_text_is_clean(cell))
        snprintf(shown, RAP_SHOWN_OF_CELL, "...");
}

int rap_sheet_problem(rap_problems *problems, const rap_sheet *sheet, size_t row, size_t column,
                      const char *format, ...) {
    char name[RAP_CELL_NAME], words[1024];
    va_list arguments;
    int number = sheet->rows[row].number;
    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    rap_sheet_cell_name(name, number, column);
    int status = rap_problems_add(problems, sheet->file, number, name, "%s", words);
    return status == RAP_EINPUT ? RAP_OK : status;
}
