/* words.h: numbers, windows and groups as people read them, and which contrasts come first.
 *
 * Everything here works on any model: units, directions and smallest differences that matter come
 * from the outcome table. Texts are plain UTF-8, not yet escaped for gnuplot or HTML. */
#ifndef RAP_WORDS_H
#define RAP_WORDS_H

#include "analysis/tables/tables.h"
#include "plots/words/translation.h"
#include "plots/words/letters.h"

/* How a row's difference stands against the smallest difference that matters (delta, > 0). Claims
 * are about the mean over sets of assumptions and rest on its whole Monte Carlo interval; whether
 * they hold beyond the mean says rap_words_steady. */
typedef enum {
    RAP_CLAIM_NONE,   /* no such row, or no value */
    RAP_CLAIM_FEW,    /* fewer than 30 sets of assumptions have a value, and not half of them */
    RAP_CLAIM_BETTER, /* the interval is at least delta in the better direction (above it, without
                         one) */
    RAP_CLAIM_WORSE,  /* ... in the other direction */
    RAP_CLAIM_SMALL,  /* the interval is within -delta .. delta */
    RAP_CLAIM_NEAR    /* the interval reaches delta or -delta */
} rap_claim;

rap_claim rap_words_claim(const rap_tables *t, const rap_contrast_row *row);

/* Whether any difference from the baseline on a headline has an interval: nothing is said about which
 * arm is better without one, nor that none is. */
bool rap_words_any_interval(const rap_tables *t);

/* Whether a difference keeps its direction over sets of assumptions: its plausible range does not
 * hold 0 or, lacking that, at least 4 of 5 sets are on its side. */
bool rap_words_steady(const rap_tables *t, const rap_contrast_row *row);

/* The claim in words: "better", "better on average", "no difference that matters", "not clear",
 * "too few runs"; "higher" and "lower" where an outcome has no better direction. "none" without a
 * value. */
const char *rap_words_verdict(const rap_tables *t, const rap_contrast_row *row);

/* Whether the spread over sets of assumptions is no more than what chance alone could make: too few histories to tell. */
bool rap_words_is_chance(const rap_summary *s);

/* A value of an outcome with as many decimals as its delta asks for: "0.523", "45.3 %" (shares),
 * "1,204 people" with its unit, "CAD 300,000" for money. NaN is "none". `sign` puts + or - in
 * front; `unit` appends the unit where the number alone does not say it; `whole` leaves the decimals out. */
enum { RAP_WITH_SIGN = 1, RAP_WITH_UNIT = 2, RAP_IN_WHOLE = 4 };
void rap_words_value(rap_text *out, const rap_tables *t, size_t outcome, double x,
                     unsigned options);

/* A difference as it is printed with its unit ("percentage points" of shares), but without its sign: "25.9 percentage points". */
void rap_words_unsigned(rap_text *out, const rap_tables *t, size_t outcome, double difference);

/* The value as it is printed. */
double rap_words_rounded(const rap_tables *t, size_t outcome, double x);

/* "0.12 to 0.31", with the sign of both ends where asked; "none" when either is missing. */
void rap_words_interval(rap_text *out, const rap_tables *t, size_t outcome, double low, double high,
                        unsigned options);

/* Where the mean lies over the sets of assumptions: an interval; "as by chance" where the sets
 * cannot be told apart from chance, "-" where there are too few. */
void rap_words_range(rap_text *out, const rap_tables *t, size_t outcome, const rap_summary *s,
                     unsigned options);

/* How a share of sets of assumptions is said: in a cell "41 of 67 (33 have no value)"; in a sentence "about 41 of 67",
 * "about 41 of 67 sets", "about 41 of 67 sets of assumptions". */
typedef enum {
    RAP_SETS_IN_CELL,
    RAP_SETS_ABOUT,
    RAP_SETS_NAMED,
    RAP_SETS_NAMED_WHOLE
} rap_sets_form;

/* In how many sets the difference is better by at least what matters, as rap_words_of_sets. */
void rap_words_share(rap_text *out, const rap_tables *t, const rap_contrast_row *row,
                     rap_sets_form form);

/* The one wording of a share of sets of assumptions (set_shares.h), of n of `all` that have a value. "-" where there is no
 * share. */
void rap_words_of_sets(rap_text *out, const rap_language *l, double share, int64_t n, int64_t all,
                       rap_sets_form form);

/* The largest size that a value or a difference of it can have (1 for shares), or INFINITY. */
double rap_words_bound(const rap_tables *t, size_t outcome);

/* Whether an outcome is a part of something, so that a level can be told as so many of ten; whether it counts things, so that
 * it can be told in whole ones. */
bool rap_words_is_of_ten(const rap_tables *t, size_t outcome);
bool rap_words_is_of_things(const rap_tables *t, size_t outcome);

/* Factor and unit in which an outcome is drawn: shares in per cent, else as they are. */
double rap_words_scale(const rap_tables *t, size_t outcome);
void rap_words_unit(rap_text *out, const rap_tables *t, size_t outcome);
void rap_words_difference_unit(rap_text *out, const rap_tables *t, size_t outcome);

/* The smallest difference that matters: "5 percentage points", "0.03", "CAD 1000". */
void rap_words_delta(rap_text *out, const rap_tables *t, size_t outcome);

/* A size >= 0 of a difference in the same way. */
void rap_words_size(rap_text *out, const rap_tables *t, size_t outcome, double size);

/* "after 120 months (10 years)", "36 months after the last funded month of each way of working", "36 months after each way of
 * working’s own end" where the model has no words for the anchor. */
void rap_words_window(rap_text *out, const rap_tables *t, size_t window);

/* The unit of so many, n >= 0: "months", or "month" for 1. */
const char *rap_words_unit_for(const rap_language *l, const char *unit, int64_t n);

/* Label of a group for people: that of the layout, else the group's own text; "all" is "all". */
const char *rap_words_group(const rap_tables *t, const char *group);

/* What the model of a study is called: its label, else its name. */
const char *rap_words_model(const rap_tables *t);

/* Label of an outcome. */
const char *rap_words_outcome(const rap_tables *t, size_t outcome);

/* What a headline measures: "Trust", "Trust (Clubs)" where its group is not "all". */
void rap_words_measured(rap_text *out, const rap_tables *t, const rap_headline *headline);

/* "Trust, after 120 months (10 years)", with the group where it is not "all". */
void rap_words_headline(rap_text *out, const rap_tables *t, const rap_headline *headline);

/* What the difference is between: "Sustained against Parachute" for an arm, else its label. */
void rap_words_contrast(rap_text *out, const rap_tables *t, size_t contrast);

/* "100 sets of assumptions x 4 runs" from what is finished; the same with "of each of 7 arms". */
void rap_words_histories(rap_text *out, const rap_tables *t);
void rap_words_runs(rap_text *out, const rap_tables *t);

/* How well a number is supported, of its grade ("assumed"; NULL: "no grade"). */
const char *rap_words_grade(const rap_language *l, const char *grade);

/* Label of an arm; of the baseline. */
const char *rap_words_arm(const rap_tables *t, size_t arm);
const char *rap_words_baseline(const rap_tables *t);

/* The row of a headline's contrast, or NULL. */
const rap_contrast_row *rap_words_row(const rap_tables *t, size_t contrast, const rap_headline *h);

/* The contrasts to show where there is room for few, at most `most` of them: first the arm that the
 * study's written contrasts put on their plus side most often (the first arm where none is written)
 * against the baseline, then the written contrasts in order, then the other arms. Returns how many.
 */
size_t rap_words_key_contrasts(const rap_tables *t, size_t *contrasts, size_t most);

/* How many sets of assumptions the study has: 1 where all keep their start values. */
int64_t rap_words_sets(const rap_tables *t);

/* How many sets of assumptions a share stands for: share * draws, rounded. */
int64_t rap_words_count(double share, int64_t draws);

/* Months from a span's ends: "0-12". */
void rap_words_spans(rap_text *out, const rap_tables *t, size_t arm);

/* Which outcome of the model is flagged RAP_SPEND, or -1. */
int rap_words_spend(const rap_tables *t);

/* ---- notes (notes.c): one or more whole sentences, or nothing where there is nothing to say ---- */

/* On how many pairs of runs the differences rest. */
const char *rap_note_pairs(const rap_tables *t);

/* Where those of a headline are fewer than all, how many (of the contrasts of arms, or of the
 * written ones). */
void rap_words_pairs(rap_text *out, const rap_tables *t, const rap_headline *h, bool arms);

/* Arms that have no value of a headline in any run. */
void rap_words_absent(rap_text *out, const rap_tables *t, const rap_headline *h);

/* What the answer at start values is, and at how many of the headlines it parts from that over sets of assumptions. */
void rap_words_starts(rap_text *out, const rap_tables *t);

/* That the arms differ in the first of their sums of money by more than 0.5 %. */
void rap_words_totals(rap_text *out, const rap_tables *t);

#endif
