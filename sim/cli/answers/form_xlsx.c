/* form_xlsx.c: cells stand where the same cells of the other sheets stand. */
#include "cli/answers/form_xlsx.h"

#ifndef RAPPORT_XLSX

bool rap_has_xlsx(void) {
    return false;
}

void rap_form_xlsx(const rap_form *form, const rap_language *l, rap_text *out) {
    (void)form;
    (void)l;
    out->failed = true; /* nobody asks for it: rap_has_xlsx */
}

#else

#include "base/error.h"
#include "base/memory.h"
#include "cli/folder/files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

bool rap_has_xlsx(void) {
    return true;
}

enum { HEADING, LINE, KIND, FIRST_YEAR, TOP = 4 /* rows above the lines */, REFERENCE = 24 };

typedef enum { ASK, SPEND, LEFT, N_SHEETS } sheet_kind;
static const char *const sheet_names[N_SHEETS] = {
    RAP_MESSAGE("Form"), RAP_MESSAGE("Expected spend"), RAP_MESSAGE("Likely left")};
static const char *const sheet_words[N_SHEETS] = {
    RAP_MESSAGE("what the funder is asked for"),
    RAP_MESSAGE("what is likely spent of it: the mean over all histories"),
    RAP_MESSAGE("what is likely left: asked less spent; below 0 in a year that spends what an "
                "earlier one left")};

typedef struct {
    const rap_form *form;
    const rap_language *l;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *bold, *money, *sum;
    sheet_kind kind;
    lxw_row_t row;
    lxw_row_t *group_totals; /* rows, by heading */
} writer;

static lxw_col_t total_column(const writer *w) {
    return (lxw_col_t)(FIRST_YEAR + w->form->n_years);
}

static int64_t cents_of_cell(const writer *w, const rap_form_cell *cell) {
    return w->kind == ASK ? cell->asked : w->kind == SPEND ? cell->spend : cell->left;
}

static void write_text(const writer *w, lxw_col_t column, const char *words, lxw_format *format) {
    worksheet_write_string(w->sheet, w->row, column, words, format);
}

/* A formula with the value that it has. */
static void write_formula(const writer *w, lxw_col_t column, const rap_text *formula,
                          int64_t cents) {
    worksheet_write_formula_num(w->sheet, w->row, column, rap_text_string(formula), w->sum,
                                (double)cents / 100);
}

static void name_cell(char name[REFERENCE], lxw_row_t row, lxw_col_t column) {
    lxw_rowcol_to_cell(name, row, column);
}

static void write_range_sum(const writer *w, lxw_col_t column, const lxw_row_t rows[2],
                            const lxw_col_t columns[2], int64_t cents) {
    char from[REFERENCE], to[REFERENCE];
    rap_text formula;
    name_cell(from, rows[0], columns[0]);
    name_cell(to, rows[1], columns[1]);
    rap_text_init(&formula);
    rap_text_format(&formula, "=SUM(%s:%s)", from, to);
    write_formula(w, column, &formula, cents);
    rap_text_free(&formula);
}

/* Sum of a row's years. */
static void write_row_total(const writer *w, const rap_form_row *row) {
    const lxw_row_t rows[2] = {w->row, w->row};
    const lxw_col_t columns[2] = {FIRST_YEAR, (lxw_col_t)(total_column(w) - 1)};
    write_range_sum(w, total_column(w), rows, columns, cents_of_cell(w, &row->total));
}

/* Beside the ask: what others give, what nobody pays, and the whole. */
static int64_t beside(const rap_form_row *row, int k) {
    return k == 0 ? row->in_kind : k == 1 ? row->own : row->cost;
}

static int count_beside_columns(const writer *w) {
    return w->kind == ASK && w->form->all.cost != w->form->all.total.asked ? 3 : 0;
}

static void write_line_row(writer *w, const rap_form_row *row, const char *heading) {
    bool known = w->kind == ASK || row->told;
    write_text(w, HEADING, heading, NULL);
    write_text(w, LINE, row->label, NULL);
    write_text(w, KIND, row->line->kind, NULL);
    for (size_t y = 0; y < w->form->n_years && known; y++)
        worksheet_write_number(w->sheet, w->row, (lxw_col_t)(FIRST_YEAR + y),
                               (double)cents_of_cell(w, &row->years[y]) / 100, w->money);
    if (known)
        write_row_total(w, row);
    for (int k = 0; k < count_beside_columns(w); k++)
        worksheet_write_number(w->sheet, w->row, (lxw_col_t)(total_column(w) + 1 + k),
                               (double)beside(row, k) / 100, w->money);
    w->row++;
}

/* ---- totals ----------------------------------------------------------------------------------- */

/* Of a heading: over its lines; of all (first above last): over the headings' totals. */
static void write_column_total(writer *w, lxw_col_t column, lxw_row_t first, int64_t cents) {
    if (first < w->row) {
        const lxw_row_t rows[2] = {first, w->row - 1};
        const lxw_col_t columns[2] = {column, column};
        write_range_sum(w, column, rows, columns, cents);
        return;
    }
    rap_text formula;
    rap_text_init(&formula);
    for (size_t g = 0; g < w->form->n_groups; g++) {
        char name[REFERENCE];
        name_cell(name, w->group_totals[g], column);
        rap_text_format(&formula, "%s%s", g ? "+" : "=", name);
    }
    write_formula(w, column, &formula, cents);
    rap_text_free(&formula);
}

static void write_totals(writer *w, const rap_form_row *row, const char *words, lxw_row_t first) {
    write_text(w, LINE, words, w->bold);
    for (size_t y = 0; y < w->form->n_years; y++)
        write_column_total(w, (lxw_col_t)(FIRST_YEAR + y), first, cents_of_cell(w, &row->years[y]));
    write_column_total(w, total_column(w), first, cents_of_cell(w, &row->total));
    for (int k = 0; k < count_beside_columns(w); k++)
        write_column_total(w, (lxw_col_t)(total_column(w) + 1 + k), first, beside(row, k));
    w->row++;
}

/* ---- sheets ----------------------------------------------------------------------------------- */

static void write_money_header(const writer *w, lxw_col_t column, const char *words) {
    rap_text header;
    rap_text_init(&header);
    rap_text_format(&header, "%s (%s)", words, w->form->study->currency);
    write_text(w, column, rap_text_string(&header), w->bold);
    rap_text_free(&header);
}

static void write_head(writer *w) {
    const char *const others[] = {tr(w->l, "In kind"), tr(w->l, "Own share"),
                                  tr(w->l, "Full cost")};
    char year[32];
    write_text(w, HEADING, w->form->study->title, w->bold);
    w->row = 1;
    write_text(w, HEADING, tr(w->l, w->form->layout->label), NULL);
    write_text(w, LINE, tr(w->l, sheet_words[w->kind]), NULL);
    w->row = 2;
    write_text(w, HEADING, tr(w->l, w->form->layout->grade), NULL);
    write_text(w, LINE, tr(w->l, w->form->layout->source), NULL);
    w->row = TOP - 1;
    write_text(w, HEADING, tr(w->l, "Heading"), w->bold);
    write_text(w, LINE, tr(w->l, "Line"), w->bold);
    write_text(w, KIND, tr(w->l, "Kind"), w->bold);
    for (size_t y = 0; y < w->form->n_years; y++) {
        snprintf(year, sizeof year, tr(w->l, "Year %zu"), y + 1);
        write_money_header(w, (lxw_col_t)(FIRST_YEAR + y), year);
    }
    write_money_header(w, total_column(w), tr(w->l, "Total"));
    for (int k = 0; k < count_beside_columns(w); k++)
        write_money_header(w, (lxw_col_t)(total_column(w) + 1 + k), others[k]);
    w->row = TOP;
}

static double at_least(double width, const char *words) {
    double n = (double)strlen(words) + 2;
    return n > width ? n : width;
}

static double heading_width(const rap_form *form, const rap_language *l) {
    double width = 12;
    for (size_t g = 0; g < form->n_groups; g++)
        width = at_least(width, tr(l, form->groups[g].label));
    return width < 70 ? width : 70;
}

/* Totals bear the heading's label. */
static double line_width(const rap_form *form, const rap_language *l) {
    double width = heading_width(form, l) + 10;
    for (size_t i = 0; i < form->n; i++)
        width = at_least(width, form->rows[i].label);
    return width < 80 ? width : 80;
}

static void write_sheet(writer *w) {
    const rap_form *form = w->form;
    w->sheet = workbook_add_worksheet(w->book, tr(w->l, sheet_names[w->kind]));
    w->row = 0;
    if (!w->sheet)
        return;
    worksheet_set_column(w->sheet, HEADING, HEADING, heading_width(form, w->l), NULL);
    worksheet_set_column(w->sheet, LINE, LINE, line_width(form, w->l), NULL);
    worksheet_set_column(w->sheet, KIND, (lxw_col_t)(total_column(w) + 3), 15, NULL);
    worksheet_set_landscape(w->sheet);
    worksheet_fit_to_pages(w->sheet, 1, 0); /* as wide as a page, as long as it is */
    worksheet_freeze_panes(w->sheet, TOP, FIRST_YEAR);
    write_head(w);
    for (size_t g = 0; g < form->n_groups; g++) {
        const rap_form_group *group = &form->groups[g];
        lxw_row_t first = w->row;
        rap_text words;
        for (size_t i = group->first; i < group->first + group->n; i++)
            write_line_row(w, &form->rows[i], tr(w->l, group->label));
        rap_text_init(&words);
        rap_text_format(&words, tr(w->l, "Total: %s"), tr(w->l, group->label));
        w->group_totals[g] = w->row;
        write_totals(w, &group->total, rap_text_string(&words), first);
        rap_text_free(&words);
    }
    if (form->n_groups > 0)
        write_totals(w, &form->all, tr(w->l, "Total of all"), w->row);
}

/* RAP_OK or RAP_EIO. The date is fixed, so that the same form gives the same file. */
static int write_book(const rap_form *form, const rap_language *l, const char *path,
                      lxw_row_t *group_totals) {
    lxw_doc_properties about = {.created = 1}; /* a second after 1970 began; 0 would be now */
    writer w = {.form = form, .l = l, .book = workbook_new(path), .group_totals = group_totals};
    if (!w.book)
        return rap_fail(RAP_EIO);
    w.bold = workbook_add_format(w.book);
    w.money = workbook_add_format(w.book);
    w.sum = workbook_add_format(w.book);
    if (w.bold && w.money && w.sum) {
        format_set_bold(w.bold);
        format_set_num_format(w.money, "#,##0.00");
        format_set_num_format(w.sum, "#,##0.00");
        format_set_bold(w.sum);
    }
    workbook_set_properties(w.book, &about);
    for (int k = 0; k < N_SHEETS; k++) {
        w.kind = (sheet_kind)k;
        write_sheet(&w);
    }
    return workbook_close(w.book) == LXW_NO_ERROR ? RAP_OK : rap_fail(RAP_EIO);
}

void rap_form_xlsx(const rap_form *form, const rap_language *l, rap_text *out) {
    char path[] = "/tmp/rapport-form-XXXXXX";
    lxw_row_t *group_totals = rap_allocate(form->n_groups, sizeof *group_totals);
    const char *why;
    char *bytes = NULL;
    size_t n = 0;
    int file = group_totals ? mkstemp(path) : -1;
    int status = file < 0 ? rap_fail(RAP_EIO) : write_book(form, l, path, group_totals);
    status = status ? status : rap_file_read(path, &bytes, &n, &why);
    if (!status)
        rap_text_add_bytes(out, bytes, n);
    out->failed |= status != RAP_OK;
    if (file >= 0) {
        unlink(path);
        close(file);
    }
    rap_free(bytes);
    rap_free(group_totals);
}

#endif
