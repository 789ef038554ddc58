/* report_answer.c: the answer in sentences.
 *
 * Rule of claims: "better" or "worse" is said only where the whole Monte Carlo interval of the mean
 * is at least the smallest difference that matters, and "on average" is added where the range over
 * sets of assumptions holds 0; where the interval lies within the smallest difference, "no
 * difference that matters"; where it holds that limit, that it is not clear. Shares of draws are
 * "in about 291 of 300 sets of assumptions". */
#include "plots/page/sections.h"
#include "plots/words/sentence_parts.h"

#include <math.h>

static const rap_outcome *headline_outcome(const rap_page *p, const rap_headline *h) {
    return &p->t->study->model->outcomes[h->outcome];
}

/* " (Monte Carlo interval 1 to 2)"; nothing where one run, or one set, tells no interval. */
static void add_monte_carlo(rap_text *out, const rap_page *p, size_t outcome, const rap_summary *s,
                            unsigned options) {
    rap_parts parts = {0};
    if (!isfinite(s->ci_low) || !isfinite(s->ci_high))
        return;
    rap_words_interval(rap_next_part(&parts), p->t, outcome, s->ci_low, s->ci_high, options);
    rap_text_format(out, tr(p->language, " (Monte Carlo interval %s)"), rap_part_string(&parts, 0));
    rap_parts_end(&parts, out);
}

/* The sentence about a difference that is claimed, or of which too few sets have a value. */
static void add_claimed_difference(rap_page *p, const rap_contrast_row *row, bool is_judged) {
    const rap_language *l = p->language;
    const char *label = rap_words_outcome(p->t, row->outcome);
    bool falls = row->s.mean < 0;
    rap_parts parts = {0};
    rap_text *size = rap_next_part(&parts), *interval = rap_next_part(&parts);
    rap_words_unsigned(size, p->t, row->outcome, row->s.mean);
    add_monte_carlo(interval, p, row->outcome, &row->s, RAP_WITH_SIGN);
    if (is_judged)
        rap_text_format(&p->words,
                        falls ? tr(l, "%s was on average lower by %s%s, which is %s. ")
                              : tr(l, "%s was on average higher by %s%s, which is %s. "),
                        label, rap_text_string(size), rap_text_string(interval),
                        rap_words_verdict(p->t, row));
    else
        rap_text_format(&p->words,
                        falls ? tr(l, "%s was on average lower by %s%s. ")
                              : tr(l, "%s was on average higher by %s%s. "),
                        label, rap_text_string(size), rap_text_string(interval));
    rap_parts_end(&parts, &p->words);
}

/* That a difference does not matter, or that it is not clear whether it does. */
static void add_unclaimed_difference(rap_page *p, const rap_contrast_row *row, bool is_small) {
    const rap_language *l = p->language;
    rap_parts parts = {0};
    rap_text *mean = rap_next_part(&parts), *interval = rap_next_part(&parts);
    rap_text *delta = rap_next_part(&parts);
    rap_words_value(mean, p->t, row->outcome, row->s.mean, RAP_WITH_SIGN | RAP_WITH_UNIT);
    add_monte_carlo(interval, p, row->outcome, &row->s, RAP_WITH_SIGN);
    rap_words_delta(delta, p->t, row->outcome);
    rap_text_format(&p->words,
                    is_small ? tr(l, "%s showed no difference that matters: on average %s%s, where "
                                     "the smallest difference that matters is %s. ")
                             : tr(l, "%s differed on average by %s%s; whether that is at least the "
                                     "smallest difference that matters, %s, is not clear without "
                                     "more runs. "),
                    rap_words_outcome(p->t, row->outcome), rap_text_string(mean),
                    rap_text_string(interval), rap_text_string(delta));
    rap_parts_end(&parts, &p->words);
}

/* First sentence about a difference. */
static void add_difference(rap_page *p, const rap_contrast_row *row) {
    rap_claim claim = rap_words_claim(p->t, row);
    bool is_directed = p->t->study->model->outcomes[row->outcome].better != 0;
    if (claim == RAP_CLAIM_SMALL || claim == RAP_CLAIM_NEAR)
        add_unclaimed_difference(p, row, claim == RAP_CLAIM_SMALL);
    else
        add_claimed_difference(p, row, is_directed && claim != RAP_CLAIM_FEW);
    if (claim == RAP_CLAIM_FEW)
        rap_text_format(&p->words,
                        tr(p->language, "Only %lld of %lld sets of assumptions have a value: too "
                                        "few runs to say more. "),
                        (long long)row->s.draws, (long long)rap_words_sets(p->t));
}

/* What is said instead where there is no spread over sets of assumptions to speak of. */
static void add_no_spread(rap_page *p) {
    int64_t draws = p->t->study->draws;
    const rap_language *l = p->language;
    rap_text_add(&p->words,
                 draws == 0 ? tr(l, "All assumptions were held at their start values, so nothing "
                                    "is said here about other sets of assumptions.")
                 : draws == 1
                     ? tr(l, "One set of assumptions was run, so nothing is said here about "
                             "others.")
                     : tr(l, "One set of assumptions has a value, so nothing is said here about "
                             "others."));
}

/* An end of the range, and where it may lie. */
static void add_end(rap_text *out, const rap_page *p, size_t outcome, double end,
                    const double *interval) {
    rap_parts parts = {0};
    rap_text *value = rap_next_part(&parts), *between = rap_next_part(&parts);
    rap_words_value(value, p->t, outcome, end, RAP_WITH_SIGN);
    rap_words_interval(between, p->t, outcome, interval[0], interval[1], RAP_WITH_SIGN);
    rap_text_format(out, tr(p->language, "%s (%s)"), rap_text_string(value),
                    rap_text_string(between));
    rap_parts_end(&parts, out);
}

/* The sentence `sets` to its end: where the difference lies over sets of assumptions. */
static void add_with_range(rap_page *p, const rap_contrast_row *row, const char *sets) {
    const rap_language *l = p->language;
    rap_parts parts = {0};
    rap_text *low = rap_next_part(&parts), *high = rap_next_part(&parts);
    if (rap_words_is_chance(&row->s))
        rap_text_format(&p->words,
                        tr(l, "%s; these are too few histories of each to tell the spread over "
                              "sets from chance."),
                        sets);
    else if (isfinite(row->s.plausible_low) && isfinite(row->s.plausible_high)) {
        add_end(low, p, row->outcome, row->s.plausible_low, row->s.low_end);
        add_end(high, p, row->outcome, row->s.plausible_high, row->s.high_end);
        rap_text_format(&p->words,
                        tr(l, "%s, and for the middle 95 %% of the sets the difference is "
                              "estimated to lie between %s and %s."),
                        sets, rap_text_string(low), rap_text_string(high));
    } else
        rap_text_format(&p->words, "%s.", sets);
    rap_parts_end(&parts, &p->words);
}

/* Second sentence: how many sets of assumptions agree, and their range. */
static void add_spread(rap_page *p, const rap_contrast_row *row) {
    bool is_directed = p->t->study->model->outcomes[row->outcome].better != 0;
    const rap_language *l = p->language;
    rap_parts parts = {0};
    if (row->s.draws < 2 || p->t->study->draws == 0)
        add_no_spread(p);
    else if (isfinite(row->p_mean)) {
        rap_text *delta = rap_next_part(&parts), *share = rap_next_part(&parts);
        rap_text *sets = rap_next_part(&parts);
        rap_words_delta(delta, p->t, row->outcome);
        rap_words_share(share, p->t, row, RAP_SETS_NAMED_WHOLE);
        rap_text_format(sets,
                        is_directed ? tr(l, "It was better by at least %s in %s")
                                    : tr(l, "It was higher by at least %s in %s"),
                        rap_text_string(delta), rap_text_string(share));
        add_with_range(p, row, rap_text_string(sets));
    }
    rap_parts_end(&parts, &p->words);
}

/* Both sentences about a contrast, on a headline. */
static void say_contrast(rap_page *p, size_t contrast, const rap_headline *h) {
    const rap_contrast_row *row = rap_words_row(p->t, contrast, h);
    rap_words_contrast(&p->words, p->t, contrast);
    rap_text_add(&p->words, tr(p->language, ": "));
    say_raw(p, "<strong>");
    say_flush(p);
    say_raw(p, "</strong>");
    if (rap_words_claim(p->t, row) == RAP_CLAIM_NONE)
        rap_text_add(&p->words,
                     tr(p->language, "no value, because the outcome is missing in every run."));
    else {
        add_difference(p, row);
        add_spread(p, row);
    }
    say_flush(p);
}

/* So many arms, in words that take the number: "3 were better", "3 were better (1 of them on average only)". */
static void add_count(rap_text *out, rap_page *p, const rap_headline *h, rap_claim claim,
                      const char *format) {
    const rap_study *s = p->t->study;
    rap_parts parts = {0};
    rap_text *count = rap_next_part(&parts);
    int n = 0, steady = 0;
    for (size_t c = 0; c < s->n_contrasts; c++) {
        const rap_contrast_row *row = rap_words_row(p->t, c, h);
        if (s->contrasts[c].is_arm && rap_words_claim(p->t, row) == claim) {
            n++;
            steady += rap_words_steady(p->t, row);
        }
    }
    rap_text_format(count, format, n);
    if (steady < n)
        rap_text_format(out, tr(p->language, "%s (%d of them on average only)"),
                        rap_text_string(count), n - steady);
    else
        rap_text_add(out, rap_text_string(count));
    rap_parts_end(&parts, out);
}

static int count_claims(const rap_page *p, const rap_headline *h, rap_claim claim) {
    const rap_study *s = p->t->study;
    int n = 0;
    for (size_t c = 0; c < s->n_contrasts; c++)
        n += s->contrasts[c].is_arm && rap_words_claim(p->t, rap_words_row(p->t, c, h)) == claim;
    return n;
}

/* How many are better, worse, not clear. */
static void add_claim_counts(rap_page *p, const rap_headline *h, rap_text *counts[3]) {
    const rap_language *l = p->language;
    bool is_directed = headline_outcome(p, h)->better != 0;
    int better = count_claims(p, h, RAP_CLAIM_BETTER);
    int open = count_claims(p, h, RAP_CLAIM_NEAR) + count_claims(p, h, RAP_CLAIM_NONE) +
               count_claims(p, h, RAP_CLAIM_FEW);
    add_count(counts[0], p, h, RAP_CLAIM_BETTER,
              is_directed ? tr_n(l, "%d was better", "%d were better", better)
                          : tr_n(l, "%d was higher", "%d were higher", better));
    add_count(counts[1], p, h, RAP_CLAIM_WORSE,
              is_directed ? tr(l, "%d worse") : tr(l, "%d lower"));
    rap_text_format(counts[2], tr_n(l, "%d is not clear", "%d are not clear", open), open);
}

/* How the other arms stand against the baseline on a headline, counted. */
static void say_count(rap_page *p, const rap_headline *h) {
    const rap_study *s = p->t->study;
    rap_parts parts = {0};
    if (s->n_arms < 3)
        return;
    rap_text *counts[3] = {rap_next_part(&parts), rap_next_part(&parts), rap_next_part(&parts)};
    rap_text *delta = rap_next_part(&parts);
    add_claim_counts(p, h, counts);
    rap_words_delta(delta, p->t, h->outcome);
    rap_text_format(
        &p->words,
        tr(p->language,
           "Of %zu ways of working set against ‘%s’, %s and %s by at least the smallest difference "
           "that matters (%s); %d showed no difference that matters, %s."),
        s->n_arms - 1, rap_words_baseline(p->t), rap_text_string(counts[0]),
        rap_text_string(counts[1]), rap_text_string(delta), count_claims(p, h, RAP_CLAIM_SMALL),
        rap_text_string(counts[2]));
    rap_parts_end(&parts, &p->words);
    say_paragraph(p, "");
}

/* Without anything to compare: the level of the only arm. */
static void say_level(rap_page *p, const rap_headline *h) {
    const rap_outcome_row *row = rap_tables_level(p->t, p->t->study->baseline, h);
    rap_parts parts = {0};
    rap_text *what = rap_next_part(&parts), *mean = rap_next_part(&parts);
    rap_text *interval = rap_next_part(&parts);
    rap_words_headline(what, p->t, h);
    rap_words_value(mean, p->t, h->outcome, row ? row->s.mean : NAN, RAP_WITH_UNIT);
    if (row)
        add_monte_carlo(interval, p, h->outcome, &row->s, 0);
    rap_text_format(&p->words,
                    tr(p->language,
                       "%s: on average %s%s. There is one way of working, so nothing is compared."),
                    rap_text_string(what), rap_text_string(mean), rap_text_string(interval));
    rap_parts_end(&parts, &p->words);
    say_paragraph(p, " class=\"lead\"");
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

/* Its caption: what differs, in what unit, and for arms from whom. */
static void add_contrast_caption(rap_page *p, const rap_headline *h, bool arms) {
    const rap_language *l = p->language;
    rap_parts parts = {0};
    rap_text *what = rap_next_part(&parts), *unit = rap_next_part(&parts);
    rap_words_headline(what, p->t, h);
    rap_words_difference_unit(unit, p->t, h->outcome);
    if (arms)
        rap_text_format(&p->words, tr(l, "%s: differences (%s), against ‘%s’"),
                        rap_text_string(what), rap_text_string(unit), rap_words_baseline(p->t));
    else
        rap_text_format(&p->words, tr(l, "%s: differences (%s)"), rap_text_string(what),
                        rap_text_string(unit));
    rap_parts_end(&parts, &p->words);
}

/* Contrasts on a headline: each arm against the baseline, or those that the study has written. */
static void say_contrast_table(rap_page *p, const rap_headline *h, bool arms) {
    const rap_study *s = p->t->study;
    const rap_language *l = p->language;
    const char *const heads[] = {
        arms ? tr(l, "Way of working") : tr(l, "Comparison"),
        tr(l, "Difference"),
        tr(l, "Monte Carlo interval"),
        /* xgettext:no-c-format */ tr(l, "Middle 95 % of sets of assumptions"),
        headline_outcome(p, h)->better
            ? tr(l, "Better by at least what matters, in sets of assumptions")
            : tr(l, "Higher by at least what matters, in sets of assumptions"),
        tr(l, "In short")};
    add_contrast_caption(p, h, arms);
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
    say_raw(p, "<p>");
    say_text(p, tr(p->language, "Primary outcome:"));
    say_raw(p, " <strong>");
    rap_words_headline(&p->words, p->t, h);
    say_flush(p);
    say_raw(p, "</strong>. ");
    rap_text_format(&p->words, "%s.", tr(p->language, headline_outcome(p, h)->meaning));
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

/* How much worse an arm was than the baseline. */
static void add_worse(rap_page *p, size_t arm, const rap_contrast_row *row) {
    const rap_language *l = p->language;
    bool falls = row->s.mean < 0;
    rap_parts parts = {0};
    rap_text *size = rap_next_part(&parts), *interval = rap_next_part(&parts);
    rap_words_unsigned(size, p->t, row->outcome, row->s.mean);
    add_monte_carlo(interval, p, row->outcome, &row->s, RAP_WITH_SIGN);
    const char *always = falls ? tr(l, "‘%s’ was lower by %s%s") : tr(l, "‘%s’ was higher by %s%s");
    const char *mostly = falls ? tr(l, "‘%s’ was lower by %s%s on average, though not in every set "
                                       "of assumptions")
                               : tr(l, "‘%s’ was higher by %s%s on average, though not in every "
                                       "set of assumptions");
    rap_text_format(&p->words, rap_words_steady(p->t, row) ? always : mostly,
                    rap_words_arm(p->t, arm), rap_text_string(size), rap_text_string(interval));
    rap_parts_end(&parts, &p->words);
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
            say_raw(p, "</strong>");
            rap_text_add(&p->words, tr(p->language, ": "));
        } else
            rap_text_add(&p->words, tr(p->language, "; "));
        add_worse(p, s->contrasts[c].plus[0], row);
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
    const rap_language *l = p->language;
    int n = 0;
    if (s->n_arms < 2)
        return;
    rap_text_format(&p->words, tr(l, "Where ‘%s’ is better"), rap_words_baseline(p->t));
    say_raw(p, "<h3>");
    say_flush(p);
    say_raw(p, "</h3>\n<ul>\n");
    for (size_t h = 0; h < s->n_headlines; h++)
        if (headline_outcome(p, &s->headlines[h])->better != 0)
            n += say_worse(p, &s->headlines[h]);
    if (!n)
        say_element(p, "li",
                    rap_words_any_interval(p->t)
                        ? tr(l, "On no headline outcome was it better than another way of working "
                                "by at least the smallest difference that matters.")
                        : tr(l, "This cannot be told: no difference has an interval."));
    say_raw(p, "</ul>\n");
}

void say_answer(rap_page *p) {
    say_primary(p);
    say_baseline_better(p);
}

size_t count_written_contrasts(const rap_study *s) {
    size_t written = 0;
    for (size_t c = 0; c < s->n_contrasts; c++)
        written += !s->contrasts[c].is_arm;
    return written;
}

void say_causes(rap_page *p) {
    const rap_study *s = p->t->study;
    const rap_language *l = p->language;
    size_t written = count_written_contrasts(s);
    if (!written)
        say_element(
            p, "p",
            tr(l,
               "The study asks for no comparison beyond each way of working against the baseline. "
               "A way of working differs from the baseline in all that its changes say "
               "together."));
    else {
        say_element(p, "p",
                    tr(l, "The comparisons that the study asks for, on the primary outcome:"));
        say_raw(p, "<ul>\n");
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
        say_link(p, "comparisons", tr(l, "The same comparisons on the other outcomes"));
        say_raw(p, "</p>\n");
    }
}

void say_other_causes(rap_page *p) {
    for (size_t h = 1; h < p->t->study->n_headlines; h++)
        say_contrast_table(p, &p->t->study->headlines[h], false);
}
