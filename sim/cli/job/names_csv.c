/* names_csv.c: names.csv, from the tables of a job. */
#include "cli/job/names_csv.h"
#include "analysis/estimate/effect_cells.h"
#include "base/memory.h"
#include "plots/words/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *kind, *name, *label, *unit;
    double better, matters;
    rap_side minus, plus;
    const char *outcome, *group, *window;
} name_line;

#define OF_HEADLINE(member, meaning) RAP_CSV_WORD(#member, name_line, member, meaning)

static const rap_csv_column name_columns[] = {
    RAP_CSV_WORD(
        "kind", name_line, kind,
        "study (name: title, question or currency), arm, contrast, outcome, group, window, "
        "or headline"),
    RAP_CSV_WORD(
        "name", name_line, name,
        "as it stands in the columns of that name in other files; of a headline: its place"),
    RAP_CSV_WORD("label", name_line, label, "the same for people"),
    RAP_CSV_WORD("unit", name_line, unit, "of an outcome: its unit"),
    RAP_CSV_REAL("better", "1", name_line, better,
                 "of an outcome: 1 more is better, -1 less is, 0 it depends for whom"),
    RAP_CSV_REAL("matters", RAP_CSV_OF_OUTCOME, name_line, matters,
                 "of an outcome: smallest difference that matters"),
    RAP_CSV_AT("baseline", "", rap_csv_side, name_line, minus,
               "of a contrast: its column baseline in contrasts.csv"),
    RAP_CSV_AT("arm", "", rap_csv_side, name_line, plus, "of a contrast: its column arm there"),
    OF_HEADLINE(outcome, "of a headline: its outcome"),
    OF_HEADLINE(group, "of a headline: whose outcome"),
    OF_HEADLINE(window, "of a headline: when"),
};

const rap_csv_table rap_csv_names = RAP_CSV_TABLE(
    "names.csv", "a name that other files use, with its label, in the study's order", name_columns);

static void add_name(rap_text *out, name_line line) {
    if (strcmp(line.kind, "outcome"))
        line.better = line.matters = (double)NAN;
    rap_csv_row(out, &rap_csv_names, NULL, &line);
}

static void add_study_names(rap_text *out, const rap_study *s) {
    add_name(out, (name_line){.kind = "study", .name = "title", .label = s->title});
    add_name(out, (name_line){.kind = "study", .name = "question", .label = s->question});
    add_name(out, (name_line){.kind = "study", .name = "currency", .label = s->currency});
    for (size_t a = 0; a < s->n_arms; a++)
        add_name(out,
                 (name_line){.kind = "arm", .name = s->arms[a].name, .label = s->arms[a].label});
    for (size_t c = 0; c < s->n_contrasts; c++) {
        const rap_contrast *x = &s->contrasts[c];
        add_name(out, (name_line){.kind = "contrast",
                                  .name = x->name,
                                  .label = x->label,
                                  .minus = {s, x->minus, x->n_minus},
                                  .plus = {s, x->plus, x->n_plus}});
    }
}

static void add_outcome_names(rap_text *out, const rap_study *s) {
    for (size_t o = 0; o < s->model->n_outcomes; o++) {
        const rap_outcome *x = &s->model->outcomes[o];
        add_name(out, (name_line){.kind = "outcome",
                                  .name = x->name,
                                  .label = x->label,
                                  .unit = rap_unit_of(s, o),
                                  .better = x->better,
                                  .matters = s->delta[o]});
    }
}

/* ---- groups: each once, in order of first appearance -------------------------------------------- */

static int by_group(const void *a, const void *b) {
    const rap_column *x = *(const rap_column *const *)a, *y = *(const rap_column *const *)b;
    int order = strcmp(x->group, y->group);
    return order ? order : (x > y) - (x < y);
}

static int by_place(const void *a, const void *b) {
    const rap_column *x = *(const rap_column *const *)a, *y = *(const rap_column *const *)b;
    return (x > y) - (x < y);
}

static void add_group_names(rap_text *out, const rap_layout *l) {
    const rap_column **firsts = rap_allocate(l->n_columns, sizeof *firsts);
    size_t n = 0;
    out->failed |= !firsts;
    if (!firsts)
        return;
    for (size_t c = 0; c < l->n_columns; c++)
        firsts[c] = &l->columns[c];
    qsort(firsts, l->n_columns, sizeof *firsts, by_group);
    for (size_t c = 0; c < l->n_columns; c++)
        if (!n || strcmp(firsts[n - 1]->group, firsts[c]->group))
            firsts[n++] = firsts[c];
    qsort(firsts, n, sizeof *firsts, by_place);
    for (size_t k = 0; k < n; k++)
        add_name(out, (name_line){.kind = "group",
                                  .name = firsts[k]->group,
                                  .label = firsts[k]->group_label});
    rap_free(firsts);
}

/* ---- windows and headlines ---------------------------------------------------------------------- */

static void add_window_names(rap_text *out, const rap_tables *t) {
    rap_text words;
    rap_text_init(&words);
    for (size_t w = 0; w < t->study->n_windows; w++) {
        rap_text_clear(&words);
        rap_words_window(&words, t, w);
        add_name(out, (name_line){.kind = "window",
                                  .name = t->study->windows[w].text,
                                  .label = rap_text_string(&words)});
    }
    for (size_t h = 0; h < t->study->n_headlines; h++) {
        const rap_headline *x = &t->study->headlines[h];
        char place[24];
        snprintf(place, sizeof place, "%zu", h + 1);
        rap_text_clear(&words);
        rap_words_headline(&words, t, x);
        add_name(out, (name_line){.kind = "headline",
                                  .name = place,
                                  .label = rap_text_string(&words),
                                  .outcome = t->study->model->outcomes[x->outcome].name,
                                  .group = x->group,
                                  .window = t->study->windows[x->window].text});
    }
    out->failed |= words.failed;
    rap_text_free(&words);
}

void rap_names_csv(const rap_job *job, rap_text *out) {
    rap_tables english = job->tables; /* as all that programs read */
    const rap_tables *t = &english;
    english.language = NULL;
    rap_csv_header(out, &rap_csv_names, NULL);
    add_study_names(out, t->study);
    add_outcome_names(out, t->study);
    add_group_names(out, t->layout);
    add_window_names(out, t);
}
