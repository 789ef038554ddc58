/* numbers.c: signs, separators and decimals. */
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The largest finite double has 309 digits before the point, and 102 marks of up to three bytes. */
enum { MOST_DIGITS = 340, MOST_GROUPED = 660, MOST_PLACES = 9 };

/* Copies digits with a language's marks: between thousands of the whole part, and before decimals. */
static void separate(char *text, size_t size, const char *digits, const rap_language *l) {
    const rap_conventions marks = rap_language_conventions(l);
    size_t whole = strcspn(digits, "."), n = 0;
    text[0] = '\0';
    for (size_t i = 0; digits[i]; i++) {
        char one[] = {digits[i], '\0'};
        bool ends_thousand = i + 1 < whole && (whole - i - 1) % 3 == 0;
        const char *mark = ends_thousand ? marks.thousands : "";
        const char *digit = i == whole ? marks.decimal : one;
        if (n + strlen(digit) + strlen(mark) + 1 > size)
            return;
        n += (size_t)snprintf(text + n, size - n, "%s%s", digit, mark);
    }
}

static bool is_zero(const char *digits) {
    return strspn(digits, "0.") == strlen(digits);
}

void rap_number(rap_text *out, const rap_language *l, double x, int places, bool sign) {
    char digits[MOST_DIGITS], grouped[MOST_GROUPED];
    snprintf(digits, sizeof digits, "%.*f", places, fabs(x));
    separate(grouped, sizeof grouped, digits, l);
    if (!is_zero(digits))
        rap_text_add(out, x < 0 ? RAP_MINUS : sign ? "+" : "");
    rap_text_add(out, grouped);
}

/* Digits as they are, but for the mark before decimals. */
static void add_with_decimal_mark(rap_text *out, const rap_language *l, const char *digits) {
    size_t whole = strcspn(digits, ".");
    rap_text_add_bytes(out, digits, whole);
    if (!digits[whole])
        return;
    rap_text_add(out, rap_language_conventions(l).decimal);
    rap_text_add(out, digits + whole + 1);
}

void rap_number_small(rap_text *out, const rap_language *l, double x) {
    int places = fabs(x) > 0 ? 1 - (int)floor(log10(fabs(x))) : 0;
    char digits[MOST_DIGITS];
    places = places < 0 ? 0 : places > MOST_PLACES ? MOST_PLACES : places;
    snprintf(digits, sizeof digits, "%.*f", places, fabs(x));
    rap_text_add(out, x < 0 && !is_zero(digits) ? RAP_MINUS : "");
    add_with_decimal_mark(out, l, digits);
}

void rap_number_figures(rap_text *out, const rap_language *l, double x, int figures) {
    char digits[RAP_NUMBER_SIZE];
    snprintf(digits, sizeof digits, "%.*g", figures, fabs(x));
    rap_text_add(out, x < 0 ? RAP_MINUS : "");
    add_with_decimal_mark(out, l, digits);
}

void rap_number_as_given(rap_text *out, const rap_language *l, double x) {
    rap_number_figures(out, l, x, 10);
}

void rap_number_of_things(rap_text *out, const rap_language *l, double x) {
    bool few = x > 1e-9 && x < 0.5, exact = fabs(x - round(x)) < 1e-9;
    rap_parts p = {0};
    rap_number(rap_next_part(&p), l, few ? 1 : round(x), 0, false);
    rap_text_format(out,
                    few     ? tr(l, "fewer than %s")
                    : exact ? "%s"
                            : tr(l, "about %s"),
                    rap_part_string(&p, 0));
    rap_parts_end(&p, out);
}

void rap_money(rap_text *out, const rap_language *l, double x, bool sign) {
    if (isfinite(x))
        rap_number(out, l, x, 0, sign);
    else
        rap_text_add(out, tr(l, "none"));
}

void rap_with_currency(rap_text *out, const rap_language *l, const char *currency,
                       const char *sum) {
    rap_text_format(out, tr_in(l, "currency and sum", "%s\u00a0%s"), currency, sum);
}

void rap_money_in(rap_text *out, const rap_language *l, const char *currency, double x) {
    rap_parts p = {0};
    rap_money(rap_next_part(&p), l, x, false);
    rap_with_currency(out, l, currency, rap_part_string(&p, 0));
    rap_parts_end(&p, out);
}

void rap_money_interval(rap_text *out, const rap_language *l, double mean, double low, double high,
                        bool sign) {
    if (!isfinite(mean)) {
        rap_text_add(out, tr(l, "none"));
        return;
    }
    rap_parts p = {0};
    rap_money(rap_next_part(&p), l, mean, sign);
    if (isfinite(low) && isfinite(high)) {
        rap_money(rap_next_part(&p), l, low, sign);
        rap_money(rap_next_part(&p), l, high, sign);
        rap_text_format(out, tr(l, "%s (%s to %s)"), rap_part_string(&p, 0), rap_part_string(&p, 1),
                        rap_part_string(&p, 2));
    } else
        rap_text_format(out, tr(l, "%s (none)"), rap_part_string(&p, 0));
    rap_parts_end(&p, out);
}

void rap_duration(rap_text *out, const rap_language *l, double seconds) {
    if (!(seconds < 5e9))
        rap_text_add(out, tr(l, "an unknown time"));
    else if (seconds < 100)
        rap_text_format(out, tr(l, "about %.0f s"), ceil(seconds));
    else if (seconds < 6000)
        rap_text_format(out, tr(l, "about %.0f min"), seconds / 60);
    else
        rap_text_format(out, tr(l, "about %.0f h"), seconds / 3600);
}

int rap_places_on_page(double delta) {
    if (!(delta > 0) || delta >= 10)
        return 0;
    if (delta >= 1)
        return 1;
    int places = 2 + (int)floor(-log10(delta));
    return places > MOST_PLACES ? MOST_PLACES : places;
}

int rap_places_in_terminal(double delta) {
    if (!(delta > 0))
        return 0;
    int places = 1 - (int)floor(log10(delta));
    return places < 0 ? 0 : places > MOST_PLACES ? MOST_PLACES : places;
}

/* ---- for the terminal ------------------------------------------------------------------------- */

void rap_number_plain(char *text, const rap_language *l, double x, int places, bool sign) {
    char digits[RAP_NUMBER_SIZE], grouped[RAP_NUMBER_SIZE];
    if (!isfinite(x)) {
        snprintf(text, RAP_NUMBER_SIZE, "%s", tr(l, "none"));
        return;
    }
    if (fabs(x) >= 1e15)
        snprintf(digits, sizeof digits, "%.6e", fabs(x));
    else
        snprintf(digits, sizeof digits, "%.*f", places, fabs(x));
    separate(grouped, sizeof grouped, digits, l);
    snprintf(text, RAP_NUMBER_SIZE, "%s%.80s",
             is_zero(digits) ? ""
             : x < 0         ? "-"
             : sign          ? "+"
                             : "",
             grouped);
}

void rap_money_plain(char *text, const rap_language *l, double x, bool sign) {
    char digits[MOST_DIGITS], grouped[RAP_NUMBER_SIZE];
    if (isnan(x)) {
        snprintf(text, RAP_NUMBER_SIZE, "%s", tr(l, "none"));
        return;
    }
    snprintf(digits, sizeof digits, "%.0f", fabs(x));
    separate(grouped, sizeof grouped, digits, l);
    snprintf(text, RAP_NUMBER_SIZE, "%s%.80s", x < -0.5 ? "-" : sign ? "+" : "", grouped);
}
