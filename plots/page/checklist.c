/* checklist.c: a reporting standard as a table. */
#include "plots/page/checklist.h"

static void say_item(rap_page *p, const rap_checklist_item *x, size_t number, const char *nothing) {
    rap_text_format(&p->words, "%zu. %s: %s", number, x->part, x->name);
    say_raw(p, "<tr>");
    say_row_head(p);
    say_raw(p, "<td class=\"words\">");
    if (x->add)
        x->add(p);
    else
        rap_text_add(&p->words, nothing);
    say_flush(p);
    say_raw(p, "</td><td class=\"words\"><span class=\"tag\">for a person to write</span> ");
    say_text(p, x->person);
    say_raw(p, "</td></tr>\n");
}

void say_checklist(rap_page *p, const rap_checklist_item *items, size_t n, const char *caption,
                   const char *nothing) {
    static const char *const heads[] = {"Item", "From this study", "By people"};
    rap_text_format(p->html, "<details><summary>The %zu items</summary>\n", n);
    rap_text_add(&p->words, caption);
    say_table_begin(p);
    say_heads(p, heads, sizeof heads / sizeof *heads);
    say_raw(p, "<tbody>\n");
    for (size_t k = 0; k < n; k++)
        say_item(p, &items[k], k + 1, nothing);
    say_raw(p, "</tbody>\n");
    say_table_end(p);
    say_raw(p, "</details>");
}
