/* dots.c: see dots.h. */
#include "plots/page/dots.h"
#include "plots/page/traced.h"
#include "plots/words/sentence_parts.h"
#include "plots/words/numbers.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

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

/* Where fifty sets lie that stand for all, upwards; NULL where a row is no headline's. */
static const double *fifty_places(const rap_tables *t, const rap_contrast_row *row) {
    for (size_t h = 0; h < t->study->n_headlines; h++) {
        const rap_headline *x = &t->study->headlines[h];
        const rap_agreement *a = rap_tables_agreement(t, row->contrast, h);
        if (a && x->outcome == row->outcome && x->window == row->window &&
            !strcmp(x->group, row->group))
            return a->places;
    }
    return NULL;
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
        rap_text_format(out, tr(l, "more than %d"), dots - 1);
    else if (dots)
        rap_text_format(out, "%d", dots);
    else
        rap_text_add(out, share > 1e-9 ? tr(l, "fewer than 1") : tr(l, "none"));
}

static const char *where_marks_lie(const rap_language *l, bool directed, int n) {
    return directed
               ? tr_n(l,
                      "Of the %d marks, %s lies where ‘%s’ is on average better by at least %s. "
                      "For %s the difference is smaller, for %s it is worse by as much.",
                      "Of the %d marks, %s lie where ‘%s’ is on average better by at least %s. "
                      "For %s the difference is smaller, for %s it is worse by as much.",
                      n)
               : tr_n(l,
                      "Of the %d marks, %s lies where ‘%s’ is on average higher by at least %s. "
                      "For %s the difference is smaller, for %s it is lower by as much.",
                      "Of the %d marks, %s lie where ‘%s’ is on average higher by at least %s. "
                      "For %s the difference is smaller, for %s it is lower by as much.",
                      n);
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
    rap_text_format(out, where_marks_lie(l, directed, d.better), (int)RAP_DOTS,
                    rap_text_string(better),
                    rap_words_arm(t, t->study->contrasts[row->contrast].plus[0]),
                    rap_text_string(delta), rap_text_string(neither), rap_text_string(worse));
    rap_parts_end(&p, out);
}

/* ---- where they stand ------------------------------------------------------------------------- */

/* Units of the drawing, which are pixels where there is room: of the whole, of dots at most and at least, of all rows of
 * dots; the height of a line of letters and how far apart numbers stand at least. */
enum {
    ZONES = 3,
    WIDTH = 336,
    WIDEST = 12,
    NARROWEST = 5,
    HIGH = 84,
    LETTERS = 13,
    LINE = 17,
    APART = 40
};

/* From left to right: worse, neither, better. A zone's places are as many as have room side by side. */
typedef struct {
    double low, high; /* ends of the axis, which goes to the better side */
    double edge[ZONES + 1];
    int first[ZONES + 1]; /* dots of a zone: from first[k] up to first[k + 1] */
    double at[RAP_DOTS];  /* of the axis, upwards */
    double step;          /* from dot to dot */
    int columns[ZONES], column[RAP_DOTS], row[RAP_DOTS];
} placed_dots;

static double place_across(const placed_dots *p, double value) {
    return WIDTH * (value - p->low) / (p->high - p->low);
}

/* The axis holds all dots, and what matters on both sides with as much room behind. A dot of a zone stands within it:
 * shares and places are estimated apart, and one next to an edge may lie on its other side. */
static void lay_axis(placed_dots *p, const double *places, double sign, double delta,
                     const rap_dots *d) {
    p->first[1] = d->worse;
    p->first[2] = d->worse + d->neither;
    p->first[3] = RAP_DOTS;
    const double inner[ZONES] = {-1.2 * delta, 0, 1.2 * delta};
    p->low = -2 * delta;
    p->high = 2 * delta;
    for (int zone = 0; zone < ZONES; zone++)
        for (int k = p->first[zone]; k < p->first[zone + 1]; k++) {
            double x = places ? sign * places[sign > 0 ? k : RAP_DOTS - 1 - k] : inner[zone];
            x = isfinite(x) ? x : inner[zone];
            p->at[k] = zone == 0   ? fmin(x, -delta)
                       : zone == 1 ? fmin(fmax(x, -delta), delta)
                                   : fmax(x, delta);
            p->low = fmin(p->low, p->at[k]);
            p->high = fmax(p->high, p->at[k]);
        }
    p->edge[0] = p->low;
    p->edge[1] = -delta;
    p->edge[2] = delta;
    p->edge[3] = p->high;
}

/* The nearest column of a zone that has room, or -1. */
static int column_with_room(const int *filled, int columns, int wanted, int rows) {
    for (int off = 0; off < columns; off++)
        for (int side = -1; side <= 1; side += 2) {
            int c = wanted + side * off;
            if (c >= 0 && c < columns && filled[c] < rows)
                return c;
        }
    return -1;
}

/* Stacks dots in columns of their zones, no higher than `rows`: what has no room at its own place stands at the next that
 * has. False where a zone cannot hold its dots. */
static bool stack_dots(placed_dots *p, int rows, bool at_their_own) {
    for (int zone = 0; zone < ZONES; zone++) {
        int filled[WIDTH] = {0};
        double from = place_across(p, p->edge[zone]),
               wide = place_across(p, p->edge[zone + 1]) - from;
        int columns = (int)fmax(1, floor(wide / p->step));
        p->columns[zone] = columns;
        for (int k = p->first[zone]; k < p->first[zone + 1]; k++) {
            int own = (int)floor((place_across(p, p->at[k]) - from) / wide * columns);
            own = own < 0 ? 0 : own >= columns ? columns - 1 : own;
            int c = at_their_own ? (filled[own] < rows ? own : -1)
                                 : column_with_room(filled, columns, own, rows);
            if (c < 0)
                return false;
            p->column[k] = c;
            p->row[k] = filled[c]++;
        }
    }
    return true;
}

/* As large as they can be at their own places; where that is too small, beside them too. */
static void place_dots(placed_dots *p) {
    for (p->step = WIDEST; p->step >= NARROWEST; p->step--)
        if (stack_dots(p, (int)(HIGH / p->step), true))
            return;
    for (p->step = WIDEST; p->step >= NARROWEST; p->step--)
        if (stack_dots(p, (int)(HIGH / p->step), false))
            return;
    p->step = NARROWEST;
    stack_dots(p, RAP_DOTS, true);
}

/* ---- the drawing ------------------------------------------------------------------------------ */

/* From left to right, as in the other pictures (class_point of common.gp): an open square, an open triangle, a full circle;
 * 12 units high. */
static const struct {
    const char *class, *outline;
} zones[ZONES] = {
    {"worse", "M-4.6-4.6h9.2v9.2h-9.2z\" fill=\"none\" stroke=\"#B34700\" stroke-width=\"2"},
    {"neither", "M0-5l5.2 9.2h-10.4z\" fill=\"none\" stroke=\"#6B6B6B\" stroke-width=\"1.4"},
    {"better", "M-5.8 0a5.8 5.8 0 1 1 11.6 0a5.8 5.8 0 1 1-11.6 0z\" fill=\"#0072B2"}};

static void add_placed(rap_text *html, const placed_dots *p, int ground) {
    for (int zone = 0; zone < ZONES; zone++) {
        double from = place_across(p, p->edge[zone]);
        double wide = (place_across(p, p->edge[zone + 1]) - from) / p->columns[zone];
        for (int k = p->first[zone]; k < p->first[zone + 1]; k++)
            rap_text_format(
                html,
                "<path class=\"%s\" transform=\"translate(%.1f %.1f) scale(%.2f)\" d=\"%s\"/>",
                zones[zone].class, from + wide * (p->column[k] + 0.5),
                ground - p->step * (p->row[k] + 0.6), p->step / (WIDEST + 1.0),
                zones[zone].outline);
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

/* The ground with the marks of the smallest difference that matters to both sides, in the unit of the axis: +5 and -5, or, where
 * they lie close, one number for both. */
static void add_ground(rap_text *html, const rap_tables *t, size_t outcome, const placed_dots *p,
                       int ground) {
    double delta = t->study->delta[outcome];
    bool falls = t->study->model->outcomes[outcome].better < 0; /* to the right */
    double left = place_across(p, -delta), right = place_across(p, delta);
    bool close = right - left < APART;
    rap_text_format(html, "<path d=\"M0 %dh%d\" stroke=\"#555555\"/>", ground, WIDTH);
    for (int side = 0; side < 2; side++) {
        double x = side ? right : left;
        rap_text words;
        rap_text_init(&words);
        rap_text_add(&words, close ? "\u00b1" : (side == 1) != falls ? "+" : RAP_MINUS);
        rap_number_as_given(&words, t->language, delta * rap_words_scale(t, outcome));
        rap_text_format(html,
                        "<path d=\"M%.1f %dv%d\" stroke=\"#555555\" stroke-dasharray=\"3 3\"/>", x,
                        LINE, ground + 5 - LINE);
        if (!close || side == 0)
            add_letters_at(html, close ? (left + right) / 2 : x, ground + LINE + 2, "normal",
                           rap_text_string(&words));
        html->failed |= words.failed;
        rap_text_free(&words);
    }
}

static void add_drawing(rap_text *html, const rap_tables *t, const rap_contrast_row *row,
                        const rap_dots *d) {
    const int dots[ZONES] = {d->worse, d->neither, d->better}, ground = LINE + 8 + HIGH,
              height = ground + LINE + 8;
    const char *const words[ZONES] = {side_word(t, row, false), tr(t->language, "no matter"),
                                      side_word(t, row, true)};
    placed_dots p = {0};
    lay_axis(&p, fifty_places(t, row), t->study->model->outcomes[row->outcome].better < 0 ? -1 : 1,
             t->study->delta[row->outcome], d);
    place_dots(&p);
    rap_text_format(html,
                    "<svg class=\"dots\" aria-hidden=\"true\" width=\"%d\" height=\"%d\" "
                    "viewBox=\"0 0 %d %d\">",
                    WIDTH, height, WIDTH, height);
    for (int k = 0; k < ZONES; k++) {
        char head[64];
        snprintf(head, sizeof head, tr(t->language, "%s: %d"), words[k], dots[k]);
        add_letters_at(html, WIDTH * (k + 0.5) / ZONES, LINE - 4, "bold", head);
    }
    add_ground(html, t, row->outcome, &p, ground);
    add_placed(html, &p, ground);
    rap_text_add(html, "</svg>");
}

/* "Difference in percentage points" below its axis. */
static void say_axis(rap_page *p, size_t outcome) {
    rap_text caption = set_words_aside(p);
    rap_parts parts = {0};
    rap_words_difference_unit(rap_next_part(&parts), p->t, outcome);
    rap_text_format(&p->words, tr(p->language, "Difference in %s. Each mark is one set in fifty."),
                    rap_part_string(&parts, 0));
    if (p->t->study->model->outcomes[outcome].better < 0)
        rap_text_add(&p->words, tr(p->language, " Less is better."));
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
