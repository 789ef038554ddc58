/* numbers.c: signs, separators and decimals. */
#include "plots/words/numbers.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The largest finite double has 309 digits before the point, and 102 commas. */
enum { MOST_DIGITS = 340, MOST_GROUPED = 450, MOST_PLACES = 9 };

/* Copies digits with a comma between thousands of the whole part. */
static void separate(char *text, size_t size, const char *digits) {
    size_t whole = strcspn(digits, "."), n = 0;
    for (size_t i = 0; digits[i] && n + 2 < size; i++) {
        text[n++] = digits[i];
        if (i + 1 < whole && (whole - i - 1) % 3 == 0)
            text[n++] = ',';
    }
    text[n] = '\0';
}

static bool is_zero(const char *digits) {
    return strspn(digits, "0.") == strlen(digits);
}

void rap_number(rap_text *out, double x, int places, bool sign) {
    char digits[MOST_DIGITS], grouped[MOST_GROUPED];
    snprintf(digits, sizeof digits, "%.*f", places, fabs(x));
    separate(grouped, sizeof grouped, digits);
    if (!is_zero(digits))
        rap_text_add(out, x < 0 ? RAP_MINUS : sign ? "+" : "");
    rap_text_add(out, grouped);
}

void rap_number_small(rap_text *out, double x) {
    int places = fabs(x) > 0 ? 1 - (int)floor(log10(fabs(x))) : 0;
    char digits[MOST_DIGITS];
    places = places < 0 ? 0 : places > MOST_PLACES ? MOST_PLACES : places;
    snprintf(digits, sizeof digits, "%.*f", places, fabs(x));
    rap_text_add(out, x < 0 && !is_zero(digits) ? RAP_MINUS : "");
    rap_text_add(out, digits);
}

void rap_money(rap_text *out, double x, bool sign) {
    if (isfinite(x))
        rap_number(out, x, 0, sign);
    else
        rap_text_add(out, "none");
}

void rap_money_interval(rap_text *out, double mean, double low, double high, bool sign) {
    rap_money(out, mean, sign);
    if (!isfinite(mean))
        return;
    if (!isfinite(low) || !isfinite(high)) {
        rap_text_add(out, " (none)");
        return;
    }
    rap_text_add(out, " (");
    rap_money(out, low, sign);
    rap_text_add(out, " to ");
    rap_money(out, high, sign);
    rap_text_add(out, ")");
}

void rap_duration(rap_text *out, double seconds) {
    if (!(seconds < 5e9))
        rap_text_add(out, "an unknown time");
    else if (seconds < 100)
        rap_text_format(out, "about %.0f s", ceil(seconds));
    else if (seconds < 6000)
        rap_text_format(out, "about %.0f min", seconds / 60);
    else
        rap_text_format(out, "about %.0f h", seconds / 3600);
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

void rap_number_plain(char *text, double x, int places, bool sign) {
    char digits[RAP_NUMBER_SIZE], grouped[RAP_NUMBER_SIZE];
    if (!isfinite(x)) {
        snprintf(text, RAP_NUMBER_SIZE, "none");
        return;
    }
    if (fabs(x) >= 1e15)
        snprintf(digits, sizeof digits, "%.6e", fabs(x));
    else
        snprintf(digits, sizeof digits, "%.*f", places, fabs(x));
    separate(grouped, sizeof grouped, digits);
    snprintf(text, RAP_NUMBER_SIZE, "%s%.40s",
             is_zero(digits) ? ""
             : x < 0         ? "-"
             : sign          ? "+"
                             : "",
             grouped);
}

void rap_money_plain(char *text, double x, bool sign) {
    char digits[MOST_DIGITS], grouped[RAP_NUMBER_SIZE];
    if (isnan(x)) {
        snprintf(text, RAP_NUMBER_SIZE, "none");
        return;
    }
    snprintf(digits, sizeof digits, "%.0f", fabs(x));
    separate(grouped, sizeof grouped, digits);
    snprintf(text, RAP_NUMBER_SIZE, "%s%.40s", x < -0.5 ? "-" : sign ? "+" : "", grouped);
}

/* ---- of ten ----------------------------------------------------------------------------------- */

int rap_of_ten(double share) {
    return isfinite(share) ? (int)round(RAP_TEN * fmin(fmax(share, 0), 1)) : 0;
}

void rap_of_ten_words(char *text, size_t size, double share) {
    int full = rap_of_ten(share);
    if (!isfinite(share))
        snprintf(text, size, "cannot be told");
    else if (full == 0 && share > 0)
        snprintf(text, size, "fewer than 1 of 10");
    else if (full == RAP_TEN && share < 1)
        snprintf(text, size, "more than 9 of 10");
    else
        snprintf(text, size, "%d of 10", full);
}
