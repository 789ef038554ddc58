/* first_ways.c: what the two ways of working are, before their results: how much money each is granted, and what the study
 * says of each. */
#include "plots/page/first_screen.h"
#include "plots/page/traced.h"
#include "plots/words/sentence_parts.h"

#include <math.h>

/* The money granted up to the end of the study; NULL: the model does not know of it. */
static const rap_outcome_row *money_granted(const rap_page *p, size_t arm) {
    const rap_study *s = p->t->study;
    int granted = rap_model_flagged(s->model, RAP_MONEY_GRANTED);
    return granted < 0 ? NULL
                       : rap_tables_outcome(p->t, arm, (size_t)granted, "all", s->horizon_window);
}

static bool differs_between_runs(const rap_outcome_row *row) {
    return fabs(row->s.p95 - row->s.p05) > 0.005 || fabs(row->s.mean - row->s.p50) > 0.005;
}

static bool are_granted_alike(const rap_page *p, const rap_outcome_row *x,
                              const rap_outcome_row *y) {
    return fabs(rap_words_rounded(p->t, x->outcome, x->s.mean) -
                rap_words_rounded(p->t, y->outcome, y->s.mean)) < 0.005;
}

/* "Both ways of working are granted CAD 300,000 in all." */
static void say_money_of_both(rap_page *p, const rap_first_answer *a, const rap_outcome_row *one,
                              const rap_outcome_row *other) {
    const rap_language *l = p->language;
    rap_parts parts = {0};
    rap_text *first = rap_next_part(&parts), *second = rap_next_part(&parts);
    rap_words_value(first, p->t, one->outcome, one->s.mean, RAP_WITH_UNIT);
    rap_words_value(second, p->t, other->outcome, other->s.mean, RAP_WITH_UNIT);
    trace_level(p, one, "mean");
    trace_level(p, other, "mean");
    if (differs_between_runs(one) || differs_between_runs(other))
        rap_text_format(&p->words,
                        tr(l, "Money granted in all, on average: %s with ‘%s’, %s with ‘%s’."),
                        rap_text_string(first), a->arm, rap_text_string(second), a->baseline);
    else if (are_granted_alike(p, one, other))
        rap_text_format(&p->words, tr(l, "Both ways of working are granted %s in all."),
                        rap_text_string(first));
    else
        rap_text_format(&p->words, tr(l, "Money granted in all: %s with ‘%s’, %s with ‘%s’."),
                        rap_text_string(first), a->arm, rap_text_string(second), a->baseline);
    rap_parts_end(&parts, &p->words);
    say_traced(p, "p", " class=\"money\"");
}

static bool has_note(const rap_arm *arm) {
    return arm->note && arm->note[0];
}

static void say_note_of(rap_page *p, const rap_arm *of) {
    rap_parts parts = {0};
    rap_text_format(rap_next_part(&parts), tr(p->language, "%s:"), of->label);
    say_if_said(p, rap_part_string(&parts, 0), of->note);
    rap_parts_end(&parts, &p->words);
}

void say_ways(rap_page *p, const rap_first_answer *a) {
    const rap_study *s = p->t->study;
    if (!a->arm)
        return;
    size_t arms[2] = {s->contrasts[a->contrast].plus[0], s->baseline};
    const rap_outcome_row *one = money_granted(p, arms[0]), *other = money_granted(p, arms[1]);
    if (one && other && isfinite(one->s.mean) && isfinite(other->s.mean))
        say_money_of_both(p, a, one, other);
    if (!has_note(&s->arms[arms[0]]) && !has_note(&s->arms[arms[1]]))
        return;
    say_raw(p, "<p class=\"who notes\">");
    for (int k = 0; k < 2; k++)
        say_note_of(p, &s->arms[arms[k]]);
    say_raw(p, "</p>\n");
}
