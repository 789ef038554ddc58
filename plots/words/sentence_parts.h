/* sentence_parts.h: the texts that a sentence is made of: filled one by one, put into a message in the order that its language
 * wants, and freed together.
 *
 *     rap_parts p = {0};
 *     rap_words_value(rap_next_part(&p), t, outcome, low, 0);
 *     rap_words_value(rap_next_part(&p), t, outcome, high, 0);
 *     rap_text_format(out, tr(l, "%s to %s"), rap_part_string(&p, 0), rap_part_string(&p, 1));
 *     rap_parts_end(&p, out);
 */
#ifndef RAP_SENTENCE_PARTS_H
#define RAP_SENTENCE_PARTS_H

#include "base/text.h"

enum { RAP_MOST_PARTS = 12 };

typedef struct {
    rap_text texts[RAP_MOST_PARTS];
    size_t n;
} rap_parts;

/* The next one, empty; beyond RAP_MOST_PARTS the last one again. */
rap_text *rap_next_part(rap_parts *p);

/* What stands in part k, from 0; "" where there is none. */
const char *rap_part_string(const rap_parts *p, size_t k);

/* Frees all; where one has failed, so has `out`. */
void rap_parts_end(rap_parts *p, rap_text *out);

#endif
