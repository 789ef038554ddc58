/* survey_waves.c: when each wave was, in months of the study.
 *
 * Waves may be dated, each answer or each wave: month 0 is then that of the first wave unless --month says another.
 * Or they are numbered by months of the study. Numbers that count
 * waves, 1, 2, 3, are no months, and are refused. Dates alone part waves where there is more than a quarter between them. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/sheets/survey_sheet.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUARTER = 3, LAST_MONTH = 1200 };

/* ---- what each wave says ---------------------------------------------------------------------- */

typedef enum { UNTOLD, DATED, NUMBERED } wave_kind;

/* The month that words or --map tell: of the calendar, or a number. */
static wave_kind month_of_words(rap_surveyor *s, const rap_survey_wave *wave, int *month) {
    const char *wished = rap_survey_wished(s->wishes, "wave", wave->words, &s->status);
    const char *words = wished ? wished : wave->words;
    char *end;
    long number = strtol(words, &end, 10);
    bool plain = *words && !*end && labs(number) <= LAST_MONTH;
    if (plain) {
        *month = (int)number;
        return NUMBERED;
    }
    return rap_survey_date(month, words) ? UNTOLD : DATED;
}

static wave_kind month_of_wave(rap_surveyor *s, rap_survey_wave *wave) {
    bool wished = rap_survey_wished(s->wishes, "wave", wave->words, &s->status) != NULL;
    if (wave->dated > 0 && !wished) {
        wave->month = (int)lround(wave->dates / (double)wave->dated);
        return DATED;
    }
    wave_kind kind = month_of_words(s, wave, &wave->month);
    if (kind == UNTOLD)
        rap_survey_refuse(
            s, wave->row, (int)wave->column,
            "in which month was wave \"%.60s\"? --map 'wave:%.60s=0', or =2024-03, says it",
            wave->words, wave->words);
    return kind;
}

static int compare_months(const void *a, const void *b) {
    const int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

/* Whether numbers run 0, 1, 2 or 1, 2, 3: waves that are counted. */
static bool are_counted(const int *months, size_t n) {
    for (size_t k = 0; k < n; k++)
        if (months[k] != months[0] + (int)k || months[0] < 0 || months[0] > 1)
            return false;
    return n > 1;
}

/* ---- waves of which only dates tell ----------------------------------------------------------- */

/* Gives answers of dates that follow each other closely one wave, in the month that is their mean. */
static void join_dates(rap_surveyor *s, const size_t *order, size_t *joined) {
    rap_survey_wave *w = s->survey->waves;
    size_t first = order[0];
    joined[first] = first;
    for (size_t k = 1; k < s->survey->n_waves; k++) {
        size_t at = order[k];
        bool close = w[at].month - w[order[k - 1]].month <= QUARTER;
        if (!close)
            first = at;
        joined[at] = first;
        if (close) {
            w[first].to = w[at].to;
            w[first].dates += w[at].dates;
            w[first].dated += w[at].dated;
        }
    }
    for (size_t k = 0; k < s->survey->n_waves; k++)
        if (joined[k] == k)
            w[k].month = (int)lround(w[k].dates / (double)w[k].dated);
}

/* ---- order ------------------------------------------------------------------------------------ */

/* Positions of the waves by month: few, so each is put in its place. */
static void order_waves(const rap_poll *y, size_t *order) {
    for (size_t k = 0; k < y->n_waves; k++) {
        size_t at = k;
        for (; at > 0 && y->waves[order[at - 1]].month > y->waves[k].month; at--)
            order[at] = order[at - 1];
        order[at] = k;
    }
}

/* Puts waves that stand for themselves in order; answers follow. */
static void keep_in_order(rap_poll *y, const size_t *order, const size_t *joined,
                          rap_survey_wave *sorted, uint32_t *place) {
    size_t n = 0;
    for (size_t k = 0; k < y->n_waves; k++)
        if (joined[order[k]] == order[k]) {
            place[order[k]] = (uint32_t)n;
            sorted[n++] = y->waves[order[k]];
        } else {
            rap_free(y->waves[order[k]].words);
        }
    for (size_t a = 0; a < y->n_answers; a++)
        y->answers[a].wave = place[joined[y->answers[a].wave]];
    memcpy(y->waves, sorted, n * sizeof *sorted);
    y->n_waves = n;
}

/* ---- months of the study ---------------------------------------------------------------------- */

static void count_from_month_0(rap_surveyor *s, wave_kind kind) {
    const rap_survey_wishes *w = s->wishes;
    rap_poll *y = s->survey;
    int zero = kind == NUMBERED ? 0 : w->month0 >= 0 ? w->month0 : y->waves[0].month;
    for (size_t k = 0; k < y->n_waves && !s->status; k++) {
        rap_survey_wave *wave = &y->waves[k];
        wave->month -= zero;
        if (wave->month < 0 || wave->month > LAST_MONTH)
            rap_survey_refuse(s, wave->row, (int)wave->column,
                              "wave \"%.60s\" is month %d of the study: 0 to %d expected",
                              wave->words, wave->month, LAST_MONTH);
        if (k > 0 && wave->month == wave[-1].month)
            rap_survey_refuse(s, wave->row, (int)wave->column,
                              "wave \"%.60s\" is in the same month as wave \"%.60s\"", wave->words,
                              wave[-1].words);
    }
}

/* One kind for all waves, or a problem. */
static wave_kind kind_of_waves(rap_surveyor *s, int *months) {
    rap_poll *y = s->survey;
    wave_kind kind = UNTOLD;
    for (size_t k = 0; k < y->n_waves && !s->status; k++) {
        wave_kind own = month_of_wave(s, &y->waves[k]);
        months[k] = y->waves[k].month;
        if (k > 0 && own != kind && own && kind)
            rap_survey_refuse(s, y->waves[k].row, (int)y->waves[k].column,
                              "wave \"%.60s\" has a %s, the ones before have none",
                              y->waves[k].words, own == DATED ? "date" : "number");
        kind = k > 0 && own != kind ? UNTOLD : own;
    }
    qsort(months, y->n_waves, sizeof *months, compare_months);
    bool wished = rap_survey_wished(s->wishes, "wave", y->waves[0].words, &s->status) != NULL;
    if (kind == NUMBERED && s->column[RAP_COLUMN_MONTH] < 0 && !wished &&
        are_counted(months, y->n_waves)) {
        rap_survey_refuse(
            s, y->waves[0].row, (int)y->waves[0].column,
            "these numbers count waves: in which month was each? --map 'wave:%.60s=0' "
            "and so on says it, or a column of dates or months does",
            y->waves[0].words);
        return UNTOLD;
    }
    return kind;
}

static void arrange_waves(rap_surveyor *s, size_t *order, size_t *joined, int *months,
                          rap_survey_wave *sorted, uint32_t *place) {
    rap_poll *y = s->survey;
    bool by_date = s->column[RAP_COLUMN_WAVE] < 0 && s->column[RAP_COLUMN_MONTH] < 0;
    wave_kind kind = kind_of_waves(s, months);
    if (s->status || !kind)
        return;
    order_waves(y, order);
    for (size_t k = 0; k < y->n_waves; k++)
        joined[k] = k;
    if (by_date)
        join_dates(s, order, joined);
    keep_in_order(y, order, joined, sorted, place);
    if (y->n_waves == 1 && kind == NUMBERED && s->column[RAP_COLUMN_MONTH] < 0)
        y->waves[0].month = 0; /* the only one begins the study */
    count_from_month_0(s, kind);
}

void rap_survey_months(rap_surveyor *s) {
    rap_poll *y = s->survey;
    size_t n = y->n_waves;
    if (s->column[RAP_COLUMN_WAVE] < 0 && s->column[RAP_COLUMN_MONTH] < 0 &&
        s->column[RAP_COLUMN_DATE] < 0) {
        rap_text_add(&y->notes, "The sheet says nothing of when it was asked: month 0 is taken.\n");
        y->waves[0].month = 0;
        return;
    }
    size_t *order = rap_allocate(n, sizeof *order), *joined = rap_allocate(n, sizeof *joined);
    int *months = rap_allocate(n, sizeof *months);
    uint32_t *place = rap_allocate(n, sizeof *place);
    rap_survey_wave *sorted = rap_allocate(n, sizeof *sorted);
    if (order && joined && months && place && sorted)
        arrange_waves(s, order, joined, months, sorted, place);
    else
        s->status = rap_fail(RAP_ENOMEM);
    rap_free(order);
    rap_free(joined);
    rap_free(months);
    rap_free(place);
    rap_free(sorted);
}
