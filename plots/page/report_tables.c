/* report_tables.c: the arms side by side, all headline outcomes, groups, and money. */
#include "plots/page/sections.h"
#include "plots/words/sentence_parts.h"

#include <math.h>
#include <string.h>

static bool is_money_of_arms(const rap_outcome *o) {
    return (o->flags & RAP_CURRENCY) && !o->numerator;
}

static void add_mean(rap_page *p, size_t arm, size_t outcome, const char *group, size_t window,
                     unsigned options) {
    const rap_outcome_row *row = rap_tables_outcome(p->t, arm, outcome, group, window);
    rap_words_value(&p->words, p->t, outcome, row ? row->s.mean : NAN, options);
}

/* ---- the arms ---------------------------------------------------------------------------------
 */

static void say_arm(rap_page *p, size_t arm) {
    const rap_study *s = p->t->study;
    say_raw(p, "<tr><th scope=\"row\">");
    say_text(p, s->arms[arm].label);
    if (arm == s->baseline && s->n_arms > 1) {
        say_raw(p, " <span class=\"tag\">");
        say_text(p, tr(p->language, "baseline"));
        say_raw(p, "</span>");
    }
    say_raw(p, "</th><td class=\"words\">");
    say_text(p, s->arms[arm].note);
    say_raw(p, "</td>");
    rap_words_spans(&p->words, p->t, arm);
    say_cell(p);
    for (size_t o = 0; o < s->model->n_outcomes; o++)
        if (is_money_of_arms(&s->model->outcomes[o])) {
            add_mean(p, arm, o, "all", s->horizon_window, 0);
            say_cell(p);
        }
    say_raw(p, "</tr>\n");
}

/* In what prices the money is, where the study says. */
static void add_arms_caption(rap_page *p) {
    const rap_study *s = p->t->study;
    const rap_language *l = p->language;
    if (s->price_year)
        rap_text_format(
            &p->words,
            tr(l, "What each way of working is, and its money (%s in prices of %lld, mean, by "
                  "month %lld)"),
            s->currency, (long long)s->price_year, (long long)s->horizon);
    else
        rap_text_format(
            &p->words,
            tr(l, "What each way of working is, and its money (%s, mean, by month %lld)"),
            s->currency, (long long)s->horizon);
}

void say_arms(rap_page *p) {
    const rap_study *s = p->t->study;
    const rap_language *l = p->language;
    add_arms_caption(p);
    say_table_begin(p);
    say_raw(p, "<thead><tr>");
    say_column_head(p, tr(l, "Way of working"));
    say_column_head(p, tr(l, "What it does"));
    say_column_head(p, tr(l, "Funded months"));
    for (size_t o = 0; o < s->model->n_outcomes; o++)
        if (is_money_of_arms(&s->model->outcomes[o]))
            say_column_head(p, rap_words_outcome(p->t, o));
    say_raw(p, "</tr></thead><tbody>\n");
    for (size_t a = 0; a < s->n_arms; a++)
        say_arm(p, a);
    say_raw(p, "</tbody>");
    say_table_end(p);
    say_pictures(p, "grid");
}

/* ---- all headlines ----------------------------------------------------------------------------
 */

static void say_result(rap_page *p, size_t arm, const rap_headline *h) {
    const rap_outcome_row *row = rap_tables_level(p->t, arm, h);
    const rap_summary none = {.mean = NAN,
                              .ci_low = NAN,
                              .ci_high = NAN,
                              .sd_chance = NAN,
                              .sd_parameters = NAN,
                              .plausible_low = NAN,
                              .plausible_high = NAN};
    const rap_summary *s = row ? &row->s : &none;
    rap_text_add(&p->words, rap_words_arm(p->t, arm));
    say_raw(p, "<tr>");
    say_row_head(p);
    rap_words_value(&p->words, p->t, h->outcome, s->mean, 0);
    say_cell(p);
    rap_words_interval(&p->words, p->t, h->outcome, s->ci_low, s->ci_high, 0);
    say_cell(p);
    rap_words_range(&p->words, p->t, h->outcome, s, 0);
    say_cell(p);
    rap_words_value(&p->words, p->t, h->outcome, s->sd_chance, 0);
    say_cell(p);
    rap_words_value(&p->words, p->t, h->outcome, s->sd_parameters, 0);
    say_cell(p);
    rap_text_format(&p->words, "%lld", (long long)s->missing);
    say_cell(p);
    say_raw(p, "</tr>\n");
}

/* What is in the table, in what unit, which way is better, and what matters. */
static void add_headline_caption(rap_page *p, const rap_headline *h) {
    const rap_language *l = p->language;
    int better = p->t->study->model->outcomes[h->outcome].better;
    rap_parts parts = {0};
    rap_text *what = rap_next_part(&parts), *unit = rap_next_part(&parts);
    rap_text *delta = rap_next_part(&parts);
    rap_words_headline(what, p->t, h);
    rap_words_unit(unit, p->t, h->outcome);
    rap_words_delta(delta, p->t, h->outcome);
    rap_text_format(
        &p->words,
        better > 0   ? tr(l, "%s (%s; more is better; smallest difference that matters %s)")
        : better < 0 ? tr(l, "%s (%s; less is better; smallest difference that matters %s)")
                     : tr(l, "%s (%s; whether more is better depends for whom; smallest "
                             "difference that matters %s)"),
        rap_text_string(what), rap_text_string(unit), rap_text_string(delta));
    rap_parts_end(&parts, &p->words);
}

static void say_headline(rap_page *p, const rap_headline *h) {
    const rap_language *l = p->language;
    const char *const heads[] = {
        tr(l, "Way of working"),
        tr(l, "Mean"),
        tr(l, "Monte Carlo interval"),
        /* xgettext:no-c-format */ tr(l, "Middle 95 % of sets of assumptions"),
        tr(l, "Spread by chance (s.d.)"),
        tr(l, "Spread by assumptions (s.d.)"),
        tr(l, "Runs without a value")};
    add_headline_caption(p, h);
    say_table_begin(p);
    say_heads(p, heads, sizeof heads / sizeof *heads);
    say_raw(p, "<tbody>\n");
    for (size_t a = 0; a < p->t->study->n_arms; a++)
        say_result(p, a, h);
    say_raw(p, "</tbody>");
    say_table_end(p);
    rap_words_absent(&p->words, p->t, h);
    say_small(p);
    rap_text_format(&p->words, "%s.", tr(l, p->t->study->model->outcomes[h->outcome].meaning));
    say_small(p);
}

void say_time(rap_page *p) {
    say_pictures_from(p, "path", 0, KEY_PATHS);
}

void say_other_paths(rap_page *p) {
    say_pictures_from(p, "path", KEY_PATHS, SIZE_MAX);
}

void say_headlines(rap_page *p) {
    const rap_study *s = p->t->study;
    say_pictures_from(p, "contrasts", 1, SIZE_MAX);
    for (size_t h = 0; h < s->n_headlines; h++)
        say_headline(p, &s->headlines[h]);
}

/* ---- groups -----------------------------------------------------------------------------------
 */

/* Whether a column is a group of the headline's outcome with its own contrasts. */
static bool is_group(const rap_page *p, const rap_column *c, const rap_headline *h) {
    return c->outcome == h->outcome && strchr(c->group, ':') &&
           rap_tables_contrast(p->t, 0, h->outcome, c->group, h->window);
}

static size_t count_groups(const rap_page *p, const rap_headline *h) {
    size_t n = 0;
    for (size_t c = 0; c < p->t->layout->n_columns; c++)
        n += is_group(p, &p->t->layout->columns[c], h);
    return n;
}

static void say_group(rap_page *p, const rap_headline *h, const char *group, const char *label,
                      const size_t *contrasts, size_t n) {
    rap_text_add(&p->words, label);
    say_raw(p, "<tr>");
    say_row_head(p);
    for (size_t c = 0; c < n; c++) {
        const rap_contrast_row *row =
            rap_tables_contrast(p->t, contrasts[c], h->outcome, group, h->window);
        rap_words_value(&p->words, p->t, h->outcome, row ? row->s.mean : NAN, RAP_WITH_SIGN);
        if (row && isfinite(row->s.ci_low)) {
            rap_text_add(&p->words, " (");
            rap_words_interval(&p->words, p->t, h->outcome, row->s.ci_low, row->s.ci_high,
                               RAP_WITH_SIGN);
            rap_text_add(&p->words, ")");
        }
        say_raw(p, "<td>");
        say_flush(p);
        if (row && isfinite(row->s.mean)) {
            say_raw(p, "<br><span class=\"small\">");
            rap_text_add(&p->words, rap_words_verdict(p->t, row));
            if (p->t->study->draws > 0 && row->s.draws < rap_words_sets(p->t))
                rap_text_format(&p->words, tr(p->language, "; %lld of %lld sets have a value"),
                                (long long)row->s.draws, (long long)rap_words_sets(p->t));
            say_flush(p);
            say_raw(p, "</span>");
        }
        say_raw(p, "</td>");
    }
    say_raw(p, "</tr>\n");
}

static void say_group_table(rap_page *p, const rap_headline *h, const size_t *contrasts, size_t n) {
    const rap_language *l = p->language;
    rap_parts parts = {0};
    rap_text *what = rap_next_part(&parts), *unit = rap_next_part(&parts);
    rap_words_headline(what, p->t, h);
    rap_words_difference_unit(unit, p->t, h->outcome);
    rap_text_format(&p->words, tr(l, "%s: differences (%s) with their Monte Carlo intervals"),
                    rap_text_string(what), rap_text_string(unit));
    rap_parts_end(&parts, &p->words);
    say_table_begin(p);
    say_raw(p, "<thead><tr>");
    say_column_head(p, tr(l, "Group"));
    for (size_t c = 0; c < n; c++) {
        say_raw(p, "<th scope=\"col\">");
        rap_words_contrast(&p->words, p->t, contrasts[c]);
        say_flush(p);
        say_raw(p, "</th>");
    }
    say_raw(p, "</tr></thead><tbody>\n");
    say_group(p, h, "all", tr(l, "All together"), contrasts, n);
    for (size_t c = 0; c < p->t->layout->n_columns; c++) {
        const rap_column *column = &p->t->layout->columns[c];
        if (is_group(p, column, h))
            say_group(p, h, column->group, rap_words_group(p->t, column->group), contrasts, n);
    }
    say_raw(p, "</tbody>");
    say_table_end(p);
}

/* Whether a headline is kept for groups, beside everybody. */
static bool has_groups(const rap_page *p, const rap_headline *h) {
    return strcmp(h->group, "all") == 0 && count_groups(p, h) >= 2;
}

static const char no_groups[] = RAP_MESSAGE("No headline outcome is kept for more than one group.");

void say_groups(rap_page *p) {
    const rap_study *s = p->t->study;
    size_t contrasts[KEY_CONTRASTS], n = rap_words_key_contrasts(p->t, contrasts, KEY_CONTRASTS);
    say_pictures(p, "for-whom");
    for (size_t h = 0; n && h < s->n_headlines; h++)
        if (has_groups(p, &s->headlines[h])) {
            say_group_table(p, &s->headlines[h], contrasts, n);
            say_raw(p, "<p>");
            say_link(p, "groups", tr(p->language, "The other outcomes by group"));
            say_raw(p, "</p>\n");
            return;
        }
    say_element(p, "p", tr(p->language, no_groups));
}

void say_group_tables(rap_page *p) {
    const rap_study *s = p->t->study;
    size_t contrasts[KEY_CONTRASTS], n = rap_words_key_contrasts(p->t, contrasts, KEY_CONTRASTS),
                                     shown = 0;
    for (size_t h = 0; n && h < s->n_headlines; h++)
        if (has_groups(p, &s->headlines[h]) && ++shown)
            say_group_table(p, &s->headlines[h], contrasts, n);
    if (!shown)
        say_element(p, "p", tr(p->language, no_groups));
}

/* ---- money ------------------------------------------------------------------------------------
 */

/* What all spent, or, where a label is given, what a team did or what went on a budget line. */
static void say_cost_row(rap_page *p, size_t outcome, const char *group, const char *label) {
    const rap_study *s = p->t->study;
    rap_text_format(&p->words, "%s%s%s", rap_words_outcome(p->t, outcome),
                    label ? tr(p->language, ": ") : "", label ? label : "");
    say_raw(p, "<tr>");
    say_row_head(p);
    for (size_t a = 0; a < s->n_arms; a++) {
        add_mean(p, a, outcome, group, s->horizon_window, 0);
        say_cell(p);
    }
    say_raw(p, "</tr>\n");
}

static void say_cost_rows(rap_page *p, size_t outcome) {
    const rap_layout *l = p->t->layout;
    say_cost_row(p, outcome, "all", NULL);
    for (size_t c = 0; c < l->n_columns; c++)
        if (l->columns[c].outcome == outcome && strchr(l->columns[c].group, ':'))
            say_cost_row(p, outcome, l->columns[c].group,
                         rap_words_group(p->t, l->columns[c].group));
}

/* How many outcomes are money. */
static size_t count_money(const rap_study *s) {
    size_t n = 0;
    for (size_t o = 0; o < s->model->n_outcomes; o++)
        n += (s->model->outcomes[o].flags & RAP_CURRENCY) != 0;
    return n;
}

void say_cost(rap_page *p) {
    say_pictures(p, "spend");
    if (!count_money(p->t->study)) {
        say_element(p, "p", tr(p->language, "The model counts no money."));
        return;
    }
    say_raw(p, "<p>");
    say_text(p, tr(p->language, "What was granted and spent:"));
    say_raw(p, " ");
    say_link(p, "arms", tr(p->language, "beside each way of working"));
    say_text(p, tr(p->language, "; "));
    say_link(p, "money", tr(p->language, "every line of it"));
    say_raw(p, ".</p>\n");
}

void say_money_lines(rap_page *p) {
    const rap_study *s = p->t->study;
    const rap_language *l = p->language;
    if (!count_money(s)) {
        say_element(p, "p", tr(p->language, "The model counts no money."));
        return;
    }
    rap_text_format(&p->words, tr(l, "Mean money by month %lld, %s"), (long long)s->horizon,
                    s->currency);
    say_table_begin(p);
    say_raw(p, "<thead><tr>");
    say_column_head(p, tr(l, "Money"));
    for (size_t a = 0; a < s->n_arms; a++)
        say_column_head(p, rap_words_arm(p->t, a));
    say_raw(p, "</tr></thead><tbody>\n");
    for (size_t o = 0; o < s->model->n_outcomes; o++)
        if (s->model->outcomes[o].flags & RAP_CURRENCY)
            say_cost_rows(p, o);
    say_raw(p, "</tbody>");
    say_table_end(p);
    rap_text_add(&p->words, tr(l, "A cost for each of something is a ratio of means; where there "
                                  "is nothing to divide by it is ‘none’."));
    say_small(p);
}
