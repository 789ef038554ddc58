/* partner_list.h: what a list of partners holds, one row an organisation, and what its cells are compared with. */
#ifndef RAP_PARTNER_LIST_H
#define RAP_PARTNER_LIST_H

#include "cli/sheets/labels.h"
#include "cli/sheets/roles.h"
#include "model/model.h"

/* The columns that there may be (partner_columns.def). */
typedef enum {
#define PARTNER(key, ...) RAP_PARTNER_##key,
#include "cli/sheets/partner_columns.def"
#undef PARTNER
    RAP_PARTNER_COLUMNS
} rap_partner_column;

extern const rap_role rap_partner_roles[RAP_PARTNER_COLUMNS];

/* Stages of a relation, as a study writes them; none: no relation. */
typedef enum { RAP_STAGE_NONE, RAP_STAGE_PARTNERED, RAP_STAGE_DORMANT, RAP_STAGE_ENDED } rap_stage;

typedef struct {
    size_t row; /* of the sheet */
    char name[RAP_LONGEST_NAME];
    const char *label;                  /* the sheet's cell */
    const char *type;                   /* of those that there are */
    double figure[RAP_PARTNER_COLUMNS]; /* of trust, reputation, shares and figures; NaN: missing */
    rap_stage stage;
    double years;   /* of acquaintance, NaN: not said */
    double silence; /* months, NaN: not said */
    bool charter, mou, named;
    long count;
    size_t first_language, languages; /* in words */
    size_t first_known, known;        /* in knows */
} rap_partner;

typedef struct {
    rap_partner *rows;
    size_t n, capacity;
    char **words; /* languages, in order of partners */
    size_t n_words, words_capacity;
    size_t *knows; /* rows, in order of partners */
    size_t n_knows, knows_capacity;
    rap_labels labels; /* of names and labels */
    rap_roles roles;
    size_t filled[RAP_PARTNER_COLUMNS]; /* cells of a column that hold something */
    size_t idle;                        /* rows with a date or trust of a relation that have none */
} rap_partners;

/* What cells are compared with. */
typedef struct {
    const rap_named *types; /* of organisations, that there are */
    size_t n_types;
    const rap_record *organisation; /* legal bounds of traits; NULL: not looked at */
    rap_maps maps;
    int now; /* month from which dates are counted back, as rap_date_read counts */
} rap_partner_wishes;

#endif
