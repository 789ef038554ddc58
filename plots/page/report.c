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

/* Within the head: what stands in no landmark is passed over by who goes from one to the next. */
static void say_appendix_is(rap_page *p) {
    say_element(p, "p",
                tr(p->language, "Appendix: every table, every assumption, the checklists, and how "
                                "to repeat it."));
}

static void say_header(rap_page *p) {
    const rap_study *s = p->t->study;
    say_skip(p, p->kind == RAP_APPENDIX ? tr(p->language, "Skip to the tables")
                                        : tr(p->language, "Skip to the answer"));
    say_raw(p, "<header>\n");
    say_element(p, "h1", s->title);
    if (s->question && s->question[0]) {
        say_raw(p, "<p class=\"question\">");
        say_text(p, s->question);
        say_raw(p, "</p>\n");
    }
    if (p->kind == RAP_APPENDIX)
        say_appendix_is(p);
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
    if (p->kind == RAP_REPORT) {
        say_raw(p, " ");
        say_text(p, tr(p->language, "The answer on one page, to print:"));
        say_raw(p, " <a href=\"summary.html\">summary.html</a>.");
    }
    say_raw(p, "</p></footer>\n</body>\n</html>\n");
}

/* A page of a kind: head, what stands before its main part, that, and foot. */
static int make_page(rap_page p, void (*before)(rap_page *p), void (*say)(rap_page *p)) {
    p.language = p.t->language;
    rap_text_init(&p.words);
    rap_text_init(&p.cells);
    rap_page_begin(p.html, p.language, p.t->study->title, true, rap_embedded_report_css);
    say_header(&p);
    if (before)
        before(&p);
    say_raw(&p, p.kind == RAP_SUMMARY ? "<main id=\"main\" class=\"summary\">\n"
                                      : "<main id=\"main\">\n");
    say(&p);
    say_raw(&p, "</main>\n");
    say_foot(&p);
    bool failed = p.words.failed || p.cells.failed || p.html->failed;
    rap_text_free(&p.words);
    rap_text_free(&p.cells);
    return failed ? rap_fail(RAP_ENOMEM) : RAP_OK;
}

int rap_report_html(const rap_tables *t, const rap_report_extras *extras, rap_text *html) {
    return make_page(
        (rap_page){
            .kind = RAP_REPORT, .sections = rap_sections, .t = t, .extras = extras, .html = html},
        NULL, say_sections);
}

int rap_appendix_html(const rap_tables *t, const rap_report_extras *extras, rap_text *html) {
    return make_page(
        (rap_page){
            .kind = RAP_APPENDIX, .sections = rap_sections, .t = t, .extras = extras, .html = html},
        say_contents, say_sections);
}

int rap_summary_html(const rap_tables *t, const rap_report_extras *extras, rap_text *html) {
    return make_page(
        (rap_page){
            .kind = RAP_SUMMARY, .sections = rap_sections, .t = t, .extras = extras, .html = html},
        NULL, say_summary);
}
