/* roles.h: which column of a sheet is what, by the words that stand above it or by what --map says of them; and between
 * which ends its scores lie. */
#ifndef RAP_ROLES_H
#define RAP_ROLES_H

#include "cli/sheets/columns.h"
#include "cli/sheets/cell_figures.h"

enum { RAP_MOST_ROLES = 40 };

typedef struct {
    const char *key; /* by which --map names it */
    const char
        *words; /* whole headers in folded words, "a|b", earlier ones preferred; "" for none */
} rap_role;

/* What --map said: "THEIRS=OURS", "THEIRS=none" of a column to leave out, and for a word within a column
 * "KEY:THEIRS=OURS". */
typedef struct {
    const char *const *items;
    size_t n;
} rap_maps;

typedef struct {
    size_t header;              /* row of the sheet */
    int column[RAP_MOST_ROLES]; /* of each role, or RAP_NO_COLUMN */
    rap_scale scale[RAP_MOST_ROLES];
    bool used[RAP_MOST_SHEET_COLUMNS];
    bool left_out[RAP_MOST_SHEET_COLUMNS]; /* as --map said */
    size_t n_columns;                      /* of the row of headers */
} rap_roles;

/* Finds the row of headers, the first that names the first role, and the columns of all. Problems where there is none
 * (`example` says what one is), where two columns are the same, and where --map names what is not there. RAP_OK, also
 * with problems; RAP_ENOMEM. */
int rap_roles_find(rap_roles *roles, const rap_sheet *sheet, const rap_role *of, size_t n,
                   const rap_maps *maps, const char *example, rap_problems *problems);

/* What --map says a word within a column is; NULL: nothing. Without regard to capitals and accents. */
const char *rap_maps_word(const rap_maps *maps, const char *key, const char *word);

/* Whether folded words are one of a list, "a|b". */
bool rap_is_one_of(const char *folded, const char *list);

#endif
