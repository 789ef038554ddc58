/* plot_patterns.c: in how many sets of assumptions each pattern holds: one bar a pattern, parted
 * into clearly holds, holds, fails, clearly fails; what has no value is left white. By body of
 * evidence. */
#include "plots/pictures/plot_kinds.h"
#include "plots/pictures/script.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"
#include "analysis/patterns/patterns.h"
#include "base/error.h"

#include <math.h>
#include <string.h>

extern const char rap_embedded_patterns_gp[];

enum { LABEL_LETTERS = 56, ROW_GAP = 7, HEADING = 30, LEGEND = 30, SEGMENTS = 4 };

static int list_patterns(rap_plots *plots, const rap_tables *t) {
    if (!t->patterns || t->patterns->n_rows == 0)
        return RAP_OK;
    return rap_plots_add(plots, &rap_kind_patterns, "patterns", NULL, NULL, 0, "all");
}

/* Draws in each part of a bar: those that hold lie between those that clearly do and do not clearly fail. Nothing where
 * it cannot be told how many hold. */
static void part_bar(const rap_pattern_result *r, int64_t *parts) {
    bool told = r->holds.n > 0;
    int64_t clearly = told ? r->clearly.k : 0, fails = told ? r->fails.k : 0;
    int64_t n = told ? r->holds.n : 0, holds = r->holds.k;
    holds = !told ? 0 : holds < clearly ? clearly : holds > n - fails ? n - fails : holds;
    parts[0] = clearly;
    parts[1] = holds - clearly;
    parts[2] = n - holds - fails;
    parts[3] = fails;
}

/* A line of the picture: its text in arrays, heading or pattern; returns the pixel below it. */
static int add_pattern_line(rap_text *head, const rap_plot *plot, size_t line, const char *text,
                            bool heading, int y) {
    rap_text_format(head, "row_label[%zu] = ", line);
    int lines = rap_plot_wrap(head, text, plot->narrow ? RAP_PLOT_NARROW_LETTERS : LABEL_LETTERS);
    int above = heading ? HEADING - RAP_PLOT_LINE : 0;
    rap_text_format(head, "; row_y[%zu] = %d; row_heading[%zu] = %d\n", line,
                    y + above + RAP_PLOT_LINE / 2, line, heading);
    int bar = plot->narrow && !heading ? RAP_PLOT_LINE + 4 : 0; /* below its label */
    return y + above + lines * RAP_PLOT_LINE + bar + ROW_GAP;
}

static void add_pattern_bar(rap_text *data, const rap_pattern_result *r, int from) {
    int64_t parts[SEGMENTS], sum = 0;
    part_bar(r, parts);
    rap_text_format(data, "%d %d 0", from, from + RAP_PLOT_LINE);
    for (int k = 0; k < SEGMENTS; k++)
        rap_text_format(data, " %lld", (long long)(sum += parts[k]));
    if (isnan(r->placebo.share) || sum == 0)
        rap_text_add(data, " NaN\n");
    else
        rap_text_format(data, " %.2f\n", r->placebo.share * (double)sum);
}

static bool same_body(const rap_patterns *p, size_t a, size_t b) {
    return !strcmp(p->rows[a].pattern->built_from, p->rows[b].pattern->built_from);
}

static size_t count_lines(const rap_patterns *p) {
    size_t n = p->n_rows;
    for (size_t k = 0; k < p->n_rows; k++)
        n += rap_patterns_begin_body(p, k);
    return n;
}

/* One body of evidence: a heading and its bars, from pixel y on. */
static int add_body(const rap_patterns *p, const rap_plot *plot, size_t first, size_t *line, int y,
                    rap_text *head, rap_text *data) {
    y = add_pattern_line(head, plot, ++*line, p->rows[first].pattern->built_from, true, y);
    for (size_t k = first; k < p->n_rows; k++) {
        if (!same_body(p, first, k))
            continue;
        int end = add_pattern_line(head, plot, ++*line, p->rows[k].pattern->label, false, y);
        int middle = plot->narrow ? end - ROW_GAP - RAP_PLOT_LINE / 2 : (y + end - ROW_GAP) / 2;
        add_pattern_bar(data, &p->rows[k], middle - RAP_PLOT_LINE / 2);
        y = end;
    }
    return y;
}

static int fill_patterns(const rap_tables *t, const rap_plot *plot, int top, rap_text *head,
                         rap_text *data, rap_text *footnote) {
    const rap_patterns *p = t->patterns;
    size_t n = count_lines(p), line = 0;
    int y = 0;
    top += plot->narrow ? LEGEND + 2 * RAP_PLOT_LINE : LEGEND;
    rap_text_format(head,
                    "rows = %zu\narray row_label[rows]\narray row_y[rows]\narray "
                    "row_heading[rows]\n",
                    n);
    rap_text_add(data, "# top bottom (pixels) 0, then sums of draws: clearly holds, holds, fails, "
                       "clearly fails; draws with other arms\n");
    for (size_t k = 0; k < p->n_rows; k++)
        if (rap_patterns_begin_body(p, k))
            y = add_body(p, plot, k, &line, y, head, data);
    rap_text_format(head, "top = %d\narea = %d\ndraws = %lld\n", top, y, (long long)p->draws);
    rap_text_add(
        footnote,
        tr(t->language,
           "Clearly: by two standard errors of that set of assumptions. White: no value."));
    return top + y + 70;
}

static void title_patterns(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)plot;
    rap_text_format(out,
                    tr(t->language, "In how many of %lld sets of assumptions each pattern holds"),
                    (long long)t->patterns->draws);
}

static void caption_patterns(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)t;
    (void)plot;
    rap_text_add(out,
                 tr(t->language,
                    "One bar a pattern, by the evidence that it comes from. Blue: the expected "
                    "effect is at least the size claimed, dark where by two standard errors; "
                    "orange: it is not, dark where short of it by two. The black line: in how "
                    "many the same claim would hold of other ways of working of the study."));
}

static void alternative_patterns(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    const rap_patterns *p = t->patterns;
    (void)plot;
    rap_text_add(
        out, tr(t->language, "Stacked bars, one a pattern. Holds in so many sets of assumptions:"));
    for (size_t k = 0; k < p->n_rows; k++) {
        const rap_share *holds = &p->rows[k].holds;
        rap_text_format(out, "%s%s ", k ? tr(t->language, "; ") : " ", p->rows[k].pattern->label);
        rap_words_of_sets(out, t->language, holds->share, holds->n, p->draws, RAP_SETS_ABOUT);
        if (isnan(p->rows[k].placebo.share))
            continue;
        rap_parts parts = {0};
        rap_number(rap_next_part(&parts), t->language, p->rows[k].placebo.share, 2, false);
        rap_text_format(out, tr(t->language, " (%s with other ways of working)"),
                        rap_part_string(&parts, 0));
        rap_parts_end(&parts, out);
    }
    rap_text_add(out, ".");
}

const rap_plot_kind rap_kind_patterns = {
    "patterns",     rap_embedded_patterns_gp, list_patterns,        fill_patterns,
    title_patterns, caption_patterns,         alternative_patterns, true};
