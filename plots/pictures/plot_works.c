/* plot_works.c: what works for whom: resources by contexts. Each tested proposition stands in the
 * cell of its resource and its context: its effect in smallest ones that matter, as colour and
 * number, its outcome, its verdict, and the mechanism with the largest Shapley value. */
#include "plots/pictures/cmo.h"
#include "plots/pictures/plot_kinds.h"
#include "base/error.h"
#include "base/memory.h"
#include "plots/words/sentence_parts.h"
#include "plots/words/numbers.h"

#include <math.h>
#include <string.h>

extern const char rap_embedded_works_gp[];

enum {
    MOST_COLUMNS = 4,
    MOST_ROWS = 10,
    LEFT = 216,
    ROW_LETTERS = 29,
    LEGEND = 34,
    PAD = 6,
    GAP = 6
};

/* Which row and column each tested proposition stands in. */
typedef struct {
    size_t *row, *column; /* by tested proposition */
    size_t *first;        /* by row and by column: a tested proposition that is in it */
    size_t *first_column;
    size_t n, rows, columns;
} grid;

static void grid_free(grid *g) {
    rap_free(g->row);
    rap_free(g->column);
    rap_free(g->first);
    rap_free(g->first_column);
}

/* The position of `text` among those of the list; a new one is added. 0 without memory. */
static size_t place_in_list(rap_text *texts, size_t *n, size_t *first, size_t of,
                            const char *text) {
    const char *s = rap_text_string(texts);
    if (texts->failed)
        return 0;
    for (size_t k = 0; k < *n; k++, s += strlen(s) + 1)
        if (!strcmp(s, text))
            return k;
    rap_text_add_bytes(texts, text, strlen(text) + 1);
    first[*n] = of;
    return (*n)++;
}

static void sort_into_grid(grid *g, const rap_tables *t, rap_text *rows, rap_text *columns,
                           rap_text *words) {
    for (size_t i = 0; i < g->n; i++) {
        const rap_proposition *p = rap_cmo_row(t, rap_cmo_nth(t, i))->proposition;
        rap_text_clear(words);
        rap_cmo_resource(words, t, p);
        g->row[i] = place_in_list(rows, &g->rows, g->first, i, rap_text_string(words));
        rap_text_clear(words);
        rap_cmo_context(words, t, p);
        g->column[i] =
            place_in_list(columns, &g->columns, g->first_column, i, rap_text_string(words));
    }
}

static int grid_init(grid *g, const rap_tables *t) {
    rap_text rows, columns, words;
    *g = (grid){.n = rap_cmo_tested(t)};
    rap_text_init(&rows);
    rap_text_init(&columns);
    rap_text_init(&words);
    g->row = rap_allocate(g->n, sizeof *g->row);
    g->column = rap_allocate(g->n, sizeof *g->column);
    g->first = rap_allocate(g->n, sizeof *g->first);
    g->first_column = rap_allocate(g->n, sizeof *g->first_column);
    bool whole = g->row && g->column && g->first && g->first_column;
    if (whole)
        sort_into_grid(g, t, &rows, &columns, &words);
    whole = whole && !rows.failed && !columns.failed && !words.failed;
    rap_text_free(&rows);
    rap_text_free(&columns);
    rap_text_free(&words);
    return whole ? RAP_OK : rap_fail(RAP_ENOMEM);
}

/* ---- parts: some columns, and of the rows that have something in them some --------------------- */

typedef struct {
    size_t column, column_end; /* columns [column, column_end) */
    size_t skip, rows;         /* of the rows used there, those [skip, skip + rows) */
    size_t parts;              /* of the whole picture */
} part;

static bool is_used(const grid *g, size_t row, const part *p) {
    for (size_t i = 0; i < g->n; i++)
        if (g->row[i] == row && g->column[i] >= p->column && g->column[i] < p->column_end)
            return true;
    return false;
}

static size_t used_rows(const grid *g, const part *p) {
    size_t n = 0;
    for (size_t row = 0; row < g->rows; row++)
        n += is_used(g, row, p);
    return n;
}

/* The part of that number, and how many there are; `which` may be beyond them. */
static part find_grid_part(const grid *g, size_t which) {
    part found = {0};
    size_t blocks = (g->columns + MOST_COLUMNS - 1) / MOST_COLUMNS, n = 0;
    for (size_t b = 0; b < blocks; b++) {
        part p = {0};
        rap_plot_part(b, g->columns, MOST_COLUMNS, &p.column, &p.column_end);
        size_t used = used_rows(g, &p), pieces = (used + MOST_ROWS - 1) / MOST_ROWS;
        for (size_t k = 0; k < pieces; k++, n++) {
            size_t end;
            rap_plot_part(k, used, MOST_ROWS, &p.skip, &end);
            p.rows = end - p.skip;
            if (n == which)
                found = p;
        }
    }
    found.parts = n;
    return found;
}

static int list_works(rap_plots *plots, const rap_tables *t) {
    grid g;
    if (rap_cmo_tested(t) == 0)
        return RAP_OK;
    int status = grid_init(&g, t);
    size_t n = status ? 0 : find_grid_part(&g, 0).parts;
    grid_free(&g);
    return status ? status : rap_plots_add_parts(plots, &rap_kind_works, n, 1);
}

/* ---- drawing ---------------------------------------------------------------------------------- */

/* 1 to 7: beyond -10, -3, -1; between -1 and 1; beyond 1, 3, 10. 0: no value. */
static int shade_of_effect(double x) {
    static const double edges[] = {-10, -3, -1, 1, 3, 10};
    if (!isfinite(x))
        return 0;
    int k = 1;
    for (int i = 0; i < 6; i++)
        k += i < 3 ? x >= edges[i] : x > edges[i];
    return k;
}

static void add_units(rap_text *out, const rap_language *l, double x) {
    if (isfinite(x))
        rap_number(out, l, x, fabs(x) >= 100 ? 0 : 1, true);
    else
        rap_text_add(out, tr(l, "none"));
}

/* "+3.1 (+1.0 to +5.2)": an effect in smallest ones that matter. */
static void add_units_of(rap_text *out, const rap_tables *t, const rap_proposition_result *r) {
    const rap_proposition *p = r->proposition;
    add_units(out, t->language, rap_cmo_units(p, r->effect.s.mean));
    if (!isfinite(r->effect.s.ci_low) || !isfinite(r->effect.s.ci_high))
        return;
    double a = rap_cmo_units(p, r->effect.s.ci_low), b = rap_cmo_units(p, r->effect.s.ci_high);
    rap_parts parts = {0};
    add_units(rap_next_part(&parts), t->language, fmin(a, b));
    add_units(rap_next_part(&parts), t->language, fmax(a, b));
    rap_text_add(out, " (");
    rap_text_format(out, tr(t->language, "%s to %s"), rap_part_string(&parts, 0),
                    rap_part_string(&parts, 1));
    rap_text_add(out, ")");
    rap_parts_end(&parts, out);
}

/* What moves, and what moves it. */
static void add_moved(rap_text *out, const rap_tables *t, size_t row) {
    const rap_proposition *p = rap_cmo_row(t, row)->proposition;
    const rap_language *l = t->language;
    const char *outcome = rap_words_outcome(t, p->outcome);
    int largest = rap_cmo_largest(t->verdicts, row);
    if (largest >= 0)
        rap_text_format(
            out, p->direction > 0 ? tr(l, "%s up, most by ‘%s’") : tr(l, "%s down, most by ‘%s’"),
            outcome, tr(l, rap_factor_label(t->verdicts, row, (size_t)largest)));
    else
        rap_text_format(out,
                        p->direction > 0 ? tr(l, "%s up; no named mechanism helps")
                                         : tr(l, "%s down; no named mechanism helps"),
                        outcome);
}

/* Lines of text of a cell's entry; returns its height in lines. */
static int add_entry(rap_text *head, const rap_tables *t, size_t row, size_t entry, int letters,
                     bool narrow) {
    const rap_proposition_result *r = rap_cmo_row(t, row);
    rap_text words;
    rap_text_init(&words);
    if (narrow) { /* no column says it */
        rap_cmo_context(&words, t, r->proposition);
        rap_text_add(&words, tr(t->language, ": "));
    }
    add_units_of(&words, t, r);
    rap_text_format(head, "cell_verdict[%zu] = '%s'\n", entry,
                    tr(t->language, rap_verdict_names[r->verdict]));
    int lines = 1 + rap_plot_entry(head, "cell_number", entry, rap_text_string(&words), letters);
    rap_text_format(head, "cell_number_lines[%zu] = %d\n", entry, lines - 1);
    rap_text_clear(&words);
    add_moved(&words, t, row);
    lines += rap_plot_entry(head, "cell_text", entry, rap_text_string(&words), letters);
    head->failed |= words.failed;
    rap_text_free(&words);
    return lines;
}

typedef struct {
    const rap_tables *t;
    const grid *g;
    const part *p;
    rap_text *head, *data;
    size_t entries;
    int letters, column_width, left;
    bool narrow; /* a row's cells below its label and each other */
} canvas;

/* One row of the picture from pixel y on; returns the pixel below it. */
static int add_resource_row(canvas *c, size_t row, size_t shown, int y) {
    const rap_proposition *first =
        rap_cmo_row(c->t, rap_cmo_nth(c->t, c->g->first[row]))->proposition;
    rap_text words;
    rap_text_init(&words);
    rap_cmo_resource(&words, c->t, first);
    int lines = rap_plot_entry(c->head, "row_label", shown, rap_text_string(&words),
                               c->narrow ? RAP_PLOT_NARROW_LETTERS : ROW_LETTERS);
    c->head->failed |= words.failed;
    rap_text_free(&words);
    int end = y + lines * RAP_PLOT_LINE + PAD;
    for (size_t column = c->p->column; column < c->p->column_end; column++) {
        int x = c->left, below = end;
        if (!c->narrow) {
            x += (int)(column - c->p->column) * (c->column_width + GAP);
            below = y;
        }
        for (size_t i = 0; i < c->g->n; i++) {
            if (c->g->row[i] != row || c->g->column[i] != column)
                continue;
            size_t k = rap_cmo_nth(c->t, i);
            const rap_proposition_result *r = rap_cmo_row(c->t, k);
            int height =
                add_entry(c->head, c->t, k, ++c->entries, c->letters, c->narrow) * RAP_PLOT_LINE;
            rap_text_format(c->data, "%d %d %d %d %d\n", x, below, x + c->column_width,
                            below + height + PAD,
                            shade_of_effect(rap_cmo_units(r->proposition, r->effect.s.mean)));
            rap_text_format(c->head, "cell_x[%zu] = %d; cell_y[%zu] = %d\n", c->entries, x,
                            c->entries, below);
            below += height + PAD + 3;
        }
        end = below > end ? below : end;
    }
    rap_text_format(c->head, "row_y[%zu] = %d\n", shown, y);
    return end + GAP;
}

static size_t count_entries(const grid *g, const part *p) {
    size_t n = 0, seen = 0;
    for (size_t row = 0; row < g->rows; row++) {
        if (!is_used(g, row, p))
            continue;
        bool shown = seen >= p->skip && seen < p->skip + p->rows;
        seen++;
        for (size_t i = 0; shown && i < g->n; i++)
            n += g->row[i] == row && g->column[i] >= p->column && g->column[i] < p->column_end;
    }
    return n;
}

/* Headings of columns; returns the most lines. */
static int add_context_columns(canvas *c) {
    int most = 1;
    rap_text words;
    rap_text_init(&words);
    for (size_t column = c->p->column; column < c->p->column_end; column++) {
        size_t k = rap_cmo_nth(c->t, c->g->first_column[column]);
        rap_text_clear(&words);
        rap_cmo_context(&words, c->t, rap_cmo_row(c->t, k)->proposition);
        int lines = rap_plot_entry(c->head, "column_label", column - c->p->column + 1,
                                   rap_text_string(&words), c->letters);
        most = lines > most ? lines : most;
    }
    c->head->failed |= words.failed;
    rap_text_free(&words);
    return most;
}

static int draw_part(canvas *c, int top) {
    static const char *const arrays[] = {"x", "y", "number", "number_lines", "verdict", "text"};
    size_t n = c->p->column_end - c->p->column, seen = 0, shown = 0;
    int y = 0;
    if (n == 0) { /* asked of other tables than it was listed for */
        rap_text_add(c->head, "rows = 0\nentries = 0\ncolumns = 0\n");
        n = 1;
    } else
        rap_text_format(c->head, "rows = %zu\nentries = %zu\ncolumns = %zu\n", c->p->rows,
                        count_entries(c->g, c->p), n);
    rap_text_add(c->head, "array row_label[rows]\narray row_y[rows]\n"
                          "array column_label[columns]\n");
    for (size_t k = 0; k < sizeof arrays / sizeof *arrays; k++)
        rap_text_format(c->head, "array cell_%s[entries]\n", arrays[k]);
    int width = (RAP_PLOT_WIDTH - 16 - LEFT - (int)(n - 1) * GAP) / (int)n;
    c->left = c->narrow ? 16 : LEFT;
    c->column_width = c->narrow ? RAP_PLOT_NARROW - 32 : width < 300 ? width : 300;
    c->letters = (c->column_width - 12) / 7;
    int column_lines = c->narrow ? 0 : add_context_columns(c);
    rap_text_add(c->data, "# left top right bottom (pixels), class of colour\n");
    for (size_t row = 0; row < c->g->rows; row++) {
        if (!is_used(c->g, row, c->p))
            continue;
        if (seen >= c->p->skip && seen < c->p->skip + c->p->rows)
            y = add_resource_row(c, row, ++shown, y);
        seen++;
    }
    top += (c->narrow ? LEGEND + 2 * RAP_PLOT_LINE : LEGEND) + column_lines * RAP_PLOT_LINE + 6;
    rap_text_format(c->head,
                    "top = %d\narea = %d\ncolumn_lines = %d\nleft = %d\n"
                    "column_width = %d\ngap = %d\n",
                    top, y, column_lines, c->left, c->column_width, GAP);
    return top + y + 10;
}

static int fill_works(const rap_tables *t, const rap_plot *plot, int top, rap_text *head,
                      rap_text *data, rap_text *footnote) {
    grid g;
    int end = top;
    if (grid_init(&g, t) == RAP_OK) {
        part p = find_grid_part(&g, plot->part);
        canvas c = {.t = t, .g = &g, .p = &p, .head = head, .data = data, .narrow = plot->narrow};
        end = draw_part(&c, top);
    } else
        head->failed = true;
    grid_free(&g);
    rap_text_add(footnote,
                 tr(t->language,
                    "Numbers: effect in the context, in smallest effects that matter, counted "
                    "in the claimed direction, with its 95 % Monte Carlo interval."));
    return end;
}

static void title_works(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    grid g;
    rap_text_add(out, tr(t->language, "What works for whom: resources by contexts"));
    if (grid_init(&g, t) == RAP_OK)
        rap_plot_part_words(out, t->language, plot->part, find_grid_part(&g, 0).parts, 1);
    else
        out->failed = true;
    grid_free(&g);
}

static void caption_works(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)t;
    (void)plot;
    rap_text_add(out,
                 tr(t->language,
                    "One row a resource, one column a context; a cell that is empty was not "
                    "proposed, which says nothing about it. The number counts the smallest "
                    "effects that matter; the mechanism named is the one with the largest "
                    "Shapley value in the claimed direction, of those that were taken apart."));
}

static void alternative_works(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)plot;
    rap_text_add(out, tr(t->language, "A table of resources by contexts:"));
    for (size_t i = 0; i < rap_cmo_tested(t); i++) {
        const rap_proposition_result *r = rap_cmo_row(t, rap_cmo_nth(t, i));
        rap_text_add(out, i ? tr(t->language, "; ") : " ");
        rap_parts p = {0};
        rap_cmo_resource(rap_next_part(&p), t, r->proposition);
        rap_cmo_context(rap_next_part(&p), t, r->proposition);
        add_units(rap_next_part(&p), t->language, rap_cmo_units(r->proposition, r->effect.s.mean));
        rap_text_format(out, tr(t->language, "%s, for %s: %s, %s"), rap_part_string(&p, 0),
                        rap_part_string(&p, 1), tr(t->language, rap_verdict_names[r->verdict]),
                        rap_part_string(&p, 2));
        rap_parts_end(&p, out);
    }
    rap_text_add(out, ".");
}

const rap_plot_kind rap_kind_works = {
    "what-works-for-whom", rap_embedded_works_gp, list_works,        fill_works,
    title_works,           caption_works,         alternative_works, true};
