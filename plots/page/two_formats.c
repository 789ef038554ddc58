/* two_formats.c: escapes and markup of Markdown and of HTML. */
#include "plots/page/two_formats.h"

#include <string.h>

static void add_markdown(rap_text *out, const char *s) {
    for (; *s; s++) {
        if (strchr("\\`*_{}[]<>#|~&$", *s))
            rap_text_add(out, "\\");
        rap_text_add_bytes(out, (unsigned char)*s < 0x20 || *s == 0x7f ? " " : s, 1);
    }
}

void put_markup(rap_writer *w, const char *html, const char *markdown) {
    rap_text_add(w->out, w->html ? html : markdown);
}

void put_words(rap_writer *w) {
    const char *words = rap_text_string(&w->words);
    words += *words == ' '; /* sentences are joined by the blank before them */
    if (w->html)
        rap_text_html_words(w->out, words);
    else
        add_markdown(w->out, words);
    w->out->failed |= w->words.failed;
    rap_text_clear(&w->words);
}

void put_heading(rap_writer *w, int level) {
    static const char *const begins[] = {"<h1>", "<h2>", "<h3>"};
    static const char *const ends[] = {"</h1>\n", "</h2>\n", "</h3>\n"};
    static const char *const marks[] = {"# ", "\n## ", "\n### "};
    put_markup(w, begins[level - 1], marks[level - 1]);
    put_words(w);
    put_markup(w, ends[level - 1], "\n");
}

void put_paragraph(rap_writer *w) {
    put_markup(w, "<p>", "\n");
    put_words(w);
    put_markup(w, "</p>\n", "\n");
}

void put_item(rap_writer *w) {
    put_markup(w, "<li>", "- ");
    put_words(w);
    put_markup(w, "</li>\n", "\n");
}

void put_cell(rap_writer *w, bool head) {
    put_markup(w, head ? "<th scope=\"row\">" : "<td>", " ");
    put_words(w);
    put_markup(w, head ? "</th>" : "</td>", " |");
}

void put_number_cell(rap_writer *w) {
    put_markup(w, "<td class=\"number\">", " ");
    put_words(w);
    put_markup(w, "</td>", " |");
}

/* The name of a table is that of its region on a page; Markdown has no place for it. */
void put_table_begin(rap_writer *w, const char *const *heads, size_t n, size_t numbers) {
    put_markup(w, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"", "");
    if (w->html)
        rap_text_html(w->out, rap_text_string(&w->words));
    rap_text_clear(&w->words);
    put_markup(w, "\"><table>\n<thead><tr>", "\n|");
    for (size_t k = 0; k < n; k++) {
        put_markup(w, k < numbers ? "<th scope=\"col\">" : "<th scope=\"col\" class=\"number\">",
                   " ");
        rap_text_add(&w->words, heads[k]);
        put_words(w);
        put_markup(w, "</th>", " |");
    }
    put_markup(w, "</tr></thead>\n<tbody>\n", "\n|");
    for (size_t k = 0; k < n; k++)
        put_markup(w, "", k < numbers ? " --- |" : " ---: |");
    put_markup(w, "", "\n");
}

void put_table_end(rap_writer *w) {
    put_markup(w, "</tbody></table></div>\n", "");
}

void put_row_begin(rap_writer *w) {
    put_markup(w, "<tr>", "|");
}

void put_row_end(rap_writer *w) {
    put_markup(w, "</tr>\n", "\n");
}
