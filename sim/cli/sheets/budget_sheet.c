/* budget_sheet.c: from rows of cells to costs. */
#include "cli/sheets/budget_sheet.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/sheets/columns.h"
#include "cli/sheets/cost_words.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char total_line[] = "total|subtotal|sub-total|sous-total|summe|zwischensumme|gesamt|"
                                 "insgesamt|somme|all lines";
/* What a subaward is called that bears no partner's name. */
static const char nameless[] = "|subaward|subawards|sub-award|subcontract|subcontracts|"
                               "subrecipient|consortium|partner|partners|"
                               "organisation|organisations|organization|organizations|to|the|a|"
                               "with|for|of|and|community|direct|costs|"
                               "cost|contractual|sous-traitance|partenaire|partenaires|organisme|"
                               "organismes|unterauftrag|unterauftrage|"
                               "projektpartner|an|";

typedef struct {
    rap_budget_sheet *budget;
    const rap_sheet *sheet;
    const rap_sheet_wishes *wishes;
    rap_problems *problems;
    rap_columns columns;
    rap_mark mark;
    size_t row;    /* that is being read */
    char *section; /* heading that stands by itself in a row, or is carried down; "" */
    size_t since;  /* costs before the section, or before the last total */
    size_t currency_row, currency_column;      /* where the currency was first seen */
    int64_t amounts[RAP_MOST_SHEET_YEARS + 2]; /* of the row: years, total, in kind */
    bool filled[RAP_MOST_SHEET_YEARS + 2];
    size_t before; /* problems, when it began */
    int status;
} reader;

enum { TOTAL = RAP_MOST_SHEET_YEARS, IN_KIND };

#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
static void
refuse_cell(reader *r, int column, const char *format, ...) {
    char words[800];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    int status = rap_sheet_problem(r->problems, r->sheet, r->row, column < 0 ? 0 : (size_t)column,
                                   "%s", words);
    r->status = r->status ? r->status : status;
}

static const char *cell_at(const reader *r, int column) {
    return column < 0 ? "" : rap_sheet_cell(r->sheet, r->row, (size_t)column);
}

/* ---- amounts ---------------------------------------------------------------------------------- */

static int column_of(const reader *r, size_t k) {
    return k == TOTAL ? r->columns.total : k == IN_KIND ? r->columns.in_kind : r->columns.years[k];
}

/* The decimal mark of the sheet: that of the first amount that shows one. */
static void find_mark(reader *r) {
    for (r->row = r->columns.header + 1; r->row < r->sheet->n && !r->mark; r->row++)
        for (size_t k = 0; k <= IN_KIND && !r->mark; k++)
            r->mark = rap_amount_mark(cell_at(r, column_of(r, k)));
}

static bool is_dollar(const char *code) {
    return !strcmp(code, "$") || !strcmp(code, "CAD") || !strcmp(code, "USD") ||
           !strcmp(code, "AUD") || !strcmp(code, "NZD");
}

static void see_currency(reader *r, const char *code, int column) {
    char *is = r->budget->currency;
    bool sign = !strcmp(code, "$"), sign_before = !strcmp(is, "$");
    if (!code[0] || !strcmp(code, is) || (sign && is_dollar(is)))
        return;
    if (is[0] && !(sign_before && is_dollar(code))) {
        char name[RAP_CELL_NAME];
        rap_sheet_cell_name(name, r->sheet->rows[r->currency_row].number, r->currency_column);
        refuse_cell(r, column, "%s, and %s in %s: one currency expected", code, is, name);
        return;
    }
    snprintf(is, sizeof r->budget->currency, "%s", code);
    r->currency_row = r->row;
    r->currency_column = (size_t)column;
}

/* The row's amounts; true where it has any. */
static bool read_amounts(reader *r) {
    bool any = false;
    for (size_t k = 0; k <= IN_KIND; k++) {
        int column = column_of(r, k);
        rap_amount amount;
        const char *cell = cell_at(r, column), *why = rap_amount_read(&amount, cell, r->mark);
        if (why)
            refuse_cell(r, column, "\"%.60s\" %s", cell, why);
        r->amounts[k] = why ? 0 : amount.cents;
        r->filled[k] = why || !amount.empty;
        any |= r->filled[k];
        see_currency(r, amount.currency, column);
    }
    return any;
}

/* An amount where no header says what it is: a header over several columns leaves such. */
static void refuse_unheaded(reader *r) {
    const rap_sheet_row *header = &r->sheet->rows[r->columns.header];
    for (size_t c = 0; c < r->sheet->rows[r->row].n; c++) {
        rap_amount amount;
        const char *cell = rap_sheet_cell(r->sheet, r->row, c);
        bool headed = c < header->n && header->cells[c][0];
        if (!headed && !r->columns.used[c] && !rap_amount_read(&amount, cell, r->mark) &&
            !amount.empty)
            refuse_cell(r, (int)c, "an amount in a column without a header: was that merged?");
    }
}

/* ---- kinds ------------------------------------------------------------------------------------ */

static char *folded(reader *r, const char *words) {
    rap_text t;
    rap_text_init(&t);
    rap_fold(&t, words);
    rap_text_add(&t, "");
    char *is = rap_text_take(&t);
    r->status = r->status || is ? r->status : rap_fail(RAP_ENOMEM);
    return is;
}

static bool same_words(reader *r, const char *a, const char *b) {
    char *x = folded(r, a), *y = folded(r, b);
    bool same = x && y && !strcmp(x, y);
    rap_free(x);
    rap_free(y);
    return same;
}

/* The kind that --map gives to words, or NULL. */
static const char *mapped_kind(reader *r, const char *words) {
    for (size_t k = 0; k < r->wishes->n_maps && words[0]; k++) {
        const char *map = r->wishes->maps[k], *equals = strrchr(map, '=');
        char own[400];
        snprintf(own, sizeof own, "%.*s", (int)(equals - map), map);
        if (same_words(r, own, words))
            return rap_cost_kind_named(equals + 1);
    }
    return NULL;
}

static const char *meant_kind(reader *r, const char *words) {
    char *is = folded(r, words);
    const char *kind = is ? rap_cost_kind(is) : NULL;
    rap_free(is);
    return kind;
}

/* The first kind under the heading of the layout that bears these words, or NULL. */
static const char *layout_kind(reader *r, const char *heading) {
    const rap_form_heading *h = r->wishes->layout ? r->wishes->layout->headings : NULL;
    for (; h && h->label && heading[0]; h++)
        if (same_words(r, h->label, heading)) {
            char first[40];
            snprintf(first, sizeof first, "%.*s", (int)strcspn(h->kinds, " "), h->kinds);
            return rap_cost_kind_named(first);
        }
    return NULL;
}

static const char *kind_of_cost(reader *r, const char *label, const char *heading) {
    const char *said = cell_at(r, r->columns.kind);
    const char *kind = mapped_kind(r, label);
    kind = kind ? kind : mapped_kind(r, heading);
    kind = kind || !said[0] ? kind : rap_cost_kind_named(said);
    if (!kind && !said[0]) {
        kind = meant_kind(r, label);
        kind = kind ? kind : layout_kind(r, heading);
        kind = kind ? kind : meant_kind(r, heading);
    }
    if (!kind)
        refuse_cell(r, said[0] ? r->columns.kind : r->columns.label,
                    "\"%.100s\"%s%.100s%s is no kind of cost known here: say which with --map "
                    "'%.100s=KIND'",
                    said[0] ? said : label, heading[0] ? " under \"" : "", heading,
                    heading[0] ? "\"" : "", heading[0] && !said[0] ? heading : label);
    return kind;
}

static bool names_a_partner(const char *folded_label) {
    for (const char *s = folded_label; *s;) {
        char word[64];
        size_t n = strcspn(s, " :,()/.");
        snprintf(word, sizeof word, "|%.*s|", n < 60 ? (int)n : 60, s);
        bool figures = strspn(s, "0123456789#") >= n;
        if (n > 1 && !figures && !strstr(nameless, word))
            return true;
        s += n + (s[n] != '\0');
    }
    return false;
}

static void check_partner(reader *r, const rap_sheet_cost *cost) {
    char *is = folded(r, cost->label);
    if (is && !strcmp(cost->kind, "subaward") && !names_a_partner(is))
        refuse_cell(r, r->columns.label, "a subaward without the partner's name");
    rap_free(is);
}

/* ---- costs ------------------------------------------------------------------------------------ */

static bool is_clean(reader *r, int column) {
    uint32_t code = 0;
    const char *name = NULL;
    bool clean = !rap_unicode_hidden(cell_at(r, column), &code, &name);
    if (!clean)
        refuse_cell(r, column, "holds U+%04" PRIX32 " (%s), which cannot be seen", code, name);
    return clean;
}

static char *copied(reader *r, const char *words) {
    char *copy = rap_copy_text(words);
    r->status = r->status || copy ? r->status : rap_fail(RAP_ENOMEM);
    return copy;
}

static void check_twice(reader *r, const rap_sheet_cost *cost) {
    for (size_t k = 0; k < r->budget->n; k++) {
        const rap_sheet_cost *other = &r->budget->costs[k];
        if (!strcmp(other->label, cost->label) && !strcmp(other->heading, cost->heading) &&
            other->in_kind == cost->in_kind) {
            refuse_cell(r, r->columns.label, "\"%.100s\" is there already, in row %d", cost->label,
                        r->sheet->rows[other->row].number);
            return;
        }
    }
}

/* Years and total of the row, which must agree. */
static void take_amounts(reader *r, rap_sheet_cost *cost) {
    int64_t sum = 0;
    for (size_t y = 0; y < r->columns.n_years; y++) {
        cost->years[y] = cost->in_kind ? 0 : r->amounts[y];
        sum += cost->years[y];
    }
    cost->total = cost->in_kind        ? r->amounts[IN_KIND]
                  : r->columns.n_years ? sum
                                       : r->amounts[TOTAL];
    if (!cost->in_kind && r->columns.n_years && r->filled[TOTAL] && r->amounts[TOTAL] != sum)
        refuse_cell(r, r->columns.total, "%.2f, but the years come to %.2f",
                    (double)r->amounts[TOTAL] / 100, (double)sum / 100);
}

static void add_cost(reader *r, const char *label, const char *heading, bool in_kind) {
    rap_budget_sheet *b = r->budget;
    const char *kind = kind_of_cost(r, label, heading);
    if (!kind || r->status)
        return;
    r->status = rap_grow(&b->costs, &b->capacity, b->n + 1, sizeof *b->costs);
    if (r->status)
        return;
    rap_sheet_cost cost = {.kind = kind, .in_kind = in_kind, .row = r->row};
    cost.label = copied(r, label);
    cost.heading = copied(r, heading);
    cost.name = copied(r, cell_at(r, r->columns.name));
    cost.purpose = copied(r, cell_at(r, r->columns.purpose));
    cost.years = rap_allocate(r->columns.n_years + 1, sizeof *cost.years);
    r->status = r->status || cost.years ? r->status : rap_fail(RAP_ENOMEM);
    if (!r->status) {
        take_amounts(r, &cost);
        check_twice(r, &cost);
        check_partner(r, &cost);
    }
    b->costs[b->n++] = cost;
}

/* ---- totals ----------------------------------------------------------------------------------- */

typedef enum { SINCE, UNDER, DIRECT, EVERY, N_SUMS } sum_of;

/* Whether a cost is one of those that a total may be of. */
static bool is_in_sum(reader *r, sum_of which, size_t k, const char *label) {
    const rap_sheet_cost *cost = &r->budget->costs[k];
    if (which == SINCE)
        return k >= r->since;
    if (which == DIRECT)
        return strcmp(cost->kind, "indirect") != 0;
    if (which == EVERY)
        return true;
    char *is = folded(r, label), *heading = folded(r, cost->heading);
    bool under = is && heading && heading[0] && strstr(is, heading) != NULL;
    rap_free(is);
    rap_free(heading);
    return under;
}

/* A column's sum over these costs: years and total of what is asked for, or what is given in kind. */
static int64_t sum_column(reader *r, sum_of which, const char *label, size_t k) {
    int64_t sum = 0;
    for (size_t i = 0; i < r->budget->n; i++) {
        const rap_sheet_cost *cost = &r->budget->costs[i];
        if (cost->in_kind == (k == IN_KIND) && is_in_sum(r, which, i, label))
            sum += k < r->columns.n_years ? cost->years[k] : cost->total;
    }
    return sum;
}

/* The column in which a row of totals is not such a sum, or RAP_NO_COLUMN. */
static int differs_in(reader *r, sum_of which, const char *label, int64_t *sum, int64_t *said) {
    for (size_t k = 0; k <= IN_KIND; k++) {
        *said = r->amounts[k];
        if (r->filled[k] && (*sum = sum_column(r, which, label, k)) != *said)
            return column_of(r, k);
    }
    return RAP_NO_COLUMN;
}

static void check_total(reader *r, const char *label, const char *heading) {
    char both[600];
    int64_t sum = 0, said = 0;
    int column = 0;
    snprintf(both, sizeof both, "%.290s %.290s", label, heading);
    for (int which = 0; which < N_SUMS && column != RAP_NO_COLUMN; which++)
        column = differs_in(r, (sum_of)which, both, &sum, &said);
    if (column != RAP_NO_COLUMN)
        refuse_cell(r, column, "%.2f does not add up: the lines above come to %.2f",
                    (double)said / 100, (double)sum / 100);
    r->since = r->budget->n;
}

/* ---- rows ------------------------------------------------------------------------------------- */

static void begin_section(reader *r, const char *words) {
    rap_free(r->section);
    r->section = copied(r, words);
    r->since = r->budget->n;
}

static bool is_total(reader *r, const char *label) {
    const char *name = cell_at(r, r->columns.name);
    char *is = folded(r, label);
    bool total = is && (rap_words_hold(is, total_line) > 0 || !strcmp(name, "total") ||
                        !strcmp(name, "all"));
    rap_free(is);
    return total;
}

static void read_row(reader *r) {
    const rap_columns *c = &r->columns;
    const char *label = cell_at(r, c->label),
               *own = is_clean(r, c->heading) ? cell_at(r, c->heading) : "";
    bool any = read_amounts(r);
    refuse_unheaded(r);
    see_currency(r, cell_at(r, c->currency), c->currency);
    bool total = any && is_total(r, label[0] ? label : own);
    if (c->heading >= 0 && c->heading != c->label && own[0] && !total &&
        strcmp(own, r->section) != 0)
        begin_section(r, own);
    if (!any && label[0] && (c->heading < 0 || c->heading == c->label) && is_clean(r, c->label))
        begin_section(r, label);
    if (!any || r->status || !is_clean(r, c->label) || !is_clean(r, c->purpose))
        return;
    if (total) {
        if (rap_problems_seen(r->problems) ==
            r->before) /* else what is missing would be said twice */
            check_total(r, label, own);
        return;
    }
    label = label[0] ? label : own;
    if (!label[0]) {
        refuse_cell(r, c->label, "amounts without words: what are they for?");
        return;
    }
    bool asked = !r->filled[IN_KIND] || r->amounts[IN_KIND] == 0;
    for (size_t y = 0; y <= TOTAL; y++)
        asked |= r->amounts[y] > 0;
    if (asked)
        add_cost(r, label, r->section, false);
    if (r->filled[IN_KIND] && r->amounts[IN_KIND] > 0 && !r->status)
        add_cost(r, label, r->section, true);
}

/* Years behind the last one in which anything is asked for are none of the grant's. */
static void drop_empty_years(rap_budget_sheet *b) {
    for (bool empty = true; b->n_years > 1 && empty; b->n_years -= empty)
        for (size_t k = 0; k < b->n; k++)
            empty &= b->costs[k].years[b->n_years - 1] == 0;
}

/* Currencies of headers, and columns that nothing reads. */
static void read_headers(reader *r) {
    enum { NAMED = 4 };
    rap_text *notes = &r->budget->notes;
    size_t unused = 0;
    const rap_sheet_row *header = &r->sheet->rows[r->columns.header];
    r->row = r->columns.header;
    for (size_t c = 0; c < header->n; c++) {
        char code[4];
        rap_currency_find(code, header->cells[c]);
        if (r->columns.used[c])
            see_currency(r, code, (int)c);
        else if (header->cells[c][0] && unused++ < NAMED)
            rap_text_format(notes, "%s\"%s\"",
                            notes->n ? ", " : "Columns that were not used: ", header->cells[c]);
    }
    if (unused > NAMED)
        rap_text_format(notes, " and %zu more", unused - NAMED);
    rap_text_add(notes, notes->n ? ".\n" : "");
}

static void check_maps(reader *r) {
    for (size_t k = 0; k < r->wishes->n_maps; k++) {
        const char *map = r->wishes->maps[k], *equals = strrchr(map, '=');
        if (equals && equals > map && rap_cost_kind_named(equals + 1))
            continue;
        rap_text kinds;
        rap_text_init(&kinds);
        rap_cost_kinds_say(&kinds);
        if (rap_problems_add(r->problems, NULL, 0, "--map",
                             "\"%s\": 'Own heading=KIND' expected, with one of %s", map,
                             rap_text_string(&kinds)) == RAP_ENOMEM)
            r->status = RAP_ENOMEM;
        rap_text_free(&kinds);
    }
}

static void check_length(reader *r) {
    if (r->sheet->n > RAP_MOST_BUDGET_ROWS &&
        rap_problems_add(r->problems, r->sheet->file, r->sheet->rows[RAP_MOST_BUDGET_ROWS].number,
                         NULL, "more than %d rows: no budget is read from that",
                         RAP_MOST_BUDGET_ROWS) == RAP_ENOMEM)
        r->status = RAP_ENOMEM;
}

int rap_budget_sheet_read(rap_budget_sheet *budget, const rap_sheet *sheet,
                          const rap_sheet_wishes *wishes, rap_problems *problems) {
    size_t before = rap_problems_seen(problems);
    reader r = {budget, sheet, wishes, problems, .mark = RAP_MARK_UNKNOWN, .before = before};
    *budget = (rap_budget_sheet){0};
    rap_text_init(&budget->notes);
    check_length(&r);
    check_maps(&r);
    if (!r.status && rap_problems_seen(problems) == before)
        r.status = rap_columns_find(&r.columns, sheet, problems);
    if (!r.status && rap_problems_seen(problems) == before) {
        budget->n_years = r.columns.n_years;
        r.section = copied(&r, "");
        read_headers(&r);
        find_mark(&r);
        for (r.row = r.columns.header + 1; r.row < sheet->n && !r.status; r.row++)
            read_row(&r);
        if (!r.status)
            drop_empty_years(budget);
        if (!r.status && budget->n == 0 && rap_problems_seen(problems) == before &&
            rap_problems_add(problems, sheet->file, 0, NULL, "no amounts below the headers") ==
                RAP_ENOMEM)
            r.status = RAP_ENOMEM;
    }
    rap_free(r.section);
    r.status = r.status ? r.status : rap_text_status(&budget->notes);
    return r.status                               ? r.status
           : rap_problems_seen(problems) > before ? rap_fail(RAP_EINPUT)
                                                  : RAP_OK;
}

void rap_budget_sheet_free(rap_budget_sheet *budget) {
    for (size_t k = 0; k < budget->n; k++) {
        rap_free(budget->costs[k].label);
        rap_free(budget->costs[k].heading);
        rap_free(budget->costs[k].name);
        rap_free(budget->costs[k].purpose);
        rap_free(budget->costs[k].years);
    }
    rap_free(budget->costs);
    rap_text_free(&budget->notes);
    *budget = (rap_budget_sheet){0};
}
