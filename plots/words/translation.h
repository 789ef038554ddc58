/* translation.h: the words of pages, pictures and answers in another language than English.
 *
 * Sources hold English; `tr` gives the message for it in a language, or the English where the language is NULL or has
 * none. The languages are the files of plots/languages, NAME.po; the build makes catalogues of them and carries them in
 * the program (catalogue.h). A message is a whole sentence, or what stands by itself, such as the head of a column:
 * never a part that another language would put elsewhere. Its arguments may come in another order there (%2$s).
 *
 * Nothing here has state: who has words to say has a language, as rap_tables do. */
#ifndef RAP_TRANSLATION_H
#define RAP_TRANSLATION_H

#include "base/text.h"
#include "plots/words/catalogue.h"

#include <stdbool.h>
#include <stdint.h>

/* How numbers and texts are written. */
typedef struct {
    const char *decimal;           /* mark before decimals: "." */
    const char *thousands;         /* between thousands: "," */
    const char *quote, *end_quote; /* around what is quoted, blanks inside them included */
    const char *direction;         /* "ltr" or "rtl" */
} rap_conventions;

typedef struct rap_language {
    const char *code; /* "fr", as HTML's lang says it */
    const char *name; /* in the language itself: "Français" */
    rap_conventions conventions;
    rap_catalogue catalogue;
} rap_language;

/* The codes there are, "en" first; ends with NULL. */
extern const char *const rap_language_codes[];

/* Makes the language of a code ready: RAP_OK, RAP_EINPUT where there is none, RAP_EDAMAGED where its catalogue is not one.
 * English is a language without messages. Nothing is to be freed. */
int rap_language_find(rap_language *l, const char *code);

/* Those of a language; NULL: English. */
rap_conventions rap_language_conventions(const rap_language *l);
const char *rap_language_code(const rap_language *l);

#if defined(__GNUC__)
#define RAP_FORMAT_OF(n) __attribute__((format_arg(n)))
#else
#define RAP_FORMAT_OF(n)
#endif

/* The message; one that depends on a number n >= 0; and one of several that are alike in English, told apart by
 * `context`. */
const char *tr(const rap_language *l, const char *english) RAP_FORMAT_OF(2);
const char *tr_n(const rap_language *l, const char *one, const char *many, int64_t n)
    RAP_FORMAT_OF(2) RAP_FORMAT_OF(3);
const char *tr_in(const rap_language *l, const char *context, const char *english) RAP_FORMAT_OF(3);

#endif
