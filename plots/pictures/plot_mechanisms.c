/* plot_mechanisms.c: the mechanisms of each proposition taken apart: removed last, added first, and
 * Shapley value (verdicts.h), in smallest effects that matter, counted in the claimed direction. */
#include "plots/pictures/cmo.h"
#include "plots/pictures/plot_kinds.h"
#include "plots/words/sentence_parts.h"
#include "base/error.h"

extern const char rap_embedded_mechanisms_gp[];

enum {
    MOST = 8, /* propositions in one picture */
    LABEL_LETTERS = 128,
    FACTOR_LETTERS = 38,
    FACTOR = 3 * 14 + 8, /* pixels of a factor: three marks */
    LEGEND = 34,
    MEASURES = 3
};

static int list_mechanisms(rap_plots *plots, const rap_tables *t) {
    return rap_plots_add_parts(plots, &rap_kind_mechanisms, rap_cmo_tested(t), MOST);
}

static void mechanisms_of_part(const rap_tables *t, const rap_plot *plot, size_t *first,
                               size_t *end) {
    rap_plot_part(plot->part, rap_cmo_tested(t), MOST, first, end);
}

static const rap_summary *factor_measure(const rap_factor_result *f, int k) {
    return k == 0 ? &f->removed_last.s : k == 1 ? &f->added_first.s : &f->shapley.s;
}

static void add_heading(rap_text *head, const rap_tables *t, const rap_plot *plot,
                        const rap_proposition_result *r, size_t line, int *y) {
    const rap_language *l = t->language;
    rap_text words;
    rap_text_init(&words);
    rap_parts p = {0};
    rap_cmo_number(rap_next_part(&p), t, r->proposition, &r->effect.s);
    rap_cmo_least(rap_next_part(&p), t, r->proposition);
    rap_text_format(&words,
                    r->proposition->direction > 0 ? tr(l, "%s: %s. Effect %s; 1 = %s more")
                                                  : tr(l, "%s: %s. Effect %s; 1 = %s less"),
                    r->proposition->label, tr(l, rap_verdict_names[r->verdict]),
                    rap_part_string(&p, 0), rap_part_string(&p, 1));
    rap_parts_end(&p, &words);
    int lines = rap_plot_entry(head, "row_label", line, rap_text_string(&words),
                               plot->narrow ? RAP_PLOT_NARROW_LETTERS : LABEL_LETTERS);
    rap_text_format(head, "row_y[%zu] = %d; row_heading[%zu] = 1; row_end[%zu] = %d\n", line, *y,
                    line, line, *y + lines * RAP_PLOT_LINE);
    rap_text_format(head, "row_label_y[%zu] = %d\n", line, *y);
    head->failed |= words.failed;
    rap_text_free(&words);
    *y += lines * RAP_PLOT_LINE + 8;
}

static void add_factor(rap_text *head, rap_text *data, const rap_tables *t, const rap_plot *plot,
                       size_t row, size_t k, size_t line, const rap_cmo_axis *axis, int *y) {
    const rap_proposition_result *r = rap_cmo_row(t, row);
    int lines = rap_plot_entry(head, "row_label", line,
                               tr(t->language, rap_factor_label(t->verdicts, row, k)),
                               plot->narrow ? RAP_PLOT_NARROW_LETTERS : FACTOR_LETTERS);
    int height = lines * RAP_PLOT_LINE > FACTOR ? lines * RAP_PLOT_LINE : FACTOR, label_y = *y;
    if (plot->narrow) { /* marks below the label */
        *y += lines * RAP_PLOT_LINE;
        height = FACTOR;
    }
    rap_text_format(head, "row_y[%zu] = %d; row_heading[%zu] = 0; row_end[%zu] = %d\n", line, *y,
                    line, line, *y + height);
    rap_text_format(head, "row_label_y[%zu] = %d\n", line, label_y);
    for (int m = 0; m < MEASURES; m++) {
        rap_text_format(data, "%d", *y + 8 + 14 * m);
        rap_cmo_places(data, axis, r->proposition, factor_measure(&r->factors[k], m));
        rap_text_format(data, " %d\n", m);
    }
    *y += height + 4;
}

static void span_factors(rap_cmo_axis *axis, const rap_tables *t, size_t first, size_t end) {
    for (size_t i = first; i < end; i++) {
        const rap_proposition_result *r = rap_cmo_row(t, rap_cmo_nth(t, i));
        for (size_t k = 0; k < r->cells->n_factors; k++)
            for (int m = 0; m < MEASURES; m++) {
                const rap_summary *s = factor_measure(&r->factors[k], m);
                rap_cmo_axis_widen(axis, rap_cmo_units(r->proposition, s->mean));
                rap_cmo_axis_widen(axis, rap_cmo_units(r->proposition, s->ci_low));
                rap_cmo_axis_widen(axis, rap_cmo_units(r->proposition, s->ci_high));
            }
    }
    rap_cmo_axis_finish(axis, 6);
}

static int fill_mechanisms(const rap_tables *t, const rap_plot *plot, int top, rap_text *head,
                           rap_text *data, rap_text *footnote) {
    size_t first, end, lines = 0;
    int y = 4;
    rap_cmo_axis axis = {0};
    mechanisms_of_part(t, plot, &first, &end);
    span_factors(&axis, t, first, end);
    for (size_t i = first; i < end; i++)
        lines += 1 + rap_cmo_row(t, rap_cmo_nth(t, i))->cells->n_factors;
    rap_text_format(head,
                    "rows = %zu\narray row_label[rows]\narray row_y[rows]\narray "
                    "row_heading[rows]\narray row_end[rows]\narray row_label_y[rows]\n",
                    lines);
    rap_text_add(data, "# y (pixels) value ci_low ci_high plausible_low plausible_high (places on "
                       "the axis), 0 removed last, 1 added first, 2 Shapley value\n");
    lines = 0;
    for (size_t i = first; i < end; i++) {
        size_t row = rap_cmo_nth(t, i);
        const rap_proposition_result *r = rap_cmo_row(t, row);
        add_heading(head, t, plot, r, ++lines, &y);
        for (size_t k = 0; k < r->cells->n_factors; k++)
            add_factor(head, data, t, plot, row, k, ++lines, &axis, &y);
        y += 8;
    }
    rap_cmo_axis_assign(head, &axis);
    top += plot->narrow ? LEGEND + RAP_PLOT_LINE : LEGEND;
    rap_text_format(head, "top = %d\narea = %d\n", top, y);
    rap_text_add(footnote,
                 tr(t->language,
                    "Bars: 95 % Monte Carlo interval of the mean. The Shapley values of a "
                    "proposition add up to its effect less the effect with all mechanisms off."));
    if (axis.bent)
        rap_text_add(
            footnote,
            tr(t->language, " The axis is bent (asinh): even around 0, logarithmic far off."));
    return top + y + 70;
}

static void title_mechanisms(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    rap_text_add(out, tr(t->language, "What each mechanism adds to the effect"));
    rap_plot_part_words(out, t->language, plot->part, rap_cmo_tested(t), MOST);
}

static void caption_mechanisms(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)t;
    (void)plot;
    rap_text_add(
        out,
        tr(t->language,
           "For the response, its named rivals, and all other mechanisms as one: what is lost when "
           "it alone is removed (removed last), what it does when all others are off (added "
           "first), and the mean over all orders (Shapley value). Right of 0: it helps the claim. "
           "Where the first and the second differ, mechanisms replace or need each other."));
}

static void alternative_mechanisms(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    size_t first, end;
    mechanisms_of_part(t, plot, &first, &end);
    rap_text_add(out, tr(t->language, "Marks with intervals, by mechanism. Shapley values:"));
    for (size_t i = first; i < end; i++) {
        size_t row = rap_cmo_nth(t, i);
        const rap_proposition_result *r = rap_cmo_row(t, row);
        rap_parts p = {0};
        rap_text *list = rap_next_part(&p);
        for (size_t k = 0; k < r->cells->n_factors; k++) {
            rap_text_format(list, "%s%s ", k ? tr(t->language, ", ") : "",
                            tr(t->language, rap_factor_label(t->verdicts, row, k)));
            rap_cmo_number(list, t, r->proposition, &r->factors[k].shapley.s);
        }
        rap_text_add(out, i > first ? tr(t->language, "; ") : " ");
        rap_text_format(out, tr(t->language, "%s: %s"), r->proposition->label,
                        rap_text_string(list));
        rap_parts_end(&p, out);
    }
    rap_text_add(out, ".");
}

const rap_plot_kind rap_kind_mechanisms = {
    "mechanisms",     rap_embedded_mechanisms_gp, list_mechanisms,        fill_mechanisms,
    title_mechanisms, caption_mechanisms,         alternative_mechanisms, true};
