/* survey_wishes.h: what a user says of a survey with --map: LEFT=RIGHT, words of the sheet left, ours right. */
#ifndef RAP_SURVEY_WISHES_H
#define RAP_SURVEY_WISHES_H

#include "base/problem.h"
#include "cli/sheets/answer_scale.h"
#include "cli/sheets/survey_constructs.h"

/* What a column is. */
typedef enum {
    RAP_COLUMN_RESPONDENT,
    RAP_COLUMN_ORGANISATION,
    RAP_COLUMN_TYPE,
    RAP_COLUMN_WAVE,
    RAP_COLUMN_MONTH, /* a wave, as months since the first one or since month 0 */
    RAP_COLUMN_DATE,
    RAP_COLUMN_ITEM,
    RAP_COLUMN_SCORE,
    RAP_COLUMN_SCALE,
    RAP_COLUMN_ROLES, /* how many there are; as a role: none */
} rap_column_role;

typedef enum { RAP_BY_ALL, RAP_BY_TYPE, RAP_BY_ORGANISATION } rap_survey_by;

enum { RAP_MOST_SURVEY_MAPS = 500 };

/* Organisations that a study names. */
typedef struct {
    const char *file;
    const rap_named *rows;
    size_t n;
} rap_survey_known;

typedef struct {
    const rap_model *model;
    const char *const *maps;
    size_t n_maps;
    bool used[RAP_MOST_SURVEY_MAPS];
    bool has_by, has_scale, hold_back_last;
    int month0; /* of the calendar, counted from that of year 0; below 0: that of the first wave */
    rap_survey_by by;
    size_t population;      /* how many organisations there are of which some were asked; 0: many */
    rap_answer_scale scale; /* of items that state none */
    const rap_survey_known
        *known; /* organisations of the study; NULL: their labels are their names */
} rap_survey_wishes;

/* The name of a role, as --map has it: "organisation". */
extern const char *const rap_column_roles[RAP_COLUMN_ROLES + 1];

/* Reads by=, population=, scale= and forecast=, and refuses what cannot be understood. RAP_OK, with problems too,
 * or RAP_ENOMEM. */
int rap_survey_wish(rap_survey_wishes *wishes, const rap_model *model, const char *const *maps,
                    size_t n_maps, rap_problems *problems);

/* What stands right of "KIND:WORDS", without regard to accents and capitals; of WORDS alone with kind "". NULL where
 * nothing does. *status RAP_ENOMEM where memory ran out. */
const char *rap_survey_wished(rap_survey_wishes *wishes, const char *kind, const char *words,
                              int *status);

/* The role that --map or its words give to a heading; RAP_COLUMN_ROLES for none. `folded` is the heading folded. */
rap_column_role rap_survey_role(rap_survey_wishes *wishes, const char *folded, int *status);

/* A problem for each map that nothing in the sheet used. RAP_OK or RAP_ENOMEM. */
int rap_survey_unused(const rap_survey_wishes *wishes, rap_problems *problems);

#endif
