/* print_budget_form.c: what a budget asks for, spends and leaves, by line and year, in the terminal. */
#include "cli/answers/answer_budget.h"
#include "cli/terminal/table.h"
#include "plots/words/budget_money.h"
#include "plots/words/numbers.h"

#include <string.h>

static void form_cell(rap_table *t, const rap_job *job, double x) {
    char text[RAP_NUMBER_SIZE];
    rap_money_plain(text, job->tables.language, x, false);
    rap_table_cell(t, "%s", text);
}

static void heading_row(rap_table *t, const rap_money_table *m, size_t i) {
    const char *heading = m->rows[i].heading, *before = i ? m->rows[i - 1].heading : NULL;
    if (i >= m->n || !heading || (before && !strcmp(heading, before)))
        return;
    rap_table_cell(t, "%s:", heading);
    for (size_t y = 0; y <= m->n_years; y++)
        rap_table_cell(t, "%s", "");
}

static void form_row(rap_table *t, const rap_job *job, const rap_money_table *m, size_t i,
                     rap_money_kind kind) {
    heading_row(t, m, i);
    rap_table_cell(t, m->rows[i].heading ? "  %s" : "%s", m->rows[i].label);
    for (size_t y = 0; y <= m->n_years; y++)
        form_cell(t, job, (double)rap_money_at(m, i, y, kind));
}

enum { MOST_YEARS_ABREAST = 60 };

static void print_by_year(const rap_job *job, const rap_money_table *m, rap_money_kind kind,
                          rap_text *out, size_t width) {
    static const char *const what[] = {RAP_MESSAGE("asked for"), RAP_MESSAGE("spent on average"),
                                       RAP_MESSAGE("likely left")};
    rap_align align[MOST_YEARS_ABREAST + 2] = {RAP_LEFT};
    rap_table t;
    for (size_t k = 1; k < m->n_years + 2; k++)
        align[k] = RAP_RIGHT;
    rap_text_format(out, tr(job->tables.language, "\n%s: %s, by line and year, %s\n\n"),
                    job->study.arms[job->study.budget.arm].label,
                    tr(job->tables.language, what[kind]), job->study.currency);
    rap_table_init(&t, align, m->n_years + 2);
    rap_table_cell(&t, tr(job->tables.language, "Line"));
    for (size_t y = 0; y < m->n_years; y++)
        rap_table_cell(&t, tr(job->tables.language, "year %zu"), y + 1);
    rap_table_cell(&t, tr(job->tables.language, "in all"));
    for (size_t i = 0; i <= m->n; i++)
        form_row(&t, job, m, i, kind);
    rap_table_print(&t, out, 2, width);
    rap_table_free(&t);
}

void rap_print_form(const rap_job *job, const rap_money_table *m, rap_text *out, size_t width) {
    rap_text words;
    if (m->n_years > MOST_YEARS_ABREAST)
        return;
    if (m->is_asked)
        print_by_year(job, m, RAP_MONEY_ASKED, out, width);
    if (m->is_told)
        print_by_year(job, m, RAP_MONEY_SPENT, out, width);
    if (m->is_asked && m->is_told)
        print_by_year(job, m, RAP_MONEY_LEFT, out, width);
    rap_text_init(&words);
    rap_money_sentences(&words, &job->tables, m);
    rap_text_add(out, "\n");
    rap_table_paragraph(out, &words, 2, width);
}
