/* box_words.h: boxes of circumstances and of assumptions for people, in their language; files have them in English
 * (analysis/discovery/boxes.h). */
#ifndef RAP_BOX_WORDS_H
#define RAP_BOX_WORDS_H

#include "analysis/discovery/boxes.h"
#include "plots/words/translation.h"

/* The limits of an axis: "below 0.35", "0.2 to 0.6", "not early". Appended. */
void rap_words_limit(rap_text *out, const rap_language *l, const rap_axis *axis,
                     const rap_prim_limit *limit);

/* All of a box: "Trust at the start below 0.35; Crisis not early". Appended. */
void rap_words_box(rap_text *out, const rap_language *l, const rap_search *search, size_t box);

#endif
