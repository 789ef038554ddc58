/* report.c: the page's frame: head, warnings, table of contents, sections, foot. */
#include "plots/page/report.h"
#include "plots/page/sections.h"
#include "base/error.h"

extern const char rap_embedded_report_css[];

/* To what the page is about, for who goes by keyboard. */
static void say_skip(rap_page *p, const char *text) {
    say_raw(p, "<a class=\"skip\" href=\"#main\">");
    say_text(p, text);
    say_raw(p, "</a>\n");
}

static void say_header(rap_page *p) {
    const rap_study *s = p->t->study;
    say_skip(p, tr(p->language, "Skip to the answer"));
    say_raw(p, "<header>\n");
    say_element(p, "h1", s->title);
    if (s->question && s->question[0]) {
        say_raw(p, "<p class=\"question\">");
        say_text(p, s->question);
        say_raw(p, "</p>\n");
    }
    say_raw(p, "</header>\n");
}

static void say_foot(rap_page *p) {
    const char *version = p->extras->version;
    say_raw(p, "<footer><p>");
    rap_text_format(&p->words,
                    tr(p->language,
                       "Made by rapport%s%s. Every number here is in the tables beside "
                       "this page."),
                    version ? " " : "", version ? version : "");
    say_flush(p);
    say_raw(p, "</p></footer>\n</body>\n</html>\n");
}

/* The words of a page whose markup is begun and ended. */
static int end_page(rap_page *p) {
    say_foot(p);
    bool failed = p->words.failed || p->cells.failed || p->html->failed;
    rap_text_free(&p->words);
    rap_text_free(&p->cells);
    return failed ? rap_fail(RAP_ENOMEM) : RAP_OK;
}

int rap_report_html(const rap_tables *t, const rap_report_extras *extras, rap_text *html) {
    rap_page p = {.kind = RAP_REPORT,
                  .sections = rap_sections,
                  .t = t,
                  .language = t->language,
                  .extras = extras,
                  .html = html};
    rap_text_init(&p.words);
    rap_text_init(&p.cells);
    rap_page_begin(html, t->language, t->study->title, true, rap_embedded_report_css);
    say_skip(&p, tr(p.language, "Skip to the answer"));
    say_header(&p);
    say_raw(&p, "<main id=\"main\">\n");
    say_sections(&p);
    say_raw(&p, "</main>\n");
    return end_page(&p);
}

int rap_appendix_html(const rap_tables *t, const rap_report_extras *extras, rap_text *html) {
    rap_page p = {.kind = RAP_APPENDIX,
                  .sections = rap_sections,
                  .t = t,
                  .language = t->language,
                  .extras = extras,
                  .html = html};
    rap_text_init(&p.words);
    rap_text_init(&p.cells);
    rap_page_begin(html, t->language, t->study->title, true, rap_embedded_report_css);
    say_skip(&p, tr(p.language, "Skip to the tables"));
    say_header(&p);
    say_element(&p, "p",
                tr(p.language, "Appendix: every table, every assumption, the checklists, and how "
                               "to repeat it."));
    say_contents(&p);
    say_raw(&p, "<main id=\"main\">\n");
    say_sections(&p);
    say_raw(&p, "</main>\n");
    return end_page(&p);
}
