/* tie_sheet.h: who knows whom: a sheet of pairs, or a table with organisations in its rows, and organisations, subgroups or
 * languages in its columns. */
#ifndef RAP_TIE_SHEET_H
#define RAP_TIE_SHEET_H

#include "cli/sheets/labels.h"
#include "cli/sheets/roles.h"
#include "model/model.h"

/* Who there is in the study. */
typedef struct {
    const rap_named *organisations;
    size_t n_organisations;
    const rap_named *subgroups;
    const char *const *languages; /* of each subgroup, "" for none */
    size_t n_subgroups;
    rap_maps maps;
} rap_tie_world;

typedef enum { RAP_TIE_TO_ORGANISATION, RAP_TIE_TO_SUBGROUP, RAP_TIE_TO_LANGUAGE } rap_tie_kind;

typedef struct {
    size_t from; /* organisation */
    rap_tie_kind kind;
    size_t to;       /* organisation or subgroup, of a language one that speaks it */
    double strength; /* NaN: not said */
} rap_tie;

typedef struct {
    rap_tie
        *rows; /* each once, in order of organisations; of two organisations in both directions */
    size_t n, capacity;
    bool *listed;   /* organisations that the sheet names */
    size_t n_alone; /* of these, how many know no other */
    bool table;     /* it was a table */
    rap_labels organisations, subgroups, languages;
} rap_ties;

/* Problems with row and cell of all that cannot be read. RAP_OK, RAP_EINPUT with problems, RAP_ENOMEM. Free is legal in every
 * case, and twice. */
int rap_ties_read(rap_ties *ties, const rap_sheet *sheet, const rap_tie_world *world,
                  rap_problems *problems);
void rap_ties_free(rap_ties *ties);

/* Appends the groups `organisations` and `subgroups` of a study that say the same. */
void rap_ties_write(rap_text *out, const rap_ties *ties, const rap_tie_world *world);

#endif
