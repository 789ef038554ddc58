/* plot_whom.c: better for whom? Differences of a few contrasts within each group of a kind. */
#include "plots/pictures/plot_kinds.h"
#include "plots/pictures/script.h"
#include "plots/pictures/whom.h"
#include "base/error.h"
#include "plots/words/sentence_parts.h"

#include <math.h>
#include <string.h>

extern const char rap_embedded_whom_gp[];

enum {
    LABEL_LETTERS = 34,
    HEAD_LETTERS = 27,
    ROW = 21,
    NARROW_ROW = 36,
    NARROW_HEAD = 40,
    BETWEEN_AXES = 34 /* from the axis of all together to the groups */
};

/* Length of a group's kind with its colon: 5 for "type:x"; 0 where it has none ("all"). */
static size_t kind_length(const char *group) {
    const char *colon = strchr(group, ':');
    return colon ? (size_t)(colon - group) + 1 : 0;
}

static bool same_kind(const char *a, const char *b) {
    size_t n = kind_length(a);
    return n && n == kind_length(b) && strncmp(a, b, n) == 0;
}

/* Group of the c-th column if it is the first column with that group, else NULL. */
static const char *new_group(const rap_tables *t, size_t c) {
    const char *group = t->layout->columns[c].group;
    for (size_t b = 0; b < c; b++)
        if (strcmp(t->layout->columns[b].group, group) == 0)
            return NULL;
    return group;
}

static bool group_has_value(const rap_tables *t, const rap_headline *h, const char *group) {
    for (size_t c = 0; c < t->study->n_contrasts; c++) {
        const rap_contrast_row *row = rap_tables_contrast(t, c, h->outcome, group, h->window);
        if (row && isfinite(row->s.mean))
            return true;
    }
    return false;
}

/* How many groups of the kind of `like` have values for a headline. */
static size_t count_groups_like(const rap_tables *t, const rap_headline *h, const char *like) {
    size_t n = 0;
    for (size_t c = 0; c < t->layout->n_columns; c++) {
        const char *group = new_group(t, c);
        n += group && same_kind(group, like) && group_has_value(t, h, group);
    }
    return n;
}

size_t rap_whom_headlines(const rap_tables *t, const char *like, size_t *chosen, size_t most) {
    size_t n = 0;
    for (size_t h = 0; h < t->study->n_headlines && n < most; h++)
        if (strcmp(t->study->headlines[h].group, "all") == 0 &&
            count_groups_like(t, &t->study->headlines[h], like) > 1)
            chosen[n++] = h;
    return n;
}

static int list_whom(rap_plots *plots, const rap_tables *t) {
    for (size_t c = 0; c < t->layout->n_columns; c++) {
        const char *group = new_group(t, c);
        size_t first, b = 0;
        while (group && b < c && !same_kind(t->layout->columns[b].group, group))
            b++;
        if (!group || b < c || !rap_whom_headlines(t, group, &first, 1))
            continue;
        char kind[32];
        size_t n = kind_length(group) - 1;
        n = n < sizeof kind - 1 ? n : sizeof kind - 1;
        memcpy(kind, group, n);
        kind[n] = '\0';
        int status = rap_plots_add(plots, &rap_kind_whom, "for-whom", kind, NULL, 0, group);
        if (status)
            return status;
    }
    return RAP_OK;
}

const char *rap_whom_group(const rap_tables *t, const char *like, size_t k) {
    if (k == 0)
        return "all";
    for (size_t c = 0; c < t->layout->n_columns; c++) {
        const char *group = new_group(t, c);
        if (group && same_kind(group, like) && --k == 0)
            return group;
    }
    return NULL;
}

static int add_group_rows(rap_text *head, const rap_tables *t, const char *like, int row) {
    int n = 0;
    while (rap_whom_group(t, like, (size_t)n))
        n++;
    rap_text_format(head, "rows = %d\nrow = %d\narray row_label[rows]\n", n, row);
    for (int k = 0; k < n; k++) {
        rap_text_format(head, "row_label[%d] = ", k + 1);
        const char *group = rap_whom_group(t, like, (size_t)k);
        const char *label = k ? rap_words_group(t, group) : tr(t->language, "All together");
        rap_plot_cut(head, label, LABEL_LETTERS);
        rap_text_add(head, "\n");
    }
    return n;
}

/* Widens ends[0] by all together, whose sum would squeeze them, and ends[1] by the groups. */
static void add_contrast_block(rap_text *data, const rap_tables *t, const char *like,
                               size_t contrast, const rap_headline *h, double ends[2][2]) {
    double scale = rap_words_scale(t, h->outcome), bound = rap_words_bound(t, h->outcome);
    const char *group;
    rap_text_add(data, "# row difference ci_low ci_high plausible_low plausible_high class\n");
    for (size_t k = 0; (group = rap_whom_group(t, like, k)); k++) {
        const rap_contrast_row *row =
            rap_tables_contrast(t, contrast, h->outcome, group, h->window);
        const double x[] = {row ? row->s.mean : NAN, row ? row->s.ci_low : NAN,
                            row ? row->s.ci_high : NAN, row ? row->s.plausible_low : NAN,
                            row ? row->s.plausible_high : NAN};
        rap_text_format(data, "%zu", k + 1);
        for (int i = 0; i < 5; i++) {
            double shown = rap_plot_within(x[i], bound) * scale;
            rap_text_add(data, " ");
            rap_plot_number(data, shown);
            rap_plot_widen(shown, &ends[k > 0][0], &ends[k > 0][1]);
        }
        rap_text_format(data, " %d\n", rap_plot_class(t, row));
    }
}

/* Of the k-th of the axes, two a panel: that of all together, that of the groups. */
static void add_panel_axis(rap_text *head, const rap_tables *t, size_t outcome, size_t k,
                           const double ends[2]) {
    double bound = rap_words_bound(t, outcome) * rap_words_scale(t, outcome);
    double low = ends[0], high = ends[1], step = rap_plot_axis(&low, &high, 4);
    rap_text_format(head, "axis_low[%zu] = %.9g; axis_high[%zu] = %.9g; axis_step[%zu] = %.9g\n", k,
                    rap_plot_within(low, bound), k, rap_plot_within(high, bound), k, step);
}

/* A row of panels: one headline, all contrasts on one scale. */
static void add_panel_row(rap_text *head, rap_text *data, const rap_tables *t, const char *like,
                          const size_t *contrasts, size_t n, size_t headline, size_t at,
                          bool narrow) {
    const rap_headline *h = &t->study->headlines[headline];
    int better = t->study->model->outcomes[h->outcome].better;
    double delta = t->study->delta[h->outcome] * rap_words_scale(t, h->outcome);
    double ends[2][2] = {{-1.5 * delta, 1.5 * delta}, {-1.5 * delta, 1.5 * delta}};
    for (size_t c = 0; c < n; c++) {
        rap_text_format(data, "%s# headline %zu, contrast %zu\n", at || c ? "\n\n" : "",
                        headline + 1, contrasts[c] + 1);
        add_contrast_block(data, t, like, contrasts[c], h, ends);
    }
    rap_text words;
    rap_text_init(&words);
    rap_parts p = {0};
    rap_words_headline(rap_next_part(&p), t, h);
    rap_words_difference_unit(rap_next_part(&p), t, h->outcome);
    rap_text_format(&words,
                    better > 0   ? tr(t->language, "%s (more is better)")
                    : better < 0 ? tr(t->language, "%s (less is better)")
                                 : "%s",
                    rap_part_string(&p, 0));
    rap_text_format(head, "panel_label[%zu] = ", at + 1);
    if (narrow)
        rap_plot_wrap(head, rap_text_string(&words), NARROW_HEAD);
    else
        rap_plot_cut(head, rap_text_string(&words), 130);
    rap_text_clear(&words);
    rap_text_format(&words, tr(t->language, "difference, %s"), rap_part_string(&p, 1));
    rap_parts_end(&p, &words);
    rap_text_format(head, "; panel_unit[%zu] = ", at + 1);
    rap_plot_cut(head, rap_text_string(&words), 36);
    rap_text_format(head, "; panel_delta[%zu] = %.9g\n", at + 1, delta);
    for (int part = 0; part < 2; part++)
        add_panel_axis(head, t, h->outcome, 2 * at + (size_t)part + 1, ends[part]);
    head->failed |= words.failed;
    rap_text_free(&words);
}

static int add_headings(rap_text *head, const rap_tables *t, const size_t *contrasts, size_t n,
                        int letters) {
    int most = 1;
    rap_text words;
    rap_text_init(&words);
    rap_text_format(head, "columns = %zu\narray column_label[columns]\n", n);
    for (size_t c = 0; c < n; c++) {
        rap_text_clear(&words);
        rap_words_contrast(&words, t, contrasts[c]);
        rap_text_format(head, "column_label[%zu] = ", c + 1);
        int lines = rap_plot_wrap(head, rap_text_string(&words), letters);
        most = lines > most ? lines : most;
        rap_text_add(head, "\n");
    }
    head->failed |= words.failed;
    rap_text_free(&words);
    return most;
}

static int fill_whom(const rap_tables *t, const rap_plot *plot, int top, rap_text *head,
                     rap_text *data, rap_text *footnote) {
    size_t contrasts[RAP_WHOM_CONTRASTS], headlines[RAP_WHOM_PANELS];
    int row = plot->narrow ? NARROW_ROW : ROW;
    size_t n = rap_words_key_contrasts(t, contrasts, plot->narrow ? 1 : RAP_WHOM_CONTRASTS);
    size_t n_rows = rap_whom_headlines(t, plot->group, headlines, RAP_WHOM_PANELS);
    int rows = add_group_rows(head, t, plot->group, row);
    int lines = add_headings(head, t, contrasts, n,
                             plot->narrow ? RAP_PLOT_NARROW_LETTERS
                             : n == 1     ? 90
                             : n == 2     ? 44
                                          : HEAD_LETTERS);
    rap_text_format(head,
                    "panels = %zu\narray panel_label[panels]\narray panel_unit[panels]\n"
                    "array axis_low[2 * panels]\narray axis_high[2 * panels]\n"
                    "array axis_step[2 * panels]\narray panel_delta[panels]\nbetween = %d\n",
                    n_rows, BETWEEN_AXES);
    for (size_t k = 0; k < n_rows; k++)
        add_panel_row(head, data, t, plot->group, contrasts, n, headlines[k], k, plot->narrow);
    int panel_top = top + (plot->narrow ? 60 : 42) + lines * RAP_PLOT_LINE;
    rap_text_format(head, "top = %d\ncolumn_lines = %d\n", panel_top, lines);
    if (plot->narrow && t->study->n_contrasts > 1)
        rap_text_format(
            footnote,
            tr(t->language,
               "Of %zu comparisons this is one; more are on a wide screen and in print. "),
            t->study->n_contrasts);
    rap_text_add(
        footnote,
        tr(t->language,
           "Grey band: differences too small to matter. Thick bar: Monte Carlo interval of the "
           "mean; thin bar: where the mean is estimated to lie in 95 % of the sets of "
           "assumptions."));
    return panel_top + (int)n_rows * (rows * row + BETWEEN_AXES + (plot->narrow ? 112 : 94)) + 4;
}

static void title_whom(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)t;
    rap_text_add(out, tr(t->language, "Better for whom? Differences by "));
    for (size_t k = 0; k + 1 < kind_length(plot->group); k++)
        rap_text_add_bytes(out, plot->group[k] == '_' ? " " : plot->group + k, 1);
}

static void caption_whom(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)t;
    (void)plot;
    rap_text_add(
        out, tr(t->language,
                "The same differences within each group, in the outcome’s own unit. Filled circles "
                "are better and open squares worse, on average, by more than the grey band; grey "
                "triangles are neither, or not clear. A group with few members has wide ranges."));
    rap_text_add(out, tr(t->language, " All together is on an axis of its own."));
}

static void alternative_whom(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    size_t headlines[RAP_WHOM_PANELS], contrasts[RAP_WHOM_CONTRASTS];
    size_t n = rap_whom_headlines(t, plot->group, headlines, RAP_WHOM_PANELS);
    const char *group;
    if (!n || !rap_words_key_contrasts(t, contrasts, RAP_WHOM_CONTRASTS))
        return;
    const rap_headline *h = &t->study->headlines[headlines[0]];
    rap_parts p = {0};
    rap_words_headline(rap_next_part(&p), t, h);
    rap_words_contrast(rap_next_part(&p), t, contrasts[0]);
    rap_text_format(out, tr(t->language, "%s: difference %s by group:"), rap_part_string(&p, 0),
                    rap_part_string(&p, 1));
    rap_parts_end(&p, out);
    for (size_t k = 0; (group = rap_whom_group(t, plot->group, k)); k++) {
        const rap_contrast_row *row =
            rap_tables_contrast(t, contrasts[0], h->outcome, group, h->window);
        rap_text_format(out, "%s %s ", k ? ";" : "",
                        k ? rap_words_group(t, group) : tr(t->language, "all"));
        rap_words_value(out, t, h->outcome, row ? row->s.mean : NAN, RAP_WITH_SIGN | RAP_WITH_UNIT);
    }
    rap_text_add(out, tr(t->language, ". All numbers are in the tables."));
}

const rap_plot_kind rap_kind_whom = {"for-whom", rap_embedded_whom_gp, list_whom,        fill_whom,
                                     title_whom, caption_whom,         alternative_whom, true};
