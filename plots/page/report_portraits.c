/* report_portraits.c: members that the study names: sentences, paths and a table.
 *
 * Paths are small pictures of the page's own, one for each who is told of: they flow beside or below each other, so
 * that none is cut on a phone. Lines are means of all histories, bands hold the middle half of them (series.csv). */
#include "plots/page/sections.h"
#include "plots/pictures/script.h"
#include "plots/words/portrait_words.h"
#include "plots/words/sentence_parts.h"

#include <math.h>

/* ---- paths ------------------------------------------------------------------------------------ */

/* Pixels of a picture, and of the field in it. */
enum { WIDE = 340, HIGH = 190, LEFT = 34, TOP = 12, FIELD_WIDE = 294, FIELD_HIGH = 144 };

static double across(const rap_tables *t, size_t month) {
    double last = (double)(t->layout->n_months - 1);
    return LEFT + FIELD_WIDE * (last > 0 ? (double)month / last : 0);
}

/* Paths are on a scale from 0 to 1. */
static double up_the_scale(double x) {
    return TOP + FIELD_HIGH * (1 - fmin(fmax(x, 0), 1));
}

static void put_point(rap_page *p, size_t month, double x, bool *drawn) {
    if (!isfinite(x))
        return;
    rap_text_format(p->html, "%s%.1f,%.1f", *drawn ? " " : "", across(p->t, month),
                    up_the_scale(x));
    *drawn = true;
}

static void put_path_band(rap_page *p, const rap_series_row *rows, const char *color) {
    size_t n = p->t->layout->n_months;
    bool drawn = false;
    say_raw(p, "<polygon points=\"");
    for (size_t m = 0; m < n; m++)
        put_point(p, m, rows[m].p75, &drawn);
    for (size_t m = n; m-- > 0;)
        put_point(p, m, rows[m].p25, &drawn);
    rap_text_format(p->html, "\" fill=\"%s\" fill-opacity=\".2\"/>", color);
}

static void put_path_line(rap_page *p, const rap_series_row *rows, const char *color, bool dashed) {
    bool drawn = false;
    say_raw(p, "<polyline points=\"");
    for (size_t m = 0; m < p->t->layout->n_months; m++)
        put_point(p, m, rows[m].mean, &drawn);
    rap_text_format(p->html, "\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\"%s/>", color,
                    dashed ? " stroke-dasharray=\"7 4\"" : "");
}

static void put_axes(rap_page *p) {
    static const struct {
        double at;
        const char *text;
    } marks[] = {{0, "0"}, {0.5, "0.5"}, {1, "1"}};
    size_t last = p->t->layout->n_months - 1;
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
        rap_text_format(p->html,
                        "<path d=\"M%d %.1fh%d\" stroke=\"#ccc\"/><text x=\"%d\" y=\"%.1f\" "
                        "text-anchor=\"end\">%s</text>",
                        LEFT, up_the_scale(marks[k].at), FIELD_WIDE, LEFT - 6,
                        up_the_scale(marks[k].at) + 4, marks[k].text);
    for (size_t k = 0; k <= 2; k++) {
        rap_text_format(p->html, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">",
                        across(p->t, k * last / 2), TOP + FIELD_HIGH + 18,
                        k == 0   ? "start"
                        : k == 1 ? "middle"
                                 : "end");
        rap_text_format(p->html, k == 2 ? tr(p->language, "%zu months") : "%zu", k * last / 2);
        say_raw(p, "</text>");
    }
}

static size_t path_outcome(const rap_page *p) {
    const rap_model *model = p->t->study->model;
    return (size_t)rap_model_outcome(model, model->portrait->path);
}

/* What the picture shows, for who does not see it: "Stay 0.50, in the end 0.53; Parachute 0.50, in the end 0.36". */
static void say_path_ends(rap_page *p, const size_t *arms, const rap_series_row *const *rows,
                          size_t n) {
    for (size_t k = n; k-- > 0;) {
        if (!rows[k])
            continue;
        rap_parts parts = {0};
        rap_text *first = rap_next_part(&parts), *last = rap_next_part(&parts);
        rap_words_value(first, p->t, path_outcome(p), rows[k][0].mean, 0);
        rap_words_value(last, p->t, path_outcome(p), rows[k][p->t->layout->n_months - 1].mean, 0);
        rap_text_add(&p->words, p->words.n ? tr(p->language, "; ") : "");
        rap_text_format(&p->words, tr(p->language, "%s %s, in the end %s"),
                        rap_words_arm(p->t, arms[k]), rap_text_string(first),
                        rap_text_string(last));
        rap_parts_end(&parts, &p->words);
    }
    say_raw(p, "<br><span class=\"small\">");
    say_flush(p);
    say_raw(p, "</span>");
}

/* The arm that is compared, and the baseline. Its words are its caption and the table. */
static void say_path(rap_page *p, const rap_column *who) {
    const size_t arms[] = {p->t->study->baseline, rap_portrait_arm(p->t)};
    const rap_series_row *rows[2] = {NULL, NULL};
    size_t n = arms[0] == arms[1] ? 1 : 2;
    for (size_t k = 0; k < n; k++)
        rows[k] = rap_tables_series(p->t, arms[k], path_outcome(p), who->group);
    rap_text_add(&p->words, who->group_label);
    say_raw(p, "<figure><figcaption>");
    say_flush(p);
    say_path_ends(p, arms, rows, n);
    rap_text_format(p->html,
                    "</figcaption><svg aria-hidden=\"true\" width=\"%d\" height=\"%d\" "
                    "viewBox=\"0 0 %d %d\">",
                    WIDE, HIGH, WIDE, HIGH);
    put_axes(p);
    for (size_t k = 0; k < n; k++)
        if (rows[k])
            put_path_band(p, rows[k], rap_plot_color(p->t, arms[k]));
    for (size_t k = 0; k < n; k++)
        if (rows[k])
            put_path_line(p, rows[k], rap_plot_color(p->t, arms[k]), n > 1 && k == 0);
    say_raw(p, "</svg></figure>\n");
}

static bool has_path(const rap_page *p, const rap_column *who) {
    return rap_tables_series(p->t, rap_portrait_arm(p->t), path_outcome(p), who->group);
}

static void say_key(rap_page *p, size_t arm, bool dashed) {
    rap_text_format(p->html,
                    "<svg aria-hidden=\"true\" width=\"34\" height=\"12\" viewBox=\"0 0 34 "
                    "12\"><path d=\"M0 6h34\" stroke=\"%s\" stroke-width=\"3\"%s/></svg> ",
                    rap_plot_color(p->t, arm), dashed ? " stroke-dasharray=\"7 4\"" : "");
    say_text(p, rap_words_arm(p->t, arm));
    say_raw(p, " ");
}

static void say_paths(rap_page *p, const rap_column *const *list, size_t n) {
    size_t arm = rap_portrait_arm(p->t), shown = 0;
    for (size_t k = 0; k < n; k++)
        shown += has_path(p, list[k]);
    if (!shown)
        return;
    rap_text_format(&p->words, tr(p->language, "%s, month by month"),
                    rap_words_outcome(p->t, path_outcome(p)));
    say_raw(p, "<h3>");
    say_flush(p);
    say_raw(p, "</h3>\n<p class=\"small\">");
    say_key(p, arm, false);
    if (arm != p->t->study->baseline)
        say_key(p, p->t->study->baseline, true);
    say_text(p, tr(p->language,
                   "(line: mean of all histories; band: the middle half of them; from 0 to 1)"));
    say_raw(p, "</p>\n<div class=\"paths\">\n");
    for (size_t k = 0; k < n; k++)
        say_path(p, list[k]);
    rap_text_format(&p->words, tr(p->language, "%s. Every way of working and month: series.csv."),
                    tr(p->language, p->t->study->model->outcomes[path_outcome(p)].meaning));
    say_raw(p, "</div>\n");
    say_small(p);
}

/* ---- table ------------------------------------------------------------------------------------ */

static void say_portrait_cell(rap_page *p, const rap_summary *s, int outcome, bool yes) {
    rap_words_value(&p->words, p->t, (size_t)outcome, s ? s->mean : (double)NAN, 0);
    if (s && isfinite(s->ci_low) && isfinite(s->ci_high)) {
        rap_text_add(&p->words, " (");
        rap_words_interval(&p->words, p->t, (size_t)outcome, s->ci_low, s->ci_high, 0);
        rap_text_add(&p->words, ")");
    }
    if (yes && s && isfinite(s->plausible_low) && isfinite(s->plausible_high)) {
        rap_parts parts = {0};
        rap_words_range(rap_next_part(&parts), p->t, (size_t)outcome, s, 0);
        rap_text_format(&p->words, tr(p->language, "; sets %s"), rap_part_string(&parts, 0));
        rap_parts_end(&parts, &p->words);
    }
    say_cell(p);
}

static void say_portrait_row(rap_page *p, const rap_column *who, size_t arm) {
    int outcome;
    rap_text_add(&p->words, who->group_label);
    say_raw(p, "<tr>");
    say_row_head(p);
    rap_text_add(&p->words, rap_words_arm(p->t, arm));
    say_cell(p);
    for (size_t k = 0; (outcome = rap_portrait_outcome(p->t, k)) >= 0; k++)
        say_portrait_cell(p, rap_portrait_level(p->t, who->group, arm, outcome), outcome, k == 0);
    say_raw(p, "</tr>\n");
}

static void say_portrait_table(rap_page *p) {
    const rap_language *l = p->language;
    const rap_study *s = p->t->study;
    size_t n;
    const rap_column *who = rap_portraits(p->t, &n);
    int outcome;
    rap_text_format(&p->words,
                    tr(l, "%s at month %lld: means with their Monte Carlo intervals, and of the "
                          "yes the middle 95 %% of sets of assumptions"),
                    tr(l, s->model->portrait->title), (long long)s->horizon);
    say_table_begin(p);
    say_raw(p, "<thead><tr>");
    say_column_head(p, tr(l, "Who"));
    say_column_head(p, tr(l, "Way of working"));
    for (size_t k = 0; (outcome = rap_portrait_outcome(p->t, k)) >= 0; k++) {
        rap_text_format(&p->words, tr(l, "%s (%s)"), rap_words_outcome(p->t, (size_t)outcome),
                        tr(l, s->model->outcomes[outcome].unit));
        say_column_head(p, rap_text_string(&p->words));
        rap_text_clear(&p->words);
    }
    say_raw(p, "</tr></thead><tbody>\n");
    for (size_t k = 0; k < n; k++)
        for (size_t a = 0; a < s->n_arms; a++)
            say_portrait_row(p, &who[k], a);
    say_raw(p, "</tbody>");
    say_table_end(p);
}

/* ---- section ---------------------------------------------------------------------------------- */

void say_portraits(rap_page *p) {
    const rap_column *list[RAP_FIRST_PORTRAITS];
    size_t n = rap_portraits_first(p->t, list, RAP_FIRST_PORTRAITS);
    say_raw(p, "<ul>\n");
    for (size_t k = 0; k < n; k++) {
        rap_words_portrait(&p->words, p->t, list[k]);
        say_raw(p, "<li>");
        say_flush(p);
        say_raw(p, "</li>\n");
    }
    say_raw(p, "</ul>\n");
    rap_words_more_portraits(&p->words, p->t, n,
                             tr(p->language, "the table below and named.csv have all"));
    say_paragraph(p, "");
    say_paths(p, list, n);
    rap_words_portrait_basis(&p->words, p->t);
    say_small(p);
    say_raw(p, "<details>");
    say_element(p, "summary", tr(p->language, "Every one who is named, in every way of working"));
    say_portrait_table(p);
    say_raw(p, "</details>\n");
}
