/* plot_propositions.c: the effect of every proposition, inside its context and outside, in smallest
 * effects that matter, counted in the claimed direction (cmo.h), with its verdict. */
#include "plots/pictures/cmo.h"
#include "plots/pictures/plot_kinds.h"
#include "plots/words/sentence_parts.h"
#include "base/error.h"

#include <math.h>

extern const char rap_embedded_propositions_gp[];

enum {
    MOST = 14, /* propositions in one picture */
    LABEL_LETTERS = 50,
    RIGHT_LETTERS = 40,
    ROW_GAP = 12,
    LEGEND = 34
};

static int list_propositions(rap_plots *plots, const rap_tables *t) {
    size_t n = rap_cmo_tested(t) > 0 ? rap_cmo_count(t) : 0;
    return rap_plots_add_parts(plots, &rap_kind_propositions, n, MOST);
}

static void propositions_of_part(const rap_tables *t, const rap_plot *plot, size_t *first,
                                 size_t *end) {
    rap_plot_part(plot->part, rap_cmo_count(t), MOST, first, end);
}

/* Under the label: outcome, and what 1 on the axis is. */
static void add_note(rap_text *out, const rap_tables *t, const rap_proposition *p) {
    const rap_headline line = {p->outcome, p->window, p->outcome_group};
    rap_parts parts = {0};
    rap_words_headline(rap_next_part(&parts), t, &line);
    rap_cmo_least(rap_next_part(&parts), t, p);
    rap_text_format(out,
                    p->direction > 0 ? tr(t->language, "%s; 1 = %s more")
                                     : tr(t->language, "%s; 1 = %s less"),
                    rap_part_string(&parts, 0), rap_part_string(&parts, 1));
    rap_parts_end(&parts, out);
}

static int add_left(rap_text *head, const rap_tables *t, const rap_proposition *p, size_t row,
                    int letters) {
    rap_text note;
    rap_text_init(&note);
    int lines = rap_plot_entry(head, "row_label", row, p->label, letters);
    rap_text_format(head, "row_lines[%zu] = %d\n", row, lines);
    if (!p->unexpressed)
        add_note(&note, t, p);
    lines += rap_plot_entry(head, "row_note", row, rap_text_string(&note), letters);
    head->failed |= note.failed;
    rap_text_free(&note);
    return lines;
}

/* Beside the marks: the numbers in the outcome's unit. */
static int add_right(rap_text *head, const rap_tables *t, const rap_proposition_result *r,
                     size_t row) {
    rap_text words;
    rap_text_init(&words);
    rap_text_format(head, "row_verdict[%zu] = '%s'; row_color[%zu] = '#%06X'\n", row,
                    tr(t->language, rap_verdict_names[r->verdict]), row, rap_cmo_color(r->verdict));
    if (rap_cmo_is_tested(r)) {
        rap_text_add(&words, rap_cmo_has_context(r) ? tr(t->language, "inside ") : "");
        rap_cmo_number(&words, t, r->proposition, &r->effect.s);
    }
    int lines = 1 + rap_plot_entry(head, "row_in", row, rap_text_string(&words), RIGHT_LETTERS);
    rap_text_clear(&words);
    if (rap_cmo_is_tested(r) && rap_cmo_has_context(r)) {
        rap_text_add(&words, tr(t->language, "outside "));
        if (r->outside.s.draws > 0)
            rap_cmo_number(&words, t, r->proposition, &r->outside.s);
        else
            rap_text_add(&words, tr(t->language, "not measured"));
    }
    lines += rap_plot_entry(head, "row_out", row, rap_text_string(&words), RIGHT_LETTERS);
    head->failed |= words.failed;
    rap_text_free(&words);
    return lines;
}

/* Text of all rows; *area becomes their height, top[k - first] the pixel where the marks of row
 * k begin. */
static void add_proposition_rows(rap_text *head, const rap_tables *t, bool narrow, size_t first,
                                 size_t end, int *top, int *area) {
    int y = 4;
    for (size_t k = first; k < end; k++) {
        const rap_proposition_result *r = rap_cmo_row(t, k);
        size_t row = k - first + 1;
        int letters = narrow ? RAP_PLOT_NARROW_LETTERS : LABEL_LETTERS;
        int left = add_left(head, t, r->proposition, row, letters);
        int right = add_right(head, t, r, row);
        /* numbers beside the label, or below it; marks beside it, or below both */
        int beside = narrow ? left * RAP_PLOT_LINE : 0;
        int words = narrow ? left + right : left > right ? left : right;
        top[k - first] = narrow ? y + words * RAP_PLOT_LINE : y;
        rap_text_format(head, "row_y[%zu] = %d; row_right[%zu] = %d; row_marks[%zu] = %d\n", row, y,
                        row, y + beside, row, top[k - first]);
        y += (words + (narrow ? 2 : 0)) * RAP_PLOT_LINE + ROW_GAP;
    }
    *area = y;
}

/* One mark, where it has a value: place in pixels, five places on the axis, colour. Each block has a
 * row outside the picture as well: gnuplot 5.4 ends badly on labels of which none has a place. */
static void add_mark(rap_text *data, const rap_cmo_axis *axis, const rap_proposition_result *r,
                     const rap_summary *s, int y) {
    if (!isfinite(s->mean))
        return;
    rap_text_format(data, "%d", y);
    rap_cmo_places(data, axis, r->proposition, s);
    rap_text_format(data, " %u\n", rap_cmo_color(r->verdict));
}

static void add_marks(rap_text *data, const rap_tables *t, size_t first, size_t end, const int *top,
                      const rap_cmo_axis *axis) {
    rap_text_add(data, "# inside: y (pixels) effect ci_low ci_high plausible_low plausible_high "
                       "(places on the axis) colour\n");
    for (size_t k = first; k < end; k++)
        if (rap_cmo_is_tested(rap_cmo_row(t, k)))
            add_mark(data, axis, rap_cmo_row(t, k), &rap_cmo_row(t, k)->effect.s,
                     top[k - first] + 9);
    rap_text_add(data, "-99 0 0 0 0 0 0\n\n\n# outside\n-99 0 0 0 0 0 0\n");
    for (size_t k = first; k < end; k++)
        if (rap_cmo_is_tested(rap_cmo_row(t, k)) && rap_cmo_has_context(rap_cmo_row(t, k)))
            add_mark(data, axis, rap_cmo_row(t, k), &rap_cmo_row(t, k)->outside.s,
                     top[k - first] + 9 + RAP_PLOT_LINE);
}

static void span_effects(rap_cmo_axis *axis, const rap_tables *t, size_t first, size_t end) {
    for (size_t k = first; k < end; k++) {
        const rap_proposition_result *r = rap_cmo_row(t, k);
        if (!rap_cmo_is_tested(r))
            continue;
        rap_cmo_widen_by(axis, r->proposition, &r->effect.s);
        if (rap_cmo_has_context(r))
            rap_cmo_widen_by(axis, r->proposition, &r->outside.s);
    }
    rap_cmo_axis_finish(axis, 6);
}

static int fill_propositions(const rap_tables *t, const rap_plot *plot, int top, rap_text *head,
                             rap_text *data, rap_text *footnote) {
    static const char *const arrays[] = {"row_label", "row_note", "row_verdict", "row_color",
                                         "row_in",    "row_out",  "row_y",       "row_lines",
                                         "row_right", "row_marks"};
    size_t first, end;
    int tops[MOST], area;
    rap_cmo_axis axis = {0};
    propositions_of_part(t, plot, &first, &end);
    span_effects(&axis, t, first, end);
    rap_text_format(head, "rows = %zu\n", end - first);
    for (size_t k = 0; k < sizeof arrays / sizeof *arrays; k++)
        rap_text_format(head, "array %s[rows]\n", arrays[k]);
    add_proposition_rows(head, t, plot->narrow, first, end, tops, &area);
    add_marks(data, t, first, end, tops, &axis);
    rap_cmo_axis_assign(head, &axis);
    top += plot->narrow ? LEGEND + RAP_PLOT_LINE : LEGEND;
    rap_text_format(head, "top = %d\narea = %d\n", top, area);
    rap_text_add(footnote,
                 tr(t->language, "Thick bar and numbers in brackets: 95 % Monte Carlo interval of "
                                 "the mean. Thin bar: middle 95 % of sets of assumptions."));
    if (axis.bent)
        rap_text_add(
            footnote,
            tr(t->language, " The axis is bent (asinh): even around 0, logarithmic far off."));
    return top + area + 70;
}

static void title_propositions(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    rap_text_add(out, tr(t->language,
                         "Effects claimed by the propositions, inside and outside their contexts"));
    rap_plot_part_words(out, t->language, plot->part, rap_cmo_count(t), MOST);
}

static void caption_propositions(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)t;
    (void)plot;
    rap_text_add(out,
                 tr(t->language,
                    "Each effect is divided by the smallest one that matters and turned so that "
                    "the claimed direction is to the right; the grey band holds what is too small "
                    "to matter. Filled circles: in the context; open squares: outside it. The "
                    "verdict stands beside, with the numbers in the outcome’s own unit."));
}

static void alternative_propositions(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    size_t first, end;
    propositions_of_part(t, plot, &first, &end);
    rap_text_add(out, tr(t->language, "Effects with intervals, one row a proposition."));
    for (size_t k = first; k < end; k++) {
        const rap_proposition_result *r = rap_cmo_row(t, k);
        rap_parts p = {0};
        rap_text *said = rap_next_part(&p);
        rap_text_add(said, tr(t->language, rap_verdict_names[r->verdict]));
        if (rap_cmo_is_tested(r)) {
            rap_text_add(said, tr(t->language, ", "));
            rap_cmo_number(said, t, r->proposition, &r->effect.s);
        }
        rap_text_add(out, " ");
        rap_text_format(out, tr(t->language, "%s: %s."), r->proposition->label,
                        rap_text_string(said));
        rap_parts_end(&p, out);
    }
}

const rap_plot_kind rap_kind_propositions = {
    "propositions",     rap_embedded_propositions_gp, list_propositions,        fill_propositions,
    title_propositions, caption_propositions,         alternative_propositions, true};
