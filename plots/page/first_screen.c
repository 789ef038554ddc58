/* first_screen.c: the answer before anything else: who it is about, one sentence in numbers that can be counted, the summary
 * of findings, pictures to count, where the other way of working is better, what decides it, what this is not.
 *
 * Two ways of working are told: the baseline, and the arm that the study asks about most (rap_words_key_contrasts). What
 * may be claimed says rap_words_claim, here as elsewhere. */
#include "plots/page/first_screen.h"
#include "plots/page/dots.h"
#include "plots/page/icons.h"
#include "plots/page/of_all.h"
#include "plots/page/summary_of_findings.h"
#include "plots/words/signs.h"
#include "plots/page/traced.h"
#include "plots/pictures/script.h"
#include "plots/words/sentence_parts.h"

#include <math.h>
#include <string.h>

enum { MOST_BETTER = 3 };

rap_first_answer rap_find_answer(const rap_tables *t) {
    const rap_study *s = t->study;
    rap_first_answer a = {
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

void say_community(rap_page *p) {
    const rap_study *s = p->t->study;
    const rap_inputs *inputs;
    if (!s->model->community || !s->parts)
        return;
    if (rap_study_inputs(s, s->baseline, &inputs)) {
        p->html->failed = true;
        return;
    }
    rap_community who = s->model->community(inputs->root);
    say_raw(p, "<p class=\"who\">");
    if (who.label[0] || who.asked[0] || who.numbers[0]) {
        const char *unsaid = tr(p->language, "The study does not say.");
        say_if_said(p, tr(p->language, "About:"), who.label);
        say_if_said(p, tr(p->language, "Who was asked?"), who.asked[0] ? who.asked : unsaid);
        say_if_said(p, tr(p->language, "Who chose the numbers?"),
                    who.numbers[0] ? who.numbers : unsaid);
    } else
        say_text(p, tr(p->language, "The study does not say which community it is about, who of it "
                                    "was asked, and who chose its numbers."));
    say_raw(p, "</p>\n");
}

/* ---- the sentence ----------------------------------------------------------------------------- */

/* "about 7 ties", "6 of 10", "0.52"; "no value", for "none" would be taken for 0 here. */
static void add_counted(rap_text *out, const rap_page *p, size_t outcome, double x) {
    if (!isfinite(x))
        rap_text_add(out, tr(p->language, "no value"));
    else if (rap_words_is_of_ten(p->t, outcome))
        rap_of_ten_words(out, p->language, x);
    else if (!rap_words_is_of_things(p->t, outcome))
        rap_words_value(out, p->t, outcome, x, RAP_WITH_UNIT);
    else {
        bool few = x > 0 && x < 0.5;
        rap_parts parts = {0};
        rap_words_value(rap_next_part(&parts), p->t, outcome, few ? 1 : x,
                        RAP_WITH_UNIT | RAP_IN_WHOLE);
        rap_text_format(out, few ? tr(p->language, "fewer than %s") : tr(p->language, "about %s"),
                        rap_part_string(&parts, 0));
        rap_parts_end(&parts, out);
    }
}

static double told_level(rap_page *p, size_t arm, const rap_headline *h) {
    const rap_outcome_row *row = rap_tables_level(p->t, arm, h);
    trace_level(p, row, "mean");
    return row ? row->s.mean : NAN;
}

/* "With ‘Stay’, about 7 of 69 organisations have a tie, after 36 months. With ‘Leave’, about 1. " */
static bool add_levels_of_all(rap_page *p, const rap_first_answer *a) {
    const rap_study *s = p->t->study;
    const size_t arms[2] = {a->arm ? s->contrasts[a->contrast].plus[0] : s->baseline, s->baseline};
    rap_of_all of[2];
    if (!rap_find_of_all(p, arms, a->h, of))
        return false;
    rap_parts parts = {0};
    rap_text *part = rap_next_part(&parts), *all = rap_next_part(&parts),
             *when = rap_next_part(&parts), *rest = rap_next_part(&parts);
    rap_add_part(part, p, &of[0]);
    rap_add_all(all, p, &of[0]);
    rap_words_window(when, p->t, a->h->window);
    rap_text_format(&p->words, tr(p->language, "With ‘%s’, %s of %s %s, %s. "),
                    a->arm ? a->arm : a->baseline, rap_text_string(part), rap_text_string(all),
                    of[0].are, rap_text_string(when));
    if (a->arm) {
        rap_add_part(rest, p, &of[1]);
        rap_text_format(&p->words, tr(p->language, "With ‘%s’, %s. "), a->baseline,
                        rap_text_string(rest));
    }
    rap_parts_end(&parts, &p->words);
    return true;
}

static void add_levels(rap_page *p, const rap_first_answer *a) {
    const rap_study *s = p->t->study;
    bool scale = strcmp(s->model->outcomes[a->h->outcome].unit, "0-1") == 0;
    rap_parts parts = {0};
    if (add_levels_of_all(p, a))
        return;
    rap_text *what = rap_next_part(&parts), *one = rap_next_part(&parts),
             *other = rap_next_part(&parts);
    rap_words_headline(what, p->t, a->h);
    if (a->arm)
        add_counted(one, p, a->h->outcome, told_level(p, s->contrasts[a->contrast].plus[0], a->h));
    add_counted(other, p, a->h->outcome, told_level(p, s->baseline, a->h));
    if (a->arm)
        rap_text_format(&p->words,
                        scale ? tr(p->language, "%s, on a scale from 0 (none) to 1 (full): %s with "
                                                "‘%s’, %s with ‘%s’. ")
                              : tr(p->language, "%s: %s with ‘%s’, %s with ‘%s’. "),
                        rap_text_string(what), rap_text_string(one), a->arm, rap_text_string(other),
                        a->baseline);
    else
        rap_text_format(
            &p->words,
            scale ? tr(p->language, "%s, on a scale from 0 (none) to 1 (full): %s with ‘%s’. ")
                  : tr(p->language, "%s: %s with ‘%s’. "),
            rap_text_string(what), rap_text_string(other), a->baseline);
    rap_parts_end(&parts, &p->words);
}

/* And the cell that it comes from. */
static void add_size_of(rap_text *out, rap_page *p, const rap_contrast_row *row) {
    rap_words_unsigned(out, p->t, row->outcome, row->s.mean);
    trace_difference(p, row, "difference");
}

/* Of a claim, and whether there is a better direction. */
static const char *verdict_format(const rap_language *l, bool better, bool directed) {
    if (directed)
        return better ? tr(l, "On average ‘%s’ is better by %s. ")
                      : tr(l, "On average ‘%s’ is worse by %s. ");
    return better ? tr(l, "On average ‘%s’ is higher by %s. ")
                  : tr(l, "On average ‘%s’ is lower by %s. ");
}

static void add_first_verdict(rap_page *p, const rap_first_answer *a) {
    const rap_language *l = p->language;
    rap_claim claim = rap_words_claim(p->t, a->row);
    bool directed = p->t->study->model->outcomes[a->h->outcome].better != 0;
    rap_parts parts = {0};
    rap_text *size = rap_next_part(&parts);
    switch (claim) {
    case RAP_CLAIM_NONE:
        rap_text_add(&p->words,
                     tr(l, "Which is better cannot be told, for there is no value to compare. "));
        break;
    case RAP_CLAIM_FEW:
        rap_text_add(&p->words, tr(l, "Too few runs have a value to say which is better. "));
        break;
    case RAP_CLAIM_BETTER:
    case RAP_CLAIM_WORSE:
        add_size_of(size, p, a->row);
        rap_text_format(&p->words, verdict_format(l, claim == RAP_CLAIM_BETTER, directed), a->arm,
                        rap_text_string(size));
        break;
    case RAP_CLAIM_SMALL:
        rap_words_delta(size, p->t, a->h->outcome);
        trace_delta(p, a->h->outcome);
        rap_text_format(&p->words, tr(l, "That is no difference that matters: it would take %s. "),
                        rap_text_string(size));
        break;
    case RAP_CLAIM_NEAR:
        rap_text_add(&p->words, tr(l, "Whether that difference matters cannot be told yet; it "
                                      "takes more runs. "));
        break;
    }
    rap_parts_end(&parts, &p->words);
}

static int of_hundred(double share) {
    return (int)round(100 * share);
}

/* How often both come out alike, when each is tried once; nothing where they hardly ever do. */
static void add_alike(rap_page *p, const rap_first_answer *a, bool directed) {
    int alike = of_hundred(a->row->ties);
    if (!alike)
        return;
    rap_text_format(&p->words,
                    directed ? tr_n(p->language, " Both do alike in %d case.",
                                    " Both do alike in %d cases.", alike)
                             : tr_n(p->language, " Both are alike in %d case.",
                                    " Both are alike in %d cases.", alike),
                    alike);
    trace_difference(p, a->row, "ties");
}

/* One history of each: what a single programme would see. */
static void add_single(rap_page *p, const rap_first_answer *a) {
    if (!a->row || !isfinite(a->row->p_programme) || a->row->s.runs < 2)
        return;
    bool directed = p->t->study->model->outcomes[a->h->outcome].better != 0;
    rap_text_format(&p->words,
                    directed ? tr(p->language, "If each is tried once, luck counts too: ‘%s’ does "
                                               "better in %d of 100 cases.")
                             : tr(p->language, "If each is tried once, luck counts too: ‘%s’ is "
                                               "higher in %d of 100 cases."),
                    a->arm, of_hundred(a->row->p_programme));
    trace_difference(p, a->row, "p_programme");
    add_alike(p, a, directed);
}

void say_sentence(rap_page *p, const rap_first_answer *a) {
    add_levels(p, a);
    if (a->arm) {
        add_first_verdict(p, a);
        add_single(p, a);
    } else
        rap_text_add(&p->words,
                     tr(p->language, "There is one way of working, so nothing is compared."));
    say_traced(p, "p", " class=\"lead\"");
}

/* ---- pictures to count ------------------------------------------------------------------------ */

static rap_sign sign_for(const char *unit) {
    return !strcmp(unit, "people")                                  ? RAP_SIGN_PERSON
           : !strcmp(unit, "organisations")                         ? RAP_SIGN_HOUSE
           : !strcmp(unit, "ties") || !strcmp(unit, "partnerships") ? RAP_SIGN_TIE
                                                                    : RAP_SIGN_CIRCLE;
}

bool rap_can_be_signs(const rap_tables *t, const rap_first_answer *a) {
    return a->arm &&
           (rap_words_is_of_ten(t, a->h->outcome) || rap_words_is_of_things(t, a->h->outcome));
}

/* Of all that could be, if both ways of working know of as many. */
static void set_whole(rap_page *p, const rap_headline *h, const size_t arms[2],
                      rap_icon_row rows[2], rap_icons *icons) {
    rap_of_all of[2];
    if (!rap_find_of_all(p, arms, h, of))
        return;
    icons->of = of[0].all->s.mean;
    icons->things = tr(p->language, p->t->study->model->outcomes[of[0].all->outcome].unit);
    icons->sign = sign_for(p->t->study->model->outcomes[of[0].all->outcome].unit);
    for (int k = 0; k < 2; k++)
        rows[k].all = of[k].all;
}

void say_signs(rap_page *p, const rap_first_answer *a) {
    const rap_study *s = p->t->study;
    const rap_outcome *o = &s->model->outcomes[a->h->outcome];
    bool share = rap_words_is_of_ten(p->t, a->h->outcome);
    if (!rap_can_be_signs(p->t, a))
        return;
    size_t arm = s->contrasts[a->contrast].plus[0];
    double times = share ? 10 : 1;
    rap_icon_row rows[2] = {{.label = a->arm, .color = rap_plot_color(p->t, arm)},
                            {.label = a->baseline, .color = rap_plot_color(p->t, s->baseline)}};
    const size_t arms[2] = {arm, s->baseline};
    for (int k = 0; k < 2; k++) {
        rows[k].cell = rap_tables_level(p->t, arms[k], a->h);
        rows[k].value = rows[k].cell ? times * rows[k].cell->s.mean : (double)NAN;
    }
    rap_icons icons = {
        .sign = share ? RAP_SIGN_CIRCLE : sign_for(o->unit), .things = "", .of = share ? 10 : NAN};
    rap_parts parts = {0};
    set_whole(p, a->h, arms, rows, &icons);
    rap_words_headline(rap_next_part(&parts), p->t, a->h);
    if (!rows[0].all)
        rap_text_format(&p->words, tr(p->language, "%s, on average."), rap_part_string(&parts, 0));
    rap_parts_end(&parts, &p->words);
    say_icons(p, &icons, rows, 2);
}

void say_fifty_sets(rap_page *p, const rap_first_answer *a) {
    if (!a->row)
        return;
    say_dots(p, a->row);
}

/* ---- where the other is better ---------------------------------------------------------------- */

static void add_other_better(rap_page *p, const rap_headline *h, const rap_contrast_row *row,
                             bool first) {
    rap_parts parts = {0};
    rap_words_headline(rap_next_part(&parts), p->t, h);
    add_size_of(rap_next_part(&parts), p, row);
    rap_text_add(&p->words, first ? "" : tr(p->language, "; "));
    rap_text_format(&p->words, tr(p->language, "%s (by %s)"), rap_part_string(&parts, 0),
                    rap_part_string(&parts, 1));
    rap_parts_end(&parts, &p->words);
}

/* Where nothing is told to be worse: of `all` outcomes that have a better side, so many are not told apart. */
static const char *none_is_worse(size_t all, size_t untold) {
    if (all == 0)
        return RAP_MESSAGE("No outcome asked for has a side that is better for all.");
    if (untold == all)
        return RAP_MESSAGE("This cannot be told from these runs.");
    return untold ? RAP_MESSAGE("In none of the outcomes that can be told.")
                  : RAP_MESSAGE("In none of the outcomes asked for, by as much as matters.");
}

static void say_untold(rap_page *p, size_t all, size_t untold) {
    rap_text_format(&p->words,
                    tr_n(p->language, "Of %zu outcomes, %zu cannot be told.",
                         "Of %zu outcomes, %zu cannot be told.", (int64_t)untold),
                    all, untold);
    say_raw(p, "<p class=\"untold\">");
    say_flush(p);
    say_raw(p, "</p>");
}

void say_other_better(rap_page *p, const rap_first_answer *a) {
    const rap_study *s = p->t->study;
    size_t n = 0, all = 0, untold = 0;
    if (!a->arm)
        return;
    rap_text_format(&p->words, tr(p->language, "Where ‘%s’ is better"), a->baseline);
    say_raw(p, "<div class=\"panel\"><h2>");
    say_flush(p);
    say_raw(p, "</h2>");
    for (size_t h = 0; h < s->n_headlines; h++) {
        const rap_contrast_row *row = rap_words_row(p->t, a->contrast, &s->headlines[h]);
        if (s->model->outcomes[s->headlines[h].outcome].better == 0)
            continue;
        rap_claim claim = rap_words_claim(p->t, row);
        all++;
        untold += claim == RAP_CLAIM_NEAR || claim == RAP_CLAIM_FEW || claim == RAP_CLAIM_NONE;
        if (claim == RAP_CLAIM_WORSE && n++ < MOST_BETTER)
            add_other_better(p, &s->headlines[h], row, n == 1);
    }
    if (n > MOST_BETTER)
        rap_text_format(&p->words, tr(p->language, "; and %zu more"), n - MOST_BETTER);
    rap_text_add(&p->words, n ? "." : tr(p->language, none_is_worse(all, untold)));
    say_traced(p, "p", "");
    if (untold && (n || untold < all))
        say_untold(p, all, untold);
    say_raw(p, "</div>\n");
}

/* ---- all of it -------------------------------------------------------------------------------- */

void say_what_it_is_not(rap_page *p) {
    rap_parts parts = {0};
    rap_text *all = rap_next_part(&parts);
    rap_words_runs(all, p->t);
    rap_text_format(&p->words,
                    tr_n(p->language,
                         " It says what follows if its assumptions hold, not what is going to "
                         "happen. It rests on %s, over %lld month.",
                         " It says what follows if its assumptions hold, not what is going to "
                         "happen. It rests on %s, over %lld months.",
                         p->t->study->horizon),
                    rap_text_string(all), (long long)p->t->study->horizon);
    rap_parts_end(&parts, &p->words);
    if (strcmp(rap_language_code(p->language), "en") != 0)
        rap_text_add(&p->words, tr(p->language, " The study's own words are not translated."));
    say_raw(p, "<p class=\"basis\"><strong>");
    say_text(p, tr(p->language, "This is a simulation: no observation, and no forecast."));
    say_raw(p, "</strong>");
    say_flush(p);
    say_raw(p, "</p>\n");
    if (p->extras->precision) {
        say_raw(p, "<p class=\"basis\">");
        say_text(p, p->extras->precision);
        say_raw(p, "</p>\n");
    }
}

void say_first_screen(rap_page *p) {
    rap_first_answer a = rap_find_answer(p->t);
    say_raw(p, "<div class=\"about\">\n");
    say_community(p);
    say_ways(p, &a);
    say_raw(p, "</div>\n");
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
