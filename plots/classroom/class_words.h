/* class_words.h: every sentence that the classroom page says by itself, by the key that its scripts ask for, in all
 * languages at once: who opens the page chooses one. What stands in braces, as {n}, is put in by the page. */
#ifndef RAP_CLASS_WORDS_H
#define RAP_CLASS_WORDS_H

#include "plots/words/translation.h"

#include <stddef.h>

/* One sentence; `many` is NULL where it does not depend on a number. */
typedef struct {
    const char *key, *one, *many;
} rap_class_sentence;

extern const rap_class_sentence rap_class_sentences[];
extern const size_t rap_n_class_sentences;

/* Numbers whose form of a sentence the page is told one by one. A greater n has the form of LARGE + n % LARGE: the rules of
 * gettext's languages look at no more than the last two digits of a number that great. */
enum { RAP_CLASS_LARGE = 100 };

/* Appends a text in quotes, as JSON has it, in which no tag of HTML can begin: fit to stand in a script of a page. */
void rap_class_quoted(rap_text *out, const char *text);

/* Appends {"en": {"name", "direction", "decimal", "thousands", "forms": [form of 0, of 1, ...], "words": {key: ["one form",
 * ...]}}, ...}, fit to stand in a script of a page. RAP_OK, RAP_ENOMEM, RAP_EDAMAGED where a catalogue is not one. */
int rap_class_words_json(rap_text *out);

#endif
