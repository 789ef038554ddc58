/* checklist.c: a reporting standard as a table. */
#include "plots/page/checklist.h"
#include "plots/words/sentence_parts.h"

static void say_item(rap_page *p, const rap_checklist_item *x, size_t number, const char *nothing) {
    const rap_language *l = p->language;
    rap_text_format(&p->words, tr(l, "%zu. %s: %s"), number, tr(l, x->part), tr(l, x->name));
    say_raw(p, "<tr>");
    say_row_head(p);
    say_raw(p, "<td class=\"words\">");
    if (x->add)
        x->add(p);
    else
        rap_text_add(&p->words, nothing);
    say_flush(p);
    say_raw(p, "</td><td class=\"words\"><span class=\"tag\">");
    say_text(p, tr(l, "for a person to write"));
    say_raw(p, "</span> ");
    say_text(p, tr(l, x->person));
    say_raw(p, "</td></tr>\n");
}

void say_checklist(rap_page *p, const rap_checklist_item *items, size_t n, const char *caption,
                   const char *nothing) {
    const rap_language *l = p->language;
    const char *const heads[] = {tr(l, "Item"), tr(l, "From this study"), tr(l, "By people")};
    say_raw(p, "<details><summary>");
    rap_text_format(&p->words, tr_n(l, "The %zu item", "The %zu items", (int64_t)n), n);
    say_flush(p);
    say_raw(p, "</summary>\n");
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

void add_arms_with_notes(rap_text *out, const rap_page *p, bool name_baseline) {
    const rap_study *s = p->t->study;
    const rap_language *l = p->language;
    for (size_t a = 0; a < s->n_arms; a++) {
        rap_parts parts = {0};
        rap_text *name = rap_next_part(&parts);
        rap_text_format(name, name_baseline && a == s->baseline ? tr(l, "%s (baseline)") : "%s",
                        rap_words_arm(p->t, a));
        rap_text_add(out, a ? tr(l, "; ") : "");
        if (s->arms[a].note)
            rap_text_format(out, tr(l, "%s: %s"), rap_text_string(name), s->arms[a].note);
        else
            rap_text_add(out, rap_text_string(name));
        rap_parts_end(&parts, out);
    }
}
