/* unicode.h: UTF-8, the characters that a text must not hold, because they are not seen or turn the order
 * of others, and letters that are written from right to left. Texts end in NUL. */
#ifndef RAP_UNICODE_H
#define RAP_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Length in bytes of the UTF-8 sequence that starts at `s`, or 0 if it is malformed, overlong, a surrogate
 * or beyond U+10FFFF. */
size_t rap_utf8_length(const char *s);

/* The code point at `s`, and its bytes; a byte that begins none stands for itself. */
uint32_t rap_letter(const char *s, size_t *bytes);

/* Whether `s` is valid UTF-8 without any of the characters below. */
bool rap_text_is_clean(const char *s);

/* Whether the character at `at` is one that `text` must not hold; its code point and name. The
 * two joiners are letters' business in Persian and in India: they are refused only where they do not stand
 * between two characters from U+0600 on. */
bool rap_unicode_is_hidden(const char *text, const char *at, uint32_t *code, const char **name);

/* The first of these in a text; NULL where there is none, or where the text is no UTF-8 before it. */
const char *rap_unicode_hidden(const char *text, uint32_t *code, const char **name);

/* Bytes of a text before, and in, its first run of letters written from right to left, with blanks
 * and figures between them. False where there is none. */
bool rap_unicode_turned(const char *text, size_t *before, size_t *run);

#endif
