/* scores.c: figures are read from left to right; what else stands in the cell must be known. */
#include "cli/sheets/survey_scores.h"
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

static const char *skip_between(const char *s) {
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
        const char *next = skip_between(end);
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

/* ---- months ----------------------------------------------------------------------------------- */

/* In order; English, French, German: their first letters, folded. */
static const char *const month_words[12] = {"jan",     "feb|fev",  "mar",      "apr|avr",
                                            "may|mai", "jun|juin", "jul|juil", "aug|aou",
                                            "sep",     "oct|okt",  "nov",      "dec|dez"};

static int month_named(const char *folded) {
    for (int m = 0; m < 12; m++)
        if (rap_words_hold(folded, month_words[m]) > 0)
            return m + 1;
    return 0;
}

/* Numbers of a date and where the year stands among them. */
typedef struct {
    int number[3], n;
    size_t figures[3];
    char mark;
    int word; /* month that a word names */
    bool strange;
} date_parts;

static void take_date_word(date_parts *d, const char *word, size_t n) {
    char folded[LONGEST];
    snprintf(folded, sizeof folded, "%.*s", (int)n, word);
    int month = month_named(folded);
    d->strange |= (month == 0 && strcmp(folded, "t") != 0) || d->word > 0;
    d->word = month;
}

static date_parts part_date(const char *folded) {
    static const char digits[] = "0123456789", marks[] = " .,/-";
    date_parts d = {.n = 0};
    for (const char *s = folded; *s && !d.strange;) {
        size_t digits_here = strspn(s, digits), between = strspn(s, marks);
        size_t word = strcspn(s, "0123456789 .,/-");
        if (digits_here > 0 && d.n < 3 && digits_here <= 4) {
            d.figures[d.n] = digits_here;
            d.number[d.n++] = atoi(s);
            s += digits_here;
            d.mark = d.mark ? d.mark : *s;
        } else if (digits_here > 0) {
            d.strange = true;
        } else if (between > 0) {
            s += between;
        } else {
            take_date_word(&d, s, word);
            s += word;
        }
    }
    return d;
}

static const char *month_of(int *month, int year, int m) {
    if (year < 1800 || year > 2200 || m < 1 || m > 12)
        return "is no date";
    *month = 12 * year + m - 1;
    return NULL;
}

/* Day and month in either order, the year last. */
static const char *day_first(int *month, const date_parts *d) {
    int a = d->number[0], b = d->number[1], year = d->number[2];
    bool either = a <= 12 && b <= 12 && a != b && d->mark == '/';
    if (a < 1 || b < 1 || a > 31 || b > 31 || (a > 12 && b > 12))
        return "is no date";
    if (either)
        return "could be one of two dates: the day or the month may come first; 2021-03-31 "
               "expected";
    return month_of(month, year, b <= 12 ? b : a);
}

const char *rap_month_read(int *month, const char *cell) {
    rap_text folded;
    rap_text_init(&folded);
    rap_fold(&folded, cell);
    date_parts d = part_date(rap_text_string(&folded));
    rap_text_free(&folded);
    *month = 0;
    if (d.strange || d.n == 0)
        return "is no date";
    if (d.word > 0)
        return d.figures[d.n - 1] == 4 && d.n <= 2 ? month_of(month, d.number[d.n - 1], d.word)
                                                   : "is no date";
    if (d.figures[0] == 4)
        return d.n > 2 && (d.number[2] < 1 || d.number[2] > 31)
                   ? "is no date"
                   : month_of(month, d.number[0], d.n == 1 ? 7 : d.number[1]);
    if (d.n == 2 && d.figures[1] == 4)
        return month_of(month, d.number[1], d.number[0]);
    if (d.n == 3 && d.figures[2] == 4)
        return day_first(month, &d);
    return "is no date: 2021-03-31, 2021-03, 3/2021, 31.12.2020 or 2021 expected";
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
