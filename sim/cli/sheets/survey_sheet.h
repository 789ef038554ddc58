/* survey_sheet.h: a survey as somebody's sheet has it: who answered what, when, about which organisation. */
#ifndef RAP_SURVEY_SHEET_H
#define RAP_SURVEY_SHEET_H

#include "base/text.h"
#include "cli/sheets/sheet.h"
#include "cli/sheets/labels.h"
#include "cli/sheets/survey_wishes.h"

#include <stdint.h>

#define RAP_NOWHERE UINT32_MAX
enum { RAP_ROW_NAME = 65 };

/* An item of the survey. */
typedef struct {
    char *label;        /* as the sheet has it, without a scale in parentheses */
    uint32_t construct; /* of the survey's; RAP_NOWHERE: nothing here is what it asks about */
    bool scaled;
    rap_answer_scale scale;
    size_t row; /* where the scale stands */
} rap_survey_item;

/* An organisation, or a type of them. */
typedef struct {
    char *label;
    char name[RAP_ROW_NAME];
    uint32_t type; /* of an organisation, or RAP_NOWHERE */
} rap_survey_place;

/* A wave; only such as have answers are there, the earliest first. */
typedef struct {
    char *words;  /* of its first answer */
    int month;    /* of the study */
    int from, to; /* months of the calendar of its answers; 0: not dated */
    /* while the sheet is read */
    double dates; /* sum over answers' rows */
    size_t dated, row, column;
} rap_survey_wave;

typedef struct {
    uint32_t item, wave, place, type, respondent, row, column;
    double share; /* 0 to 1 of the scale */
} rap_survey_answer;

typedef struct {
    rap_construct *constructs; /* that items ask about, each once */
    size_t n_constructs, construct_capacity;
    rap_survey_item *items;
    rap_survey_place
        *places; /* organisations; where the sheet names none, whoever answered is one */
    rap_survey_place *types;
    rap_survey_wave *waves;
    rap_survey_answer *answers;
    size_t n_answers, answer_capacity, n_waves, item_capacity, place_capacity, type_capacity,
        wave_capacity;
    size_t unanswered; /* cells of items without a score */
    bool named;        /* places are organisations */
    rap_labels item_words, place_words, type_words, wave_words, respondents;
    rap_text notes; /* sentences on what was left out */
} rap_poll;

/* Reads it, in long form (a column of items, one of scores) or wide (a column an item). Every problem stands with its row
 * and cell: scores that are none or lie beyond their scale, items without a scale, rows without organisation, respondent
 * or wave, dates that could be two, answers that are there twice. Columns that nothing needs are left out and named in the
 * notes. RAP_OK, RAP_EINPUT with problems, RAP_ENOMEM. Free is legal in every case, and twice. */
int rap_survey_read(rap_poll *survey, const rap_sheet *sheet, rap_survey_wishes *wishes,
                    rap_problems *problems);
void rap_survey_free(rap_poll *survey);

/* ---- parts of reading (survey_columns.c, survey_waves.c) --------------------------------------- */

typedef struct {
    rap_poll *survey;
    const rap_sheet *sheet;
    rap_survey_wishes *wishes;
    rap_problems *problems;
    size_t header, row;                     /* rows of the sheet */
    int column[RAP_COLUMN_ROLES];           /* of each role, or -1 */
    uint32_t items[RAP_MOST_SHEET_COLUMNS]; /* of a wide sheet: by column, or RAP_NOWHERE */
    bool wide;
    int status;
} rap_surveyor;

/* Finds the row of headers and what each column is; a wide sheet's items too. */
void rap_survey_columns(rap_surveyor *s);

/* The item of these words, which may hold its scale, new or known; RAP_NOWHERE after a failure. */
uint32_t rap_survey_item_of(rap_surveyor *s, const char *words);

/* NULL, or why a cell is no date of an answer, as a clause; *month is counted from that of year 0. A time behind the
 * day is passed over; a year alone is refused. */
const char *rap_survey_date(int *month, const char *cell);

/* Gives each wave its month of the study, and puts them in order. */
void rap_survey_months(rap_surveyor *s);

/* Adds a problem of a cell. */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
void rap_survey_refuse(rap_surveyor *s, size_t row, int column, const char *format, ...);

#endif
