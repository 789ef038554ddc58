/* catalogue.h: messages of one language as GNU gettext's msgfmt packs them (a .mo file, least byte first): English texts in
 * order, each with the language's own, and a rule that says which of several forms goes with a number.
 * https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html */
#ifndef RAP_CATALOGUE_H
#define RAP_CATALOGUE_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    const unsigned char *bytes; /* of the file, which outlives this; NULL: no messages */
    size_t n, messages;
    size_t english, own; /* where the tables of texts begin */
    const char *rule;    /* which form goes with a number (plural_rule.h); NULL: none is there */
    size_t forms;
} rap_catalogue;

/* The languages that the build found; ends with a NULL code. */
typedef struct {
    const char *code;
    const unsigned char *bytes;
    size_t n;
} rap_embedded_language;

extern const rap_embedded_language rap_embedded_languages[];

/* RAP_OK, or RAP_EDAMAGED, with no messages, where a text would lie outside the bytes or its rule is none. */
int rap_catalogue_read(rap_catalogue *c, const unsigned char *bytes, size_t n);

/* The language's own text, or NULL. Context NULL: none. Of a message with several forms that for a number. */
const char *rap_catalogue_message(const rap_catalogue *c, const char *context, const char *english);
const char *rap_catalogue_plural(const rap_catalogue *c, const char *english, int64_t number);

#endif
