/* picture_numbers.c: see picture_numbers.h. Paths are told at a few months only; where all are, a link says. */
#include "plots/page/picture_numbers.h"
#include "plots/pictures/whom.h"
#include "plots/words/sentence_parts.h"

#include <string.h>

enum { MONTHS_OF_A_STEP = 12, STEPS_WITHOUT_YEARS = 6 };

/* ---- frame ------------------------------------------------------------------------------------ */

/* Opens the fold; the table's caption is the title of the picture, and `unit`. */
static void begin_numbers(rap_page *p, const rap_plot *plot, const char *unit) {
    say_raw(p, "<details class=\"numbers\">");
    say_element(p, "summary", tr(p->language, "The numbers of this picture"));
    rap_plot_words(p->t, plot, &p->words, NULL, NULL);
    if (unit)
        rap_text_format(&p->words, " (%s)", unit);
    say_table_begin(p);
}

static void end_numbers(rap_page *p, const char *words, const char *file) {
    say_raw(p, "</tbody>");
    say_table_end(p);
    say_raw(p, "<p class=\"small\">");
    say_text(p, words);
    rap_text_format(p->html, " <a href=\"%s\">%s</a>.</p></details>\n", file, file);
}

/* A row; the first of `rows` that are of the same begins with what they are of, which is told once. */
static void begin_row(rap_page *p, const char *of, size_t rows) {
    say_raw(p, "<tr>");
    if (!rows)
        return;
    rap_text_format(p->html, "<th scope=\"rowgroup\" rowspan=\"%zu\">", rows);
    say_text(p, of);
    say_raw(p, "</th>");
}

/* ---- paths ------------------------------------------------------------------------------------ */

static size_t next_month(size_t m, size_t step, size_t last) {
    return m == last || m + step <= last ? m + step : last;
}

static void say_path_row(rap_page *p, const rap_plot *plot, const rap_series_row *row) {
    const double x[] = {row->mean, row->p05, row->p25, row->p50, row->p75, row->p95};
    rap_text_format(&p->words, "%d", row->month);
    say_row_head(p);
    for (size_t k = 0; k < sizeof x / sizeof *x; k++) {
        rap_words_value(&p->words, p->t, plot->outcome, x[k], 0);
        say_cell(p);
    }
    say_raw(p, "</tr>\n");
}

/* At month 0, at every `step` months, and at the last. */
static void say_arm_path(rap_page *p, const rap_plot *plot, size_t arm, size_t step, size_t last) {
    const rap_series_row *rows = rap_tables_series(p->t, arm, plot->outcome, plot->group);
    size_t n = 0;
    for (size_t m = 0; m <= last; m = next_month(m, step, last))
        n++;
    for (size_t m = 0; rows && m <= last; m = next_month(m, step, last), n = 0) {
        begin_row(p, rap_words_arm(p->t, arm), n);
        say_path_row(p, plot, &rows[m]);
    }
}

static void say_path_numbers(rap_page *p, const rap_plot *plot) {
    const rap_language *l = p->language;
    const char *const heads[] = {tr(l, "Way of working"),
                                 tr(l, "Month"),
                                 tr(l, "Mean"),
                                 /* xgettext:no-c-format */ tr(l, "5 % of runs lie below"),
                                 /* xgettext:no-c-format */ tr(l, "25 % lie below"),
                                 tr(l, "Half lie below"),
                                 /* xgettext:no-c-format */ tr(l, "75 % lie below"),
                                 /* xgettext:no-c-format */ tr(l, "95 % lie below")};
    size_t last = p->t->layout->n_months - 1;
    size_t step = last > 3 * MONTHS_OF_A_STEP ? MONTHS_OF_A_STEP : 1 + last / STEPS_WITHOUT_YEARS;
    rap_parts parts = {0};
    rap_words_unit(rap_next_part(&parts), p->t, plot->outcome);
    begin_numbers(p, plot, rap_part_string(&parts, 0));
    rap_parts_end(&parts, &p->words);
    say_heads(p, heads, sizeof heads / sizeof *heads);
    say_raw(p, "<tbody>\n");
    for (size_t a = 0; a < p->t->study->n_arms; a++)
        say_arm_path(p, plot, a, step, last);
    end_numbers(p, tr(l, "Every month stands in"), "series.csv");
}

/* ---- differences ------------------------------------------------------------------------------ */

/* All but what it is of, which begins the row. */
static void say_difference_row(rap_page *p, const char *what, size_t outcome,
                               const rap_contrast_row *row) {
    const unsigned signs = RAP_WITH_SIGN;
    rap_text_add(&p->words, what);
    say_row_head(p);
    rap_words_value(&p->words, p->t, outcome, row->s.mean, signs | RAP_WITH_UNIT);
    say_cell(p);
    rap_words_interval(&p->words, p->t, outcome, row->s.ci_low, row->s.ci_high, signs);
    say_cell(p);
    rap_words_range(&p->words, p->t, outcome, &row->s, signs);
    say_cell(p);
    say_raw(p, "</tr>\n");
}

static void say_difference_heads(rap_page *p, const char *of, const char *what) {
    const rap_language *l = p->language;
    const char *const heads[] = {
        of, what, tr(l, "Difference"), tr(l, "Monte Carlo interval"),
        /* xgettext:no-c-format */ tr(l, "Middle 95 % of sets of assumptions")};
    say_heads(p, heads, sizeof heads / sizeof *heads);
    say_raw(p, "<tbody>\n");
}

/* The contrasts of `key`; without one, all of the study. */
static void say_headline_numbers(rap_page *p, const rap_headline *h, const size_t *key, size_t n) {
    rap_parts parts = {0};
    rap_text *of = rap_next_part(&parts), *what = rap_next_part(&parts);
    size_t rows = 0;
    for (size_t k = 0; k < n; k++)
        rows += rap_words_row(p->t, key ? key[k] : k, h) != NULL;
    rap_words_headline(of, p->t, h);
    for (size_t k = 0; k < n; k++) {
        size_t contrast = key ? key[k] : k;
        const rap_contrast_row *row = rap_words_row(p->t, contrast, h);
        if (!row)
            continue;
        rap_text_clear(what);
        rap_words_contrast(what, p->t, contrast);
        begin_row(p, rap_text_string(of), rows);
        say_difference_row(p, rap_text_string(what), h->outcome, row);
        rows = 0;
    }
    rap_parts_end(&parts, &p->words);
}

static void say_forest_numbers(rap_page *p, const rap_plot *plot) {
    const rap_study *s = p->t->study;
    size_t key[RAP_WHOM_CONTRASTS], n = rap_words_key_contrasts(p->t, key, RAP_WHOM_CONTRASTS);
    begin_numbers(p, plot, NULL);
    say_difference_heads(p, tr(p->language, "Outcome"), tr(p->language, "Comparison"));
    for (size_t h = 0; h < s->n_headlines; h++)
        say_headline_numbers(p, &s->headlines[h], plot->part ? NULL : key,
                             plot->part ? s->n_contrasts : n);
    end_numbers(p,
                tr(p->language, "In the outcomes’ own units, not turned about. More columns stand "
                                "in"),
                "contrasts.csv");
}

/* A contrast within each group. */
static void say_panel_numbers(rap_page *p, const char *like, const rap_headline *h,
                              size_t contrast) {
    const char *group;
    size_t n = 0;
    while (rap_whom_group(p->t, like, n))
        n++;
    rap_parts parts = {0};
    rap_text *of = rap_next_part(&parts);
    rap_words_headline(of, p->t, h);
    rap_text_add(of, tr(p->language, ": "));
    rap_words_contrast(of, p->t, contrast);
    for (size_t k = 0; (group = rap_whom_group(p->t, like, k)); k++) {
        const rap_contrast_row *row =
            rap_tables_contrast(p->t, contrast, h->outcome, group, h->window);
        begin_row(p, rap_text_string(of), k ? 0 : n);
        rap_text_add(&p->words, k ? rap_words_group(p->t, group) : tr(p->language, "All together"));
        if (row)
            say_difference_row(p, "", h->outcome, row);
        else {
            say_row_head(p);
            say_raw(p, "<td></td><td></td><td></td></tr>\n");
        }
    }
    rap_parts_end(&parts, &p->words);
}

static void say_whom_numbers(rap_page *p, const rap_plot *plot) {
    size_t contrasts[RAP_WHOM_CONTRASTS], headlines[RAP_WHOM_PANELS];
    size_t n = rap_words_key_contrasts(p->t, contrasts, RAP_WHOM_CONTRASTS);
    size_t panels = rap_whom_headlines(p->t, plot->group, headlines, RAP_WHOM_PANELS);
    begin_numbers(p, plot, NULL);
    say_difference_heads(p, tr(p->language, "Outcome"), tr(p->language, "Group"));
    for (size_t k = 0; k < panels; k++)
        for (size_t c = 0; c < n; c++)
            say_panel_numbers(p, plot->group, &p->t->study->headlines[headlines[k]], contrasts[c]);
    end_numbers(p, tr(p->language, "More columns stand in"), "contrasts.csv");
}

/* ---- which ------------------------------------------------------------------------------------ */

void say_numbers_of(rap_page *p, const rap_plot *plot) {
    static const struct {
        const char *kind;
        void (*say)(rap_page *p, const rap_plot *plot);
    } told[] = {{"path", say_path_numbers},
                {"spend", say_path_numbers},
                {"contrasts", say_forest_numbers},
                {"for-whom", say_whom_numbers}};
    for (size_t k = 0; k < sizeof told / sizeof *told; k++)
        if (!strcmp(plot->kind->name, told[k].kind))
            told[k].say(p, plot);
}
