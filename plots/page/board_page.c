/* board_page.c: the answer on one printed page, for a board or a dean. What it says, the first screen says too, by the same
 * functions; of its pictures there is room for one. */
#include "plots/page/first_screen.h"
#include "plots/page/summary_of_findings.h"
#include "plots/words/certainty_words.h"
#include "plots/words/sentence_parts.h"

/* As many warnings as there is room for. */
enum { MOST_WARNINGS = 2 };

static void say_few_warnings(rap_page *p) {
    size_t n = p->extras->n_warnings, shown = n < MOST_WARNINGS ? n : MOST_WARNINGS;
    if (n == 0)
        return;
    say_raw(p, "<div class=\"warning\" role=\"note\"><ul>\n");
    for (size_t i = 0; i < shown; i++)
        say_element(p, "li", p->extras->warnings[i]);
    say_raw(p, "</ul>");
    if (n > shown) {
        rap_text_format(&p->words, tr(p->language, "%zu more: "), n - shown);
        say_raw(p, "<p>");
        say_flush(p);
        say_link(p, "answer", tr(p->language, "see the report"));
        say_raw(p, ".</p>");
    }
    say_raw(p, "</div>\n");
}

/* The paired signs; the dots where the outcome cannot be counted. */
static void say_one_picture(rap_page *p, const rap_first_answer *a) {
    if (rap_can_be_signs(p->t, a))
        say_signs(p, a);
    else
        say_fifty_sets(p, a);
}

/* How certain the primary outcome's difference is, and for what it was lowered. */
static void say_how_sure(rap_page *p, const rap_first_answer *a) {
    const rap_certainty *c =
        a->contrast < p->t->study->n_contrasts ? rap_certainty_of(p->t, a->contrast, 0) : NULL;
    if (!c || c->grade == RAP_UNGRADED)
        return;
    rap_parts parts = {0};
    rap_words_headline(rap_next_part(&parts), p->t, a->h);
    rap_words_certainty(rap_next_part(&parts), p->t, a->contrast, 0);
    say_raw(p, "<div class=\"panel\"><h2>");
    say_text(p, tr(p->language, "How certain is that?"));
    say_raw(p, "</h2>");
    rap_text_format(&p->words, tr(p->language, "%s: %s."), rap_part_string(&parts, 0),
                    rap_part_string(&parts, 1));
    rap_parts_end(&parts, &p->words);
    say_paragraph(p, "");
    say_raw(p, "</div>\n");
}

/* One line on how to cite it, and how to repeat it. */
static void say_cite_and_repeat(rap_page *p) {
    const rap_study *s = p->t->study;
    rap_text_format(&p->words,
                    tr(p->language, "Study %016llx, seed %lld. To repeat it: rapport replay, with "
                                    "the results folder. To cite it: "),
                    (unsigned long long)s->fingerprint, (long long)s->seed);
    say_raw(p, "<p class=\"basis\">");
    say_flush(p);
    say_link(p, "methods", "methods.md");
    say_raw(p, ". ");
    say_link(p, "answer", tr(p->language, "The report"));
    say_raw(p, ", ");
    say_link(p, "full", tr(p->language, "its appendix"));
    say_raw(p, ".</p>\n");
}

void say_summary(rap_page *p) {
    rap_first_answer a = rap_find_answer(p->t);
    say_raw(p, "<div class=\"about\">\n");
    say_community(p);
    say_ways(p, &a);
    say_raw(p, "</div>\n");
    say_few_warnings(p);
    say_sentence(p, &a);
    say_findings(p, a.contrast);
    say_raw(p, "<div class=\"panels\"><div>");
    say_one_picture(p, &a);
    say_raw(p, "</div><div>");
    say_how_sure(p, &a);
    say_other_better(p, &a);
    say_first_deciders(p, &a);
    say_raw(p, "</div></div>\n");
    say_what_it_is_not(p);
    say_cite_and_repeat(p);
}
