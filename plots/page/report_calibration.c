/* report_calibration.c: what data say: headlines before and after, numbers that data tell of, what was foretold. */
#include "plots/page/sections.h"
#include "plots/words/calibration_words.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"

enum { MOST_SHOWN = 15 };

static const rap_calibrated *calibrated_of(const rap_page *p) {
    return p->t->calibrated;
}

static void say_told(rap_page *p, size_t outcome, const rap_told *told, unsigned options) {
    rap_calibrated_told(&p->words, p->t, outcome, told, options);
    say_cell(p);
}

/* ---- headlines --------------------------------------------------------------------------------- */

static void say_told_headline(rap_page *p, size_t contrast, size_t headline) {
    const rap_headline *line = &p->t->study->headlines[headline];
    const rap_calibrated_row *row = rap_calibrated_find(calibrated_of(p), contrast, headline);
    if (!row)
        return;
    say_raw(p, "<tr>");
    rap_words_headline(&p->words, p->t, line);
    say_row_head(p);
    say_told(p, line->outcome, &row->before, RAP_WITH_SIGN | RAP_WITH_UNIT);
    rap_calibrated_after(&p->words, p->t, line->outcome, row, RAP_WITH_SIGN | RAP_WITH_UNIT);
    say_cell(p);
    say_raw(p, "</tr>\n");
}

static void say_told_contrast(rap_page *p, size_t contrast) {
    const rap_language *l = p->language;
    const char *const heads[] = {tr(l, "Headline"), tr(l, "Before data"), tr(l, "Given the data")};
    rap_parts parts = {0};
    rap_words_contrast(rap_next_part(&parts), p->t, contrast);
    rap_text_format(&p->words,
                    tr(l, "%s: mean over sets of assumptions (the middle 95 %% of them)"),
                    rap_part_string(&parts, 0));
    rap_parts_end(&parts, &p->words);
    say_table_begin(p);
    say_heads(p, heads, sizeof heads / sizeof *heads);
    say_raw(p, "<tbody>\n");
    for (size_t h = 0; h < p->t->study->n_headlines; h++)
        say_told_headline(p, contrast, h);
    say_raw(p, "</tbody>");
    say_table_end(p);
    rap_calibrated_footnote(&p->words, p->t, contrast);
    say_small(p);
}

static void say_others_begin(rap_page *p) {
    say_raw(p, "<details>");
    say_element(p, "summary", tr(p->language, "Other comparisons"));
}

static void say_told_contrasts(rap_page *p) {
    size_t contrasts[KEY_CONTRASTS];
    size_t n = rap_words_key_contrasts(p->t, contrasts, KEY_CONTRASTS);
    say_pictures(p, "calibrated");
    for (size_t k = 0; k < n; k++) {
        if (k == 1)
            say_others_begin(p);
        say_told_contrast(p, contrasts[k]);
    }
    say_raw(p, n > 1 ? "</details>\n" : "");
}

/* ---- numbers ----------------------------------------------------------------------------------- */

static void say_told_input(rap_page *p, const rap_calibrated_input *x) {
    say_raw(p, "<tr>");
    say_input_name(p, x->input);
    rap_calibrated_values(&p->words, p->t->language, &x->before);
    say_cell(p);
    rap_calibrated_values(&p->words, p->t->language, &x->after);
    say_cell(p);
    rap_number(&p->words, p->t->language, x->told->shift, 2, true);
    say_cell(p);
    rap_number(&p->words, p->t->language, 100 * x->told->shrinkage, 0, false);
    rap_text_add(&p->words, RAP_NO_BREAK "%");
    say_cell(p);
    rap_text_add(&p->words, rap_words_grade(p->language, x->input->grade));
    say_cell(p);
    say_raw(p, "</tr>\n");
}

static void say_told_inputs(rap_page *p) {
    const rap_language *l = p->language;
    const char *const heads[] = {
        tr(l, "Number"),       tr(l, "Before (95 %)"), tr(l, "Given the data (95 %)"),
        tr(l, "Moved, in sd"), tr(l, "Narrower by"),   tr(l, "Grade")};
    const rap_calibrated *c = calibrated_of(p);
    size_t n = c->identified < MOST_SHOWN ? c->identified : MOST_SHOWN;
    say_element(p, "h3", tr(l, "Of which numbers data tell"));
    rap_calibrated_identified(&p->words, p->t->language, c);
    say_paragraph(p, "");
    if (!n)
        return;
    rap_text_add(&p->words,
                 tr(l, "The numbers of which data tell something, the most telling first"));
    say_table_begin(p);
    say_heads(p, heads, sizeof heads / sizeof *heads);
    say_raw(p, "<tbody>\n");
    for (size_t k = 0; k < n; k++)
        say_told_input(p, &c->inputs[k]);
    say_raw(p, "</tbody>");
    say_table_end(p);
}

/* ---- quantities -------------------------------------------------------------------------------- */

static void say_foretold_row(rap_page *p, const rap_calibrated_quantity *x) {
    size_t outcome = x->quantity->effect.outcome;
    say_raw(p, "<tr>");
    rap_text_add(&p->words, x->quantity->label);
    say_row_head(p);
    rap_words_value(&p->words, p->t, outcome, x->quantity->value, RAP_WITH_UNIT);
    say_cell(p);
    if (x->foretold) {
        say_told(p, outcome, &x->foretold->prior, 0);
        say_told(p, outcome, &x->foretold->others, 0);
    } else {
        say_told(p, outcome, &x->model, 0);
        rap_text_add(&p->words, x->quantity->kept_back ? tr(p->language, "kept back")
                                                       : tr(p->language, "was put in"));
        say_cell(p);
    }
    say_raw(p, "<td class=\"words\">");
    rap_text_format(&p->words, "%s%s. %s",
                    rap_calibrated_is_miss(x) ? tr(p->language, "Missed. ") : "",
                    x->quantity->source, x->quantity->note ? x->quantity->note : "");
    say_flush(p);
    say_raw(p, "</td></tr>\n");
}

static void say_foretold(rap_page *p) {
    const rap_language *l = p->language;
    const char *const heads[] = {tr(l, "What was measured"), tr(l, "Measured"),
                                 tr(l, "By the assumptions alone (95 %)"),
                                 tr(l, "From all other data (95 %)"), tr(l, "Source")};
    const rap_calibrated *c = calibrated_of(p);
    say_element(p, "h3", tr(l, "What was measured, and what the model foretells of it"));
    rap_calibrated_misses(&p->words, p->t->language, c);
    say_paragraph(p, "");
    say_pictures(p, "foretold");
    rap_text_add(&p->words, tr(l, "Measured quantities beside what is foretold of them, as they "
                                  "would be measured"));
    say_table_begin(p);
    say_heads(p, heads, sizeof heads / sizeof *heads);
    say_raw(p, "<tbody>\n");
    for (size_t k = 0; k < c->n_quantities; k++)
        say_foretold_row(p, &c->quantities[k]);
    say_raw(p, "</tbody>");
    say_table_end(p);
    for (size_t k = 0; k < c->n_quantities; k++)
        if (c->quantities[k].quantity->kept_back) {
            rap_calibrated_forecast(&p->words, p->t, &c->quantities[k]);
            say_paragraph(p, "");
        }
}

/* ---- the whole --------------------------------------------------------------------------------- */

void say_calibration(rap_page *p) {
    const rap_calibrated *c = calibrated_of(p);
    rap_calibrated_what(&p->words, p->t->language, c);
    say_paragraph(p, " class=\"lead\"");
    rap_calibrated_worth(&p->words, p->t->language, c);
    rap_calibrated_way(&p->words, p->t->language, c);
    say_paragraph(p, "");
    say_told_contrasts(p);
    say_told_inputs(p);
    say_foretold(p);
    rap_text_add(&p->words, tr(p->language, "Any other command draws from what data left with "
                                            "--posterior and this folder."));
    say_small(p);
}
