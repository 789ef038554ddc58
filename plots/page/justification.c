/* justification.c: the order of a justification: what it is about, each line, the table, the arms, the
 * best split, and what it all stands on. */
#include "plots/page/justification.h"
#include "plots/page/justification_table.h"
#include "plots/page/justification_words.h"
#include "plots/page/page.h"

extern const char rap_embedded_justification_css[];

static void put_paragraphs_of(rap_writer *w, const rap_tables *t, size_t line) {
    rap_text_add(&w->words, rap_budget_of(t)->lines[line].label);
    put_heading(w, 3);
    rap_justify_line(&w->words, t, line);
    put_paragraph(w);
    put_markup(w, "<ul>\n", "\n");
    rap_justify_cut(&w->words, t, line, -25);
    put_item(w);
    rap_justify_cut(&w->words, t, line, -100);
    put_item(w);
    rap_justify_raise(&w->words, t, line);
    put_item(w);
    rap_budget_returns(&w->words, t, line, 0);
    put_item(w);
    rap_justify_rests(&w->words, t, line);
    if (w->words.n)
        put_item(w);
    put_markup(w, "</ul>\n", "");
}

static void put_lines(rap_writer *w, const rap_justification *j) {
    rap_text_add(&w->words, "What each line brings");
    put_heading(w, 2);
    for (size_t i = 0; i < j->tables->lines->n; i++)
        if (j->is_short) {
            rap_justify_shortly(&w->words, j->tables, i);
            put_paragraph(w);
        } else
            put_paragraphs_of(w, j->tables, i);
}

static void put_arms(rap_writer *w, const rap_tables *t) {
    if (!t->worth || t->worth->arms < 2)
        return;
    rap_text_add(&w->words, "The arms against each other");
    put_heading(w, 2);
    rap_text_format(&w->words,
                    "Against " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE
                    ", on the same luck, with 95 %% intervals%s:",
                    rap_words_baseline(t),
                    rap_budget_of(t)->n_prices ? ", priced outcomes being counted as cost" : "");
    for (size_t a = 0; a < t->worth->arms; a++)
        if (a != t->study->baseline)
            rap_justify_arm(&w->words, t, a);
    put_paragraph(w);
}

static void put_surveys(rap_writer *w, const rap_tables *t) {
    size_t n = rap_budget_of(t)->n_surveys;
    if (n == 0 || !t->worth || t->worth->arms < 2 || t->worth->draws < 2)
        return;
    rap_text_add(&w->words, "Whether to ask first");
    put_heading(w, 2);
    for (size_t i = 0; i < n; i++) {
        rap_budget_survey(&w->words, t, i);
        put_paragraph(w);
    }
}

static void put_split(rap_writer *w, const rap_justification *j) {
    if (!j->split || j->split->n < 2)
        return;
    rap_text_add(&w->words, "The best split");
    put_heading(w, 2);
    rap_justify_split(&w->words, j->tables, j->split);
    put_paragraph(w);
}

static void put_all(rap_writer *w, const rap_justification *j) {
    rap_text_format(&w->words, "Budget justification: %s", j->tables->study->title);
    put_heading(w, 1);
    rap_justify_basis(&w->words, j->tables);
    put_paragraph(w);
    put_lines(w, j);
    rap_justify_table(w, j->tables);
    if (!j->is_short) {
        put_arms(w, j->tables);
        put_surveys(w, j->tables);
        put_split(w, j);
    }
    rap_justify_assumptions(&w->words, j->tables);
    put_paragraph(w);
}

void rap_justification_markdown(const rap_justification *j, rap_text *out) {
    rap_writer w = {.out = out};
    rap_text_init(&w.words);
    put_all(&w, j);
    rap_text_free(&w.words);
}

void rap_justification_html(const rap_justification *j, rap_text *out) {
    rap_writer w = {.out = out, .html = true};
    rap_text_init(&w.words);
    rap_page_begin(out, j->tables->study->title, false, rap_embedded_justification_css);
    put_all(&w, j);
    rap_text_add(out, "</body>\n</html>\n");
    rap_text_free(&w.words);
}
