/* portrait_words.h: members that the study names, in words: for the page and the terminal alike. */
#ifndef RAP_PORTRAIT_WORDS_H
#define RAP_PORTRAIT_WORDS_H

#include "analysis/tables/portraits.h"
#include "plots/words/words.h"

enum { RAP_FIRST_PORTRAITS = 4 }; /* as many are told of in sentences */

/* The arm that is set against the baseline where there is room for one; the baseline itself where there is no other. */
size_t rap_portrait_arm(const rap_tables *t);

/* Those of whom is told first, at most `most`: whose yes differs most between that arm and the baseline, in either
 * direction; the study's order where there is nothing to compare or they tie. Returns how many. */
size_t rap_portraits_first(const rap_tables *t, const rap_column **list, size_t most);

/* Two sentences about one: the yes, in so many of ten histories, and what would be lost. */
void rap_words_portrait(rap_text *out, const rap_tables *t, const rap_column *who);

/* "2 more are named: named.csv has all." Nothing where all are shown. `where` stands behind the colon. */
void rap_words_more_portraits(rap_text *out, const rap_tables *t, size_t shown, const char *where);

/* What the sentences rest on. */
void rap_words_portrait_basis(rap_text *out, const rap_tables *t);

#endif
