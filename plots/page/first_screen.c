/* first_screen.c: the answer before anything else: who it is about, one sentence in numbers that can be counted, the summary
 * of findings, pictures to count, where the other way of working is better, what decides it, what this is not.
 *
 * Two ways of working are told: the baseline, and the arm that the study asks about most (rap_words_key_contrasts). What
 * may be claimed says rap_words_claim, here as elsewhere. */
#include "plots/page/dots.h"
#include "plots/page/summary_of_findings.h"
#include "plots/page/icons.h"
#include "plots/words/numbers.h"
#include "plots/page/sections.h"
#include "plots/page/traced.h"
#include "plots/pictures/script.h"
#include "plots/words/sensitivity_words.h"

#include <math.h>
#include <string.h>

enum { MOST_BETTER = 3, MOST_DECIDERS = 2 };

typedef struct {
    size_t contrast; /* n_contrasts: nothing is compared */
    const rap_headline *h;
    const rap_contrast_row *row; /* NULL: as above, or no such row */
    const char *arm, *baseline;  /* labels */
} first_answer;

static first_answer find_answer(const rap_tables *t) {
    const rap_study *s = t->study;
    first_answer a = {
        .contrast = s->n_contrasts, .h = s->headlines, .baseline = rap_words_baseline(t)};
    size_t key;
    if (rap_words_key_contrasts(t, &key, 1) && s->contrasts[key].is_arm) {
        a.contrast = key;
        a.row = rap_words_row(t, key, a.h);
        a.arm = rap_words_arm(t, s->contrasts[key].plus[0]);
    }
    return a;
}

/* ---- who it is about -------------------------------------------------------------------------- */

static void say_if_said(rap_page *p, const char *head, const char *text) {
    if (!text || !text[0])
        return;
    say_raw(p, "<span><strong>");
    say_text(p, head);
    say_raw(p, "</strong> ");
    say_text(p, text);
    say_raw(p, "</span> ");
}

static void say_community(rap_page *p) {
    const rap_study *s = p->t->study;
    const rap_inputs *inputs;
    if (!s->model->community || !s->parts)
        return;
    if (rap_study_inputs(s, s->baseline, &inputs)) {
        p->html->failed = true;
        return;
    }
    rap_community who = s->model->community(inputs->root);
    if (!who.label[0] && !who.asked[0] && !who.numbers[0]) {
        say_raw(p, "<p class=\"who\">The study does not say which community it is about, who of it "
                   "was asked, and who chose its numbers.</p>\n");
        return;
    }
    say_raw(p, "<p class=\"who\">");
    say_if_said(p, "About:", who.label);
    say_if_said(p, "Who was asked?", who.asked[0] ? who.asked : "The study does not say.");
    say_if_said(p, "Who chose the numbers?",
                who.numbers[0] ? who.numbers : "The study does not say.");
    say_raw(p, "</p>\n");
}

/* ---- the sentence ----------------------------------------------------------------------------- */

/* Things that can be counted: their mean is told in whole ones. */
static bool is_of_things(const rap_tables *t, size_t outcome) {
    static const char *const measures[] = {"share", "probability", "0-1", "1", "ratio", "load"};
    const rap_outcome *o = &t->study->model->outcomes[outcome];
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
        if (!strcmp(o->unit, measures[i]))
            return false;
    return !(o->flags & RAP_CURRENCY) && t->study->delta[outcome] >= 0.5;
}

static bool is_of_ten(const rap_tables *t, size_t outcome) {
    const char *unit = t->study->model->outcomes[outcome].unit;
    return !strcmp(unit, "share") || !strcmp(unit, "probability");
}

/* "about 7 ties", "6 of 10", "0.52"; "no value", for "none" would be taken for 0 here. */
static void add_counted(rap_page *p, size_t outcome, double x) {
    char text[64];
    if (!isfinite(x))
        rap_text_add(&p->words, "no value");
    else if (is_of_ten(p->t, outcome)) {
        rap_of_ten_words(text, sizeof text, x);
        rap_text_add(&p->words, text);
    } else if (!is_of_things(p->t, outcome))
        rap_words_value(&p->words, p->t, outcome, x, RAP_WITH_UNIT);
    else {
        bool few = x > 0 && x < 0.5;
        rap_text_add(&p->words, few ? "fewer than " : "about ");
        rap_words_value(&p->words, p->t, outcome, few ? 1 : x, RAP_WITH_UNIT | RAP_IN_WHOLE);
    }
}

static const rap_outcome_row *told_row(const rap_tables *t, size_t arm, const rap_headline *h) {
    return rap_tables_outcome(t, arm, h->outcome, h->group, h->window);
}

static double told_level(rap_page *p, size_t arm, const rap_headline *h) {
    const rap_outcome_row *row = told_row(p->t, arm, h);
    trace_level(p, row, "mean");
    return row ? row->s.mean : NAN;
}

static void add_levels(rap_page *p, const first_answer *a) {
    const rap_study *s = p->t->study;
    rap_words_headline(&p->words, p->t, a->h);
    rap_text_add(&p->words, ": ");
    if (a->arm) {
        add_counted(p, a->h->outcome, told_level(p, s->contrasts[a->contrast].plus[0], a->h));
        rap_text_format(&p->words, " with " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE ", ", a->arm);
    }
    add_counted(p, a->h->outcome, told_level(p, s->baseline, a->h));
    rap_text_format(&p->words, " with " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE ". ", a->baseline);
}

/* A difference without its sign. */
static void add_size_of(rap_page *p, const rap_contrast_row *row) {
    rap_text size;
    rap_text_init(&size);
    rap_words_value(&size, p->t, row->outcome, fabs(row->s.mean), RAP_WITH_UNIT | RAP_WITH_SIGN);
    const char *plus = strchr(rap_text_string(&size), '+');
    rap_text_add_bytes(&p->words, rap_text_string(&size),
                       plus ? (size_t)(plus - rap_text_string(&size)) : 0);
    rap_text_add(&p->words, plus ? plus + 1 : rap_text_string(&size));
    p->words.failed |= size.failed;
    rap_text_free(&size);
    trace_difference(p, row, "difference");
}

static void add_first_verdict(rap_page *p, const first_answer *a) {
    rap_claim claim = rap_words_claim(p->t, a->row);
    bool directed = p->t->study->model->outcomes[a->h->outcome].better != 0;
    switch (claim) {
    case RAP_CLAIM_NONE:
        rap_text_add(&p->words,
                     "Which is better cannot be told, for there is no value to compare. ");
        return;
    case RAP_CLAIM_FEW:
        rap_text_add(&p->words, "Too few runs have a value to say which is better. ");
        return;
    case RAP_CLAIM_BETTER:
        rap_text_format(&p->words,
                        directed ? "On average " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE " is better by "
                                 : "On average " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE " is higher by ",
                        a->arm);
        break;
    case RAP_CLAIM_WORSE:
        rap_text_format(&p->words,
                        directed ? "On average " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE " is worse by "
                                 : "On average " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE " is lower by ",
                        a->arm);
        break;
    case RAP_CLAIM_SMALL:
        rap_text_add(&p->words, "That is no difference that matters: it would take ");
        rap_words_delta(&p->words, p->t, a->h->outcome);
        trace_delta(p, a->h->outcome);
        rap_text_add(&p->words, ". ");
        return;
    case RAP_CLAIM_NEAR:
        rap_text_add(&p->words, "Whether that difference matters cannot be told yet; it takes more "
                                "runs. ");
        return;
    }
    add_size_of(p, a->row);
    rap_text_add(&p->words, ". ");
}

static int of_hundred(double share) {
    return (int)round(100 * share);
}

/* One history of each: what a single programme would see. */
static void add_single(rap_page *p, const first_answer *a) {
    if (!a->row || !isfinite(a->row->p_programme) || a->row->s.runs < 2)
        return;
    bool directed = p->t->study->model->outcomes[a->h->outcome].better != 0;
    rap_text_format(
        &p->words,
        directed ? "Chance plays a part: if each is tried once, " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE
                   " does better in %d of 100 cases, and both do alike in %d."
                 : "Chance plays a part: if each is tried once, " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE
                   " is higher in %d of 100 cases, and both are alike in %d.",
        a->arm, of_hundred(a->row->p_programme), of_hundred(a->row->ties));
    trace_difference(p, a->row, "p_programme");
    trace_difference(p, a->row, "ties");
}

static void say_sentence(rap_page *p, const first_answer *a) {
    add_levels(p, a);
    if (a->arm) {
        add_first_verdict(p, a);
        add_single(p, a);
    } else
        rap_text_add(&p->words, "There is one way of working, so nothing is compared.");
    say_traced(p, "p", " class=\"lead\"");
}

/* ---- pictures to count ------------------------------------------------------------------------ */

static rap_sign sign_for(const char *unit) {
    return !strcmp(unit, "people")                                  ? RAP_SIGN_PERSON
           : !strcmp(unit, "organisations")                         ? RAP_SIGN_HOUSE
           : !strcmp(unit, "ties") || !strcmp(unit, "partnerships") ? RAP_SIGN_TIE
                                                                    : RAP_SIGN_CIRCLE;
}

/* The primary outcome as signs, where it is a share or can be counted. */
static void say_signs(rap_page *p, const first_answer *a) {
    const rap_study *s = p->t->study;
    const rap_outcome *o = &s->model->outcomes[a->h->outcome];
    bool share = is_of_ten(p->t, a->h->outcome);
    if (!a->arm || (!share && !is_of_things(p->t, a->h->outcome)))
        return;
    size_t arm = s->contrasts[a->contrast].plus[0];
    double times = share ? 10 : 1;
    rap_icon_row rows[2] = {{.label = a->arm, .color = rap_plot_color(p->t, arm)},
                            {.label = a->baseline, .color = rap_plot_color(p->t, s->baseline)}};
    const size_t arms[2] = {arm, s->baseline};
    for (int k = 0; k < 2; k++) {
        rows[k].cell = told_row(p->t, arms[k], a->h);
        rows[k].value = rows[k].cell ? times * rows[k].cell->s.mean : (double)NAN;
    }
    rap_icons icons = {
        .sign = share ? RAP_SIGN_CIRCLE : sign_for(o->unit), .things = "", .of = share ? 10 : NAN};
    rap_words_headline(&p->words, p->t, a->h);
    rap_text_add(&p->words, ", on average.");
    say_icons(p, &icons, rows, 2);
}

static void say_fifty_sets(rap_page *p, const first_answer *a) {
    if (a->row)
        say_dots(p, a->row);
}

/* ---- where the other is better ---------------------------------------------------------------- */

static void add_other_better(rap_page *p, const rap_headline *h, const rap_contrast_row *row,
                             bool first) {
    rap_text_add(&p->words, first ? "" : "; ");
    rap_words_headline(&p->words, p->t, h);
    rap_text_add(&p->words, " (by ");
    add_size_of(p, row);
    rap_text_add(&p->words, ")");
}

static void say_other_better(rap_page *p, const first_answer *a) {
    const rap_study *s = p->t->study;
    size_t n = 0;
    if (!a->arm)
        return;
    rap_text_format(&p->words, "Where " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE " is better",
                    a->baseline);
    say_raw(p, "<div class=\"panel\"><h2>");
    say_flush(p);
    say_raw(p, "</h2>");
    for (size_t h = 0; h < s->n_headlines; h++) {
        const rap_contrast_row *row = rap_words_row(p->t, a->contrast, &s->headlines[h]);
        if (s->model->outcomes[s->headlines[h].outcome].better == 0 ||
            rap_words_claim(p->t, row) != RAP_CLAIM_WORSE)
            continue;
        if (n++ < MOST_BETTER)
            add_other_better(p, &s->headlines[h], row, n == 1);
    }
    if (n > MOST_BETTER)
        rap_text_format(&p->words, "; and %zu more", n - MOST_BETTER);
    rap_text_add(&p->words, n ? "."
                            : rap_words_any_interval(p->t)
                                ? "In none of the outcomes asked for, by as much as matters."
                                : "This cannot be told from these runs.");
    say_traced(p, "p", "");
    say_raw(p, "</div>\n");
}

/* ---- what decides it -------------------------------------------------------------------------- */

static void say_decider_at_hand(rap_page *p, const first_answer *a, const rap_decider *x,
                                bool is_first) {
    rap_text name, grade;
    rap_text_init(&name);
    rap_text_init(&grade);
    rap_deciding_input(&name, x->input);
    rap_deciding_grade(&grade, x->input);
    rap_text_format(&p->words,
                    is_first ? "%.0f" RAP_NO_BREAK "%% of what differs between sets of assumptions "
                               "goes with " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE " (%s)."
                             : "%.0f" RAP_NO_BREAK "%% goes with " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE
                               " (%s).",
                    100 * x->part.total, rap_text_string(&name), rap_text_string(&grade));
    p->words.failed |= name.failed | grade.failed;
    rap_text_free(&name);
    rap_text_free(&grade);
    trace_decider(p, a->contrast, a->h, x->input, "total");
    say_traced(p, "p", "");
}

/* From the sets at hand: the assumptions that carry most of what differs between sets, a paragraph each. */
static void add_deciders_at_hand(rap_page *p, const first_answer *a) {
    const rap_deciders *x = rap_tables_deciders(p->t, a->contrast, 0);
    if (!x || !x->inputs) {
        rap_text_add(&p->words, "No set of assumptions was drawn, so these runs cannot say.");
        return;
    }
    if (!x->n) {
        rap_text_add(&p->words, "These runs are too few to name an assumption.");
        return;
    }
    for (size_t k = 0; k < x->n && k < MOST_DECIDERS; k++)
        say_decider_at_hand(p, a, &x->named[k], k == 0);
}

/* What `rapport sensitivity` found. */
static void add_found_deciders(rap_page *p, const rap_decided *row) {
    size_t factors[RAP_NAMED_BRIEFLY];
    size_t n = rap_deciding_nothing(row)
                   ? 0
                   : rap_deciding_order(p->t->deciding, row, factors, RAP_NAMED_BRIEFLY);
    rap_deciding_brief(&p->words, p->t->deciding, row);
    for (size_t k = 0; k < n; k++)
        trace_factor(p, row, factors[k], "total");
}

static void say_first_deciders(rap_page *p, const first_answer *a) {
    const rap_decided *row;
    say_raw(p, "<div class=\"panel\"><h2>What decides it</h2>");
    if (p->t->deciding && rap_deciding_key_rows(p->t, &row, 1))
        add_found_deciders(p, row);
    else if (a->arm)
        add_deciders_at_hand(p, a);
    else
        rap_text_add(&p->words, "Nothing is compared.");
    if (p->words.n)
        say_traced(p, "p", "");
    say_raw(p, "</div>\n");
}

/* ---- all of it -------------------------------------------------------------------------------- */

static void say_what_it_is_not(rap_page *p) {
    const rap_study *s = p->t->study;
    say_raw(p,
            "<p class=\"basis\"><strong>This is a simulation, not an observation.</strong> It says "
            "what follows if its assumptions hold, not what is going to happen. ");
    rap_text_add(&p->words, "It rests on ");
    rap_words_histories(&p->words, p->t);
    if (s->n_arms > 1)
        rap_text_format(&p->words, " of each of %zu ways of working", s->n_arms);
    rap_text_format(&p->words, ", over %lld months.", (long long)s->horizon);
    say_flush(p);
    say_raw(p, "</p>\n");
    if (p->extras->precision) {
        say_raw(p, "<p class=\"basis\">");
        say_text(p, p->extras->precision);
        say_raw(p, "</p>\n");
    }
}

void say_first_screen(rap_page *p) {
    first_answer a = find_answer(p->t);
    say_community(p);
    say_warnings(p);
    say_sentence(p, &a);
    say_raw(p, "<div class=\"first\">\n<div class=\"wide\">");
    say_findings(p, a.contrast);
    say_raw(p, "</div>\n<div class=\"narrow\">");
    say_signs(p, &a);
    say_fifty_sets(p, &a);
    say_raw(p, "</div>\n<div class=\"panels\">");
    say_other_better(p, &a);
    say_first_deciders(p, &a);
    say_raw(p, "</div>\n</div>\n");
    say_what_it_is_not(p);
    say_contents(p);
}
