/* plot_spend.c: money spent so far over time, all arms in one picture, labelled at their lines'
 * ends. */
#include "plots/pictures/plot_kinds.h"
#include "plots/pictures/script.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>

extern const char rap_embedded_spend_gp[];

enum { LABEL_LETTERS = 34, AREA = 400, NARROW_AREA = 240, GAP = 6 };

static const rap_series_row *spend_path_of(const rap_tables *t, size_t arm) {
    int spend = rap_words_spend(t);
    return spend < 0 ? NULL : rap_tables_series(t, arm, (size_t)spend, "all");
}

static double last_value(const rap_tables *t, size_t arm) {
    const rap_series_row *rows = spend_path_of(t, arm);
    return rows ? rows[t->layout->n_months - 1].mean : NAN;
}

static int list_spend(rap_plots *plots, const rap_tables *t) {
    for (size_t a = 0; a < t->study->n_arms; a++)
        if (isfinite(last_value(t, a)))
            return rap_plots_add(plots, &rap_kind_spend, "spend", NULL, NULL,
                                 (size_t)rap_words_spend(t), "all");
    return RAP_OK;
}

/* A label wants its middle at `y`, pixels from the top of the area, and takes `height`. */
typedef struct {
    size_t arm;
    double y, height;
} place;

static void sort_places(place *p, size_t n) {
    for (size_t i = 1; i < n; i++)
        for (size_t j = i; j > 0 && p[j].y < p[j - 1].y; j--) {
            place swap = p[j];
            p[j] = p[j - 1];
            p[j - 1] = swap;
        }
}

/* Moves sorted labels down until none overlaps the one above, then up again from the bottom edge.
 */
static void spread_labels(place *p, size_t n, double edge) {
    for (size_t i = 1; i < n; i++)
        p[i].y = fmax(p[i].y, p[i - 1].y + (p[i - 1].height + p[i].height) / 2 + GAP);
    for (size_t i = n; i-- > 0;) {
        double below = i + 1 < n ? p[i + 1].y - p[i + 1].height / 2 - GAP : edge;
        p[i].y = fmin(p[i].y, below - p[i].height / 2);
    }
}

/* Arrays end_value (NaN: no line) and label_y (first line of the label, pixels below `top`). */
static void place_labels(rap_text *head, const rap_tables *t, double low, double high) {
    size_t n = t->study->n_arms;
    place *p = rap_allocate(n, sizeof *p);
    if (!p) {
        head->failed = true;
        return;
    }
    for (size_t a = 0; a < n; a++) {
        double v = last_value(t, a);
        int lines = rap_plot_lines(rap_words_arm(t, a), LABEL_LETTERS);
        p[a] = (place){a, isfinite(v) ? AREA * (high - v) / (high - low) : AREA,
                       lines * RAP_PLOT_LINE};
    }
    sort_places(p, n);
    spread_labels(p, n, AREA + RAP_PLOT_LINE);
    rap_text_format(head, "array label_y[%zu]\narray end_value[%zu]\n", n, n);
    for (size_t i = 0; i < n; i++) {
        rap_text_format(head, "label_y[%zu] = %.1f; end_value[%zu] = ", p[i].arm + 1,
                        p[i].y - (p[i].height - RAP_PLOT_LINE) / 2, p[i].arm + 1);
        rap_plot_number(head, last_value(t, p[i].arm));
        rap_text_add(head, "\n");
    }
    rap_free(p);
}

/* Arrays tick and tick_label: money with separated thousands. */
static void add_spend_ticks(rap_text *head, const rap_tables *t, double high, double step) {
    int n = (int)(high / step + 1.5);
    rap_text_format(head, "ticks = %d\narray tick[ticks]\narray tick_label[ticks]\n", n);
    for (int k = 0; k < n; k++) {
        rap_text_format(head, "tick[%d] = %.9g; tick_label[%d] = '", k + 1, k * step, k + 1);
        rap_words_value(head, t, (size_t)rap_words_spend(t), k * step, 0);
        rap_text_add(head, "'\n");
    }
}

static void add_spend_path(rap_text *data, const rap_tables *t, size_t arm) {
    const rap_series_row *rows = spend_path_of(t, arm);
    rap_text_format(data, "%s# arm %zu\n# month mean p05 p95\n", arm ? "\n\n" : "", arm + 1);
    if (!rows)
        rap_text_add(data, "0 NaN NaN NaN\n");
    for (size_t m = 0; rows && m < t->layout->n_months; m++) {
        rap_text_format(data, "%d ", rows[m].month);
        rap_plot_number(data, rows[m].mean);
        rap_text_add(data, " ");
        rap_plot_number(data, rows[m].p05);
        rap_text_add(data, " ");
        rap_plot_number(data, rows[m].p95);
        rap_text_add(data, "\n");
    }
}

static int fill_spend(const rap_tables *t, const rap_plot *plot, int top, rap_text *head,
                      rap_text *data, rap_text *footnote) {
    double low = 0, high = 0;
    for (size_t a = 0; a < t->study->n_arms; a++) {
        const rap_series_row *rows = spend_path_of(t, a);
        for (size_t m = 0; rows && m < t->layout->n_months; m++)
            high = fmax(high, isfinite(rows[m].mean) ? rows[m].mean : 0);
        add_spend_path(data, t, a);
    }
    double step = rap_plot_axis(&low, &high, 5);
    rap_plot_time_axis(head, t, plot->narrow ? 5 : 8);
    add_spend_ticks(head, t, high, step);
    high *= 1.03;
    rap_text_format(head, "y_high = %.9g\n", high);
    rap_text unit;
    rap_text_init(&unit);
    rap_words_unit(&unit, t, plot->outcome);
    rap_plot_assign(head, "y_label", rap_text_string(&unit), 40);
    head->failed |= unit.failed;
    rap_text_free(&unit);
    int area = plot->narrow ? NARROW_AREA : AREA;
    rap_text_format(head, "top = %d\narea = %d\n", top + 14, area);
    rap_text_add(footnote, tr(t->language, "Lines: mean of all runs."));
    if (plot->narrow)
        return rap_plot_legend(head, t, top + 14 + area + 68) + 12;
    rap_plot_arms(head, t, LABEL_LETTERS);
    place_labels(head, t, low, high);
    return top + 14 + area + 70;
}

static void title_spend(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    rap_text_format(out, tr(t->language, "%s so far, by way of working"),
                    rap_words_outcome(t, plot->outcome));
}

static void caption_spend(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    rap_text_format(out,
                    tr(t->language, "%s, added up since month 0; mean of all runs. Where lines run "
                                    "together, they spend alike."),
                    tr(t->language, t->study->model->outcomes[plot->outcome].meaning));
}

static void alternative_spend(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    rap_text_format(out,
                    tr(t->language, "Line chart of %s over %lld months. Total by the last month:"),
                    rap_words_outcome(t, plot->outcome), (long long)t->study->horizon);
    for (size_t a = 0; a < t->study->n_arms; a++) {
        rap_text_format(out, "%s %s ", a ? ";" : "", rap_words_arm(t, a));
        rap_words_value(out, t, plot->outcome, last_value(t, a), RAP_WITH_UNIT);
    }
    rap_text_add(out, ".");
}

const rap_plot_kind rap_kind_spend = {
    "spend",     rap_embedded_spend_gp, list_spend,        fill_spend,
    title_spend, caption_spend,         alternative_spend, true};
