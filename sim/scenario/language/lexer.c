/* lexer.c: words of a libconfig text. The grammar of numerals:
 *
 *   integer  [+-] digits [L | LL]        no leading zeros; 64 bits
 *   hex      0x hexdigits [L | LL]       positive; 63 bits
 *   real     [+-] digits [. digits] [e [+-] digits], a digit on at least one side; finite */
#include "scenario/language/lexer.h"
#include "base/unicode.h"

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS "0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

void rap_lexer_init(rap_lexer *lexer, const char *text) {
    bool mark = !strncmp(text, "\xef\xbb\xbf", 3);
    *lexer = (rap_lexer){mark ? text + 3 : text, 1, true};
}

static bool is_one_of(char c, const char *set) {
    return c && strchr(set, c);
}

/* ---- numerals -------------------------------------------------------------------------------- */

static bool is_suffix(const char *s) {
    return !strcmp(s, "L") || !strcmp(s, "LL");
}

static const char *check_hex(const char *digits, rap_token *t) {
    size_t n = strspn(digits, DIGITS "abcdefABCDEF");
    bool wide = is_suffix(digits + n);
    if (n == 0 || (digits[n] && !wide))
        return "is not a number";
    errno = 0;
    unsigned long long x = strtoull(digits, NULL, 16);
    t->number = wide || x > INT32_MAX ? RAP_NUMBER_LONG : RAP_NUMBER_INTEGER;
    return errno || x > INT64_MAX ? "does not fit into 64 bits" : NULL;
}

static const char *check_integer(const char *numeral, const char *digits, size_t n, rap_token *t) {
    bool wide = digits[n] == 'L';
    errno = 0;
    long long x = strtoll(numeral, NULL, 10);
    wide = wide || x > INT32_MAX || x < INT32_MIN;
    t->number = wide ? RAP_NUMBER_LONG : RAP_NUMBER_INTEGER;
    if (errno)
        return "does not fit into 64 bits";
    if (n > 1 && digits[0] == '0')
        return "has leading zeros, which could be read as octal; leave them out";
    return NULL;
}

static const char *check_real(const char *numeral, const char *digits, rap_token *t) {
    size_t whole = strspn(digits, DIGITS), fraction = 0;
    const char *s = digits + whole;
    if (*s == '.')
        fraction = strspn(++s, DIGITS);
    const char *end = s + fraction;
    t->number = RAP_NUMBER_REAL;
    if (!whole && !fraction)
        return "is not a number; only finite decimal numbers are accepted";
    if (*end == 'e' || *end == 'E') {
        const char *power = end + 1 + is_one_of(end[1], "+-");
        end = power + strspn(power, DIGITS);
        if (end == power)
            return "is not a number";
    }
    if (*end)
        return "is not a number";
    double x = strtod(numeral, NULL);
    if (!isfinite(x))
        return "is too large for a number";
    size_t mantissa = strcspn(digits, "eE");
    if (x == 0 && strcspn(digits, "123456789") < mantissa)
        return "is too small for a number and would be read as 0";
    return NULL;
}

static const char *check_number(rap_token *t) {
    char numeral[RAP_LONGEST_NUMBER + 1];
    if (t->n > RAP_LONGEST_NUMBER)
        return "is too long for a number";
    memcpy(numeral, t->at, t->n);
    numeral[t->n] = '\0';
    const char *digits = numeral + is_one_of(numeral[0], "+-");
    size_t n = strspn(digits, DIGITS);
    if (numeral[0] == '0' && (numeral[1] == 'x' || numeral[1] == 'X'))
        return check_hex(numeral + 2, t);
    if (n > 0 && (!digits[n] || is_suffix(digits + n)))
        return check_integer(numeral, digits, n, t);
    return check_real(numeral, digits, t);
}

/* Length of what looks like one numeral: letters, digits, dots, and a sign at the start or behind
 * an e. */
static size_t number_length(const char *s) {
    bool hex = s[0] == '0' && (s[1] == 'x' || s[1] == 'X');
    size_t n = is_one_of(s[0], "+-");
    while (is_one_of(s[n], DIGITS LETTERS "_.") ||
           (!hex && n > 0 && is_one_of(s[n], "+-") && is_one_of(s[n - 1], "eE")))
        n++;
    return n;
}

/* ---- texts ----------------------------------------------------------------------------------- */

/* Length from the opening quote to behind the closing one; an open text ends with its line. */
static size_t text_length(const char *s, const char **wrong) {
    size_t n = 1;
    while (s[n] && s[n] != '"' && s[n] != '\n' && s[n] != '\r') {
        if (s[n] == '\\' && s[n + 1] == 'x' && s[n + 2] == '0' && s[n + 3] == '0')
            *wrong = "is a text with a NUL character";
        n += s[n] == '\\' && s[n + 1] && s[n + 1] != '\n' && s[n + 1] != '\r' ? 2 : 1;
    }
    if (s[n] != '"') {
        *wrong = "is a text without a closing quotation mark on its line";
        return n;
    }
    if (n + 1 > RAP_LONGEST_TEXT)
        *wrong = "is a text of more than 65536 bytes";
    return n + 1;
}

/* ---- blanks, comments, includes -------------------------------------------------------------- */

static void end_line(rap_lexer *x) {
    x->at += x->at[0] == '\r' && x->at[1] == '\n' ? 2 : 1;
    x->line++;
    x->fresh = true;
}

/* Skips a block comment; false if it is never closed. */
static bool skip_block(rap_lexer *x) {
    x->at += 2;
    x->fresh = false;
    while (*x->at && !(x->at[0] == '*' && x->at[1] == '/')) {
        if (*x->at == '\n' || *x->at == '\r')
            end_line(x);
        else
            x->at++;
    }
    x->fresh = false;
    if (!*x->at)
        return false;
    x->at += 2;
    return true;
}

/* Skips to the next token; false if a block comment is never closed. */
static bool skip_blanks(rap_lexer *x) {
    for (;;) {
        const char *s = x->at;
        if (*s == '\n' || *s == '\r')
            end_line(x);
        else if (*s == ' ' || *s == '\t' || *s == '\f')
            x->at++;
        else if (*s == '#' || (s[0] == '/' && s[1] == '/'))
            x->at += strcspn(s, "\r\n");
        else if (s[0] != '/' || s[1] != '*')
            return true;
        else if (!skip_block(x))
            return false;
    }
}

static rap_token read_include(rap_lexer *x) {
    static const char word[] = "@include";
    const char *s = x->at + strlen(word), *end = x->at + strcspn(x->at, "\r\n");
    rap_token t = {
        RAP_TOKEN_INCLUDE, RAP_NUMBER_INTEGER, x->at, (size_t)(end - x->at), x->line, NULL};
    size_t blanks = strspn(s, " \t");
    const char *name = s + blanks + 1;
    x->at = end;
    t.wrong = "expected as @include \"name\", alone on its line";
    if (name > end || name[-1] != '"')
        return t;
    size_t n = strcspn(name, "\"\\\r\n");
    const char *rest = name + n + 1;
    if (name[n] != '"' || n == 0)
        return t;
    rest += strspn(rest, " \t");
    if (rest < end && *rest != '#' && !(rest[0] == '/' && rest[1] == '/'))
        return t;
    t.at = name;
    t.n = n;
    t.wrong = NULL;
    return t;
}

static size_t stray_length(const char *s) {
    size_t n = rap_utf8_length(s);
    return n ? n : 1;
}

bool rap_lexer_is_name(const char *s, size_t n) {
    size_t i = n > 0 && is_one_of(s[0], LETTERS "*");
    while (i > 0 && i < n && is_one_of(s[i], DIGITS LETTERS "_-*"))
        i++;
    return n > 0 && i == n;
}

static bool is_word(const char *s, size_t n, const char *word) {
    size_t i = 0;
    while (i < n && word[i] && (s[i] | 0x20) == word[i])
        i++;
    return i == n && !word[i];
}

bool rap_lexer_is_truth(const char *s, size_t n) {
    return is_word(s, n, "true") || is_word(s, n, "false");
}

rap_token rap_lexer_next(rap_lexer *x) {
    bool closed = skip_blanks(x);
    rap_token t = {RAP_TOKEN_END, RAP_NUMBER_INTEGER, x->at, 0, x->line, NULL};
    bool fresh = x->fresh;
    x->fresh = false;
    if (!closed)
        t.wrong = "a comment that begins with /* is not closed";
    if (!closed || !*x->at)
        return t;
    const char *s = x->at;
    if (fresh && !strncmp(s, "@include", 8))
        return read_include(x);
    if (is_one_of(*s, LETTERS "*")) {
        t.n = strspn(s, DIGITS LETTERS "_-*");
        t.kind = rap_lexer_is_truth(s, t.n) ? RAP_TOKEN_TRUTH : RAP_TOKEN_NAME;
        if (t.n > RAP_LONGEST_NAME)
            t.wrong = "is longer than a name may be (64 letters)";
    } else if (is_one_of(*s, DIGITS "+-.")) {
        t.kind = RAP_TOKEN_NUMBER;
        t.n = number_length(s);
        t.n = t.n ? t.n : 1;
        t.wrong = check_number(&t);
    } else if (*s == '"') {
        t.kind = RAP_TOKEN_TEXT;
        t.n = text_length(s, &t.wrong);
    } else if (is_one_of(*s, "=:;,{}()[]")) {
        t.kind = RAP_TOKEN_MARK;
        t.n = 1;
    } else {
        t.kind = RAP_TOKEN_STRAY;
        t.n = stray_length(s);
        t.wrong = *s == '@' ? "is only understood in a line @include \"name\""
                            : "has no meaning here; texts stand between straight quotation marks";
    }
    x->at += t.n;
    return t;
}
