/* plot_responses.c: what a headline does over the values of the four inputs that decide most of it. */
#include "plots/pictures/curves.h"
#include "plots/pictures/plot_kinds.h"
#include "plots/pictures/shares.h"
#include "plots/words/sensitivity_words.h"
#include "base/error.h"
#include "plots/words/numbers.h"

#include <math.h>
#include <string.h>

extern const char rap_embedded_responses_gp[];

enum { MOST_CURVES = 4, COLUMNS = 2, STEPS = 40, HEAD_LETTERS = 48, AREA = 200, BELOW = 64 };
enum { MOST_TICKS = 8, MOST_MARKS = 60 };

static int list_responses(rap_plots *plots, const rap_tables *t) {
    const rap_decided *row = rap_curve_row(t);
    return row ? rap_plots_add(plots, &rap_kind_responses, "responses", NULL, NULL,
                               t->study->headlines[row->headline].outcome, "all")
               : RAP_OK;
}

/* ---- scales ------------------------------------------------------------------------------------ */

/* In the unit in which the outcome is drawn. */
static double drawn(const rap_tables *t, size_t outcome, double x) {
    return rap_plot_within(x, rap_words_bound(t, outcome)) * rap_words_scale(t, outcome);
}

/* From the 1 % to the 99 % quantile: the ends of a distribution may be far off. */
static double place_of_step(int step) {
    return 0.01 + 0.98 * step / STEPS;
}

static void widen_to(const rap_tables *t, size_t outcome, const rap_curve_point *x, double *low,
                     double *high) {
    rap_plot_widen(drawn(t, outcome, x->low), low, high);
    rap_plot_widen(drawn(t, outcome, x->high), low, high);
}

/* Up: the same for all inputs, with the band of what is too small to matter. */
static double up_axis(const rap_tables *t, const rap_decided *row, const size_t *inputs, size_t n,
                      double *low, double *high) {
    size_t outcome = t->study->headlines[row->headline].outcome;
    double delta = drawn(t, outcome, t->study->delta[outcome]);
    *low = row->is_level ? drawn(t, outcome, row->fit.average) : -delta;
    *high = row->is_level ? *low : delta;
    for (size_t k = 0; k < n; k++)
        for (int step = 0; step <= STEPS; step++) {
            rap_curve_point x = rap_curve_at(&row->fit, inputs[k], place_of_step(step));
            widen_to(t, outcome, &x, low, high);
        }
    return rap_plot_axis(low, high, 4);
}

/* ---- panels ------------------------------------------------------------------------------------ */

static void add_tick_across(rap_text *head, size_t panel, int *n, double x) {
    size_t at = (panel - 1) * MOST_TICKS + (size_t)*n + 1;
    if (*n == MOST_TICKS)
        return;
    rap_text_format(head, "tick[%zu] = %.9g; tick_label[%zu] = '%.10g'\n", at, x, at, x);
    ++*n;
}

/* Across: 1, 2 and 5 times powers of ten where the number is drawn by its logarithm over a wide range, else steps. */
static void add_ticks(rap_text *head, size_t panel, bool logarithm, double low, double high) {
    int n = 0;
    if (logarithm)
        for (double power = pow(10, floor(log10(low))); power <= high; power *= 10)
            for (int k = 0; k < 3; k++) {
                double x = power * (k == 0 ? 1 : k == 1 ? 2 : 5);
                if (x >= low && x <= high && (k == 0 || high / low < 50))
                    add_tick_across(head, panel, &n, x);
            }
    else {
        double from = low, to = high, step = rap_plot_axis(&from, &to, 6);
        for (double x = from; x <= high + 1e-9 * step; x += step)
            if (x >= low - 1e-9 * step)
                add_tick_across(head, panel, &n, fabs(x) < 1e-9 * step ? 0 : x);
    }
    rap_text_format(head, "ticks[%zu] = %d\n", panel, n);
}

static void add_curve_points(rap_text *data, const rap_tables *t, const rap_decided *row,
                             const rap_input *input, size_t place) {
    size_t outcome = t->study->headlines[row->headline].outcome;
    rap_text_add(data, "# value of the input, mean, low, high\n");
    for (int step = 0; step <= STEPS; step++) {
        double u = place_of_step(step);
        rap_curve_point at = rap_curve_at(&row->fit, place, u);
        const double x[] = {rap_prior_at(&input->prior, u), drawn(t, outcome, at.mean),
                            drawn(t, outcome, at.low), drawn(t, outcome, at.high)};
        rap_share_data(data, x, sizeof x / sizeof *x);
    }
    rap_text_add(data, "\n\n# values in the first sets of assumptions\n");
    for (uint64_t draw = 0; draw < MOST_MARKS; draw++) {
        const double x = rap_input_draw(input, (uint64_t)t->study->seed, draw);
        rap_share_data(data, &x, 1);
    }
    rap_text_add(data, "\n\n");
}

/* Returns its lines. */
static int add_unit(rap_text *head, const rap_tables *t, const rap_input *input, size_t panel) {
    rap_text words;
    rap_text_init(&words);
    if (input->field->unit && strcmp(input->field->unit, "1") != 0)
        rap_study_say_unit(&words, t->study, input->field->unit);
    else
        rap_text_add(&words, "value");
    rap_text_format(&words, "; %s", input->path);
    int lines = rap_plot_entry(head, "x_label", panel, rap_text_string(&words), HEAD_LETTERS);
    head->failed |= words.failed;
    rap_text_free(&words);
    return lines;
}

static int add_input_panel(rap_text *head, rap_text *data, const rap_tables *t,
                           const rap_decided *row, size_t place, size_t panel, int *below) {
    const rap_input *input = t->deciding->inputs.inputs[place];
    double low = rap_prior_at(&input->prior, place_of_step(0));
    double high = rap_prior_at(&input->prior, place_of_step(STEPS));
    bool logarithm = low > 0 && input->prior.by_logarithm && high / low >= 8;
    rap_text words;
    rap_text_init(&words);
    rap_text_format(&words, tr(t->language, "%s: "),
                    input->field->meaning ? tr(t->language, input->field->meaning) : input->path);
    rap_deciding_grade(&words, t->language, input);
    int lines = rap_plot_entry(head, "panel_label", panel, rap_text_string(&words), HEAD_LETTERS);
    head->failed |= words.failed;
    rap_text_free(&words);
    rap_text_format(head, "x_low[%zu] = %.9g; x_high[%zu] = %.9g; by_logarithm[%zu] = %d\n", panel,
                    low, panel, high, panel, logarithm);
    rap_text_format(head, "x_start[%zu] = %.9g\n", panel, input->value);
    add_ticks(head, panel, logarithm, low, high);
    int unit_lines = add_unit(head, t, input, panel);
    *below = unit_lines > *below ? unit_lines : *below;
    add_curve_points(data, t, row, input, place);
    return lines;
}

static int add_responses(rap_text *head, rap_text *data, const rap_tables *t,
                         const rap_decided *row, const size_t *inputs, size_t n, int *below) {
    int most = 1;
    rap_text_format(head,
                    "panels = %zu\narray panel_label[panels]\narray x_label[panels]\n"
                    "array x_low[panels]\narray x_high[panels]\narray by_logarithm[panels]\n"
                    "array x_start[panels]\narray ticks[panels]\n"
                    "array tick[panels * %d]\narray tick_label[panels * %d]\nmost_ticks = %d\n",
                    n, MOST_TICKS, MOST_TICKS, MOST_TICKS);
    for (size_t k = 0; k < n; k++) {
        int lines = add_input_panel(head, data, t, row, inputs[k], k + 1, below);
        most = lines > most ? lines : most;
    }
    return most;
}

/* ---- the kind ---------------------------------------------------------------------------------- */

static void add_up(rap_text *head, const rap_tables *t, const rap_decided *row,
                   const size_t *inputs, size_t n) {
    size_t outcome = t->study->headlines[row->headline].outcome;
    double low, high, step = up_axis(t, row, inputs, n, &low, &high);
    rap_text words;
    rap_text_init(&words);
    rap_text_add(&words, row->is_level ? "" : "difference, ");
    if (row->is_level)
        rap_words_unit(&words, t, outcome);
    else
        rap_words_difference_unit(&words, t, outcome);
    rap_plot_assign(head, "y_label", rap_text_string(&words), 60);
    head->failed |= words.failed;
    rap_text_free(&words);
    rap_text_format(head, "y_low = %.9g\ny_high = %.9g\ny_step = %.9g\naverage = %.9g\n", low, high,
                    step, drawn(t, outcome, row->fit.average));
    rap_text_format(head, "matters = %.9g\nmatters_about = %.9g\n",
                    drawn(t, outcome, t->study->delta[outcome]),
                    row->is_level ? drawn(t, outcome, row->fit.average) : 0.0);
}

static int fill_responses(const rap_tables *t, const rap_plot *plot, int top, rap_text *head,
                          rap_text *data, rap_text *footnote) {
    const rap_decided *row = rap_curve_row(t);
    size_t inputs[MOST_CURVES],
        n = row ? rap_curve_inputs(t->deciding, row, inputs, MOST_CURVES) : 0;
    size_t columns = plot->narrow ? 1 : COLUMNS;
    if (!row) {
        rap_text_add(head, "panels = 0\n");
        return top;
    }
    int unit_lines = 1;
    int panel_head = 12 + RAP_PLOT_LINE * add_responses(head, data, t, row, inputs, n, &unit_lines);
    int below = BELOW + (unit_lines - 1) * RAP_PLOT_LINE;
    int rows = (int)((n + columns - 1) / columns);
    add_up(head, t, row, inputs, n);
    rap_text_format(head, "columns = %zu\ntop = %d\narea = %d\npanel_head = %d\nbelow = %d\n",
                    columns, top + 10, AREA, panel_head, below);
    rap_curve_words(footnote, t->language, row);
    rap_text_format(
        footnote,
        row->is_level
            ? tr(t->language,
                 "Shaded: 95 %% interval of the curve. Grey band: as far from the mean as the "
                 "smallest difference that matters. Dashed: the mean. Ring: the start value. "
                 "Ticks at the bottom: values in %d sets of assumptions.")
            : tr(t->language,
                 "Shaded: 95 %% interval of the curve. Grey band: differences below the smallest "
                 "difference that matters. Dashed: the mean. Ring: the start value. Ticks at the "
                 "bottom: values in %d sets of assumptions."),
        MOST_MARKS);
    return top + 10 + rows * (panel_head + AREA + below) + 10;
}

static void title_responses(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)plot;
    rap_curve_title(out, t, tr(t->language, "What the deciding numbers do: "));
}

static void caption_responses(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    const rap_decided *row = rap_curve_row(t);
    (void)plot;
    rap_text_format(out,
                    tr(t->language, "What can be expected of the %s (up) where a number has the "
                                    "value below, all others being spread as they are. The curves "
                                    "are a polynomial fitted to the sets of assumptions."),
                    row && row->is_level ? tr(t->language, "level")
                                         : tr(t->language, "difference"));
}

static void alternative_responses(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    const rap_decided *row = rap_curve_row(t);
    size_t inputs[MOST_CURVES],
        n = row ? rap_curve_inputs(t->deciding, row, inputs, MOST_CURVES) : 0;
    rap_text_add(out, tr(t->language, "Expected at the 10 %, 50 % and 90 % quantile of a number:"));
    for (size_t k = 0; k < n; k++) {
        rap_text_format(out, "%s %s", k ? ";" : "", t->deciding->inputs.inputs[inputs[k]]->path);
        for (int i = 0; i < 3; i++) {
            rap_text_add(out, i ? ", " : " ");
            rap_words_value(out, t, plot->outcome,
                            rap_curve_at(&row->fit, inputs[k], 0.1 + 0.4 * i).mean,
                            row->is_level ? RAP_WITH_UNIT : RAP_WITH_SIGN | RAP_WITH_UNIT);
        }
    }
    rap_text_add(out, ".");
}

const rap_plot_kind rap_kind_responses = {
    "responses",     rap_embedded_responses_gp, list_responses,        fill_responses,
    title_responses, caption_responses,         alternative_responses, true};
