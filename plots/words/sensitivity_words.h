/* sensitivity_words.h: which assumptions decide a headline, in words. Texts are plain UTF-8, not yet escaped. */
#ifndef RAP_SENSITIVITY_WORDS_H
#define RAP_SENSITIVITY_WORDS_H

#include "analysis/sensitivity/deciding.h"
#include "plots/words/words.h"

/* "34 % (28 to 41)", "cannot be told from 0 (up to 4 %)", "-" where there is no such number. */
void rap_deciding_share(rap_text *out, const rap_index *share);

/* The named factors of a row in order of their total shares, those alone that can be told from 0, at most `most`.
 * Returns how many. */
size_t rap_deciding_order(const rap_deciding *d, const rap_decided *row, size_t *factors,
                          size_t most);

/* "the other 286 assumptions together carry 3 % (0 to 7 %)"; a sentence, or nothing where all are named. */
void rap_deciding_rest(rap_text *out, const rap_deciding *d, const rap_decided *row);

/* What share is decided by assumptions without a source; a sentence, or nothing. */
void rap_deciding_unsourced(rap_text *out, const rap_deciding *d, const rap_decided *row);

/* How much of a single history's variance is assumptions, and which kind of luck is the largest; a sentence, or nothing. */
void rap_deciding_luck(rap_text *out, const rap_deciding *d, const rap_decided *row);

/* Why nothing can be said of a row: "its histories are all alike"; NULL where something can. */
const char *rap_deciding_nothing(const rap_decided *row);

/* How closely it was looked, and whether that is as closely as the study asks; a sentence or two. */
void rap_deciding_closeness(rap_text *out, const rap_deciding *d);

#endif
