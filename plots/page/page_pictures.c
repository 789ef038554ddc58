/* page_pictures.c: the pictures of pages, each with its caption, what it was drawn from, and its numbers (page.h). */
#include "plots/page/data_address.h"
#include "plots/page/picture_numbers.h"
#include "plots/pictures/plots.h"

#include <string.h>

/* attribute="data:..." */
static void say_source(rap_page *p, const char *attribute, const rap_report_picture *picture) {
    rap_text_format(p->html, "%s=\"", attribute);
    rap_data_address(p->html, picture->type, picture->bytes, picture->n);
    say_raw(p, "\"");
}

/* The picture and, for a screen that is no wider than a phone, its narrow version; one that has none scrolls sideways. */
static void say_image(rap_page *p, size_t i) {
    const rap_plots *plots = p->extras->plots;
    const rap_plot *narrow = rap_plots_narrow(plots, i);
    const rap_report_picture *small = narrow ? &p->extras->pictures[narrow - plots->rows] : NULL;
    bool reflows = small && small->n;
    if (reflows) {
        say_raw(p, "<picture><source media=\"screen and (max-width: 44rem)\" ");
        say_source(p, "srcset", small);
        say_raw(p, "><img ");
    } else {
        say_raw(p, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
        rap_plot_words(p->t, &plots->rows[i], &p->words, NULL, NULL);
        rap_text_html(p->html, rap_text_string(&p->words));
        rap_text_clear(&p->words);
        say_raw(p, "\"><img ");
    }
    say_source(p, "src", &p->extras->pictures[i]);
    say_raw(p, " alt=\"");
    rap_plot_words(p->t, &plots->rows[i], NULL, NULL, &p->words);
    rap_text_html(p->html, rap_text_string(&p->words));
    rap_text_clear(&p->words);
    say_raw(p, reflows ? "\"></picture>\n" : "\"></div>\n");
}

/* "Data: plots/NAME.dat", a link beside the page. Names of pictures are letters, digits and '-'. */
static void say_file_of(rap_page *p, const char *words, const rap_plot *plot,
                        const char *extension) {
    rap_text_format(p->html, "<a href=\"plots/%s.%s\">%s</a>", plot->name, extension, words);
}

static void say_missing(rap_page *p) {
    say_raw(p, "<p class=\"missing\">");
    say_text(p, tr(p->language, "This picture could not be drawn."));
    say_raw(p, "</p>\n");
}

static void say_picture(rap_page *p, size_t i) {
    const rap_plot *plot = &p->extras->plots->rows[i];
    say_raw(p, "<figure>");
    if (p->extras->pictures[i].n)
        say_image(p, i);
    else
        say_missing(p);
    say_raw(p, "<figcaption>");
    rap_plot_words(p->t, plot, plot->part ? &p->words : NULL, plot->part ? NULL : &p->words, NULL);
    rap_text_add(&p->words, plot->part ? ". " : " ");
    say_flush(p);
    say_file_of(p, tr(p->language, "Its data"), plot, "dat");
    say_raw(p, ", ");
    say_file_of(p, tr(p->language, "its script"), plot, "gp");
    say_raw(p, ".</figcaption></figure>\n");
    say_numbers_of(p, plot);
}

/* A narrow version goes with the picture that it is of. */
static bool is_wide_of_kind(const rap_plot *plot, const char *kind) {
    return !plot->narrow && strcmp(plot->kind->name, kind) == 0;
}

void say_pictures_from(rap_page *p, const char *kind, size_t first, size_t end) {
    size_t n = 0;
    for (size_t i = 0; p->extras->plots && i < p->extras->plots->n; i++)
        if (is_wide_of_kind(&p->extras->plots->rows[i], kind) && n++ >= first && n <= end)
            say_picture(p, i);
}

void say_pictures(rap_page *p, const char *kind) {
    say_pictures_from(p, kind, 0, SIZE_MAX);
}

size_t rap_page_count_pictures(const rap_page *p, const char *kind) {
    size_t n = 0;
    for (size_t i = 0; p->extras->plots && i < p->extras->plots->n; i++)
        n += is_wide_of_kind(&p->extras->plots->rows[i], kind);
    return n;
}
