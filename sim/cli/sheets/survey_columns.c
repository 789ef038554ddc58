/* survey_columns.c: the row of headers, and items. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/sheets/cost_words.h"
#include "cli/sheets/dates.h"
#include "cli/sheets/survey_sheet.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { HEADER_ROWS = 60 };

const char *rap_survey_date(int *month, const char *cell) {
    rap_date date = {0};
    const char *why = rap_date_read(&date, cell);
    *month = date.month;
    return !why && date.year_only ? "is a year: its month is needed" : why;
}

void rap_survey_refuse(rap_surveyor *s, size_t row, int column, const char *format, ...) {
    char words[800];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    int status =
        rap_sheet_problem(s->problems, s->sheet, row, column < 0 ? 0 : (size_t)column, "%s", words);
    s->status = s->status ? s->status : status;
}

/* ---- items ------------------------------------------------------------------------------------ */

/* Words without their scale. */
static char *bare_words(const char *words, rap_answer_scale *scale, bool *scaled) {
    const char *at = NULL;
    int n = 0;
    rap_text bare;
    rap_text_init(&bare);
    *scaled = rap_answer_scale_find(scale, words, &at, &n);
    size_t before = *scaled ? (size_t)(at - words) : strlen(words);
    while (before > 0 && words[before - 1] == ' ')
        before--;
    rap_text_add_bytes(&bare, words, before);
    rap_text_add(&bare, *scaled ? at + n : "");
    rap_text_add(&bare, "");
    return rap_text_take(&bare);
}

/* The construct of that kind in the survey's list, added unless it is there. */
static uint32_t list_construct(rap_surveyor *s, const rap_construct *is) {
    rap_poll *y = s->survey;
    for (size_t k = 0; k < y->n_constructs; k++)
        if (!strcmp(y->constructs[k].name, is->name))
            return (uint32_t)k;
    s->status = rap_grow(&y->constructs, &y->construct_capacity, y->n_constructs + 1,
                         sizeof *y->constructs);
    if (s->status)
        return RAP_NOWHERE;
    y->constructs[y->n_constructs] = *is;
    return (uint32_t)y->n_constructs++;
}

static void leave_item_out(rap_surveyor *s, const char *label, const char *why) {
    rap_text_format(&s->survey->notes, "\"%.100s\" is left out: %s.\n", label, why);
}

/* What an item asks about, by --map or its words; RAP_NOWHERE where that is nothing known. `sure`: the sheet says that
 * it is an item. */
static uint32_t construct_of(rap_surveyor *s, const char *label, bool sure) {
    const char *wished = rap_survey_wished(s->wishes, "", label, &s->status);
    rap_construct named;
    const rap_construct *is = NULL;
    rap_text folded;
    rap_text_init(&folded);
    rap_fold(&folded, label);
    if (wished && strcmp(wished, "none") != 0) {
        is = rap_construct_named(&named, wished, s->wishes->model) ? &named : NULL;
        if (!is && !s->status) {
            rap_text all;
            rap_text_init(&all);
            rap_constructs_say(&all);
            int status = rap_problems_add(
                s->problems, NULL, 0, "--map",
                "\"%.200s=%.100s\": one of %s, or an outcome that lies between 0 and 1, expected",
                label, wished, rap_text_string(&all));
            s->status = status == RAP_ENOMEM ? status : s->status;
            rap_text_free(&all);
        }
    } else if (!wished) {
        is = rap_construct_meant(rap_text_string(&folded));
    }
    s->status = s->status || !folded.failed ? s->status : rap_fail(RAP_ENOMEM);
    rap_text_free(&folded);
    if (is && is->outcome[0])
        return s->status ? RAP_NOWHERE : list_construct(s, is);
    if (is)
        leave_item_out(s, label, is->grounds);
    else if (sure && !wished)
        leave_item_out(s, label, "what it asks about is not known; --map 'ITEM=OUTCOME' says it");
    return RAP_NOWHERE;
}

static uint32_t add_item(rap_surveyor *s, char *label, const rap_answer_scale *scale, bool scaled,
                         bool sure) {
    rap_poll *y = s->survey;
    size_t n = y->item_words.n - 1; /* it was put there last */
    rap_answer_scale wished;
    const char *own = rap_survey_wished(s->wishes, "scale", label, &s->status);
    if (!s->status)
        s->status = rap_grow(&y->items, &y->item_capacity, n + 1, sizeof *y->items);
    if (s->status) {
        rap_free(label);
        return RAP_NOWHERE;
    }
    rap_survey_item *item = &y->items[n];
    *item = (rap_survey_item){.label = label, .scaled = scaled, .scale = *scale, .row = s->row};
    item->construct = construct_of(s, label, sure);
    if (own && !rap_answer_scale_read(&wished, own)) {
        int status =
            rap_problems_add(s->problems, NULL, 0, "--map",
                             "\"scale:%.200s=%.100s\": a scale such as 1..5 expected", label, own);
        s->status = status == RAP_ENOMEM ? status : s->status;
    } else if (own || (!scaled && s->wishes->has_scale)) {
        item->scale = own ? wished : s->wishes->scale;
        item->scaled = true;
    }
    return (uint32_t)n;
}

static uint32_t find_item(rap_surveyor *s, const char *words, bool sure) {
    rap_answer_scale scale = {0, 0};
    bool scaled = false;
    size_t before = s->survey->item_words.n;
    char *label = bare_words(words, &scale, &scaled);
    int64_t at = label ? rap_labels_add(&s->survey->item_words, label, before) : -1;
    if (at < 0)
        s->status = s->status ? s->status : rap_fail(RAP_ENOMEM);
    if (!s->status && at == (int64_t)before)
        return add_item(s, label, &scale, scaled, sure);
    rap_free(label);
    return s->status ? RAP_NOWHERE : (uint32_t)at;
}

uint32_t rap_survey_item_of(rap_surveyor *s, const char *words) {
    return find_item(s, words, true);
}

/* ---- headers ---------------------------------------------------------------------------------- */

static char *folded_heading(rap_surveyor *s, size_t row, size_t column) {
    rap_text folded;
    rap_text_init(&folded);
    rap_fold(&folded, rap_sheet_cell(s->sheet, row, column));
    rap_text_add(&folded, "");
    char *is = rap_text_take(&folded);
    s->status = s->status || is ? s->status : rap_fail(RAP_ENOMEM);
    return is;
}

/* Whether a heading without a role is that of an item. */
static bool is_item_heading(rap_surveyor *s, const char *folded) {
    rap_answer_scale scale;
    bool scaled;
    char *bare = bare_words(folded, &scale, &scaled);
    const char *wished = bare ? rap_survey_wished(s->wishes, "", bare, &s->status) : NULL;
    bool is = bare && (wished ? strcmp(wished, "none") != 0 : rap_construct_meant(bare) != NULL);
    s->status = s->status || bare ? s->status : rap_fail(RAP_ENOMEM);
    rap_free(bare);
    return is;
}

static void refuse_twice(rap_surveyor *s, size_t column, rap_column_role role) {
    char name[RAP_CELL_NAME];
    rap_sheet_cell_name(name, s->sheet->rows[s->header].number, (size_t)s->column[role]);
    rap_survey_refuse(s, s->header, (int)column,
                      "taken for the %s, as %s is: leave one out with --map 'HEADING=none'",
                      rap_column_roles[role], name);
}

/* Takes a row for that of headers; whether it can be. */
static bool try_header(rap_surveyor *s, size_t row, bool take) {
    size_t items = 0, n = s->sheet->rows[row].n;
    for (int r = 0; r < RAP_COLUMN_ROLES; r++)
        s->column[r] = -1;
    for (size_t c = 0; c < n && !s->status; c++) {
        char *folded = folded_heading(s, row, c);
        rap_column_role role =
            folded ? rap_survey_role(s->wishes, folded, &s->status) : RAP_COLUMN_ROLES;
        if (role < RAP_COLUMN_ROLES && s->column[role] < 0)
            s->column[role] = (int)c;
        else if (role < RAP_COLUMN_ROLES && take)
            refuse_twice(s, c, role);
        else if (folded && role == RAP_COLUMN_ROLES)
            items += is_item_heading(s, folded);
        rap_free(folded);
    }
    s->wide = s->column[RAP_COLUMN_ITEM] < 0 || s->column[RAP_COLUMN_SCORE] < 0;
    bool placed = s->column[RAP_COLUMN_ORGANISATION] >= 0 || s->column[RAP_COLUMN_TYPE] >= 0;
    return !s->status && placed && (!s->wide || items > 0);
}

static void note_unused(rap_surveyor *s) {
    rap_text *notes = &s->survey->notes;
    const rap_sheet_row *header = &s->sheet->rows[s->header];
    size_t unused = 0;
    for (size_t c = 0; c < header->n; c++) {
        bool used = s->items[c] != RAP_NOWHERE;
        for (int r = 0; r < RAP_COLUMN_ROLES; r++)
            used |= s->column[r] == (int)c;
        if (!used && header->cells[c][0])
            rap_text_format(
                notes, "%s\"%.60s\"",
                unused++ ? ", " : "Columns that are not used, and go nowhere: ", header->cells[c]);
    }
    rap_text_add(notes, unused ? ".\n" : "");
}

static void take_items(rap_surveyor *s) {
    const rap_sheet_row *header = &s->sheet->rows[s->header];
    for (size_t c = 0; c < header->n && !s->status; c++) {
        bool taken = !header->cells[c][0];
        for (int r = 0; r < RAP_COLUMN_ROLES; r++)
            taken |= s->column[r] == (int)c;
        char *folded = folded_heading(s, s->header, c);
        if (s->wide && !taken && folded && is_item_heading(s, folded)) {
            size_t before = s->survey->item_words.n;
            uint32_t item = find_item(s, header->cells[c], false);
            if (item != RAP_NOWHERE && item < before)
                rap_survey_refuse(s, s->header, (int)c, "the same item as in a column before");
            s->items[c] = item;
        }
        rap_free(folded);
    }
}

void rap_survey_columns(rap_surveyor *s) {
    bool found = false;
    for (size_t c = 0; c < RAP_MOST_SHEET_COLUMNS; c++)
        s->items[c] = RAP_NOWHERE;
    for (size_t row = 0; row < s->sheet->n && row < HEADER_ROWS && !found && !s->status; row++) {
        found = try_header(s, row, false);
        s->header = row;
    }
    if (s->status)
        return;
    if (!found) {
        int status =
            rap_problems_add(s->problems, s->sheet->file, 0, NULL,
                             "no row of headers: one such as \"Respondent; Organisation; Wave; "
                             "Item; Score; Scale\", "
                             "or \"Respondent; Organisation; Wave; Trust (1-5)\", expected");
        s->status = status == RAP_ENOMEM ? status : RAP_OK;
        return;
    }
    s->row = s->header;
    try_header(s, s->header, true);
    if (!s->wide && s->column[RAP_COLUMN_RESPONDENT] < 0)
        rap_survey_refuse(
            s, s->header, -1,
            "no column says who answered: numbers will do; --map 'HEADING=respondent'");
    take_items(s);
    note_unused(s);
}
