/* justification_table.c: for each line spend, what cuts and raises change, and where a cut goes. */
#include "plots/page/justification_table.h"
#include "plots/words/budget_words.h"

/* All outcomes at one dose of a line. */
static void put_effects(rap_writer *w, const rap_tables *t, size_t line, size_t dose) {
    const rap_dose_result *r = rap_budget_result(t, line, dose);
    for (size_t a = 0; r && a < rap_budget_of(t)->n_aims; a++) {
        const rap_aim *aim = &rap_budget_of(t)->aims[a];
        rap_text_format(&w->words, "%s%s: ", a ? "; " : "", aim->label);
        rap_budget_judged(&w->words, t, aim->outcome, &r->effect[a], ", ");
    }
    if (!r)
        rap_text_add(&w->words, "cannot be simulated");
    put_cell(w, false);
}

static void put_marginals(rap_writer *w, const rap_tables *t, size_t line) {
    size_t dose = rap_budget_dose(-100), said = 0;
    for (size_t a = 0; a < rap_budget_of(t)->n_aims; a++) {
        const rap_aim *aim = &rap_budget_of(t)->aims[a];
        if (!rap_budget_has_marginal(t, line, dose, a))
            continue;
        rap_text_format(&w->words, "%s%s: ", said++ ? "; " : "", aim->label);
        rap_budget_marginal(&w->words, t, aim->outcome,
                            &rap_budget_result(t, line, dose)->marginal[a]);
    }
    if (!said)
        rap_text_add(&w->words, "not defined, or no change claimed");
    put_cell(w, false);
}

static void put_spend(rap_writer *w, const rap_tables *t, size_t line) {
    const rap_line_result *r = &t->lines->rows[line];
    rap_money(&w->words, r->total.mean, false);
    for (size_t y = 0; y < rap_budget_years(t->lines); y++) {
        rap_text_format(&w->words, "; year %zu: ", y + 1);
        rap_money(&w->words, r->spend[y].mean, false);
    }
    put_cell(w, false);
}

static void put_row_of(rap_writer *w, const rap_tables *t, size_t i) {
    const rap_line *line = &rap_budget_of(t)->lines[i];
    size_t raise = rap_budget_raise(t->lines, i);
    put_markup(w, "<tr>", "|");
    rap_text_add(&w->words, line->label);
    put_cell(w, true);
    rap_text_add(&w->words, line->purpose ? line->purpose : "");
    put_cell(w, false);
    put_spend(w, t, i);
    put_effects(w, t, i, rap_budget_dose(-25));
    put_effects(w, t, i, rap_budget_dose(-100));
    if (raise < RAP_DOSES)
        rap_text_format(&w->words, "by %d %%: ", rap_doses[raise]);
    put_effects(w, t, i, raise);
    put_marginals(w, t, i);
    rap_budget_destination(&w->words, line);
    put_cell(w, false);
    put_markup(w, "</tr>\n", "\n");
}

static void put_heads(rap_writer *w) {
    static const char *const heads[] = {"Line",
                                        "Purpose",
                                        "Mean spend",
                                        "Cut by 25 %",
                                        "Cut by 100 %",
                                        "Raised",
                                        "For each 1,000 cut (all of it)",
                                        "What is cut"};
    const size_t n = sizeof heads / sizeof *heads;
    put_markup(w, "<table border=\"1\">\n<thead><tr>", "\n|");
    for (size_t k = 0; k < n; k++) {
        put_markup(w, "<th scope=\"col\">", " ");
        rap_text_add(&w->words, heads[k]);
        put_words(w);
        put_markup(w, "</th>", " |");
    }
    put_markup(w, "</tr></thead>\n<tbody>\n", "\n|");
    for (size_t k = 0; k < n; k++)
        put_markup(w, "", " --- |");
    put_markup(w, "", "\n");
}

void rap_justify_table(rap_writer *w, const rap_tables *t) {
    rap_text_format(&w->words, "All lines (%s; in brackets 95 %% intervals)", t->study->currency);
    put_heading(w, 2);
    put_heads(w);
    for (size_t i = 0; i < t->lines->n; i++)
        put_row_of(w, t, i);
    put_markup(w, "</tbody></table>\n", "");
    rap_text_add(&w->words, "What lines bring does not add up: each line is taken with all others "
                            "as they stand, so there is no total.");
    put_paragraph(w);
}
