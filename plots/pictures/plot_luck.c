/* plot_luck.c: what sets one history apart from another: assumptions, and each kind of luck. */
#include "plots/pictures/plot_kinds.h"
#include "plots/pictures/shares.h"
#include "plots/words/sensitivity_words.h"
#include "base/error.h"

#include <math.h>

extern const char rap_embedded_shares_gp[];

/* The first key row of whose single histories something can be said, or NULL. */
static const rap_decided *row_of_luck(const rap_tables *t) {
    const rap_decided *rows[RAP_SHARE_ROWS];
    size_t n =
        t->deciding && t->deciding->chains ? rap_deciding_key_rows(t, rows, RAP_SHARE_ROWS) : 0;
    for (size_t k = 0; k < n; k++)
        if (rows[k]->single.state == RAP_INDEX_TOLD)
            return rows[k];
    return NULL;
}

static int list_luck(rap_plots *plots, const rap_tables *t) {
    return row_of_luck(t) ? rap_plots_add(plots, &rap_kind_luck, "luck", NULL, NULL, 0, "all")
                          : RAP_OK;
}

/* Assumptions first, then kinds of luck, the largest share first. */
static size_t order_of_luck(const rap_deciding *d, const rap_decided *row, size_t *players) {
    size_t n = row ? d->sampling.players : 0;
    for (size_t k = 0; k < n; k++) {
        size_t at = k;
        for (; at > 1 && row->lucks[players[at - 1]].value < row->lucks[k].value; at--)
            players[at] = players[at - 1];
        players[at] = k;
    }
    return n;
}

static const char *label_of_player(const rap_deciding *d, size_t player) {
    return player ? d->sampling.topics[player - 1] : "assumptions, all together";
}

static int add_luck_bar(rap_text *head, rap_text *data, const rap_plot *plot, const rap_tables *t,
                        const rap_decided *row, size_t player, size_t k, int y) {
    const rap_index *share = &row->lucks[player];
    rap_text label, beside;
    int middle;
    rap_text_init(&label);
    rap_text_init(&beside);
    rap_text_format(&label, "%s%s", player ? "luck: " : "", label_of_player(t->deciding, player));
    rap_deciding_share(&beside, t->language, share);
    y = rap_share_row(head, plot, k, y, rap_text_string(&label), rap_text_string(&beside), &middle);
    head->failed |= label.failed || beside.failed;
    rap_text_free(&label);
    rap_text_free(&beside);
    const double x[] = {
        middle,           share->state == RAP_INDEX_TOLD ? 100 * share->value : (double)NAN,
        100 * share->low, 100 * share->high,
        (double)NAN,      player ? RAP_CLASS_OTHER : RAP_CLASS_MEASURED};
    rap_share_data(data, x, sizeof x / sizeof *x);
    return y;
}

static int fill_luck(const rap_tables *t, const rap_plot *plot, int top, rap_text *head,
                     rap_text *data, rap_text *footnote) {
    const rap_decided *row = row_of_luck(t);
    size_t players[RAP_MOST_PLAYERS], n = order_of_luck(t->deciding, row, players);
    const bool seen[RAP_CLASS_OTHER + 1] = {false};
    double low = 0, high = 0;
    int area = 6;
    rap_share_begin(head, n);
    rap_text_add(data, "# y (pixels), share, low, high (%), -, class\n");
    for (size_t k = 0; k < n; k++) {
        area = add_luck_bar(head, data, plot, t, row, players[k], k + 1, area);
        rap_plot_widen(100 * row->lucks[players[k]].high, &low, &high);
    }
    double step = rap_plot_axis(&low, &high, 5);
    rap_share_classes(head, seen);
    rap_text_format(head, "x_low = 0\nx_high = %.9g\nx_step = %.9g\n", high, step);
    rap_text_format(head,
                    "x_label = 'share of the variance of single histories, %%'\ntop = %d\n"
                    "area = %d\n",
                    top + 14, area);
    rap_text_format(footnote, tr(t->language, "For this, %lld chains of histories. "),
                    row ? (long long)t->deciding->chains : 0);
    rap_text_add(footnote,
                 tr(t->language,
                    "Lines: 95 % intervals. Without a bar: cannot be told from 0. All shares add "
                    "up to 100 %; what several make only together is parted equally among them."));
    return top + 14 + area + 66;
}

static void title_luck(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    const rap_decided *row = row_of_luck(t);
    (void)plot;
    rap_text_add(out, tr(t->language, "Assumptions or luck: "));
    if (row) {
        rap_words_headline(out, t, &t->study->headlines[row->headline]);
        rap_text_add(out, ". ");
        rap_deciding_about(out, t, row);
    }
}

static void caption_luck(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)t;
    (void)plot;
    rap_text_add(out,
                 tr(t->language, "What sets one simulated history apart from another: how much is "
                                 "that assumptions differ, and how much is each kind of luck, "
                                 "which would differ even if every number were known."));
}

static void alternative_luck(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    const rap_decided *row = row_of_luck(t);
    size_t players[RAP_MOST_PLAYERS], n = order_of_luck(t->deciding, row, players);
    (void)plot;
    rap_text_add(out, tr(t->language, "Shares of the variance of single histories:"));
    for (size_t k = 0; k < n; k++) {
        rap_text_format(out, "%s%s ", k ? tr(t->language, "; ") : " ",
                        label_of_player(t->deciding, players[k]));
        rap_deciding_share(out, t->language, &row->lucks[players[k]]);
    }
    rap_text_add(out, ".");
}

const rap_plot_kind rap_kind_luck = {
    "luck",     rap_embedded_shares_gp, list_luck,        fill_luck,
    title_luck, caption_luck,           alternative_luck, true};
