/* plot_tornado.c: how far each input moves a headline, from its 10 % to its 90 % quantile. */
#include "plots/pictures/curves.h"
#include "plots/pictures/plot_kinds.h"
#include "plots/pictures/shares.h"
#include "plots/words/sensitivity_words.h"
#include "base/error.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"

#include <math.h>
#include <string.h>

extern const char rap_embedded_tornado_gp[];

enum { MOST_SWINGS = 12, CANDIDATES = RAP_SCREEN_TERMS };
static const double low_place = 0.1, high_place = 0.9;

static int list_tornado(rap_plots *plots, const rap_tables *t) {
    const rap_decided *row = rap_curve_row(t);
    return row ? rap_plots_add(plots, &rap_kind_tornado, "tornado", NULL, NULL,
                               t->study->headlines[row->headline].outcome, "all")
               : RAP_OK;
}

static double swing_of(const rap_decided *row, size_t input) {
    return fabs(rap_screen_curve(&row->fit, input, high_place) -
                rap_screen_curve(&row->fit, input, low_place));
}

/* The inputs with the widest swings, the widest first. */
static size_t widest_swings(const rap_tables *t, const rap_decided *row, size_t *inputs) {
    size_t n = row ? rap_curve_inputs(t->deciding, row, inputs, CANDIDATES) : 0;
    for (size_t k = 1; k < n; k++)
        for (size_t i = k; i > 0 && swing_of(row, inputs[i]) > swing_of(row, inputs[i - 1]); i--) {
            size_t kept = inputs[i];
            inputs[i] = inputs[i - 1];
            inputs[i - 1] = kept;
        }
    return n < MOST_SWINGS ? n : MOST_SWINGS;
}

/* In the unit in which the outcome is drawn. */
static double moved(const rap_tables *t, size_t outcome, double x) {
    return rap_plot_within(x, rap_words_bound(t, outcome)) * rap_words_scale(t, outcome);
}

static void say_ends(rap_text *out, const rap_tables *t, const rap_input *input) {
    const char *unit = input->field->unit;
    rap_number_small(out, t->language, rap_prior_at(&input->prior, low_place));
    rap_text_add(out, " to ");
    rap_number_small(out, t->language, rap_prior_at(&input->prior, high_place));
    if (unit && strcmp(unit, "1") != 0) {
        rap_text_add(out, " ");
        rap_study_say_unit(out, t->study, unit);
    }
}

static int class_of_input(const rap_input *input) {
    const rap_factor alone = {.kind = RAP_FACTOR_INPUT, .input = input};
    return rap_share_class(&alone);
}

static int add_swing(rap_text *head, rap_text *data, const rap_plot *plot, const rap_tables *t,
                     const rap_decided *row, size_t place, size_t k, int y, double *low,
                     double *high) {
    size_t outcome = t->study->headlines[row->headline].outcome;
    const rap_input *input = t->deciding->inputs.inputs[place];
    rap_curve_point a = rap_curve_at(&row->fit, place, low_place);
    rap_curve_point b = rap_curve_at(&row->fit, place, high_place);
    rap_text label, beside;
    int middle;
    rap_text_init(&label);
    rap_text_init(&beside);
    rap_text_add(&label,
                 input->field->meaning ? tr(t->language, input->field->meaning) : input->path);
    say_ends(&beside, t, input);
    y = rap_share_row(head, plot, k, y, rap_text_string(&label), rap_text_string(&beside), &middle);
    head->failed |= label.failed || beside.failed;
    rap_text_free(&label);
    rap_text_free(&beside);
    const double x[] = {middle,
                        moved(t, outcome, a.mean),
                        moved(t, outcome, a.low),
                        moved(t, outcome, a.high),
                        moved(t, outcome, b.mean),
                        moved(t, outcome, b.low),
                        moved(t, outcome, b.high),
                        class_of_input(input)};
    for (int i = 1; i < 7; i++)
        rap_plot_widen(x[i], low, high);
    rap_share_data(data, x, sizeof x / sizeof *x);
    return y;
}

/* The axis across; `footnote` says what is too small to matter. */
static void add_across(rap_text *head, rap_text *footnote, const rap_tables *t,
                       const rap_decided *row, double low, double high) {
    size_t outcome = t->study->headlines[row->headline].outcome;
    double step = rap_plot_axis(&low, &high, 5);
    double matters = moved(t, outcome, t->study->delta[outcome]);
    double about = row->is_level ? moved(t, outcome, row->fit.average) : 0;
    rap_text words;
    rap_text_init(&words);
    rap_text_add(&words, row->is_level ? "" : "difference, ");
    if (row->is_level)
        rap_words_unit(&words, t, outcome);
    else
        rap_words_difference_unit(&words, t, outcome);
    rap_plot_assign(head, "x_label", rap_text_string(&words), 60);
    head->failed |= words.failed;
    rap_text_free(&words);
    rap_text_format(head, "x_low = %.9g\nx_high = %.9g\nx_step = %.9g\naverage = %.9g\n", low, high,
                    step, moved(t, outcome, row->fit.average));
    rap_text_format(head, "matters = %.9g\nmatters_about = %.9g\n", matters, about);
    if (about - matters < high && about + matters > low)
        rap_text_add(footnote, tr(t->language, "Grey band: too small to matter. "));
    else {
        rap_parts p = {0};
        rap_words_delta(rap_next_part(&p), t, outcome);
        rap_text_format(footnote,
                        tr(t->language, "All of it is beyond what is too small to matter, %s. "),
                        rap_part_string(&p, 0));
        rap_parts_end(&p, footnote);
    }
}

static int fill_tornado(const rap_tables *t, const rap_plot *plot, int top, rap_text *head,
                        rap_text *data, rap_text *footnote) {
    const rap_decided *row = rap_curve_row(t);
    size_t inputs[CANDIDATES], n = widest_swings(t, row, inputs);
    bool seen[RAP_CLASS_OTHER + 1] = {false};
    int area = 6;
    rap_share_begin(head, n);
    if (!row)
        return top;
    double low = moved(t, plot->outcome, row->fit.average), high = low;
    rap_text_add(data, "# y (pixels), at 10 %: mean, low, high; at 90 %: the same; class\n");
    for (size_t k = 0; k < n; k++) {
        area = add_swing(head, data, plot, t, row, inputs[k], k + 1, area, &low, &high);
        seen[class_of_input(t->deciding->inputs.inputs[inputs[k]])] = true;
    }
    rap_share_classes(head, seen);
    top += 62 + rap_share_legend(plot, seen) + (plot->narrow ? RAP_PLOT_LINE : 0);
    rap_text_format(head, "top = %d\narea = %d\n", top, area);
    rap_curve_words(footnote, t->language, row);
    rap_text_add(footnote,
                 tr(t->language, "Open marks: the number at its 10 % quantile; filled: at its 90 % "
                                 "quantile; lines: 95 % intervals. Dashed: the mean. "));
    add_across(head, footnote, t, row, low, high);
    rap_text_add(footnote,
                 tr(t->language, "Numbers that act only together with others are not here."));
    return top + area + 66;
}

static void title_tornado(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)plot;
    rap_curve_title(out, t, tr(t->language, "If a number were low or high: "));
}

static void caption_tornado(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    const rap_decided *row = rap_curve_row(t);
    (void)plot;
    rap_text_format(
        out,
        tr(t->language, "What can be expected of the %s where one number stands at its 10 %% or "
                        "its 90 %% quantile (to the right), all others being spread as they are, "
                        "from the polynomial fitted to the sets of assumptions."),
        row && row->is_level ? tr(t->language, "level") : tr(t->language, "difference"));
}

static void alternative_tornado(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    const rap_decided *row = rap_curve_row(t);
    size_t inputs[CANDIDATES], n = widest_swings(t, row, inputs);
    rap_text_add(out, tr(t->language, "Expected at the 10 % and the 90 % quantile of a number:"));
    for (size_t k = 0; k < n; k++) {
        unsigned as = row->is_level ? RAP_WITH_UNIT : RAP_WITH_SIGN | RAP_WITH_UNIT;
        rap_text_format(out, "%s %s ", k ? ";" : "", t->deciding->inputs.inputs[inputs[k]]->path);
        rap_words_value(out, t, plot->outcome, rap_curve_at(&row->fit, inputs[k], low_place).mean,
                        as);
        rap_text_add(out, tr(t->language, " and "));
        rap_words_value(out, t, plot->outcome, rap_curve_at(&row->fit, inputs[k], high_place).mean,
                        as);
    }
    rap_text_add(out, ".");
}

const rap_plot_kind rap_kind_tornado = {
    "tornado",     rap_embedded_tornado_gp, list_tornado,        fill_tornado,
    title_tornado, caption_tornado,         alternative_tornado, true};
