/* dates.c: figures and names of months; which is which. */
#include "cli/sheets/dates.h"
#include "cli/sheets/lower.h"

#include <string.h>

enum { PARTS = 3, FIRST_YEAR = 1900, LAST_YEAR = 2199, MONTHS = 12, DAYS = 31, LONGEST = 40 };

/* English, French and German, in small letters: what the name of a month begins with. */
static const char *const names[MONTHS] = {"jan",
                                          "feb|fev|f\xc3\xa9v",
                                          "mar|m\xc3\xa4r",
                                          "apr|avr",
                                          "may|mai",
                                          "jun|juin",
                                          "jul|juil",
                                          "aug|aout|ao\xc3\xbbt",
                                          "sep",
                                          "oct|okt",
                                          "nov",
                                          "dec|dez|d\xc3\xa9"
                                          "c"};

typedef struct {
    int value[PARTS];
    size_t figures[PARTS]; /* that it is written with; 0: the name of a month */
    char mark;             /* between the first two */
    size_t n;
} date_parts;

static int month_named(const char *word, size_t n) {
    for (int m = 0; m < MONTHS; m++)
        for (const char *name = names[m]; *name;
             name += strcspn(name, "|") + (strchr(name, '|') != NULL)) {
            size_t length = strcspn(name, "|");
            if (length <= n && !strncmp(word, name, length))
                return m + 1;
        }
    return 0;
}

/* A part at *s: figures, or the name of a month; false for neither. */
static bool read_date_part(date_parts *p, const char **s) {
    size_t figures = strspn(*s, "0123456789");
    size_t letters = strcspn(*s, "0123456789-/. ,");
    int value = figures ? 0 : month_named(*s, letters);
    for (size_t i = 0; i < figures && i < 6; i++)
        value = 10 * value + ((*s)[i] - '0');
    if ((!figures && !value) || figures > 4 || p->n == PARTS)
        return false;
    p->figures[p->n] = figures;
    p->value[p->n++] = value;
    *s += figures ? figures : letters;
    return true;
}

/* All parts; a time of the day, behind T or a blank, is passed over. */
static bool read_date_parts(date_parts *p, const char *s) {
    while (read_date_part(p, &s)) {
        if (!*s || (p->n == PARTS && (*s == 't' || *s == ' ') && strchr(s, ':')))
            return true;
        size_t marks = strspn(s, "-/. ,");
        if (p->n == 1)
            p->mark = s[0];
        if (marks == 0)
            return false;
        s += marks;
    }
    return false;
}

static bool is_year(const date_parts *p, size_t k) {
    return p->figures[k] == 4 && p->value[k] >= FIRST_YEAR && p->value[k] <= LAST_YEAR;
}

static bool may_be_month(const date_parts *p, size_t k) {
    return p->value[k] >= 1 && p->value[k] <= MONTHS;
}

static bool may_be_day(const date_parts *p, size_t k) {
    return p->figures[k] > 0 && p->value[k] >= 1 && p->value[k] <= DAYS;
}

static const char unknown[] = "is no date: 2021-03, or 2021-03-31, expected";

/* The month among parts a and b, of which the other one is the day. */
static const char *choose_month(const date_parts *p, size_t a, size_t b, int *month) {
    bool day_first = may_be_day(p, a) && may_be_month(p, b);
    bool month_first = may_be_month(p, a) && may_be_day(p, b);
    bool same = p->value[a] == p->value[b], german = p->mark == '.';
    if (!day_first && !month_first)
        return unknown;
    if (day_first && month_first && !same && !german)
        return "could be either of two days: 2021-03-31 expected";
    *month = p->value[day_first && (german || !month_first) ? b : a];
    return NULL;
}

static const char *order_parts(const date_parts *p, int *year, int *month) {
    bool first = is_year(p, 0), last = p->n > 1 && is_year(p, p->n - 1);
    if (p->n == 1 || first == last)
        return p->n == 1 && first ? (*year = p->value[0], *month = 1, NULL) : unknown;
    *year = p->value[first ? 0 : p->n - 1];
    if (p->n == 2) {
        *month = p->value[first ? 1 : 0];
        return may_be_month(p, first ? 1 : 0) ? NULL : unknown;
    }
    if (!first)
        return choose_month(p, 0, 1, month);
    *month = p->value[1];
    return may_be_month(p, 1) && may_be_day(p, 2) ? NULL : unknown;
}

const char *rap_date_read(rap_date *month, const char *cell) {
    date_parts p = {.n = 0};
    int year = 0, is = 0;
    char low[LONGEST + 1];
    rap_lower(low, cell, sizeof low);
    bool parted = strlen(cell) <= LONGEST && read_date_parts(&p, low);
    const char *why = parted ? order_parts(&p, &year, &is) : unknown;
    if (!why)
        *month = (rap_date){MONTHS * year + is - 1, p.n == 1};
    return why;
}
