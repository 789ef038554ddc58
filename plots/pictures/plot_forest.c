/* plot_forest.c: every contrast on every headline, in multiples of the smallest difference that
 * matters, turned so that better is always to the right. */
#include "plots/pictures/plot_kinds.h"
#include "plots/pictures/script.h"
#include "base/error.h"
#include "base/memory.h"
#include "plots/words/sentence_parts.h"

#include <math.h>

extern const char rap_embedded_forest_gp[];

enum {
    LABEL_LETTERS = 42,
    PANEL_LETTERS = 26,
    COLUMNS = 3,
    ROW_PAD = 6,
    NARROW_AREA = 24,
    KEY = 3
};

/* The parts: a picture of the key contrasts, and one of all where there are more. */
enum { KEY_PART, WHOLE_PART };

static bool has_value(const rap_tables *t) {
    for (size_t c = 0; c < t->study->n_contrasts; c++)
        for (size_t h = 0; h < t->study->n_headlines; h++) {
            const rap_contrast_row *row = rap_words_row(t, c, &t->study->headlines[h]);
            if (row && isfinite(row->s.mean))
                return true;
        }
    return false;
}

static int list_forest(rap_plots *plots, const rap_tables *t) {
    if (!has_value(t))
        return RAP_OK;
    int status = rap_plots_add(plots, &rap_kind_forest, "contrasts", NULL, NULL, 0, "all");
    if (status || t->study->n_contrasts <= KEY)
        return status;
    status = rap_plots_add(plots, &rap_kind_forest, "contrasts", "all", NULL, 0, "all");
    if (!status)
        plots->rows[plots->n - 1].part = WHOLE_PART;
    return status;
}

/* Label of a contrast's row: the arm's where the heading above names the baseline. */
static const char *row_label(const rap_tables *t, size_t c) {
    const rap_contrast *contrast = &t->study->contrasts[c];
    return contrast->is_arm && contrast->n_plus == 1 ? rap_words_arm(t, contrast->plus[0])
                                                     : contrast->label;
}

/* A line of the list on the left: label and place; returns the pixel below it. */
static int add_arm_line(rap_text *head, int line, const char *label, int y, bool heading) {
    rap_text_format(head, "row_label[%d] = ", line);
    int lines = rap_plot_wrap(head, label, LABEL_LETTERS);
    rap_text_format(head, "; row_y[%d] = %d; row_heading[%d] = %d\n", line,
                    y + RAP_PLOT_LINE / 2 + 4, line, heading);
    return y + lines * RAP_PLOT_LINE + ROW_PAD;
}

/* The contrast that a narrow picture shows: the first of the key contrasts, which its title names. */
static size_t narrow_contrast(const rap_tables *t) {
    size_t key = 0;
    rap_words_key_contrasts(t, &key, 1);
    return key;
}

static bool is_shown(const rap_tables *t, const rap_plot *plot, size_t contrast) {
    size_t key[KEY], n = rap_words_key_contrasts(t, key, KEY);
    if (plot->narrow)
        return contrast == narrow_contrast(t);
    if (plot->part == WHOLE_PART || t->study->n_contrasts <= KEY)
        return true;
    for (size_t k = 0; k < n; k++)
        if (key[k] == contrast)
            return true;
    return false;
}

/* The lines of the list, headings included; middle[c] becomes the pixel of contrast c's marks.
 * Returns the height and sets *lines. */
static int add_lines(rap_text *head, const rap_tables *t, const rap_plot *plot, int *lines,
                     int *middle) {
    int y = 0, line = 0;
    bool begun[2] = {false, false};
    rap_text heading;
    rap_text_init(&heading);
    rap_text_format(&heading, tr(t->language, "Against ‘%s’"), rap_words_baseline(t));
    for (size_t c = 0; c < t->study->n_contrasts; c++) {
        bool is_arm = t->study->contrasts[c].is_arm;
        if (!is_shown(t, plot, c))
            continue;
        if (!begun[is_arm]) {
            begun[is_arm] = true;
            const char *text = is_arm ? rap_text_string(&heading)
                                      : tr(t->language, "Comparisons across ways of working");
            y += line ? 6 : 0;
            y = add_arm_line(head, ++line, text, y, true);
        }
        int from = y;
        y = add_arm_line(head, ++line, row_label(t, c), y, false);
        middle[c] = (from + y - ROW_PAD) / 2 + 4;
    }
    head->failed |= heading.failed;
    rap_text_free(&heading);
    *lines = line;
    return y + 4;
}

/* One line without a label. */
static int add_narrow_line(rap_text *head, const rap_tables *t, int *lines, int *middle) {
    rap_text_add(head, "row_label[1] = ''; row_y[1] = 0; row_heading[1] = 0\n");
    middle[narrow_contrast(t)] = NARROW_AREA / 2;
    *lines = 1;
    return NARROW_AREA;
}

static double sign_of(const rap_tables *t, const rap_headline *h) {
    return t->study->model->outcomes[h->outcome].better < 0 ? -1 : 1;
}

/* Mean, interval and plausible range of a row, in smallest differences that matter; turned about,
 * the lower end of each becomes the upper one. */
static void turn_row(const rap_tables *t, const rap_headline *h, const rap_contrast_row *row,
                     double *x) {
    double unit = sign_of(t, h) / t->study->delta[h->outcome],
           bound = rap_words_bound(t, h->outcome);
    int turned = unit < 0;
    for (int k = 0; k < 5; k++)
        x[k] = NAN;
    if (!row)
        return;
    x[0] = row->s.mean;
    x[1 + turned] = row->s.ci_low;
    x[2 - turned] = row->s.ci_high;
    x[3 + turned] = row->s.plausible_low;
    x[4 - turned] = row->s.plausible_high;
    for (int k = 0; k < 5; k++)
        x[k] = rap_plot_within(x[k], bound) * unit;
}

/* Data of one panel; widens [*low, *high] to what it shows. */
static void add_headline_panel(rap_text *data, const rap_tables *t, const rap_plot *plot,
                               size_t headline, const int *middle, double *low, double *high) {
    const rap_headline *h = &t->study->headlines[headline];
    rap_text_format(
        data,
        "%s# headline %zu\n# y difference ci_low ci_high plausible_low plausible_high class\n",
        headline ? "\n\n" : "", headline + 1);
    for (size_t c = 0; c < t->study->n_contrasts; c++) {
        const rap_contrast_row *row = rap_words_row(t, c, h);
        double x[5];
        if (!is_shown(t, plot, c))
            continue;
        turn_row(t, h, row, x);
        rap_text_format(data, "%d", middle[c]);
        for (int k = 0; k < 5; k++) {
            rap_text_add(data, " ");
            rap_plot_number(data, x[k]);
            *low = isfinite(x[k]) ? fmin(*low, x[k]) : *low;
            *high = isfinite(x[k]) ? fmax(*high, x[k]) : *high;
        }
        rap_text_format(data, " %d\n", rap_plot_class(t, row));
    }
}

/* Heading of a panel: the headline, then what 1 on its axis is. Returns the number of lines. */
static int add_panel_heading(rap_text *head, const rap_tables *t, const rap_plot *plot,
                             size_t headline) {
    int letters = plot->narrow ? RAP_PLOT_NARROW_LETTERS - 2 : PANEL_LETTERS;
    const rap_headline *h = &t->study->headlines[headline];
    rap_text words;
    rap_text_init(&words);
    rap_words_headline(&words, t, h);
    rap_text_format(head, "panel_label[%zu] = ", headline + 1);
    int lines = rap_plot_wrap(head, rap_text_string(&words), letters);
    rap_text_clear(&words);
    rap_parts p = {0};
    rap_words_delta(rap_next_part(&p), t, h->outcome);
    rap_text_format(&words, sign_of(t, h) < 0 ? tr(t->language, "1 = %s less") : "1 = %s",
                    rap_part_string(&p, 0));
    rap_parts_end(&p, &words);
    rap_text_add(head, ".\"\\n\".");
    lines += rap_plot_wrap(head, rap_text_string(&words), letters + 2);
    rap_text_add(head, "\n");
    head->failed |= words.failed;
    rap_text_free(&words);
    return lines;
}

/* Assignments and data of all panels. Returns the most lines that a heading takes. */
static int add_headline_panels(rap_text *head, rap_text *data, const rap_tables *t,
                               const rap_plot *plot, const int *middle) {
    size_t n = t->study->n_headlines;
    int most = 0;
    rap_text_format(head,
                    "panels = %zu\narray panel_label[panels]\narray panel_low[panels]\n"
                    "array panel_high[panels]\narray panel_step[panels]\n",
                    n);
    for (size_t h = 0; h < n; h++) {
        double low = -1.5, high = 1.5;
        add_headline_panel(data, t, plot, h, middle, &low, &high);
        double step = rap_plot_axis(&low, &high, 4);
        int here = add_panel_heading(head, t, plot, h);
        most = here > most ? here : most;
        rap_text_format(head,
                        "panel_low[%zu] = %.9g; panel_high[%zu] = %.9g; panel_step[%zu] = %.9g\n",
                        h + 1, low, h + 1, high, h + 1, step);
    }
    return most;
}

static int fill_forest(const rap_tables *t, const rap_plot *plot, int top, rap_text *head,
                       rap_text *data, rap_text *footnote) {
    int *middle = rap_allocate(t->study->n_contrasts, sizeof *middle);
    if (!middle) {
        head->failed = true;
        return 0;
    }
    int n = (int)t->study->n_headlines, lines = 0;
    rap_text list_lines;
    rap_text_init(&list_lines);
    int area = plot->narrow ? add_narrow_line(&list_lines, t, &lines, middle)
                            : add_lines(&list_lines, t, plot, &lines, middle);
    rap_text_format(
        head, "rows = %d\narray row_label[rows]\narray row_y[rows]\narray row_heading[rows]\n%s",
        lines, rap_text_string(&list_lines));
    head->failed |= list_lines.failed;
    rap_text_free(&list_lines);
    int panel_head = 14 + RAP_PLOT_LINE * add_headline_panels(head, data, t, plot, middle);
    rap_free(middle);
    int columns = plot->narrow ? 1 : n < COLUMNS ? n : COLUMNS, legend = plot->narrow ? 54 : 36;
    int panel_rows = (n + columns - 1) / columns;
    rap_text_format(head, "columns = %d\ntop = %d\narea = %d\npanel_head = %d\n", columns,
                    top + legend, area, panel_head);
    if (plot->narrow && t->study->n_contrasts > 1)
        rap_text_format(
            footnote,
            tr(t->language,
               "Of %zu comparisons this is one; all are on a wide screen and in print. "),
            t->study->n_contrasts);
    rap_text_add(
        footnote,
        tr(t->language,
           "Each panel has its own scale; the grey band is the same in all: differences too "
           "small to matter. Thick bar: Monte Carlo interval of the mean; thin bar: where the "
           "mean is estimated to lie in 95 % of the sets of assumptions."));
    return top + legend + panel_rows * (panel_head + area + 44) + 6;
}

static void title_forest(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    if (!plot->narrow && plot->part == KEY_PART && t->study->n_contrasts > KEY)
        rap_text_add(out, tr(t->language, "The key differences between ways of working, counted in "
                                          "smallest differences that matter"));
    else if (plot->narrow && t->study->n_contrasts > 1) {
        rap_words_contrast(out, t, narrow_contrast(t));
        rap_text_add(out,
                     tr(t->language, ": differences, counted in smallest differences that matter"));
    } else
        rap_text_add(
            out,
            tr(t->language,
               "Differences between ways of working, counted in smallest differences that matter"));
}

static void caption_forest(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)t;
    (void)plot;
    rap_text_add(out,
                 tr(t->language,
                    "Each mark is a difference between ways of working, divided by the smallest "
                    "difference that matters for that outcome and turned so that better lies to "
                    "the right (where an outcome has no better direction, more lies to the right). "
                    "Filled circles are better and open squares worse, on average, by more than "
                    "the grey band; grey triangles are neither, or not clear. The thick bar is the "
                    "Monte Carlo interval, which more runs would shorten; the thin bar is the "
                    "range over sets of assumptions, which they would not."));
}

/* How many contrasts are clearly better or worse on each headline. */
static void alternative_forest(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)plot;
    rap_text_format(out, tr(t->language, "Differences of %zu contrasts on %zu outcomes."),
                    t->study->n_contrasts, t->study->n_headlines);
    for (size_t h = 0; h < t->study->n_headlines; h++) {
        int count[4] = {0};
        for (size_t c = 0; c < t->study->n_contrasts; c++)
            count[rap_plot_class(t, rap_words_row(t, c, &t->study->headlines[h]))]++;
        rap_text_add(out, " ");
        rap_words_headline(out, t, &t->study->headlines[h]);
        rap_text_format(out, tr(t->language, ": %d better, %d worse, %d neither or not clear."),
                        count[1], count[2], count[3]);
    }
}

const rap_plot_kind rap_kind_forest = {
    "contrasts",  rap_embedded_forest_gp, list_forest,        fill_forest,
    title_forest, caption_forest,         alternative_forest, true};
