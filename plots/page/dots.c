/* dots.c: see dots.h. */
#include "plots/page/dots.h"
#include "plots/page/traced.h"
#include "plots/words/sentence_parts.h"
#include "plots/words/numbers.h"

#include <math.h>
#include <stdio.h>

/* ---- how many --------------------------------------------------------------------------------- */

rap_dots rap_dots_of(double better, double worse) {
    if (!isfinite(better) || !isfinite(worse))
        return (rap_dots){0, 0, 0};
    double up = fmin(fmax(better, 0), 1), down = fmin(fmax(worse, 0), 1), both = fmax(up + down, 1);
    double share[] = {1 - (up + down) / both, up / both, down / both};
    int dots[3], left = RAP_DOTS;
    for (int k = 0; k < 3; k++) {
        double exact = RAP_DOTS * fmax(share[k], 0);
        dots[k] = (int)floor(exact + 1e-9);
        share[k] = exact - dots[k];
        left -= dots[k];
    }
    for (; left > 0; left--) {
        int most = 0;
        for (int k = 1; k < 3; k++)
            most = share[k] > share[most] + 1e-9 ? k : most;
        dots[most]++;
        share[most] = -1;
    }
    return (rap_dots){.neither = dots[0], .better = dots[1], .worse = dots[2]};
}

static bool sets_vary(const rap_tables *t, const rap_contrast_row *row) {
    return row && t->study->draws > 0 && row->s.draws > 1;
}

rap_dots rap_dots_of_row(const rap_tables *t, const rap_contrast_row *row) {
    return sets_vary(t, row) ? rap_dots_of(row->p_mean, row->p_worse) : (rap_dots){0, 0, 0};
}

/* ---- words ------------------------------------------------------------------------------------ */

static bool has_dots(const rap_dots *d) {
    return d->better + d->neither + d->worse > 0;
}

static const char *side_word(const rap_tables *t, const rap_contrast_row *row, bool better) {
    bool directed = t->study->model->outcomes[row->outcome].better != 0;
    return tr(t->language, better     ? directed ? RAP_MESSAGE("better") : RAP_MESSAGE("higher")
                               : directed ? RAP_MESSAGE("worse")
                                      : RAP_MESSAGE("lower"));
}

static void add_why_not(rap_text *out, const rap_tables *t, const rap_contrast_row *row) {
    if (!row)
        rap_text_add(out, tr(t->language, "There is nothing to compare."));
    else if (!isfinite(row->s.mean))
        rap_text_add(out, tr(t->language, "There is no value to compare."));
    else if (!sets_vary(t, row))
        rap_text_add(
            out,
            tr(t->language, "All assumptions keep one value here, so nothing is known of others."));
    else
        rap_text_add(out,
                     tr(t->language, "Each set of assumptions has too few runs to tell in how many "
                                     "of them it is better."));
}

/* "2", "none"; "fewer than 1", "more than 49" where no dot, or every dot, stands for a share that is not 0, or not 1. */
static void add_heap(rap_text *out, const rap_language *l, int dots, double share) {
    if (dots == RAP_DOTS && share < 1 - 1e-9)
        rap_text_format(out, tr(l, "In more than %d"), dots - 1);
    else if (dots)
        rap_text_format(out, tr(l, "In %d"), dots);
    else
        rap_text_add(out, share > 1e-9 ? tr(l, "In fewer than 1") : tr(l, "In none"));
}

void rap_dots_words(rap_text *out, const rap_tables *t, const rap_contrast_row *row) {
    rap_dots d = rap_dots_of_row(t, row);
    if (!has_dots(&d)) {
        add_why_not(out, t, row);
        return;
    }
    bool directed = t->study->model->outcomes[row->outcome].better != 0;
    const rap_language *l = t->language;
    rap_parts p = {0};
    rap_text *better = rap_next_part(&p), *delta = rap_next_part(&p), *neither = rap_next_part(&p),
             *worse = rap_next_part(&p);
    add_heap(better, l, d.better, row->p_mean);
    rap_words_delta(delta, t, row->outcome);
    add_heap(neither, l, d.neither, 1 - row->p_mean - row->p_worse);
    add_heap(worse, l, d.worse, row->p_worse);
    rap_text_format(out,
                    directed ? tr(l, "%s of %d sets of assumptions ‘%s’ is better by at least %s. "
                                     "%s the difference is smaller. %s it is worse by as much.")
                             : tr(l, "%s of %d sets of assumptions ‘%s’ is higher by at least %s. "
                                     "%s the difference is smaller. %s it is lower by as much."),
                    rap_text_string(better), (int)RAP_DOTS,
                    rap_words_arm(t, t->study->contrasts[row->contrast].plus[0]),
                    rap_text_string(delta), rap_text_string(neither), rap_text_string(worse));
    rap_parts_end(&p, out);
}

/* ---- the drawing ------------------------------------------------------------------------------ */

/* Units of the drawing, which are pixels where there is room: of the whole, of a heap, from dot to dot; the height of a
 * line of letters. */
enum {
    HEAPS = 3,
    HEAP = 112,
    WIDTH = HEAPS * HEAP,
    STEP = 15,
    ACROSS = 7,
    LETTERS = 13,
    LINE = 17
};

/* From left to right, as in the other pictures (class_point of common.gp): an open square, an open triangle, a full circle. */
static const struct {
    const char *class, *outline;
} heaps[HEAPS] = {
    {"worse", "M-4.6-4.6h9.2v9.2h-9.2z\" fill=\"none\" stroke=\"#B34700\" stroke-width=\"2"},
    {"neither", "M0-5l5.2 9.2h-10.4z\" fill=\"none\" stroke=\"#6B6B6B\" stroke-width=\"1.4"},
    {"better", "M-5.8 0a5.8 5.8 0 1 1 11.6 0a5.8 5.8 0 1 1-11.6 0z\" fill=\"#0072B2"}};

static int rows_of_dots(int dots) {
    return (dots + ACROSS - 1) / ACROSS;
}

/* Dots of a heap, from the ground up; the uppermost row stands in the middle. */
static void add_heap_of_dots(rap_text *html, int heap, int dots, int ground) {
    for (int k = 0; k < dots; k++) {
        int row = k / ACROSS, in_row = dots - row * ACROSS < ACROSS ? dots - row * ACROSS : ACROSS;
        double x = HEAP * (heap + 0.5) + STEP * (k % ACROSS - (in_row - 1) / 2.0);
        rap_text_format(html, "<path class=\"%s\" transform=\"translate(%g %g)\" d=\"%s\"/>",
                        heaps[heap].class, x, ground - STEP * (row + 0.6), heaps[heap].outline);
    }
}

static void add_letters_at(rap_text *html, double x, int y, const char *weight, const char *words) {
    rap_text_format(html,
                    "<text x=\"%g\" y=\"%d\" text-anchor=\"middle\" font-size=\"%d\" "
                    "font-weight=\"%s\" fill=\"#222222\">",
                    x, y, LETTERS, weight);
    rap_text_html(html, words);
    rap_text_add(html, "</text>");
}

/* The ground with the marks of the smallest difference that matters to both sides: +5 and -5, in the unit of the axis. */
static void add_ground(rap_text *html, const rap_tables *t, size_t outcome, int ground) {
    double delta = t->study->delta[outcome] * rap_words_scale(t, outcome);
    bool falls = t->study->model->outcomes[outcome].better < 0; /* to the right */
    rap_text_format(html, "<path d=\"M0 %dh%d\" stroke=\"#555555\"/>", ground, WIDTH);
    for (int side = 0; side < 2; side++) {
        int x = HEAP * (1 + side);
        rap_text words;
        rap_text_init(&words);
        rap_text_add(&words, (side == 1) != falls ? "+" : RAP_MINUS);
        rap_number_as_given(&words, t->language, delta);
        rap_text_format(html, "<path d=\"M%d 0v%d\" stroke=\"#555555\" stroke-dasharray=\"3 3\"/>",
                        x, ground + 5);
        add_letters_at(html, x, ground + LINE + 2, "normal", rap_text_string(&words));
        html->failed |= words.failed;
        rap_text_free(&words);
    }
}

static void add_drawing(rap_text *html, const rap_tables *t, const rap_contrast_row *row,
                        const rap_dots *d) {
    const int dots[HEAPS] = {d->worse, d->neither, d->better};
    const char *const words[HEAPS] = {side_word(t, row, false), tr(t->language, "no matter"),
                                      side_word(t, row, true)};
    int most = 0, first = LINE + 4;
    for (int k = 0; k < HEAPS; k++)
        most = dots[k] > most ? dots[k] : most;
    int ground = first + STEP * rows_of_dots(most) + 4, height = ground + LINE + 8;
    rap_text_format(html,
                    "<svg class=\"dots\" aria-hidden=\"true\" width=\"%d\" height=\"%d\" "
                    "viewBox=\"0 0 %d %d\">",
                    WIDTH, height, WIDTH, height);
    add_ground(html, t, row->outcome, ground);
    for (int k = 0; k < HEAPS; k++) {
        char head[64];
        snprintf(head, sizeof head, tr(t->language, "%s: %d"), words[k], dots[k]);
        add_letters_at(html, HEAP * (k + 0.5), LINE - 4, "bold", head);
        add_heap_of_dots(html, k, dots[k], ground);
    }
    rap_text_add(html, "</svg>");
}

/* "Difference in percentage points" below its axis. */
static void say_axis(rap_page *p, size_t outcome) {
    rap_text caption = set_words_aside(p);
    rap_parts parts = {0};
    rap_words_difference_unit(rap_next_part(&parts), p->t, outcome);
    rap_text_format(&p->words, tr(p->language, "Difference in %s"), rap_part_string(&parts, 0));
    rap_parts_end(&parts, &p->words);
    say_raw(p, "<p class=\"axis\" aria-hidden=\"true\">");
    say_flush(p);
    say_raw(p, "</p>\n");
    take_words_up(p, caption);
}

void say_dots(rap_page *p, const rap_contrast_row *row) {
    rap_dots d = rap_dots_of_row(p->t, row);
    if (p->words.n)
        rap_text_add(&p->words, " ");
    rap_dots_words(&p->words, p->t, row);
    if (!has_dots(&d)) {
        say_paragraph(p, "");
        return;
    }
    say_raw(p, "<figure class=\"sets\">");
    add_drawing(p->html, p->t, row, &d);
    say_axis(p, row->outcome);
    trace_difference(p, row, "p_mean");
    trace_delta(p, row->outcome);
    trace_difference(p, row, "1-p_mean-p_worse");
    trace_difference(p, row, "p_worse");
    say_traced(p, "figcaption", "");
    say_raw(p, "</figure>\n");
}
