/* plot_path.c: an outcome over time, one panel an arm, with the baseline's mean in each. */
#include "plots/pictures/plot_kinds.h"
#include "plots/pictures/script.h"
#include "base/error.h"
#include "plots/words/sentence_parts.h"

#include <math.h>
#include <string.h>

extern const char rap_embedded_path_gp[];

enum {
    PANEL_LETTERS = 36,
    PANEL_HEIGHT = 165,
    PANEL_FOOT = 54,
    LEGEND = 34,
    NARROW_LEGEND = 70,
    NARROW_POINTS = 60
};

static const rap_outcome *drawn_outcome(const rap_tables *t, const rap_plot *plot) {
    return &t->study->model->outcomes[plot->outcome];
}

/* Extends [*low, *high] by the values of a path that a panel shows. */
static void extend(const rap_series_row *rows, size_t n, double *low, double *high) {
    for (size_t m = 0; rows && m < n; m++) {
        rap_plot_widen(rows[m].mean, low, high);
        rap_plot_widen(rows[m].p05, low, high);
        rap_plot_widen(rows[m].p95, low, high);
    }
}

static bool has_values(const rap_tables *t, size_t outcome, const char *group) {
    double low = INFINITY, high = -INFINITY;
    for (size_t a = 0; a < t->study->n_arms; a++)
        extend(rap_tables_series(t, a, outcome, group), t->layout->n_months, &low, &high);
    return low <= high;
}

static bool has_picture(const rap_plots *plots, const rap_headline *h) {
    for (size_t i = 0; i < plots->n; i++)
        if (plots->rows[i].outcome == h->outcome && strcmp(plots->rows[i].group, h->group) == 0)
            return true;
    return false;
}

static int list_path(rap_plots *plots, const rap_tables *t) {
    for (size_t k = 0; k < t->study->n_headlines; k++) {
        const rap_headline *h = &t->study->headlines[k];
        if (has_picture(plots, h) || !has_values(t, h->outcome, h->group))
            continue;
        const char *group = strcmp(h->group, "all") == 0 ? NULL : h->group;
        int status =
            rap_plots_add(plots, &rap_kind_path, "path", t->study->model->outcomes[h->outcome].name,
                          group, h->outcome, h->group);
        if (status)
            return status;
    }
    return RAP_OK;
}

enum { SPAN_KINDS = 2 };

/* Which kind of span a label is, 1 to SPAN_KINDS; labels beyond those are drawn like the last. */
static size_t span_kind(const char *labels[SPAN_KINDS], const char *label) {
    label = label ? label : "shaded";
    for (size_t k = 0; k < SPAN_KINDS; k++) {
        if (!labels[k])
            labels[k] = label;
        if (strcmp(labels[k], label) == 0)
            return k + 1;
    }
    return SPAN_KINDS;
}

/* Shaded months of each arm that concern the group of the path, as a text of "from to kind" for each span, and the
 * kinds' labels. */
static void add_spans(rap_text *head, const rap_tables *t, const char *group) {
    const char *labels[SPAN_KINDS] = {NULL};
    rap_text_format(head, "array spans[%zu] = [", t->study->n_arms);
    for (size_t a = 0; a < t->study->n_arms; a++) {
        rap_text_add(head, a ? ", '" : "'");
        size_t first = t->span_first ? t->span_first[a] : 0;
        size_t end = t->span_first ? t->span_first[a + 1] : 0, n = 0;
        for (size_t k = first; k < end; k++)
            if (rap_tables_shades(t, k, group))
                rap_text_format(head, "%s%g %g %zu", n++ ? " " : "", t->spans[k].from,
                                t->spans[k].to, span_kind(labels, t->spans[k].label));
        rap_text_add(head, "'");
    }
    rap_text_format(head, "]\narray span_label[%d] = [", SPAN_KINDS);
    for (size_t k = 0; k < SPAN_KINDS; k++) {
        rap_text_add(head, k ? ", " : "");
        rap_plot_cut(head, labels[k] ? tr(t->language, labels[k]) : "", 14);
    }
    rap_text_add(head, "]\n");
}

/* All months; in a narrow picture, which has no pixel for each, some sixty of them and the last. */
static void add_arm_path(rap_text *data, const rap_tables *t, const rap_plot *plot, size_t arm) {
    const rap_series_row *rows = rap_tables_series(t, arm, plot->outcome, plot->group);
    double scale = rap_words_scale(t, plot->outcome);
    rap_text_format(data, "%s# arm %zu\n# month mean p05 p25 p50 p75 p95\n", arm ? "\n\n" : "",
                    arm + 1);
    if (!rows)
        rap_text_add(data, "0 NaN NaN NaN NaN NaN NaN\n");
    size_t n = t->layout->n_months, step = plot->narrow ? 1 + (n - 1) / (NARROW_POINTS + 1) : 1;
    for (size_t m = 0; rows && m < n; m = m + step < n || m == n - 1 ? m + step : n - 1) {
        const double x[] = {rows[m].mean, rows[m].p05, rows[m].p25,
                            rows[m].p50,  rows[m].p75, rows[m].p95};
        rap_text_format(data, "%d", rows[m].month);
        for (int k = 0; k < 6; k++) {
            rap_text_add(data, " ");
            rap_plot_number(data, x[k] * scale);
        }
        rap_text_add(data, "\n");
    }
}

static void add_value_axis(rap_text *head, const rap_tables *t, const rap_plot *plot) {
    double scale = rap_words_scale(t, plot->outcome), low = INFINITY, high = -INFINITY;
    for (size_t a = 0; a < t->study->n_arms; a++)
        extend(rap_tables_series(t, a, plot->outcome, plot->group), t->layout->n_months, &low,
               &high);
    low *= scale;
    high *= scale;
    double step = rap_plot_axis(&low, &high, 4);
    rap_text_format(head, "y_low = %.9g\ny_high = %.9g\ny_step = %.9g\n", low, high, step);
    rap_text unit;
    rap_text_init(&unit);
    rap_words_unit(&unit, t, plot->outcome);
    rap_plot_assign(head, "y_label", rap_text_string(&unit), 24);
    head->failed |= unit.failed;
    rap_text_free(&unit);
}

static int fill_path(const rap_tables *t, const rap_plot *plot, int top, rap_text *head,
                     rap_text *data, rap_text *footnote) {
    size_t n = t->study->n_arms;
    int columns = n == 1 || plot->narrow ? 1 : n <= 4 ? 2 : 3;
    int rows = ((int)n + columns - 1) / columns;
    int letters = plot->narrow ? 40 : columns == 1 ? 100 : columns == 2 ? 56 : PANEL_LETTERS;
    int panel_head = 18 + RAP_PLOT_LINE * rap_plot_arms(head, t, letters);
    add_spans(head, t, plot->group);
    rap_plot_time_axis(head, t, 5);
    add_value_axis(head, t, plot);
    top += plot->narrow ? NARROW_LEGEND : LEGEND;
    rap_text_format(head,
                    "columns = %d\ntop = %d\npanel_head = %d\npanel_height = %d\npanel_foot = %d\n",
                    columns, top, panel_head, PANEL_HEIGHT, PANEL_FOOT);
    for (size_t a = 0; a < n; a++)
        add_arm_path(data, t, plot, a);
    rap_text_add(footnote,
                 tr(t->language, "Bands: the middle half and the middle 90 % of all runs at each "
                                 "month; they show chance and assumptions together."));
    return top + rows * (panel_head + PANEL_HEIGHT + PANEL_FOOT) + 14;
}

static void title_path(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    const rap_language *l = t->language;
    rap_parts p = {0};
    rap_text *what = rap_next_part(&p);
    rap_text_add(what, tr(l, drawn_outcome(t, plot)->label));
    if (strcmp(plot->group, "all") != 0)
        rap_text_format(what, " (%s)", rap_words_group(t, plot->group));
    if (t->study->n_arms > 1)
        rap_text_format(out, tr(l, "%s over time, each way of working beside ‘%s’"),
                        rap_text_string(what), rap_words_baseline(t));
    else
        rap_text_format(out, tr(l, "%s over time"), rap_text_string(what));
    rap_parts_end(&p, out);
}

static void caption_path(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    rap_text_format(out,
                    tr(t->language, "%s. The line is the mean over all runs; dark and light bands "
                                    "hold the middle half and the middle 90 %% of the runs. "),
                    tr(t->language, drawn_outcome(t, plot)->meaning));
    if (t->study->n_arms > 1)
        rap_text_format(out, tr(t->language, "The dashed grey line is the mean of ‘%s’. "),
                        rap_words_baseline(t));
    rap_text_add(
        out, tr(t->language, "The strip above a panel marks the months that the legend names."));
}

/* "from 0.40 at the start to 0.61 at the end" for each arm. */
static void alternative_path(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    size_t last = t->layout->n_months - 1;
    rap_text_format(out,
                    tr(t->language, "Line charts of %s over %lld months, one for each way of "
                                    "working. Mean at the last month:"),
                    tr(t->language, drawn_outcome(t, plot)->label), (long long)t->study->horizon);
    for (size_t a = 0; a < t->study->n_arms; a++) {
        const rap_series_row *rows = rap_tables_series(t, a, plot->outcome, plot->group);
        rap_text_format(out, "%s %s ", a ? ";" : "", rap_words_arm(t, a));
        rap_words_value(out, t, plot->outcome, rows ? rows[last].mean : NAN, RAP_WITH_UNIT);
    }
    rap_text_add(out, ".");
}

const rap_plot_kind rap_kind_path = {"path",     rap_embedded_path_gp, list_path,        fill_path,
                                     title_path, caption_path,         alternative_path, true};
