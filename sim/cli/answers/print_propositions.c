/* print_propositions.c: what `test` prints: a table of verdicts, then each proposition with its numbers:
 * effect, context, response, strengths, and the mechanisms taken apart. */
#include "cli/answers/answer_propositions.h"
#include "cli/answers/print.h"
#include "cli/terminal/table.h"
#include "cli/terminal/value_cells.h"
#include "plots/pictures/cmo.h"
#include "plots/words/sentence_parts.h"
#include "plots/words/verdict_words.h"
#include "plots/words/words.h"
#include "scenario/study/arms.h"
#include "plots/words/numbers.h"

#include <stdio.h>

/* ---- all of them ------------------------------------------------------------------------------ */

static void summary_row(rap_table *t, const rap_job *job, const rap_proposition_result *r) {
    const rap_proposition *p = r->proposition;
    rap_table_span(t, p->label);
    rap_table_cell(t, "  %s", tr(job->tables.language, rap_verdict_names[r->verdict]));
    if (p->unexpressed) {
        for (size_t k = 0; k < 6; k++)
            rap_table_cell(t, "-");
        return;
    }
    rap_mean_cells(t, &job->tables, p->outcome, &r->effect.s, true);
    rap_share_cell(t, job->tables.language, &r->effect.above, job->tables.verdicts->draws, "-");
    rap_share_cell(t, job->tables.language, &r->context.above, job->tables.verdicts->draws, "-");
    rap_share_cell(t, job->tables.language, &r->removed_last.above, job->tables.verdicts->draws,
                   "-");
    rap_table_cell(t, "%s",
                   r->among_all == r->verdict
                       ? tr(job->tables.language, "same")
                       : tr(job->tables.language, rap_verdict_names[r->among_all]));
}

static void print_summary(const rap_job *job, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_LEFT,  RAP_RIGHT, RAP_RIGHT, RAP_RIGHT,
                                      RAP_RIGHT, RAP_RIGHT, RAP_LEFT};
    static const char *const heads[] = {RAP_MESSAGE("Verdict"),
                                        RAP_MESSAGE("effect"),
                                        /* xgettext:no-c-format */ RAP_MESSAGE("95 % interval"),
                                        RAP_MESSAGE("effect there"),
                                        RAP_MESSAGE("larger inside"),
                                        RAP_MESSAGE("needs the response"),
                                        RAP_MESSAGE("among all claims")};
    rap_table table;
    rap_table_init(&table, align, 7);
    for (size_t k = 0; k < 7; k++)
        rap_table_cell(&table, "%s", tr(job->tables.language, heads[k]));
    for (size_t k = 0; k < job->tables.verdicts->n; k++)
        summary_row(&table, job, &job->tables.verdicts->rows[k]);
    rap_text_add(out, "\n");
    rap_table_print(&table, out, 0, width);
    rap_table_free(&table);
}

/* ---- one of them ------------------------------------------------------------------------------ */

static void add_tree_words(rap_text *t, const rap_tree *dose) {
    rap_text words;
    rap_text_init(&words);
    rap_tree_words(&words, dose);
    rap_text_add(t, rap_text_string(&words));
    rap_text_free(&words);
}

static void add_resource(rap_text *t, const rap_job *job, const rap_proposition_result *r) {
    const rap_resource *x = &r->proposition->resource;
    const rap_arm *arms = job->study.arms;
    if (!x->lever) {
        rap_text_format(t,
                        tr(job->tables.language, "Resource: a bundle, \"%s\" instead of \"%s\"."),
                        arms[x->to_arm].label, arms[x->from_arm].label);
        return;
    }
    rap_parts p = {0};
    rap_text *from = rap_next_part(&p), *to = rap_next_part(&p);
    const char *arm = arms[r->proposition->arm].label;
    add_tree_words(from, x->from);
    add_tree_words(to, x->to);
    if (x->money_to)
        rap_text_format(t,
                        tr(job->tables.language,
                           "Resource: %s from %s to %s, in \"%s\"; its money comes from %s."),
                        x->lever, rap_text_string(from), rap_text_string(to), arm, x->money_to);
    else
        rap_text_format(t,
                        tr(job->tables.language, "Resource: %s from %s to %s, in \"%s\"; no other "
                                                 "line gives money for it."),
                        x->lever, rap_text_string(from), rap_text_string(to), arm);
    rap_parts_end(&p, t);
}

static void add_context(rap_text *t, const rap_job *job, const rap_proposition_result *r) {
    const rap_proposition *p = r->proposition;
    rap_parts parts = {0};
    rap_text *where = rap_next_part(&parts);
    rap_cmo_context(where, &job->tables, p);
    if (p->group && !r->cells->targeted)
        rap_text_format(t,
                        tr(job->tables.language, " Context: %s (this resource cannot be given to a "
                                                 "part: all get it)."),
                        rap_text_string(where));
    else
        rap_text_format(t, tr(job->tables.language, " Context: %s."), rap_text_string(where));
    rap_parts_end(&parts, t);
}

static void print_what(const rap_job *job, const rap_proposition_result *r, rap_text *out,
                       size_t width) {
    const rap_proposition *p = r->proposition;
    const rap_headline line = {p->outcome, p->window, p->outcome_group};
    char size[RAP_VALUE_SIZE];
    rap_text t;
    rap_text_init(&t);
    add_resource(&t, job, r);
    add_context(&t, job, r);
    rap_parts parts = {0};
    rap_value_headline(rap_next_part(&parts), &job->tables, &line);
    rap_value(size, &job->tables, p->outcome, p->at_least, false);
    rap_text_format(
        &t,
        p->direction > 0
            ? tr(job->tables.language, " Response: %s. Outcome: %s; up by more than %s (%s). %s.")
            : tr(job->tables.language,
                 " Response: %s. Outcome: %s; down by more than %s (%s). %s."),
        tr(job->tables.language, job->study.model->mechanisms[p->response].label),
        rap_part_string(&parts, 0), size, rap_value_unit_words(&job->tables, p->outcome),
        p->source);
    rap_parts_end(&parts, &t);
    if (p->note)
        rap_text_format(&t, " %s", p->note);
    rap_table_paragraph(out, &t, 4, width);
}

static void number_row(rap_table *t, const rap_job *job, const rap_proposition_result *r,
                       const char *label, const rap_estimate *e, bool counted) {
    char size[RAP_VALUE_SIZE];
    size_t outcome = r->proposition->outcome;
    rap_text words;
    rap_text_init(&words);
    rap_table_cell(t, "%s", label);
    rap_mean_cells(t, &job->tables, outcome, &e->s, true);
    rap_value(size, &job->tables, outcome, e->size, false);
    if (counted) {
        rap_parts p = {0};
        rap_words_of_sets(rap_next_part(&p), job->tables.language, e->above.share, e->above.n,
                          job->tables.verdicts->draws, RAP_SETS_IN_CELL);
        rap_text_format(&words, tr(job->tables.language, "%s or more in %s"), size,
                        rap_part_string(&p, 0));
        rap_parts_end(&p, &words);
    } else
        rap_text_add(&words, "-");
    rap_table_text_cell(t, &words);
}

static void level_row(rap_table *t, const rap_job *job, const rap_proposition_result *r,
                      const char *label, const rap_summary *s) {
    size_t outcome = r->proposition->outcome;
    rap_table_cell(t, "%s", label);
    rap_mean_cells(t, &job->tables, outcome, s, false);
    rap_table_cell(t, "-");
}

static void context_rows(rap_table *t, const rap_job *job, const rap_proposition_result *r) {
    const rap_proposition *p = r->proposition;
    if (!rap_has_context(p))
        return;
    number_row(t, job, r,
               p->inside ? tr(job->tables.language, "effect in the opposite circumstances")
                         : tr(job->tables.language, "effect outside"),
               &r->outside, true);
    bool scaled = job->study.model->outcomes[p->outcome].flags & RAP_TOTAL && !p->earlier.asked;
    number_row(t, job, r,
               scaled ? tr(job->tables.language, "inside less outside, outside scaled to as many")
                      : tr(job->tables.language, "inside less outside"),
               &r->context, true);
    if (r->cells->targeted) {
        number_row(t, job, r, tr(job->tables.language, "given to all, seen in the context"),
                   &r->given_to_all, true);
        number_row(t, job, r, tr(job->tables.language, "given to the context, seen outside"),
                   &r->spill, true);
    }
}

static void factor_rows(rap_table *t, const rap_job *job, const rap_proposition_result *r,
                        size_t row) {
    char label[160];
    for (size_t k = 0; k < r->cells->n_factors; k++) {
        const char *name = rap_factor_label(job->tables.verdicts, row, k);
        snprintf(label, sizeof label, tr(job->tables.language, "%.80s: removed last"), name);
        number_row(t, job, r, label, &r->factors[k].removed_last, false);
        snprintf(label, sizeof label, tr(job->tables.language, "%.80s: added first"), name);
        number_row(t, job, r, label, &r->factors[k].added_first, false);
        snprintf(label, sizeof label, tr(job->tables.language, "%.80s: Shapley value"), name);
        number_row(t, job, r, label, &r->factors[k].shapley, false);
    }
    for (size_t k = 0; k < r->cells->n_factors; k++)
        for (size_t i = 0; i < k; i++) {
            snprintf(label, sizeof label, tr(job->tables.language, "%.60s with %.60s"),
                     rap_factor_label(job->tables.verdicts, row, i),
                     rap_factor_label(job->tables.verdicts, row, k));
            number_row(t, job, r, label, &r->interactions[i][k], false);
        }
}

static void print_estimates(const rap_job *job, const rap_proposition_result *r, size_t row,
                            rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_LEFT, RAP_RIGHT, RAP_RIGHT, RAP_LEFT};
    char label[80];
    rap_text grade;
    rap_text_init(&grade);
    rap_table t;
    rap_table_init(&t, align, 4);
    rap_table_cell(&t, "%s", rap_value_unit_words(&job->tables, r->proposition->outcome));
    rap_table_cell(&t, tr(job->tables.language, "mean"));
    rap_table_cell(&t, tr(job->tables.language, "95 %% interval"));
    rap_table_cell(&t, tr(job->tables.language, "sets of assumptions"));
    level_row(&t, job, r, tr(job->tables.language, "without the resource"), &r->from);
    level_row(&t, job, r, tr(job->tables.language, "with it"), &r->to);
    number_row(&t, job, r, tr(job->tables.language, "effect"), &r->effect, true);
    context_rows(&t, job, r);
    level_row(&t, job, r, tr(job->tables.language, "without the resource, response off"),
              &r->from_without);
    level_row(&t, job, r, tr(job->tables.language, "with it, response off"), &r->to_without);
    for (size_t g = 1; g < RAP_GRADES; g++) {
        rap_number_figures(&grade, job->tables.language, rap_grades[g], 6);
        snprintf(label, sizeof label, tr(job->tables.language, "effect with the response at %s"),
                 rap_text_string(&grade));
        rap_text_clear(&grade);
        number_row(&t, job, r, label, &r->graded[g], true);
    }
    rap_text_free(&grade);
    number_row(&t, job, r, tr(job->tables.language, "lost without the response"), &r->removed_last,
               true);
    number_row(&t, job, r, tr(job->tables.language, "the response moves the level, without"),
               &r->activation_from, false);
    number_row(&t, job, r, tr(job->tables.language, "the response moves the level, with"),
               &r->activation_to, false);
    factor_rows(&t, job, r, row);
    rap_table_print(&t, out, 4, width);
    rap_table_free(&t);
}

static void print_remarks(const rap_job *job, const rap_verdicts *v,
                          const rap_proposition_result *r, rap_text *out, size_t width) {
    rap_text t;
    rap_text_init(&t);
    rap_verdict_words(&t, job->tables.language, v, r);
    rap_parts p = {0};
    rap_words_of_sets(rap_next_part(&p), job->tables.language, r->together.share, r->together.n,
                      v->draws, RAP_SETS_NAMED_WHOLE);
    rap_text_format(&t, tr(job->tables.language, " All claims hold together in %s."),
                    rap_part_string(&p, 0));
    rap_parts_end(&p, &t);
    if (r->effect.s.missing)
        rap_text_format(&t, tr(job->tables.language, " %lld of %lld pairs of runs have no value."),
                        (long long)r->effect.s.missing,
                        (long long)(r->effect.s.missing + r->effect.s.runs));
    if (r->scale_matters)
        rap_text_add(&t, tr(job->tables.language,
                            " It depends on the scale: in log-odds the comparison of "
                            "inside with outside goes the other way."));
    if (!r->reached)
        rap_text_add(&t, tr(job->tables.language,
                            " The resource changes the outcome in none of these runs."));
    if (!r->activated)
        rap_text_add(
            &t, tr(job->tables.language, " Removing the response changes nothing in any run."));
    rap_table_paragraph(out, &t, 4, width);
}

static void print_one(const rap_job *job, size_t row, rap_text *out, size_t width) {
    const rap_proposition_result *r = &job->tables.verdicts->rows[row];
    rap_text_format(out, "\n%s%s%s\n", r->proposition->label, tr(job->tables.language, ": "),
                    tr(job->tables.language, rap_verdict_names[r->verdict]));
    if (r->proposition->unexpressed) {
        rap_table_wrap(out, r->proposition->unexpressed, 4, width);
        return;
    }
    print_what(job, r, out, width);
    print_estimates(job, r, row, out, width);
    print_remarks(job, job->tables.verdicts, r, out, width);
}

void rap_print_propositions(const rap_job *job, rap_text *out, size_t width) {
    const rap_propositions_kept *kept = job->kept;
    const rap_verdict_rule *rule = &job->study.rule;
    rap_text t;
    rap_print_head(job, out, width);
    print_summary(job, out, width);
    for (size_t k = 0; k < job->tables.verdicts->n; k++)
        print_one(job, k, out, width);
    rap_text_init(&t);
    rap_parts p = {0};
    rap_number_figures(rap_next_part(&p), job->tables.language, rule->context, 6);
    rap_number_figures(rap_next_part(&p), job->tables.language, rule->response, 6);
    rap_text_format(
        &t,
        tr(job->tables.language,
           "A claim counts as borne out if it holds in at least %.0f %% of the sets of assumptions "
           "and the 95 %% interval of the mean is at least the size claimed: that the effect is at "
           "least the smallest that matters; that it is larger inside than outside by %s of that; "
           "that %s of that is lost without the response. Each is read alone, and then so that all "
           "%zu claims of the study are settled rightly together (Holm). Not distinguishable: a "
           "claim is neither borne out nor refuted in this way. No path: the outcome is the same "
           "in every run, which is said of these runs and not of all that the model could do. %zu "
           "arms were run once each; without sharing there would be %zu. A verdict is about the "
           "theory as it is written in the model, not about the world."),
        100 * rule->share, rap_part_string(&p, 0), rap_part_string(&p, 1),
        job->tables.verdicts->claims, job->study.n_arms, kept->plan.asked);
    rap_parts_end(&p, &t);
    rap_text_add(out, "\n");
    rap_table_paragraph(out, &t, 0, width);
}
