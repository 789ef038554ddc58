/* encoding.h: bytes of a text file, of whatever encoding spreadsheets save in, as UTF-8. */
#ifndef RAP_ENCODING_H
#define RAP_ENCODING_H

#include "base/text.h"

/* Appends them with LF line ends: by their byte order mark, or UTF-16 where every other byte of the first ones is 0,
 * or UTF-8 where they are that, or Windows-1252, which holds Latin-1. NULL, or why they are no text. */
const char *rap_decode(rap_text *out, const char *bytes, size_t n);

#endif
