/* survey_sheet.c: from rows of cells to answers. */
#include "cli/sheets/survey_sheet.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/sheets/cost_words.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *survey_cell(const rap_surveyor *s, rap_column_role role) {
    int column = s->column[role];
    return column < 0 ? "" : rap_sheet_cell(s->sheet, s->row, (size_t)column);
}

/* Where words stand among others; *added where they are new. */
static uint32_t list_words(rap_surveyor *s, rap_labels *list, const char *words, bool *added) {
    size_t before = list->n;
    int64_t at = rap_labels_add(list, words, before);
    *added = at >= 0 && list->n > before;
    if (at < 0)
        s->status = rap_fail(RAP_ENOMEM);
    return s->status ? RAP_NOWHERE : (uint32_t)at;
}

/* ---- organisations, types, waves -------------------------------------------------------------- */

static bool is_writable(rap_surveyor *s, rap_column_role role) {
    uint32_t code = 0;
    const char *name = NULL;
    bool clean = !rap_unicode_hidden(survey_cell(s, role), &code, &name);
    if (!clean)
        rap_survey_refuse(s, s->row, s->column[role],
                          "holds U+%04" PRIX32 " (%s), which cannot be seen", code, name);
    return clean;
}

/* Other words before that come to the same name. */
static void refuse_same_name(rap_surveyor *s, const rap_survey_place *place, rap_column_role role) {
    const rap_survey_place *all = role == RAP_COLUMN_TYPE ? s->survey->types : s->survey->places;
    for (const rap_survey_place *other = all; other < place; other++)
        if (!strcmp(other->name, place->name))
            rap_survey_refuse(s, s->row, s->column[role],
                              "\"%.100s\" and \"%.100s\", in a row before, are both called %s in a "
                              "study: one spelling expected, or --map '%s:%.100s=NAME'",
                              place->label, other->label, place->name, rap_column_roles[role],
                              place->label);
}

static void refuse_unnamed(rap_surveyor *s, rap_column_role role) {
    const char *words = survey_cell(s, role), *kind = rap_column_roles[role];
    if (s->wishes->known && role == RAP_COLUMN_ORGANISATION)
        rap_survey_refuse(
            s, s->row, s->column[role],
            "\"%.100s\" is no organisation of %.200s; --map '%s:%.100s=NAME' says which "
            "it is",
            words, s->wishes->known->file, kind, words);
    else
        rap_survey_refuse(
            s, s->row, s->column[role],
            "what does the study call the %s \"%.100s\"? %s--map '%s:%.100s=NAME' says it", kind,
            words, role == RAP_COLUMN_TYPE ? "" : "--study STUDY, or ", kind, words);
}

/* The row of a study that words mean by its name or its label; NULL for none. */
static const char *row_of_study(const rap_survey_known *known, const char *words) {
    rap_labels all = {0};
    const char *name = NULL;
    for (size_t k = 0; k < known->n && !name; k++)
        if (!strcmp(known->rows[k].name, words))
            name = known->rows[k].name;
    if (name || rap_labels_add(&all, words, 0) < 0)
        return name;
    for (size_t k = 0; k < known->n && !name; k++)
        if (rap_labels_find(&all, known->rows[k].label) == 0)
            name = known->rows[k].name;
    rap_labels_free(&all);
    return name;
}

/* The name that a study knows it by: that of --map, of the study's file, or its words as a name. */
static bool find_name(rap_surveyor *s, rap_survey_place *place, rap_column_role role) {
    const char *words = survey_cell(s, role);
    const char *wished = rap_survey_wished(s->wishes, rap_column_roles[role], words, &s->status);
    const rap_survey_known *known = role == RAP_COLUMN_ORGANISATION ? s->wishes->known : NULL;
    if (known) {
        const char *row = row_of_study(known, wished ? wished : words);
        snprintf(place->name, sizeof place->name, "%s", row ? row : "");
        return row != NULL;
    }
    char name[RAP_LONGEST_NAME];
    rap_label_name(name, wished ? wished : words, "?", 0);
    snprintf(place->name, sizeof place->name, "%s", name);
    return name[0] != '?' && (!wished || !strcmp(wished, name));
}

/* Fills in the label and the name. */
static void name_place(rap_surveyor *s, rap_survey_place *place, rap_column_role role) {
    *place = (rap_survey_place){.label = rap_copy_text(survey_cell(s, role)), .type = RAP_NOWHERE};
    bool named = find_name(s, place, role);
    s->status = s->status || place->label ? s->status : rap_fail(RAP_ENOMEM);
    if (s->status || !is_writable(s, role))
        return;
    if (named)
        refuse_same_name(s, place, role);
    else
        refuse_unnamed(s, role);
}

/* The place, or the type, that the row names; RAP_NOWHERE for none. */
static uint32_t place_of_row(rap_surveyor *s, rap_column_role role) {
    rap_poll *y = s->survey;
    bool type = role == RAP_COLUMN_TYPE, added = false;
    const char *words = survey_cell(s, role);
    if (!words[0])
        return RAP_NOWHERE;
    uint32_t at = list_words(s, type ? &y->type_words : &y->place_words, words, &added);
    if (added && !s->status)
        s->status = type ? rap_grow(&y->types, &y->type_capacity, at + 1, sizeof *y->types)
                         : rap_grow(&y->places, &y->place_capacity, at + 1, sizeof *y->places);
    if (added && !s->status)
        name_place(s, type ? &y->types[at] : &y->places[at], role);
    return s->status ? RAP_NOWHERE : at;
}

static void add_wave(rap_surveyor *s, uint32_t at, rap_column_role role) {
    rap_poll *y = s->survey;
    s->status = rap_grow(&y->waves, &y->wave_capacity, at + 1, sizeof *y->waves);
    if (s->status)
        return;
    int column = s->column[role];
    y->waves[at] = (rap_survey_wave){.words = rap_copy_text(survey_cell(s, role)),
                                     .row = s->row,
                                     .column = column < 0 ? 0 : (size_t)column};
    y->n_waves = at + 1;
    if (!y->waves[at].words)
        s->status = rap_fail(RAP_ENOMEM);
}

/* The wave of the row: by its month, else by its name, else by its date. */
static uint32_t wave_of_row(rap_surveyor *s) {
    rap_column_role role = s->column[RAP_COLUMN_MONTH] >= 0  ? RAP_COLUMN_MONTH
                           : s->column[RAP_COLUMN_WAVE] >= 0 ? RAP_COLUMN_WAVE
                                                             : RAP_COLUMN_DATE;
    bool there = s->column[role] >= 0, dates = s->column[RAP_COLUMN_DATE] >= 0, added;
    const char *date = survey_cell(s, RAP_COLUMN_DATE), *why = NULL;
    int month = 0;
    if (dates && date[0])
        why = rap_survey_date(&month, date);
    if (why)
        rap_survey_refuse(s, s->row, s->column[RAP_COLUMN_DATE], "\"%.60s\" %s", date, why);
    if (there && !survey_cell(s, role)[0]) {
        rap_survey_refuse(s, s->row, s->column[role], "no %s: when was it answered?",
                          rap_column_roles[role]);
        return RAP_NOWHERE;
    }
    char by_date[40];
    snprintf(by_date, sizeof by_date, "%d-%02d", month / 12, month % 12 + 1);
    uint32_t at =
        list_words(s, &s->survey->wave_words,
                   role == RAP_COLUMN_DATE && there ? by_date : survey_cell(s, role), &added);
    if (added)
        add_wave(s, at, role);
    if (s->status)
        return RAP_NOWHERE;
    rap_survey_wave *wave = &s->survey->waves[at];
    if (dates && date[0] && !why) {
        wave->from = wave->dated && wave->from < month ? wave->from : month;
        wave->to = wave->to > month ? wave->to : month;
        wave->dates += month;
        wave->dated++;
    }
    return at;
}

/* Who answered: by the column, else each row of a wide sheet is one. Who answers for nobody by name stands for a place. */
static void who_answered(rap_surveyor *s, rap_survey_answer *a) {
    const char *words = survey_cell(s, RAP_COLUMN_RESPONDENT);
    char by_row[32];
    bool added = false;
    snprintf(by_row, sizeof by_row, "row %zu", s->row);
    if (s->column[RAP_COLUMN_RESPONDENT] >= 0 && !words[0])
        rap_survey_refuse(s, s->row, s->column[RAP_COLUMN_RESPONDENT], "no respondent");
    a->respondent = list_words(s, &s->survey->respondents,
                               s->column[RAP_COLUMN_RESPONDENT] < 0 ? by_row : words, &added);
    if (!s->survey->named)
        a->place = a->respondent;
}

static void check_type_of_place(rap_surveyor *s, const rap_survey_answer *a) {
    if (!s->survey->named || a->place == RAP_NOWHERE || a->type == RAP_NOWHERE)
        return;
    rap_survey_place *place = &s->survey->places[a->place];
    if (place->type == RAP_NOWHERE)
        place->type = a->type;
    else if (place->type != a->type)
        rap_survey_refuse(s, s->row, s->column[RAP_COLUMN_TYPE],
                          "\"%.100s\" is of another type than in a row before: \"%.100s\"",
                          place->label, s->survey->types[place->type].label);
}

/* Whom, when and who of the row; true where all is told. */
static bool read_whereabouts(rap_surveyor *s, rap_survey_answer *a) {
    a->place = a->type = RAP_NOWHERE;
    if (s->survey->named)
        a->place = place_of_row(s, RAP_COLUMN_ORGANISATION);
    if (s->column[RAP_COLUMN_TYPE] >= 0)
        a->type = place_of_row(s, RAP_COLUMN_TYPE);
    if (s->survey->named && a->place == RAP_NOWHERE)
        rap_survey_refuse(s, s->row, s->column[RAP_COLUMN_ORGANISATION], "no organisation");
    if (s->column[RAP_COLUMN_TYPE] >= 0 && a->type == RAP_NOWHERE)
        rap_survey_refuse(s, s->row, s->column[RAP_COLUMN_TYPE], "no type");
    a->wave = wave_of_row(s);
    who_answered(s, a);
    check_type_of_place(s, a);
    return !s->status && a->wave != RAP_NOWHERE && a->respondent != RAP_NOWHERE &&
           (a->place != RAP_NOWHERE || !s->survey->named);
}

/* ---- scores ----------------------------------------------------------------------------------- */

/* A scale that the row states must be the item's; the first one that is stated is. */
static void see_scale(rap_surveyor *s, rap_survey_item *item) {
    const char *words = survey_cell(s, RAP_COLUMN_SCALE);
    rap_answer_scale scale;
    if (!words[0])
        return;
    if (!rap_answer_scale_read(&scale, words))
        rap_survey_refuse(s, s->row, s->column[RAP_COLUMN_SCALE],
                          "\"%.60s\" is no scale: 1-5, or 5-1 where the lowest is best, expected",
                          words);
    else if (item->scaled && (scale.none != item->scale.none || scale.full != item->scale.full))
        rap_survey_refuse(s, s->row, s->column[RAP_COLUMN_SCALE],
                          "another scale than in row %d for \"%.100s\"",
                          s->sheet->rows[item->row].number, item->label);
    else {
        item->row = item->scaled ? item->row : s->row;
        item->scale = scale;
        item->scaled = true;
    }
}

static void add_answer(rap_surveyor *s, const rap_survey_answer *a) {
    rap_poll *y = s->survey;
    s->status = rap_grow(&y->answers, &y->answer_capacity, y->n_answers + 1, sizeof *y->answers);
    if (!s->status)
        y->answers[y->n_answers++] = *a;
}

/* A score in a column of the row; whereabouts are read with the first one. */
static void read_score(rap_surveyor *s, uint32_t at, int column, rap_survey_answer *a, int *told) {
    const char *cell = rap_sheet_cell(s->sheet, s->row, (size_t)column);
    rap_survey_item *item = &s->survey->items[at];
    if (item->construct == RAP_NOWHERE)
        return;
    see_scale(s, item);
    const rap_answer_scale any = {0, 1};
    const char *why = rap_answer_scale_score(&a->share, cell, item->scaled ? &item->scale : &any);
    if (!why && isnan(a->share)) {
        s->survey->unanswered++;
        return;
    }
    if (!item->scaled) {
        rap_survey_refuse(
            s, s->row, column,
            "on which scale is \"%.100s\" answered? --map 'scale:%.100s=1..5' says it", item->label,
            item->label);
        item->scaled = true; /* said once */
        item->scale = (rap_answer_scale){-1e12, 1e12};
        return;
    }
    if (why) {
        rap_survey_refuse(s, s->row, column, "what stands here %s: a score from %g to %g expected",
                          why, fmin(item->scale.none, item->scale.full),
                          fmax(item->scale.none, item->scale.full));
        return;
    }
    *told = *told ? *told : read_whereabouts(s, a) ? 1 : -1;
    a->item = at;
    a->row = (uint32_t)s->row;
    a->column = (uint32_t)column;
    if (*told > 0)
        add_answer(s, a);
}

static void read_survey_row(rap_surveyor *s) {
    rap_survey_answer a = {0};
    int told = 0;
    const char *words = survey_cell(s, RAP_COLUMN_ITEM);
    if (!s->wide && !words[0]) {
        if (survey_cell(s, RAP_COLUMN_SCORE)[0])
            rap_survey_refuse(s, s->row, s->column[RAP_COLUMN_ITEM], "a score of which item?");
        return;
    }
    if (!s->wide) {
        uint32_t item = rap_survey_item_of(s, words);
        if (item != RAP_NOWHERE)
            read_score(s, item, s->column[RAP_COLUMN_SCORE], &a, &told);
        return;
    }
    for (size_t c = 0; c < s->sheet->rows[s->header].n && !s->status; c++)
        if (s->items[c] != RAP_NOWHERE)
            read_score(s, s->items[c], (int)c, &a, &told);
}

/* ---- answers that are there twice ------------------------------------------------------------- */

static int order_numbers(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

static int by_who_and_what(const void *a, const void *b) {
    const rap_survey_answer *x = a, *y = b;
    int order = order_numbers(x->item, y->item);
    order = order ? order : order_numbers(x->wave, y->wave);
    order = order ? order : order_numbers(x->place, y->place);
    order = order ? order : order_numbers(x->respondent, y->respondent);
    return order ? order : order_numbers(x->row, y->row);
}

static void refuse_answers_twice(rap_surveyor *s) {
    rap_poll *y = s->survey;
    if (y->n_answers > 1)
        qsort(y->answers, y->n_answers, sizeof *y->answers, by_who_and_what);
    for (size_t k = 1; k < y->n_answers && !s->status; k++) {
        const rap_survey_answer *a = &y->answers[k], *before = a - 1;
        if (a->item == before->item && a->wave == before->wave && a->place == before->place &&
            a->respondent == before->respondent)
            rap_survey_refuse(
                s, a->row, (int)a->column,
                "answered already by the same respondent for the same organisation and "
                "wave, in row %d",
                s->sheet->rows[before->row].number);
    }
}

/* ---- the whole -------------------------------------------------------------------------------- */

static void refuse_nothing(rap_surveyor *s, size_t before) {
    if (s->status || rap_problems_seen(s->problems) > before || s->survey->n_answers > 0)
        return;
    int status = rap_problems_add(s->problems, s->sheet->file, 0, NULL,
                                  "no answers below the headers of which the model has an outcome");
    s->status = status == RAP_ENOMEM ? status : RAP_OK;
}

/* By type where nobody says for which organisation. */
static void check_by(rap_surveyor *s) {
    rap_survey_wishes *w = s->wishes;
    if (!w->has_by)
        w->by = s->survey->named ? RAP_BY_ALL : RAP_BY_TYPE;
    rap_column_role needed = w->by == RAP_BY_TYPE           ? RAP_COLUMN_TYPE
                             : w->by == RAP_BY_ORGANISATION ? RAP_COLUMN_ORGANISATION
                                                            : RAP_COLUMN_ROLES;
    if (needed == RAP_COLUMN_ROLES || s->column[needed] >= 0)
        return;
    int status = rap_problems_add(s->problems, s->sheet->file, s->sheet->rows[s->header].number,
                                  "--map", "by=%s: no column says the %s", rap_column_roles[needed],
                                  rap_column_roles[needed]);
    s->status = status == RAP_ENOMEM ? status : s->status;
}

static void read_answers(rap_surveyor *s, size_t before) {
    rap_poll *y = s->survey;
    y->named = s->column[RAP_COLUMN_ORGANISATION] >= 0;
    check_by(s);
    for (s->row = s->header + 1; s->row < s->sheet->n && !s->status; s->row++)
        read_survey_row(s);
    refuse_nothing(s, before);
    if (!s->status && rap_problems_seen(s->problems) == before)
        rap_survey_months(s);
    if (!s->status && rap_problems_seen(s->problems) == before)
        s->status = rap_survey_unused(s->wishes, s->problems);
    if (!s->status && rap_problems_seen(s->problems) == before)
        refuse_answers_twice(s);
}

int rap_survey_read(rap_poll *survey, const rap_sheet *sheet, rap_survey_wishes *wishes,
                    rap_problems *problems) {
    size_t before = rap_problems_seen(problems);
    rap_surveyor s = {
        .survey = survey, .sheet = sheet, .wishes = wishes, .problems = problems, .status = RAP_OK};
    *survey = (rap_poll){0};
    rap_text_init(&survey->notes);
    rap_survey_columns(&s);
    if (!s.status && rap_problems_seen(problems) == before)
        read_answers(&s, before);
    s.status = s.status ? s.status : rap_text_status(&survey->notes);
    return s.status                               ? s.status
           : rap_problems_seen(problems) > before ? rap_fail(RAP_EINPUT)
                                                  : RAP_OK;
}

static void free_places(rap_survey_place *places, size_t n) {
    for (size_t k = 0; places && k < n; k++)
        rap_free(places[k].label);
    rap_free(places);
}

void rap_survey_free(rap_poll *survey) {
    rap_poll *y = survey;
    for (size_t k = 0; k < y->item_words.n && k < y->item_capacity; k++)
        rap_free(y->items[k].label);
    for (size_t k = 0; k < y->n_waves; k++)
        rap_free(y->waves[k].words);
    free_places(y->places,
                y->place_words.n < y->place_capacity ? y->place_words.n : y->place_capacity);
    free_places(y->types, y->type_words.n < y->type_capacity ? y->type_words.n : y->type_capacity);
    rap_free(y->items);
    rap_free(y->waves);
    rap_free(y->answers);
    rap_free(y->constructs);
    rap_labels_free(&y->item_words);
    rap_labels_free(&y->place_words);
    rap_labels_free(&y->type_words);
    rap_labels_free(&y->wave_words);
    rap_labels_free(&y->respondents);
    rap_text_free(&y->notes);
    *y = (rap_poll){0};
}
