/* columns.c: the row of headers. */
#include "cli/sheets/columns.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/sheets/cost_words.h"

#include <string.h>

enum { HEADER_ROWS = 60 };

/* A header is one of the words, besides a currency or a remark in parentheses; earlier words are preferred. */
static const char *const total_words[] = {"asked",
                                          "total asked",
                                          "total requested",
                                          "total request",
                                          "total",
                                          "total cost",
                                          "total costs",
                                          "total amount",
                                          "total budget",
                                          "requested",
                                          "amount requested",
                                          "amount asked",
                                          "amount",
                                          "montant",
                                          "montant total",
                                          "betrag",
                                          "summe",
                                          "somme",
                                          "gesamt",
                                          "gesamtbetrag",
                                          "gesamtsumme",
                                          "cost",
                                          "costs",
                                          "cout",
                                          "couts",
                                          "cout total",
                                          "kosten",
                                          "budget",
                                          "ask",
                                          "request",
                                          "sum",
                                          NULL};
static const char *const label_words[] = {
    "label",   "description",  "item",    "line item",   "cost item",
    "libelle", "designation",  "poste",   "bezeichnung", "position",
    "posten",  "beschreibung", "expense", "depense",     "details",
    "line",    "name",         "role",    NULL};
static const char *const heading_words[] = {
    "heading",  "category",  "budget category", "cost category", "budget heading",
    "rubrique", "categorie", "kategorie",       "kostenart",     "section",
    NULL};
static const char *const name_words[] = {"line", NULL};
static const char *const kind_words[] = {"kind", NULL};
static const char *const currency_words[] = {"currency", "devise", "monnaie", "wahrung", NULL};
static const char *const purpose_words[] = {"purpose",    "justification", "zweck",
                                            "begrundung", "raison",        NULL};
static const char *const in_kind_words[] = {
    "in_kind",       "in kind",   "in-kind",      "match",       "cash match",    "contributions",
    "other sources", "en nature", "sachleistung", "eigenmittel", "eigenleistung", NULL};

static bool is_header(const char *folded, const char *word) {
    size_t n = strlen(word);
    if (strncmp(folded, word, n) != 0 || !(!folded[n] || strchr(" (:$", folded[n])))
        return false;
    const char *rest = folded + n + strspn(folded + n, " ");
    rest += strncmp(rest, "in ", 3) ? 0 : 3;
    return !*rest || strchr("(:$", *rest) || (unsigned char)*rest >= 0x80 || strlen(rest) == 3;
}

/* ---- years ------------------------------------------------------------------------------------ */

static size_t skip_words(const char *s, const char *list) {
    size_t n = rap_words_hold(s, list);
    for (; *list; list += strcspn(list, "|") + (list[strcspn(list, "|")] == '|')) {
        size_t length = strcspn(list, "|");
        if (length == n && n > 0 && !strncmp(s, list, n))
            return n;
    }
    return 0;
}

static size_t read_figure(const char *s, int *number) {
    size_t n = strspn(s, "0123456789");
    *number = 0;
    for (size_t i = 0; i < n && i < 6; i++)
        *number = 10 * *number + (s[i] - '0');
    return n;
}

/* Year N of a header, "Year 1", "ask_year_1", "2. Jahr", "3e annee"; 0: a year of the calendar, "2026/27"; -1: none. */
static int year_of(const char *folded) {
    static const char words[] = "year|yr|y|fy|annee|an|jahr|period|exercice|haushaltsjahr";
    const char *s = folded;
    int number;
    s += strncmp(s, "ask_", 4) ? 0 : 4;
    size_t word = skip_words(s, words), figures;
    s += word;
    s += strspn(s, " _");
    figures = read_figure(s, &number);
    if (figures == 0 || figures > 4)
        return -1;
    s += figures;
    if (figures == 4) {
        s += strspn(s, "0123456789-/ ");
        return (!*s || *s == '(') && number >= 1990 && number < 2100 ? 0 : -1;
    }
    if (word == 0) { /* the figure first */
        s += skip_words(s, "st|nd|rd|th|re|ere|er|e|.");
        s += strspn(s, ". ");
        word = skip_words(s, words);
        s += word;
    }
    return word > 0 && (!*s || strchr(" (:", *s)) && number >= 1 ? number : -1;
}

/* ---- columns ---------------------------------------------------------------------------------- */

typedef struct {
    rap_columns *columns;
    const rap_sheet *sheet;
    rap_problems *problems;
    char **folded; /* the row's cells */
    size_t n;
    int status;
} finder;

static int find_words(const finder *f, const char *const *words) {
    for (size_t w = 0; words[w]; w++)
        for (size_t c = 0; c < f->n; c++)
            if (!f->columns->used[c] && is_header(f->folded[c], words[w]))
                return (int)c;
    return RAP_NO_COLUMN;
}

static int take_column(finder *f, const char *const *words) {
    int c = find_words(f, words);
    if (c >= 0)
        f->columns->used[c] = true;
    return c;
}

static void refuse_column(finder *f, size_t column, const char *text) {
    int status = rap_sheet_problem(f->problems, f->sheet, f->columns->header, column, "%s", text);
    f->status = f->status ? f->status : status;
}

static void take_year(finder *f, size_t column, int year) {
    rap_columns *c = f->columns;
    size_t k = year > 0 ? (size_t)year - 1 : c->n_years;
    if (k >= RAP_MOST_SHEET_YEARS)
        refuse_column(f, column, "more years than a budget has");
    else if (c->years[k] != RAP_NO_COLUMN)
        refuse_column(f, column, "the same year as in a column before");
    else {
        c->years[k] = (int)column;
        c->n_years = c->n_years > k ? c->n_years : k + 1;
    }
    c->used[column] = true;
}

static void take_year_columns(finder *f) {
    for (size_t c = 0; c < f->n; c++) {
        int year = year_of(f->folded[c]);
        if (year >= 0)
            take_year(f, c, year);
    }
    for (size_t y = 0; y < f->columns->n_years; y++)
        if (f->columns->years[y] == RAP_NO_COLUMN)
            refuse_column(f, 0, "no column for one of the years before the last one");
}

static bool is_a_year(const finder *f) {
    for (size_t c = 0; c < f->n; c++)
        if (year_of(f->folded[c]) >= 0)
            return true;
    return false;
}

static void refuse_thousands(finder *f) {
    for (size_t c = 0; c < f->n; c++)
        if (rap_words_hold(f->folded[c],
                           "000s|'000|in thousand|thousands|tausend|milliers|keur|kcad"))
            refuse_column(f, c, "amounts in thousands: whole amounts expected");
}

/* The column of words: what is called so, or the first one that nothing else is. */
static void take_label(finder *f) {
    rap_columns *c = f->columns;
    c->label = take_column(f, label_words);
    if (c->label < 0)
        c->label = c->heading;
    for (size_t k = 0; k < RAP_MOST_SHEET_COLUMNS && c->label < 0; k++)
        if (!c->used[k]) {
            c->label = (int)k;
            c->used[k] = true;
        }
}

static void take_roles(finder *f) {
    rap_columns *c = f->columns;
    for (size_t y = 0; y < RAP_MOST_SHEET_YEARS; y++)
        c->years[y] = RAP_NO_COLUMN;
    take_year_columns(f);
    c->total = take_column(f, total_words);
    c->in_kind = take_column(f, in_kind_words);
    c->heading = take_column(f, heading_words);
    c->kind = take_column(f, kind_words);
    c->currency = take_column(f, currency_words);
    c->purpose = take_column(f, purpose_words);
    take_label(f);
    c->name = take_column(f, name_words);
    refuse_thousands(f);
}

static void free_folded(finder *f) {
    for (size_t c = 0; c < f->n; c++)
        rap_free(f->folded[c]);
    rap_free(f->folded);
    f->folded = NULL;
    f->n = 0;
}

static int fold_row(finder *f, size_t row) {
    const rap_sheet_row *r = &f->sheet->rows[row];
    f->folded = rap_allocate(r->n + 1, sizeof *f->folded);
    for (; f->folded && f->n < r->n; f->n++) {
        rap_text t;
        rap_text_init(&t);
        rap_fold(&t, r->cells[f->n]);
        rap_text_add(&t, "");
        f->folded[f->n] = rap_text_take(&t);
        if (!f->folded[f->n])
            return rap_fail(RAP_ENOMEM);
    }
    return f->folded ? RAP_OK : rap_fail(RAP_ENOMEM);
}

/* Headers are words: a row with amounts in it is none. */
static bool has_amounts(const rap_sheet *sheet, size_t row) {
    for (size_t c = 0; c < sheet->rows[row].n; c++) {
        const char *cell = rap_sheet_cell(sheet, row, c);
        rap_amount amount;
        bool calendar = strlen(cell) == 4 && (cell[0] == '1' || cell[0] == '2');
        if (!rap_amount_read(&amount, cell, RAP_MARK_UNKNOWN) && !amount.empty && !calendar)
            return true;
    }
    return false;
}

int rap_columns_find(rap_columns *columns, const rap_sheet *sheet, rap_problems *problems) {
    finder f = {columns, sheet, problems, NULL, 0, RAP_OK};
    bool found = false;
    *columns = (rap_columns){0};
    for (size_t row = 0; row < sheet->n && row < HEADER_ROWS && !found && !f.status; row++) {
        free_folded(&f);
        f.status = fold_row(&f, row);
        found = !f.status && f.n > 1 && !has_amounts(sheet, row) &&
                (is_a_year(&f) || find_words(&f, total_words) >= 0);
        columns->header = row;
    }
    if (found)
        take_roles(&f);
    else if (!f.status && rap_problems_add(problems, sheet->file, 0, NULL,
                                           "no row of headers: one such as \"Item; Year 1; Year 2; "
                                           "Total\", or \"Item; Amount\", expected") == RAP_ENOMEM)
        f.status = RAP_ENOMEM;
    free_folded(&f);
    return f.status;
}
