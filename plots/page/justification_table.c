/* justification_table.c: see justification_table.h. */
#include "plots/page/justification_table.h"
#include "plots/page/justification_arms.h"
#include "plots/page/justification_words.h"
#include "plots/words/budget_words.h"
#include "plots/words/sentence_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_COLUMNS = 64, AIMS_ABREAST = 4 };

/* ---- money ------------------------------------------------------------------------------------ */

static void put_units(rap_writer *w, int64_t units) {
    rap_money(&w->words, w->language, (double)units, false);
    put_number_cell(w);
}

/* A row with the heading of the lines below it, where that is another than that of the row before. */
static void put_heading_row(rap_writer *w, const rap_money_table *m, size_t i, size_t columns) {
    const char *heading = m->rows[i].heading, *before = i ? m->rows[i - 1].heading : NULL;
    if (i >= m->n || !heading || (before && !strcmp(heading, before)))
        return;
    if (w->html)
        rap_text_format(w->out, "<tr class=\"heading\"><th scope=\"rowgroup\" colspan=\"%zu\">",
                        columns);
    put_markup(w, "", "| **");
    rap_text_add(&w->words, heading);
    put_words(w);
    put_markup(w, "</th></tr>\n", "** |");
    for (size_t k = 1; k < columns; k++)
        put_markup(w, "", " |");
    put_markup(w, "", "\n");
}

/* The line; one that others give is asked for nothing. */
static void put_money_label(rap_writer *w, const rap_money_table *m, size_t i) {
    bool given = i < m->n && m->rows[i].form && m->rows[i].form->line->in_kind;
    if (given)
        rap_text_format(&w->words, tr(w->language, "%s (given by others)"), m->rows[i].label);
    else
        rap_text_add(&w->words, m->rows[i].label);
    put_cell(w, true);
}

/* What is spent of it and what is left, in all. */
static void put_spent_and_left(rap_writer *w, const rap_money_table *m, size_t i) {
    if (!m->is_told)
        return;
    if (m->rows[i].is_told)
        put_units(w, rap_money_at(m, i, m->n_years, RAP_MONEY_SPENT));
    else {
        rap_text_add(&w->words, tr(w->language, "cannot be told"));
        put_number_cell(w);
    }
    if (m->is_asked)
        put_units(w, rap_money_at(m, i, m->n_years, RAP_MONEY_LEFT));
}

void rap_justify_money(rap_writer *w, const rap_tables *t, const rap_money_table *m) {
    const rap_language *l = w->language;
    const char *const heads[] = {tr(l, "Line"), tr(l, "Asked for"), tr(l, "Spent on average"),
                                 tr(l, "Likely left")};
    const char *const spent[] = {tr(l, "Line"), tr(l, "Spent on average")};
    size_t columns = !m->is_asked || !m->is_told ? 2 : 4;
    if (!m->is_asked && !m->is_told)
        return;
    rap_text_format(&w->words, tr(l, "Money by line, %s"), t->study->currency);
    put_table_begin(w, m->is_asked ? heads : spent, columns, 1);
    for (size_t i = 0; i <= m->n; i++) {
        put_heading_row(w, m, i, columns);
        put_row_begin(w);
        put_money_label(w, m, i);
        if (m->is_asked)
            put_units(w, rap_money_at(m, i, m->n_years, RAP_MONEY_ASKED));
        put_spent_and_left(w, m, i);
        put_row_end(w);
    }
    put_table_end(w);
}

/* A row below all lines: what is spent or left of all of them, by year. */
static void put_whole_row(rap_writer *w, const rap_money_table *m, const char *label,
                          rap_money_kind kind) {
    put_row_begin(w);
    rap_text_add(&w->words, label);
    put_cell(w, true);
    for (size_t y = 0; y <= m->n_years; y++)
        put_units(w, rap_money_at(m, m->n, y, kind));
    for (int k = 0; k < 2; k++)
        put_number_cell(w);
    put_row_end(w);
}

/* Heads of a table by year; gives how many. */
static size_t name_years(const rap_language *l, const rap_money_table *m,
                         char years[MOST_COLUMNS][32], const char *heads[MOST_COLUMNS]) {
    size_t n = 0;
    heads[n++] = tr(l, "Line");
    for (size_t y = 0; y < m->n_years; y++) {
        snprintf(years[y], sizeof years[y], tr(l, "Year %zu"), y + 1);
        heads[n++] = years[y];
    }
    heads[n++] = tr(l, "In all");
    if (m->is_asked && m->is_told) {
        heads[n++] = tr(l, "Spent");
        heads[n++] = tr(l, "Left");
    }
    return n;
}

bool rap_justify_years(rap_writer *w, const rap_tables *t, const rap_money_table *m) {
    char years[MOST_COLUMNS][32];
    const char *heads[MOST_COLUMNS];
    if (m->n_years < 2 || m->n_years + 4 > MOST_COLUMNS || (!m->is_asked && !m->is_told))
        return false;
    size_t columns = name_years(w->language, m, years, heads);
    rap_text_format(&w->words, tr(w->language, "Money by line and year, %s"), t->study->currency);
    put_table_begin(w, heads, columns, 1);
    for (size_t i = 0; i <= m->n; i++) {
        put_heading_row(w, m, i, columns);
        put_row_begin(w);
        put_money_label(w, m, i);
        for (size_t y = 0; y <= m->n_years; y++)
            put_units(w, rap_money_at(m, i, y, m->is_asked ? RAP_MONEY_ASKED : RAP_MONEY_SPENT));
        if (m->is_asked)
            put_spent_and_left(w, m, i);
        put_row_end(w);
    }
    if (m->is_asked && m->is_told) {
        put_whole_row(w, m, tr(w->language, "Spent on average"), RAP_MONEY_SPENT);
        put_whole_row(w, m, tr(w->language, "Likely left"), RAP_MONEY_LEFT);
    }
    put_table_end(w);
    return true;
}

/* ---- outcomes --------------------------------------------------------------------------------- */

void rap_justify_aims(rap_writer *w, const rap_tables *t) {
    const rap_language *l = w->language;
    const char *const heads[] = {tr(l, "Outcome"), tr(l, "As it stands"), tr(l, "Matters from")};
    rap_text_add(&w->words, tr(w->language, "Outcomes"));
    put_table_begin(w, heads, 3, 1);
    for (size_t a = 0; a < rap_budget_of(t)->n_aims; a++) {
        const rap_aim *aim = &rap_budget_of(t)->aims[a];
        put_row_begin(w);
        rap_budget_aim(&w->words, t, aim);
        put_cell(w, true);
        rap_words_value(&w->words, t, aim->outcome, t->lines->level[a].mean, RAP_WITH_UNIT);
        put_number_cell(w);
        rap_words_delta(&w->words, t, aim->outcome);
        put_number_cell(w);
        put_row_end(w);
    }
    put_table_end(w);
}

/* "-93 people", of which the sentences have the interval; what is not claimed says so. */
static void put_loss(rap_writer *w, const rap_tables *t, const rap_dose_result *r, size_t a) {
    size_t outcome = rap_budget_of(t)->aims[a].outcome;
    rap_change change = r ? rap_budget_change(t, outcome, &r->effect[a]) : RAP_CHANGE_NONE;
    if (!r)
        rap_text_add(&w->words, tr(w->language, "cannot be simulated"));
    else if (change == RAP_CHANGE_SMALL)
        rap_text_add(&w->words, tr(w->language, "none that matters"));
    else if (change == RAP_CHANGE_FEW)
        rap_text_add(&w->words, tr(w->language, "too few runs"));
    else if (change == RAP_CHANGE_NONE)
        rap_text_add(&w->words, tr(w->language, "cannot be told"));
    else if (change == RAP_CHANGE_NEAR)
        rap_text_add(&w->words, tr(w->language, "not clear"));
    else
        rap_words_value(&w->words, t, outcome, r->effect[a].mean, RAP_WITH_SIGN | RAP_WITH_UNIT);
    put_cell(w, false);
}

/* Whether there is anything to show of a line: the model speaks of it, and some effect may matter. */
static bool has_loss(const rap_tables *t, const rap_money_table *m, size_t i) {
    return !rap_money_is_for_form(m, t, i) &&
           !rap_justify_has_no_effect(t, i, rap_budget_dose(-100));
}

static void put_losses_row(rap_writer *w, const rap_tables *t, size_t i, size_t first, size_t end) {
    put_row_begin(w);
    rap_budget_line(&w->words, t, i);
    put_cell(w, true);
    for (size_t a = first; a < end; a++)
        put_loss(w, t, rap_budget_result(t, i, rap_budget_dose(-100)), a);
    put_row_end(w);
}

/* Of the lines that have no row. */
static void put_no_losses(rap_writer *w, const rap_tables *t, const rap_money_table *m) {
    rap_parts p = {0};
    rap_text *lines = rap_next_part(&p);
    for (size_t i = 0; i < t->lines->n; i++) {
        if (has_loss(t, m, i) || rap_money_is_for_form(m, t, i))
            continue;
        rap_text_add(lines, lines->n ? tr(w->language, "; ") : "");
        rap_budget_line(lines, t, i);
    }
    if (lines->n) {
        rap_text_format(&w->words, tr(w->language, "No effect that matters was seen without: %s."),
                        rap_text_string(lines));
        put_paragraph(w);
    }
    rap_parts_end(&p, &w->words);
}

void rap_justify_losses(rap_writer *w, const rap_tables *t, const rap_money_table *m) {
    size_t n = rap_budget_of(t)->n_aims, rows = 0;
    for (size_t i = 0; i < t->lines->n; i++)
        rows += has_loss(t, m, i);
    for (size_t first = 0; rows && first < n; first += AIMS_ABREAST) {
        size_t end = first + AIMS_ABREAST < n ? first + AIMS_ABREAST : n;
        const char *heads[AIMS_ABREAST + 1] = {tr(w->language, "Without")};
        for (size_t a = first; a < end; a++)
            heads[a - first + 1] = rap_budget_aim_label(t, &rap_budget_of(t)->aims[a]);
        rap_text_add(&w->words, tr(w->language, "Change without each line"));
        put_table_begin(w, heads, end - first + 1, end - first + 1);
        for (size_t i = 0; i < t->lines->n; i++)
            if (has_loss(t, m, i))
                put_losses_row(w, t, i, first, end);
        put_table_end(w);
    }
    put_no_losses(w, t, m);
}

/* ---- the best split --------------------------------------------------------------------------- */

/* "CAD 1,000 to CAD 2,000", or one of them where both are printed alike. */
static void put_near(rap_writer *w, const rap_tables *t, const rap_money_table *m,
                     const rap_best_split *b, size_t i) {
    rap_parts p = {0};
    rap_text *low = rap_next_part(&p), *high = rap_next_part(&p);
    rap_justify_lever(low, t, m, b->lines[i], b->near_low[i]);
    rap_justify_lever(high, t, m, b->lines[i], b->near_high[i]);
    if (strcmp(rap_text_string(low), rap_text_string(high)) != 0)
        rap_text_format(&w->words, tr(w->language, "%s to %s"), rap_text_string(low),
                        rap_text_string(high));
    else
        rap_text_add(&w->words, rap_text_string(low));
    rap_parts_end(&p, &w->words);
    put_number_cell(w);
}

/* What is spent of what the split asks the funder for, where that is known. */
static void put_used(rap_writer *w, const rap_tables *t, const rap_best_split *b, size_t i) {
    if (isfinite(b->best.used[i].mean))
        rap_money_units(&w->words, t, b->best.used[i].mean);
    else
        rap_text_add(&w->words, tr(w->language, "cannot be told"));
    put_number_cell(w);
}

void rap_justify_levers(rap_writer *w, const rap_tables *t, const rap_money_table *m,
                        const rap_best_split *b) {
    const rap_language *l = w->language;
    const char *const heads[] = {tr(l, "Line"), tr(l, "Now"), tr(l, "Best found"),
                                 tr(l, "Of it spent"), tr(l, "About as good")};
    rap_text_add(&w->words, tr(w->language, "Best split found"));
    put_table_begin(w, heads, 5, 1);
    for (size_t i = 0; i < b->n; i++) {
        put_row_begin(w);
        rap_text_add(&w->words, rap_budget_of(t)->lines[b->lines[i]].label);
        put_cell(w, true);
        rap_justify_lever(&w->words, t, m, b->lines[i], b->split.start.x[i]);
        put_number_cell(w);
        rap_justify_lever(&w->words, t, m, b->lines[i], b->split.best.x[i]);
        put_number_cell(w);
        put_used(w, t, b, i);
        put_near(w, t, m, b, i);
        put_row_end(w);
    }
    put_table_end(w);
}
