/* report_propositions.c: what works, for whom, in which circumstances, and why: the verdicts with
 * their numbers, the pictures, each proposition in words, and those that cannot be expressed. No
 * verdict stands without its numbers. */
#include "plots/pictures/cmo.h"
#include "plots/words/numbers.h"
#include "plots/page/sections.h"
#include "plots/words/sentence_parts.h"
#include "plots/words/verdict_words.h"

#include <math.h>
#include <string.h>

static void say_number(rap_page *p, const rap_proposition_result *r, const rap_estimate *e,
                       bool asked) {
    if (asked && e->s.draws > 0)
        rap_cmo_number(&p->words, p->t, r->proposition, &e->s);
    else
        rap_text_add(&p->words, asked ? tr(p->language, "not measured") : "-");
    say_cell(p);
}

static void say_sets(rap_page *p, const rap_share *s) {
    rap_words_of_sets(&p->words, p->language, s->share, s->n, p->t->verdicts->draws,
                      RAP_SETS_IN_CELL);
    say_cell(p);
}

/* ---- the table -------------------------------------------------------------------------------- */

static void say_verdict_row(rap_page *p, const rap_proposition_result *r) {
    const rap_proposition *x = r->proposition;
    bool has_context = rap_cmo_has_context(r);
    say_raw(p, "<tr><th scope=\"row\">");
    say_text(p, x->label);
    say_raw(p, "<br><span class=\"small\">");
    say_text(p, x->source);
    say_raw(p, "</span></th><td><strong>");
    say_text(p, tr(p->language, rap_verdict_names[r->verdict]));
    say_raw(p, "</strong></td><td>");
    say_text(p, tr(p->language, rap_verdict_names[r->among_all]));
    say_raw(p, "</td>");
    rap_words_difference_unit(&p->words, p->t, x->outcome);
    say_cell(p);
    rap_parts parts = {0};
    rap_cmo_least(rap_next_part(&parts), p->t, x);
    rap_text_format(&p->words,
                    x->direction > 0 ? tr(p->language, "%s more") : tr(p->language, "%s less"),
                    rap_part_string(&parts, 0));
    rap_parts_end(&parts, &p->words);
    say_cell(p);
    say_number(p, r, &r->effect, true);
    say_sets(p, &r->effect.above);
    say_number(p, r, &r->outside, has_context);
    say_number(p, r, &r->context, has_context);
    say_sets(p, &r->context.above);
    say_number(p, r, &r->removed_last, true);
    say_sets(p, &r->removed_last.above);
    say_sets(p, &r->together);
    say_raw(p, "</tr>\n");
}

static void say_verdict_table(rap_page *p) {
    const rap_language *l = p->language;
    const char *const heads[] = {tr(l, "Proposition, and its source"),
                                 tr(l, "Verdict"),
                                 tr(l, "Among all claims"),
                                 tr(l, "Unit"),
                                 tr(l, "Smallest effect that matters"),
                                 tr(l, "Effect in the context"),
                                 tr(l, "Effect there, in sets of assumptions"),
                                 tr(l, "Effect outside"),
                                 tr(l, "Inside less outside"),
                                 tr(l, "Larger inside, in sets"),
                                 tr(l, "Lost without the response"),
                                 tr(l, "Needs the response, in sets"),
                                 tr(l, "All claims together, in sets")};
    rap_text_add(&p->words,
                 tr(l, "Verdicts; in brackets the 95 % Monte Carlo interval of the mean"));
    say_table_begin(p);
    say_heads(p, heads, sizeof heads / sizeof *heads);
    say_raw(p, "<tbody>\n");
    for (size_t k = 0; k < rap_cmo_count(p->t); k++)
        if (rap_cmo_is_tested(rap_cmo_row(p->t, k)))
            say_verdict_row(p, rap_cmo_row(p->t, k));
    say_raw(p, "</tbody>\n");
    say_table_end(p);
}

/* ---- in words --------------------------------------------------------------------------------- */

static void add_claim_words(rap_page *p, const rap_proposition *x) {
    const rap_language *l = p->language;
    const rap_headline line = {x->outcome, x->window, x->outcome_group};
    rap_parts parts = {0};
    rap_cmo_context(rap_next_part(&parts), p->t, x);
    rap_cmo_resource(rap_next_part(&parts), p->t, x);
    rap_words_headline(rap_next_part(&parts), p->t, &line);
    rap_cmo_least(rap_next_part(&parts), p->t, x);
    rap_text_format(
        &p->words,
        x->direction > 0 ? tr(l, "Claimed: in the context ‘%s’ the resource (%s) triggers ‘%s’, "
                                 "which moves the outcome (%s) up by more than %s. ")
                         : tr(l, "Claimed: in the context ‘%s’ the resource (%s) triggers ‘%s’, "
                                 "which moves the outcome (%s) down by more than %s. "),
        rap_part_string(&parts, 0), rap_part_string(&parts, 1), rap_cmo_response(p->t, x),
        rap_part_string(&parts, 2), rap_part_string(&parts, 3));
    rap_parts_end(&parts, &p->words);
}

static void next_effect(rap_parts *parts, const rap_page *p, const rap_proposition_result *r,
                        const rap_summary *s) {
    rap_cmo_number(rap_next_part(parts), p->t, r->proposition, s);
}

/* A sentence with "in about 41 of 67 sets", where that is known. */
static void add_in_sets(rap_page *p, const char *sentence, const rap_share *s, rap_sets_form form) {
    if (!isfinite(s->share))
        return;
    rap_parts parts = {0};
    rap_words_of_sets(rap_next_part(&parts), p->language, s->share, s->n, p->t->verdicts->draws,
                      form);
    rap_text_format(&p->words, sentence, rap_part_string(&parts, 0));
    rap_parts_end(&parts, &p->words);
}

static void add_effect_words(rap_page *p, const rap_proposition_result *r) {
    size_t outcome = r->proposition->outcome;
    const rap_language *l = p->language;
    rap_parts parts = {0};
    rap_words_value(rap_next_part(&parts), p->t, outcome, r->from.mean, RAP_WITH_UNIT);
    rap_words_value(rap_next_part(&parts), p->t, outcome, r->to.mean, RAP_WITH_UNIT);
    next_effect(&parts, p, r, &r->effect.s);
    rap_text_format(
        &p->words, tr(l, "In the model it went from %s without the resource to %s with it: %s. "),
        rap_part_string(&parts, 0), rap_part_string(&parts, 1), rap_part_string(&parts, 2));
    rap_parts_end(&parts, &p->words);
    add_in_sets(p, tr(l, "That is at least the smallest effect that matters in %s. "),
                &r->effect.above, RAP_SETS_NAMED_WHOLE);
}

static void add_context_words(rap_page *p, const rap_proposition_result *r) {
    const rap_language *l = p->language;
    if (!rap_cmo_has_context(r))
        return;
    if (r->outside.s.draws == 0) {
        rap_text_add(&p->words, tr(l, "The effect outside the context could not be measured. "));
        return;
    }
    rap_parts parts = {0};
    next_effect(&parts, p, r, &r->outside.s);
    next_effect(&parts, p, r, &r->context.s);
    rap_text_format(&p->words,
                    r->proposition->inside
                        ? tr(l, "In the opposite circumstances: %s; inside less outside: %s. ")
                        : tr(l, "Outside the context: %s; inside less outside: %s. "),
                    rap_part_string(&parts, 0), rap_part_string(&parts, 1));
    rap_parts_end(&parts, &p->words);
    add_in_sets(p, tr(l, "It is larger inside by enough in %s. "), &r->context.above,
                RAP_SETS_NAMED);
    if (r->proposition->group && r->cells && !r->cells->targeted)
        rap_text_add(&p->words, tr(l, "The resource cannot be given to a part, so all got it. "));
    if (r->scale_matters)
        rap_text_add(&p->words, tr(l, "In log-odds the comparison of inside with outside goes the "
                                      "other way: it depends on the scale. "));
}

static void add_response_words(rap_page *p, const rap_proposition_result *r) {
    const rap_language *l = p->language;
    const char *response = rap_cmo_response(p->t, r->proposition);
    rap_parts parts = {0};
    next_effect(&parts, p, r, &r->without.s);
    next_effect(&parts, p, r, &r->removed_last.s);
    const char *without = rap_part_string(&parts, 0), *lost = rap_part_string(&parts, 1);
    if (isfinite(rap_cmo_share(r))) {
        rap_number(rap_next_part(&parts), l, 100 * rap_cmo_share(r), 0, false);
        rap_text_format(&p->words,
                        tr(l, "With ‘%s’ removed the effect was %s; lost with it: %s (%s %% of the "
                              "mean effect). "),
                        response, without, lost, rap_part_string(&parts, 2));
    } else
        rap_text_format(&p->words, tr(l, "With ‘%s’ removed the effect was %s; lost with it: %s. "),
                        response, without, lost);
    rap_parts_end(&parts, &p->words);
    add_in_sets(p, tr(l, "Enough is lost in %s. "), &r->removed_last.above, RAP_SETS_NAMED);
}

static void add_mechanism_words(rap_page *p, size_t row) {
    const rap_proposition_result *r = rap_cmo_row(p->t, row);
    const rap_language *l = p->language;
    int largest = rap_cmo_largest(p->t->verdicts, row);
    if (largest >= 0) {
        rap_parts parts = {0};
        next_effect(&parts, p, r, &r->factors[largest].shapley.s);
        rap_text_format(&p->words,
                        tr(l, "Of the mechanisms taken apart ‘%s’ carries most, with a Shapley "
                              "value of %s. "),
                        tr(l, rap_factor_label(p->t->verdicts, row, (size_t)largest)),
                        rap_part_string(&parts, 0));
        rap_parts_end(&parts, &p->words);
    }
    if (!r->activated)
        rap_text_add(&p->words, tr(l, "Removing the response changed nothing in any run. "));
}

static void say_in_words(rap_page *p, size_t row) {
    const rap_proposition_result *r = rap_cmo_row(p->t, row);
    const rap_language *l = p->language;
    say_raw(p, "<li><strong>");
    say_text(p, r->proposition->label);
    say_raw(p, "</strong>");
    say_text(p, tr(p->language, ": "));
    rap_text_format(&p->words, tr(l, "%s (%s). "), tr(l, rap_verdict_names[r->verdict]),
                    tr(l, rap_cmo_meaning(r->verdict)));
    add_claim_words(p, r->proposition);
    add_effect_words(p, r);
    add_context_words(p, r);
    add_response_words(p, r);
    add_mechanism_words(p, row);
    rap_verdict_words(&p->words, l, p->t->verdicts, r);
    rap_text_format(&p->words, tr(l, " Source: %s."), r->proposition->source);
    if (r->proposition->note)
        rap_text_format(&p->words, " %s", r->proposition->note);
    say_flush(p);
    say_raw(p, "</li>\n");
}

/* ---- the section ------------------------------------------------------------------------------ */

static void add_counts(rap_page *p) {
    size_t n = rap_cmo_count(p->t), tested = rap_cmo_tested(p->t);
    const rap_language *l = p->language;
    rap_parts parts = {0};
    rap_text *verdicts = rap_next_part(&parts);
    rap_cmo_verdicts(verdicts, p->t, false);
    if (verdicts->n)
        rap_text_format(&p->words,
                        tr_n(l, "%zu proposition, of which %zu could be tested: %s.",
                             "%zu propositions, of which %zu could be tested: %s.", (int64_t)n),
                        n, tested, rap_text_string(verdicts));
    else
        rap_text_format(&p->words,
                        tr_n(l, "%zu proposition, of which %zu could be tested.",
                             "%zu propositions, of which %zu could be tested.", (int64_t)n),
                        n, tested);
    rap_parts_end(&parts, &p->words);
}

static void say_rule(rap_page *p) {
    const rap_verdict_rule *rule = &p->t->verdicts->study->rule;
    const rap_language *l = p->language;
    rap_parts parts = {0};
    rap_number_as_given(rap_next_part(&parts), l, 100 * rule->share);
    rap_number_as_given(rap_next_part(&parts), l, rule->context);
    rap_number_as_given(rap_next_part(&parts), l, rule->response);
    rap_text_format(
        &p->words,
        tr(l, "A claim counts as borne out if it holds in at least %s %% of the sets of "
              "assumptions and the whole 95 %% interval of its mean is at least its size: the "
              "effect at least the smallest that matters, inside above outside by %s of that, %s "
              "of that lost without the response. Each verdict is read alone; beside it stands "
              "what it is if all %zu claims of the study are to be settled rightly together "
              "(Holm). These thresholds are assumed, and can be changed in the study."),
        rap_part_string(&parts, 0), rap_part_string(&parts, 1), rap_part_string(&parts, 2),
        p->t->verdicts->claims);
    rap_parts_end(&parts, &p->words);
    say_small(p);
}

static void say_unexpressed(rap_page *p) {
    if (rap_cmo_tested(p->t) == rap_cmo_count(p->t))
        return;
    say_element(p, "h3", tr(p->language, "What the model cannot express"));
    say_raw(p, "<ul>\n");
    for (size_t k = 0; k < rap_cmo_count(p->t); k++) {
        const rap_proposition *x = rap_cmo_row(p->t, k)->proposition;
        if (!x->unexpressed)
            continue;
        say_raw(p, "<li><strong>");
        say_text(p, x->label);
        say_raw(p, "</strong>");
        say_text(p, tr(p->language, ": "));
        rap_text_format(&p->words, tr(p->language, "%s Source: %s."), x->unexpressed, x->source);
        say_flush(p);
        say_raw(p, "</li>\n");
    }
    say_raw(p, "</ul>\n");
}

void say_propositions(rap_page *p) {
    static const char *const kinds[] = {"propositions", "programme-theory", "what-works-for-whom",
                                        "strengths", "mechanisms"};
    say_raw(p, "<p>");
    add_counts(p);
    say_flush(p);
    say_raw(p, "</p>\n<p class=\"lead\">");
    say_text(p, tr(p->language, "A verdict is about the theory as it is written in the model, not "
                                "about the world."));
    say_raw(p, "</p>\n");
    if (rap_cmo_tested(p->t) > 0) {
        say_verdict_table(p);
        say_rule(p);
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
            say_pictures(p, kinds[k]);
        say_element(p, "h3", tr(p->language, "Each proposition in words"));
        say_raw(p, "<ol>\n");
        for (size_t k = 0; k < rap_cmo_count(p->t); k++)
            if (rap_cmo_is_tested(rap_cmo_row(p->t, k)))
                say_in_words(p, k);
        say_raw(p, "</ol>\n");
    }
    say_unexpressed(p);
}
