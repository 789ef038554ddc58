/* icons.c: see icons.h. */
#include "plots/page/icons.h"
#include "plots/page/traced.h"
#include "plots/words/numbers.h"

#include <math.h>

enum {
    ACROSS = 10,
    SMALL_ACROSS = 23,
    STEP = 22
}; /* signs of a row, and of small ones; units of the drawing from one to the next, both ways */

static const double small = 0.6; /* pixels of a unit of the drawing, of small signs */

/* ---- the drawing ------------------------------------------------------------------------------ */

/* Outlines in a square of 22 units. */
static const char *const outlines[] = {
    [RAP_SIGN_CIRCLE] = "M11 3.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15z",
    [RAP_SIGN_PERSON] = "M11 1.5a3.7 3.7 0 1 1 0 7.4a3.7 3.7 0 1 1 0-7.4z"
                        "M4.5 20.5v-5.5a5 5 0 0 1 5-5h3a5 5 0 0 1 5 5v5.5z",
    [RAP_SIGN_HOUSE] = "M2.5 9.5l8.5-7l8.5 7v11h-17z",
    [RAP_SIGN_TIE] = "M1.3 11a4.2 4.2 0 0 1 8.16-1.4h3.08a4.2 4.2 0 1 1 0 2.8h-3.08"
                     "a4.2 4.2 0 0 1-8.16-1.4z"};

/* The left half of a full sign lies below its outline, cut off by the square that it stands in. */
static void add_half(rap_text *html, int x, int y, rap_sign sign, const char *color) {
    rap_text_format(html,
                    "<svg class=\"half\" x=\"%d\" y=\"%d\" width=\"11\" height=\"22\" "
                    "viewBox=\"0 0 11 22\"><path d=\"%s\" fill=\"%s\"/></svg>",
                    x, y, outlines[sign], color);
}

static void add_sign(rap_text *html, int x, int y, rap_sign sign, bool full, bool half,
                     const char *color) {
    if (half)
        add_half(html, x, y, sign, color);
    rap_text_format(html,
                    "<path class=\"%s\" transform=\"translate(%d %d)\" d=\"%s\" fill=\"%s\" "
                    "stroke=\"%s\" stroke-width=\"1.4\"/>",
                    full ? "full" : "empty", x, y, outlines[sign], full ? color : "none",
                    full ? color : "#555555");
}

void rap_signs_svg(rap_text *html, const rap_signs *signs, rap_sign sign, const char *color) {
    int most = signs->all > RAP_MOST_LARGE && !signs->counted_up ? SMALL_ACROSS : ACROSS;
    double size = most > ACROSS ? small : 1;
    int across = signs->all < most ? signs->all : most;
    int width = across * STEP, height = (signs->all + most - 1) / most * STEP;
    rap_text_format(html,
                    "<svg class=\"signs\" aria-hidden=\"true\" width=\"%g\" height=\"%g\" "
                    "viewBox=\"0 0 %d %d\">",
                    width * size, height * size, width, height);
    for (int k = 0; k < signs->all; k++)
        add_sign(html, k % most * STEP, k / most * STEP, sign, k < signs->full,
                 signs->half && k == signs->full, color);
    rap_text_add(html, "</svg>");
}

/* ---- the figure ------------------------------------------------------------------------------- */

static const double whole = 1e-9; /* so far off is a whole number still */

static double largest(const rap_icons *icons, const rap_icon_row *rows, size_t n) {
    double most = isfinite(icons->of) ? icons->of : 1;
    for (size_t i = 0; i < n && !isfinite(icons->of); i++)
        most = isfinite(rows[i].value) ? fmax(most, rows[i].value) : most;
    return most;
}

double rap_icons_per(const rap_icons *icons, const rap_icon_row *rows, size_t n) {
    double most = largest(icons, rows, n), per = 1;
    int signs = isfinite(icons->of) ? RAP_MOST_OF_ALL : RAP_MOST_SIGNS;
    while (most / per > signs) {
        double digit = per / pow(10, floor(log10(per) + whole));
        per *= fabs(digit - 2) < whole ? 2.5 : 2;
    }
    return per;
}

/* Full signs alone, as many as the value comes to. */
static rap_signs signs_counted_up(double value, double per) {
    rap_signs s = {.is_told = isfinite(value), .counted_up = true};
    double signs = s.is_told ? fmax(value / per, 0) : 0;
    s.all = s.full = (int)round(signs);
    s.is_exact = fabs(signs - s.full) < whole;
    s.half = !s.is_exact && s.full == 0;
    s.all += s.half;
    return s;
}

static void say_icon_row(rap_page *p, const rap_icons *icons, const rap_icon_row *row, double per) {
    bool has_all = isfinite(icons->of);
    rap_signs signs =
        has_all ? rap_signs_of(row->value, icons->of, per) : signs_counted_up(row->value, per);
    say_raw(p, "<div class=\"way\"><p><strong>");
    rap_text_format(&p->words, tr(p->language, "%s:"), row->label);
    say_flush(p);
    say_raw(p, "</strong> ");
    if (has_all)
        rap_signs_words(&p->words, p->language, &signs, icons->of, per, true);
    else if (signs.is_told)
        rap_number_of_things(&p->words, p->language, row->value);
    else
        rap_text_add(&p->words, tr(p->language, "no value"));
    if (signs.is_told && icons->things[0])
        rap_text_format(&p->words, " %s", icons->things);
    trace_level(p, row->cell, "mean");
    trace_level(p, row->all, "mean");
    say_traced(p, "span", "");
    say_raw(p, "</p>");
    if (signs.is_told)
        rap_signs_svg(p->html, &signs, icons->sign, row->color);
    say_raw(p, "</div>\n");
}

void say_icons(rap_page *p, const rap_icons *icons, const rap_icon_row *rows, size_t n) {
    double per = rap_icons_per(icons, rows, n);
    rap_text caption = set_words_aside(p);
    say_raw(p, "<figure class=\"icons\"><div class=\"ways\">\n");
    for (size_t i = 0; i < n; i++)
        say_icon_row(p, icons, &rows[i], per);
    say_raw(p, "</div>\n");
    take_words_up(p, caption);
    if (per > 1)
        rap_text_format(&p->words, tr(p->language, " One sign stands for %.0f."), per);
    if (p->words.n) {
        say_raw(p, "<figcaption>");
        say_flush(p);
        say_raw(p, "</figcaption>");
    }
    say_raw(p, "</figure>\n");
}
