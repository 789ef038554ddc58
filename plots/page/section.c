/* section.c: what can be done with a row of the table of sections, and links between them. */
#include "plots/page/sections.h"

#include <string.h>

static const char *const files[] = {"report.html", "appendix.html"};

bool rap_section_is_there(const rap_section *s, const rap_page *p) {
    if (!s->say)
        return rap_page_count_pictures(p, s->id);
    return !s->is_there || s->is_there(p);
}

void say_section(rap_page *p, const rap_section *s) {
    if (!rap_section_is_there(s, p))
        return;
    rap_text_format(p->html, "<section id=\"%s\">", s->id);
    if (s->title)
        say_element(p, "h2", tr(p->language, s->title));
    if (s->say)
        s->say(p);
    else
        say_pictures(p, s->id);
    say_raw(p, "</section>\n");
}

void say_sections(rap_page *p) {
    for (const rap_section *s = p->sections; s->id; s++)
        if (s->page == p->kind)
            say_section(p, s);
}

static void say_reference(rap_page *p, const rap_section *s, const char *text) {
    rap_text_format(p->html, "<a href=\"%s#%s\">", s->page == p->kind ? "" : files[s->page], s->id);
    say_text(p, text);
    say_raw(p, "</a>");
}

void say_link(rap_page *p, const char *id, const char *text) {
    const rap_section *s = p->sections;
    while (s->id && strcmp(s->id, id))
        s++;
    if (s->id && rap_section_is_there(s, p))
        say_reference(p, s, text);
    else
        say_text(p, text);
}

static void say_contents_of(rap_page *p, rap_page_kind kind, const char *head) {
    say_raw(p, "<p class=\"small\">");
    say_text(p, head);
    say_raw(p, "</p><ul>");
    for (const rap_section *s = p->sections; s->id; s++)
        if (s->page == kind && s->title && rap_section_is_there(s, p)) {
            say_raw(p, "<li>");
            say_reference(p, s, tr(p->language, s->link));
            say_raw(p, "</li>");
        }
    say_raw(p, "</ul>");
}

void say_contents(rap_page *p) {
    say_raw(p, "<nav aria-label=\"");
    rap_text_html(p->html, tr(p->language, "Contents"));
    say_raw(p, "\">");
    const char *here = tr(p->language, "On this page");
    say_contents_of(p, RAP_REPORT, p->kind == RAP_REPORT ? here : tr(p->language, "In the report"));
    say_contents_of(p, RAP_APPENDIX,
                    p->kind == RAP_REPORT ? tr(p->language, "In the appendix") : here);
    say_raw(p, "</nav>\n");
}
