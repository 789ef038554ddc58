/* report_patterns.c: the section on patterns, where the tables have any: a picture, a table by body
 * of evidence, how many hold together, and what was measured. */
#include "plots/page/sections.h"
#include "analysis/patterns/patterns.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"

#include <math.h>
#include <string.h>

static void add_patterns_share(rap_page *p, const rap_share *s) {
    if (s->n > 0)
        rap_words_of_sets(&p->words, p->t->language, s->share, s->n, p->t->patterns->draws,
                          RAP_SETS_IN_CELL);
    else
        rap_text_add(&p->words, tr(p->language, "none"));
}

static void say_share(rap_page *p, const rap_share *s) {
    add_patterns_share(p, s);
    say_cell(p);
}

/* "0.12 to 0.31" */
static void add_two_places(rap_text *out, const rap_language *l, double low, double high) {
    rap_parts parts = {0};
    rap_number(rap_next_part(&parts), l, low, 2, false);
    rap_number(rap_next_part(&parts), l, high, 2, false);
    rap_text_format(out, tr(l, "%s to %s"), rap_part_string(&parts, 0), rap_part_string(&parts, 1));
    rap_parts_end(&parts, out);
}

static void say_shares(rap_page *p, const rap_share *s) {
    add_patterns_share(p, s);
    if (s->n > 0) {
        rap_text_add(&p->words, tr(p->language, "; "));
        add_two_places(&p->words, p->language, s->low, s->high);
    }
    say_cell(p);
}

static void say_weighted(rap_page *p, double share) {
    if (isnan(share))
        rap_text_add(&p->words, "-");
    else
        rap_number(&p->words, p->language, share, 2, false);
    say_cell(p);
}

static void say_plain_share(rap_page *p, double x) {
    if (isnan(x))
        rap_text_add(&p->words, tr(p->language, "none"));
    else
        rap_number(&p->words, p->language, x, 2, false);
    say_cell(p);
}

static void say_pattern(rap_page *p, const rap_pattern_result *r) {
    say_raw(p, "<tr>");
    rap_text_add(&p->words, r->pattern->label);
    say_row_head(p);
    rap_text_add(&p->words, r->pattern->source);
    say_cell(p);
    rap_text_add(&p->words, tr(p->language, rap_standing_words[r->pattern->standing]));
    say_cell(p);
    rap_words_value(&p->words, p->t, r->pattern->claim.effect.outcome, r->s.mean,
                    RAP_WITH_SIGN | RAP_WITH_UNIT);
    say_cell(p);
    say_shares(p, &r->holds);
    if (p->t->patterns->n_quantities)
        say_weighted(p, r->weighted);
    say_plain_share(p, r->placebo.share);
    say_share(p, &r->clearly);
    say_share(p, &r->fails);
    say_share(p, &r->contrary);
    say_raw(p, "</tr>\n");
}

static void say_body(rap_page *p, const char *body) {
    const rap_patterns *t = p->t->patterns;
    const rap_language *l = p->language;
    const char *const heads[] = {
        tr(l, "Pattern"), tr(l, "Source"),
        tr(l, "Status"),  tr(l, "Effect"),
        tr(l, "Holds"),   t->n_quantities ? tr(l, "Weighted") : tr(l, "Other ways of working"),
        tr(l, "Clearly"), tr(l, "Clearly fails"),
        tr(l, "Contrary")};
    rap_text_format(&p->words, tr(l, "Patterns from: %s"), body);
    say_table_begin(p);
    say_heads(p, heads, sizeof heads / sizeof *heads);
    say_raw(p, "\n<tbody>\n");
    for (size_t k = 0; k < t->n_rows; k++)
        if (!strcmp(t->rows[k].pattern->built_from, body))
            say_pattern(p, &t->rows[k]);
    say_raw(p, "</tbody>\n");
    say_table_end(p);
}

static void say_together_row(rap_page *p, const rap_together *r) {
    const char *standing = r->standing < 0 ? "" : tr(p->language, rap_standing_words[r->standing]);
    say_raw(p, "<tr>");
    rap_text_format(&p->words, "%s%s%s",
                    r->built_from ? r->built_from
                    : standing[0] ? ""
                                  : tr(p->language, "all"),
                    r->built_from && standing[0] ? ", " : "", standing);
    say_row_head(p);
    rap_text_format(&p->words, "%zu", r->patterns);
    say_cell(p);
    say_plain_share(p, r->holds);
    if (isnan(r->placebo.share))
        rap_text_add(&p->words, tr(p->language, "none"));
    else {
        rap_number(&p->words, p->language, r->placebo.share, 2, false);
        rap_text_add(&p->words, " (");
        add_two_places(&p->words, p->language, r->placebo.low, r->placebo.high);
        rap_text_add(&p->words, ")");
    }
    say_cell(p);
    if (r->all_hold.n > 0)
        rap_text_format(
            &p->words, tr(p->language, "%lld, %lld, %lld"), (long long)rap_together_quantile(r, 0),
            (long long)rap_together_quantile(r, 0.5), (long long)rap_together_quantile(r, 1));
    else
        rap_text_add(&p->words, tr(p->language, "none"));
    say_cell(p);
    say_shares(p, &r->none_fails);
    say_raw(p, "</tr>\n");
}

static void say_together(rap_page *p) {
    const rap_language *l = p->language;
    const char *const heads[] = {tr(l, "Patterns"),
                                 tr(l, "Number"),
                                 tr(l, "Hold on average"),
                                 tr(l, "Of other ways of working"),
                                 tr(l, "In a set: least, median, most"),
                                 tr(l, "None clearly fails")};
    const rap_patterns *t = p->t->patterns;
    rap_text_add(&p->words,
                 tr(l, "Taken together: shares of sets, beside the same claims made of other ways "
                       "of working, and how many hold in one set of assumptions"));
    say_table_begin(p);
    say_heads(p, heads, sizeof heads / sizeof *heads);
    say_raw(p, "\n<tbody>\n");
    for (size_t k = 0; k < t->n_together; k++)
        say_together_row(p, &t->together[k]);
    say_raw(p, "</tbody>\n");
    say_table_end(p);
}

static void add_exclusion(rap_page *p, const rap_exclusion *e) {
    const rap_pattern_result *rows = p->t->patterns->rows;
    rap_parts parts = {0};
    rap_number(rap_next_part(&parts), p->language, e->expected, 1, false);
    rap_text_format(&p->words, tr(p->language, " %s, and %s: in %lld of %lld, expected %s."),
                    rows[e->a].pattern->label, rows[e->b].pattern->label, (long long)e->both.k,
                    (long long)e->both.n, rap_part_string(&parts, 0));
    rap_parts_end(&parts, &p->words);
}

/* Pairs that hold together less often than chance has it, and those that are marked as following but do not. */
static void say_exclusions(rap_page *p) {
    const rap_patterns *t = p->t->patterns;
    const rap_exclusions *e = &t->exclusions;
    const rap_language *l = p->language;
    rap_text_format(
        &p->words,
        tr(l, "Of %zu patterns %zu hold in no set of assumptions and %zu in all, by the sets' "
              "means. Of the %zu pairs that hold in some, %zu exclude each other: they hold "
              "together in fewer sets than if neither had to do with the other, allowing for all "
              "pairs."),
        t->n_rows, e->never, e->always, e->pairs, e->clear);
    for (size_t k = 0; k < e->clear; k++)
        add_exclusion(p, &e->rows[k]);
    for (size_t k = 0; k < t->n_rows; k++)
        if (t->rows[k].pattern->standing == RAP_BY_CONSTRUCTION &&
            !rap_pattern_follows(&t->rows[k]))
            rap_text_format(&p->words,
                            tr(l, " Marked as by construction, but does not follow: %s."),
                            t->rows[k].pattern->label);
    say_paragraph(p, "");
}

static void say_quantity(rap_page *p, const rap_quantity_result *r) {
    const rap_quantity *q = r->quantity;
    const double values[] = {q->value, q->sd, q->discrepancy, r->mean};
    say_raw(p, "<tr>");
    rap_text_add(&p->words, q->label);
    say_row_head(p);
    rap_text_add(&p->words, q->source);
    say_cell(p);
    rap_text_add(&p->words, tr(p->language, rap_standing_words[q->standing]));
    say_cell(p);
    for (size_t k = 0; k < 4; k++) {
        rap_words_value(&p->words, p->t, q->effect.outcome, values[k], RAP_WITH_UNIT);
        say_cell(p);
    }
    if (isnan(r->distance))
        rap_text_add(&p->words, tr(p->language, "none"));
    else
        rap_number(&p->words, p->language, r->distance, 1, true);
    say_cell(p);
    say_shares(p, &r->plausible);
    say_raw(p, "</tr>\n");
}

static void say_quantities(rap_page *p) {
    const rap_language *l = p->language;
    const char *const heads[] = {tr(l, "Quantity"),  tr(l, "Source"),   tr(l, "Status"),
                                 tr(l, "Published"), tr(l, "Sd"),       tr(l, "Assumed besides"),
                                 tr(l, "Model"),     tr(l, "Distance"), tr(l, "Not implausible")};
    const rap_patterns *t = p->t->patterns;
    if (!t->n_quantities)
        return;
    rap_text_add(&p->words, tr(l, "What was measured, and what the model gives"));
    say_table_begin(p);
    say_heads(p, heads, sizeof heads / sizeof *heads);
    say_raw(p, "\n<tbody>\n");
    for (size_t k = 0; k < t->n_quantities; k++)
        say_quantity(p, &t->quantities[k]);
    say_raw(p, "</tbody>\n");
    say_table_end(p);
    say_element(
        p, "p",
        tr(l, "Sd: of the value published, by sampling; assumed besides: how far what was measured "
              "may lie from what the model has. Distance: in standard deviations of these and of "
              "luck; not implausible: at most 3 either way. Weighted: the share of weight in which "
              "a pattern holds, where sets of assumptions weigh less the farther they lie from "
              "quantities that are held out. Inputs do not weigh."));
    if (isnan(t->effective))
        return;
    rap_parts parts = {0};
    rap_number(rap_next_part(&parts), l, t->effective, 1, false);
    rap_text_format(
        &p->words,
        t->effective < RAP_ENOUGH_WEIGHT
            ? tr(l, "The weighted sets are worth %s of %lld, too few for weighted shares.")
            : tr(l, "The weighted sets are worth %s of %lld."),
        rap_part_string(&parts, 0), (long long)t->draws);
    rap_parts_end(&parts, &p->words);
    say_paragraph(p, "");
}

void say_patterns(rap_page *p) {
    const rap_patterns *t = p->t->patterns;
    say_element(
        p, "p",
        tr(p->language,
           /* xgettext:no-c-format */
           "In how many sets of assumptions the model shows what it should. Shares carry Wilson's "
           "95 % interval; they count assumptions and are no probabilities of being true. Held "
           "out: no line of the model rests on the document that says it; same document: the model "
           "was built from it; by construction: the direction follows from one line of the model "
           "or from the timing of money; input: put in as a number. Only held-out patterns are "
           "evidence, as far as they hold more often than with other ways of working (the same "
           "claim made of other ways of working of the study)."));
    say_pictures(p, "patterns");
    for (size_t k = 0; k < t->n_rows; k++)
        if (rap_patterns_begin_body(t, k))
            say_body(p, t->rows[k].pattern->built_from);
    say_together(p);
    say_exclusions(p);
    say_quantities(p);
}
