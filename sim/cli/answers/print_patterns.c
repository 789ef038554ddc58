/* print_patterns.c: what `validate` prints: patterns by body of evidence, failures among them; how
 * many hold together; what each claims, who says so, and which assumptions decide it. */
#include "cli/answers/answer_patterns.h"
#include "cli/answers/print.h"
#include "cli/terminal/table.h"
#include "cli/terminal/value_cells.h"
#include "plots/words/decider_words.h"
#include "plots/words/sentence_parts.h"
#include "plots/words/numbers.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { N_COLUMNS = 9, WEIGHTED = 3, MOST_EXCLUSIONS = 6 };

/* ---- shares --------------------------------------------------------------------------------- */

static void share_interval_cell(rap_table *t, const rap_job *job, const rap_share *s) {
    const rap_language *l = job->tables.language;
    char low[RAP_NUMBER_SIZE], high[RAP_NUMBER_SIZE];
    rap_number_plain(low, l, s->low, 2, false);
    rap_number_plain(high, l, s->high, 2, false);
    if (s->n > 0)
        rap_table_cell(t, tr(l, "%s to %s"), low, high);
    else
        rap_table_cell(t, "%s", tr(l, "none"));
}

static void placebo_cell(rap_table *t, const rap_job *job, const rap_placebo *p) {
    rap_number_cell(t, job->tables.language, p->share, 2);
}

static void weight_cell(rap_table *t, const rap_job *job, double share) {
    if (isnan(share))
        rap_table_cell(t, "-");
    else
        rap_number_cell(t, job->tables.language, share, 2);
}

static void pattern_cells(rap_table *t, const rap_job *job, const rap_patterns *p,
                          const rap_pattern_result *r) {
    size_t outcome = r->pattern->claim.effect.outcome;
    rap_table_span(t, r->pattern->label);
    rap_table_cell(t, "  %s", tr(job->tables.language, rap_standing_words[r->pattern->standing]));
    rap_value_cell(t, &job->tables, outcome, r->s.mean, true);
    rap_share_cell(t, job->tables.language, &r->holds, p->draws, tr(job->tables.language, "none"));
    if (p->n_quantities)
        weight_cell(t, job, r->weighted);
    share_interval_cell(t, job, &r->holds);
    placebo_cell(t, job, &r->placebo);
    rap_share_cell(t, job->tables.language, &r->clearly, p->draws,
                   tr(job->tables.language, "none"));
    rap_share_cell(t, job->tables.language, &r->fails, p->draws, tr(job->tables.language, "none"));
    rap_share_cell(t, job->tables.language, &r->contrary, p->draws,
                   tr(job->tables.language, "none"));
}

static void print_body(const rap_job *job, const char *body, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_LEFT,  RAP_RIGHT, RAP_RIGHT, RAP_RIGHT, RAP_RIGHT,
                                      RAP_RIGHT, RAP_RIGHT, RAP_RIGHT, RAP_RIGHT};
    static const char *const heads[] = {"",
                                        RAP_MESSAGE("effect"),
                                        RAP_MESSAGE("holds"),
                                        RAP_MESSAGE("weighted"),
                                        /* xgettext:no-c-format */ RAP_MESSAGE("95 % interval"),
                                        RAP_MESSAGE("other arms"),
                                        RAP_MESSAGE("clearly"),
                                        RAP_MESSAGE("clearly fails"),
                                        RAP_MESSAGE("contrary")};
    const rap_patterns *p = job->tables.patterns;
    rap_table table;
    rap_table_init(&table, align, p->n_quantities ? N_COLUMNS : N_COLUMNS - 1);
    rap_table_cell(&table, tr(job->tables.language, "From: %s"), body);
    for (size_t c = 1; c < N_COLUMNS; c++)
        if (c != WEIGHTED || p->n_quantities)
            rap_table_cell(&table, "%s", tr(job->tables.language, heads[c]));
    for (size_t k = 0; k < p->n_rows; k++)
        if (!strcmp(p->rows[k].pattern->built_from, body))
            pattern_cells(&table, job, p, &p->rows[k]);
    rap_text_add(out, "\n");
    rap_table_print(&table, out, 0, width);
    rap_table_free(&table);
}

/* ---- together ------------------------------------------------------------------------------- */

static void placebo_interval_cell(rap_table *t, const rap_job *job, const rap_placebo *p) {
    const rap_language *l = job->tables.language;
    char share[RAP_NUMBER_SIZE], low[RAP_NUMBER_SIZE], high[RAP_NUMBER_SIZE];
    rap_number_plain(share, l, p->share, 2, false);
    rap_number_plain(low, l, p->low, 2, false);
    rap_number_plain(high, l, p->high, 2, false);
    if (isnan(p->share))
        rap_table_cell(t, "%s", tr(l, "none"));
    else
        rap_table_cell(t, tr(l, "%s (%s to %s)"), share, low, high);
}

static void together_cells(rap_table *t, const rap_job *job, const rap_patterns *p,
                           const rap_together *r) {
    const char *standing =
        r->standing < 0 ? "" : tr(job->tables.language, rap_standing_words[r->standing]);
    rap_table_cell(t, "%s%s%s",
                   r->built_from ? r->built_from
                   : standing[0] ? ""
                                 : tr(job->tables.language, "all"),
                   r->built_from && standing[0] ? ", " : "", standing);
    rap_table_cell(t, "%zu", r->patterns);
    rap_number_cell(t, job->tables.language, r->holds, 2);
    placebo_interval_cell(t, job, &r->placebo);
    if (r->all_hold.n > 0)
        rap_table_cell(t, "%lld, %lld, %lld", (long long)rap_together_quantile(r, 0),
                       (long long)rap_together_quantile(r, 0.5),
                       (long long)rap_together_quantile(r, 1));
    else
        rap_table_cell(t, tr(job->tables.language, "none"));
    rap_share_cell(t, job->tables.language, &r->none_fails, p->draws,
                   tr(job->tables.language, "none"));
}

static void print_together(const rap_job *job, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_WRAP,  RAP_RIGHT, RAP_RIGHT,
                                      RAP_RIGHT, RAP_RIGHT, RAP_RIGHT};
    static const char *const heads[] = {RAP_MESSAGE("Taken together"),
                                        RAP_MESSAGE("patterns"),
                                        RAP_MESSAGE("hold on average"),
                                        RAP_MESSAGE("of other arms"),
                                        RAP_MESSAGE("hold in a set: least, median, most"),
                                        RAP_MESSAGE("none clearly fails")};
    const rap_patterns *p = job->tables.patterns;
    rap_table table;
    rap_table_init(&table, align, 6);
    for (size_t c = 0; c < 6; c++)
        rap_table_cell(&table, "%s", tr(job->tables.language, heads[c]));
    for (size_t k = 0; k < p->n_together; k++)
        together_cells(&table, job, p, &p->together[k]);
    rap_text_add(out, "\n");
    rap_table_print(&table, out, 0, width);
    rap_table_free(&table);
}

/* ---- what excludes what, and what does not follow --------------------------------------------- */

static void print_exclusion(const rap_job *job, const rap_patterns *p, const rap_exclusion *e,
                            rap_text *out, size_t width) {
    const rap_language *l = job->tables.language;
    char low[RAP_NUMBER_SIZE], high[RAP_NUMBER_SIZE], expected[RAP_NUMBER_SIZE];
    rap_text line;
    rap_text_init(&line);
    rap_number_plain(low, l, e->both.low, 2, false);
    rap_number_plain(high, l, e->both.high, 2, false);
    rap_number_plain(expected, l, e->expected, 1, false);
    rap_text_format(&line,
                    tr(l, "%s (%lld), and: %s (%lld). Both hold in %lld of %lld sets (%s to %s); "
                          "expected %s."),
                    p->rows[e->a].pattern->label, (long long)e->a_holds,
                    p->rows[e->b].pattern->label, (long long)e->b_holds, (long long)e->both.k,
                    (long long)e->both.n, low, high, expected);
    rap_table_paragraph(out, &line, 4, width);
}

static void print_exclusions(const rap_job *job, const rap_patterns *p, rap_text *out,
                             size_t width) {
    const rap_exclusions *e = &p->exclusions;
    rap_text line;
    if (p->n_rows < 2)
        return;
    rap_text_init(&line);
    rap_text_format(
        &line,
        tr(job->tables.language,
           "Of %zu patterns %zu hold in no set and %zu in all, by the sets' means. Of the %zu "
           "pairs that hold in some, %zu exclude each other, allowing for all pairs: they hold "
           "together in fewer sets than if neither had to do with the other.%s"),
        p->n_rows, e->never, e->always, e->pairs, e->clear,
        e->n ? tr(job->tables.language, " Nearest to it, or beyond:") : "");
    rap_text_add(out, "\n");
    rap_table_paragraph(out, &line, 0, width);
    for (size_t k = 0; k < e->n && k < MOST_EXCLUSIONS; k++)
        print_exclusion(job, p, &e->rows[k], out, width);
}

static void print_what_does_not_follow(const rap_job *job, const rap_patterns *p, rap_text *out,
                                       size_t width) {
    for (size_t k = 0; k < p->n_rows; k++) {
        const rap_pattern_result *r = &p->rows[k];
        if (r->pattern->standing != RAP_BY_CONSTRUCTION || rap_pattern_follows(r))
            continue;
        rap_text line;
        rap_text_init(&line);
        char share[RAP_NUMBER_SIZE];
        rap_number_plain(share, job->tables.language,
                         r->pattern->claim.direction ? r->directed.share : r->holds.share, 2,
                         false);
        rap_text_format(&line,
                        tr(job->tables.language,
                           "\"%s\" is marked as by construction, but does not follow: "
                           "its direction comes out in %s of sets."),
                        r->pattern->label, share);
        rap_table_paragraph(out, &line, 0, width);
    }
}

/* ---- quantities ----------------------------------------------------------------------------- */

static void plain_cell(rap_table *t, const rap_job *job, double x) {
    char text[RAP_NUMBER_SIZE];
    rap_number_plain(text, job->tables.language, x, 1, true);
    rap_table_cell(t, "%s", text);
}

static void quantity_cells(rap_table *t, const rap_job *job, const rap_patterns *p,
                           const rap_quantity_result *r) {
    const rap_quantity *q = r->quantity;
    const double values[] = {q->value, q->sd, q->discrepancy, r->mean};
    rap_table_span(t, q->label);
    rap_table_cell(t, "  %s", tr(job->tables.language, rap_standing_words[q->standing]));
    for (size_t k = 0; k < 4; k++) {
        rap_value_cell(t, &job->tables, q->effect.outcome, values[k], false);
    }
    if (isnan(r->distance))
        rap_table_cell(t, tr(job->tables.language, "none"));
    else
        plain_cell(t, job, r->distance);
    rap_share_cell(t, job->tables.language, &r->plausible, p->draws,
                   tr(job->tables.language, "none"));
}

static void print_worth(const rap_job *job, const rap_patterns *p, rap_text *out, size_t width) {
    rap_text line;
    char effective[RAP_NUMBER_SIZE];
    if (isnan(p->effective))
        return;
    rap_text_init(&line);
    rap_number_plain(effective, job->tables.language, p->effective, 1, false);
    rap_text_format(
        &line,
        tr(job->tables.language,
           "Draws, weighted by what was measured and held out, are worth %s of %lld%s."),
        effective, (long long)p->draws,
        p->effective < RAP_ENOUGH_WEIGHT ? tr(job->tables.language, ": too few for weighted shares")
                                         : "");
    rap_table_paragraph(out, &line, 0, width);
}

static void print_quantities(const rap_job *job, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_LEFT,  RAP_RIGHT, RAP_RIGHT, RAP_RIGHT,
                                      RAP_RIGHT, RAP_RIGHT, RAP_RIGHT};
    static const char *const heads[] = {
        RAP_MESSAGE("Measured"),       RAP_MESSAGE("published"), RAP_MESSAGE("sd"),
        RAP_MESSAGE("assumed"),        RAP_MESSAGE("model"),     RAP_MESSAGE("distance"),
        RAP_MESSAGE("not implausible")};
    const rap_patterns *p = job->tables.patterns;
    rap_table table;
    rap_table_init(&table, align, 7);
    for (size_t c = 0; c < 7; c++)
        rap_table_cell(&table, "%s", tr(job->tables.language, heads[c]));
    for (size_t k = 0; k < p->n_quantities; k++)
        quantity_cells(&table, job, p, &p->quantities[k]);
    rap_text_add(out, "\n");
    rap_table_print(&table, out, 0, width);
    rap_table_free(&table);
    print_worth(job, p, out, width);
}

/* ---- claims --------------------------------------------------------------------------------- */

static void add_side(rap_text *t, const rap_study *study, const size_t *arms, size_t n) {
    for (size_t k = 0; k < n; k++)
        rap_text_format(t, "%s%s", k ? "+" : "", study->arms[arms[k]].name);
}

static void add_arms_compared(rap_text *t, const rap_job *job, const rap_effect *e) {
    rap_headline line = {e->outcome, e->window, e->group};
    rap_value_headline(t, &job->tables, &line);
    rap_text_add(t, tr(job->tables.language, ": "));
    rap_parts p = {0};
    add_side(rap_next_part(&p), &job->study, e->plus, e->n_plus);
    add_side(rap_next_part(&p), &job->study, e->minus, e->n_minus);
    rap_text_format(t, e->n_minus ? tr(job->tables.language, "%s less %s") : "%s",
                    rap_part_string(&p, 0), rap_part_string(&p, 1));
    rap_parts_end(&p, t);
}

static void add_expectation(rap_text *t, const rap_job *job, const rap_expectation *c) {
    char size[RAP_VALUE_SIZE];
    rap_parts p = {0};
    add_arms_compared(t, job, &c->effect);
    if (c->compared) {
        add_arms_compared(rap_next_part(&p), job, &c->versus);
        rap_text_format(t, tr(job->tables.language, "; less the same of %s"),
                        rap_part_string(&p, 0));
    }
    rap_parts_end(&p, t);
    rap_value(size, &job->tables, c->effect.outcome, c->at_least, false);
    if (!(c->at_least > 0))
        snprintf(size, sizeof size, "0");
    rap_text_format(t,
                    c->direction > 0 ? tr(job->tables.language, "; above %s (%s).")
                    : c->direction == 0
                        ? tr(job->tables.language, "; at most, either way, %s (%s).")
                    : c->at_least > 0 ? tr(job->tables.language, "; below minus %s (%s).")
                                      : tr(job->tables.language, "; below %s (%s)."),
                    size, rap_value_unit_words(&job->tables, c->effect.outcome));
}

static void print_claim(const rap_job *job, const rap_pattern_result *r, rap_text *out,
                        size_t width) {
    rap_text line;
    rap_text_init(&line);
    add_expectation(&line, job, &r->pattern->claim);
    rap_text_format(&line, " %s.", r->pattern->source);
    if (r->deciders.inputs) {
        rap_text_add(&line, " ");
        rap_words_deciders(&line, &job->tables, &r->deciders,
                           rap_words_pace(&job->tables, rap_job_seconds(job)));
    }
    if (r->pattern->note)
        rap_text_format(&line, " %s", r->pattern->note);
    rap_table_wrap(out, r->pattern->label, 0, width);
    rap_table_paragraph(out, &line, 4, width);
}

static void print_measured(const rap_job *job, const rap_quantity *q, rap_text *out, size_t width) {
    rap_text line;
    rap_text_init(&line);
    add_arms_compared(&line, job, &q->effect);
    rap_text_format(&line, " (%s). %s.", rap_value_unit_words(&job->tables, q->effect.outcome),
                    q->source);
    if (q->note)
        rap_text_format(&line, " %s", q->note);
    rap_table_wrap(out, q->label, 0, width);
    rap_table_paragraph(out, &line, 4, width);
}

static void print_who_measured(const rap_job *job, rap_text *out, size_t width) {
    const rap_patterns *p = job->tables.patterns;
    if (p->n_quantities)
        rap_text_add(out, tr(job->tables.language, "\nWhat was measured, and by whom\n"));
    for (size_t k = 0; k < p->n_quantities; k++)
        print_measured(job, p->quantities[k].quantity, out, width);
}

static void print_meaning_of_weights(const rap_job *job, rap_text *out, size_t width) {
    rap_text_add(out, "\n");
    rap_table_wrap(
        out,
        tr(job->tables.language,
           "Sd: of the value published, by sampling; assumed: how far what was measured may lie "
           "from what the model has. Distance: the draws' mean less the value published, over the "
           "standard deviation of all; not implausible: at most 3 either way. Weighted: the share "
           "of weight in which a pattern holds, a set of assumptions weighing exp(-1/2 sum of "
           "squared distances) over quantities that are held out; -, where there are none or fewer "
           "than 5 sets carry the weight. A quantity that was put in weighs nothing."),
        0, width);
}

void rap_print_patterns(const rap_job *job, rap_text *out, size_t width) {
    const rap_patterns *p = job->tables.patterns;
    rap_print_head(job, out, width);
    for (size_t k = 0; k < p->n_rows; k++)
        if (rap_patterns_begin_body(p, k))
            print_body(job, p->rows[k].pattern->built_from, out, width);
    print_together(job, out, width);
    print_exclusions(job, p, out, width);
    print_what_does_not_follow(job, p, out, width);
    if (p->n_quantities)
        print_quantities(job, out, width);
    rap_text_add(out, tr(job->tables.language,
                         "\nWhat is claimed, by whom, and which assumptions decide the effect\n"));
    for (size_t k = 0; k < p->n_rows; k++)
        print_claim(job, &p->rows[k], out, width);
    print_who_measured(job, out, width);
    rap_text_add(out, "\n");
    rap_table_wrap(
        out,
        tr(job->tables.language,
           "Shares, holds: sets of assumptions in which the expected effect is at least the size "
           "claimed, chance taken out, with the 95 % interval of that share; no probability of "
           "being true. Clearly, in the runs at hand: by two standard errors of that set. Clearly "
           "fails: short of the size claimed by two standard errors. Contrary: clearly at least "
           "that size to the other side. Other arms: what the share would be if the same claim "
           "were made of other arms of the study. Taken together: means over patterns, and how "
           "many hold in one set, by its means. Held out: no line of the model rests on the "
           "document; same document: the model was built from it; by construction: the direction "
           "follows from one line of the model or from the timing of money, the size need not; "
           "input: put in as a number. Only held-out patterns are evidence for the model, as far "
           "as they hold more often than with other arms."),
        0, width);
    if (p->n_quantities)
        print_meaning_of_weights(job, out, width);
}
