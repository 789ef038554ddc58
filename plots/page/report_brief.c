/* report_brief.c: what decides the answer, in a paragraph for the sections that are about something else; warnings. */
#include "plots/page/sections.h"
#include "plots/words/sensitivity_words.h"

void say_decides_briefly(rap_page *p) {
    const rap_decided *row;
    if (!p->t->deciding || !rap_deciding_key_rows(p->t, &row, 1))
        return;
    say_raw(p, "<p>");
    rap_deciding_brief(&p->words, p->t->language, p->t->deciding, row);
    say_flush(p);
    say_text(p, tr(p->language, "More in"));
    say_raw(p, " ");
    say_link(p, "decides", tr(p->language, "What decides it"));
    say_raw(p, ".</p>\n");
}

void say_warnings(rap_page *p) {
    if (!p->extras->n_warnings)
        return;
    say_raw(p, "<div class=\"warning\" role=\"note\"><p><strong>");
    say_text(p, tr(p->language, "Please note"));
    say_raw(p, "</strong></p><ul>\n");
    for (size_t i = 0; i < p->extras->n_warnings; i++)
        say_element(p, "li", p->extras->warnings[i]);
    say_raw(p, "</ul></div>\n");
}
