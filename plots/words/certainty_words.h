/* certainty_words.h: how certain a modelled difference is, and why, in words. Texts are plain UTF-8, not yet escaped.
 *
 * Each sentence stands whole in one table, with names in braces for its numbers, so that it can be translated. */
#ifndef RAP_CERTAINTY_WORDS_H
#define RAP_CERTAINTY_WORDS_H

#include "analysis/certainty/certainty.h"
#include "plots/words/words.h"

/* "high", "moderate", "low", "very low"; "none" where there is nothing to grade. */
const char *rap_words_certainty_grade(rap_grade grade);

/* Whether a rule keeps the grade from being higher: it costs a level, or is not known. */
bool rap_words_is_reason(const rap_certainty *c, rap_rule rule);

/* One sentence on what a rule found: "Lowered: 71 % of what differs between sets of assumptions rests on numbers without a
 * source." Nothing where nothing was graded. */
void rap_words_reason(rap_text *out, const rap_tables *t, size_t contrast, size_t headline,
                      rap_rule rule);

/* "low (lowered for: numbers without a source; not known: other versions of the model)": what costs levels, and what is not
 * known and keeps the grade from being higher. Nothing where there is no grade. */
void rap_words_certainty(rap_text *out, const rap_tables *t, size_t contrast, size_t headline);

#endif
