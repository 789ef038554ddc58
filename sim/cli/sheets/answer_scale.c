/* answer_scale.c: numbers, and two of them as a scale. */
#include "cli/sheets/answer_scale.h"
#include "base/unicode.h"

#include <math.h>
#include <string.h>

/* ---- numbers ---------------------------------------------------------------------------------- */

static bool is_minus(const char *s, size_t *bytes) {
    uint32_t letter = rap_letter(s, bytes);
    return letter == '-' || letter == 0x2212 || (letter >= 0x2010 && letter <= 0x2014);
}

/* A number such as -1, 3.5 or 3,5 at *s, which moves behind it; false where there is none. */
static bool read_plain_number(const char **s, double *x) {
    size_t bytes = 0;
    const char *at = *s;
    bool negative = *at && is_minus(at, &bytes);
    at += negative ? bytes : *at == '+';
    size_t figures = strspn(at, "0123456789");
    if (figures == 0 || figures > 15)
        return false;
    double value = 0, place = 1;
    for (; figures > 0; figures--)
        value = 10 * value + (*at++ - '0');
    if ((*at == '.' || *at == ',') && strspn(at + 1, "0123456789") > 0)
        for (at++; *at >= '0' && *at <= '9' && place < 1e15; at++, place *= 10)
            value = 10 * value + (*at - '0');
    *x = (negative ? -value : value) / place;
    *s = at;
    return true;
}

static const char *skip_white(const char *s) {
    return s + strspn(s, " ");
}

static const char *skip_per_cent(const char *s) {
    s = skip_white(s);
    return skip_white(s + (*s == '%'));
}

/* ---- scales ----------------------------------------------------------------------------------- */

/* What stands between the ends; NULL where nothing does. */
static const char *skip_between(const char *s) {
    static const char *const words[] = {"..", "to ", "bis ", "a ", "\xc3\xa0 ", ":"};
    size_t bytes;
    s = skip_white(s);
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
        if (!strncmp(s, words[k], strlen(words[k]))) {
            s += strlen(words[k]);
            return skip_white(s + strspn(s, "."));
        }
    if (*s && is_minus(s, &bytes))
        return skip_white(s + bytes);
    return NULL;
}

/* The scale at the beginning of words, and what follows it; NULL where there is none. */
static const char *read_ends(rap_answer_scale *scale, const char *s) {
    s = skip_white(s);
    if (!read_plain_number(&s, &scale->none) || !(s = skip_between(skip_per_cent(s))) ||
        !read_plain_number(&s, &scale->full) || scale->none == scale->full)
        return NULL;
    return skip_per_cent(s);
}

bool rap_answer_scale_read(rap_answer_scale *scale, const char *words) {
    const char *rest = read_ends(scale, words);
    return rest && !*rest;
}

bool rap_answer_scale_find(rap_answer_scale *scale, const char *words, const char **at, int *n) {
    for (const char *open = words; (open = strpbrk(open, "([")) != NULL; open++) {
        const char *rest = read_ends(scale, open + 1);
        if (rest && (*rest == ')' || *rest == ']')) {
            *at = open;
            *n = (int)(rest + 1 - open);
            return true;
        }
    }
    return false;
}

double rap_answer_scale_step(const rap_answer_scale *scale) {
    double steps = fabs(scale->full - scale->none);
    bool whole = scale->none == floor(scale->none) && scale->full == floor(scale->full);
    return whole && steps <= 50 ? 1 / steps : 0;
}

/* ---- scores ----------------------------------------------------------------------------------- */

/* Copies what fits, A to Z as small letters, all other bytes as they are. */
static void copy_lower(char *low, const char *words, size_t size) {
    size_t n = 0;
    for (; words[n] && n + 1 < size; n++)
        low[n] = words[n] >= 'A' && words[n] <= 'Z' ? (char)(words[n] - 'A' + 'a') : words[n];
    low[n] = '\0';
}

/* Without regard to capitals of English. */
static bool is_unanswered(const char *cell) {
    static const char *const words[] = {"",
                                        "-",
                                        "\xe2\x80\x93",
                                        "\xe2\x80\x94",
                                        ".",
                                        "na",
                                        "n/a",
                                        "#n/a",
                                        "n.a.",
                                        "missing",
                                        "don't know",
                                        "dk",
                                        "no answer",
                                        "not applicable",
                                        "k.a.",
                                        "keine angabe",
                                        "wei\xc3\x9f nicht",
                                        "entf\xc3\xa4llt",
                                        "nsp",
                                        "s.o.",
                                        "sans objet",
                                        "sans r\xc3\xa9ponse",
                                        "ne sait pas"};
    enum { LONGEST = 20 };
    char low[LONGEST + 1];
    size_t n = strlen(cell);
    bool found = false;
    if (n > LONGEST)
        return false;
    copy_lower(low, cell, sizeof low);
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
        found |= !strcmp(low, words[k]);
    return found;
}

const char *rap_answer_scale_score(double *share, const char *cell, const rap_answer_scale *scale) {
    const char *s = cell;
    double x;
    *share = NAN;
    if (is_unanswered(cell))
        return NULL;
    if (cell[0] == '=')
        return "is a formula as text";
    if (cell[0] == '#')
        return "is an error of the spreadsheet";
    if (!read_plain_number(&s, &x) || *skip_per_cent(s))
        return "is no number";
    x = (x - scale->none) / (scale->full - scale->none);
    if (!(x >= 0 && x <= 1))
        return "lies beyond its scale";
    *share = x;
    return NULL;
}
