/* text.h: UTF-8 (unicode.h), a growing text, numbers that read back exactly, escapes, and the nearest name.
 *
 * A rap_text remembers a failed allocation: append freely, ask rap_text_status once at the end. */
#ifndef RAP_TEXT_H
#define RAP_TEXT_H

#include "base/unicode.h"
#include <stdbool.h>
#include <stddef.h>

/* Marks words that stand in a table, and are looked up in another language where they are said
 * (plots/words/translation.h). */
#define RAP_MESSAGE(english) english

typedef struct {
    char *bytes; /* always ends in NUL once anything was appended; may be NULL before */
    size_t n, capacity;
    bool failed;
} rap_text;

void rap_text_init(rap_text *t);
void rap_text_free(rap_text *t);
void rap_text_clear(rap_text *t);               /* empty, keeps the memory */
int rap_text_status(const rap_text *t);         /* RAP_OK or RAP_ENOMEM */
const char *rap_text_string(const rap_text *t); /* "" for an empty one */
char *rap_text_take(rap_text *t); /* hands over the bytes (NULL if failed), t is empty */

void rap_text_add(rap_text *t, const char *s);
void rap_text_add_bytes(rap_text *t, const char *s, size_t n);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void rap_text_format(rap_text *t, const char *format, ...);

/* The shortest decimal that reads back as exactly `x`; "" for NaN (a missing value in a CSV). */
void rap_text_number(rap_text *t, double x);

/* Escaped for a CSV cell (RFC 4180; a cell that a spreadsheet could take for a formula gets a
 * leading apostrophe), for inside a JSON string, and for HTML text and attribute values. */
void rap_text_csv(rap_text *t, const char *s);
void rap_text_json(rap_text *t, const char *s);
void rap_text_html(rap_text *t, const char *s);

/* Bytes as letters (RFC 4648), padded. */
void rap_text_base64(rap_text *t, const char *bytes, size_t n);

/* The first n bytes, escaped for between the quotation marks of a study. */
void rap_text_study(rap_text *t, const char *s, size_t n);

/* For HTML text between tags: what is written from right to left stands in <bdi>, so that it does not
 * turn the numbers beside it. */
void rap_text_html_words(rap_text *t, const char *s);

/* The name nearest to `word` by edit distance (Damerau-Levenshtein, adjacent transpositions), or
 * NULL when none is near enough to be a slip (more than a third of its letters away). */
const char *rap_nearest(const char *word, const char *const *names, size_t n);

#endif
