/* summary_of_findings.c: see summary_of_findings.h. */
#include "plots/page/summary_of_findings.h"
#include "plots/page/sections.h"
#include "plots/page/traced.h"
#include "plots/words/certainty_words.h"
#include "plots/words/sentence_parts.h"

#include <math.h>
#include <string.h>

static bool is_of_community(const rap_study *s, size_t headline) {
    return s->model->outcomes[s->headlines[headline].outcome].flags & RAP_OF_COMMUNITY;
}

size_t rap_findings_rows(const rap_study *study, size_t headlines[RAP_MOST_FINDINGS]) {
    size_t n = 0;
    bool has_primary = false;
    for (int first = 1; first >= 0; first--)
        for (size_t h = 0; h < study->n_headlines && n < RAP_MOST_FINDINGS; h++)
            if (is_of_community(study, h) == first) {
                has_primary = has_primary || h == 0;
                headlines[n++] = h;
            }
    if (n && !has_primary)
        headlines[n - 1] = 0;
    return n;
}

static const char *arm_of(const rap_page *p, size_t contrast) {
    return rap_words_arm(p->t, p->t->study->contrasts[contrast].plus[0]);
}

/* Whether the study asks for the same at another time too: each needs its own then. */
static bool is_of_several_times(const rap_study *s, const rap_headline *h) {
    for (size_t k = 0; k < s->n_headlines; k++) {
        const rap_headline *other = &s->headlines[k];
        if (other->outcome == h->outcome && !strcmp(other->group, h->group) &&
            other->window != h->window)
            return true;
    }
    return false;
}

/* What the outcome is, one click away: closes what the head began. */
static void say_meaning(rap_page *p, size_t outcome) {
    say_raw(p, "</summary>");
    say_element(p, "p", tr(p->language, p->t->study->model->outcomes[outcome].meaning));
    say_raw(p, "</details>");
}

/* "%, less is better"; "0 (none) to 1 (full)". */
static void add_unit_of_row(rap_page *p, size_t outcome) {
    const rap_outcome *o = &p->t->study->model->outcomes[outcome];
    if (!strcmp(o->unit, "0-1"))
        rap_text_add(&p->words, tr(p->language, "0 (none) to 1 (full)"));
    else
        rap_words_unit(&p->words, p->t, outcome);
    if (o->better < 0)
        rap_text_add(&p->words, tr(p->language, "; less is better"));
}

/* What is measured, and in what; its window only where it is not that of the primary outcome, which the caption names. */
static void say_finding_head(rap_page *p, size_t headline) {
    const rap_study *s = p->t->study;
    const rap_headline *h = &s->headlines[headline];
    if (h->window == s->headlines[0].window && !is_of_several_times(s, h))
        rap_words_measured(&p->words, p->t, h);
    else
        rap_words_headline(&p->words, p->t, h);
    say_raw(p, "<th scope=\"row\">");
    say_raw(p, p->kind == RAP_SUMMARY ? "" : "<details class=\"meaning\"><summary>");
    say_raw(p, headline == 0 ? "<strong>" : "");
    say_flush(p);
    say_raw(p, headline == 0 ? "</strong>" : "");
    rap_text_add(&p->words, ", ");
    add_unit_of_row(p, h->outcome);
    say_raw(p, "<span class=\"unit\">");
    say_flush(p);
    say_raw(p, "</span>");
    if (p->kind != RAP_SUMMARY)
        say_meaning(p, h->outcome);
    say_raw(p, "</th>");
}

/* "none" would be taken for 0 here. */
static void add_value_or_none(rap_page *p, size_t outcome, double x, unsigned options) {
    if (isfinite(x))
        rap_words_value(&p->words, p->t, outcome, x, options);
    else
        rap_text_add(&p->words, tr(p->language, "no value"));
}

static void say_level_of(rap_page *p, size_t arm, const rap_headline *h) {
    const rap_outcome_row *row = rap_tables_level(p->t, arm, h);
    add_value_or_none(p, h->outcome, row ? row->s.mean : NAN, 0);
    trace_level(p, row, "mean");
    say_traced(p, "td", "");
}

/* How certain that is, and why one click away. */
static void say_certainty(rap_page *p, size_t contrast, size_t headline) {
    const rap_certainty *c = rap_certainty_of(p->t, contrast, headline);
    if (!c || c->grade == RAP_UNGRADED)
        return;
    rap_text_format(&p->words, tr(p->language, "certainty: %s"),
                    tr(p->language, rap_words_certainty_grade(c->grade)));
    if (p->kind == RAP_SUMMARY) {
        say_raw(p, "<span>");
        say_flush(p);
        say_raw(p, "</span>");
        return;
    }
    say_raw(p, "<details class=\"certainty\"><summary>");
    say_flush(p);
    say_raw(p, "</summary><ul>");
    for (rap_rule r = 0; r < RAP_N_RULES; r++)
        if (rap_words_is_reason(c, r)) {
            rap_words_reason(&p->words, p->t, contrast, headline, r);
            trace_rule(p, contrast, headline, r, "value");
            say_traced(p, "li", "");
        }
    say_raw(p, "</ul></details>");
}

/* Sets were run, and chance hides how far they lie apart. */
static bool has_hidden_range(const rap_contrast_row *row) {
    return row && isfinite(row->s.mean) && row->s.draws > 1 && !isfinite(row->s.plausible_low);
}

/* "+5.6 (+2.5 to +7.5)", in short, and how certain. */
static void say_difference(rap_page *p, size_t contrast, size_t headline) {
    const rap_headline *h = &p->t->study->headlines[headline];
    const rap_contrast_row *row = rap_words_row(p->t, contrast, h);
    say_raw(p, "<td>");
    add_value_or_none(p, h->outcome, row ? row->s.mean : NAN, RAP_WITH_SIGN);
    trace_difference(p, row, "difference");
    if (row && isfinite(row->s.plausible_low) && isfinite(row->s.plausible_high)) {
        rap_text_add(&p->words, " (");
        rap_words_interval(&p->words, p->t, h->outcome, row->s.plausible_low, row->s.plausible_high,
                           RAP_WITH_SIGN);
        rap_text_add(&p->words, ")");
        trace_difference(p, row, "plausible_low");
        trace_difference(p, row, "plausible_high");
    } else if (has_hidden_range(row))
        rap_text_add(&p->words, tr(p->language, " (range unclear)"));
    say_traced(p, "span", "");
    if (row && isfinite(row->s.mean))
        rap_text_add(&p->words, rap_words_verdict(p->t, row));
    say_raw(p, "<span class=\"short\">");
    say_flush(p);
    say_raw(p, "</span>");
    say_certainty(p, contrast, headline);
    say_raw(p, "</td>");
}

static void say_finding(rap_page *p, size_t contrast, size_t headline) {
    const rap_study *s = p->t->study;
    const rap_headline *h = &s->headlines[headline];
    say_raw(p, "<tr>");
    say_finding_head(p, headline);
    if (contrast < s->n_contrasts)
        say_level_of(p, s->contrasts[contrast].plus[0], h);
    say_level_of(p, s->baseline, h);
    if (contrast < s->n_contrasts)
        say_difference(p, contrast, headline);
    say_raw(p, "</tr>\n");
}

static void say_finding_heads(rap_page *p, size_t contrast) {
    const char *baseline = rap_words_baseline(p->t);
    if (contrast < p->t->study->n_contrasts) {
        const char *const heads[] = {
            tr(p->language, "On average"), arm_of(p, contrast), baseline,
            tr(p->language, "Difference (range over sets of assumptions), certainty")};
        say_heads(p, heads, sizeof heads / sizeof *heads);
    } else {
        const char *const heads[] = {tr(p->language, "On average"), baseline};
        say_heads(p, heads, sizeof heads / sizeof *heads);
    }
}

/* Whether a grade is shown; whether one was lowered for want of agreement, be it of sets or of runs, rather than support. */
static bool is_lowered_for_disagreement(const rap_tables *t, size_t contrast, const size_t *rows,
                                        size_t n, bool *graded) {
    bool lowered = false;
    *graded = false;
    for (size_t k = 0; contrast < t->study->n_contrasts && k < n; k++) {
        const rap_certainty *c = rap_certainty_of(t, contrast, rows[k]);
        if (!c || c->grade == RAP_UNGRADED)
            continue;
        *graded = true;
        for (rap_rule r = RAP_RULE_OPPOSITE; r < RAP_N_RULES; r++)
            lowered = lowered || c->reasons[r].lost > 0;
    }
    return lowered;
}

/* Else "98 of 100" beside "certainty: low" looks like a contradiction. */
static void add_what_certainty_is(rap_page *p, size_t contrast, const size_t *rows, size_t n) {
    bool graded, disagree = is_lowered_for_disagreement(p->t, contrast, rows, n, &graded);
    if (!graded)
        return;
    rap_text_add(&p->words,
                 disagree
                     ? tr(p->language,
                          "Certainty is first about how well assumptions are supported; it is "
                          "lower still where sets or runs disagree. ")
                     : tr(p->language, "Certainty is about how well assumptions are supported, "
                                       "not how often they agree. "));
}

/* Whether a difference that is shown has runs without a value: it need not be that of the means beside it then. */
static bool is_of_some_runs(const rap_tables *t, size_t contrast, const size_t *rows, size_t n) {
    bool some = false;
    for (size_t k = 0; contrast < t->study->n_contrasts && k < n; k++) {
        const rap_contrast_row *row = rap_words_row(t, contrast, &t->study->headlines[rows[k]]);
        some = some || (row && isfinite(row->s.mean) && row->s.runs < t->items);
    }
    return some;
}

/* Why a difference need not be that of the two numbers beside it. */
static void add_why_not_the_difference(rap_page *p, size_t contrast, const size_t *rows, size_t n) {
    if (contrast < p->t->study->n_contrasts)
        rap_text_add(&p->words, is_of_some_runs(p->t, contrast, rows, n)
                                    ? tr(p->language, "Numbers are rounded, and differences leave "
                                                      "out runs without a value. ")
                                    : tr(p->language, "Numbers are rounded. "));
}

/* What the range is, where a row has one; say_what_else follows. */
static void add_what_sets_are(rap_page *p, size_t contrast, const size_t *rows, size_t n) {
    const rap_study *s = p->t->study;
    bool ranges = false, hidden = false;
    for (size_t k = 0; contrast < s->n_contrasts && k < n; k++) {
        const rap_contrast_row *row = rap_words_row(p->t, contrast, &s->headlines[rows[k]]);
        ranges = ranges || (row && isfinite(row->s.plausible_low));
        hidden = hidden || has_hidden_range(row);
    }
    if (!ranges)
        return;
    rap_text_add(&p->words,
                 tr(p->language,
                    "A set of assumptions is one guess at every number that nobody knows. "
                    "95 of 100 sets lie in the range."));
    rap_text_add(&p->words, " ");
    if (hidden)
        rap_text_add(&p->words, tr(p->language, "It is unclear where luck hides it. "));
}

/* That there are more outcomes and more ways of working, and where. */
static void say_what_else(rap_page *p, size_t shown) {
    const rap_study *s = p->t->study;
    if (p->words.n == 0 && s->n_headlines == shown && s->n_arms <= 2)
        return;
    say_raw(p, "<p class=\"small\">");
    say_flush(p);
    if (s->n_headlines > shown) {
        rap_text_format(&p->words, tr(p->language, "%zu of %zu outcomes: "), shown, s->n_headlines);
        say_flush(p);
        say_link(p, "levels", tr(p->language, "see all"));
        say_raw(p, ". ");
    }
    if (s->n_arms > 2) {
        rap_text_format(&p->words, tr(p->language, "2 of %zu ways of working: "), s->n_arms);
        say_flush(p);
        say_link(p, "arms", tr(p->language, "see all"));
        say_raw(p, ".");
    }
    say_raw(p, "</p>\n");
}

void say_findings(rap_page *p, size_t contrast) {
    const rap_study *s = p->t->study;
    size_t rows[RAP_MOST_FINDINGS], n = rap_findings_rows(s, rows);
    rap_parts parts = {0};
    rap_words_window(rap_next_part(&parts), p->t, s->headlines[0].window);
    rap_text_format(&p->words, tr(p->language, "Summary of findings, %s"),
                    rap_part_string(&parts, 0));
    rap_parts_end(&parts, &p->words);
    say_table_begin(p);
    say_finding_heads(p, contrast);
    say_raw(p, "<tbody>\n");
    for (size_t k = 0; k < n; k++)
        say_finding(p, contrast, rows[k]);
    say_raw(p, "</tbody>");
    say_table_end(p);
    add_what_sets_are(p, contrast, rows, n);
    add_what_certainty_is(p, contrast, rows, n);
    add_why_not_the_difference(p, contrast, rows, n);
    say_what_else(p, n);
}
