/* json.h: writing JSON into a text, with the commas in their places. */
#ifndef RAP_JSON_H
#define RAP_JSON_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    rap_text *out;
    int depth;
    bool started; /* something stands already in the group or list at hand */
} rap_json;

void rap_json_init(rap_json *j, rap_text *out);

/* `key` is NULL inside a list and at the top. */
void rap_json_open(rap_json *j, const char *key, char bracket);     /* '{' or '[' */
void rap_json_close(rap_json *j, char bracket);                     /* '}' or ']' */
void rap_json_text(rap_json *j, const char *key, const char *text); /* NULL gives null */
void rap_json_taken(rap_json *j, const char *key, rap_text *text);  /* a text made for it, freed */
void rap_json_integer(rap_json *j, const char *key, int64_t x);
void rap_json_number(rap_json *j, const char *key, double x); /* null unless finite */
/* A list of numbers on one line, rounded to so many decimals; what is not finite as null. */
void rap_json_numbers(rap_json *j, const char *key, const double *x, size_t n, int decimals);
void rap_json_boolean(rap_json *j, const char *key, bool x);

#endif
