/* picture_numbers.c: see picture_numbers.h. Paths are told at a few months only; where all are, a link says. */
#include "plots/page/picture_numbers.h"
#include "plots/page/sections.h"
#include "plots/pictures/whom.h"
#include "plots/words/sentence_parts.h"

#include <math.h>
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

static void say_path_row(rap_page *p, const rap_plot *plot, const rap_series_row *row) {
    const double x[] = {row->mean, row->p05, row->p25, row->p50, row->p75, row->p95};
    rap_text_add(&p->words, rap_words_arm(p->t, row->arm));
    say_raw(p, "<tr>");
    say_row_head(p);
    rap_text_format(&p->words, "%d", row->month);
    say_cell(p);
    for (size_t k = 0; k < sizeof x / sizeof *x; k++) {
        rap_words_value(&p->words, p->t, plot->outcome, x[k], 0);
        say_cell(p);
    }
    say_raw(p, "</tr>\n");
}

static void say_path_numbers(rap_page *p, const rap_plot *plot) {
    const rap_language *l = p->language;
    const char *const heads[] = {tr(l, "Arm"),
                                 tr(l, "Month"),
                                 tr(l, "Mean"),
                                 /* xgettext:no-c-format */ tr(l, "5 % of runs lie below"),
                                 /* xgettext:no-c-format */ tr(l, "25 % lie below"),
                                 tr(l, "Half lie below"),
                                 /* xgettext:no-c-format */ tr(l, "75 % lie below"),
                                 /* xgettext:no-c-format */ tr(l, "95 % lie below")};
    size_t months = p->t->layout->n_months, last = months - 1;
    size_t step = last > 3 * MONTHS_OF_A_STEP ? MONTHS_OF_A_STEP : 1 + last / STEPS_WITHOUT_YEARS;
    rap_parts parts = {0};
    rap_words_unit(rap_next_part(&parts), p->t, plot->outcome);
    begin_numbers(p, plot, rap_part_string(&parts, 0));
    rap_parts_end(&parts, &p->words);
    say_heads(p, heads, sizeof heads / sizeof *heads);
    say_raw(p, "<tbody>\n");
    for (size_t a = 0; a < p->t->study->n_arms; a++) {
        const rap_series_row *rows = rap_tables_series(p->t, a, plot->outcome, plot->group);
        for (size_t m = 0; rows && m < months; m = m + step < months || m == last ? m + step : last)
            say_path_row(p, plot, &rows[m]);
    }
    end_numbers(p, tr(l, "Every month stands in"), "series.csv");
}

/* ---- differences ------------------------------------------------------------------------------ */

/* `of` is what the row is of, beside its contrast. */
static void say_difference_row(rap_page *p, const char *of, size_t contrast, size_t outcome,
                               const rap_contrast_row *row) {
    const unsigned signs = RAP_WITH_SIGN;
    rap_text_add(&p->words, of);
    say_raw(p, "<tr>");
    say_row_head(p);
    rap_words_contrast(&p->words, p->t, contrast);
    say_cell(p);
    rap_words_value(&p->words, p->t, outcome, row->s.mean, signs | RAP_WITH_UNIT);
    say_cell(p);
    rap_words_interval(&p->words, p->t, outcome, row->s.ci_low, row->s.ci_high, signs);
    say_cell(p);
    rap_words_range(&p->words, p->t, outcome, &row->s, signs);
    say_cell(p);
    say_raw(p, "</tr>\n");
}

static void say_difference_heads(rap_page *p, const char *of) {
    const rap_language *l = p->language;
    const char *const heads[] = {
        of, tr(l, "Comparison"), tr(l, "Difference"), tr(l, "Monte Carlo interval"),
        /* xgettext:no-c-format */ tr(l, "Middle 95 % of sets of assumptions")};
    say_heads(p, heads, sizeof heads / sizeof *heads);
    say_raw(p, "<tbody>\n");
}

static void say_forest_numbers(rap_page *p, const rap_plot *plot) {
    const rap_study *s = p->t->study;
    begin_numbers(p, plot, NULL);
    say_difference_heads(p, tr(p->language, "Outcome"));
    for (size_t h = 0; h < s->n_headlines; h++)
        for (size_t c = 0; c < s->n_contrasts; c++) {
            const rap_contrast_row *row = rap_words_row(p->t, c, &s->headlines[h]);
            rap_parts parts = {0};
            rap_words_headline(rap_next_part(&parts), p->t, &s->headlines[h]);
            if (row)
                say_difference_row(p, rap_part_string(&parts, 0), c, s->headlines[h].outcome, row);
            rap_parts_end(&parts, &p->words);
        }
    end_numbers(p,
                tr(p->language, "In the outcomes’ own units, not turned about. More columns stand "
                                "in"),
                "contrasts.csv");
}

static void say_panel_numbers(rap_page *p, const rap_plot *plot, const rap_headline *h,
                              const size_t *contrasts, size_t n) {
    const char *group;
    for (size_t c = 0; c < n; c++)
        for (size_t k = 0; (group = rap_whom_group(p->t, plot->group, k)); k++) {
            const rap_contrast_row *row =
                rap_tables_contrast(p->t, contrasts[c], h->outcome, group, h->window);
            rap_parts parts = {0};
            rap_text *of = rap_next_part(&parts);
            rap_words_headline(of, p->t, h);
            rap_text_format(of, ": %s",
                            k ? rap_words_group(p->t, group) : tr(p->language, "All together"));
            if (row && isfinite(row->s.mean))
                say_difference_row(p, rap_part_string(&parts, 0), contrasts[c], h->outcome, row);
            rap_parts_end(&parts, &p->words);
        }
}

static void say_whom_numbers(rap_page *p, const rap_plot *plot) {
    size_t contrasts[RAP_WHOM_CONTRASTS], headlines[RAP_WHOM_PANELS];
    size_t n = rap_words_key_contrasts(p->t, contrasts, RAP_WHOM_CONTRASTS);
    size_t panels = rap_whom_headlines(p->t, plot->group, headlines, RAP_WHOM_PANELS);
    begin_numbers(p, plot, NULL);
    say_difference_heads(p, tr(p->language, "Outcome and group"));
    for (size_t k = 0; k < panels; k++)
        say_panel_numbers(p, plot, &p->t->study->headlines[headlines[k]], contrasts, n);
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
