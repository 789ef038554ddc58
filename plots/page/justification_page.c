/* justification_page.c: see justification_page.h.
 *
 * One page holds so many rows; lines beyond them are counted and summed up, those of which a change is claimed last. */
#include "plots/page/justification_page.h"
#include "plots/page/justification_cuts.h"
#include "plots/page/justification_words.h"
#include "plots/page/of_ten.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"
#include "plots/words/signs.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_ROWS = 14, MOST_WITHOUT = 3, MOST_ARMS = 3 };

/* ---- what it buys ----------------------------------------------------------------------------- */

static bool is_a_share(const rap_tables *t, size_t aim) {
    const rap_aim *a = &rap_budget_of(t)->aims[aim];
    return !strcmp(t->study->model->outcomes[a->outcome].unit, "share");
}

/* The first outcome that is a share, which circles can show; else the first. */
static size_t aim_to_show(const rap_tables *t) {
    for (size_t a = 0; a < rap_budget_of(t)->n_aims; a++)
        if (is_a_share(t, a))
            return a;
    return 0;
}

typedef struct {
    const rap_tables *t;
    size_t aim, n;
    double longest; /* of bars */
    bool failed;    /* memory ended, and words are missing */
    rap_of_ten_row rows[1 + MOST_WITHOUT + MOST_ARMS];
    rap_text labels[1 + MOST_WITHOUT + MOST_ARMS];
} picture_rows;

/* By a format for its label, of the name of a line or an arm. */
static void add_picture_row(picture_rows *p, const char *format, const char *name, double value) {
    rap_of_ten_row *row = &p->rows[p->n];
    size_t outcome = rap_budget_of(p->t)->aims[p->aim].outcome;
    rap_text words;
    rap_text_format(&p->labels[p->n], tr(p->t->language, format), name);
    row->label = rap_text_string(&p->labels[p->n]);
    p->failed |= p->labels[p->n++].failed;
    row->share = is_a_share(p->t, p->aim) ? value : value / p->longest;
    rap_text_init(&words);
    if (is_a_share(p->t, p->aim))
        rap_of_ten_words(&words, p->t->language, value);
    else
        rap_words_value(&words, p->t, outcome, value, RAP_WITH_UNIT);
    snprintf(row->value, sizeof row->value, "%s", rap_text_string(&words));
    p->failed |= words.failed;
    rap_text_free(&words);
}

/* What the aim loses without a line, in smallest differences that matter; 0 where no loss is claimed. */
static double loss_without(const rap_tables *t, size_t aim, size_t line) {
    const rap_dose_result *r = rap_budget_result(t, line, rap_budget_dose(-100));
    size_t outcome = rap_budget_of(t)->aims[aim].outcome;
    bool lost = r && rap_budget_gain(t, aim, rap_budget_change(t, outcome, &r->effect[aim])) < 0;
    return lost ? fabs(r->effect[aim].mean) / t->study->delta[outcome] : 0;
}

/* The largest losses that are claimed, in order. */
static void add_rows_without(picture_rows *p) {
    double before = INFINITY, level = p->t->lines->level[p->aim].mean;
    for (int k = 0; k < MOST_WITHOUT; k++) {
        size_t worst = p->t->lines->n;
        double most = 0;
        rap_text label;
        for (size_t i = 0; i < p->t->lines->n; i++) {
            double loss = loss_without(p->t, p->aim, i);
            if (loss < before && loss > most) {
                most = loss;
                worst = i;
            }
        }
        if (worst == p->t->lines->n)
            return;
        before = most;
        rap_text_init(&label);
        rap_budget_line(&label, p->t, worst);
        add_picture_row(
            p, RAP_MESSAGE("without ‘%s’"), rap_text_string(&label),
            level + rap_budget_result(p->t, worst, rap_budget_dose(-100))->effect[p->aim].mean);
        rap_text_free(&label);
    }
}

/* Other ways to spend, as the study has them. */
static void add_rows_of_arms(picture_rows *p) {
    const rap_aim *aim = &rap_budget_of(p->t)->aims[p->aim];
    size_t arms = p->t->worth ? p->t->worth->arms : 0, shown = 0;
    for (size_t a = 0; a < arms && shown < MOST_ARMS; a++) {
        const rap_outcome_row *row =
            rap_tables_outcome(p->t, a, aim->outcome, aim->group, aim->window);
        if (a == rap_budget_of(p->t)->arm || !row)
            continue;
        add_picture_row(p, RAP_MESSAGE("instead, ‘%s’"), rap_words_arm(p->t, a), row->s.mean);
        shown++;
    }
}

static double longest_bar(const rap_tables *t, size_t aim) {
    const rap_aim *a = &rap_budget_of(t)->aims[aim];
    double longest = t->lines->level[aim].mean;
    for (size_t k = 0; t->worth && k < t->worth->arms; k++) {
        const rap_outcome_row *row = rap_tables_outcome(t, k, a->outcome, a->group, a->window);
        if (row)
            longest = fmax(longest, row->s.mean);
    }
    return longest;
}

static void put_picture(rap_writer *w, const rap_tables *t) {
    picture_rows p = {.t = t, .aim = aim_to_show(t)};
    bool circles = is_a_share(t, p.aim);
    p.longest = longest_bar(t, p.aim);
    add_picture_row(&p, "%s", tr(t->language, "with the budget as it stands"),
                    t->lines->level[p.aim].mean);
    add_rows_without(&p);
    add_rows_of_arms(&p);
    rap_parts aim = {0};
    rap_budget_aim(rap_next_part(&aim), t, &rap_budget_of(t)->aims[p.aim]);
    rap_text_format(&w->words,
                    circles ? tr(t->language, "%s: how many of 10, on average over all runs.")
                            : tr(t->language, "%s: on average over all runs."),
                    rap_part_string(&aim, 0));
    rap_parts_end(&aim, &w->words);
    if (p.n == 1)
        rap_text_add(&w->words, tr(t->language, " No line is clearly needed for it."));
    w->words.failed |= p.failed;
    put_of_ten(w, p.rows, p.n, circles);
    for (size_t k = 0; k < p.n; k++)
        rap_text_free(&p.labels[k]);
}

static void put_other_aims(rap_writer *w, const rap_tables *t) {
    size_t shown = aim_to_show(t);
    rap_parts p = {0};
    rap_text *others = rap_next_part(&p), *value = rap_next_part(&p);
    for (size_t a = 0; a < rap_budget_of(t)->n_aims; a++) {
        const rap_aim *aim = &rap_budget_of(t)->aims[a];
        if (a == shown)
            continue;
        rap_text_clear(value);
        rap_words_value(value, t, aim->outcome, t->lines->level[a].mean, RAP_WITH_UNIT);
        rap_text_add(others, others->n ? tr(t->language, "; ") : "");
        rap_text_format(others, tr(t->language, "%s, %s"), rap_budget_aim_label(t, aim),
                        rap_text_string(value));
    }
    if (others->n) {
        rap_text_format(&w->words, tr(t->language, "With it also: %s."), rap_text_string(others));
        put_paragraph(w);
    }
    rap_parts_end(&p, &w->words);
}

/* ---- what is lost ----------------------------------------------------------------------------- */

/* How much a line has to say: its clearest change, then its money; -1: nothing in the model. */
static double weight_on_page(const rap_tables *t, const rap_money_table *m, size_t line) {
    if (rap_money_is_for_form(m, t, line))
        return -1;
    size_t dose = rap_budget_dose(-100), aim = rap_budget_clearest(t, line, dose);
    const rap_money_row *row = rap_money_of_line(m, t, line);
    double money = row ? (double)rap_money_at(m, (size_t)(row - m->rows), m->n_years,
                                              m->is_asked ? RAP_MONEY_ASKED : RAP_MONEY_SPENT)
                       : 0;
    return (aim < rap_budget_of(t)->n_aims ? 1e12 : 0) + money;
}

/* The weight that the last line to be shown has. */
static double least_weight(const rap_tables *t, const rap_money_table *m) {
    double at = INFINITY;
    for (int k = 0; k < MOST_ROWS; k++) {
        double next = -INFINITY;
        for (size_t i = 0; i < t->lines->n; i++) {
            double x = weight_on_page(t, m, i);
            next = x < at && x > next ? x : next;
        }
        at = next;
    }
    return at;
}

static void put_loss_row(rap_writer *w, const rap_tables *t, const rap_money_table *m, size_t i) {
    const rap_money_row *row = rap_money_of_line(m, t, i);
    put_row_begin(w);
    rap_budget_line(&w->words, t, i);
    put_cell(w, true);
    if (rap_budget_is_reading(t, i))
        rap_text_add(&w->words, tr(w->language, "the same"));
    else if (row && row->form && row->form->line->in_kind)
        rap_text_add(&w->words, tr(w->language, "given"));
    else if (row && m->is_asked)
        rap_money(&w->words, w->language, (double)row->asked[m->n_years], false);
    else if (row && m->is_told)
        rap_money(&w->words, w->language, (double)row->spend[m->n_years], false);
    put_number_cell(w);
    rap_justify_clearest(&w->words, t, i);
    put_cell(w, false);
    put_row_end(w);
}

/* Lines that move nothing in the model. */
static void put_lines_for_form(rap_writer *w, const rap_tables *t, const rap_money_table *m) {
    rap_parts p = {0};
    rap_text *lines = rap_next_part(&p);
    for (size_t i = 0; i < t->lines->n; i++)
        if (rap_money_is_for_form(m, t, i) && !rap_budget_is_reading(t, i))
            rap_text_format(lines, "%s%s", lines->n ? tr(t->language, "; ") : "",
                            rap_budget_of(t)->lines[i].label);
    if (lines->n) {
        rap_text_format(&w->words, tr(t->language, "The model cannot say what these buy: %s."),
                        rap_text_string(lines));
        put_paragraph(w);
    }
    rap_parts_end(&p, &w->words);
}

static void put_page_losses(rap_writer *w, const rap_tables *t, const rap_money_table *m) {
    const rap_language *l = w->language;
    const char *const heads[] = {tr(l, "Line"),
                                 m->is_asked ? tr(l, "Asked for") : tr(l, "Spent on average"),
                                 tr(l, "Without it")};
    double least = least_weight(t, m);
    size_t rest = 0;
    rap_text_format(&w->words, tr(l, "What is lost, line by line (%s)"), t->study->currency);
    put_heading(w, 2);
    put_table_begin(w, heads, 3, 3);
    for (size_t i = 0; i < t->lines->n; i++)
        if (weight_on_page(t, m, i) >= fmax(least, 0))
            put_loss_row(w, t, m, i);
        else
            rest += !rap_money_is_for_form(m, t, i);
    put_table_end(w);
    put_lines_for_form(w, t, m);
    if (rest) {
        rap_text_format(&w->words,
                        tr_n(l, "%zu more line, with less money, is not shown.",
                             "%zu more lines, with less money, are not shown.", (int64_t)rest),
                        rest);
        put_paragraph(w);
    }
}

/* ---- how sure --------------------------------------------------------------------------------- */

static void put_how_sure(rap_writer *w, const rap_tables *t, const rap_money_table *m) {
    rap_text_add(&w->words, tr(w->language, "How sure this is"));
    put_heading(w, 2);
    rap_parts p = {0};
    rap_words_runs(rap_next_part(&p), t);
    rap_text_format(&w->words,
                    tr(w->language,
                       "This is a simulation with stated assumptions: no observation, and no "
                       "forecast. It rests on %s. A loss is listed only where its whole 95 %% "
                       "interval is as large as matters. "),
                    rap_part_string(&p, 0));
    rap_parts_end(&p, &w->words);
    rap_justify_counts(&w->words, t, m);
    rap_text_add(&w->words, " ");
    rap_justify_assumed(&w->words, t);
    put_paragraph(w);
}

void rap_justify_page(rap_writer *w, const rap_tables *t, const rap_cuts *cuts,
                      const rap_money_table *m) {
    rap_money_sentences(&w->words, t, m);
    if (w->words.n)
        put_paragraph(w);
    rap_text_add(&w->words, tr(w->language, "What it buys"));
    put_heading(w, 2);
    put_picture(w, t);
    put_other_aims(w, t);
    put_page_losses(w, t, m);
    rap_justify_first_cut(&w->words, t, cuts);
    if (w->words.n)
        put_paragraph(w);
    put_how_sure(w, t, m);
}
