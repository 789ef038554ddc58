/* decider_words.h: which assumptions a result goes with, in words: the one wording of it on pages and in the terminal.
 * Texts are plain UTF-8, not yet escaped. */
#ifndef RAP_DECIDER_WORDS_H
#define RAP_DECIDER_WORDS_H

#include "analysis/tables/tables.h"

/* Seconds that a history of all arms takes, as the runs at hand did in so many seconds; NaN where these are not known
 * (negative), or too few to go by. */
double rap_words_pace(const rap_tables *t, double seconds);

/* Sentences: the inputs named with what they carry of the variance; where some may have been overlooked, how many sets of
 * assumptions would name them, and, given a pace, how long those take. */
void rap_words_deciders(rap_text *out, const rap_tables *t, const rap_deciders *named, double pace);

/* The same of a contrast at a headline, and where to learn more. Nothing where assumptions were held at their start
 * values. What `rapport sensitivity` found is said by sensitivity_words.h. */
void rap_words_decides(rap_text *out, const rap_tables *t, size_t contrast, size_t headline,
                       double pace);

/* "the larger, the higher", "it turns", ... */
const char *rap_words_way(const rap_language *l, rap_way way);

#endif
