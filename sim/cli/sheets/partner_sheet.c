/* partner_sheet.c: rows first, then their names, then whom they know, which is said by names. */
#include "cli/sheets/partner_sheet.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/sheets/cost_words.h"
#include "cli/sheets/partner_cells.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- a row ------------------------------------------------------------------------------------ */

/* What a spreadsheet leaves of a formula where it saves no value. */
static bool is_formula(const char *cell) {
    static const char *const errors[] = {"#REF!",   "#N/A",   "#NAME?", "#VALUE!",
                                         "#DIV/0!", "#NULL!", "#NUM!"};
    bool is = cell[0] == '=';
    for (size_t k = 0; k < sizeof errors / sizeof errors[0]; k++)
        is |= !strncmp(cell, errors[k], strlen(errors[k]));
    return is;
}

static bool is_a_formula_somewhere(rap_partner_reader *r, size_t row) {
    bool any = false;
    for (size_t c = 0; c < RAP_PARTNER_COLUMNS; c++)
        if (is_formula(rap_partner_cell(r, row, (rap_partner_column)c))) {
            rap_partner_refuse(r, row, (rap_partner_column)c,
                               "is a formula, or its fault, and not its value");
            any = true;
        }
    return any;
}

/* Rows that repeat the headers, and sums. */
static bool is_no_partner(rap_partner_reader *r, size_t row) {
    const char *label = rap_partner_cell(r, row, RAP_PARTNER_organisation);
    rap_text folded;
    rap_text_init(&folded);
    rap_fold(&folded, label);
    bool again =
        *label &&
        !strcmp(label, rap_sheet_cell(r->sheet, r->p->roles.header,
                                      (size_t)r->p->roles.column[RAP_PARTNER_organisation]));
    bool sum =
        rap_is_one_of(rap_text_string(&folded), "total|totals|sum|summe|gesamt|somme|totaux");
    rap_text_free(&folded);
    if (again)
        rap_partner_refuse(r, row, RAP_PARTNER_organisation, "is the row of headers again");
    if (sum)
        rap_partner_refuse(r, row, RAP_PARTNER_organisation, "is a row of totals: leave it out");
    return again || sum;
}

/* Whether any of the columns that are used holds something. */
static bool is_blank_row(const rap_partner_reader *r, size_t row) {
    bool blank = true;
    for (size_t c = 0; c < RAP_PARTNER_COLUMNS; c++)
        blank = blank && !*rap_partner_cell(r, row, (rap_partner_column)c);
    return blank;
}

static void read_partner(rap_partner_reader *r, size_t row) {
    rap_partners *p = r->p;
    if (is_blank_row(r, row) || is_a_formula_somewhere(r, row) || is_no_partner(r, row))
        return;
    if (rap_grow(&p->rows, &p->capacity, p->n + 1, sizeof *p->rows)) {
        r->status = rap_fail(RAP_ENOMEM);
        return;
    }
    rap_partner *x = &p->rows[p->n++];
    *x = (rap_partner){.row = row, .type = "", .years = NAN, .silence = NAN, .count = 1};
    for (size_t c = 0; c < RAP_PARTNER_COLUMNS; c++) {
        x->figure[c] = NAN;
        p->filled[c] += *rap_partner_cell(r, row, (rap_partner_column)c) != '\0';
    }
    rap_partner_read_cells(r, x);
    bool of_relation = !isnan(x->years) || !isnan(x->silence) || x->charter || x->mou;
    p->idle += x->stage == RAP_STAGE_NONE && of_relation;
}

/* ---- all rows --------------------------------------------------------------------------------- */

/* Two partners of one label cannot be told apart. */
static void add_partner_label(rap_partner_reader *r, size_t k) {
    const rap_partner *x = &r->p->rows[k];
    int64_t other = rap_labels_add(&r->p->labels, x->label, k);
    char why[80];
    if (other < 0)
        r->status = rap_fail(RAP_ENOMEM);
    if (other < 0 || (size_t)other == k)
        return;
    snprintf(why, sizeof why, "stands in row %d too", r->sheet->rows[r->p->rows[other].row].number);
    rap_partner_refuse(r, x->row, RAP_PARTNER_organisation, why);
}

/* The short name that the sheet gives, or one made of the label; numbered where another has it. Of those who may not be named it
 * says nothing, for it stands in tables and pages of results, in paths of their numbers. */
static void name_partner(rap_partner_reader *r, size_t k) {
    rap_partner *x = &r->p->rows[k];
    const char *given = rap_partner_cell(r, x->row, RAP_PARTNER_short_name);
    char name[RAP_LONGEST_NAME];
    const char *tells = *given ? given : x->named ? x->label : "";
    rap_label_name(name, tells, "partner", rap_label_number(x->label));
    snprintf(x->name, sizeof x->name, "%s", name);
    for (size_t again = 2;; again++) {
        int64_t other = rap_labels_add(&r->names, x->name, k);
        if (other < 0)
            r->status = rap_fail(RAP_ENOMEM);
        if (other < 0 || (size_t)other == k)
            return;
        if (*given) {
            rap_partner_refuse(r, x->row, RAP_PARTNER_short_name, "is the name of another too");
            return;
        }
        snprintf(x->name, sizeof x->name, "%.34s_%zu", name, again);
    }
}

static void know_one(rap_partner_reader *r, rap_partner *x, const char *s, size_t n) {
    char word[RAP_LONGEST_LABEL + 1];
    rap_partners *p = r->p;
    while (n > 0 && s[n - 1] == ' ')
        n--;
    snprintf(word, sizeof word, "%.*s", (int)(n < RAP_LONGEST_LABEL ? n : RAP_LONGEST_LABEL), s);
    int64_t row = rap_labels_find(&p->labels, word);
    row = row < 0 ? rap_labels_find(&r->names, word) : row;
    if (row < 0) {
        char why[160], shown[RAP_SHOWN_OF_CELL];
        rap_sheet_show(shown, word);
        snprintf(why, sizeof why, "names nobody of this list: \"%s\"", shown);
        rap_partner_refuse(r, x->row, RAP_PARTNER_knows, why);
        return;
    }
    if (rap_grow(&p->knows, &p->knows_capacity, p->n_knows + 1, sizeof *p->knows)) {
        r->status = rap_fail(RAP_ENOMEM);
        return;
    }
    p->knows[p->n_knows++] = (size_t)row;
    x->known++;
}

/* Parted by ';' or, where there is none and the whole is nobody's label, by commas. */
static void read_knows(rap_partner_reader *r, size_t k) {
    rap_partner *x = &r->p->rows[k];
    const char *s = rap_partner_cell(r, x->row, RAP_PARTNER_knows);
    bool whole = *s && rap_labels_find(&r->p->labels, s) >= 0;
    const char *parts = whole ? "" : strpbrk(s, ";|") ? ";|" : ",";
    x->first_known = r->p->n_knows;
    for (; *s && !r->status; s += strspn(s, " ;|,")) {
        size_t n = *parts ? strcspn(s, parts) : strlen(s);
        know_one(r, x, s, n);
        s += n;
    }
}

/* What tells the decimal mark of a column; a scale of shares that nobody said. */
static void learn_columns(rap_partner_reader *r) {
    for (size_t c = 0; c < RAP_PARTNER_COLUMNS; c++) {
        rap_scale *scale = &r->p->roles.scale[c];
        bool within = true, between = false;
        for (size_t row = r->p->roles.header + 1; row < r->sheet->n; row++) {
            const char *cell = rap_partner_cell(r, row, (rap_partner_column)c);
            double x;
            r->mark[c] = r->mark[c] ? r->mark[c] : rap_amount_mark(cell);
            if (*cell && !rap_number_read(&x, cell, r->mark[c])) {
                within = within && x >= 0 && x <= 1;
                between |= x > 0 && x < 1;
            }
        }
        if (!(scale->high > scale->low) && within && between)
            *scale = (rap_scale){0, 1};
    }
}

static int count_partners(const rap_partners *p, const rap_sheet *sheet, rap_problems *problems) {
    long all = 0;
    for (size_t k = 0; k < p->n; k++)
        all += p->rows[k].count;
    if (p->n > 0 && all <= RAP_MOST_PARTNERS)
        return RAP_OK;
    return rap_problems_add(problems, sheet->file, 0, NULL,
                            p->n ? "%ld organisations: a study holds at most %d"
                                 : "no partners below the row of headers (%ld of at most %d)",
                            all, RAP_MOST_PARTNERS);
}

/* Labels, then names, then whom they know by either. */
static void name_partners(rap_partner_reader *r) {
    rap_partners *p = r->p;
    for (size_t k = 0; k < p->n && !r->status; k++)
        add_partner_label(r, k);
    for (size_t k = 0; k < p->n && !r->status; k++)
        name_partner(r, k);
    for (size_t k = 0; k < p->n && !r->status; k++)
        read_knows(r, k);
}

int rap_partners_read(rap_partners *p, const rap_sheet *sheet, const rap_partner_wishes *wishes,
                      rap_problems *problems) {
    static const char example[] = "Organisation; Type; Partner; Trust (1-5); Members";
    rap_partner_reader r = {.p = p, .sheet = sheet, .wishes = wishes, .problems = problems};
    size_t before = rap_problems_seen(problems);
    *p = (rap_partners){0};
    int status = rap_roles_find(&p->roles, sheet, rap_partner_roles, RAP_PARTNER_COLUMNS,
                                &wishes->maps, example, problems);
    if (status || rap_problems_seen(problems) > before)
        return status ? status : rap_fail(RAP_EINPUT);
    learn_columns(&r);
    for (size_t row = p->roles.header + 1; row < sheet->n && !r.status && p->n <= RAP_MOST_PARTNERS;
         row++)
        read_partner(&r, row);
    if (!r.status && rap_problems_seen(problems) == before &&
        count_partners(p, sheet, problems) == RAP_ENOMEM)
        r.status = rap_fail(RAP_ENOMEM);
    if (p->n <= RAP_MOST_PARTNERS)
        name_partners(&r);
    rap_labels_free(&r.names);
    status = r.status ? r.status : RAP_OK;
    return status ? status : rap_problems_seen(problems) > before ? rap_fail(RAP_EINPUT) : RAP_OK;
}

void rap_partners_free(rap_partners *p) {
    for (size_t k = 0; k < p->n_words; k++)
        rap_free(p->words[k]);
    rap_free(p->words);
    rap_free(p->knows);
    rap_free(p->rows);
    rap_labels_free(&p->labels);
    *p = (rap_partners){0};
}
