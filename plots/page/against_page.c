/* against_page.c: what changed between two results, as a page of its own. */
#include "plots/page/against.h"
#include "plots/page/page.h"
#include "base/error.h"

extern const char rap_embedded_report_css[];

static void say_row(rap_page *p, const rap_against_row *r) {
    say_raw(p, "<tr><th scope=\"row\">");
    say_text(p, r->what);
    say_raw(p, "</th><td>");
    say_text(p, r->then);
    say_raw(p, "</td><td>");
    say_text(p, r->now);
    say_raw(p, r->changed ? "</td><td><strong>" : "</td><td>");
    say_text(p, r->change);
    say_raw(p, r->changed ? "</strong></td></tr>\n" : "</td></tr>\n");
}

static void say_part(rap_page *p, const rap_against *a, rap_against_part part) {
    const rap_language *l = p->language;
    const char *const heads[] = {tr(l, "What"), tr(l, "Then"), tr(l, "Now"), tr(l, "Change")};
    size_t n = 0;
    for (size_t k = 0; k < a->n; k++)
        n += a->rows[k].part == part;
    say_raw(p, "<section>");
    say_element(p, "h2", tr(l, rap_against_titles[part]));
    if (n) {
        rap_text_add(&p->words, tr(l, rap_against_titles[part]));
        say_table_begin(p);
        say_heads(p, heads, sizeof heads / sizeof *heads);
        say_raw(p, "<tbody>\n");
        for (size_t k = 0; k < a->n; k++)
            if (a->rows[k].part == part)
                say_row(p, &a->rows[k]);
        say_raw(p, "</tbody>\n");
        say_table_end(p);
    } else
        say_element(p, "p",
                    part == RAP_AGAINST_STUDY ? tr(l, "Nothing.") : tr(l, "None in either."));
    say_raw(p, "</section>\n");
}

static void say_basis(rap_page *p, const char *now, const char *then) {
    say_raw(p, "<header><h1>");
    say_text(p, tr(p->language, "What changed"));
    say_raw(p, "</h1>\n<p class=\"basis\">");
    rap_text_format(&p->words, tr(p->language, "Now: %s. Then: %s. "), now, then);
    say_flush(p);
    rap_text_add(&p->words,
                 tr(p->language, "Brackets are 95 % intervals; a change is the figure of now minus "
                                 "the figure of then. Both are simulations: what changed is the "
                                 "model’s answer, not the world."));
    say_flush(p);
    say_raw(p, "</p></header>\n<main id=\"main\">\n");
}

int rap_against_html(const rap_against *a, const char *now_name, const char *then_name,
                     rap_text *html) {
    rap_page p = {.language = a->language, .html = html};
    rap_text_init(&p.words);
    rap_page_begin(html, a->language, tr(a->language, "What changed"), false,
                   rap_embedded_report_css);
    say_basis(&p, now_name, then_name);
    for (int part = 0; part < RAP_N_AGAINST; part++)
        say_part(&p, a, (rap_against_part)part);
    say_raw(&p, "</main>\n</body>\n</html>\n");
    bool failed = p.words.failed || html->failed;
    rap_text_free(&p.words);
    return failed ? rap_fail(RAP_ENOMEM) : RAP_OK;
}
