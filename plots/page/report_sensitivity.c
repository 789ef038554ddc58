/* report_sensitivity.c: what decides the answer: which assumptions, with others or by themselves, and which luck. */
#include "plots/page/sections.h"
#include "plots/words/sentence_parts.h"
#include "plots/words/sensitivity_words.h"

#include <string.h>

enum { MOST_SHOWN = 12, FEW = 4 };

static const rap_deciding *deciding_of(const rap_page *p) {
    return p->t->deciding;
}

static void say_index(rap_page *p, const rap_index *share) {
    rap_deciding_share(&p->words, p->t->language, share);
    say_cell(p);
}

/* ---- assumptions ------------------------------------------------------------------------------ */

/* The name and the paths of numbers that go together. */
static void say_tied_name(rap_page *p, size_t factor) {
    const rap_deciding *d = deciding_of(p);
    say_raw(p, "<th scope=\"row\">");
    say_text(p, d->factors.rows[factor].label);
    for (size_t k = 0; k < d->inputs.n; k++)
        if (d->factors.rows[factor].in[k]) {
            say_raw(p, "<br><code>");
            say_text(p, d->inputs.inputs[k]->path);
            say_raw(p, "</code>");
        }
    say_raw(p, "</th>");
}

static void say_both_shares(rap_page *p, const rap_factor_share *share) {
    say_index(p, &share->total);
    say_index(p, &share->closed);
}

static void say_factor(rap_page *p, const rap_decided *row, size_t factor) {
    const rap_factor *f = &deciding_of(p)->factors.rows[factor];
    say_raw(p, "<tr>");
    if (f->input)
        say_input_name(p, f->input);
    else
        say_tied_name(p, factor);
    say_both_shares(p, &row->shares[factor]);
    if (f->input)
        say_input_support(p, f->input);
    else {
        rap_text_format(&p->words,
                        tr_n(p->language, "%zu number that the study draws together",
                             "%zu numbers that the study draws together", (int64_t)f->n),
                        f->n);
        say_cell(p);
        say_raw(p, "<td></td><td class=\"words\"></td>");
    }
    say_raw(p, "</tr>\n");
}

static void say_rest_row(rap_page *p, const rap_decided *row) {
    const rap_factors *f = &deciding_of(p)->factors;
    for (size_t k = 0; k < f->n; k++) {
        if (f->rows[k].kind != RAP_FACTOR_REST)
            continue;
        say_raw(p, "<tr>");
        rap_text_format(&p->words, "%s (%zu)", tr(p->language, f->rows[k].label), f->rows[k].n);
        say_row_head(p);
        say_both_shares(p, &row->shares[k]);
        say_raw(p, "<td></td><td></td><td class=\"words\"></td></tr>\n");
    }
}

static void say_factors(rap_page *p, const rap_decided *row) {
    const rap_language *l = p->language;
    const char *const heads[] = {tr(l, "Assumption"), tr(l, "Has a part in"),
                                 tr(l, "By itself"),  tr(l, "Start value, range, distribution"),
                                 tr(l, "Grade"),      tr(l, "Source")};
    rap_parts parts = {0};
    size_t factors[MOST_SHOWN];
    size_t n = rap_deciding_order(deciding_of(p), row, factors, MOST_SHOWN);
    if (!n)
        return;
    rap_words_headline(rap_next_part(&parts), p->t, &p->t->study->headlines[row->headline]);
    rap_deciding_about(rap_next_part(&parts), p->t, row);
    rap_text_format(&p->words,
                    tr(l, "What decides %s, %s: shares of the spread, with 95 %% intervals"),
                    rap_part_string(&parts, 0), rap_part_string(&parts, 1));
    rap_parts_end(&parts, &p->words);
    say_table_begin(p);
    say_heads(p, heads, sizeof heads / sizeof *heads);
    say_raw(p, "<tbody>\n");
    for (size_t k = 0; k < n; k++)
        say_factor(p, row, factors[k]);
    say_rest_row(p, row);
    say_raw(p, "</tbody>");
    say_table_end(p);
}

/* One comparison: in sentences, and assumption by assumption. */
static void say_decided(rap_page *p, const rap_decided *row) {
    const rap_deciding *d = deciding_of(p);
    say_raw(p, "<h3>");
    rap_deciding_about(&p->words, p->t, row);
    say_flush(p);
    say_raw(p, "</h3>\n");
    if (rap_deciding_nothing(row)) {
        rap_deciding_why_nothing(&p->words, p->t->language, row);
        say_paragraph(p, "");
        return;
    }
    rap_deciding_lead(&p->words, p->t->language, d, row);
    say_paragraph(p, " class=\"lead\"");
    rap_deciding_rest(&p->words, p->t->language, d, row);
    rap_deciding_unsourced(&p->words, p->t->language, d, row);
    rap_deciding_pairs(&p->words, p->t->language, d, row);
    say_paragraph(p, "");
    say_factors(p, row);
}

/* ---- groups ------------------------------------------------------------------------------------ */

static void add_group(rap_page *p, const rap_factor *f) {
    const rap_language *l = p->language;
    if (f->kind == RAP_FACTOR_GRADE)
        rap_text_format(&p->words,
                        strcmp(f->name, "assumed") == 0 ? tr(l, "All that are %s, without a source")
                                                        : tr(l, "All that are %s"),
                        rap_words_grade(l, f->name));
    else
        rap_text_add(&p->words, f->label);
}

static bool is_as_one(const rap_factor *f) {
    return f->kind == RAP_FACTOR_GRADE || f->kind == RAP_FACTOR_GROUP;
}

static void say_group_rows(rap_page *p, const rap_decided *row) {
    const rap_factors *f = &deciding_of(p)->factors;
    for (size_t k = 0; k < f->n; k++) {
        if (!is_as_one(&f->rows[k]))
            continue;
        say_raw(p, "<tr>");
        add_group(p, &f->rows[k]);
        say_row_head(p);
        rap_text_format(&p->words, "%zu", f->rows[k].n);
        say_cell(p);
        say_both_shares(p, &row->shares[k]);
        say_raw(p, "</tr>\n");
    }
}

/* Of the first comparison of which something can be said. */
static void say_groups_as_one(rap_page *p, const rap_decided *row) {
    const rap_language *l = p->language;
    const char *const heads[] = {tr(l, "Assumptions"), tr(l, "Numbers"), tr(l, "Have a part in"),
                                 tr(l, "By themselves")};
    rap_parts parts = {0};
    rap_deciding_about(rap_next_part(&parts), p->t, row);
    rap_text_format(&p->words, tr(l, "Assumptions of a kind as one, for %s"),
                    rap_part_string(&parts, 0));
    rap_parts_end(&parts, &p->words);
    say_table_begin(p);
    say_heads(p, heads, sizeof heads / sizeof *heads);
    say_raw(p, "<tbody>\n");
    say_group_rows(p, row);
    say_raw(p, "</tbody>");
    say_table_end(p);
}

/* ---- luck -------------------------------------------------------------------------------------- */

/* What chance decides under a topic, in the words of the model. */
static void add_chances(rap_page *p, const char *topic) {
    const rap_model *m = p->t->study->model;
    size_t n = 0;
    for (size_t k = 0; m->lucks && k < m->n_lucks; k++)
        if (!strcmp(m->lucks[k].topic, topic))
            rap_text_format(&p->words, "%s%s", n++ ? tr(p->language, "; ") : "",
                            tr(p->language, m->lucks[k].meaning));
}

static void say_luck_row(rap_page *p, const rap_decided **rows, size_t n, size_t player) {
    const rap_sampling *s = &deciding_of(p)->sampling;
    say_raw(p, "<tr>");
    rap_text_add(&p->words, player ? tr(p->language, s->topics[player - 1])
                                   : tr(p->language, "Assumptions, all together"));
    say_row_head(p);
    say_raw(p, "<td class=\"words\">");
    if (player)
        add_chances(p, s->topics[player - 1]);
    else
        rap_text_add(&p->words, tr(p->language, "which of the uncertain numbers are true"));
    say_flush(p);
    say_raw(p, "</td>");
    for (size_t k = 0; k < n; k++)
        say_index(p, &rows[k]->lucks[player]);
    say_raw(p, "</tr>\n");
}

static void say_luck_heads(rap_page *p, const rap_decided **rows, size_t n) {
    say_raw(p, "<thead><tr>");
    say_column_head(p, tr(p->language, "What"));
    say_column_head(p, tr(p->language, "What is open there"));
    for (size_t k = 0; k < n; k++) {
        say_raw(p, "<th scope=\"col\">");
        rap_deciding_about(&p->words, p->t, rows[k]);
        say_flush(p);
        say_raw(p, "</th>");
    }
    say_raw(p, "</tr></thead>\n<tbody>\n");
}

static void say_luck(rap_page *p, const rap_decided **rows, size_t n) {
    const rap_deciding *d = deciding_of(p);
    if (!d->chains || !n)
        return;
    say_element(p, "h3", tr(p->language, "And luck"));
    rap_text_add(&p->words,
                 tr(p->language, "All above is about what can be expected. One programme sees one "
                                 "history, and histories differ by luck as well, even where all "
                                 "assumptions are the same. "));
    rap_deciding_luck(&p->words, p->t->language, d, rows[0]);
    say_paragraph(p, "");
    rap_text_add(&p->words, tr(p->language, "What sets one history apart from another: shares of "
                                            "the variance of single histories, which add up to "
                                            "100 %"));
    say_table_begin(p);
    say_luck_heads(p, rows, n);
    for (size_t k = 0; k < d->sampling.players; k++)
        say_luck_row(p, rows, n, k);
    say_raw(p, "</tbody>");
    say_table_end(p);
    say_pictures(p, "luck");
}

/* ---- the other headlines ----------------------------------------------------------------------- */

static bool is_key(const rap_decided *row, const rap_decided **rows, size_t n) {
    for (size_t k = 0; k < n; k++)
        if (rows[k] == row)
            return true;
    return false;
}

/* "speed of trust 40 %, answer to an ask 12 %" */
static void add_few(rap_page *p, const rap_decided *row) {
    const rap_deciding *d = deciding_of(p);
    size_t factors[FEW], n = rap_deciding_order(d, row, factors, FEW);
    for (size_t k = 0; k < n; k++) {
        rap_text_add(&p->words, k ? tr(p->language, "; ") : "");
        rap_deciding_name(&p->words, p->t->language, d, factors[k]);
        rap_text_format(&p->words, tr(p->language, " %.0f\u00a0%%"),
                        100 * row->shares[factors[k]].total.value);
    }
    if (rap_deciding_nothing(row))
        rap_text_format(&p->words, tr(p->language, "nothing can be named: %s"),
                        tr(p->language, rap_deciding_nothing(row)));
    else if (!n)
        rap_text_add(&p->words, tr(p->language, "no single assumption can be told from nothing"));
}

static void say_other(rap_page *p, const rap_decided *row) {
    const rap_deciding *d = deciding_of(p);
    say_raw(p, "<tr>");
    rap_words_headline(&p->words, p->t, &p->t->study->headlines[row->headline]);
    say_row_head(p);
    rap_deciding_about(&p->words, p->t, row);
    say_cell(p);
    say_raw(p, "<td class=\"words\">");
    add_few(p, row);
    say_flush(p);
    say_raw(p, "</td>");
    for (size_t k = 0; k < d->factors.n; k++)
        if (d->factors.rows[k].kind == RAP_FACTOR_REST)
            rap_deciding_share(&p->words, p->t->language, &row->shares[k].total);
    say_cell(p);
    say_raw(p, "</tr>\n");
}

static void say_others(rap_page *p, const rap_decided **rows, size_t n) {
    const rap_language *l = p->language;
    const char *const heads[] = {tr(l, "Headline"), tr(l, "Of"), tr(l, "What decides it"),
                                 tr(l, "All others")};
    const rap_deciding *d = deciding_of(p);
    if (d->n_rows <= n)
        return;
    say_raw(p, "<details>");
    say_element(p, "summary", tr(l, "The other headlines and comparisons"));
    rap_text_add(&p->words,
                 tr(l, "What decides the other headlines: what assumptions have a part in"));
    say_table_begin(p);
    say_heads(p, heads, sizeof heads / sizeof *heads);
    say_raw(p, "<tbody>\n");
    for (size_t h = 0; h < p->t->study->n_headlines; h++)
        for (size_t k = 0; k < d->n_rows; k++)
            if (d->rows[k].headline == h && !is_key(&d->rows[k], rows, n))
                say_other(p, &d->rows[k]);
    say_raw(p, "</tbody>");
    say_table_end(p);
    say_raw(p, "</details>\n");
}

/* ---- the whole --------------------------------------------------------------------------------- */

static void say_what_shares_are(rap_page *p) {
    say_raw(p, "<p>");
    say_emphasized(
        p,
        tr(p->language,
           /* xgettext:no-c-format */
           "An assumption is a number that nobody knows exactly. Each set of assumptions takes "
           "another value of it, and so the answers spread. A share says how much of that spread "
           "(of its variance, luck apart) an assumption *has a part in*: as much would be left if "
           "all others were known. What it makes *by itself* would go if it alone were known. "
           "Where assumptions act together, that part counts for each of them, so shares can come "
           "to more than 100 %. All are estimates with a 95 % interval; with few points, what one "
           "makes by itself may come out larger than what it has a part in."));
    say_raw(p, "</p>\n");
}

void say_decides(rap_page *p) {
    const rap_decided *rows[KEY_CONTRASTS], *first = NULL;
    size_t n = rap_deciding_key_rows(p->t, rows, KEY_CONTRASTS);
    say_raw(p, "<p>");
    say_text(p, tr(p->language, "What the answer depends on, for the primary outcome:"));
    say_raw(p, " <strong>");
    rap_words_headline(&p->words, p->t, &p->t->study->headlines[0]);
    say_flush(p);
    say_raw(p, "</strong>.</p>\n");
    for (size_t k = 0; k < n; k++) {
        say_decided(p, rows[k]);
        if (!first && !rap_deciding_nothing(rows[k]))
            first = rows[k];
        if (k == 0)
            say_what_shares_are(p);
    }
    say_pictures(p, "deciding");
    say_pictures(p, "tornado");
    say_pictures(p, "responses");
    if (first)
        say_groups_as_one(p, first);
    say_luck(p, rows, n);
    say_others(p, rows, n);
    rap_deciding_closeness(&p->words, p->t->language, deciding_of(p));
    say_small(p);
}
