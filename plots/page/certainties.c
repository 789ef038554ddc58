/* certainties.c: how certain each difference of the main comparison is at every headline, with the reasons in a line: what the
 * first screen opens at a click, and paper cannot. */
#include "plots/page/sections.h"
#include "plots/words/certainty_words.h"

static void say_certainty_row(rap_page *p, size_t contrast, size_t headline) {
    const rap_certainty *c = rap_certainty_of(p->t, contrast, headline);
    say_raw(p, "<tr>");
    rap_words_headline(&p->words, p->t, &p->t->study->headlines[headline]);
    say_row_head(p);
    if (!c || c->grade == RAP_UNGRADED)
        rap_text_add(&p->words, tr(p->language, "no value"));
    else
        rap_text_add(&p->words, tr(p->language, rap_words_certainty_grade(c->grade)));
    say_cell(p);
    say_raw(p, "<td class=\"words\">");
    for (rap_rule r = 0; c && r < RAP_N_RULES; r++)
        if (rap_words_is_reason(c, r)) {
            rap_text_add(&p->words, p->words.n ? " " : "");
            rap_words_reason(&p->words, p->t, contrast, headline, r);
        }
    say_flush(p);
    say_raw(p, "</td></tr>\n");
}

void say_certainties(rap_page *p) {
    const rap_language *l = p->language;
    const char *const heads[] = {tr(l, "Outcome"), tr(l, "Certainty"), tr(l, "Why no higher")};
    size_t contrast;
    if (!rap_words_key_contrasts(p->t, &contrast, 1))
        return;
    rap_words_contrast(&p->words, p->t, contrast);
    say_table_begin(p);
    say_heads(p, heads, sizeof heads / sizeof *heads);
    say_raw(p, "<tbody>\n");
    for (size_t h = 0; h < p->t->study->n_headlines; h++)
        say_certainty_row(p, contrast, h);
    say_raw(p, "</tbody>");
    say_table_end(p);
    say_element(p, "p", tr(l, "Those of all other comparisons stand in certainty.csv."));
}
