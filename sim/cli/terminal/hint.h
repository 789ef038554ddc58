/* hint.h: commands that people are told to type, as a shell has to be given them. */
#ifndef RAP_HINT_H
#define RAP_HINT_H

#include "base/text.h"

/* Appends a word, quoted where a shell would see more than letters in it. */
void rap_add_quoted(rap_text *text, const char *word);

/* Appends "rapport COMMAND OPERAND". */
void rap_add_hint(rap_text *text, const char *command, const char *operand);

/* The same by itself, to be freed; NULL without memory, for which rap_hint_words has words too. */
char *rap_hint(const char *command, const char *operand);
const char *rap_hint_words(const char *hint);

#endif
