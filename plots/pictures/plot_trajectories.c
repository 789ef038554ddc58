/* plot_trajectories.c: how each box was peeled: density against coverage from the whole space to the
 * smallest box, on the points that decide the slices (find) and on those that decide where to stop
 * (choose). One panel for each box. */
#include "plots/pictures/box_parts.h"
#include "plots/pictures/plot_kinds.h"
#include "base/error.h"

#include <math.h>

extern const char rap_embedded_trajectories_gp[];

enum {
    MOST = 9,
    COLUMNS = 3,
    PANEL_HEAD = 44,
    AREA = 200,
    FEET = 56,
    HEAD_LETTERS = 36,
    LEGEND = 34
};

static size_t panels_of(const rap_tables *t, const rap_plot *plot) {
    size_t left = rap_box_count(t) - plot->part * MOST;
    return left < MOST ? left : MOST;
}

static int list_trajectories(rap_plots *plots, const rap_tables *t) {
    int status = RAP_OK;
    size_t n = rap_box_count(t);
    for (size_t part = 0; part * MOST < n && !status; part++) {
        status = rap_plots_add(plots, &rap_kind_trajectories, "trajectories", part ? "more" : NULL,
                               NULL, t->boxes->study->discovery.outcome, "all");
        if (!status)
            plots->rows[plots->n - 1].part = part;
    }
    return status;
}

static double percent(size_t k, size_t n) {
    return n ? 100 * (double)k / (double)n : (double)NAN;
}

static void add_peeling(rap_text *data, const rap_prim_box *box, bool choose, rap_prim_count all) {
    for (size_t k = 0; k < box->n_steps; k++) {
        rap_prim_count c = choose ? box->steps[k].choose : box->steps[k].find;
        if (c.n == 0)
            continue;
        rap_plot_number(data, percent(c.positive, all.positive));
        rap_text_add(data, " ");
        rap_plot_number(data, percent(c.positive, c.n));
        rap_text_format(data, " %d\n", k == box->chosen);
    }
    rap_text_add(data, "\n-99 -99 1\n\n\n");
}

static void add_trajectory(rap_text *head, rap_text *data, const rap_tables *t, size_t n,
                           size_t panel) {
    size_t k;
    const rap_search *s = rap_box_nth(t, n, &k);
    rap_text words;
    rap_text_init(&words);
    rap_text_format(&words, tr(t->language, "%s, %s: box %zu"),
                    s->design == &t->boxes->plan->contexts ? tr(t->language, "Circumstances")
                                                           : tr(t->language, "Assumptions"),
                    s->sign > 0 ? tr(t->language, "better") : tr(t->language, "worse"), k + 1);
    rap_text_format(head, "panel_label[%zu] = ", panel);
    rap_plot_cut(head, rap_text_string(&words), HEAD_LETTERS);
    rap_text_add(head, "\n");
    add_peeling(data, &s->found.box[k], false, s->found.find);
    add_peeling(data, &s->found.box[k], true, s->found.choose);
    head->failed |= words.failed;
    rap_text_free(&words);
}

static int fill_trajectories(const rap_tables *t, const rap_plot *plot, int top, rap_text *head,
                             rap_text *data, rap_text *footnote) {
    size_t n = panels_of(t, plot), columns = plot->narrow ? 1 : COLUMNS;
    size_t rows = (n + columns - 1) / columns;
    top += plot->narrow ? LEGEND + RAP_PLOT_LINE : LEGEND;
    rap_text_format(
        head,
        "panels = %zu\ncolumns = %zu\ntop = %d\npitch = %d\npanel_head = %d\narea = %d\n"
        "asked = %.9g\narray panel_label[%zu]\n",
        n, columns, top, PANEL_HEAD + AREA + FEET, PANEL_HEAD, AREA,
        100 * t->boxes->study->discovery.density, n);
    rap_text_add(data, "# coverage (%) density (%) chosen; two blocks a panel: find, choose, each "
                       "with a mark outside\n");
    for (size_t k = 0; k < n; k++)
        add_trajectory(head, data, t, plot->part * MOST + k, k + 1);
    rap_text_add(footnote, tr(t->language,
                              "Rings: the step that was chosen, before restrictions that do not "
                              "help were left out and ends moved out again. A later box begins "
                              "where the earlier ones are taken away. Dashed: density asked for."));
    return top + (int)rows * (PANEL_HEAD + AREA + FEET);
}

static void title_trajectories(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)t;
    rap_text_add(out, tr(t->language, "How the boxes were peeled: density against coverage"));
    if (plot->part)
        rap_text_add(out, tr(t->language, ", continued"));
}

static void caption_trajectories(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)t;
    (void)plot;
    rap_text_add(out, tr(t->language,
                         "From right to left the box gets smaller: it covers fewer of the "
                         "points that are so (coverage), which become a larger share of all in "
                         "it (density). Where the line of the points that choose falls behind "
                         "that of the points that find, peeling follows chance."));
}

static void alternative_trajectories(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    rap_text_add(out, tr(t->language, "Density against coverage of each peeling."));
    for (size_t k = 0; k < panels_of(t, plot); k++) {
        size_t number;
        const rap_search *s = rap_box_nth(t, plot->part * MOST + k, &number);
        const rap_prim_box *box = &s->found.box[number];
        rap_prim_count c = box->steps[box->chosen].choose;
        rap_text_format(out, tr(t->language, " Box %zu of %s: step %zu of %zu"), number + 1,
                        s->name, box->chosen, box->n_steps - 1);
        if (c.n && s->found.choose.positive)
            rap_text_format(out, tr(t->language, ", coverage %.0f %%, density %.0f %%"),
                            percent(c.positive, s->found.choose.positive),
                            percent(c.positive, c.n));
        rap_text_add(out, ".");
    }
}

const rap_plot_kind rap_kind_trajectories = {
    "trajectories",     rap_embedded_trajectories_gp, list_trajectories,        fill_trajectories,
    title_trajectories, caption_trajectories,         alternative_trajectories, true};
