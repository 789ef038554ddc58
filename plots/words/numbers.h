/* numbers.h: numbers and money as people read them: thousands parted, by commas in English, decimals as many as
 * tell something. Pages and pictures write U+2212 for minus; the terminal writes "-". Marks are those of the language
 * (NULL: English); files of figures have none of this. */
#ifndef RAP_NUMBERS_H
#define RAP_NUMBERS_H

#include "base/text.h"
#include "plots/words/translation.h"
#include "plots/words/letters.h"

/* "1,204.5": x with so many decimals. `sign` writes + too; what rounds to zero has no sign. */
void rap_number(rap_text *out, const rap_language *l, double x, int places, bool sign);

/* "0.058", "31": two digits that tell something, no power of ten, no thousands. */
void rap_number_small(rap_text *out, const rap_language *l, double x);

/* "0.354", "1200": a number in at most so many figures, without marks between thousands. */
void rap_number_figures(rap_text *out, const rap_language *l, double x, int figures);

/* "0.03", "1000": a number as somebody set it, without marks between thousands. */
void rap_number_as_given(rap_text *out, const rap_language *l, double x);

/* So many things, in whole ones: "143", "about 143" of 143.4, "fewer than 1" of what is more than none and would round to it. */
void rap_number_of_things(rap_text *out, const rap_language *l, double x);

/* Whole currency units: "-1,204" with U+2212; "none" for NaN. */
void rap_money(rap_text *out, const rap_language *l, double x, bool sign);

/* "CAD 1,204": a sum as it is written and its currency, in the order of the language; and the same of whole units. */
void rap_with_currency(rap_text *out, const rap_language *l, const char *currency, const char *sum);
void rap_money_in(rap_text *out, const rap_language *l, const char *currency, double x);

/* "1,200 (900 to 1,500)"; "none" where there is no mean. */
void rap_money_interval(rap_text *out, const rap_language *l, double mean, double low, double high,
                        bool sign);

/* "about 40 s", "about 12 min", "about 3 h"; "an unknown time" for NaN and more than a lifetime. */
void rap_duration(rap_text *out, const rap_language *l, double seconds);

/* Decimals that a smallest difference that matters asks for: one digit finer than its first, none
 * from 10 on. The page has one more than the terminal where it is a power of ten below 1. */
int rap_places_on_page(double delta);
int rap_places_in_terminal(double delta);

/* ---- for the terminal: texts of RAP_NUMBER_SIZE bytes ----------------------------------------- */

enum { RAP_NUMBER_SIZE = 96 };

/* "-1,204.5", from 1e15 on "-1.204500e+15"; "none" for what is not finite. */
void rap_number_plain(char *text, const rap_language *l, double x, int places, bool sign);

/* "-1,204"; "none" for NaN. `sign` writes + before all that is not below zero. */
void rap_money_plain(char *text, const rap_language *l, double x, bool sign);

#endif
