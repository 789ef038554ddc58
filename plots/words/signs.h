/* signs.h: a value as so many signs of so many, whole ones, and what that is in words. What draws them: plots/page/icons.h. */
#ifndef RAP_SIGNS_H
#define RAP_SIGNS_H

#include "base/text.h"
#include "plots/words/translation.h"

/* Signs of one row. Whole ones are full, so that a mean such as 4.3 of 8 is "about 4 of 8"; what would round to none, or to
 * all, though it is not that, has one sign that is half full. */
typedef struct {
    int all, full;
    bool half;       /* one more is half full */
    bool is_exact;   /* the value is a whole number of signs */
    bool is_told;    /* else there is no value, and nothing is full */
    bool counted_up; /* of no known whole: all of them are full */
} rap_signs;

/* `value` of `of` things, each sign standing for `per` of them (>= 1). */
rap_signs rap_signs_of(double value, double of, double per);

/* "4 of 8", "about 4 of 8", "fewer than 1 of 8", "more than 7 of 8", "no value", in things: signs * per; `about`: say
 * so where it is. */
void rap_signs_words(rap_text *out, const rap_language *l, const rap_signs *signs, double of,
                     double per, bool about);

/* A share as so many of ten: "6 of 10", "more than 9 of 10", "fewer than 1 of 10"; "cannot be told" for NaN. */
enum { RAP_TEN = 10 };
void rap_of_ten_words(rap_text *out, const rap_language *l, double share);

#endif
