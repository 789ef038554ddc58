/* print_patterns.c: what `validate` prints: patterns by body of evidence, failures among them; how
 * many hold together; what each claims, who says so, and which assumptions decide it. */
#include "cli/terminal/json.h"
#include "cli/answers/answer_patterns.h"
#include "cli/answers/print.h"
#include "cli/terminal/table.h"
#include "cli/terminal/value_cells.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const standings[] = {"held out", "by construction", "input"};
static const char *const directions[] = {"down", "none", "up"};
enum { N_COLUMNS = 8, WEIGHTED = 3 };

/* ---- shares --------------------------------------------------------------------------------- */

static void share_interval_cell(rap_table *t, const rap_share *s) {
    if (s->n > 0)
        rap_table_cell(t, "%.2f to %.2f", s->low, s->high);
    else
        rap_table_cell(t, "none");
}

static void weight_cell(rap_table *t, double share) {
    if (isnan(share))
        rap_table_cell(t, "-");
    else
        rap_table_cell(t, "%.2f", share);
}

static void pattern_cells(rap_table *t, const rap_patterns *p, const rap_pattern_result *r) {
    const rap_study *study = p->study;
    size_t outcome = r->pattern->claim.effect.outcome;
    rap_table_span(t, r->pattern->label);
    rap_table_cell(t, "  %s", standings[r->pattern->standing]);
    rap_value_cell(t, study, outcome, r->s.mean, true);
    rap_share_cell(t, &r->holds, "none");
    if (p->n_quantities)
        weight_cell(t, r->weighted);
    share_interval_cell(t, &r->holds);
    rap_share_cell(t, &r->clearly, "none");
    rap_share_cell(t, &r->fails, "none");
    rap_share_cell(t, &r->contrary, "none");
}

static void print_body(const rap_job *job, const char *body, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_LEFT,  RAP_RIGHT, RAP_RIGHT, RAP_RIGHT,
                                      RAP_RIGHT, RAP_RIGHT, RAP_RIGHT, RAP_RIGHT};
    static const char *const heads[] = {
        "", "effect", "holds", "weighted", "95 % interval", "clearly", "clearly fails", "contrary"};
    const rap_patterns *p = job->tables.patterns;
    rap_table table;
    rap_table_init(&table, align, p->n_quantities ? N_COLUMNS : N_COLUMNS - 1);
    rap_table_cell(&table, "From: %s", body);
    for (size_t c = 1; c < N_COLUMNS; c++)
        if (c != WEIGHTED || p->n_quantities)
            rap_table_cell(&table, "%s", heads[c]);
    for (size_t k = 0; k < p->n_rows; k++)
        if (!strcmp(p->rows[k].pattern->built_from, body))
            pattern_cells(&table, p, &p->rows[k]);
    rap_text_add(out, "\n");
    rap_table_print(&table, out, 0, width);
    rap_table_free(&table);
}

/* ---- together ------------------------------------------------------------------------------- */

static void print_together(const rap_job *job, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_WRAP, RAP_RIGHT, RAP_RIGHT, RAP_RIGHT, RAP_RIGHT};
    const rap_patterns *p = job->tables.patterns;
    rap_table table;
    rap_table_init(&table, align, 5);
    rap_table_cell(&table, "Taken together");
    rap_table_cell(&table, "patterns");
    rap_table_cell(&table, "all hold");
    rap_table_cell(&table, "95 %% interval");
    rap_table_cell(&table, "none clearly fails");
    for (size_t k = 0; k < p->n_together; k++) {
        const rap_together *t = &p->together[k];
        const char *standing = t->standing < 0 ? "" : standings[t->standing];
        rap_table_cell(&table, "%s%s%s",
                       t->built_from ? t->built_from
                       : standing[0] ? ""
                                     : "all",
                       t->built_from && standing[0] ? ", " : "", standing);
        rap_table_cell(&table, "%zu", t->patterns);
        rap_share_cell(&table, &t->all_hold, "none");
        share_interval_cell(&table, &t->all_hold);
        rap_share_cell(&table, &t->none_fails, "none");
    }
    rap_text_add(out, "\n");
    rap_table_print(&table, out, 0, width);
    rap_table_free(&table);
}

/* ---- quantities ----------------------------------------------------------------------------- */

static void quantity_cells(rap_table *t, const rap_study *study, const rap_quantity_result *r) {
    const rap_quantity *q = r->quantity;
    const double values[] = {q->value, q->sd, r->mean};
    rap_table_span(t, q->label);
    rap_table_cell(t, "  %s", standings[q->standing]);
    for (size_t k = 0; k < 3; k++) {
        rap_value_cell(t, study, q->effect.outcome, values[k], false);
    }
    if (isnan(r->distance))
        rap_table_cell(t, "none");
    else
        rap_table_cell(t, "%+.1f", r->distance);
    rap_share_cell(t, &r->plausible, "none");
}

static void print_worth(const rap_patterns *p, rap_text *out, size_t width) {
    rap_text line;
    if (isnan(p->effective))
        return;
    rap_text_init(&line);
    rap_text_format(&line,
                    "Draws, weighted by what was measured and held out, are worth %.1f of "
                    "%lld%s.",
                    p->effective, (long long)p->draws,
                    p->effective < RAP_ENOUGH_WEIGHT ? ": too few for weighted shares" : "");
    rap_table_paragraph(out, &line, 0, width);
}

static void print_quantities(const rap_job *job, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_LEFT,  RAP_RIGHT, RAP_RIGHT,
                                      RAP_RIGHT, RAP_RIGHT, RAP_RIGHT};
    static const char *const heads[] = {"Measured", "published", "sd",
                                        "model",    "distance",  "not implausible"};
    const rap_patterns *p = job->tables.patterns;
    rap_table table;
    rap_table_init(&table, align, 6);
    for (size_t c = 0; c < 6; c++)
        rap_table_cell(&table, "%s", heads[c]);
    for (size_t k = 0; k < p->n_quantities; k++)
        quantity_cells(&table, p->study, &p->quantities[k]);
    rap_text_add(out, "\n");
    rap_table_print(&table, out, 0, width);
    rap_table_free(&table);
    print_worth(p, out, width);
}

/* ---- claims --------------------------------------------------------------------------------- */

static void add_side(rap_text *t, const rap_study *study, const size_t *arms, size_t n) {
    for (size_t k = 0; k < n; k++)
        rap_text_format(t, "%s%s", k ? "+" : "", study->arms[arms[k]].name);
}

static void add_arms_compared(rap_text *t, const rap_job *job, const rap_effect *e) {
    rap_headline line = {e->outcome, e->window, e->group};
    rap_value_headline(t, &job->tables, &line);
    rap_text_add(t, ": ");
    add_side(t, &job->study, e->plus, e->n_plus);
    rap_text_add(t, e->n_minus ? " less " : "");
    add_side(t, &job->study, e->minus, e->n_minus);
}

static void add_expectation(rap_text *t, const rap_job *job, const rap_expectation *c) {
    char size[RAP_VALUE_SIZE];
    add_arms_compared(t, job, &c->effect);
    if (c->compared) {
        rap_text_add(t, "; less the same of ");
        add_arms_compared(t, job, &c->versus);
    }
    rap_value(size, &job->study, c->effect.outcome, c->at_least, false);
    if (!(c->at_least > 0))
        snprintf(size, sizeof size, "0");
    rap_text_format(t, "; %s %s (%s).",
                    c->direction > 0    ? "above"
                    : c->direction == 0 ? "at most, either way,"
                    : c->at_least > 0   ? "below minus"
                                        : "below",
                    size, rap_value_unit(&job->study, c->effect.outcome));
}

static void add_deciding(rap_text *t, const rap_pattern_result *r) {
    rap_text_add(t, r->n_deciding                   ? " Goes with: "
                    : r->s.draws < RAP_ENOUGH_DRAWS ? " Too few draws to see what it goes with."
                                                    : " No single assumption stands out of noise.");
    for (size_t k = 0; k < r->n_deciding; k++)
        rap_text_format(t, "%s%s (%+.2f)", k ? ", " : "", r->deciding[k].input.path,
                        r->deciding[k].correlation);
    rap_text_add(t, r->n_deciding ? "." : "");
}

static void print_claim(const rap_job *job, const rap_pattern_result *r, rap_text *out,
                        size_t width) {
    rap_text line;
    rap_text_init(&line);
    add_expectation(&line, job, &r->pattern->claim);
    rap_text_format(&line, " %s.", r->pattern->source);
    add_deciding(&line, r);
    if (r->pattern->note)
        rap_text_format(&line, " %s", r->pattern->note);
    rap_table_wrap(out, r->pattern->label, 0, width);
    rap_table_paragraph(out, &line, 4, width);
}

static void print_measured(const rap_job *job, const rap_quantity *q, rap_text *out, size_t width) {
    rap_text line;
    rap_text_init(&line);
    add_arms_compared(&line, job, &q->effect);
    rap_text_format(&line, " (%s). %s.", rap_value_unit(&job->study, q->effect.outcome), q->source);
    if (q->note)
        rap_text_format(&line, " %s", q->note);
    rap_table_wrap(out, q->label, 0, width);
    rap_table_paragraph(out, &line, 4, width);
}

static void print_who_measured(const rap_job *job, rap_text *out, size_t width) {
    const rap_patterns *p = job->tables.patterns;
    if (p->n_quantities)
        rap_text_add(out, "\nWhat was measured, and by whom\n");
    for (size_t k = 0; k < p->n_quantities; k++)
        print_measured(job, p->quantities[k].quantity, out, width);
}

static void print_meaning_of_weights(rap_text *out, size_t width) {
    rap_text_add(out, "\n");
    rap_table_wrap(
        out,
        "Distance: the draws' mean less the value published, over the standard deviation of both; "
        "not implausible: at most 3 either way. Weighted: the share of weight in which a pattern "
        "holds, a set of assumptions weighing exp(-1/2 sum of squared distances) over quantities "
        "that are held out; -, where there are none or fewer than 5 sets carry the weight. A "
        "quantity that was put in weighs nothing.",
        0, width);
}

void rap_print_patterns(const rap_job *job, rap_text *out, size_t width) {
    const rap_patterns *p = job->tables.patterns;
    rap_print_head(job, out, width);
    for (size_t k = 0; k < p->n_rows; k++)
        if (rap_patterns_begin_body(p, k))
            print_body(job, p->rows[k].pattern->built_from, out, width);
    print_together(job, out, width);
    if (p->n_quantities)
        print_quantities(job, out, width);
    rap_text_add(out,
                 "\nWhat is claimed, by whom, and which assumptions the effect goes with (rank "
                 "correlation)\n");
    for (size_t k = 0; k < p->n_rows; k++)
        print_claim(job, &p->rows[k], out, width);
    print_who_measured(job, out, width);
    rap_text_add(out, "\n");
    rap_table_wrap(
        out,
        "Shares, holds: sets of assumptions in which the expected effect is at least the size "
        "claimed, "
        "chance taken out, with the 95 % interval of that share; no probability of being true. "
        "Clearly, in the runs at hand: by two standard errors of that set. Clearly fails: short of "
        "the size claimed by two standard "
        "errors. Contrary: clearly at least that size to the other side. By construction: follows "
        "from one line of the model; input: put in as a number. Neither is evidence for the model.",
        0, width);
    if (p->n_quantities)
        print_meaning_of_weights(out, width);
}

/* ---- JSON ----------------------------------------------------------------------------------- */

static void write_share(rap_json *j, const char *key, const rap_share *s) {
    rap_json_open(j, key, '{');
    rap_json_integer(j, "draws", s->n);
    rap_json_integer(j, "count", s->k);
    rap_json_number(j, "share", s->share);
    rap_json_number(j, "low", s->low);
    rap_json_number(j, "high", s->high);
    rap_json_close(j, '}');
}

static void write_side_json(rap_json *j, const char *key, const rap_study *study,
                            const size_t *arms, size_t n) {
    rap_json_open(j, key, '[');
    for (size_t k = 0; k < n; k++)
        rap_json_text(j, NULL, study->arms[arms[k]].name);
    rap_json_close(j, ']');
}

static void write_effect(rap_json *j, const char *key, const rap_study *study,
                         const rap_effect *e) {
    rap_json_open(j, key, '{');
    write_side_json(j, "plus", study, e->plus, e->n_plus);
    write_side_json(j, "minus", study, e->minus, e->n_minus);
    rap_json_text(j, "group", e->group);
    rap_json_text(j, "window", study->windows[e->window].text);
    rap_json_close(j, '}');
}

static void write_claim(rap_json *j, const rap_study *study, const rap_expectation *c) {
    rap_json_text(j, "outcome", study->model->outcomes[c->effect.outcome].name);
    rap_json_text(j, "unit", rap_value_unit(study, c->effect.outcome));
    write_effect(j, "claim", study, &c->effect);
    if (c->compared)
        write_effect(j, "versus", study, &c->versus);
    rap_json_text(j, "direction", directions[c->direction + 1]);
    rap_json_number(j, "at_least", c->at_least);
}

static void write_pattern_json(rap_json *j, const rap_study *study, const rap_pattern_result *r) {
    rap_json_open(j, NULL, '{');
    rap_json_text(j, "pattern", r->pattern->name);
    rap_json_text(j, "label", r->pattern->label);
    rap_json_text(j, "source", r->pattern->source);
    rap_json_text(j, "note", r->pattern->note);
    rap_json_text(j, "built_from", r->pattern->built_from);
    rap_json_text(j, "status", rap_standing_names[r->pattern->standing]);
    write_claim(j, study, &r->pattern->claim);
    rap_json_integer(j, "runs", r->s.runs);
    rap_json_integer(j, "missing", r->s.missing);
    rap_json_number(j, "effect", r->s.mean);
    rap_json_number(j, "ci_low", r->s.ci_low);
    rap_json_number(j, "ci_high", r->s.ci_high);
    rap_json_number(j, "plausible_low", r->s.plausible_low);
    rap_json_number(j, "plausible_high", r->s.plausible_high);
    write_share(j, "holds", &r->holds);
    rap_json_number(j, "holds_weighted", r->weighted);
    write_share(j, "clearly", &r->clearly);
    write_share(j, "fails", &r->fails);
    write_share(j, "contrary", &r->contrary);
    rap_json_open(j, "decided_by", '[');
    for (size_t k = 0; k < r->n_deciding; k++) {
        rap_json_open(j, NULL, '{');
        rap_json_text(j, "input", r->deciding[k].input.path);
        rap_json_number(j, "correlation", r->deciding[k].correlation);
        rap_json_close(j, '}');
    }
    rap_json_close(j, ']');
    rap_json_close(j, '}');
}

static void write_together_json(rap_json *j, const rap_together *t) {
    rap_json_open(j, NULL, '{');
    rap_json_text(j, "built_from", t->built_from);
    rap_json_text(j, "status", t->standing < 0 ? NULL : rap_standing_names[t->standing]);
    rap_json_integer(j, "patterns", (int64_t)t->patterns);
    write_share(j, "all_hold", &t->all_hold);
    write_share(j, "none_fails", &t->none_fails);
    rap_json_close(j, '}');
}

static void write_quantity(rap_json *j, const rap_patterns *p, const rap_quantity_result *r) {
    const rap_quantity *q = r->quantity;
    rap_json_open(j, NULL, '{');
    rap_json_text(j, "quantity", q->name);
    rap_json_text(j, "label", q->label);
    rap_json_text(j, "source", q->source);
    rap_json_text(j, "note", q->note);
    rap_json_text(j, "status", rap_standing_names[q->standing]);
    rap_json_text(j, "outcome", p->study->model->outcomes[q->effect.outcome].name);
    rap_json_text(j, "unit", rap_value_unit(p->study, q->effect.outcome));
    write_effect(j, "effect", p->study, &q->effect);
    rap_json_number(j, "value", q->value);
    rap_json_number(j, "sd", q->sd);
    rap_json_number(j, "mean", r->mean);
    rap_json_number(j, "distance", r->distance);
    write_share(j, "not_implausible", &r->plausible);
    rap_json_close(j, '}');
}

static void write_quantities_json(rap_json *j, const rap_patterns *p) {
    rap_json_open(j, "quantities", '[');
    for (size_t k = 0; k < p->n_quantities; k++)
        write_quantity(j, p, &p->quantities[k]);
    rap_json_close(j, ']');
    rap_json_number(j, "effective_draws", p->effective);
}

void rap_print_patterns_json(const rap_job *job, rap_text *out) {
    const rap_patterns *p = job->tables.patterns;
    rap_json j;
    rap_json_init(&j, out);
    rap_json_open(&j, NULL, '{');
    rap_json_text(&j, "title", p->study->title);
    rap_json_text(&j, "folder", job->folder);
    rap_json_text(&j, "fingerprint", job->fingerprint);
    rap_json_integer(&j, "draws", p->study->draws);
    rap_json_integer(&j, "replicates", p->study->replicates);
    rap_json_integer(&j, "seed", p->study->seed);
    rap_json_open(&j, "patterns", '[');
    for (size_t k = 0; k < p->n_rows; k++)
        write_pattern_json(&j, p->study, &p->rows[k]);
    rap_json_close(&j, ']');
    rap_json_open(&j, "together", '[');
    for (size_t k = 0; k < p->n_together; k++)
        write_together_json(&j, &p->together[k]);
    rap_json_close(&j, ']');
    write_quantities_json(&j, p);
    rap_json_close(&j, '}');
}
