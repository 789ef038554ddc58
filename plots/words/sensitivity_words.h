/* sensitivity_words.h: which assumptions decide a headline, in words. Texts are plain UTF-8, not yet escaped. */
#ifndef RAP_SENSITIVITY_WORDS_H
#define RAP_SENSITIVITY_WORDS_H

#include "analysis/sensitivity/deciding.h"
#include "plots/words/words.h"

/* "34 % (28 to 41 %)", "cannot be told from 0 (up to 4 %)", "-" where there is no such number. */
void rap_deciding_share(rap_text *out, const rap_language *l, const rap_index *share);

/* The named factors of a row in order of their total shares, those alone that can be told from 0, at most `most`.
 * Returns how many. */
size_t rap_deciding_order(const rap_deciding *d, const rap_decided *row, size_t *factors,
                          size_t most);

/* The rows that come first: the primary headline of the key contrasts, or of the arms where nothing is compared; at most
 * `most`. Returns how many. */
size_t rap_deciding_key_rows(const rap_tables *t, const rap_decided **rows, size_t most);

/* What a row is about, without its headline: a comparison, or an arm. */
void rap_deciding_about(rap_text *out, const rap_tables *t, const rap_decided *row);

/* A factor as people call it: the meaning of a number, and whose it is where several have one like it. Of a pair both. */
void rap_deciding_name(rap_text *out, const rap_language *l, const rap_deciding *d, size_t factor);

/* The same of an input that is no factor. */
void rap_deciding_input(rap_text *out, const rap_language *l, const rap_input *input);

/* How well an input is supported, for within a sentence: "assumed without a source", "measured (Israel 2010)". */
void rap_deciding_grade(rap_text *out, const rap_language *l, const rap_input *input);

/* ---- whole sentences, each with a blank behind it; nothing where there is nothing to say ------- */

/* What a difference depends on most, with shares, grades and sources: one sentence or two, of the three first. */
void rap_deciding_lead(rap_text *out, const rap_language *l, const rap_deciding *d,
                       const rap_decided *row);

/* The same with names and shares alone, in one sentence, for where others are the subject: of as many as
 * rap_deciding_order gives, at most RAP_NAMED_BRIEFLY. */
enum { RAP_NAMED_BRIEFLY = 3 };
void rap_deciding_brief(rap_text *out, const rap_language *l, const rap_deciding *d,
                        const rap_decided *row);

/* "The other 286 assumptions together carry 3 % (0 to 7 %)." */
void rap_deciding_rest(rap_text *out, const rap_language *l, const rap_deciding *d,
                       const rap_decided *row);

/* What share has to do with assumptions without a source. */
void rap_deciding_unsourced(rap_text *out, const rap_language *l, const rap_deciding *d,
                            const rap_decided *row);

/* Which pairs make something only together: a sentence for each that can be told. */
void rap_deciding_pairs(rap_text *out, const rap_language *l, const rap_deciding *d,
                        const rap_decided *row);

/* How much of a single history's variance is assumptions, and which kind of luck is the largest. */
void rap_deciding_luck(rap_text *out, const rap_language *l, const rap_deciding *d,
                       const rap_decided *row);

/* Why nothing can be said of a row, for within a sentence: "all sets of assumptions give the same"; NULL where something
 * can. */
const char *rap_deciding_nothing(const rap_decided *row);

/* That as a sentence. */
void rap_deciding_why_nothing(rap_text *out, const rap_language *l, const rap_decided *row);

/* How closely it was looked, and whether that is as closely as the study asks. */
void rap_deciding_closeness(rap_text *out, const rap_language *l, const rap_deciding *d);

#endif
