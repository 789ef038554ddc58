/* catalogue.c: a search by halves in the bytes of a .mo file. */
#include "plots/words/catalogue.h"
#include "base/error.h"
#include "plots/words/plural_rule.h"

#include <stdbool.h>
#include <string.h>

enum { MAGIC_AT = 0, COUNT_AT = 8, ENGLISH_AT = 12, OWN_AT = 16, HEAD = 28, ROW = 8 };
static const uint32_t magic = 0x950412de;

static uint32_t word_at(const rap_catalogue *c, size_t at) {
    const unsigned char *b = c->bytes + at;
    return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static const char *text_at(const rap_catalogue *c, size_t table, size_t k) {
    return (const char *)c->bytes + word_at(c, table + ROW * k + 4);
}

static size_t length_at(const rap_catalogue *c, size_t table, size_t k) {
    return word_at(c, table + ROW * k);
}

/* Whether a table and the texts that it names lie inside, each with a NUL behind it. */
static bool holds_table(const rap_catalogue *c, size_t table) {
    if (table > c->n || (c->n - table) / ROW < c->messages)
        return false;
    for (size_t k = 0; k < c->messages; k++) {
        size_t n = length_at(c, table, k), at = word_at(c, table + ROW * k + 4);
        if (at >= c->n || n >= c->n - at || c->bytes[at + n])
            return false;
    }
    return true;
}

/* How a text stands to "CONTEXT\4ENGLISH", or to the English alone. */
static int compare_to(const char *text, const char *context, const char *english) {
    size_t n = context ? strlen(context) : 0;
    int order = context ? strncmp(text, context, n) : 0;
    if (order || !context)
        return order ? order : strcmp(text, english);
    return text[n] == '\4' ? strcmp(text + n + 1, english) : (unsigned char)text[n] - '\4';
}

/* Which message it is; their number where none is. */
static size_t find_message(const rap_catalogue *c, const char *context, const char *english) {
    size_t low = 0, high = c->messages;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_to(text_at(c, c->english, middle), context, english);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return c->messages;
}

/* The rule stands in the message for the empty text: "Plural-Forms: nplurals=2; plural=(n > 1);". */
static bool take_rule(rap_catalogue *c) {
    static const char forms[] = "nplurals=", rule[] = "plural=";
    const char *head = rap_catalogue_message(c, NULL, "");
    const char *line = head ? strstr(head, "Plural-Forms:") : NULL;
    const char *n = line ? strstr(line, forms) : NULL, *r = n ? strchr(n, ';') : NULL;
    r = r ? strstr(r, rule) : NULL;
    if (!line)
        return true;
    if (!r || n[strlen(forms)] < '1' || n[strlen(forms)] > '9')
        return false;
    c->forms = (size_t)(n[strlen(forms)] - '0');
    c->rule = r + strlen(rule);
    return rap_plural_is_rule(c->rule);
}

int rap_catalogue_read(rap_catalogue *c, const unsigned char *bytes, size_t n) {
    *c = (rap_catalogue){.bytes = bytes, .n = n};
    bool whole = n >= HEAD && word_at(c, MAGIC_AT) == magic;
    if (whole) {
        c->messages = word_at(c, COUNT_AT);
        c->english = word_at(c, ENGLISH_AT);
        c->own = word_at(c, OWN_AT);
    }
    if (whole && holds_table(c, c->english) && holds_table(c, c->own) && take_rule(c))
        return RAP_OK;
    *c = (rap_catalogue){0};
    return rap_fail(RAP_EDAMAGED);
}

const char *rap_catalogue_message(const rap_catalogue *c, const char *context,
                                  const char *english) {
    size_t k = find_message(c, context, english);
    const char *own = k < c->messages ? text_at(c, c->own, k) : "";
    return own[0] ? own : NULL;
}

const char *rap_catalogue_plural(const rap_catalogue *c, const char *english, int64_t number) {
    size_t k = find_message(c, NULL, english);
    if (k == c->messages || !c->rule)
        return NULL;
    const char *own = text_at(c, c->own, k), *end = own + length_at(c, c->own, k);
    uint64_t form = rap_plural_form(c->rule, (uint64_t)number);
    while (form-- > 0 && own < end)
        own += strlen(own) + 1;
    return own < end && own[0] ? own : NULL;
}
