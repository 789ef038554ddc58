/* plot_deciding.c: which assumptions decide, as bars: one picture for each key comparison. */
#include "plots/pictures/plot_kinds.h"
#include "plots/pictures/shares.h"
#include "plots/words/sensitivity_words.h"

#include <math.h>

extern const char rap_embedded_shares_gp[];

enum { MOST_BARS = 12 };

static int list_deciding(rap_plots *plots, const rap_tables *t) {
    const rap_decided *rows[RAP_SHARE_ROWS];
    return rap_plots_add_parts(plots, &rap_kind_deciding, rap_share_rows(t, rows, RAP_SHARE_ROWS),
                               1);
}

/* The row of a picture, or NULL. */
static const rap_decided *row_of_part(const rap_tables *t, const rap_plot *plot) {
    const rap_decided *rows[RAP_SHARE_ROWS];
    return plot->part < rap_share_rows(t, rows, RAP_SHARE_ROWS) ? rows[plot->part] : NULL;
}

/* The factors drawn: those that can be told from 0, then the rest. Returns how many. */
static size_t bars_drawn(const rap_deciding *d, const rap_decided *row, size_t *factors) {
    size_t n = row ? rap_deciding_order(d, row, factors, MOST_BARS) : 0;
    for (size_t k = 0; row && k < d->factors.n; k++)
        if (d->factors.rows[k].kind == RAP_FACTOR_REST)
            factors[n++] = k;
    return n;
}

static void label_bar(rap_text *out, const rap_language *l, const rap_deciding *d, size_t factor) {
    const rap_factor *f = &d->factors.rows[factor];
    rap_deciding_name(out, l, d, factor);
    if (f->kind == RAP_FACTOR_REST)
        rap_text_format(out, " (%zu)", f->n);
}

/* A bar where a share can be told from 0; else only how far it may reach. */
static double bar_of(const rap_index *share) {
    return share->state == RAP_INDEX_TOLD ? 100 * share->value : (double)NAN;
}

static int add_factor_bar(rap_text *head, rap_text *data, const rap_plot *plot, const rap_tables *t,
                          const rap_decided *row, size_t factor, size_t k, int y) {
    const rap_factor_share *share = &row->shares[factor];
    rap_text label, beside;
    int middle;
    rap_text_init(&label);
    rap_text_init(&beside);
    label_bar(&label, t->language, t->deciding, factor);
    rap_deciding_share(&beside, t->language, &share->total);
    y = rap_share_row(head, plot, k, y, rap_text_string(&label), rap_text_string(&beside), &middle);
    head->failed |= label.failed || beside.failed;
    rap_text_free(&label);
    rap_text_free(&beside);
    const double x[] = {middle,
                        bar_of(&share->total),
                        100 * share->total.low,
                        100 * share->total.high,
                        bar_of(&share->closed),
                        rap_share_class(&t->deciding->factors.rows[factor])};
    rap_share_data(data, x, sizeof x / sizeof *x);
    return y;
}

static int fill_deciding(const rap_tables *t, const rap_plot *plot, int top, rap_text *head,
                         rap_text *data, rap_text *footnote) {
    const rap_deciding *d = t->deciding;
    const rap_decided *row = row_of_part(t, plot);
    size_t factors[MOST_BARS + 1], n = bars_drawn(d, row, factors);
    bool seen[RAP_CLASS_OTHER + 1] = {false};
    double low = 0, high = 0;
    int area = 6;
    rap_share_begin(head, n);
    rap_text_add(data, "# y (pixels), total, low, high, by itself (%), class\n");
    for (size_t k = 0; k < n; k++) {
        area = add_factor_bar(head, data, plot, t, row, factors[k], k + 1, area);
        rap_plot_widen(100 * row->shares[factors[k]].total.high, &low, &high);
        seen[rap_share_class(&d->factors.rows[factors[k]])] = true;
    }
    double step = rap_plot_axis(&low, &high, 5);
    top += 40 + rap_share_legend(plot, seen);
    rap_share_classes(head, seen);
    rap_text_format(head, "x_low = 0\nx_high = %.9g\nx_step = %.9g\n", high, step);
    rap_text_format(head, "x_label = 'share of the spread, %%'\ntop = %d\narea = %d\n", top, area);
    rap_text_format(footnote,
                    tr(t->language, "For this, %lld sets of assumptions and %zu points. "),
                    (long long)d->screened, row ? row->bases : 0);
    rap_text_add(footnote,
                 tr(t->language, "Wide bar and mark: what an assumption has a part in; thin line: "
                                 "its 95 % interval; narrow dark bar: what it makes by itself. "
                                 "Without a bar: cannot be told from 0. Luck is in none of them."));
    return top + area + 66;
}

static void title_deciding(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    const rap_decided *row = row_of_part(t, plot);
    rap_text_add(out, tr(t->language, "Which assumptions decide it: "));
    if (row) {
        rap_words_headline(out, t, &t->study->headlines[row->headline]);
        rap_text_add(out, ". ");
        rap_deciding_about(out, t, row);
    }
}

static void caption_deciding(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)t;
    (void)plot;
    rap_text_add(
        out, tr(t->language,
                "How much of the spread over sets of assumptions each assumption has a part in. "
                "Colour and shape say how well its number is supported. Shares can come to more "
                "than 100 %, because what assumptions make together counts for each of them."));
}

static void alternative_deciding(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    const rap_decided *row = row_of_part(t, plot);
    size_t factors[MOST_BARS + 1], n = bars_drawn(t->deciding, row, factors);
    rap_text_add(out, tr(t->language, "Shares of the spread:"));
    for (size_t k = 0; k < n; k++) {
        rap_text_add(out, k ? tr(t->language, "; ") : " ");
        label_bar(out, t->language, t->deciding, factors[k]);
        rap_text_add(out, " ");
        rap_deciding_share(out, t->language, &row->shares[factors[k]].total);
    }
    rap_text_add(out, ".");
}

const rap_plot_kind rap_kind_deciding = {
    "deciding",     rap_embedded_shares_gp, list_deciding,        fill_deciding,
    title_deciding, caption_deciding,       alternative_deciding, true};
