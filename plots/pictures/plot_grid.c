/* plot_grid.c: arms that stand in rows and columns: the first headline in each, and its difference
 * from the baseline. */
#include "plots/pictures/cmo.h"
#include "plots/pictures/plot_kinds.h"
#include "base/error.h"

#include <math.h>

extern const char rap_embedded_grid_gp[];

enum { MOST_COLUMNS = 6, MOST_ROWS = 10, LEFT = 170, ROW_LETTERS = 24, SHADES = 7, PAD = 10 };

static const rap_headline *headline_of(const rap_tables *t) {
    return &t->study->headlines[0];
}

static const rap_outcome_row *cell_of(const rap_tables *t, size_t row, size_t column) {
    const rap_grid *g = &t->study->grid;
    const rap_headline *h = headline_of(t);
    return rap_tables_outcome(t, g->first + row * g->n_columns + column, h->outcome, h->group,
                              h->window);
}

static const rap_contrast_row *difference_of(const rap_tables *t, size_t row, size_t column) {
    const rap_grid *g = &t->study->grid;
    size_t arm = g->first + row * g->n_columns + column;
    for (size_t c = 0; c < t->study->n_contrasts; c++) {
        const rap_contrast *x = &t->study->contrasts[c];
        if (x->is_arm && x->n_plus == 1 && x->plus[0] == arm)
            return rap_words_row(t, c, headline_of(t));
    }
    return NULL;
}

/* The least and largest mean of all cells; false where there is none. */
static bool range_of(const rap_tables *t, double *low, double *high) {
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t r = 0; r < t->study->grid.n_rows; r++)
        for (size_t c = 0; c < t->study->grid.n_columns; c++) {
            const rap_outcome_row *x = cell_of(t, r, c);
            if (x && isfinite(x->s.mean)) {
                *low = fmin(*low, x->s.mean);
                *high = fmax(*high, x->s.mean);
            }
        }
    return *low <= *high;
}

static size_t blocks_of(size_t n, size_t most) {
    return (n + most - 1) / most;
}

static int list_grid(rap_plots *plots, const rap_tables *t) {
    double low, high;
    const rap_grid *g = &t->study->grid;
    if (g->n_rows == 0 || g->first + g->n_rows * g->n_columns > t->study->n_arms ||
        !range_of(t, &low, &high))
        return RAP_OK;
    return rap_plots_add_parts(
        plots, &rap_kind_grid,
        blocks_of(g->n_rows, MOST_ROWS) * blocks_of(g->n_columns, MOST_COLUMNS), 1);
}

typedef struct {
    const rap_tables *t;
    rap_text *head, *data, words;
    size_t row, row_end, column, column_end, entries;
    double low, high;
    int width, letters, left;
    bool narrow; /* a row's cells below its label and each other */
} canvas;

static void find_block(canvas *c, size_t part) {
    const rap_grid *g = &c->t->study->grid;
    size_t columns = blocks_of(g->n_columns, MOST_COLUMNS);
    rap_plot_part(columns ? part / columns : 0, g->n_rows, MOST_ROWS, &c->row, &c->row_end);
    rap_plot_part(columns ? part % columns : 0, g->n_columns, MOST_COLUMNS, &c->column,
                  &c->column_end);
}

/* 1 (least) to SHADES; 0: no value. All the same: the middle. */
static int shade_of_mean(const canvas *c, double x) {
    if (!isfinite(x))
        return 0;
    if (!(c->high > c->low))
        return (SHADES + 1) / 2;
    int k = 1 + (int)(SHADES * (x - c->low) / (c->high - c->low));
    return k > SHADES ? SHADES : k;
}

static int entry(canvas *c, const char *name) {
    int lines = rap_plot_entry(c->head, name, c->entries, rap_text_string(&c->words), c->letters);
    c->head->failed |= c->words.failed;
    rap_text_clear(&c->words);
    return lines;
}

/* Mean, its interval; difference, its interval: in lines. */
static int add_grid_cell(canvas *c, size_t row, size_t column) {
    const rap_outcome_row *x = cell_of(c->t, row, column);
    const rap_contrast_row *d = difference_of(c->t, row, column);
    size_t outcome = headline_of(c->t)->outcome;
    int lines = 0;
    c->entries++;
    if (c->narrow) /* no column says it */
        rap_text_format(&c->words, "%s%s", c->t->study->grid.columns[column],
                        tr(c->t->language, ": "));
    rap_words_value(&c->words, c->t, outcome, x ? x->s.mean : (double)NAN, 0);
    lines += entry(c, "cell_mean");
    if (x && isfinite(x->s.ci_low))
        rap_words_interval(&c->words, c->t, outcome, x->s.ci_low, x->s.ci_high, 0);
    rap_text_format(c->head, "cell_range_y[%zu] = %d\n", c->entries, lines * RAP_PLOT_LINE);
    lines += entry(c, "cell_range");
    rap_text_format(c->head, "cell_difference_y[%zu] = %d\n", c->entries, lines * RAP_PLOT_LINE);
    if (d && isfinite(d->s.mean)) {
        rap_words_value(&c->words, c->t, outcome, d->s.mean, RAP_WITH_SIGN);
        rap_text_add(&c->words, " (");
        rap_words_interval(&c->words, c->t, outcome, d->s.ci_low, d->s.ci_high, RAP_WITH_SIGN);
        rap_text_add(&c->words, ")");
    } else
        rap_text_add(&c->words,
                     c->t->study->grid.first + row * c->t->study->grid.n_columns + column ==
                             c->t->study->baseline
                         ? "baseline"
                         : "-");
    lines += entry(c, "cell_difference");
    return lines;
}

/* Place and shade of the cell drawn last, from pixel y on. */
static void place_grid_cell(canvas *c, size_t row, size_t column, int y, int end, size_t n) {
    const rap_outcome_row *x = cell_of(c->t, row, column);
    int left = c->left + (c->narrow ? 0 : (int)(column - c->column) * (c->width + 4));
    rap_text_format(c->data, "%d %d %d %d %d\n", left, y, left + c->width, end,
                    shade_of_mean(c, x ? x->s.mean : (double)NAN));
    rap_text_format(c->head, "cell_x[%zu] = %d; cell_y[%zu] = %d\n", n, left, n, y);
}

static int add_cells_below(canvas *c, size_t row, int y) {
    for (size_t k = c->column; k < c->column_end; k++) {
        int end = y + add_grid_cell(c, row, k) * RAP_PLOT_LINE + PAD;
        place_grid_cell(c, row, k, y, end, c->entries);
        y = end + 4;
    }
    return y + PAD;
}

/* A row from pixel y on; returns the pixel below it. */
static int add_grid_row(canvas *c, size_t row, int y) {
    size_t first = c->entries;
    int most = rap_plot_entry(c->head, "row_label", row - c->row + 1, c->t->study->grid.rows[row],
                              c->narrow ? RAP_PLOT_NARROW_LETTERS : ROW_LETTERS);
    rap_text_format(c->head, "row_y[%zu] = %d\n", row - c->row + 1, y);
    if (c->narrow)
        return add_cells_below(c, row, y + most * RAP_PLOT_LINE + PAD);
    for (size_t k = c->column; k < c->column_end; k++) {
        int lines = add_grid_cell(c, row, k);
        most = lines > most ? lines : most;
    }
    int end = y + most * RAP_PLOT_LINE + PAD;
    for (size_t k = c->column; k < c->column_end; k++)
        place_grid_cell(c, row, k, y, end, first + k - c->column + 1);
    return end + 4;
}

static int add_grid_columns(canvas *c) {
    int most = 1;
    for (size_t k = c->column; k < c->column_end; k++) {
        int lines = rap_plot_entry(c->head, "column_label", k - c->column + 1,
                                   c->t->study->grid.columns[k], c->letters);
        most = lines > most ? lines : most;
    }
    return most;
}

/* What the seven shades stand for: their edges. */
static void add_shades(canvas *c) {
    size_t outcome = headline_of(c->t)->outcome;
    rap_words_value(&c->words, c->t, outcome, c->low, RAP_WITH_UNIT);
    rap_plot_assign(c->head, "shade_low", rap_text_string(&c->words), 40);
    rap_text_clear(&c->words);
    rap_words_value(&c->words, c->t, outcome, c->high, RAP_WITH_UNIT);
    rap_plot_assign(c->head, "shade_high", rap_text_string(&c->words), 40);
    rap_text_clear(&c->words);
    const rap_grid *g = &c->t->study->grid;
    rap_text_add(c->head, "rows_label = ");
    rap_plot_cut(c->head, g->rows_label ? g->rows_label : "", ROW_LETTERS - 2);
    rap_text_add(c->head, "\ncolumns_label = ");
    rap_plot_cut(c->head, g->columns_label ? g->columns_label : "",
                 c->narrow ? ROW_LETTERS - 2 : 100);
    rap_text_add(c->head, "\n");
}

static int draw_grid(canvas *c, int top) {
    static const char *const arrays[] = {"x",       "y",          "mean",        "range",
                                         "range_y", "difference", "difference_y"};
    size_t rows = c->row_end - c->row, columns = c->column_end - c->column;
    rap_text_format(c->head,
                    "rows = %zu\ncolumns = %zu\nentries = %zu\narray row_label[rows]\n"
                    "array row_y[rows]\narray column_label[columns]\n",
                    rows, columns, rows * columns);
    for (size_t k = 0; k < sizeof arrays / sizeof *arrays; k++)
        rap_text_format(c->head, "array cell_%s[entries]\n", arrays[k]);
    c->width = columns ? (RAP_PLOT_WIDTH - 16 - LEFT) / (int)columns - 4 : 100;
    c->width = c->narrow ? RAP_PLOT_NARROW - 32 : c->width > 240 ? 240 : c->width;
    c->left = c->narrow ? 16 : LEFT;
    c->letters = (c->width - 10) / 7;
    add_shades(c);
    int column_lines = c->narrow ? 0 : add_grid_columns(c), y = 0;
    rap_text_add(c->data, "# left top right bottom (pixels), shade\n");
    for (size_t row = c->row; row < c->row_end; row++)
        y = add_grid_row(c, row, y);
    top += 34 + (c->narrow ? 2 : 1 + column_lines) * RAP_PLOT_LINE;
    rap_text_format(c->head,
                    "top = %d\narea = %d\ncolumn_lines = %d\nleft = %d\ncolumn_width = %d\n", top,
                    y > 0 ? y : 1, column_lines, c->left, c->width);
    return top + y + 10;
}

static int fill_grid(const rap_tables *t, const rap_plot *plot, int top, rap_text *head,
                     rap_text *data, rap_text *footnote) {
    canvas c = {.t = t, .head = head, .data = data, .narrow = plot->narrow};
    rap_text_init(&c.words);
    find_block(&c, plot->part);
    range_of(t, &c.low, &c.high);
    int end = draw_grid(&c, top);
    rap_text_free(&c.words);
    rap_text_format(footnote,
                    tr(t->language,
                       "Each cell: mean, its 95 %% interval, and below both the difference from "
                       "‘%s’ with its 95 %% interval."),
                    rap_words_baseline(t));
    return end;
}

static void title_grid(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    const rap_grid *g = &t->study->grid;
    rap_words_headline(out, t, headline_of(t));
    rap_text_add(out, ", ");
    rap_words_unit(out, t, headline_of(t)->outcome);
    rap_plot_part_words(out, t->language, plot->part,
                        blocks_of(g->n_rows, MOST_ROWS) * blocks_of(g->n_columns, MOST_COLUMNS), 1);
}

static void caption_grid(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)plot;
    rap_text_format(out,
                    tr(t->language,
                       "One cell for each way of working: %s in rows, %s in columns. The darker "
                       "the cell, the more of the outcome. Intervals tell how far the mean is "
                       "settled by the runs, not how far assumptions move it."),
                    t->study->grid.rows_label && t->study->grid.rows_label[0]
                        ? t->study->grid.rows_label
                        : tr(t->language, "what the study puts"),
                    t->study->grid.columns_label && t->study->grid.columns_label[0]
                        ? t->study->grid.columns_label
                        : tr(t->language, "the other"));
}

static void alternative_grid(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    canvas c = {.t = t};
    size_t outcome = headline_of(t)->outcome, n = 0;
    find_block(&c, plot->part);
    rap_text_add(out, tr(t->language, "A table of ways of working:"));
    for (size_t r = c.row; r < c.row_end; r++)
        for (size_t k = c.column; k < c.column_end; k++) {
            const rap_outcome_row *x = cell_of(t, r, k);
            rap_text_format(out, "%s%s, %s%s", n++ ? tr(t->language, "; ") : " ",
                            t->study->grid.rows[r], t->study->grid.columns[k],
                            tr(t->language, ": "));
            rap_words_value(out, t, outcome, x ? x->s.mean : (double)NAN, RAP_WITH_UNIT);
        }
    rap_text_add(out, ".");
}

const rap_plot_kind rap_kind_grid = {"grid",     rap_embedded_grid_gp, list_grid,        fill_grid,
                                     title_grid, caption_grid,         alternative_grid, true};
