/* report.c: the page's frame: head, warnings, table of contents, sections, foot. */
#include "plots/page/report.h"
#include "plots/page/sections.h"
#include "base/error.h"

extern const char rap_embedded_report_css[];

static void say_header(rap_page *p) {
    const rap_study *s = p->t->study;
    say_raw(p, "<a class=\"skip\" href=\"#main\">Skip to the answer</a>\n<header>\n");
    say_element(p, "h1", s->title);
    if (s->question && s->question[0]) {
        say_raw(p, "<p class=\"question\">");
        say_text(p, s->question);
        say_raw(p, "</p>\n");
    }
    rap_words_runs(&p->words, p->t);
    rap_text_format(&p->words, ", over %lld months.", (long long)s->horizon);
    say_raw(p, "<p class=\"basis\">A simulation, not an observation: ");
    say_flush(p);
    say_raw(p, "</p>\n");
    if (p->extras->precision) {
        say_raw(p, "<p class=\"basis\">");
        say_text(p, p->extras->precision);
        say_raw(p, "</p>\n");
    }
    say_raw(p, "</header>\n");
}

static void say_contents(rap_page *p) {
    say_raw(p, "<nav aria-label=\"Contents\"><ul>");
    for (const rap_section *s = rap_sections; s->id; s++)
        if (rap_section_is_there(s, p))
            rap_text_format(p->html, "<li><a href=\"#%s\">%s</a></li>", s->id, s->link);
    say_raw(p, "</ul></nav>\n");
}

static void say_warnings(rap_page *p) {
    if (!p->extras->n_warnings)
        return;
    say_raw(p, "<div class=\"warning\" role=\"note\"><p><strong>Please note</strong></p><ul>\n");
    for (size_t i = 0; i < p->extras->n_warnings; i++)
        say_element(p, "li", p->extras->warnings[i]);
    say_raw(p, "</ul></div>\n");
}

int rap_report_html(const rap_tables *t, const rap_report_extras *extras, rap_text *html) {
    rap_page p = {.t = t, .language = t->language, .extras = extras, .html = html};
    rap_text_init(&p.words);
    rap_page_begin(html, t->language, t->study->title, true, rap_embedded_report_css);
    say_header(&p);
    say_warnings(&p);
    say_contents(&p);
    say_raw(&p, "<main id=\"main\">\n");
    for (const rap_section *s = rap_sections; s->id; s++)
        say_section(&p, s);
    say_raw(&p, "</main>\n<footer><p>Made by rapport");
    if (extras->version)
        say_raw(&p, " ");
    say_text(&p, extras->version);
    say_raw(
        &p,
        ". Every number here is in the tables beside this page.</p></footer>\n</body>\n</html>\n");
    bool failed = p.words.failed || html->failed;
    rap_text_free(&p.words);
    return failed ? rap_fail(RAP_ENOMEM) : RAP_OK;
}
