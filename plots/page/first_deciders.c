/* first_deciders.c: what decides the answer, for the first screen: what `rapport sensitivity` found, else what the sets of
 * assumptions at hand tell. They name nothing where many assumptions matter a little each, or where sets are few: then how
 * many there are and how many of them have no source is said, and the first of the other outcomes that names one. */
#include "analysis/certainty/certainty.h"
#include "plots/page/first_screen.h"
#include "plots/page/summary_of_findings.h"
#include "plots/page/traced.h"
#include "plots/words/sensitivity_words.h"
#include "plots/words/sentence_parts.h"

#include <math.h>

enum { MOST_DECIDERS = 2 };

typedef enum { OF_THE_ANSWER, THE_NEXT, OF_ANOTHER } asked_of;

/* Of a headline of the comparison, a paragraph. */
static void say_decider_at_hand(rap_page *p, size_t contrast, const rap_headline *h,
                                const rap_decider *x, asked_of of) {
    static const char *const says[] = {
        RAP_MESSAGE("%.0f\u00a0%% of the differences between sets of assumptions come from one "
                    "number: ‘%s’ (%s)."),
        RAP_MESSAGE("%.0f\u00a0%% come from another: ‘%s’ (%s)."),
        RAP_MESSAGE("%.0f\u00a0%% of the differences come from one number: ‘%s’ (%s).")};
    rap_parts parts = {0};
    if (of == OF_ANOTHER) {
        if (h->window == p->t->study->headlines[0].window)
            rap_words_measured(rap_next_part(&parts), p->t, h);
        else
            rap_words_headline(rap_next_part(&parts), p->t, h);
        rap_text_format(&p->words, tr(p->language, "For ‘%s’: "), rap_part_string(&parts, 0));
        rap_parts_end(&parts, &p->words);
    }
    rap_deciding_input(rap_next_part(&parts), p->language, x->input);
    rap_deciding_grade(rap_next_part(&parts), p->language, x->input);
    rap_text_format(&p->words, tr(p->language, says[of]), 100 * x->part.total,
                    rap_part_string(&parts, 0), rap_part_string(&parts, 1));
    rap_parts_end(&parts, &p->words);
    trace_decider(p, contrast, h, x->input, "total");
    say_traced(p, "p", "");
}

/* How many numbers nobody knows exactly, and how many of them rest on nothing but judgement. */
static void add_how_many_unsourced(rap_page *p, size_t contrast) {
    const rap_certainty *c = rap_certainty_of(p->t, contrast, 0);
    const rap_reason *r = c ? &c->reasons[RAP_RULE_UNSOURCED] : NULL;
    if (!r || !r->of)
        return;
    rap_text_format(&p->words, tr(p->language, " Of %lld uncertain numbers, %lld have no source."),
                    (long long)r->of, (long long)r->n);
}

/* The first row of the summary of findings, but the primary outcome, whose sets name an assumption. */
static void say_decider_of_another(rap_page *p, size_t contrast) {
    const rap_study *s = p->t->study;
    size_t rows[RAP_MOST_FINDINGS], n = rap_findings_rows(s, rows);
    for (size_t k = 0; k < n; k++) {
        const rap_deciders *x = rap_tables_deciders(p->t, contrast, rows[k]);
        if (rows[k] > 0 && x && x->n) {
            say_decider_at_hand(p, contrast, &s->headlines[rows[k]], &x->named[0], OF_ANOTHER);
            return;
        }
    }
}

static const char *why_none_is_named(const rap_deciders *x) {
    if (x->state == RAP_SCREEN_CONSTANT)
        return RAP_MESSAGE("All sets of assumptions give the same, so none of them decides it.");
    if (x->state == RAP_SCREEN_FEW)
        return RAP_MESSAGE("These runs are too few to name an assumption.");
    if (isinf(x->needed))
        return RAP_MESSAGE(
            "Luck differs so much from run to run that it hides what the assumptions do. "
            "More runs of each set would tell.");
    return rap_deciders_are_open(x)
               ? RAP_MESSAGE("No single assumption stands out in these runs. The command ‘rapport "
                             "sensitivity’ looks closer.")
               : RAP_MESSAGE("Many assumptions matter a little; none of them by much.");
}

/* From the sets at hand: the assumptions that carry most of what differs between sets, a paragraph each. */
static void say_deciders_at_hand(rap_page *p, size_t contrast) {
    const rap_deciders *x = rap_tables_deciders(p->t, contrast, 0);
    if (!x || !x->inputs) {
        say_element(p, "p",
                    tr(p->language, "No set of assumptions was drawn, so these runs cannot say."));
        return;
    }
    for (size_t k = 0; k < x->n && k < MOST_DECIDERS; k++)
        say_decider_at_hand(p, contrast, p->t->study->headlines, &x->named[k],
                            k == 0 ? OF_THE_ANSWER : THE_NEXT);
    if (x->n)
        return;
    rap_text_add(&p->words, tr(p->language, why_none_is_named(x)));
    add_how_many_unsourced(p, contrast);
    say_paragraph(p, "");
    say_decider_of_another(p, contrast);
}

/* What `rapport sensitivity` found. */
static void say_found_deciders(rap_page *p, const rap_decided *row) {
    size_t factors[RAP_NAMED_BRIEFLY];
    size_t n = rap_deciding_nothing(row)
                   ? 0
                   : rap_deciding_order(p->t->deciding, row, factors, RAP_NAMED_BRIEFLY);
    rap_deciding_brief(&p->words, p->language, p->t->deciding, row);
    for (size_t k = 0; k < n; k++)
        trace_factor(p, row, factors[k], "total");
    say_traced(p, "p", "");
}

void say_first_deciders(rap_page *p, const rap_first_answer *a) {
    const rap_decided *row;
    say_raw(p, "<div class=\"panel\"><h2>");
    say_text(p, tr(p->language, "What decides it"));
    say_raw(p, "</h2>");
    if (p->t->deciding && rap_deciding_key_rows(p->t, &row, 1))
        say_found_deciders(p, row);
    else if (a->arm)
        say_deciders_at_hand(p, a->contrast);
    else
        say_element(p, "p", tr(p->language, "Nothing is compared."));
    say_raw(p, "</div>\n");
}
