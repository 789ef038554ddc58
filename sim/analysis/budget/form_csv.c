/* form_csv.c: form.csv. */
#include "analysis/budget/form.h"

#include <string.h>

typedef struct {
    const char *heading, *of, *line, *label, *kind, *currency;
    const rap_form_row *row;
} sheet_line;

/* A sum in currency units; nothing where it cannot be told. */
static void add_cents(rap_text *out, int64_t cents, bool told) {
    if (told)
        rap_text_number(out, (double)cents / 100);
}

static size_t count_form_years(const void *whole) {
    return ((const rap_form *)whole)->n_years;
}

static const rap_form_cell *year_of_line(const void *row, size_t year) {
    return &((const sheet_line *)row)->row->years[year];
}

static bool is_told(const void *row) {
    return ((const sheet_line *)row)->row->told;
}

static void ask_year(rap_text *out, const void *whole, const void *row, size_t year) {
    (void)whole;
    add_cents(out, year_of_line(row, year)->asked, true);
}

static void spend_year(rap_text *out, const void *whole, const void *row, size_t year) {
    (void)whole;
    add_cents(out, year_of_line(row, year)->spend, is_told(row));
}

static void left_year(rap_text *out, const void *whole, const void *row, size_t year) {
    (void)whole;
    add_cents(out, year_of_line(row, year)->left, is_told(row));
}

static void name_ask_year(rap_text *out, const void *whole, size_t year) {
    (void)whole;
    rap_text_format(out, "ask_year_%zu", year + 1);
}

static void name_spend_year(rap_text *out, const void *whole, size_t year) {
    (void)whole;
    rap_text_format(out, "spend_year_%zu", year + 1);
}

static void name_left_year(rap_text *out, const void *whole, size_t year) {
    (void)whole;
    rap_text_format(out, "left_year_%zu", year + 1);
}

/* Totals of a row, whose place in it is `at`. */
static void form_total(rap_text *out, const void *whole, const void *line, size_t at) {
    const rap_form_row *row = ((const sheet_line *)line)->row;
    int64_t cents;
    (void)whole;
    memcpy(&cents, (const char *)row + at, sizeof cents);
    bool of_runs =
        at == offsetof(rap_form_row, total.spend) || at == offsetof(rap_form_row, total.left);
    add_cents(out, cents, row->told || !of_runs);
}

static void spend_low(rap_text *out, const void *whole, const void *row, size_t at) {
    (void)whole;
    (void)at;
    rap_text_number(out, ((const sheet_line *)row)->row->total.is.ci_low);
}

static void spend_high(rap_text *out, const void *whole, const void *row, size_t at) {
    (void)whole;
    (void)at;
    rap_text_number(out, ((const sheet_line *)row)->row->total.is.ci_high);
}

#define TOTAL(name, member, meaning)                                                               \
    RAP_CSV_AT(name, RAP_CSV_MONEY, form_total, rap_form_row, member, meaning)

static const rap_csv_column form_columns[] = {
    RAP_CSV_WORD("heading", sheet_line, heading, "heading of the funder's form (budget.layout)"),
    RAP_CSV_WORD("of", sheet_line, of, "whose budget it is"),
    RAP_CSV_WORD(
        "line", sheet_line, line,
        "name of the cost; indirect: indirect costs; total: of the heading; all: the whole"),
    RAP_CSV_WORD("label", sheet_line, label, "the same for people"),
    RAP_CSV_WORD("kind", sheet_line, kind, "kind of cost; empty for a total"),
    RAP_CSV_WORD("currency", sheet_line, currency, "currency of all amounts"),
    RAP_CSV_FAMILY("ask_year_N", RAP_CSV_MONEY, ask_year, count_form_years, name_ask_year,
                   "what the funder is asked for in year N of the study, to the cent"),
    RAP_CSV_FAMILY("spend_year_N", RAP_CSV_MONEY, spend_year, count_form_years, name_spend_year,
                   "of this, what the runs spend in year N on average, to the cent"),
    RAP_CSV_FAMILY(
        "left_year_N", RAP_CSV_MONEY, left_year, count_form_years, name_left_year,
        "ask_year_N - spend_year_N; below 0: more is spent than was asked for that year"),
    TOTAL("asked", total.asked, "what the funder is asked for in all years"),
    TOTAL("spend", total.spend, "of this, what the runs spend on average up to the horizon"),
    RAP_CSV("spend_low", RAP_CSV_MONEY, spend_low, "lower end of the 95 % interval of spend"),
    RAP_CSV("spend_high", RAP_CSV_MONEY, spend_high, "upper end of the 95 % interval of spend"),
    TOTAL("left", total.left, "asked - spend"),
    TOTAL("cost", cost, "what it costs, whoever pays: asked + in_kind + own"),
    TOTAL("in_kind", in_kind, "of this, what others than the funder give (match)"),
    TOTAL("own", own, "of this, what neither pays: above the funder's share, or a cap"),
    TOTAL("base", base, "of cost, what indirect costs are counted on"),
};

const rap_csv_table rap_csv_form = RAP_CSV_TABLE(
    "form.csv",
    "a line of the budget under its heading of the funder's form, with what is asked for, what is "
    "likely spent and what is left; then totals",
    form_columns);

static void write_line(rap_text *out, const rap_form *form, const rap_form_group *group,
                       const rap_form_row *row) {
    const rap_cost *cost = row->line;
    const sheet_line line = {.heading = group ? group->label : NULL,
                             .of = cost ? cost->of : NULL,
                             .line = cost    ? cost->name
                                     : group ? "total"
                                             : "all",
                             .label = row->label,
                             .kind = cost ? cost->kind : NULL,
                             .currency = form->study->currency,
                             .row = row};
    rap_csv_row(out, &rap_csv_form, form, &line);
}

void rap_form_csv(const rap_form *form, rap_text *out) {
    rap_csv_header(out, &rap_csv_form, form);
    for (size_t g = 0; g < form->n_groups; g++)
        for (size_t i = 0; i < form->groups[g].n; i++)
            write_line(out, form, &form->groups[g], &form->rows[form->groups[g].first + i]);
    for (size_t g = 0; g < form->n_groups; g++)
        write_line(out, form, &form->groups[g], &form->groups[g].total);
    if (form->n > 0)
        write_line(out, form, NULL, &form->all);
}
