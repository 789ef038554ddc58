/* report.c: the page's frame, its pictures, and the small pieces that its parts are made of. */
#include "plots/page/report_parts.h"
#include "plots/pictures/plot_kinds.h"
#include "analysis/propositions/verdicts.h"
#include "base/error.h"

#include <math.h>
#include <string.h>

extern const char rap_embedded_report_css[];

void say_raw(rap_page *p, const char *markup) {
    rap_text_add(p->html, markup);
}

void say_text(rap_page *p, const char *text) {
    if (text)
        rap_text_html(p->html, text);
}

void say_flush(rap_page *p) {
    rap_text_html(p->html, rap_text_string(&p->words));
    rap_text_clear(&p->words);
}

void say_element(rap_page *p, const char *tag, const char *text) {
    rap_text_format(p->html, "<%s>", tag);
    say_text(p, text);
    rap_text_format(p->html, "</%s>\n", tag);
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

void say_checklist_item(rap_page *p, const rap_checklist_item *x, size_t number,
                        const char *nothing) {
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

void say_column_head(rap_page *p, const char *text) {
    say_raw(p, "<th scope=\"col\">");
    say_text(p, text);
    say_raw(p, "</th>");
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

void say_small(rap_page *p) {
    if (p->words.n == 0)
        return;
    say_raw(p, "<p class=\"small\">");
    say_flush(p);
    say_raw(p, "</p>\n");
}

/* ---- pictures ---------------------------------------------------------------------------------
 */

/* RFC 4648, section 4. */
static void add_base64(rap_text *out, const char *bytes, size_t n) {
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < n; i += 3) {
        unsigned long x = 0;
        for (size_t k = 0; k < 3; k++)
            x = x << 8 | (i + k < n ? (unsigned char)bytes[i + k] : 0u);
        char four[4];
        for (int k = 0; k < 4; k++)
            four[k] = letters[x >> (18 - 6 * k) & 63];
        for (size_t k = n - i + 1; k < 4; k++)
            four[k] = '=';
        rap_text_add_bytes(out, four, 4);
    }
}

static void say_picture(rap_page *p, size_t i) {
    const rap_plot *plot = &p->extras->plots->rows[i];
    const rap_report_picture *picture = &p->extras->pictures[i];
    if (picture->n) {
        say_raw(
            p,
            "<figure><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Picture\">"
            "<img src=\"data:");
        say_text(p, picture->type);
        say_raw(p, ";base64,");
        add_base64(p->html, picture->bytes, picture->n);
        say_raw(p, "\" alt=\"");
        rap_plot_words(p->t, plot, NULL, NULL, &p->words);
        say_flush(p);
        say_raw(p, "\"></div>\n<figcaption>");
    } else
        say_raw(p,
                "<figure><p class=\"missing\">This picture could not be drawn.</p>\n<figcaption>");
    rap_plot_words(p->t, plot, plot->part ? &p->words : NULL, plot->part ? NULL : &p->words, NULL);
    rap_text_format(&p->words, "%s Data and script: plots/%s.dat, plots/%s.gp.",
                    plot->part ? "." : "", plot->name, plot->name);
    say_flush(p);
    say_raw(p, "</figcaption></figure>\n");
}

void say_pictures(rap_page *p, const char *kind) {
    for (size_t i = 0; p->extras->plots && i < p->extras->plots->n; i++)
        if (strcmp(p->extras->plots->rows[i].kind->name, kind) == 0)
            say_picture(p, i);
}

/* ---- frame ------------------------------------------------------------------------------------
 */

static bool has_pictures(const rap_page *p, const char *kind) {
    for (size_t i = 0; p->extras->plots && i < p->extras->plots->n; i++)
        if (strcmp(p->extras->plots->rows[i].kind->name, kind) == 0)
            return true;
    return false;
}

static void say_head(rap_page *p) {
    say_raw(
        p,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
        "style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    say_text(p, p->t->study->title);
    say_raw(p, "</title>\n<style>\n");
    say_raw(p, rap_embedded_report_css);
    say_raw(p, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the "
               "answer</a>\n<header>\n");
    say_element(p, "h1", p->t->study->title);
    if (p->t->study->question && p->t->study->question[0]) {
        say_raw(p, "<p class=\"question\">");
        say_text(p, p->t->study->question);
        say_raw(p, "</p>\n");
    }
    rap_words_runs(&p->words, p->t);
    rap_text_format(&p->words, ", over %lld months.", (long long)p->t->study->horizon);
    say_raw(p, "<p class=\"basis\">A simulation, not an observation: ");
    say_flush(p);
    say_raw(p, "</p>\n</header>\n");
}

static void say_contents(rap_page *p) {
    static const char *const links[][2] = {{"answer", "The answer"},
                                           {"works", "What works, for whom, why"},
                                           {"where", "Where it holds"},
                                           {"patterns", "Patterns"},
                                           {"budget", "The budget"},
                                           {"arms", "The arms"},
                                           {"causes", "What is due to what"},
                                           {"time", "Over time"},
                                           {"results", "All results"},
                                           {"whom", "For whom"},
                                           {"cost", "What it costs"},
                                           {"assumptions", "Assumptions"},
                                           {"limits", "Limits"},
                                           {"standards", "For evaluators"},
                                           {"cheers", "For funders"},
                                           {"repeat", "How to repeat it"}};
    say_raw(p, "<nav aria-label=\"Contents\"><ul>");
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        if (strcmp(links[i][0], "time") == 0 && !has_pictures(p, "path"))
            continue;
        if (strcmp(links[i][0], "where") == 0 && !p->t->boxes)
            continue;
        if (strcmp(links[i][0], "patterns") == 0 && !p->t->patterns)
            continue;
        if ((strcmp(links[i][0], "budget") == 0 || strcmp(links[i][0], "cheers") == 0) &&
            !p->t->lines)
            continue;
        if ((strcmp(links[i][0], "works") == 0 || strcmp(links[i][0], "standards") == 0) &&
            !(p->t->verdicts && p->t->verdicts->n))
            continue;
        rap_text_format(p->html, "<li><a href=\"#%s\">%s</a></li>", links[i][0], links[i][1]);
    }
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

static void say_sections(rap_page *p) {
    say_answer(p);
    say_baseline_better(p);
    say_raw(p, "</section>\n");
    say_propositions(p);
    say_boxes(p);
    say_patterns(p);
    say_budget(p);
    say_arms(p);
    say_causes(p);
    if (has_pictures(p, "path")) {
        say_raw(p, "<section id=\"time\"><h2>Over time</h2>\n");
        say_pictures(p, "path");
        say_raw(p, "</section>\n");
    }
    say_headlines(p);
    say_groups(p);
    say_cost(p);
    say_assumptions(p);
    say_limits(p);
    say_standards(p);
    say_cheers(p);
    say_repeat(p);
}

int rap_report_html(const rap_tables *t, const rap_report_extras *extras, rap_text *html) {
    rap_page p = {.t = t, .extras = extras, .html = html};
    rap_text_init(&p.words);
    say_head(&p);
    say_warnings(&p);
    say_contents(&p);
    say_raw(&p, "<main id=\"main\">\n");
    say_sections(&p);
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
