/* of_ten.c: see of_ten.h. */
#include "plots/page/of_ten.h"
#include "plots/words/numbers.h"

#include <math.h>
#include <stdio.h>

enum {
    TEN = RAP_TEN,
    ACROSS = 20,
    HEIGHT = 18
}; /* circles; pixels from one to the next; of a row */

static void add_circles(rap_text *out, int full) {
    for (int k = 0; k < TEN; k++)
        rap_text_format(out, "<circle class=\"%s\" cx=\"%d\" cy=\"9\" r=\"7.5\"/>",
                        k < full ? "full" : "empty", ACROSS / 2 + k * ACROSS);
}

static void add_bar(rap_text *out, double share) {
    double width = TEN * ACROSS - 2;
    double part = isfinite(share) ? width * fmin(fmax(share, 0), 1) : 0;
    rap_text_format(out,
                    "<rect class=\"empty\" x=\"1\" y=\"2\" width=\"%.0f\" height=\"14\"/>"
                    "<rect class=\"full\" x=\"1\" y=\"2\" width=\"%.1f\" height=\"14\"/>",
                    width, part);
}

/* The picture of a row; its words stand in the cell behind, so that it needs none of its own. */
static void put_drawing(rap_writer *w, const rap_of_ten_row *row, bool circles) {
    int full = rap_of_ten(row->share);
    if (w->html) {
        rap_text_format(w->out,
                        "<td><svg aria-hidden=\"true\" width=\"%d\" height=\"%d\" "
                        "viewBox=\"0 0 %d %d\">",
                        TEN * ACROSS, HEIGHT, TEN * ACROSS, HEIGHT);
        if (circles)
            add_circles(w->out, full);
        else
            add_bar(w->out, row->share);
        rap_text_add(w->out, "</svg></td>");
        return;
    }
    rap_text_add(w->out, " ");
    for (int k = 0; k < TEN; k++)
        rap_text_add(w->out, k < full ? "\xe2\x97\x8f" : "\xe2\x97\x8b"); /* U+25CF, U+25CB */
    rap_text_add(w->out, " |");
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
    rap_text_free(&w->words);
    w->words = caption;
    put_words(w);
    put_markup(w, "</figcaption></figure>\n", "\n");
}
