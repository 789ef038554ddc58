/* justification.c: the order of a justification: money, outcomes, each line, cuts of the award, the arms, surveys, the
 * best split, and what it all stands on. */
#include "plots/page/justification.h"
#include "plots/page/justification_cuts.h"
#include "plots/page/justification_page.h"
#include "plots/page/justification_table.h"
#include "plots/page/justification_arms.h"
#include "plots/page/justification_words.h"
#include "plots/page/page.h"

extern const char rap_embedded_justification_css[];

static void put_item_if_any(rap_writer *w) {
    if (w->words.n)
        put_item(w);
}

static void put_paragraph_if_any(rap_writer *w) {
    if (w->words.n)
        put_paragraph(w);
}

/* Whether nothing that is done to a line, in any reading, has an effect that matters. */
static bool nothing_matters(const rap_tables *t, size_t line) {
    size_t raise = rap_budget_raise(t->lines, line);
    bool none = raise < RAP_DOSES && rap_justify_has_no_effect(t, line, raise);
    for (size_t i = line; i < t->lines->n && (i == line || rap_budget_is_reading(t, i)); i++)
        none = none && rap_justify_has_no_effect(t, i, rap_budget_dose(-25)) &&
               rap_justify_has_no_effect(t, i, rap_budget_dose(-100));
    return none;
}

/* What a dose does, as an item; one without an effect that matters waits in `none` for the others of its kind. */
static void put_dose_item(rap_writer *w, const rap_tables *t, const rap_money_table *m, size_t line,
                          size_t dose, rap_text *none) {
    if (rap_justify_has_no_effect(t, line, dose)) {
        rap_text_add(none, none->n ? tr(w->language, "; ") : "");
        rap_justify_name_dose(none, t, line, dose, none->n > 0);
        return;
    }
    rap_justify_dose(&w->words, t, m, line, dose);
    put_item_if_any(w);
}

/* What cuts do, in each reading of them, and a raise. */
static void put_doses(rap_writer *w, const rap_tables *t, const rap_money_table *m, size_t line) {
    rap_text none;
    rap_text_init(&none);
    for (size_t i = line; i < t->lines->n && (i == line || rap_budget_is_reading(t, i)); i++) {
        put_dose_item(w, t, m, i, rap_budget_dose(-25), &none);
        put_dose_item(w, t, m, i, rap_budget_dose(-100), &none);
    }
    put_dose_item(w, t, m, line, rap_budget_raise(t->lines, line), &none);
    if (none.n) {
        rap_text_format(&w->words,
                        tr(w->language, "%s: no effect that matters was seen on any outcome."),
                        rap_text_string(&none));
        put_item(w);
    }
    w->out->failed |= none.failed;
    rap_text_free(&none);
}

static void put_paragraphs_of(rap_writer *w, const rap_tables *t, const rap_money_table *m,
                              size_t line) {
    rap_text_add(&w->words, rap_budget_of(t)->lines[line].label);
    put_heading(w, 3);
    rap_justify_line(&w->words, t, m, line);
    if (nothing_matters(t, line)) {
        rap_text_add(&w->words, " ");
        rap_justify_no_effect(&w->words, t, m, line);
        put_paragraph(w);
        return;
    }
    put_paragraph(w);
    put_markup(w, "<ul>\n", "\n");
    put_doses(w, t, m, line);
    rap_justify_rests(&w->words, t, line);
    put_item_if_any(w);
    put_markup(w, "</ul>\n", "");
}

/* Lines that move nothing in the model, in one list. */
static void put_kept_for_form(rap_writer *w, const rap_tables *t, const rap_money_table *m) {
    bool any = false;
    for (size_t i = 0; i < t->lines->n; i++) {
        const rap_line *line = &rap_budget_of(t)->lines[i];
        if (!rap_money_is_for_form(m, t, i) || rap_budget_is_reading(t, i))
            continue;
        if (!any) {
            rap_text_add(
                &w->words,
                tr(w->language, "Lines kept for the form: the model cannot say what they buy"));
            put_heading(w, 3);
            put_markup(w, "<ul>\n", "\n");
        }
        any = true;
        rap_text_format(&w->words, "%s. ", line->label);
        rap_justify_purpose(&w->words, t, i);
        rap_money_of_line_sentence(&w->words, t, m, i);
        put_item(w);
    }
    put_markup(w, any ? "</ul>\n" : "", "");
}

static void put_lines(rap_writer *w, const rap_justification *j, const rap_money_table *m) {
    rap_text_add(&w->words, tr(w->language, "What each line brings"));
    put_heading(w, 2);
    for (size_t i = 0; i < j->tables->lines->n; i++) {
        if (rap_budget_is_reading(j->tables, i) || rap_money_is_for_form(m, j->tables, i))
            continue;
        if (j->length == RAP_JUSTIFY_SHORT) {
            rap_justify_shortly(&w->words, j->tables, m, i);
            put_paragraph(w);
        } else
            put_paragraphs_of(w, j->tables, m, i);
    }
    put_kept_for_form(w, j->tables, m);
}

static void put_asked(rap_writer *w, const rap_justification *j, const rap_money_table *m) {
    rap_text_format(&w->words,
                    m->is_asked ? tr(w->language, "What is asked for, %s")
                                : tr(w->language, "What is spent, %s"),
                    j->tables->study->currency);
    put_heading(w, 2);
    if (j->length != RAP_JUSTIFY_LONG || !rap_justify_years(w, j->tables, m))
        rap_justify_money(w, j->tables, m);
}

static void put_losses(rap_writer *w, const rap_tables *t, const rap_money_table *m) {
    rap_text_add(&w->words, tr(w->language, "What changes without each line"));
    put_heading(w, 2);
    rap_justify_losses(w, t, m);
    rap_text_add(&w->words,
                 tr(w->language, "What lines bring does not add up: each line is taken with all "
                                 "others as they stand, so there is no total."));
    put_paragraph(w);
}

static void put_arms(rap_writer *w, const rap_tables *t) {
    if (!t->worth || t->worth->arms < 2)
        return;
    rap_text_add(&w->words, tr(w->language, "The arms against each other"));
    put_heading(w, 2);
    rap_text_format(&w->words,
                    rap_budget_of(t)->n_prices
                        ? tr(w->language, "Against ‘%s’, on the same luck, with 95 %% intervals; "
                                          "outcomes that have a price count as cost.")
                        : tr(w->language, "Against ‘%s’, on the same luck, with 95 %% intervals."),
                    rap_words_baseline(t));
    put_paragraph(w);
    put_markup(w, "<ul>\n", "\n");
    for (size_t a = 0; a < t->worth->arms; a++)
        if (a != t->study->baseline) {
            rap_justify_arm(&w->words, t, a);
            put_item(w);
        }
    put_markup(w, "</ul>\n", "");
}

static void put_surveys(rap_writer *w, const rap_tables *t) {
    size_t n = rap_budget_of(t)->n_surveys;
    if (n == 0 || !t->worth || t->worth->arms < 2 || t->worth->draws < 2)
        return;
    rap_text_add(&w->words, tr(w->language, "Whether to ask first"));
    put_heading(w, 2);
    for (size_t i = 0; i < n; i++) {
        rap_budget_survey(&w->words, t, i);
        put_paragraph(w);
    }
}

static void put_split(rap_writer *w, const rap_justification *j, const rap_money_table *m) {
    if (!j->split || j->split->n < 2)
        return;
    rap_text_add(&w->words, tr(w->language, "The best split"));
    put_heading(w, 2);
    if (j->split->why[0]) {
        rap_text_format(&w->words, tr(w->language, "It could not be searched: %s"),
                        tr(w->language, j->split->why));
        put_paragraph(w);
        return;
    }
    rap_text_format(&w->words,
                    tr_n(w->language, "%zu split of the same money was tried.",
                         "%zu splits of the same money were tried.",
                         (int64_t)j->split->split.n_seen),
                    j->split->split.n_seen);
    put_paragraph(w);
    rap_justify_levers(w, j->tables, m, j->split);
    rap_justify_split(&w->words, j->tables, j->split);
    put_paragraph(w);
}

static void put_long_or_short(rap_writer *w, const rap_justification *j, const rap_money_table *m) {
    bool is_long = j->length == RAP_JUSTIFY_LONG;
    rap_money_sentences(&w->words, j->tables, m);
    put_paragraph_if_any(w);
    rap_justify_basis(&w->words, j->tables);
    put_paragraph(w);
    rap_justify_aims(w, j->tables);
    put_asked(w, j, m);
    put_lines(w, j, m);
    if (is_long)
        put_losses(w, j->tables, m);
    rap_justify_cuts(w, j->tables, j->cuts);
    if (is_long) {
        put_arms(w, j->tables);
        put_surveys(w, j->tables);
        put_split(w, j, m);
    }
    rap_text_add(&w->words, tr(w->language, "What all of this assumes"));
    put_heading(w, 2);
    rap_justify_assumptions(&w->words, j->tables);
    put_paragraph(w);
}

static void put_all(rap_writer *w, const rap_justification *j) {
    rap_money_table m;
    w->out->failed |= rap_money_table_make(&m, j->tables) != 0;
    rap_text_format(&w->words, tr(w->language, "Budget justification: %s"),
                    j->tables->study->title);
    put_heading(w, 1);
    if (!w->out->failed && j->length == RAP_JUSTIFY_PAGE)
        rap_justify_page(w, j->tables, j->cuts, &m);
    else if (!w->out->failed)
        put_long_or_short(w, j, &m);
    rap_money_table_free(&m);
}

void rap_justification_markdown(const rap_justification *j, rap_text *out) {
    rap_writer w = {.out = out, .language = j->tables->language};
    rap_text_init(&w.words);
    put_all(&w, j);
    rap_text_free(&w.words);
}

void rap_justification_html(const rap_justification *j, rap_text *out) {
    rap_writer w = {.out = out, .language = j->tables->language, .html = true};
    rap_text_init(&w.words);
    rap_page_begin(out, w.language, j->tables->study->title, false, rap_embedded_justification_css);
    rap_text_add(out, "<main>\n");
    put_all(&w, j);
    rap_text_add(out, "</main>\n</body>\n</html>\n");
    rap_text_free(&w.words);
}
