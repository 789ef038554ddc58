/* page.c: markup, escapes and tables of pages. */
#include "plots/page/page.h"

#include <string.h>

void rap_page_begin(rap_text *html, const rap_language *l, const char *title, bool pictures,
                    const char *css) {
    bool is_from_right = strcmp(rap_language_conventions(l).direction, "rtl") == 0;
    rap_text_format(
        html,
        "<!DOCTYPE html>\n<html lang=\"%s\"%s>\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; %sstyle-src "
        "'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
        rap_language_code(l), is_from_right ? " dir=\"rtl\"" : "",
        pictures ? "img-src data:; " : "");
    rap_text_html(html, title);
    rap_text_add(html, "</title>\n<style>\n");
    rap_text_add(html, css);
    rap_text_add(html, "</style>\n</head>\n<body>\n");
}

void say_raw(rap_page *p, const char *markup) {
    rap_text_add(p->html, markup);
}

void say_text(rap_page *p, const char *text) {
    if (text)
        rap_text_html_words(p->html, text);
}

rap_text set_words_aside(rap_page *p) {
    rap_text words = p->words;
    rap_text_init(&p->words);
    return words;
}

void take_words_up(rap_page *p, rap_text words) {
    words.failed |= p->words.failed;
    rap_text_free(&p->words);
    p->words = words;
}

void say_flush(rap_page *p) {
    rap_text_html_words(p->html, rap_text_string(&p->words));
    rap_text_clear(&p->words);
}

void say_element(rap_page *p, const char *tag, const char *text) {
    rap_text_format(p->html, "<%s>", tag);
    say_text(p, text);
    rap_text_format(p->html, "</%s>\n", tag);
}

void say_emphasized(rap_page *p, const char *text) {
    bool is_open = false;
    for (size_t n; *text; text += n + (text[n] == '*')) {
        n = strcspn(text, "*");
        rap_text_add_bytes(&p->words, text, n);
        say_flush(p);
        if (text[n] == '*')
            say_raw(p, is_open ? "</em>" : "<em>");
        is_open ^= text[n] == '*';
    }
}

void say_if_said(rap_page *p, const char *head, const char *text) {
    if (!text || !text[0])
        return;
    say_raw(p, "<span><strong>");
    say_text(p, head);
    say_raw(p, "</strong> ");
    say_text(p, text);
    say_raw(p, "</span> ");
}

void say_cell(rap_page *p) {
    say_raw(p, "<td>");
    say_flush(p);
    say_raw(p, "</td>");
}

void say_row_head(rap_page *p) {
    say_raw(p, "<th scope=\"row\">");
    say_flush(p);
    say_raw(p, "</th>");
}

void say_column_head(rap_page *p, const char *text) {
    say_raw(p, "<th scope=\"col\">");
    say_text(p, text);
    say_raw(p, "</th>");
}

void say_heads(rap_page *p, const char *const *heads, size_t n) {
    say_raw(p, "<thead><tr>");
    for (size_t k = 0; k < n; k++)
        say_column_head(p, heads[k]);
    say_raw(p, "</tr></thead>");
}

void say_table_begin(rap_page *p) {
    say_raw(p, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
    rap_text_html(p->html, rap_text_string(&p->words));
    say_raw(p, "\"><table><caption><span>");
    say_flush(p);
    say_raw(p, "</span></caption>\n");
}

void say_table_end(rap_page *p) {
    say_raw(p, "</table></div>\n");
}

void say_paragraph(rap_page *p, const char *class) {
    if (p->words.n == 0)
        return;
    rap_text_format(p->html, "<p%s>", class);
    say_flush(p);
    say_raw(p, "</p>\n");
}

void say_small(rap_page *p) {
    say_paragraph(p, " class=\"small\"");
}
