/* data_address.h: a picture as the address of itself ("data:..."), for a page that loads nothing (private to plots/). */
#ifndef RAP_DATA_ADDRESS_H
#define RAP_DATA_ADDRESS_H

#include "base/text.h"

/* Appends the address of n bytes of a media type, fit for an attribute in double quotes and for a list of addresses. A
 * drawing ("image/svg+xml", UTF-8) is written in percent codes, a third shorter than in base64, and without what draws
 * nothing: groups that are empty, lines between tags, zeros behind the last decimal. */
void rap_data_address(rap_text *out, const char *type, const char *bytes, size_t n);

#endif
