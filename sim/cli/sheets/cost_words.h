/* cost_words.h: which kind of cost words mean, in English, French and German; and words that are compared without
 * regard to accents and capitals. */
#ifndef RAP_COST_WORDS_H
#define RAP_COST_WORDS_H

#include "base/text.h"

/* Appends words in lower case without accents: "Coûts" as "couts", "Geräte" as "gerate", "Straße" as "strasse". */
void rap_fold(rap_text *out, const char *words);

/* The kind that folded words mean, or NULL. */
const char *rap_cost_kind(const char *folded);

/* The kind of that name, "travel", as the table has it; NULL where there is none. */
const char *rap_cost_kind_named(const char *name);

/* Appends the names of all kinds, commas between. */
void rap_cost_kinds_say(rap_text *out);

/* Whether folded words hold one of a list, "a|b", at the start of a word; its length, 0 for none. */
size_t rap_words_hold(const char *folded, const char *list);

#endif
