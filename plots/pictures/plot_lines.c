/* plot_lines.c: for each line of a budget, what the primary outcome loses and gains against the money
 * moved in the line: one panel a line, all on the same scale of the outcome. */
#include "plots/words/budget_words.h"
#include "plots/pictures/cmo.h"
#include "plots/pictures/plot_kinds.h"
#include "base/error.h"
#include "plots/words/sentence_parts.h"

#include <math.h>
#include <stdlib.h>

extern const char rap_embedded_lines_gp[];

enum { COLUMNS = 3, MOST = 12, LETTERS = 36, AREA = 150, BELOW = 36 };

static const rap_aim *primary_aim(const rap_tables *t) {
    return &rap_budget_of(t)->aims[0];
}

static const rap_dose_result *dose_of(const rap_tables *t, size_t i, size_t k) {
    return rap_doses[k] != 0 ? rap_budget_result(t, i, k) : NULL;
}

/* Whether a line was cut or raised: not one that is kept for the form. */
static bool is_drawn(const rap_tables *t, size_t i) {
    for (size_t k = 0; k < RAP_DOSES; k++)
        if (dose_of(t, i, k))
            return true;
    return false;
}

static size_t count_panels(const rap_tables *t) {
    size_t n = 0;
    for (size_t i = 0; t->lines && i < t->lines->n; i++)
        n += is_drawn(t, i);
    return n;
}

/* The line of the k-th panel of all. */
static size_t line_of_panel(const rap_tables *t, size_t k) {
    size_t i = 0;
    for (;; i++)
        if (is_drawn(t, i) && k-- == 0)
            return i;
}

static int list_budget_lines(rap_plots *plots, const rap_tables *t) {
    bool any = false;
    for (size_t i = 0; t->lines && i < t->lines->n; i++)
        for (size_t k = 0; k < RAP_DOSES; k++)
            any = any || (dose_of(t, i, k) && isfinite(dose_of(t, i, k)->effect[0].mean) &&
                          isfinite(dose_of(t, i, k)->moved.mean));
    return any ? rap_plots_add_parts(plots, &rap_kind_lines, count_panels(t), MOST) : RAP_OK;
}

/* 1 better, 2 worse, 3 neither or not clear. */
static int class_of(const rap_tables *t, const rap_summary *s) {
    size_t outcome = primary_aim(t)->outcome;
    int better = t->study->model->outcomes[outcome].better;
    rap_change change = rap_budget_change(t, outcome, s);
    if (better == 0 || !rap_budget_is_claimed(change))
        return 3;
    return (change == RAP_CHANGE_RISE) == (better > 0) ? 1 : 2;
}

static double as_drawn(const rap_tables *t, double x) {
    size_t outcome = primary_aim(t)->outcome;
    return rap_plot_within(x, rap_words_bound(t, outcome)) * rap_words_scale(t, outcome);
}

/* Of all lines, so that parts have one scale. */
static double scale_axis(const rap_tables *t, double *low, double *high) {
    double delta = as_drawn(t, t->study->delta[primary_aim(t)->outcome]);
    *low = -1.5 * delta;
    *high = 1.5 * delta;
    for (size_t i = 0; i < t->lines->n; i++)
        for (size_t k = 0; k < RAP_DOSES; k++)
            if (dose_of(t, i, k)) {
                const rap_summary *s = &dose_of(t, i, k)->effect[0];
                rap_plot_widen(as_drawn(t, s->mean), low, high);
                rap_plot_widen(as_drawn(t, s->ci_low), low, high);
                rap_plot_widen(as_drawn(t, s->ci_high), low, high);
            }
    return rap_plot_axis(low, high, 4);
}

static void add_point(rap_text *data, const rap_tables *t, const rap_dose_result *r, int percent) {
    const rap_summary *s = &r->effect[0];
    const double x[] = {r->moved.mean / 1000, as_drawn(t, s->mean), as_drawn(t, s->ci_low),
                        as_drawn(t, s->ci_high)};
    for (int k = 0; k < 4; k++) {
        rap_plot_number(data, x[k]);
        rap_text_add(data, " ");
    }
    rap_text_format(data, "%d %d\n", class_of(t, s), percent);
}

static void add_line_panel(rap_text *head, rap_text *data, const rap_tables *t, size_t i,
                           size_t panel) {
    double low = 0, high = 0;
    rap_text_format(data, "%s# line %zu\n# thousands moved, change, low, high, class, per cent\n",
                    panel > 1 ? "\n\n" : "", i + 1);
    rap_text_add(data, "0 0 0 0 0 0\n");
    for (size_t k = 0; k < RAP_DOSES; k++)
        if (dose_of(t, i, k)) {
            rap_plot_widen(dose_of(t, i, k)->moved.mean / 1000, &low, &high);
            add_point(data, t, dose_of(t, i, k), rap_doses[k]);
        }
    double step = rap_plot_axis(&low, &high, 4), pad = 0.05 * (high - low);
    rap_text_format(head, "x_low[%zu] = %.9g; x_high[%zu] = %.9g; x_step[%zu] = %.9g\n", panel,
                    low - pad, panel, high + pad, panel, step);
    rap_text_format(head, "x_from[%zu] = %.9g\n", panel, low);
}

static int add_line_panels(rap_text *head, rap_text *data, const rap_tables *t, size_t first,
                           size_t end) {
    int most = 1;
    rap_text_format(head,
                    "panels = %zu\narray panel_label[panels]\narray x_low[panels]\n"
                    "array x_high[panels]\narray x_step[panels]\narray x_from[panels]\n",
                    end - first);
    for (size_t i = first; i < end; i++) {
        size_t line = line_of_panel(t, i);
        int lines = rap_plot_entry(head, "panel_label", i - first + 1,
                                   t->lines->study->budget.lines[line].label, LETTERS);
        most = lines > most ? lines : most;
        add_line_panel(head, data, t, line, i - first + 1);
    }
    return most;
}

static void add_money_labels(rap_text *head, const rap_tables *t, bool narrow) {
    rap_text words;
    rap_text_init(&words);
    rap_parts p = {0};
    rap_words_difference_unit(rap_next_part(&p), t, primary_aim(t)->outcome);
    rap_text_format(&words, tr(t->language, "change, %s"), rap_part_string(&p, 0));
    rap_parts_end(&p, &words);
    rap_plot_assign(head, "y_label", rap_text_string(&words), 80);
    rap_text_clear(&words);
    rap_text_format(
        &words, tr(t->language, "money moved in the line, thousand %s (left: cut, right: raised)"),
        t->study->currency);
    rap_plot_assign(head, "x_label", rap_text_string(&words),
                    narrow ? RAP_PLOT_NARROW_LETTERS : 100);
    head->failed |= words.failed;
    rap_text_free(&words);
}

static int fill_lines(const rap_tables *t, const rap_plot *plot, int top, rap_text *head,
                      rap_text *data, rap_text *footnote) {
    size_t first = 0, end = 0;
    double low = 0, high = 1, step = 1;
    if (t->lines) {
        rap_plot_part(plot->part, count_panels(t), MOST, &first, &end);
        step = scale_axis(t, &low, &high);
        add_money_labels(head, t, plot->narrow);
    }
    top += plot->narrow ? 48 : 30;
    int head_lines = add_line_panels(head, data, t, first, end);
    int columns = plot->narrow ? 1 : COLUMNS;
    int rows = (int)(end - first + (size_t)columns - 1) / columns;
    int panel_head = head_lines * RAP_PLOT_LINE + 12;
    rap_text_format(head, "y_low = %.9g\ny_high = %.9g\ny_step = %.9g\ndelta = %.9g\n", low, high,
                    step, t->lines ? as_drawn(t, t->study->delta[primary_aim(t)->outcome]) : 0);
    rap_text_format(
        head, "columns = %d\ntop = %d\narea = %d\npanel_head = %d\nbelow = %d\nbottom = %d\n",
        columns, top, AREA, panel_head, BELOW, top + rows * (panel_head + AREA + BELOW) + 4);
    rap_text_add(footnote,
                 tr(t->language,
                    "Bars: 95 % Monte Carlo intervals of the mean. Grey band: changes too small to "
                    "matter. Each panel has its own scale of money. Values of lines do not add."));
    return top + rows * (panel_head + AREA + BELOW) + (plot->narrow ? 48 : 30);
}

static void title_lines(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    rap_text_add(out, tr(t->language, "What each line buys: "));
    if (t->lines) {
        rap_budget_aim(out, t, primary_aim(t));
        rap_plot_part_words(out, t->language, plot->part, count_panels(t), MOST);
    }
}

static void caption_lines(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)t;
    (void)plot;
    rap_text_add(out,
                 tr(t->language,
                    "One panel a line. Each mark is the line cut or raised by so many per cent, "
                    "with all other lines as they stand: across, the money moved in the line; up, "
                    "the change of the outcome. Marks on the grey band are no effect that matters. "
                    "Where raises are missing, the model cannot do them; the table says why."));
}

static void alternative_lines(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    size_t first = 0, end = 0, k = rap_budget_dose(-100);
    if (t->lines)
        rap_plot_part(plot->part, count_panels(t), MOST, &first, &end);
    rap_text_add(out, tr(t->language, "What is lost of the first outcome without each line:"));
    for (size_t i = first; i < end; i++) {
        rap_text_format(out, "%s %s ", i > first ? ";" : "",
                        t->lines->study->budget.lines[i].label);
        if (dose_of(t, i, k)) {
            const rap_summary *s = &dose_of(t, i, k)->effect[0];
            rap_budget_value(out, t, primary_aim(t)->outcome, s->mean, s->ci_low, s->ci_high);
        } else
            rap_text_add(out, tr(t->language, "cannot be simulated"));
    }
    rap_text_add(out, ".");
}

const rap_plot_kind rap_kind_lines = {
    "lines",     rap_embedded_lines_gp, list_budget_lines, fill_lines,
    title_lines, caption_lines,         alternative_lines, true};
