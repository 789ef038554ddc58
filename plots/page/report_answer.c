/* report_answer.c: the answer in sentences.
 *
 * Rule of claims: "better" or "worse" is said only where the whole Monte Carlo interval of the mean
 * is at least the smallest difference that matters, and "on average" is added where the range over
 * sets of assumptions holds 0; where the interval lies within the smallest difference, "no
 * difference that matters"; where it holds that limit, that it is not clear. Shares of draws are
 * "in about 291 of 300 sets of assumptions". */
#include "plots/page/sections.h"

#include <math.h>
#include <string.h>

static const rap_outcome *headline_outcome(const rap_page *p, const rap_headline *h) {
    return &p->t->study->model->outcomes[h->outcome];
}

/* "higher by 25.9 percentage points" */
static void add_size(rap_page *p, const rap_contrast_row *row) {
    rap_text_add(&p->words, row->s.mean < 0 ? "lower by " : "higher by ");
    rap_words_unsigned(&p->words, p->t, row->outcome, row->s.mean);
}

/* Nothing where one run, or one set, tells no interval. */
static void add_monte_carlo(rap_page *p, const rap_contrast_row *row) {
    if (!isfinite(row->s.ci_low) || !isfinite(row->s.ci_high))
        return;
    rap_text_add(&p->words, " (Monte Carlo interval ");
    rap_words_interval(&p->words, p->t, row->outcome, row->s.ci_low, row->s.ci_high, RAP_WITH_SIGN);
    rap_text_add(&p->words, ")");
}

/* First sentence about a difference, after its subject ("... was "). */
static void add_difference(rap_page *p, const rap_contrast_row *row) {
    rap_claim claim = rap_words_claim(p->t, row);
    int better = p->t->study->model->outcomes[row->outcome].better;
    if (claim == RAP_CLAIM_SMALL) {
        rap_text_add(&p->words, "showed no difference that matters: on average ");
        rap_words_value(&p->words, p->t, row->outcome, row->s.mean, RAP_WITH_SIGN | RAP_WITH_UNIT);
        add_monte_carlo(p, row);
        rap_text_add(&p->words, ", where the smallest difference that matters is ");
        rap_words_delta(&p->words, p->t, row->outcome);
    } else if (claim == RAP_CLAIM_NEAR) {
        rap_text_add(&p->words, "differed on average by ");
        rap_words_value(&p->words, p->t, row->outcome, row->s.mean, RAP_WITH_SIGN | RAP_WITH_UNIT);
        add_monte_carlo(p, row);
        rap_text_add(&p->words,
                     "; whether that is at least the smallest difference that matters, ");
        rap_words_delta(&p->words, p->t, row->outcome);
        rap_text_add(&p->words, ", is not clear without more runs");
    } else {
        rap_text_add(&p->words, "was on average ");
        add_size(p, row);
        add_monte_carlo(p, row);
        if (better && claim != RAP_CLAIM_FEW)
            rap_text_format(&p->words, ", which is %s", rap_words_verdict(p->t, row));
    }
    rap_text_add(&p->words, ". ");
    if (claim == RAP_CLAIM_FEW)
        rap_text_format(&p->words,
                        "Only %lld of %lld sets of assumptions have a value: too few runs to say "
                        "more. ",
                        (long long)row->s.draws, (long long)rap_words_sets(p->t));
}

/* What is said instead where there is no spread over sets of assumptions to speak of. */
static void add_no_spread(rap_page *p) {
    int64_t draws = p->t->study->draws;
    rap_text_add(&p->words,
                 draws == 0 ? "All assumptions were held at their start values, so nothing is said "
                              "here about other sets of assumptions."
                 : draws == 1 ? "One set of assumptions was run, so nothing is said here about "
                                "others."
                              : "One set of assumptions has a value, so nothing is said here about "
                                "others.");
}

/* An end of the range, and where it may lie. */
static void add_end(rap_page *p, size_t outcome, double end, const double *interval) {
    rap_words_value(&p->words, p->t, outcome, end, RAP_WITH_SIGN);
    rap_text_add(&p->words, " (");
    rap_words_interval(&p->words, p->t, outcome, interval[0], interval[1], RAP_WITH_SIGN);
    rap_text_add(&p->words, ")");
}

/* Where the difference lies over sets of assumptions. */
static void add_range(rap_page *p, const rap_contrast_row *row) {
    if (rap_words_is_chance(&row->s))
        rap_text_add(
            &p->words,
            "; these are too few histories of each to tell the spread over sets from chance");
    else if (isfinite(row->s.plausible_low) && isfinite(row->s.plausible_high)) {
        rap_text_add(&p->words, ", and for the middle 95 % of the sets the difference is estimated "
                                "to lie between ");
        add_end(p, row->outcome, row->s.plausible_low, row->s.low_end);
        rap_text_add(&p->words, " and ");
        add_end(p, row->outcome, row->s.plausible_high, row->s.high_end);
    }
}

/* Second sentence: how many sets of assumptions agree, and their range. */
static void add_spread(rap_page *p, const rap_contrast_row *row) {
    int better = p->t->study->model->outcomes[row->outcome].better;
    if (row->s.draws < 2 || p->t->study->draws == 0) {
        add_no_spread(p);
        return;
    }
    if (isfinite(row->p_mean)) {
        rap_text_add(&p->words,
                     better ? "It was better by at least " : "It was higher by at least ");
        rap_words_delta(&p->words, p->t, row->outcome);
        rap_text_add(&p->words, " in ");
        rap_words_share(&p->words, p->t, row, RAP_SETS_NAMED_WHOLE);
        add_range(p, row);
        rap_text_add(&p->words, ".");
    }
}

/* Both sentences about a contrast, on a headline. */
static void say_contrast(rap_page *p, size_t contrast, const rap_headline *h) {
    const rap_contrast_row *row = rap_words_row(p->t, contrast, h);
    rap_words_contrast(&p->words, p->t, contrast);
    rap_text_add(&p->words, ": ");
    say_raw(p, "<strong>");
    say_flush(p);
    say_raw(p, "</strong>");
    if (rap_words_claim(p->t, row) == RAP_CLAIM_NONE)
        rap_text_add(&p->words, "no value, because the outcome is missing in every run.");
    else {
        rap_text_add(&p->words, headline_outcome(p, h)->label);
        rap_text_add(&p->words, " ");
        add_difference(p, row);
        add_spread(p, row);
    }
    say_flush(p);
}

/* "3 better (1 of them on average only)" */
static void add_count(rap_page *p, const rap_headline *h, rap_claim claim, const char *word) {
    const rap_study *s = p->t->study;
    int n = 0, steady = 0;
    for (size_t c = 0; c < s->n_contrasts; c++) {
        const rap_contrast_row *row = rap_words_row(p->t, c, h);
        if (s->contrasts[c].is_arm && rap_words_claim(p->t, row) == claim) {
            n++;
            steady += rap_words_steady(p->t, row);
        }
    }
    rap_text_format(&p->words, "%d %s", n, word);
    if (steady < n)
        rap_text_format(&p->words, " (%d of them on average only)", n - steady);
}

static int count_claims(const rap_page *p, const rap_headline *h, rap_claim claim) {
    const rap_study *s = p->t->study;
    int n = 0;
    for (size_t c = 0; c < s->n_contrasts; c++)
        n += s->contrasts[c].is_arm && rap_words_claim(p->t, rap_words_row(p->t, c, h)) == claim;
    return n;
}

/* How the other arms stand against the baseline on a headline, counted. */
static void say_count(rap_page *p, const rap_headline *h) {
    const rap_study *s = p->t->study;
    bool directed = headline_outcome(p, h)->better != 0;
    int better = count_claims(p, h, RAP_CLAIM_BETTER);
    int open = count_claims(p, h, RAP_CLAIM_NEAR) + count_claims(p, h, RAP_CLAIM_NONE) +
               count_claims(p, h, RAP_CLAIM_FEW);
    if (s->n_arms < 3)
        return;
    rap_text_format(&p->words, "Of %zu arms set against " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE ", ",
                    s->n_arms - 1, rap_words_baseline(p->t));
    add_count(p, h, RAP_CLAIM_BETTER,
              better == 1 ? directed ? "was better" : "was higher"
              : directed  ? "were better"
                          : "were higher");
    rap_text_add(&p->words, " and ");
    add_count(p, h, RAP_CLAIM_WORSE, directed ? "worse" : "lower");
    rap_text_add(&p->words, " by at least the smallest difference that matters (");
    rap_words_delta(&p->words, p->t, h->outcome);
    rap_text_format(&p->words, "); %d showed no difference that matters, %d %s not clear.",
                    count_claims(p, h, RAP_CLAIM_SMALL), open, open == 1 ? "is" : "are");
    say_raw(p, "<p>");
    say_flush(p);
    say_raw(p, "</p>\n");
}

/* Without anything to compare: the level of the only arm. */
static void say_level(rap_page *p, const rap_headline *h) {
    const rap_outcome_row *row =
        rap_tables_outcome(p->t, p->t->study->baseline, h->outcome, h->group, h->window);
    rap_words_headline(&p->words, p->t, h);
    rap_text_add(&p->words, ": on average ");
    rap_words_value(&p->words, p->t, h->outcome, row ? row->s.mean : NAN, RAP_WITH_UNIT);
    if (row && isfinite(row->s.ci_low) && isfinite(row->s.ci_high)) {
        rap_text_add(&p->words, " (Monte Carlo interval ");
        rap_words_interval(&p->words, p->t, h->outcome, row->s.ci_low, row->s.ci_high, 0);
        rap_text_add(&p->words, ")");
    }
    rap_text_add(&p->words, ". There is one arm, so nothing is compared.");
    say_raw(p, "<p class=\"lead\">");
    say_flush(p);
    say_raw(p, "</p>\n");
}

/* A row of a table of contrasts. */
static void say_contrast_row(rap_page *p, size_t c, const rap_headline *h) {
    const rap_contrast_row *row = rap_words_row(p->t, c, h);
    if (p->t->study->contrasts[c].is_arm)
        rap_text_add(&p->words, rap_words_arm(p->t, p->t->study->contrasts[c].plus[0]));
    else
        rap_words_contrast(&p->words, p->t, c);
    say_raw(p, "<tr>");
    say_row_head(p);
    rap_words_value(&p->words, p->t, h->outcome, row ? row->s.mean : NAN, RAP_WITH_SIGN);
    say_cell(p);
    rap_words_interval(&p->words, p->t, h->outcome, row ? row->s.ci_low : NAN,
                       row ? row->s.ci_high : NAN, RAP_WITH_SIGN);
    say_cell(p);
    if (row)
        rap_words_range(&p->words, p->t, h->outcome, &row->s, RAP_WITH_SIGN);
    say_cell(p);
    rap_words_share(&p->words, p->t, row, RAP_SETS_IN_CELL);
    say_cell(p);
    rap_text_add(&p->words, rap_words_verdict(p->t, row));
    say_cell(p);
    say_raw(p, "</tr>\n");
}

/* Contrasts on a headline: each arm against the baseline, or those that the study has written. */
static void say_contrast_table(rap_page *p, const rap_headline *h, bool arms) {
    const rap_study *s = p->t->study;
    const char *const heads[] = {arms ? "Arm" : "Comparison",
                                 "Difference",
                                 "Monte Carlo interval",
                                 "Middle 95 % of sets of assumptions",
                                 headline_outcome(p, h)->better
                                     ? "Better by at least what matters, in sets of assumptions"
                                     : "Higher by at least what matters, in sets of assumptions",
                                 "In short"};
    rap_words_headline(&p->words, p->t, h);
    rap_text_add(&p->words, ": differences (");
    rap_words_difference_unit(&p->words, p->t, h->outcome);
    rap_text_add(&p->words, ")");
    if (arms)
        rap_text_format(&p->words, ", against " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE,
                        rap_words_baseline(p->t));
    say_table_begin(p);
    say_heads(p, heads, sizeof heads / sizeof *heads);
    say_raw(p, "<tbody>\n");
    for (size_t c = 0; c < s->n_contrasts; c++)
        if (s->contrasts[c].is_arm == arms)
            say_contrast_row(p, c, h);
    say_raw(p, "</tbody>");
    say_table_end(p);
    rap_words_pairs(&p->words, p->t, h, arms);
    say_small(p);
}

/* The primary outcome: in sentences, and arm by arm. */
static void say_primary(rap_page *p) {
    const rap_study *s = p->t->study;
    const rap_headline *h = &s->headlines[0];
    size_t key;
    say_raw(p, "<p>Primary outcome: <strong>");
    rap_words_headline(&p->words, p->t, h);
    say_flush(p);
    say_raw(p, "</strong>. ");
    rap_text_format(&p->words, "%s.", headline_outcome(p, h)->meaning);
    say_flush(p);
    say_raw(p, "</p>\n");
    if (!rap_words_key_contrasts(p->t, &key, 1)) {
        say_level(p, h);
        say_decides_briefly(p);
        return;
    }
    say_raw(p, "<p class=\"lead\">");
    say_contrast(p, key, h);
    say_raw(p, "</p>\n");
    say_decides_briefly(p);
    say_count(p, h);
    rap_words_totals(&p->words, p->t);
    if (p->words.n) {
        say_raw(p, "<p><strong>");
        say_flush(p);
        say_raw(p, "</strong></p>\n");
    }
    say_contrast_table(p, h, true);
    rap_text_add(&p->words, rap_note_pairs(p->t));
    say_small(p);
}

/* Arms than which the baseline is better on one headline, as a list item. Returns how many. */
static int say_worse(rap_page *p, const rap_headline *h) {
    const rap_study *s = p->t->study;
    int n = 0;
    for (size_t c = 0; c < s->n_contrasts; c++) {
        const rap_contrast_row *row = rap_words_row(p->t, c, h);
        if (!s->contrasts[c].is_arm || rap_words_claim(p->t, row) != RAP_CLAIM_WORSE)
            continue;
        if (n++ == 0) {
            say_raw(p, "<li><strong>");
            rap_words_headline(&p->words, p->t, h);
            say_flush(p);
            say_raw(p, "</strong>: ");
        } else
            rap_text_add(&p->words, "; ");
        rap_text_format(&p->words, RAP_OPEN_QUOTE "%s" RAP_END_QUOTE " was ",
                        rap_words_arm(p->t, s->contrasts[c].plus[0]));
        add_size(p, row);
        add_monte_carlo(p, row);
        if (!rap_words_steady(p->t, row))
            rap_text_add(&p->words, " on average, though not in every set of assumptions");
    }
    if (n) {
        rap_text_add(&p->words, ".");
        say_flush(p);
        say_raw(p, "</li>\n");
    }
    return n;
}

static void say_baseline_better(rap_page *p) {
    const rap_study *s = p->t->study;
    int n = 0;
    if (s->n_arms < 2)
        return;
    rap_text_format(&p->words, "Where " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE " is better",
                    rap_words_baseline(p->t));
    say_raw(p, "<h3>");
    say_flush(p);
    say_raw(p, "</h3>\n<ul>\n");
    for (size_t h = 0; h < s->n_headlines; h++)
        if (headline_outcome(p, &s->headlines[h])->better != 0)
            n += say_worse(p, &s->headlines[h]);
    if (!n && rap_words_any_interval(p->t))
        say_raw(p, "<li>On no headline outcome was it better than another arm by at least the "
                   "smallest difference that matters.</li>\n");
    else if (!n)
        say_raw(p, "<li>This cannot be told: no difference has an interval.</li>\n");
    say_raw(p, "</ul>\n");
}

void say_answer(rap_page *p) {
    say_primary(p);
    say_baseline_better(p);
}

void say_causes(rap_page *p) {
    const rap_study *s = p->t->study;
    size_t written = 0;
    for (size_t c = 0; c < s->n_contrasts; c++)
        written += !s->contrasts[c].is_arm;
    if (!written)
        say_raw(p, "<p>The study asks for no comparison beyond each arm against the baseline. An "
                   "arm differs from "
                   "the baseline in all that its changes say together.</p>\n");
    else {
        say_raw(p,
                "<p>The comparisons that the study asks for, on the primary outcome:</p>\n<ul>\n");
        for (size_t c = 0; c < s->n_contrasts; c++)
            if (!s->contrasts[c].is_arm) {
                say_raw(p, "<li>");
                say_contrast(p, c, &s->headlines[0]);
                say_raw(p, "</li>\n");
            }
        say_raw(p, "</ul>\n");
        say_contrast_table(p, &s->headlines[0], false);
    }
    if (written && s->n_headlines > 1) {
        say_raw(p, "<p>");
        say_link(p, "comparisons", "The same comparisons on the other outcomes");
        say_raw(p, "</p>\n");
    }
}

void say_other_causes(rap_page *p) {
    for (size_t h = 1; h < p->t->study->n_headlines; h++)
        say_contrast_table(p, &p->t->study->headlines[h], false);
}
