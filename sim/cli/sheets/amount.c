/* amount.c: a number is read from its right end: marks, then groups of three figures. */
#include "cli/sheets/amount.h"

#include "base/unicode.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_FIGURES = 32 };

/* ---- currencies ------------------------------------------------------------------------------- */

static const struct {
    const char *sign, *code;
} signs[] = {{"CA$", "CAD"}, {"C$", "CAD"},  {"US$", "USD"}, {"AU$", "AUD"}, {"A$", "AUD"},
             {"NZ$", "NZD"}, {"$", "$"},     {"£", "GBP"},   {"€", "EUR"},   {"¥", "JPY"},
             {"CAD", "CAD"}, {"USD", "USD"}, {"GBP", "GBP"}, {"EUR", "EUR"}, {"CHF", "CHF"},
             {"AUD", "AUD"}, {"NZD", "NZD"}, {"DKK", "DKK"}, {"SEK", "SEK"}, {"NOK", "NOK"},
             {"JPY", "JPY"}, {"INR", "INR"}, {"ZAR", "ZAR"}, {"KES", "KES"}, {"BRL", "BRL"}};
enum { N_SIGNS = sizeof signs / sizeof signs[0] };

static bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Where a sign or code stands that is no part of a longer word, and which; NULL for none. */
static const char *find_sign(const char *words, size_t *which) {
    for (*which = 0; *which < N_SIGNS; ++*which) {
        const char *sign = signs[*which].sign;
        size_t n = strlen(sign);
        for (const char *at = words; (at = strstr(at, sign)) != NULL; at++) {
            bool starts = at == words || !is_ascii_letter(at[-1]) || !is_ascii_letter(sign[0]);
            if (starts && (!is_ascii_letter(at[n]) || !is_ascii_letter(sign[n - 1])))
                return at;
        }
    }
    return NULL;
}

void rap_currency_find(char currency[4], const char *words) {
    size_t which;
    bool found = find_sign(words, &which) != NULL;
    snprintf(currency, 4, "%s", found ? signs[which].code : "");
}

/* ---- figures ---------------------------------------------------------------------------------- */

typedef struct {
    char figures[MOST_FIGURES]; /* digits, marks, and ' ' for what else parts groups */
    size_t n;
    bool negative, strange; /* a letter that no amount has */
} stripped;

static void take_letter(stripped *s, uint32_t letter) {
    bool dash = letter == '-' || (letter >= 0x2010 && letter <= 0x2015) || letter == 0x2212;
    bool figure = letter < 0x80 && strchr("0123456789.,", (int)letter);
    bool blank = letter == ' ' || letter == '\'' || letter == 0x2019;
    bool rounded = s->n > 0 && (s->figures[s->n - 1] == '.' || s->figures[s->n - 1] == ',');
    s->negative |= letter == '(' || (dash && !rounded); /* 5.- is five, and no cents */
    s->strange |= !dash && !figure && !blank && letter != '(' && letter != ')' && letter != '+';
    s->strange |= s->n + 1 >= MOST_FIGURES;
    if (s->strange || (blank && s->n == 0) || (!blank && !figure))
        return;
    s->figures[s->n++] = figure ? (char)letter : ' ';
}

/* The figures of a cell, without currency, signs and blanks at the ends. */
static stripped strip(const char *cell, char currency[4]) {
    stripped s = {.n = 0};
    size_t which, length;
    const char *sign = find_sign(cell, &which);
    snprintf(currency, 4, "%s", sign ? signs[which].code : "");
    for (const char *at = cell; *at; at += length) {
        uint32_t letter = rap_letter(at, &length);
        if (at == sign)
            length = strlen(signs[which].sign);
        else
            take_letter(&s, letter);
    }
    while (s.n > 0 && s.figures[s.n - 1] == ' ')
        s.n--;
    s.figures[s.n] = '\0';
    return s;
}

static rap_mark mark_of(const char *figures) {
    const char *point = strrchr(figures, '.'), *comma = strrchr(figures, ',');
    if (point && comma)
        return point > comma ? RAP_MARK_POINT : RAP_MARK_COMMA;
    if (!point && !comma)
        return RAP_MARK_UNKNOWN;
    const char *at = point ? point : comma;
    if (strchr(figures, *at) != at) /* twice: they part thousands */
        return point ? RAP_MARK_COMMA : RAP_MARK_POINT;
    bool groups = strlen(at + 1) == 3 && at > figures && at - figures <= 3 && figures[0] != '0';
    return groups ? RAP_MARK_UNKNOWN : point ? RAP_MARK_POINT : RAP_MARK_COMMA;
}

rap_mark rap_amount_mark(const char *cell) {
    char currency[4];
    stripped s = strip(cell, currency);
    return s.strange ? RAP_MARK_UNKNOWN : mark_of(s.figures);
}

/* Whole units in figures[0, n): in groups of three, all parted by the same mark, or in no groups; below 0 where they
 * are not, or are too many. */
static int64_t read_units(const char *figures, size_t n) {
    int64_t units = 0;
    char part = '\0';
    size_t group = 0;
    for (size_t i = 0; i < n; i++) {
        bool digit = figures[i] >= '0' && figures[i] <= '9';
        if (digit) {
            units = 10 * units + (figures[i] - '0');
            group++;
        } else if ((part && (figures[i] != part || group != 3)) || group == 0 || group > 3) {
            return -1;
        } else {
            part = figures[i];
            group = 0;
        }
        if (units > 10000000000)
            return -1;
    }
    return part && group != 3 ? -1 : units;
}

static const char *read_figures(const char *figures, rap_mark mark, int64_t *cents) {
    const char *at = mark == RAP_MARK_POINT   ? strrchr(figures, '.')
                     : mark == RAP_MARK_COMMA ? strrchr(figures, ',')
                                              : NULL;
    size_t whole = at ? (size_t)(at - figures) : strlen(figures);
    const char *rest = at ? at + 1 : "";
    int64_t units = read_units(figures, whole);
    if (units < 0 || strspn(rest, "0123456789") != strlen(rest))
        return "is no amount, or is written with other marks than the rest of the sheet";
    double part = 0, place = 10; /* hundredths of a unit */
    for (const char *s = rest; *s; s++, place /= 10)
        part += place * (*s - '0');
    if (fabs(part - round(part)) > 1e-4)
        return "has more than two decimals";
    *cents = 100 * units + (int64_t)round(part);
    return NULL;
}

const char *rap_amount_read(rap_amount *amount, const char *cell, rap_mark mark) {
    *amount = (rap_amount){0};
    if (cell[0] == '=')
        return "is a formula as text: a value expected";
    stripped s = strip(cell, amount->currency);
    rap_mark own = mark_of(s.figures);
    if (s.strange)
        return "is no amount";
    amount->empty = strpbrk(s.figures, "0123456789") == NULL;
    if (amount->empty)
        return s.n > 0 ? "is no amount" : NULL;
    if (s.negative)
        return "is negative";
    if (own && mark && own != mark)
        return "is written with another decimal mark than the rest of the sheet";
    return read_figures(s.figures, own ? own : mark, &amount->cents);
}
