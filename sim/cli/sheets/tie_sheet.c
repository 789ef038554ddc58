/* tie_sheet.c: what a cell names is looked for among organisations first, then subgroups, then their languages. */
#include "cli/sheets/tie_sheet.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER_ROWS = 30, MOST_TIES = 200000 };

typedef enum { FROM, TO, STRENGTH, TIE_COLUMNS } tie_column;

static const rap_role tie_roles[TIE_COLUMNS] = {
    {"from", "from|organisation|organization|organisme|organisation a|who|a|von|de|wer|qui"},
    {"to", "to|knows|organisation b|whom|b|with|partner|works "
           "with|nach|an|kennt|zu|wen|vers|connait|qui connait"},
    {"strength", "strength|weight|tie|starke|gewicht|force|poids|lien"},
};

typedef struct {
    rap_ties *ties;
    const rap_sheet *sheet;
    const rap_tie_world *world;
    rap_problems *problems;
    int status;
} tie_reader;

static void refuse_tie(tie_reader *r, size_t row, size_t column, const char *why) {
    char shown[RAP_SHOWN_OF_CELL];
    rap_sheet_show(shown, rap_sheet_cell(r->sheet, row, column));
    int status = rap_sheet_problem(r->problems, r->sheet, row, column, "\"%s\" %s", shown, why);
    r->status = r->status ? r->status : status;
}

/* ---- who is meant ----------------------------------------------------------------------------- */

static int add_names_of(rap_labels *labels, const rap_named *rows, size_t n) {
    bool fine = true;
    for (size_t k = 0; k < n; k++)
        fine = fine && rap_labels_add(labels, rows[k].name, k) >= 0 &&
               rap_labels_add(labels, rows[k].label, k) >= 0;
    return fine ? RAP_OK : rap_fail(RAP_ENOMEM);
}

static int list_world(tie_reader *r) {
    const rap_tie_world *w = r->world;
    rap_ties *t = r->ties;
    int status = add_names_of(&t->organisations, w->organisations, w->n_organisations);
    status = status ? status : add_names_of(&t->subgroups, w->subgroups, w->n_subgroups);
    for (size_t k = 0; k < w->n_subgroups && !status; k++)
        if (w->languages[k][0] && rap_labels_add(&t->languages, w->languages[k], k) < 0)
            status = rap_fail(RAP_ENOMEM);
    t->listed = rap_allocate(w->n_organisations ? w->n_organisations : 1, sizeof *t->listed);
    return status ? status : t->listed ? RAP_OK : rap_fail(RAP_ENOMEM);
}

/* Row of an organisation, or -1. */
static int64_t organisation_called(const tie_reader *r, const char *word) {
    const char *mapped = rap_maps_word(&r->world->maps, "organisation", word);
    return rap_labels_find(&r->ties->organisations, mapped ? mapped : word);
}

/* Whether a word means anybody; fills kind and to. */
static bool find_whom(const tie_reader *r, const char *word, rap_tie *tie) {
    const rap_labels *const among[] = {&r->ties->subgroups, &r->ties->languages};
    int64_t row = organisation_called(r, word);
    tie->kind = RAP_TIE_TO_ORGANISATION;
    for (int k = 0; k < 2 && row < 0; k++) {
        row = rap_labels_find(among[k], word);
        tie->kind = k ? RAP_TIE_TO_LANGUAGE : RAP_TIE_TO_SUBGROUP;
    }
    tie->to = row < 0 ? 0 : (size_t)row;
    return row >= 0;
}

static void add_one_tie(tie_reader *r, rap_tie tie) {
    rap_ties *t = r->ties;
    if (rap_grow(&t->rows, &t->capacity, t->n + 1, sizeof *t->rows))
        r->status = rap_fail(RAP_ENOMEM);
    else
        t->rows[t->n++] = tie;
}

/* Both directions where both are organisations; itself is nobody else. */
static void add_tie_of(tie_reader *r, rap_tie tie) {
    bool both = tie.kind == RAP_TIE_TO_ORGANISATION;
    r->ties->listed[tie.from] = true;
    if (both)
        r->ties->listed[tie.to] = true;
    if (both && tie.from == tie.to)
        return;
    add_one_tie(r, tie);
    if (both && !r->status)
        add_one_tie(r, (rap_tie){tie.to, tie.kind, tie.from, tie.strength});
}

/* Whether a cell says that there is a tie, and how strong: yes, no, or a number of at least 0. */
static bool read_strength(tie_reader *r, size_t row, size_t column, bool empty_is_yes,
                          rap_tie *tie) {
    const char *cell = rap_sheet_cell(r->sheet, row, column);
    bool yes = false;
    tie->strength = NAN;
    if (!*cell)
        return empty_is_yes;
    double x;
    if (!rap_number_read(&x, cell, RAP_MARK_UNKNOWN)) {
        if (x < 0 || x > 1000)
            refuse_tie(r, row, column, "is not from 0 to 1000");
        bool one = x >= 1 && x <= 1;
        tie->strength = one ? NAN : x;
        return x > 0 || tie->kind == RAP_TIE_TO_SUBGROUP;
    }
    if (rap_yes_read(&yes, cell))
        refuse_tie(r, row, column, "is neither a number nor yes or no");
    return yes;
}

/* ---- a sheet of pairs ------------------------------------------------------------------------- */

static void read_pair(tie_reader *r, const rap_roles *roles, size_t row) {
    size_t from = (size_t)roles->column[FROM], to = (size_t)roles->column[TO];
    const char *who = rap_sheet_cell(r->sheet, row, from),
               *whom = rap_sheet_cell(r->sheet, row, to);
    int64_t organisation = organisation_called(r, who);
    rap_tie tie = {.strength = NAN};
    if (!*who && !*whom)
        return;
    if (organisation < 0)
        refuse_tie(r, row, from, "is no organisation of the study");
    else
        tie.from = (size_t)organisation;
    bool found = !*whom || find_whom(r, whom, &tie);
    if (!found)
        refuse_tie(r, row, to, "is no organisation, subgroup or language of the study");
    if (organisation < 0 || !found)
        return;
    r->ties->listed[tie.from] = true; /* alone, where it names nobody */
    if (*whom && (roles->column[STRENGTH] < 0 ||
                  read_strength(r, row, (size_t)roles->column[STRENGTH], true, &tie)))
        add_tie_of(r, tie);
}

/* ---- a table ---------------------------------------------------------------------------------- */

/* Whether all that stands in a row behind its first cell, and something, means somebody. */
static bool is_table_header(const tie_reader *r, size_t row) {
    size_t filled = 0, found = 0;
    for (size_t c = 1; c < r->sheet->rows[row].n; c++) {
        rap_tie tie;
        const char *cell = rap_sheet_cell(r->sheet, row, c);
        filled += *cell != '\0';
        found += *cell && find_whom(r, cell, &tie);
    }
    return found > 0 && 2 * found > filled;
}

static void read_table_row(tie_reader *r, size_t header, size_t row) {
    int64_t from = organisation_called(r, rap_sheet_cell(r->sheet, row, 0));
    if (from < 0) {
        refuse_tie(r, row, 0, "is no organisation of the study");
        return;
    }
    r->ties->listed[from] = true;
    for (size_t c = 1; c < r->sheet->rows[row].n && !r->status; c++) {
        const char *whom = rap_sheet_cell(r->sheet, header, c);
        rap_tie tie = {.from = (size_t)from, .strength = NAN};
        if (*whom && find_whom(r, whom, &tie) && read_strength(r, row, c, false, &tie))
            add_tie_of(r, tie);
        else if (!*whom && *rap_sheet_cell(r->sheet, row, c))
            refuse_tie(r, row, c, "stands below no header");
    }
}

static void read_table(tie_reader *r, size_t header) {
    r->ties->table = true;
    for (size_t c = 1; c < r->sheet->rows[header].n; c++) {
        rap_tie tie;
        const char *whom = rap_sheet_cell(r->sheet, header, c);
        if (*whom && !find_whom(r, whom, &tie))
            refuse_tie(r, header, c, "is no organisation, subgroup or language of the study");
        else if (*whom && tie.kind == RAP_TIE_TO_ORGANISATION)
            r->ties->listed[tie.to] = true;
    }
    for (size_t row = header + 1; row < r->sheet->n && !r->status; row++)
        read_table_row(r, header, row);
}

/* ---- all -------------------------------------------------------------------------------------- */

static int by_tie(const void *a, const void *b) {
    const rap_tie *x = a, *y = b;
    return x->from != y->from   ? (x->from > y->from) - (x->from < y->from)
           : x->kind != y->kind ? (x->kind > y->kind) - (x->kind < y->kind)
                                : (x->to > y->to) - (x->to < y->to);
}

static void sort_ties(rap_ties *t) {
    size_t n = 0;
    if (t->n > 0)
        qsort(t->rows, t->n, sizeof *t->rows, by_tie);
    for (size_t k = 0; k < t->n; k++)
        if (n == 0 || by_tie(&t->rows[k], &t->rows[n - 1]) != 0)
            t->rows[n++] = t->rows[k];
    t->n = n;
}

/* Finds the columns of a sheet of pairs; what is wrong with them goes to `problems`. */
static bool has_pairs(tie_reader *r, rap_roles *roles, rap_problems *problems) {
    static const char example[] = "From; To\", or a table with organisations in its first row and "
                                  "column, \"; A; B";
    size_t before = rap_problems_seen(problems);
    int status =
        rap_roles_find(roles, r->sheet, tie_roles, TIE_COLUMNS, &r->world->maps, example, problems);
    r->status = r->status ? r->status : status;
    return !status && rap_problems_seen(problems) == before && roles->column[TO] >= 0;
}

static void read_tie_sheet(tie_reader *r) {
    rap_roles roles;
    rap_problems unsaid;
    size_t header = 0;
    rap_problems_init(&unsaid);
    bool pairs = has_pairs(r, &roles, &unsaid);
    rap_problems_free(&unsaid);
    while (!pairs && header < r->sheet->n && header < HEADER_ROWS && !is_table_header(r, header))
        header++;
    bool table = !pairs && header < r->sheet->n && header < HEADER_ROWS;
    for (size_t row = roles.header + 1; pairs && row < r->sheet->n && !r->status; row++)
        read_pair(r, &roles, row);
    if (table)
        read_table(r, header);
    else if (!pairs && !has_pairs(r, &roles, r->problems) && roles.column[FROM] >= 0)
        refuse_tie(r, roles.header, (size_t)roles.column[FROM],
                   "has no column beside it of whom it knows: a header such as \"to\" expected");
}

static void count_alone(rap_ties *t, size_t n) {
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        bool known = false;
        for (; k < t->n && t->rows[k].from == i; k++)
            known |= t->rows[k].kind == RAP_TIE_TO_ORGANISATION;
        t->n_alone += t->listed[i] && !known;
    }
}

int rap_ties_read(rap_ties *ties, const rap_sheet *sheet, const rap_tie_world *world,
                  rap_problems *problems) {
    tie_reader r = {ties, sheet, world, problems, RAP_OK};
    size_t before = rap_problems_seen(problems);
    *ties = (rap_ties){0};
    int status = list_world(&r);
    if (!status)
        read_tie_sheet(&r);
    status = status ? status : r.status;
    if (!status && rap_problems_seen(problems) == before && ties->n == 0)
        status =
            rap_problems_add(problems, sheet->file, 0, NULL, "no ties below the row of headers");
    if (!status && ties->n > MOST_TIES)
        status = rap_problems_add(problems, sheet->file, 0, NULL, "%zu ties: at most %d expected",
                                  ties->n, MOST_TIES);
    if (status || rap_problems_seen(problems) > before)
        return status ? status : rap_fail(RAP_EINPUT);
    sort_ties(ties);
    count_alone(ties, world->n_organisations);
    return RAP_OK;
}

void rap_ties_free(rap_ties *t) {
    rap_free(t->rows);
    rap_free(t->listed);
    rap_labels_free(&t->organisations);
    rap_labels_free(&t->subgroups);
    rap_labels_free(&t->languages);
    *t = (rap_ties){0};
}

/* ---- the study -------------------------------------------------------------------------------- */

/* The ties of one kind among the n of an organisation, as a list of names; nothing where there are none. */
static size_t put_names(rap_text *out, const rap_tie *ties, size_t n, rap_tie_kind kind,
                        const rap_tie_world *w) {
    size_t put = 0;
    for (size_t k = 0; k < n; k++) {
        if (ties[k].kind != kind)
            continue;
        const char *name = kind == RAP_TIE_TO_LANGUAGE ? w->languages[ties[k].to]
                                                       : w->organisations[ties[k].to].name;
        rap_text_add(out, put++                         ? ", \""
                          : kind == RAP_TIE_TO_LANGUAGE ? " languages = [\""
                                                        : " knows = [\"");
        rap_text_study(out, name, strlen(name));
        rap_text_add(out, "\"");
    }
    rap_text_add(out, put ? "];" : "");
    return put;
}

static void put_organisations(rap_text *out, const rap_ties *t, const rap_tie_world *w) {
    size_t k = 0;
    rap_text_add(out, "organisations = {\n");
    for (size_t i = 0; i < w->n_organisations; i++) {
        size_t first = k;
        while (k < t->n && t->rows[k].from == i)
            k++;
        if (!t->listed[i])
            continue;
        rap_text_format(out, "  %s = {", w->organisations[i].name);
        if (put_names(out, t->rows + first, k - first, RAP_TIE_TO_ORGANISATION, w) == 0)
            rap_text_format(out, " knows = [\"%s\"];", w->organisations[i].name); /* nobody */
        put_names(out, t->rows + first, k - first, RAP_TIE_TO_LANGUAGE, w);
        rap_text_add(out, " };\n");
    }
    rap_text_add(out, "};\n");
}

static void put_subgroup(rap_text *out, const rap_ties *t, const rap_tie_world *w, size_t g) {
    bool any = false;
    for (size_t k = 0; k < t->n; k++) {
        const rap_tie *x = &t->rows[k];
        if (x->kind != RAP_TIE_TO_SUBGROUP || x->to != g)
            continue;
        if (!any)
            rap_text_format(out, "  %s = { ties = {\n", w->subgroups[g].name);
        rap_text_format(out, "    %s = { strength = ", w->organisations[x->from].name);
        if (isnan(x->strength))
            rap_text_add(
                out, "{ value = 3.0; range = [1.0, 10.0]; grade = \"assumed\"; source = \"a tie "
                     "that the sheet says without a strength\"; }");
        else
            rap_text_format(out, "%g", x->strength);
        rap_text_add(out, "; };\n");
        any = true;
    }
    rap_text_add(out, any ? "  }; };\n" : "");
}

void rap_ties_write(rap_text *out, const rap_ties *t, const rap_tie_world *w) {
    bool subgroups = false;
    put_organisations(out, t, w);
    for (size_t k = 0; k < t->n; k++)
        subgroups |= t->rows[k].kind == RAP_TIE_TO_SUBGROUP;
    rap_text_add(out, subgroups ? "subgroups = {\n" : "");
    for (size_t g = 0; g < w->n_subgroups; g++)
        put_subgroup(out, t, w, g);
    rap_text_add(out, subgroups ? "};\n" : "");
}
