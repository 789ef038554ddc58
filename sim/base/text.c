/* text.c: growing texts, exact numbers, escapes. */
#include "base/text.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/unicode.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void rap_text_init(rap_text *t) {
    *t = (rap_text){0};
}

void rap_text_free(rap_text *t) {
    rap_free(t->bytes);
    rap_text_init(t);
}

void rap_text_clear(rap_text *t) {
    t->n = 0;
    if (t->bytes)
        t->bytes[0] = '\0';
}

int rap_text_status(const rap_text *t) {
    return t->failed ? rap_fail(RAP_ENOMEM) : RAP_OK;
}

const char *rap_text_string(const rap_text *t) {
    return t->bytes ? t->bytes : "";
}

char *rap_text_take(rap_text *t) {
    if (!t->failed && !t->bytes)
        rap_text_add_bytes(t, "", 0);
    char *bytes = t->failed ? NULL : t->bytes;
    if (t->failed)
        rap_free(t->bytes);
    rap_text_init(t);
    return bytes;
}

/* Room for n more bytes and the closing NUL. */
static bool room_for(rap_text *t, size_t n) {
    if (!t->failed &&
        (n >= (size_t)-1 - t->n || rap_grow(&t->bytes, &t->capacity, t->n + n + 1, 1)))
        t->failed = true;
    return !t->failed;
}

void rap_text_add_bytes(rap_text *t, const char *s, size_t n) {
    if (!room_for(t, n))
        return;
    if (n)
        memcpy(t->bytes + t->n, s, n);
    t->n += n;
    t->bytes[t->n] = '\0';
}

void rap_text_add(rap_text *t, const char *s) {
    rap_text_add_bytes(t, s, strlen(s));
}

void rap_text_format(rap_text *t, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int n = vsnprintf(NULL, 0, format, arguments);
    if (n >= 0 && room_for(t, (size_t)n)) {
        vsnprintf(t->bytes + t->n, (size_t)n + 1, format, again);
        t->n += (size_t)n;
    }
    va_end(again);
    va_end(arguments);
}

void rap_text_number(rap_text *t, double x) {
    char digits[40];
    if (isnan(x))
        return;
    if (x == 0)
        x = 0;                             /* no minus zero */
    if (fabs(x) < 1e15 && x == floor(x)) { /* the same digits, sooner */
        rap_text_format(t, "%lld", (long long)x);
        return;
    }
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, x);
        if (strtod(digits, NULL) == x)
            break;
    }
    rap_text_add(t, digits);
}

void rap_text_csv(rap_text *t, const char *s) {
    bool formula = s[0] && strchr("=+-@\t\r", s[0]);
    bool quote = formula || strpbrk(s, ",\"\r\n");
    if (quote)
        rap_text_add(t, "\"");
    if (formula)
        rap_text_add(t, "'");
    for (; *s; s++)
        rap_text_add_bytes(t, *s == '"' ? "\"\"" : s, *s == '"' ? 2 : 1);
    if (quote)
        rap_text_add(t, "\"");
}

void rap_text_json(rap_text *t, const char *s) {
    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;
        if (c == '"' || c == '\\')
            rap_text_format(t, "\\%c", c);
        else if (c < 0x20 || c == 0x7f)
            rap_text_format(t, "\\u%04x", c);
        else
            rap_text_add_bytes(t, s, 1);
    }
}

static void add_html(rap_text *t, const char *s, size_t n) {
    for (const char *end = s + n; s < end; s++) {
        const char *escape = *s == '&'    ? "&amp;"
                             : *s == '<'  ? "&lt;"
                             : *s == '>'  ? "&gt;"
                             : *s == '"'  ? "&quot;"
                             : *s == '\'' ? "&#39;"
                                          : NULL;
        rap_text_add_bytes(t, escape ? escape : s, escape ? strlen(escape) : 1);
    }
}

void rap_text_study(rap_text *t, const char *s, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const char *escaped = s[i] == '"'    ? "\\\""
                              : s[i] == '\\' ? "\\\\"
                              : s[i] == '\n' ? "\\n"
                              : s[i] == '\r' ? "\\r"
                              : s[i] == '\t' ? "\\t"
                                             : NULL;
        if (escaped)
            rap_text_add(t, escaped);
        else
            rap_text_add_bytes(t, s + i, 1);
    }
}

void rap_text_html(rap_text *t, const char *s) {
    add_html(t, s, strlen(s));
}

void rap_text_html_words(rap_text *t, const char *s) {
    size_t before, run;
    for (; rap_unicode_turned(s, &before, &run); s += before + run) {
        add_html(t, s, before);
        rap_text_add(t, "<bdi>");
        add_html(t, s + before, run);
        rap_text_add(t, "</bdi>");
    }
    rap_text_html(t, s);
}

enum { LONGEST_NAME = 64 };

/* Optimal string alignment distance of two names; names beyond LONGEST_NAME are far from all. */
static size_t distance(const char *a, const char *b) {
    size_t na = strlen(a), nb = strlen(b), d[3][LONGEST_NAME + 1];
    if (na > LONGEST_NAME || nb > LONGEST_NAME)
        return (size_t)-1;
    for (size_t j = 0; j <= nb; j++)
        d[0][j] = j;
    for (size_t i = 1; i <= na; i++) {
        size_t *row = d[i % 3], *above = d[(i + 2) % 3], *before = d[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= nb; j++) {
            size_t change = above[j - 1] + (a[i - 1] != b[j - 1]);
            size_t gap = (above[j] < row[j - 1] ? above[j] : row[j - 1]) + 1;
            row[j] = change < gap ? change : gap;
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && before[j - 2] + 1 < row[j])
                row[j] = before[j - 2] + 1;
        }
    }
    return d[na % 3][nb];
}

const char *rap_nearest(const char *word, const char *const *names, size_t n) {
    const char *best = NULL;
    size_t best_distance = 0;
    for (size_t i = 0; i < n; i++) {
        size_t here = distance(word, names[i]);
        if (!best || here < best_distance) {
            best = names[i];
            best_distance = here;
        }
    }
    size_t longest = best && strlen(best) > strlen(word) ? strlen(best) : strlen(word);
    return best && best_distance != (size_t)-1 && 3 * best_distance <= longest + 2 ? best : NULL;
}

void rap_text_base64(rap_text *t, const char *bytes, size_t n) {
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < n; i += 3) {
        unsigned long x = 0;
        for (size_t k = 0; k < 3; k++)
            x = x << 8 | (i + k < n ? (unsigned char)bytes[i + k] : 0u);
        char four[4];
        for (int k = 0; k < 4; k++)
            four[k] = letters[x >> (18 - 6 * k) & 63];
        for (size_t k = n - i + 1; k < 4; k++)
            four[k] = '=';
        rap_text_add_bytes(t, four, 4);
    }
}
