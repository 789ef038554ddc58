/* cell_figures.c: figures are read from left to right; what else stands in the cell must be known. */
#include "cli/sheets/cell_figures.h"
#include "cli/sheets/cost_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 64 };

/* ---- numbers ---------------------------------------------------------------------------------- */

typedef struct {
    char figures[LONGEST]; /* digits and marks */
    size_t n;
    bool negative, percent, strange;
} figures;

static void take_sign(figures *f, uint32_t letter) {
    bool dash = letter == '-' || letter == 0x2212 || letter == 0x2013;
    bool figure = letter < 0x80 && strchr("0123456789.,", (int)letter);
    bool blank = letter == ' ' || letter == '\'' || letter == 0x2019;
    f->strange |= f->n + 1 >= LONGEST || (dash && f->n > 0) || (letter == '%' && f->n == 0) ||
                  (f->percent && letter != ' ') || !(dash || figure || blank || letter == '%');
    f->negative |= dash;
    f->percent |= letter == '%';
    if (figure && !f->strange)
        f->figures[f->n++] = (char)letter;
}

/* Which of its marks parts decimals: the last of two kinds; of one kind that of the column, a mark with three figures behind it
 * parting thousands where nothing else is known. */
static char decimal_mark(const char *s, rap_mark mark) {
    const char *point = strrchr(s, '.'), *comma = strrchr(s, ',');
    if (point && comma)
        return point > comma ? '.' : ',';
    const char *at = point ? point : comma;
    if (!at || strchr(s, *at) != at)
        return '\0';
    if (mark != RAP_MARK_UNKNOWN)
        return mark == RAP_MARK_POINT ? '.' : ',';
    return strlen(at + 1) == 3 && at - s <= 3 && at > s && s[0] != '0' ? '\0' : *at;
}

/* Groups of three behind each mark that parts no decimals. */
static bool is_grouped(const char *s, char decimal) {
    size_t end = strcspn(s, (char[]){decimal ? decimal : ' ', '\0'}), group = 0;
    bool parted = false, good = true;
    for (size_t i = 0; i < end; i++) {
        bool mark = s[i] == '.' || s[i] == ',';
        good = good && !(mark && (parted ? group != 3 : group == 0 || group > 3));
        parted |= mark;
        group = mark ? 0 : group + 1;
    }
    return good && (!parted || group == 3);
}

const char *rap_number_read(double *x, const char *cell, rap_mark mark) {
    figures f = {.n = 0};
    size_t length;
    *x = 0;
    for (const char *at = cell; *at; at += length)
        take_sign(&f, rap_letter(at, &length));
    f.figures[f.n] = '\0';
    char decimal = decimal_mark(f.figures, mark), plain[LONGEST];
    size_t n = 0;
    if (f.strange || f.n == 0 || !is_grouped(f.figures, decimal))
        return "is no number";
    for (size_t i = 0; i < f.n; i++) {
        bool is_mark = f.figures[i] == '.' || f.figures[i] == ',';
        if (!is_mark || f.figures[i] == decimal)
            plain[n++] = is_mark ? '.' : f.figures[i];
    }
    plain[n] = '\0';
    char *end;
    *x = strtod(plain, &end);
    if (*end || end == plain)
        return "is no number";
    *x = (f.negative ? -*x : *x) / (f.percent ? 100 : 1);
    return NULL;
}

/* ---- scales ----------------------------------------------------------------------------------- */

size_t rap_scale_words(const char *folded) {
    size_t n = strcspn(folded, "([0123456789%:*");
    const char *in = strstr(folded, " in %");
    n = in && (size_t)(in - folded) < n ? (size_t)(in - folded) : n;
    while (n > 0 && strchr(" -,;", folded[n - 1]))
        n--;
    return n;
}

static const char *skip_scale_word(const char *s) {
    static const char *const words[] = {"to",  "bis", "a", "through",
                                        "...", "..",  "-", "\xe2\x80\x93"};
    s += strspn(s, " ");
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
        if (!strncmp(s, words[k], strlen(words[k]))) {
            s += strlen(words[k]);
            return s + strspn(s, " ");
        }
    return NULL;
}

rap_scale rap_scale_find(const char *folded) {
    rap_scale scale = {0, 0};
    for (const char *s = folded; (s = strpbrk(s, "0123456789")) != NULL;) {
        char *end;
        double low = strtod(s, &end);
        const char *next = skip_scale_word(end);
        if (next && strchr("0123456789", *next) && *next) {
            double high = strtod(next, &end);
            return high > low ? (rap_scale){low, high} : scale;
        }
        s = end;
    }
    return strchr(folded, '%') || strstr(folded, "per cent") || strstr(folded, "prozent")
               ? (rap_scale){0, 100}
               : scale;
}

const char *rap_score_read(double *x, const char *cell, rap_mark mark, rap_scale scale) {
    bool percent = strchr(cell, '%') != NULL;
    const char *fault = rap_number_read(x, cell, mark);
    if (fault)
        return fault;
    if (percent)
        scale = (rap_scale){0, 1};
    if (!(scale.high > scale.low))
        return "has no scale: a header such as \"trust (1-5)\" or --map 'HEADER=trust (1-5)' "
               "expected";
    if (*x < scale.low || *x > scale.high)
        return "lies outside of its scale";
    *x = (*x - scale.low) / (scale.high - scale.low);
    return NULL;
}

/* ---- yes and no ------------------------------------------------------------------------------- */

const char *rap_yes_read(bool *yes, const char *cell) {
    static const char *const affirms[] = {"yes",  "y",    "oui",  "o", "ja", "j",
                                          "true", "vrai", "wahr", "x", "1",  "\xe2\x9c\x93"};
    static const char *const denies[] = {"",      "no",   "n",      "non", "nein",
                                         "false", "faux", "falsch", "0",   "-"};
    rap_text folded;
    bool known = false;
    rap_text_init(&folded);
    rap_fold(&folded, cell);
    *yes = false;
    for (size_t k = 0; k < sizeof affirms / sizeof affirms[0]; k++)
        *yes |= !strcmp(rap_text_string(&folded), affirms[k]);
    for (size_t k = 0; k < sizeof denies / sizeof denies[0]; k++)
        known |= !strcmp(rap_text_string(&folded), denies[k]);
    rap_text_free(&folded);
    return *yes || known ? NULL : "is neither yes nor no";
}
