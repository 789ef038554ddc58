/* report_brief.c: what decides the answer, in a paragraph for the sections that are about something else. */
#include "plots/page/sections.h"
#include "plots/words/sensitivity_words.h"

void say_decides_briefly(rap_page *p) {
    const rap_decided *row;
    if (!p->t->deciding || !rap_deciding_key_rows(p->t, &row, 1))
        return;
    say_raw(p, "<p>");
    rap_deciding_brief(&p->words, p->t->language, p->t->deciding, row);
    say_flush(p);
    say_raw(p, "More in <a href=\"#decides\">What decides it</a>.</p>\n");
}
