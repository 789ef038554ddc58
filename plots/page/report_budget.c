/* report_budget.c: the section on a budget: the form by year, what lines buy, arms, pictures. */
#include "plots/words/budget_money.h"
#include "plots/words/budget_words.h"
#include "plots/page/sections.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the form --------------------------------------------------------------------------------- */

static void say_money_cell(rap_page *p, int64_t units) {
    rap_money(&p->words, p->t->language, (double)units, false);
    say_cell(p);
}

static void say_money_row(rap_page *p, const rap_money_table *m, size_t i, rap_money_kind kind) {
    const char *heading = m->rows[i].heading, *before = i ? m->rows[i - 1].heading : NULL;
    if (i < m->n && heading && (!before || strcmp(heading, before) != 0)) {
        rap_text_format(p->html, "<tr class=\"first\"><th scope=\"rowgroup\" colspan=\"%zu\">",
                        m->n_years + 2);
        say_text(p, heading);
        say_raw(p, "</th></tr>\n");
    }
    say_raw(p, "<tr>");
    rap_text_add(&p->words, m->rows[i].label);
    say_row_head(p);
    for (size_t y = 0; y <= m->n_years; y++)
        say_money_cell(p, rap_money_at(m, i, y, kind));
    say_raw(p, "</tr>\n");
}

/* What is asked for, spent or left, by line and year. */
static void say_money_table(rap_page *p, const rap_money_table *m, rap_money_kind kind) {
    const rap_language *l = p->language;
    const char *const what[] = {
        tr(l, "Asked for, by line and year, %s; way of working ‘%s’"),
        tr(l, "Spent on average, by line and year, %s; way of working ‘%s’"),
        tr(l, "Likely left, by line and year, %s; way of working ‘%s’")};
    rap_text_format(&p->words, what[kind], p->t->study->currency,
                    rap_words_arm(p->t, rap_budget_of(p->t)->arm));
    say_table_begin(p);
    say_raw(p, "<thead><tr>");
    say_column_head(p, tr(l, "Line"));
    for (size_t y = 0; y < m->n_years; y++) {
        say_raw(p, "<th scope=\"col\">");
        rap_text_format(&p->words, tr(l, "Year %zu"), y + 1);
        say_flush(p);
        say_raw(p, "</th>");
    }
    say_column_head(p, tr(l, "In all"));
    say_raw(p, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i <= m->n; i++)
        say_money_row(p, m, i, kind);
    say_raw(p, "</tbody>\n");
    say_table_end(p);
}

static void say_form(rap_page *p, const rap_money_table *m) {
    say_raw(p, "<p>");
    rap_money_sentences(&p->words, p->t, m);
    say_flush(p);
    say_raw(p, "</p>\n");
    if (m->is_asked)
        say_money_table(p, m, RAP_MONEY_ASKED);
    if (m->is_told)
        say_money_table(p, m, RAP_MONEY_SPENT);
    if (m->is_asked && m->is_told)
        say_money_table(p, m, RAP_MONEY_LEFT);
}

/* ---- lines ------------------------------------------------------------------------------------ */

static void say_effect(rap_page *p, size_t i, size_t k, size_t a) {
    const rap_dose_result *r = rap_budget_result(p->t, i, k);
    if (r)
        rap_budget_judged(&p->words, p->t, rap_budget_of(p->t)->aims[a].outcome, &r->effect[a],
                          tr(p->language, ": "));
    else
        rap_text_add(&p->words, tr(p->language, "cannot be simulated"));
    say_cell(p);
}

static void say_line(rap_page *p, size_t i, size_t a) {
    size_t raise = rap_budget_raise(p->t->lines, i);
    say_raw(p, a == 0 ? "<tr class=\"first\">" : "<tr>");
    if (a == 0)
        rap_budget_line(&p->words, p->t, i);
    say_row_head(p);
    rap_text_add(&p->words, rap_budget_aim_label(p->t, &rap_budget_of(p->t)->aims[a]));
    say_cell(p);
    say_effect(p, i, rap_budget_dose(-25), a);
    say_effect(p, i, rap_budget_dose(-100), a);
    if (raise < RAP_DOSES)
        rap_text_format(&p->words, tr(p->language, "by %d %%: "), rap_doses[raise]);
    say_effect(p, i, raise, a);
    say_raw(p, "</tr>\n");
}

/* A line that moves nothing in the model has one row. */
static void say_line_for_form(rap_page *p, size_t i) {
    say_raw(p, "<tr class=\"first\">");
    rap_budget_line(&p->words, p->t, i);
    say_row_head(p);
    say_raw(p, "<td colspan=\"4\">");
    say_text(p, tr(p->language, rap_money_for_form));
    say_raw(p, "</td></tr>\n");
}

static void say_lines(rap_page *p, const rap_money_table *m) {
    const rap_language *l = p->language;
    const char *const heads[] = {tr(l, "Line"), tr(l, "Outcome"), tr(l, "Cut by 25 %"),
                                 tr(l, "Cut by 100 %"), tr(l, "Raised")};
    rap_text_add(&p->words, tr(l, "What each line buys: change of each "
                                  "outcome, with 95 % interval"));
    say_table_begin(p);
    say_heads(p, heads, sizeof heads / sizeof *heads);
    say_raw(p, "\n<tbody>\n");
    for (size_t i = 0; i < p->t->lines->n; i++) {
        bool kept = rap_money_is_for_form(m, p->t, i);
        if (kept)
            say_line_for_form(p, i);
        for (size_t a = 0; a < rap_budget_of(p->t)->n_aims && !kept; a++)
            say_line(p, i, a);
    }
    say_raw(p, "</tbody>\n");
    say_table_end(p);
    rap_text_add(&p->words,
                 tr(l, "Values of lines do not add: each is taken with all others as they "
                       "stand."));
    say_small(p);
}

/* ---- arms ------------------------------------------------------------------------------------- */

static void say_money(rap_page *p, const rap_interval *x, bool sign) {
    rap_money_interval(&p->words, p->t->language, x->mean, x->low, x->high, sign);
    say_cell(p);
}

static void say_increment(rap_page *p, size_t a) {
    const rap_increment *x = &p->t->worth->increments[a];
    say_raw(p, "<tr>");
    rap_text_add(&p->words, rap_words_arm(p->t, a));
    say_row_head(p);
    say_money(p, &x->cost, true);
    say_money(p, &p->t->worth->discounted[a].cost, true);
    rap_budget_value(&p->words, p->t, rap_budget_of(p->t)->aims[0].outcome, x->effect.mean,
                     x->effect.low, x->effect.high);
    say_cell(p);
    rap_text_add(&p->words, tr(p->language, rap_dominance_text(x->dominance)));
    say_cell(p);
    if (x->dominance == RAP_DOMINANCE_TRADE_OFF)
        say_money(p, &x->icer, false);
    else {
        rap_text_add(&p->words, "-");
        say_cell(p);
    }
    say_raw(p, "</tr>\n");
}

static void say_budget_arms(rap_page *p) {
    const rap_language *l = p->language;
    const char *const heads[] = {tr(l, "Way of working"),   tr(l, "Cost"),
                                 tr(l, "At present value"), tr(l, "Effect"),
                                 tr(l, "Cost and effect"),  tr(l, "Cost per unit")};
    if (!p->t->worth || p->t->worth->arms < 2)
        return;
    rap_text_format(&p->words,
                    tr(l, "Arms against ‘%s’: cost in %s, effect on %s turned so that more is "
                          "better"),
                    rap_words_baseline(p->t), p->t->study->currency,
                    rap_budget_aim_label(p->t, &rap_budget_of(p->t)->aims[0]));
    say_table_begin(p);
    say_heads(p, heads, sizeof heads / sizeof *heads);
    say_raw(p, "\n<tbody>\n");
    for (size_t a = 0; a < p->t->worth->arms; a++)
        if (a != p->t->study->baseline)
            say_increment(p, a);
    say_raw(p, "</tbody>\n");
    say_table_end(p);
    rap_budget_sets(&p->words, p->t);
    rap_text_add(&p->words, " ");
    rap_budget_shares_rest_on(&p->words, p->t, p->t->worth->reference);
    say_small(p);
}

static void say_surveys(rap_page *p) {
    const rap_worth *w = p->t->worth;
    for (size_t i = 0; w && w->arms > 1 && w->draws > 1 && i < rap_budget_of(p->t)->n_surveys;
         i++) {
        say_raw(p, "<p>");
        rap_budget_survey(&p->words, p->t, i);
        say_flush(p);
        say_raw(p, "</p>\n");
    }
}

void say_budget(rap_page *p) {
    rap_money_table m;
    say_element(p, "p",
                tr(p->language,
                   /* xgettext:no-c-format */
                   "What each line of the budget buys, and what is lost when it is cut, in this "
                   "simulation. A change counts only where its whole 95 % interval is at least the "
                   "smallest difference that matters. The same in words for an application: "
                   "justification.html, justification.md and, where pandoc is installed, "
                   "justification.docx."));
    p->html->failed |= rap_money_table_make(&m, p->t) != 0;
    if (!p->html->failed)
        say_form(p, &m);
    say_pictures(p, "lines");
    if (!p->html->failed)
        say_lines(p, &m);
    rap_money_table_free(&m);
    say_budget_arms(p);
    say_pictures(p, "plane");
    say_pictures(p, "acceptability");
    say_pictures(p, "information");
    say_surveys(p);
}
