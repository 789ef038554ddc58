/* print_compare.c: the contrast table for a terminal. A difference is called better or worse only
 * where its whole Monte Carlo interval is at least the smallest difference that matters, and "on
 * average" where the range over sets of assumptions holds 0 (plots/words.h). */
#include "analysis/tables/start_values.h"
#include "cli/answers/print.h"
#include "cli/answers/print_portraits.h"
#include "cli/job/precision.h"
#include "cli/terminal/table.h"
#include "cli/terminal/value_cells.h"
#include "plots/words/decider_words.h"
#include "plots/words/sentence_parts.h"
#include "plots/words/words.h"

#include <math.h>

void rap_print_head(const rap_job *job, rap_text *out, size_t width) {
    const rap_study *s = &job->study;
    rap_table_wrap(out, s->title, 0, width);
    if (s->question && s->question[0])
        rap_table_wrap(out, s->question, 0, width);
    const rap_language *l = job->tables.language;
    rap_parts p = {0};
    rap_text line, *sets = rap_next_part(&p), *runs = rap_next_part(&p), *all = rap_next_part(&p),
                   *months = rap_next_part(&p);
    rap_text_init(&line);
    rap_text_format(sets, tr_n(l, "%lld set of assumptions", "%lld sets of assumptions", s->draws),
                    (long long)s->draws);
    rap_text_format(runs, tr_n(l, "%lld history", "%lld histories", s->replicates),
                    (long long)s->replicates);
    rap_text_format(months, tr_n(l, "%lld month", "%lld months", s->horizon),
                    (long long)s->horizon);
    if (s->draws > 0)
        rap_text_format(all, tr(l, "%s x %s of each"), rap_text_string(sets),
                        rap_text_string(runs));
    else
        rap_text_format(all, tr(l, "start values only, %s"), rap_text_string(runs));
    rap_text_format(&line,
                    s->n_arms > 1 ? tr(l, "%s, the same luck in every arm; %s; seed %lld")
                                  : tr(l, "%s; %s; seed %lld"),
                    rap_text_string(all), rap_text_string(months), (long long)s->seed);
    rap_parts_end(&p, &line);
    rap_table_paragraph(out, &line, 0, width);
}

enum { MOST_MONEY = 4 };

/* The outcomes that are sums of money (not ratios), at most MOST_MONEY. */
static size_t money_outcomes(const rap_model *model, size_t *list) {
    size_t n = 0;
    for (size_t o = 0; o < model->n_outcomes && n < MOST_MONEY; o++)
        if ((model->outcomes[o].flags & RAP_CURRENCY) && !model->outcomes[o].numerator)
            list[n++] = o;
    return n;
}

static void arm_money_cell(rap_table *table, const rap_job *job, size_t arm, size_t outcome) {
    const rap_study *s = &job->study;
    const rap_outcome_row *row =
        rap_tables_outcome(&job->tables, arm, outcome, "all", s->horizon_window);
    if (row)
        rap_value_cell(table, &job->tables, outcome, row->s.mean, false);
    else
        rap_table_cell(table, "%s", "");
}

/* Arms and their money: what is granted alike may be spent or lie idle. */
static void print_arms_and_money(const rap_job *job, rap_text *out, size_t width) {
    static const rap_align align[1 + MOST_MONEY] = {RAP_WRAP, RAP_RIGHT, RAP_RIGHT, RAP_RIGHT,
                                                    RAP_RIGHT};
    const rap_study *s = &job->study;
    size_t money[MOST_MONEY], n = money_outcomes(s->model, money);
    rap_table table;
    rap_table_init(&table, align, 1 + n);
    if (n)
        rap_table_cell(&table, tr(job->tables.language, "Arms (means, %s)"), s->currency);
    else
        rap_table_cell(&table, tr(job->tables.language, "Arms"));
    for (size_t k = 0; k < n; k++)
        rap_table_cell(&table, "%s", rap_words_outcome(&job->tables, money[k]));
    for (size_t a = 0; a < s->n_arms; a++) {
        rap_table_cell(&table, "%s%s", s->arms[a].label,
                       a == s->baseline && s->n_arms > 1 ? tr(job->tables.language, " (baseline)")
                                                         : "");
        for (size_t k = 0; k < n; k++)
            arm_money_cell(&table, job, a, money[k]);
    }
    rap_text_add(out, "\n");
    rap_table_print(&table, out, 0, width);
    rap_table_free(&table);
    rap_text note;
    rap_text_init(&note);
    rap_words_totals(&note, &job->tables);
    rap_table_paragraph(out, &note, 0, width);
}

/* ---- rows of a contrast --------------------------------------------------------------------- */

static const rap_align contrast_align[] = {RAP_WRAP,  RAP_RIGHT, RAP_RIGHT, RAP_RIGHT,
                                           RAP_RIGHT, RAP_RIGHT, RAP_RIGHT};
enum { N_CONTRAST_COLUMNS = 7 };

static void contrast_header(rap_table *t, const rap_job *job, const char *first,
                            const char *level) {
    rap_table_cell(t, "%s", first);
    rap_table_cell(t, "%s", level);
    rap_table_cell(t, tr(job->tables.language, "difference"));
    rap_table_cell(t, tr(job->tables.language, "95 %% interval"));
    rap_table_cell(t, tr(job->tables.language, "plausible range"));
    rap_table_cell(t, tr(job->tables.language, "draws"));
    rap_table_cell(t, tr(job->tables.language, "variance"));
}

static void empty_cells(rap_table *t, size_t n) {
    while (n-- > 0)
        rap_table_cell(t, "%s", "");
}

/* "as by chance" where sets of assumptions cannot be told apart, "-" where there are too few. */
static void range_cell(rap_table *t, const rap_tables *tables, size_t outcome, const rap_summary *x,
                       bool sign) {
    char text[2 * RAP_VALUE_SIZE + 8];
    rap_value_range(text, sizeof text, tables, outcome, x->plausible_low, x->plausible_high, sign);
    bool known = isfinite(x->plausible_low) && isfinite(x->plausible_high);
    rap_table_cell(t, "%s",
                   rap_words_is_chance(x) ? tr(tables->language, "as by chance")
                   : known                ? text
                                          : "-");
}

static void share_cell(rap_table *t, const rap_tables *tables, const rap_contrast_row *row) {
    rap_text share;
    rap_text_init(&share);
    rap_words_share(&share, tables, row, RAP_SETS_IN_CELL);
    rap_table_text_cell(t, &share);
}

static void contrast_cells(rap_table *t, const rap_tables *tables, const rap_contrast_row *row) {
    if (!row) {
        rap_table_cell(t, tr(tables->language, "none"));
        empty_cells(t, 4);
        return;
    }
    rap_mean_cells(t, tables, row->outcome, &row->s, true);
    range_cell(t, tables, row->outcome, &row->s, true);
    share_cell(t, tables, row);
    rap_number_cell(t, tables->language, row->variance_ratio, 2);
}

static void level_cell(rap_table *t, const rap_job *job, size_t arm, const rap_headline *h) {
    const rap_outcome_row *row = rap_tables_level(&job->tables, arm, h);
    rap_value_cell(t, &job->tables, h->outcome, row ? row->s.mean : NAN, false);
}

static const rap_contrast_row *contrast_row(const rap_job *job, size_t c, const rap_headline *h) {
    return rap_tables_contrast(&job->tables, c, h->outcome, h->group, h->window);
}

static void headline_title(const rap_job *job, const rap_headline *h, size_t number, rap_text *out,
                           size_t width) {
    const rap_study *s = &job->study;
    const rap_outcome *o = &s->model->outcomes[h->outcome];
    char delta[RAP_VALUE_SIZE];
    rap_text title;
    rap_text_init(&title);
    rap_value(delta, &job->tables, h->outcome, s->delta[h->outcome], false);
    rap_text_format(&title, "%zu. ", number);
    rap_value_headline(&title, &job->tables, h);
    if (s->windows[h->window].anchor >= 0) {
        rap_text_add(&title, tr(job->tables.language, ": "));
        rap_words_window(&title, &job->tables, h->window);
    }
    rap_text_format(&title, tr(job->tables.language, " [%s; a difference matters from %s on; %s]"),
                    rap_value_unit_words(&job->tables, h->outcome), delta,
                    o->better > 0   ? tr(job->tables.language, "more is better")
                    : o->better < 0 ? tr(job->tables.language, "less is better")
                                    : tr(job->tables.language, "better for whom?"));
    rap_text_add(out, "\n");
    rap_table_paragraph(out, &title, 0, width);
}

/* The only arm's level: there is nothing to compare. */
static void print_level(const rap_job *job, const rap_headline *h, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_WRAP, RAP_RIGHT, RAP_RIGHT, RAP_RIGHT};
    const rap_study *s = &job->study;
    const rap_outcome_row *row = rap_tables_level(&job->tables, s->baseline, h);
    rap_table table;
    rap_table_init(&table, align, 4);
    rap_table_cell(&table, tr(job->tables.language, "arm"));
    rap_table_cell(&table, tr(job->tables.language, "mean"));
    rap_table_cell(&table, tr(job->tables.language, "95 %% interval"));
    rap_table_cell(&table, tr(job->tables.language, "plausible range"));
    rap_table_cell(&table, "%s", s->arms[s->baseline].label);
    level_cell(&table, job, s->baseline, h);
    rap_range_cell(&table, &job->tables, h->outcome, row ? row->s.ci_low : NAN,
                   row ? row->s.ci_high : NAN, false);
    if (row)
        range_cell(&table, &job->tables, h->outcome, &row->s, false);
    else
        empty_cells(&table, 1);
    rap_table_print(&table, out, 3, width);
    rap_table_free(&table);
}

static void print_differences(const rap_job *job, const rap_headline *h, rap_text *out,
                              size_t width) {
    const rap_study *s = &job->study;
    rap_table table;
    rap_table_init(&table, contrast_align, N_CONTRAST_COLUMNS);
    contrast_header(&table, job, tr(job->tables.language, "arm"), tr(job->tables.language, "mean"));
    rap_table_cell(&table, "%s", s->arms[s->baseline].label);
    level_cell(&table, job, s->baseline, h);
    rap_table_cell(&table, tr(job->tables.language, "baseline"));
    empty_cells(&table, 4);
    for (size_t c = 0; c < s->n_contrasts; c++) {
        if (!s->contrasts[c].is_arm)
            continue;
        rap_table_cell(&table, "%s", s->arms[s->contrasts[c].plus[0]].label);
        level_cell(&table, job, s->contrasts[c].plus[0], h);
        contrast_cells(&table, &job->tables, contrast_row(job, c, h));
    }
    rap_table_print(&table, out, 3, width);
    rap_table_free(&table);
}

static void print_headline(const rap_job *job, size_t number, rap_text *out, size_t width) {
    const rap_headline *h = &job->study.headlines[number];
    rap_text note;
    headline_title(job, h, number + 1, out, width);
    if (job->study.n_contrasts > 0)
        print_differences(job, h, out, width);
    else
        print_level(job, h, out, width);
    rap_text_init(&note);
    rap_words_pairs(&note, &job->tables, h, true);
    rap_table_paragraph(out, &note, 3, width);
    rap_text_init(&note);
    rap_words_absent(&note, &job->tables, h);
    rap_table_paragraph(out, &note, 3, width);
    rap_print_certainty(job, number, out, width);
}

static void print_named(const rap_job *job, size_t c, rap_text *out, size_t width) {
    const rap_study *s = &job->study;
    rap_table table;
    rap_text_add(out, "\n");
    rap_table_wrap(out, s->contrasts[c].label, 0, width);
    rap_table_init(&table, contrast_align, N_CONTRAST_COLUMNS);
    contrast_header(&table, job, tr(job->tables.language, "outcome"), "");
    for (size_t h = 0; h < s->n_headlines; h++) {
        rap_headline_cell(&table, &job->tables, &s->headlines[h]);
        empty_cells(&table, 1);
        contrast_cells(&table, &job->tables, contrast_row(job, c, &s->headlines[h]));
    }
    rap_table_print(&table, out, 3, width);
    rap_table_free(&table);
}

/* ---- where the baseline is better ----------------------------------------------------------- */

static bool is_worse(const rap_job *job, const rap_contrast_row *row) {
    return job->study.model->outcomes[row->outcome].better != 0 &&
           rap_words_claim(&job->tables, row) == RAP_CLAIM_WORSE;
}

/* Adds the rows of one headline, under its name. */
static void worse_rows(const rap_job *job, const rap_headline *h, rap_table *table) {
    const rap_study *s = &job->study;
    bool any = false;
    for (size_t c = 0; c < s->n_contrasts; c++) {
        const rap_contrast_row *row = contrast_row(job, c, h);
        if (!row || !s->contrasts[c].is_arm || !is_worse(job, row))
            continue;
        if (!any) {
            rap_text title;
            rap_text_init(&title);
            rap_value_headline(&title, &job->tables, h);
            rap_table_text_span(table, &title);
        }
        any = true;
        rap_table_cell(table, "  %s", s->arms[s->contrasts[c].plus[0]].label);
        rap_mean_cells(table, &job->tables, h->outcome, &row->s, true);
        rap_table_cell(
            table, "%s%s", rap_value_unit_words(&job->tables, h->outcome),
            rap_words_steady(&job->tables, row) ? "" : tr(job->tables.language, ", on average"));
    }
}

static void print_where_worse(const rap_job *job, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_WRAP, RAP_RIGHT, RAP_RIGHT, RAP_LEFT};
    const rap_study *s = &job->study;
    rap_text title;
    rap_table table;
    rap_text_init(&title);
    rap_table_init(&table, align, 4);
    rap_text_format(&title,
                    tr(job->tables.language,
                       "Where the baseline, %s, is better: differences from it to the worse side"),
                    s->arms[s->baseline].label);
    for (size_t h = 0; h < s->n_headlines; h++)
        worse_rows(job, &s->headlines[h], &table);
    rap_text_add(out, "\n");
    rap_table_paragraph(out, &title, 0, width);
    if (table.n_cells > 0)
        rap_table_print(&table, out, 3, width);
    else if (!rap_words_any_interval(&job->tables))
        rap_text_add(out, tr(job->tables.language,
                             "   This cannot be told: no difference has an interval.\n"));
    else
        rap_text_add(out, tr(job->tables.language,
                             "   At none of these headlines, by a difference that matters.\n"));
    rap_table_free(&table);
}

/* ---- at start values ------------------------------------------------------------------------ */

static void start_row(const rap_job *job, const rap_start_row *row, rap_table *table) {
    const rap_tables *t = &job->tables;
    const rap_headline *h = &job->study.headlines[row->headline];
    rap_text what;
    rap_text_init(&what);
    if (row->is_level)
        rap_text_add(&what, rap_words_arm(t, row->of));
    else
        rap_words_contrast(&what, t, row->of);
    rap_text_add(&what, tr(t->language, ": "));
    rap_value_headline(&what, t, h);
    rap_table_text_cell(table, &what);
    rap_value_cell(table, &job->tables, h->outcome, rap_start_beside(t, row)->mean, !row->is_level);
    rap_mean_cells(table, &job->tables, h->outcome, &row->s, !row->is_level);
}

/* Where the answer at start values is another one than over sets of assumptions. */
static void print_starts(const rap_job *job, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_WRAP, RAP_RIGHT, RAP_RIGHT, RAP_RIGHT};
    const rap_tables *t = &job->tables;
    size_t parting = 0;
    rap_text title;
    rap_table table;
    rap_text_init(&title);
    rap_table_init(&table, align, 4);
    rap_table_cell(&table, tr(job->tables.language, "headline"));
    rap_table_cell(&table, tr(job->tables.language, "over sets"));
    rap_table_cell(&table, tr(job->tables.language, "at start"));
    rap_table_cell(&table, tr(job->tables.language, "95 %% interval"));
    for (size_t k = 0; k < t->n_starts; k++)
        if (rap_start_parts(t, &t->starts[k]) && ++parting)
            start_row(job, &t->starts[k], &table);
    rap_words_starts(&title, t);
    if (t->n_starts)
        rap_text_add(out, "\n");
    rap_table_paragraph(out, &title, 0, width);
    if (parting)
        rap_table_print(&table, out, 3, width);
    rap_table_free(&table);
}

static void print_legend(const rap_job *job, rap_text *out, size_t width) {
    const rap_study *s = &job->study;
    rap_text text;
    rap_text_init(&text);
    rap_text_add(
        &text,
        tr(job->tables.language,
           "95 % interval: how well these runs know the mean; more draws narrow it. Plausible "
           "range: where the value is estimated to lie over the assumptions' ranges; as by chance: "
           "the sets of assumptions cannot be told apart from chance."));
    if (s->n_contrasts > 0)
        rap_text_format(
            &text,
            tr(job->tables.language,
               " Draws: in how many sets of assumptions the expected difference is at least the "
               "one that matters, to the better side (upwards where there is none), chance taken "
               "out; sets without a value are counted apart. Variance: that of the paired "
               "difference over that of unpaired ones; below 1, common luck has helped. On "
               "average: not in every set, the plausible range holds 0. %s Certainty: how far the "
               "difference can be relied on, by fixed rules (certainty.csv)."),
            rap_note_pairs(&job->tables));
    rap_table_paragraph(out, &text, 0, width);
}

static void print_precision(const rap_job *job, rap_text *out, size_t width) {
    if (!job->manifest.precision_outcome)
        return;
    rap_precision p = rap_precision_now(job);
    rap_text line;
    rap_text_init(&line);
    rap_precision_words(job, &p, &line);
    rap_table_paragraph(out, &line, 0, width);
}

/* ---- what decides it ------------------------------------------------------------------------ */

static void print_what_decides(const rap_job *job, size_t contrast, rap_text *out, size_t width) {
    rap_text line;
    rap_text_init(&line);
    const rap_contrast *c = &job->study.contrasts[contrast];
    rap_parts p = {0};
    if (c->is_arm && c->n_plus == 1)
        rap_text_format(rap_next_part(&p), tr(job->tables.language, "%s against %s"),
                        job->study.arms[c->plus[0]].label, rap_words_baseline(&job->tables));
    else
        rap_text_add(rap_next_part(&p), c->label);
    rap_text_format(&line, tr(job->tables.language, "%s: "), rap_part_string(&p, 0));
    rap_parts_end(&p, &line);
    rap_words_decides(&line, &job->tables, contrast, 0,
                      rap_words_pace(&job->tables, rap_job_seconds(job)));
    rap_table_paragraph(out, &line, 3, width);
}

/* Of the contrasts that come first, at the primary headline. */
static void print_deciding(const rap_job *job, rap_text *out, size_t width) {
    enum { MOST_CONTRASTS = 3 };
    const rap_tables *t = &job->tables;
    size_t list[MOST_CONTRASTS], n = rap_words_key_contrasts(t, list, MOST_CONTRASTS);
    rap_text title;
    if (!t->deciders || n == 0)
        return;
    rap_text_init(&title);
    rap_text_add(&title, tr(job->tables.language, "Which assumptions decide it: "));
    rap_words_headline(&title, t, &job->study.headlines[0]);
    rap_text_add(out, "\n");
    rap_table_paragraph(out, &title, 0, width);
    for (size_t k = 0; k < n; k++)
        print_what_decides(job, list[k], out, width);
}

void rap_print_compare(const rap_job *job, rap_text *out, size_t width) {
    const rap_study *s = &job->study;
    rap_print_head(job, out, width);
    print_precision(job, out, width);
    print_arms_and_money(job, out, width);
    for (size_t h = 0; h < s->n_headlines; h++)
        print_headline(job, h, out, width);
    for (size_t c = 0; c < s->n_contrasts; c++)
        if (!s->contrasts[c].is_arm)
            print_named(job, c, out, width);
    if (s->n_contrasts > 0)
        print_where_worse(job, out, width);
    rap_print_portraits(job, out, width);
    print_starts(job, out, width);
    print_deciding(job, out, width);
    rap_text_add(out, "\n");
    print_legend(job, out, width);
}

/* ---- run ------------------------------------------------------------------------------------ */

static void outcome_cells(rap_table *t, const rap_job *job, const rap_headline *h) {
    const rap_outcome_row *row = rap_tables_level(&job->tables, 0, h);
    rap_value_cell(t, &job->tables, h->outcome, row ? row->s.mean : NAN, false);
    rap_table_cell(t, "%s", rap_value_unit_words(&job->tables, h->outcome));
    rap_range_cell(t, &job->tables, h->outcome, row ? row->s.ci_low : NAN,
                   row ? row->s.ci_high : NAN, false);
    rap_range_cell(t, &job->tables, h->outcome, row ? row->s.p05 : NAN, row ? row->s.p95 : NAN,
                   false);
}

static void outcome_row(rap_table *t, const rap_job *job, const rap_headline *h) {
    rap_headline_cell(t, &job->tables, h);
    outcome_cells(t, job, h);
}

static void outcome_header(rap_table *t, const rap_job *job, const char *first) {
    rap_table_cell(t, "%s", first);
    rap_table_cell(t, tr(job->tables.language, "mean"));
    rap_table_cell(t, tr(job->tables.language, "unit"));
    rap_table_cell(t, tr(job->tables.language, "95 %% interval"));
    rap_table_cell(t, tr(job->tables.language, "9 of 10 histories"));
}

void rap_print_run(const rap_job *job, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_WRAP, RAP_RIGHT, RAP_LEFT, RAP_RIGHT, RAP_RIGHT};
    const rap_study *s = &job->study;
    rap_table table;
    rap_print_head(job, out, width);
    rap_text_format(out, tr(job->tables.language, "\nArm: %s\n\n"), s->arms[0].label);
    rap_table_init(&table, align, 5);
    outcome_header(&table, job, tr(job->tables.language, "Headlines"));
    for (size_t h = 0; h < s->n_headlines; h++)
        outcome_row(&table, job, &s->headlines[h]);
    for (size_t c = 0; c < 5; c++)
        rap_table_cell(&table, "%s", "");
    outcome_header(&table, job, tr(job->tables.language, "All outcomes at the horizon"));
    for (size_t o = 0; o < s->model->n_outcomes; o++) {
        rap_headline h = {.outcome = o, .window = s->horizon_window, .group = "all"};
        outcome_row(&table, job, &h);
    }
    rap_table_print(&table, out, 0, width);
    rap_table_free(&table);
    rap_print_portraits(job, out, width);
}
