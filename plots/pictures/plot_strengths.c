/* plot_strengths.c: dose and response: the effect of each proposition with its response weakened in
 * both arms, from full strength to none; one panel a proposition. */
#include "plots/pictures/cmo.h"
#include "plots/pictures/plot_kinds.h"
#include "plots/words/sentence_parts.h"
#include "base/error.h"

#include <math.h>

extern const char rap_embedded_strengths_gp[];

enum { MOST = 12, COLUMNS = 3, LABEL_LETTERS = 40, VERDICT_LETTERS = 47 };

static int list_strengths(rap_plots *plots, const rap_tables *t) {
    return rap_plots_add_parts(plots, &rap_kind_strengths, rap_cmo_tested(t), MOST);
}

static void strengths_of_part(const rap_tables *t, const rap_plot *plot, size_t *first,
                              size_t *end) {
    rap_plot_part(plot->part, rap_cmo_tested(t), MOST, first, end);
}

/* Data of one panel, in the unit drawn; widens [*low, *high]. */
static void add_strengths(rap_text *data, const rap_tables *t, const rap_proposition_result *r,
                          bool later, double *low, double *high) {
    double scale = rap_words_scale(t, r->proposition->outcome);
    rap_text_format(data, "%s# strength effect ci_low ci_high plausible_low plausible_high\n",
                    later ? "\n\n" : "");
    for (size_t g = 0; g < RAP_GRADES; g++) {
        const rap_summary *s = &r->graded[g].s;
        const double x[] = {s->mean, s->ci_low, s->ci_high, s->plausible_low, s->plausible_high};
        rap_text_format(data, "%g", rap_grades[g]);
        for (int k = 0; k < 5; k++) {
            rap_text_add(data, " ");
            rap_plot_number(data, x[k] * scale);
            rap_plot_widen(x[k] * scale, low, high);
        }
        rap_text_add(data, "\n");
    }
}

/* Label, verdict, response and unit of a panel. Returns the lines above it. */
static int add_strength_words(rap_text *head, const rap_tables *t, const rap_proposition_result *r,
                              size_t i) {
    rap_text words;
    rap_text_init(&words);
    rap_text_format(&words, tr(t->language, "strength of ‘%s’"),
                    rap_cmo_response(t, r->proposition));
    rap_text_format(head, "panel_x[%zu] = ", i);
    rap_plot_cut(head, rap_text_string(&words), LABEL_LETTERS);
    rap_text_add(head, "\n");
    rap_text_clear(&words);
    rap_parts p = {0};
    rap_words_difference_unit(rap_next_part(&p), t, r->proposition->outcome);
    rap_text_format(&words, tr(t->language, "%s; unit: %s"),
                    tr(t->language, rap_verdict_names[r->verdict]), rap_part_string(&p, 0));
    rap_parts_end(&p, &words);
    rap_text_format(head, "panel_verdict[%zu] = ", i);
    rap_plot_cut(head, rap_text_string(&words), VERDICT_LETTERS);
    rap_text_format(head, "\npanel_color[%zu] = '#%06X'\n", i, rap_cmo_color(r->verdict));
    head->failed |= words.failed;
    rap_text_free(&words);
    int lines = rap_plot_entry(head, "panel_label", i, r->proposition->label, LABEL_LETTERS);
    rap_text_format(head, "panel_lines[%zu] = %d\n", i, lines);
    return lines + 1;
}

/* Returns the most lines above a panel. */
static int add_strength_panels(rap_text *head, rap_text *data, const rap_tables *t, size_t first,
                               size_t end) {
    int most = 1;
    for (size_t i = first; i < end; i++) {
        const rap_proposition_result *r = rap_cmo_row(t, rap_cmo_nth(t, i));
        double delta = r->proposition->at_least * rap_words_scale(t, r->proposition->outcome);
        double low = -1.4 * delta, high = 1.4 * delta;
        size_t k = i - first + 1;
        add_strengths(data, t, r, i > first, &low, &high);
        double step = rap_plot_axis(&low, &high, 4);
        int lines = add_strength_words(head, t, r, k);
        most = lines > most ? lines : most;
        rap_text_format(head,
                        "panel_low[%zu] = %.9g; panel_high[%zu] = %.9g; panel_step[%zu] = %.9g; "
                        "panel_delta[%zu] = %.9g\n",
                        k, low, k, high, k, step, k, delta);
    }
    return most;
}

static int fill_strengths(const rap_tables *t, const rap_plot *plot, int top, rap_text *head,
                          rap_text *data, rap_text *footnote) {
    static const char *const arrays[] = {"label", "x",     "low",   "high", "verdict",
                                         "step",  "delta", "color", "lines"};
    enum { AREA = 130, BELOW = 60 };
    size_t first, end;
    strengths_of_part(t, plot, &first, &end);
    int n = (int)(end - first), columns = plot->narrow ? 1 : n < COLUMNS ? n : COLUMNS;
    rap_text_format(head, "panels = %d\ncolumns = %d\n", n, columns);
    for (size_t k = 0; k < sizeof arrays / sizeof *arrays; k++)
        rap_text_format(head, "array panel_%s[panels]\n", arrays[k]);
    int panel_head = 20 + RAP_PLOT_LINE * add_strength_panels(head, data, t, first, end);
    int pitch = panel_head + AREA + BELOW, rows = columns ? (n + columns - 1) / columns : 0;
    rap_text_format(head, "top = %d\narea = %d\npanel_head = %d\npitch = %d\n", top, AREA,
                    panel_head, pitch);
    rap_text_add(footnote, tr(t->language,
                              "Strength 1: the response as the model has it; 0: removed, in both "
                              "ways of working of the effect. Grey band: too small to matter. "
                              "Thick bar: 95 % Monte Carlo interval of the mean; thin bar: middle "
                              "95 % of sets of assumptions. Each panel has its own scale."));
    return top + rows * pitch + 6;
}

static void title_strengths(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    rap_text_add(out, tr(t->language, "Effects by strength of the response"));
    rap_plot_part_words(out, t->language, plot->part, rap_cmo_tested(t), MOST);
}

static void caption_strengths(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)t;
    (void)plot;
    rap_text_add(
        out, tr(t->language,
                "One panel a proposition, in the unit of its outcome: its effect in the context "
                "when the response is weakened. A line that falls towards 0 on the left says that "
                "the effect depends on the response; a level line that it does not."));
}

static void alternative_strengths(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    size_t first, end;
    strengths_of_part(t, plot, &first, &end);
    rap_text_add(
        out, tr(t->language,
                "Lines with intervals, one panel a proposition. Effects at strength 1 and at 0:"));
    for (size_t i = first; i < end; i++) {
        const rap_proposition_result *r = rap_cmo_row(t, rap_cmo_nth(t, i));
        rap_text_format(out, "%s%s%s", i > first ? tr(t->language, "; ") : " ",
                        r->proposition->label, tr(t->language, ": "));
        rap_cmo_number(out, t, r->proposition, &r->graded[0].s);
        rap_text_add(out, tr(t->language, " and "));
        rap_cmo_number(out, t, r->proposition, &r->graded[RAP_GRADES - 1].s);
    }
    rap_text_add(out, ".");
}

const rap_plot_kind rap_kind_strengths = {
    "strengths",     rap_embedded_strengths_gp, list_strengths,        fill_strengths,
    title_strengths, caption_strengths,         alternative_strengths, true};
