/* plot_boxes.c: one picture for each box: the points of the design on the two axes whose restrictions
 * tell most (smallest quasi-p), or on one axis and the difference where the box restricts only one.
 * Choices are columns in which points are spread, as are few whole numbers; by how much depends on the
 * point's number alone. */
#include "plots/pictures/box_parts.h"
#include "plots/pictures/plot_kinds.h"
#include "base/error.h"
#include "plots/words/box_words.h"
#include "plots/words/sentence_parts.h"

#include <math.h>
#include <string.h>

extern const char rap_embedded_boxes_gp[];

enum {
    AREA = 400,
    NARROW_AREA = 260,
    TEXT_LETTERS = 40,
    AXIS_LETTERS = 70,
    TICK_LETTERS = 17,
    NARROW_TICK = 12,
    NARROW_AXIS = 44
};

static const double golden[] = {0.6180339887498949, 0.7548776662466927}; /* spread evenly */

typedef struct {
    const rap_tables *t;
    const rap_search *s;
    const rap_prim_box *box;
    size_t number, axis[2];
    bool one; /* the second axis is the difference */
} view;

/* ---- what is shown ---------------------------------------------------------------------------- */

/* The restriction with the smallest quasi-p, besides `other`; n_axes: none. */
static size_t most_telling(const view *v, size_t other) {
    size_t found = v->s->design->n_axes;
    for (size_t d = 0; d < v->s->design->n_axes; d++) {
        const rap_prim_limit *l = &v->box->limits[d];
        if (!l->restricted || d == other)
            continue;
        if (found == v->s->design->n_axes || l->quasi_p < v->box->limits[found].quasi_p ||
            (isnan(v->box->limits[found].quasi_p) && !isnan(l->quasi_p)))
            found = d;
    }
    return found;
}

static view view_of(const rap_tables *t, const rap_plot *plot) {
    view v = {.t = t};
    v.s = rap_box_nth(t, plot->part, &v.number);
    v.box = &v.s->found.box[v.number];
    v.axis[0] = most_telling(&v, SIZE_MAX);
    v.axis[1] = most_telling(&v, v.axis[0]);
    v.one = v.axis[1] == v.s->design->n_axes;
    return v;
}

static const rap_axis *axis_of(const view *v, size_t which) {
    return &v->s->design->axes[v->axis[which]];
}

static const double *differences(const view *v) {
    return v->t->boxes->difference[v->s->design == &v->t->boxes->plan->contexts ? 0 : 1];
}

static bool within(const view *v, size_t d, double x) {
    const rap_prim_limit *l = &v->box->limits[d];
    if (!l->restricted)
        return true;
    if (rap_box_choices(&v->s->design->axes[d]))
        return !l->without[(size_t)x];
    return x >= l->low && x <= l->high;
}

/* Whether a point fits all that the picture does not show: other restrictions, no earlier box. */
static bool is_in_view(const view *v, size_t p) {
    const double *x = v->s->design->x + p * v->s->design->n_axes;
    for (size_t d = 0; d < v->s->design->n_axes; d++)
        if (d != v->axis[0] && d != v->axis[1] && !within(v, d, x[d]))
            return false;
    for (size_t k = 0; k < v->number; k++)
        if (rap_prim_holds(&v->s->found, &v->s->found.box[k], x))
            return false;
    return true;
}

/* ---- axes ------------------------------------------------------------------------------------- */

typedef struct {
    double low, high;
    bool log; /* drawn evenly over its logarithm (rap_input_draw) */
} extent;

/* Whole numbers so few that marks would lie on each other: spread a little. */
static bool is_counted(const rap_axis *a) {
    return !rap_box_choices(a) && a->kind == RAP_INTEGER && a->high - a->low <= 30;
}

static extent extent_of(const view *v, size_t which) {
    const rap_axis *a = axis_of(v, which);
    if (rap_box_choices(a))
        return (extent){-0.5, (double)rap_box_choices(a) - 0.5, false};
    if (a->input && a->low > 0 && a->high / a->low >= 10) {
        double pad = pow(a->high / a->low, 0.02);
        return (extent){a->low / pad, a->high * pad, true};
    }
    double pad = is_counted(a) ? 0.5 : 0.03 * (a->high - a->low);
    return (extent){a->low - pad, a->high + pad, false};
}

static double scale_of(const view *v) {
    return rap_words_scale(v->t, v->t->boxes->study->discovery.outcome);
}

static extent extent_of_differences(const view *v) {
    double low = 0, high = 0;
    for (size_t p = 0; p < v->s->design->n; p++) {
        low = fmin(low, scale_of(v) * differences(v)[p]);
        high = fmax(high, scale_of(v) * differences(v)[p]);
    }
    double pad = 0.03 * fmax(high - low, 1e-9); /* room for the marks at the ends */
    return (extent){low - pad, high + pad, false};
}

/* Ticks of an axis of choices; none otherwise. Returns the most lines of a label. */
static int add_choice_ticks(rap_text *head, const view *v, size_t which, int letters) {
    const rap_axis *a = v->one && which ? NULL : axis_of(v, which);
    size_t n = a ? rap_box_choices(a) : 0;
    const char *name = which ? "y" : "x";
    int lines = 1;
    rap_text_format(head, "%s_ticks = %zu\narray %s_tick[%zu]\n", name, n, name, n ? n : 1);
    for (size_t c = 0; c < n; c++) {
        rap_text_format(head, "%s_tick[%zu] = ", name, c + 1);
        int n_lines = rap_plot_wrap(head, a->dimension->choices[c].label, letters);
        rap_text_add(head, "\n");
        lines = n_lines > lines ? n_lines : lines;
    }
    return lines;
}

/* Returns the lines of its ticks. */
static int add_axis(rap_text *head, const view *v, size_t which, const extent *e, bool narrow) {
    const char *name = which ? "y" : "x";
    rap_text words;
    rap_text_init(&words);
    if (v->one && which) {
        const rap_discovery *s = &v->t->boxes->study->discovery;
        rap_text_format(&words, "difference: %s (",
                        tr(v->t->language, v->t->boxes->study->model->outcomes[s->outcome].label));
        rap_words_difference_unit(&words, v->t, s->outcome);
        rap_text_add(&words, ")");
    } else
        rap_box_axis(&words, axis_of(v, which));
    rap_text_format(head, "%s_label = ", name);
    rap_plot_cut(head, rap_text_string(&words),
                 narrow  ? NARROW_AXIS - (which ? 8 : 0)
                 : which ? 52
                         : AXIS_LETTERS);
    bool few = !(v->one && which) && is_counted(axis_of(v, which)) && e->high - e->low < 9;
    rap_text_format(head, "\n%s_low = %.9g\n%s_high = %.9g\n%s_log = %d\n%s_counted = %d\n", name,
                    e->low, name, e->high, name, e->log, name, few);
    size_t n = v->one && which ? 0 : rap_box_choices(axis_of(v, which));
    int letters = which || n == 0 ? (narrow ? NARROW_TICK : TICK_LETTERS)
                  : narrow        ? 2 + 26 / (int)n
                                  : 4 + 60 / (int)n;
    int lines = add_choice_ticks(head, v, which, letters);
    head->failed |= words.failed;
    rap_text_free(&words);
    return lines;
}

/* ---- the box ---------------------------------------------------------------------------------- */

/* Ends of what the box takes of an axis: one piece, or one for each choice. */
static size_t pieces_of(const view *v, size_t which, const extent *e, double (*ends)[2]) {
    if (v->one && which) {
        ends[0][0] = e->low;
        ends[0][1] = e->high;
        return 1;
    }
    const rap_prim_limit *l = &v->box->limits[v->axis[which]];
    size_t choices = rap_box_choices(axis_of(v, which)), n = 0;
    for (size_t c = 0; c < choices; c++)
        if (!l->without[c]) {
            ends[n][0] = (double)c - 0.44;
            ends[n++][1] = (double)c + 0.44;
        }
    if (choices)
        return n;
    ends[0][0] = fmax(l->low, e->low);
    ends[0][1] = fmin(l->high, e->high);
    return 1;
}

static void add_rectangles(rap_text *head, const view *v, const extent *x, const extent *y) {
    double across[RAP_PRIM_CHOICES][2], up[RAP_PRIM_CHOICES][2];
    size_t n = pieces_of(v, 0, x, across), m = pieces_of(v, 1, y, up);
    rap_text_format(head, "rects = %zu\narray rect[%zu]\n", n * m, 4 * n * m);
    for (size_t i = 0; i < n * m; i++) {
        const double at[] = {across[i / m][0], up[i % m][0], across[i / m][1], up[i % m][1]};
        for (size_t k = 0; k < 4; k++)
            rap_text_format(head, "rect[%zu] = %.9g\n", 4 * i + k + 1, at[k]);
    }
}

/* ---- points ----------------------------------------------------------------------------------- */

static double place_of_point(const view *v, size_t p, size_t which) {
    if (v->one && which)
        return scale_of(v) * differences(v)[p];
    double x = v->s->design->x[p * v->s->design->n_axes + v->axis[which]], whole;
    if (rap_box_choices(axis_of(v, which)))
        x += 0.66 * (modf((double)(p + 1) * golden[which], &whole) - 0.5);
    else if (is_counted(axis_of(v, which)))
        x += 0.4 * (modf((double)(p + 1) * golden[which], &whole) - 0.5);
    return x;
}

/* Four blocks: labelled or not, fitting what is not shown or not. Each has a point outside the picture
 * as well: gnuplot complains of empty ones. */
static void add_points(rap_text *data, const view *v, const extent *x, const extent *y) {
    rap_text_add(data, "# x y; blocks: so, not so (where all else fits), so, not so (elsewhere)\n");
    for (int block = 0; block < 4; block++) {
        rap_text_format(data, "%s%.9g %.9g\n", block ? "\n\n" : "", 11 * x->high - 10 * x->low,
                        11 * y->high - 10 * y->low);
        for (size_t p = 0; p < v->s->design->n; p++) {
            if (isnan(differences(v)[p]) || v->s->label[p] != (block % 2 == 0) ||
                is_in_view(v, p) != (block < 2))
                continue;
            rap_plot_number(data, place_of_point(v, p, 0));
            rap_text_add(data, " ");
            rap_plot_number(data, place_of_point(v, p, 1));
            rap_text_add(data, "\n");
        }
    }
}

/* ---- the picture ------------------------------------------------------------------------------ */

static int list_boxes(rap_plots *plots, const rap_tables *t) {
    int status = RAP_OK;
    for (size_t k = 0; k < rap_box_count(t) && !status; k++) {
        static const char *const numbers[] = {"1", "2", "3", "4", "5", "6", "7", "8"};
        size_t box;
        const rap_search *s = rap_box_nth(t, k, &box);
        status = rap_plots_add(plots, &rap_kind_boxes, "boxes", s->name, numbers[box],
                               t->boxes->study->discovery.outcome, "all");
        if (!status)
            plots->rows[plots->n - 1].part = k;
    }
    return status;
}

/* Beside the points: the box in words and numbers. Returns the lines of both. */
static int add_axis_words(rap_text *head, const rap_language *l, const view *v, int letters) {
    rap_text words;
    rap_text_init(&words);
    rap_words_box(&words, l, v->s, v->number);
    int lines = rap_plot_assign(head, "sentence", rap_text_string(&words), letters);
    rap_text_format(head, "sentence_lines = %d\n", lines);
    rap_text_clear(&words);
    rap_box_numbers(&words, l, v->s, v->number);
    lines += rap_plot_assign(head, "numbers", rap_text_string(&words), letters);
    head->failed |= words.failed;
    rap_text_free(&words);
    return lines;
}

static int fill_boxes(const rap_tables *t, const rap_plot *plot, int top, rap_text *head,
                      rap_text *data, rap_text *footnote) {
    view v = view_of(t, plot);
    const rap_discovery *d = &t->boxes->study->discovery;
    extent x = extent_of(&v, 0), y = v.one ? extent_of_differences(&v) : extent_of(&v, 1);
    int area = plot->narrow ? NARROW_AREA : AREA;
    top += 8;
    rap_text_format(head, "top = %d\narea = %d\nclass = %d\none = %d\nsize = %.9g\n", top, area,
                    v.s->sign > 0 ? 1 : 2, v.one,
                    v.s->sign * d->direction * d->at_least * scale_of(&v));
    int tick_lines = add_axis(head, &v, 0, &x, plot->narrow);
    rap_text_format(head, "tick_lines = %d\n", tick_lines);
    add_axis(head, &v, 1, &y, plot->narrow);
    add_rectangles(head, &v, &x, &y);
    int lines = add_axis_words(head, t->language, &v,
                               plot->narrow ? RAP_PLOT_NARROW_LETTERS : TEXT_LETTERS);
    add_points(data, &v, &x, &y);
    rap_parts p = {0};
    rap_box_measure(rap_next_part(&p), t, v.s);
    rap_text_format(
        footnote,
        v.one ? tr(t->language,
                   "%s (dashed). A point is the mean over its runs. Numbers in words: from points "
                   "that did not decide the box. Found in these runs: to be tested on others.")
              : tr(t->language,
                   "%s. A point is the mean over its runs. Numbers in words: from points that did "
                   "not decide the box. Found in these runs: to be tested on others."),
        rap_part_string(&p, 0));
    rap_parts_end(&p, footnote);
    int below = plot->narrow ? 56 + 114 + 12 + lines * RAP_PLOT_LINE : 58;
    return top + area + below + tick_lines * RAP_PLOT_LINE;
}

static void title_boxes(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    view v = view_of(t, plot);
    rap_box_title(out, t, v.s, v.number);
}

static void caption_boxes(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)t;
    (void)plot;
    rap_text_add(out,
                 tr(t->language,
                    "Each mark is a point of the design; filled circles and open squares are those "
                    "that are so (better, worse), triangles those that are not. The frame is the "
                    "box on the two axes whose restrictions tell most, or on one axis and the "
                    "difference. Small marks lie outside the box for another reason: a restriction "
                    "that is not shown, or an earlier box. Marks of choices and of counts are "
                    "spread a little, so that they can be told apart."));
}

static void alternative_boxes(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    view v = view_of(t, plot);
    rap_parts p = {0};
    rap_words_box(rap_next_part(&p), t->language, v.s, v.number);
    rap_box_numbers(rap_next_part(&p), t->language, v.s, v.number);
    rap_text_format(out, tr(t->language, "Points of a design with a box drawn: %s. %s."),
                    rap_part_string(&p, 0), rap_part_string(&p, 1));
    rap_parts_end(&p, out);
}

const rap_plot_kind rap_kind_boxes = {
    "boxes",     rap_embedded_boxes_gp, list_boxes,        fill_boxes,
    title_boxes, caption_boxes,         alternative_boxes, true};
