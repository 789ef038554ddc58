/* report_tables.c: the arms side by side, all headline outcomes, groups, and money. */
#include "plots/page/sections.h"

#include <math.h>
#include <stdio.h>
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
    if (arm == s->baseline && s->n_arms > 1)
        say_raw(p, " <span class=\"tag\">baseline</span>");
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

/* " in prices of 2024", or nothing where the study does not say. */
static const char *prices(const rap_study *s, char *text, size_t n) {
    text[0] = '\0';
    if (s->price_year)
        snprintf(text, n, " in prices of %lld", (long long)s->price_year);
    return text;
}

void say_arms(rap_page *p) {
    const rap_study *s = p->t->study;
    char year[48];
    rap_text_format(&p->words, "What each arm is, and its money (%s%s, mean, by month %lld)",
                    s->currency, prices(s, year, sizeof year), (long long)s->horizon);
    say_table_begin(p);
    say_raw(p, "<thead><tr>");
    say_column_head(p, "Arm");
    say_column_head(p, "What it does");
    say_column_head(p, "Funded months");
    for (size_t o = 0; o < s->model->n_outcomes; o++)
        if (is_money_of_arms(&s->model->outcomes[o]))
            say_column_head(p, s->model->outcomes[o].label);
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
    const rap_outcome_row *row = rap_tables_outcome(p->t, arm, h->outcome, h->group, h->window);
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

static void say_headline(rap_page *p, const rap_headline *h) {
    static const char *const heads[] = {"Arm",
                                        "Mean",
                                        "Monte Carlo interval",
                                        "Middle 95 % of sets of assumptions",
                                        "Spread by chance (s.d.)",
                                        "Spread by assumptions (s.d.)",
                                        "Runs without a value"};
    int better = p->t->study->model->outcomes[h->outcome].better;
    rap_words_headline(&p->words, p->t, h);
    rap_text_add(&p->words, " (");
    rap_words_unit(&p->words, p->t, h->outcome);
    rap_text_add(&p->words, better > 0   ? "; more is better"
                            : better < 0 ? "; less is better"
                                         : "; whether more is better depends for whom");
    rap_text_add(&p->words, "; smallest difference that matters ");
    rap_words_delta(&p->words, p->t, h->outcome);
    rap_text_add(&p->words, ")");
    say_table_begin(p);
    say_heads(p, heads, sizeof heads / sizeof *heads);
    say_raw(p, "<tbody>\n");
    for (size_t a = 0; a < p->t->study->n_arms; a++)
        say_result(p, a, h);
    say_raw(p, "</tbody>");
    say_table_end(p);
    rap_words_absent(&p->words, p->t, h);
    say_small(p);
    rap_text_format(&p->words, "%s.", p->t->study->model->outcomes[h->outcome].meaning);
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
                rap_text_format(&p->words, "; %lld of %lld sets have a value",
                                (long long)row->s.draws, (long long)rap_words_sets(p->t));
            say_flush(p);
            say_raw(p, "</span>");
        }
        say_raw(p, "</td>");
    }
    say_raw(p, "</tr>\n");
}

static void say_group_table(rap_page *p, const rap_headline *h, const size_t *contrasts, size_t n) {
    rap_words_headline(&p->words, p->t, h);
    rap_text_add(&p->words, ": differences (");
    rap_words_difference_unit(&p->words, p->t, h->outcome);
    rap_text_add(&p->words, ") with their Monte Carlo intervals");
    say_table_begin(p);
    say_raw(p, "<thead><tr>");
    say_column_head(p, "Group");
    for (size_t c = 0; c < n; c++) {
        say_raw(p, "<th scope=\"col\">");
        rap_words_contrast(&p->words, p->t, contrasts[c]);
        say_flush(p);
        say_raw(p, "</th>");
    }
    say_raw(p, "</tr></thead><tbody>\n");
    say_group(p, h, "all", "All together", contrasts, n);
    for (size_t c = 0; c < p->t->layout->n_columns; c++) {
        const rap_column *column = &p->t->layout->columns[c];
        if (is_group(p, column, h))
            say_group(p, h, column->group,
                      column->group_label ? column->group_label : column->group, contrasts, n);
    }
    say_raw(p, "</tbody>");
    say_table_end(p);
}

/* Whether a headline is kept for groups, beside everybody. */
static bool has_groups(const rap_page *p, const rap_headline *h) {
    return strcmp(h->group, "all") == 0 && count_groups(p, h) >= 2;
}

static const char no_groups[] = "No headline outcome is kept for more than one group.";

void say_groups(rap_page *p) {
    const rap_study *s = p->t->study;
    size_t contrasts[KEY_CONTRASTS], n = rap_words_key_contrasts(p->t, contrasts, KEY_CONTRASTS);
    say_pictures(p, "for-whom");
    for (size_t h = 0; n && h < s->n_headlines; h++)
        if (has_groups(p, &s->headlines[h])) {
            say_group_table(p, &s->headlines[h], contrasts, n);
            say_raw(p, "<p>");
            say_link(p, "groups", "The other outcomes by group");
            say_raw(p, "</p>\n");
            return;
        }
    say_element(p, "p", no_groups);
}

void say_group_tables(rap_page *p) {
    const rap_study *s = p->t->study;
    size_t contrasts[KEY_CONTRASTS], n = rap_words_key_contrasts(p->t, contrasts, KEY_CONTRASTS),
                                     shown = 0;
    for (size_t h = 0; n && h < s->n_headlines; h++)
        if (has_groups(p, &s->headlines[h]) && ++shown)
            say_group_table(p, &s->headlines[h], contrasts, n);
    if (!shown)
        say_element(p, "p", no_groups);
}

/* ---- money ------------------------------------------------------------------------------------
 */

/* What all spent, or, where a label is given, what a team did or what went on a budget line. */
static void say_cost_row(rap_page *p, size_t outcome, const char *group, const char *label) {
    const rap_study *s = p->t->study;
    rap_text_format(&p->words, "%s%s%s", s->model->outcomes[outcome].label, label ? ": " : "",
                    label ? label : "");
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
        say_raw(p, "<p>The model counts no money.</p>\n");
        return;
    }
    say_raw(p, "<p>What was granted and spent stands beside each ");
    say_link(p, "arms", "way of working");
    say_raw(p, "; ");
    say_link(p, "money", "every line of it");
    say_raw(p, " in the appendix.</p>\n");
}

void say_money_lines(rap_page *p) {
    const rap_study *s = p->t->study;
    if (!count_money(s)) {
        say_raw(p, "<p>The model counts no money.</p>\n");
        return;
    }
    rap_text_format(&p->words, "Mean money by month %lld, %s", (long long)s->horizon, s->currency);
    say_table_begin(p);
    say_raw(p, "<thead><tr>");
    say_column_head(p, "Money");
    for (size_t a = 0; a < s->n_arms; a++)
        say_column_head(p, rap_words_arm(p->t, a));
    say_raw(p, "</tr></thead><tbody>\n");
    for (size_t o = 0; o < s->model->n_outcomes; o++)
        if (s->model->outcomes[o].flags & RAP_CURRENCY)
            say_cost_rows(p, o);
    say_raw(p, "</tbody>");
    say_table_end(p);
    say_raw(p, "<p class=\"small\">A cost for each of something is a ratio of means; where there "
               "is nothing to divide by it is " RAP_OPEN_QUOTE "none" RAP_END_QUOTE ".</p>\n");
}
