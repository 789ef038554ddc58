/* plot_calibrated.c: headlines before and after data; measured values among what is foretold of them. */
#include "plots/pictures/plot_kinds.h"
#include "base/error.h"
#include "plots/pictures/shares.h"
#include "plots/words/calibration_words.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"

#include <math.h>

extern const char rap_embedded_calibrated_gp[];

enum { KEY = 1, FIRST_ROW = 6, LEGEND = 40, ACROSS = 66 };

/* One of the two values of a row. */
typedef struct {
    double mean, low, high;
} mark;

typedef struct {
    rap_text *head, *data;
    const rap_plot *plot;
    size_t rows;
    int y;
    double low, high; /* of the axis */
} sheet;

static void put_row(sheet *s, const char *label, const char *beside, mark first, mark second) {
    int middle;
    s->y = rap_share_row(s->head, s->plot, ++s->rows, s->y, label, beside, &middle);
    const double x[] = {middle,      first.mean, first.low,  first.high,
                        second.mean, second.low, second.high};
    for (size_t k = 1; k < sizeof x / sizeof *x; k++)
        rap_plot_widen(x[k], &s->low, &s->high);
    rap_share_data(s->data, x, sizeof x / sizeof *x);
}

static int end_sheet(sheet *s, int top, const char *across, const char *const *names,
                     double matters) {
    double step = rap_plot_axis(&s->low, &s->high, 5);
    top += LEGEND + (s->plot->narrow ? RAP_PLOT_LINE : 0);
    int lines = rap_plot_assign(s->head, "x_label", across,
                                s->plot->narrow ? RAP_PLOT_NARROW_LETTERS - 6 : 70);
    rap_text_format(s->head,
                    "rows = %zu\nx_low = %.9g\nx_high = %.9g\nx_step = %.9g\nmatters = %.9g\n"
                    "first_name = '%s'\nsecond_name = '%s'\n"
                    "first_color = '#0072b2'\nsecond_color = '#d55e00'\ntop = %d\narea = %d\n",
                    s->rows, s->low, s->high, step, matters, names[0], names[1], top, s->y);
    return top + s->y + ACROSS + (lines - 1) * RAP_PLOT_LINE;
}

/* ---- headlines before and after ---------------------------------------------------------------- */

static size_t key_contrast(const rap_tables *t) {
    size_t contrast = 0;
    rap_words_key_contrasts(t, &contrast, KEY);
    return contrast;
}

/* What is told of a headline, or NULL where its spread before data, the picture's unit, is not known. */
static const rap_calibrated_row *drawn_row(const rap_tables *t, size_t headline) {
    const rap_calibrated_row *row = rap_calibrated_find(t->calibrated, key_contrast(t), headline);
    return row && row->before.sd > 0 ? row : NULL;
}

static int list_calibrated(rap_plots *plots, const rap_tables *t) {
    bool any = false;
    for (size_t h = 0; t->calibrated && t->study->n_contrasts && h < t->study->n_headlines; h++)
        any = any || drawn_row(t, h);
    return any ? rap_plots_add(plots, &rap_kind_calibrated, "calibrated", NULL, NULL,
                               t->study->headlines[0].outcome, "all")
               : RAP_OK;
}

/* From the mean before data, in standard deviations over sets before data; without ends where sets cannot be told apart. */
static mark how_far(const rap_told *told, const rap_told *before) {
    bool spread = told->low < told->high;
    return (mark){(told->mean - before->mean) / before->sd,
                  spread ? (told->low - before->mean) / before->sd : (double)NAN,
                  spread ? (told->high - before->mean) / before->sd : (double)NAN};
}

static void put_headline(sheet *s, const rap_tables *t, size_t headline) {
    const rap_headline *line = &t->study->headlines[headline];
    const rap_calibrated_row *row = drawn_row(t, headline);
    rap_text label, beside;
    if (!row)
        return;
    rap_text_init(&label);
    rap_text_init(&beside);
    rap_words_headline(&label, t, line);
    rap_words_value(&beside, t, line->outcome, row->before.mean, RAP_WITH_SIGN | RAP_WITH_UNIT);
    rap_text_add(&beside, ", then ");
    rap_words_value(&beside, t, line->outcome, row->after.mean, RAP_WITH_SIGN | RAP_WITH_UNIT);
    put_row(s, rap_text_string(&label), rap_text_string(&beside),
            how_far(&row->before, &row->before), how_far(&row->after, &row->before));
    s->head->failed |= label.failed || beside.failed;
    rap_text_free(&label);
    rap_text_free(&beside);
}

static int fill_calibrated(const rap_tables *t, const rap_plot *plot, int top, rap_text *head,
                           rap_text *data, rap_text *footnote) {
    static const char *const names[] = {"before data", "given the data"};
    sheet s = {.head = head, .data = data, .plot = plot, .y = FIRST_ROW};
    rap_share_begin(head, t->study->n_headlines);
    rap_text_add(data, "# y (pixels); before: mean, low, high; after: the same\n");
    for (size_t h = 0; h < t->study->n_headlines; h++)
        put_headline(&s, t, h);
    rap_text_add(footnote, tr(t->language, "0: the mean before data. Lines: the middle 95 % of "
                                           "sets of assumptions, chance taken out. "));
    return end_sheet(&s, top, "change from before, in standard deviations before data", names, 0);
}

static void title_calibrated(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)plot;
    rap_text_add(out, tr(t->language, "Before and after data: "));
    rap_words_contrast(out, t, key_contrast(t));
}

static void caption_calibrated(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)t;
    (void)plot;
    rap_text_add(out, tr(t->language, "Each headline difference as the assumptions alone have it, "
                                      "and given what was measured; beside it both means."));
}

static void alternative_calibrated(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)plot;
    rap_text_add(out, tr(t->language, "Before data, then given them:"));
    for (size_t h = 0; h < t->study->n_headlines; h++) {
        const rap_calibrated_row *row = rap_calibrated_find(t->calibrated, key_contrast(t), h);
        size_t outcome = t->study->headlines[h].outcome;
        if (!row)
            continue;
        rap_text_add(out, h ? tr(t->language, "; ") : " ");
        rap_words_headline(out, t, &t->study->headlines[h]);
        rap_text_add(out, " ");
        rap_parts p = {0};
        rap_calibrated_told(rap_next_part(&p), t, outcome, &row->before, RAP_WITH_SIGN);
        rap_calibrated_told(rap_next_part(&p), t, outcome, &row->after, RAP_WITH_SIGN);
        rap_text_format(out, tr(t->language, "%s, then %s"), rap_part_string(&p, 0),
                        rap_part_string(&p, 1));
        rap_parts_end(&p, out);
    }
    rap_text_add(out, ".");
}

const rap_plot_kind rap_kind_calibrated = {
    "calibrated",     rap_embedded_calibrated_gp, list_calibrated,        fill_calibrated,
    title_calibrated, caption_calibrated,         alternative_calibrated, true};

/* ---- measured values among what is foretold ---------------------------------------------------- */

static int list_foretold(rap_plots *plots, const rap_tables *t) {
    return t->calibrated && t->calibrated->used
               ? rap_plots_add(plots, &rap_kind_foretold, "foretold", NULL, NULL, 0, "all")
               : RAP_OK;
}

/* What is foretold, less what was measured, in standard deviations of the measurement. */
static mark off(const rap_told *told, const rap_calibrated_quantity *x) {
    double value = x->quantity->value, unit = x->noise;
    return (mark){(told->mean - value) / unit, (told->low - value) / unit,
                  (told->high - value) / unit};
}

static void put_quantity(sheet *s, const rap_tables *t, const rap_calibrated_quantity *x) {
    rap_text beside;
    rap_text_init(&beside);
    rap_text_add(&beside, "measured ");
    rap_words_value(&beside, t, x->quantity->effect.outcome, x->quantity->value, RAP_WITH_UNIT);
    rap_text_add(&beside, rap_calibrated_is_miss(x) ? ": missed" : "");
    put_row(s, x->quantity->label, rap_text_string(&beside), off(&x->foretold->prior, x),
            off(&x->foretold->others, x));
    s->head->failed |= beside.failed;
    rap_text_free(&beside);
}

static int fill_foretold(const rap_tables *t, const rap_plot *plot, int top, rap_text *head,
                         rap_text *data, rap_text *footnote) {
    static const char *const names[] = {"by the assumptions alone", "from all other data"};
    const rap_calibrated *c = t->calibrated;
    sheet s = {.head = head, .data = data, .plot = plot, .y = FIRST_ROW};
    rap_share_begin(head, c->used);
    rap_text_add(data, "# y (pixels); by the prior: mean, low, high; from all others: the same\n");
    for (size_t k = 0; k < c->n_quantities; k++)
        if (c->quantities[k].foretold)
            put_quantity(&s, t, &c->quantities[k]);
    rap_text_add(footnote,
                 tr(t->language, "0 is what was measured. Lines: where 95 of 100 such measurements "
                                 "are foretold. Grey band: within one standard deviation of the "
                                 "measurement, sampling and discrepancy together. "));
    return end_sheet(&s, top, "foretold less measured, in standard deviations of the measurement",
                     names, 1);
}

static void title_foretold(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)t;
    (void)plot;
    rap_text_add(out, tr(t->language, "What was measured, and what is foretold of it"));
}

static void caption_foretold(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)plot;
    rap_text_add(out, tr(t->language, "A line that does not hold 0 misses what was measured. "));
    rap_calibrated_misses(out, t->language, t->calibrated);
}

static void alternative_foretold(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    const rap_calibrated *c = t->calibrated;
    (void)plot;
    rap_text_add(out, tr(t->language, "Measured, and foretold from all other data:"));
    for (size_t k = 0; k < c->n_quantities; k++) {
        const rap_calibrated_quantity *x = &c->quantities[k];
        if (!x->foretold)
            continue;
        rap_text_format(out, " %s ", x->quantity->label);
        rap_words_value(out, t, x->quantity->effect.outcome, x->quantity->value, RAP_WITH_UNIT);
        rap_text_add(out, ", ");
        rap_calibrated_told(out, t, x->quantity->effect.outcome, &x->foretold->others, 0);
        rap_text_add(out, ";");
    }
}

const rap_plot_kind rap_kind_foretold = {
    "foretold",     rap_embedded_calibrated_gp, list_foretold,        fill_foretold,
    title_foretold, caption_foretold,           alternative_foretold, true};
