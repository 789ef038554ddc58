/* roles.c: headers are compared whole, without capitals, accents, and what stands in brackets. */
#include "cli/sheets/roles.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/sheets/cost_words.h"

#include <string.h>

enum { HEADER_ROWS = 30, LONGEST_HEADER = 120 };

typedef struct {
    rap_roles *roles;
    const rap_sheet *sheet;
    const rap_role *of;
    size_t n;
    const rap_maps *maps;
    rap_problems *problems;
    char (*folded)[LONGEST_HEADER]; /* the row's cells */
    size_t cells;
    int status;
} role_finder;

bool rap_is_one_of(const char *folded, const char *list) {
    size_t n = strlen(folded);
    for (size_t length; *list; list += length + (list[length] == '|')) {
        length = strcspn(list, "|");
        if (length == n && !strncmp(folded, list, n))
            return true;
    }
    return false;
}

/* Folded, with '_' as a blank; the first bytes where it is longer. */
static int fold_into(char out[LONGEST_HEADER], const char *words) {
    rap_text t;
    rap_text_init(&t);
    rap_fold(&t, words);
    strncpy(out, rap_text_string(&t), LONGEST_HEADER - 1);
    out[LONGEST_HEADER - 1] = '\0';
    for (char *c = out; (c = strchr(c, '_')) != NULL;)
        *c = ' ';
    int status = rap_text_status(&t);
    rap_text_free(&t);
    return status;
}

static int fold_cells(role_finder *f, size_t row) {
    const rap_sheet_row *r = &f->sheet->rows[row];
    int status = RAP_OK;
    rap_free(f->folded);
    f->folded = rap_allocate(r->n + 1, sizeof *f->folded);
    f->cells = f->folded ? r->n : 0;
    for (size_t c = 0; c < f->cells && !status; c++)
        status = fold_into(f->folded[c], r->cells[c]);
    return f->folded ? status : rap_fail(RAP_ENOMEM);
}

/* ---- what --map says -------------------------------------------------------------------------- */

/* The role that "trust (1-5)" names; its scale. f->n where there is none. */
static size_t role_named(const role_finder *f, const char *ours, rap_scale *scale) {
    char folded[LONGEST_HEADER];
    size_t k = 0;
    fold_into(folded, ours);
    size_t words = rap_scale_words(folded);
    *scale = rap_scale_find(folded + words);
    folded[words] = '\0';
    for (; k < f->n; k++) {
        char key[LONGEST_HEADER];
        fold_into(key, f->of[k].key);
        if (!strcmp(key, folded))
            break;
    }
    return k;
}

static void refuse_map(role_finder *f, const char *map, const char *why) {
    rap_text known;
    rap_text_init(&known);
    for (size_t k = 0; k < f->n; k++)
        rap_text_format(&known, "%s%s", k ? ", " : "", f->of[k].key);
    if (rap_problems_add(f->problems, NULL, 0, "--map",
                         "\"%s\": %s; 'OWN HEADER=COLUMN' expected, "
                         "COLUMN one of %s, none",
                         map, why, rap_text_string(&known)) == RAP_ENOMEM)
        f->status = rap_fail(RAP_ENOMEM);
    rap_text_free(&known);
}

static size_t column_called(const role_finder *f, const char *theirs, size_t n) {
    char wanted[LONGEST_HEADER], own[LONGEST_HEADER];
    size_t c = 0;
    strncpy(own, theirs, sizeof own - 1);
    own[n < sizeof own - 1 ? n : sizeof own - 1] = '\0';
    fold_into(wanted, own);
    for (; c < f->cells; c++) {
        char head[LONGEST_HEADER];
        memcpy(head, f->folded[c], sizeof head);
        bool whole = !strcmp(head, wanted);
        head[rap_scale_words(head)] = '\0';
        if (whole || !strcmp(head, wanted))
            break;
    }
    return c;
}

static bool is_of_words(const char *map) {
    const char *colon = strchr(map, ':');
    return colon && colon < strrchr(map, '=');
}

/* Takes columns that --map names; says what is wrong with it only where `strict`. How many it took. */
static size_t take_maps(role_finder *f, bool strict) {
    size_t taken = 0;
    for (size_t k = 0; k < f->maps->n; k++) {
        const char *map = f->maps->items[k], *equals = strrchr(map, '=');
        rap_scale scale;
        if (is_of_words(map))
            continue;
        size_t role = role_named(f, equals + 1, &scale);
        size_t c = column_called(f, map, (size_t)(equals - map));
        bool none = !strcmp(equals + 1, "none") && c < f->cells;
        if (none)
            f->roles->left_out[c] = true;
        if (none || role == f->n || c == f->cells) {
            if (strict && !none)
                refuse_map(f, map,
                           role == f->n ? "what is meant is not known"
                                        : "no column has that header");
            continue;
        }
        f->roles->column[role] = (int)c;
        f->roles->scale[role] = scale.high > scale.low
                                    ? scale
                                    : rap_scale_find(f->folded[c] + rap_scale_words(f->folded[c]));
        f->roles->used[c] = true;
        taken++;
    }
    return taken;
}

const char *rap_maps_word(const rap_maps *maps, const char *key, const char *word) {
    char wanted[LONGEST_HEADER], is[LONGEST_HEADER];
    size_t n = strlen(key);
    fold_into(wanted, word);
    for (size_t k = 0; k < maps->n; k++) {
        const char *map = maps->items[k], *equals = strrchr(map, '=');
        if (strncmp(map, key, n) != 0 || map[n] != ':')
            continue;
        size_t length = (size_t)(equals - map) - n - 1;
        strncpy(is, map + n + 1, sizeof is - 1);
        is[length < sizeof is - 1 ? length : sizeof is - 1] = '\0';
        char folded[LONGEST_HEADER];
        fold_into(folded, is);
        if (!strcmp(folded, wanted))
            return equals + 1;
    }
    return NULL;
}

/* ---- headers ---------------------------------------------------------------------------------- */

static void refuse_second(role_finder *f, size_t role, size_t column) {
    int status = rap_sheet_problem(
        f->problems, f->sheet, f->roles->header, column,
        "a second column of the same words (%s): give it another header, or say by --map which is "
        "meant",
        f->of[role].key);
    f->status = f->status ? f->status : status;
}

/* The column whose header is the n bytes of a word; a second one is refused. */
static int find_word(role_finder *f, size_t role, const char *word, size_t n, bool strict) {
    int found = RAP_NO_COLUMN;
    for (size_t c = 0; c < f->cells; c++) {
        size_t words = rap_scale_words(f->folded[c]);
        if (f->roles->used[c] || f->roles->left_out[c] || words != n ||
            strncmp(f->folded[c], word, n) != 0)
            continue;
        if (found >= 0 && strict)
            refuse_second(f, role, c);
        found = found < 0 ? (int)c : found;
    }
    return found;
}

static void take_role(role_finder *f, size_t role, bool strict) {
    const char *word = f->of[role].words;
    for (size_t n; *word && f->roles->column[role] < 0; word += n + (word[n] == '|')) {
        n = strcspn(word, "|");
        int c = find_word(f, role, word, n, strict);
        if (c < 0)
            continue;
        f->roles->column[role] = c;
        f->roles->scale[role] = rap_scale_find(f->folded[c] + n);
        f->roles->used[c] = true;
    }
}

static rap_roles no_roles(void) {
    rap_roles r = {.header = 0};
    for (size_t k = 0; k < RAP_MOST_ROLES; k++)
        r.column[k] = RAP_NO_COLUMN;
    return r;
}

/* Takes what the row's cells are; true where it is a row of headers. */
static bool take_row(role_finder *f, size_t row, bool strict) {
    rap_roles *r = f->roles;
    size_t filled = 0, taken = 0;
    *r = no_roles();
    r->header = row;
    r->n_columns = f->cells;
    take_maps(f, strict);
    for (size_t k = 0; k < f->n; k++)
        if (r->column[k] < 0)
            take_role(f, k, strict);
    for (size_t c = 0; c < f->cells; c++) {
        filled += f->folded[c][0] != '\0';
        taken += r->used[c];
    }
    return r->column[0] >= 0 && (taken > 1 || filled == 1);
}

int rap_roles_find(rap_roles *roles, const rap_sheet *sheet, const rap_role *of, size_t n,
                   const rap_maps *maps, const char *example, rap_problems *problems) {
    role_finder f = {
        .roles = roles, .sheet = sheet, .of = of, .n = n, .maps = maps, .problems = problems};
    bool found = false;
    *roles = no_roles(); /* where not even a row can be read */
    for (size_t row = 0; row < sheet->n && row < HEADER_ROWS && !found && !f.status; row++) {
        f.status = fold_cells(&f, row);
        found = !f.status && take_row(&f, row, false);
    }
    if (found)
        take_row(&f, roles->header, true);
    else if (!f.status && rap_problems_add(problems, sheet->file, 0, NULL,
                                           "no row of headers: one such as \"%s\" expected, or "
                                           "--map 'OWN HEADER=%s'",
                                           example, of[0].key) == RAP_ENOMEM)
        f.status = rap_fail(RAP_ENOMEM);
    rap_free(f.folded);
    return f.status;
}
