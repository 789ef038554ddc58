/* story_svg.c: a row is a label above a band of months: shaded as far as the tie goes, trust as a line from 0
 * to 1; what was for the better as circles along the head, what was for the worse as crosses along the foot,
 * neither as ticks between. Marks differ in shape and place, so that nothing hangs on their colours (Okabe and Ito 2008). */
#include "plots/pictures/story_svg.h"
#include "plots/words/story_words.h"

#include <stdio.h>

/* Units of the drawing; it is 360 of them wide, as is a narrow telephone. */
enum {
    WIDTH = 360,
    LEFT = 8,
    RIGHT = 8,
    TOP = 76,
    LABEL = 16,
    BAND = 42,
    LANE = 10, /* of the marks along head and foot */
    GAP = 12,
    FOOT = 34,
    LETTERS = 54
};

static const char *const shades[] = {NULL, "#E3EEF6", "#B5D3E8"};
#define GOOD "#0072B2"
#define BAD "#C04A00"
#define NEITHER "#5F5F5F"

typedef struct {
    const rap_story *s;
    const rap_language *l;
    rap_text *out;
    double per_month;
} drawing;

static double x_of(const drawing *d, double month) {
    return LEFT + month * d->per_month;
}

/* A label in the letters that there is room for. */
static void draw_story_label(drawing *d, size_t who, double y) {
    rap_text label;
    rap_text_init(&label);
    rap_story_say_who(&label, d->l, d->s, who);
    const char *words = rap_text_string(&label);
    size_t n = 0, letters = 0;
    for (; words[n] && letters < LETTERS; letters++)
        for (n++; ((unsigned char)words[n] & 0xC0) == 0x80;)
            n++;
    bool cut = words[n] != '\0';
    if (cut)
        label.bytes[n] = '\0';
    rap_text_format(d->out, "<text x=\"%d\" y=\"%g\" font-size=\"12\" fill=\"#222222\">", LEFT, y);
    rap_text_html(d->out, words);
    rap_text_add(d->out, cut ? "\xe2\x80\xa6</text>\n" : "</text>\n");
    d->out->failed |= label.failed;
    rap_text_free(&label);
}

/* ---- marks -------------------------------------------------------------------------------------- */

static void add_circle(drawing *d, double x, double y, double r) {
    rap_text_format(d->out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%g\" fill=\"" GOOD "\"/>\n", x, y,
                    r);
}

static void add_cross(drawing *d, double x, double y) {
    rap_text_format(d->out,
                    "<path d=\"M%.1f %.1fl6 6m0 -6l-6 6\" stroke=\"" BAD
                    "\" stroke-width=\"1.8\" fill=\"none\"/>\n",
                    x - 3, y - 3);
}

static void draw_story_tick(drawing *d, double x, double y) {
    rap_text_format(d->out,
                    "<path d=\"M%.1f %.1fv7\" stroke=\"" NEITHER
                    "\" stroke-width=\"1.4\" fill=\"none\"/>\n",
                    x, y - 3.5);
}

static void draw_story_mark(drawing *d, const rap_event_kind *kind, double x, double y) {
    if (kind->good > 0)
        add_circle(d, x, y + LANE / 2.0, kind->small ? 1.3 : 3);
    else if (kind->good < 0)
        add_cross(d, x, y + BAND - LANE / 2.0);
    else
        draw_story_tick(d, x, y + BAND / 2.0);
}

/* ---- rows --------------------------------------------------------------------------------------- */

static void add_shade(drawing *d, double from, double to, int shade, double y) {
    if (shade > 0 && to > from)
        rap_text_format(d->out,
                        "<rect x=\"%.1f\" y=\"%g\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n",
                        x_of(d, from), y, (to - from) * d->per_month, BAND, shades[shade]);
}

static void draw_story_shades(drawing *d, size_t who, double y) {
    double from = 0;
    int shade = 0;
    for (size_t k = 0; k < d->s->n_events; k++) {
        const rap_story_event *e = &d->s->events[k];
        int next = d->s->study->model->events[e->kind].shade;
        if (e->who != who || next < 0 || next == shade)
            continue;
        add_shade(d, from, e->month, shade, y);
        from = e->month;
        shade = next;
    }
    add_shade(d, from, (double)d->s->study->horizon, shade, y);
}

/* What is kept each month in shares, as a line; broken where a month lacks it. */
static void add_line(drawing *d, size_t who, double y) {
    double last = -2;
    rap_text_add(d->out, "<path fill=\"none\" stroke=\"#222222\" stroke-width=\"1.1\" d=\"");
    for (size_t k = 0; k < d->s->n_events; k++) {
        const rap_story_event *e = &d->s->events[k];
        if (e->who != who || d->s->study->model->events[e->kind].words ||
            !d->s->study->model->events[e->kind].unit)
            continue;
        rap_text_format(d->out, "%c%.1f %.1f", e->month > last + 1.01 ? 'M' : 'L',
                        x_of(d, e->month), y + LANE + (BAND - 2 * LANE) * (1 - e->value));
        last = e->month;
    }
    rap_text_add(d->out, "\"/>\n");
}

static void draw_story_row(drawing *d, size_t who, double y) {
    draw_story_label(d, who, y + LABEL - 5);
    y += LABEL;
    rap_text_format(d->out,
                    "<rect x=\"%d\" y=\"%g\" width=\"%d\" height=\"%d\" fill=\"#F7F7F7\"/>\n", LEFT,
                    y, WIDTH - LEFT - RIGHT, BAND);
    draw_story_shades(d, who, y);
    if (d->s->who[who].organisation)
        add_line(d, who, y);
    for (size_t k = 0; k < d->s->n_events; k++) {
        const rap_story_event *e = &d->s->events[k];
        const rap_event_kind *kind = &d->s->study->model->events[e->kind];
        if (e->who == who && kind->words)
            draw_story_mark(d, kind, x_of(d, e->month), y);
    }
}

/* ---- around them -------------------------------------------------------------------------------- */

static void add_words(drawing *d, double x, double y, const char *anchor, const char *words) {
    rap_text_format(d->out,
                    "<text x=\"%.1f\" y=\"%g\" font-size=\"11\" text-anchor=\"%s\" "
                    "fill=\"#444444\">",
                    x, y, anchor);
    rap_text_html(d->out, words);
    rap_text_add(d->out, "</text>\n");
}

static void draw_story_legend(drawing *d) {
    add_circle(d, 13, 14, 3);
    add_words(d, 20, 18, "start", tr(d->l, "for the better"));
    add_cross(d, 113, 14);
    add_words(d, 120, 18, "start", tr(d->l, "for the worse"));
    draw_story_tick(d, 213, 14);
    add_words(d, 220, 18, "start", tr(d->l, "neither"));
    for (int shade = 1; shade <= 2; shade++)
        rap_text_format(d->out,
                        "<rect x=\"%d\" y=\"26\" width=\"12\" height=\"12\" fill=\"%s\"/>\n",
                        shade == 1 ? 108 : 8, shades[shade]);
    add_words(d, 25, 36, "start", tr(d->l, "partners"));
    add_words(d, 125, 36, "start", tr(d->l, "getting to know, or quiet"));
    rap_text_add(d->out, "<path d=\"M8 52h12\" stroke=\"#222222\" stroke-width=\"1.1\"/>\n");
    add_words(d, 25, 56, "start", tr(d->l, "trust, from 0 (below) to 1 (above)"));
}

/* Years, so far apart that their numbers have room. */
static void draw_story_axis(drawing *d, double y) {
    int64_t horizon = d->s->study->horizon, step = horizon <= 36    ? 6
                                                   : horizon <= 96  ? 12
                                                   : horizon <= 240 ? 24
                                                                    : 60;
    for (int64_t month = 0; month <= horizon; month += step) {
        char number[24];
        snprintf(number, sizeof number, "%lld", (long long)month);
        rap_text_format(d->out, "<path d=\"M%.1f %gv4\" stroke=\"#777777\"/>\n",
                        x_of(d, (double)month), y);
        add_words(d, x_of(d, (double)month), y + 15,
                  month == 0               ? "start"
                  : month + step > horizon ? "end"
                                           : "middle",
                  number);
    }
    add_words(d, WIDTH / 2.0, y + 29, "middle", tr(d->l, "months"));
}

/* What it shows, for those who do not see it. */
static void add_story_words(drawing *d) {
    rap_text words;
    rap_text_init(&words);
    rap_text_add(d->out, "<title>");
    rap_text_format(&words, tr(d->l, "%s: what happened, month by month"),
                    d->s->study->arms[d->s->arm].label);
    rap_text_html(d->out, rap_text_string(&words));
    rap_text_add(d->out, "</title>\n<desc>");
    rap_text_clear(&words);
    rap_story_say_which(&words, d->l, d->s);
    rap_text_add(&words, tr(d->l, " The same in words stands in the chapters."));
    rap_text_html(d->out, rap_text_string(&words));
    rap_text_add(d->out, "</desc>\n");
    d->out->failed |= words.failed;
    rap_text_free(&words);
}

void rap_story_svg(const rap_story *s, const rap_language *l, rap_text *out) {
    drawing d = {s, l, out, (WIDTH - LEFT - RIGHT) / (double)s->study->horizon};
    double y = TOP, height = TOP + (double)s->n_shown * (LABEL + BAND + GAP) + FOOT;
    rap_text_format(out,
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %g\" role=\"img\" "
                    "font-family=\"sans-serif\">\n",
                    WIDTH, height);
    add_story_words(&d);
    rap_text_format(out, "<rect width=\"%d\" height=\"%g\" fill=\"#FFFFFF\"/>\n", WIDTH, height);
    draw_story_legend(&d);
    for (size_t k = 0; k < s->n_shown; k++, y += LABEL + BAND + GAP)
        draw_story_row(&d, s->shown[k], y);
    draw_story_axis(&d, y - GAP / 2.0);
    rap_text_add(out, "</svg>\n");
}
