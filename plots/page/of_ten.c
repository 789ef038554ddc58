/* of_ten.c: see of_ten.h. */
#include "plots/page/of_ten.h"
#include "plots/page/icons.h"

#include <math.h>

enum { ACROSS = 20, HEIGHT = 18 }; /* signs; pixels of a bar for each, and its height */
static const char color[] = "#1b5e9a";

static void add_bar(rap_text *out, double share) {
    double width = RAP_TEN * ACROSS - 2;
    double part = isfinite(share) ? width * fmin(fmax(share, 0), 1) : 0;
    rap_text_format(out,
                    "<svg aria-hidden=\"true\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">"
                    "<rect class=\"empty\" x=\"1\" y=\"2\" width=\"%.0f\" height=\"14\"/>"
                    "<rect class=\"full\" x=\"1\" y=\"2\" width=\"%.1f\" height=\"14\"/></svg>",
                    RAP_TEN * ACROSS, HEIGHT, RAP_TEN * ACROSS, HEIGHT, width, part);
}

/* U+25CF, U+25D0, U+25CB. */
static void add_letters(rap_text *out, const rap_signs *s) {
    rap_text_add(out, " ");
    for (int k = 0; k < RAP_TEN; k++)
        rap_text_add(out, k < s->full               ? "\xe2\x97\x8f"
                          : s->half && k == s->full ? "\xe2\x97\x90"
                                                    : "\xe2\x97\x8b");
    rap_text_add(out, " |");
}

/* The picture of a row; its words stand in the cell behind, so that it needs none of its own. */
static void put_drawing(rap_writer *w, const rap_of_ten_row *row, bool circles) {
    rap_signs signs = rap_signs_of(RAP_TEN * row->share, RAP_TEN, 1);
    if (!w->html) {
        add_letters(w->out, &signs);
        return;
    }
    rap_text_add(w->out, "<td>");
    if (circles)
        rap_signs_svg(w->out, &signs, RAP_SIGN_CIRCLE, color);
    else
        add_bar(w->out, row->share);
    rap_text_add(w->out, "</td>");
}

void put_of_ten(rap_writer *w, const rap_of_ten_row *rows, size_t n, bool circles) {
    rap_text caption = w->words;
    rap_text_init(&w->words);
    put_markup(w, "<figure><table class=\"picture\">\n", "\n| | | |\n| --- | --- | --- |\n");
    for (size_t i = 0; i < n; i++) {
        put_row_begin(w);
        rap_text_add(&w->words, rows[i].label);
        put_cell(w, true);
        put_drawing(w, &rows[i], circles);
        rap_text_add(&w->words, rows[i].value);
        put_cell(w, false);
        put_row_end(w);
    }
    put_markup(w, "</table>\n<figcaption>", "\n");
    caption.failed |= w->words.failed;
    rap_text_free(&w->words);
    w->words = caption;
    put_words(w);
    put_markup(w, "</figcaption></figure>\n", "\n");
}
