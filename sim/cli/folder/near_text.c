/* near_text.c: two texts, walked through side by side. */
#include "cli/folder/near_text.h"
#include "store/store.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>

/* Whether a number begins at p: not in the middle of a word or of another number. */
static bool begins_number(const char *p, char before) {
    if (isalnum((unsigned char)before) || before == '_' || before == '.')
        return false;
    p += *p == '-';
    return isdigit((unsigned char)*p);
}

static rap_nearness compare_numbers(double x, double y, double rounding) {
    return rap_store_distance(x, y) <= rounding ? RAP_TEXT_ROUNDED : RAP_TEXT_DIFFERENT;
}

/* Goes over a number in both, or over a letter. */
static rap_nearness step(const char **a, const char **b, char before, double rounding) {
    if (!begins_number(*a, before) || !begins_number(*b, before))
        return *(*a)++ == *(*b)++ ? RAP_TEXT_IDENTICAL : RAP_TEXT_DIFFERENT;
    char *end_a, *end_b;
    double x = strtod(*a, &end_a), y = strtod(*b, &end_b);
    bool same = end_a - *a == end_b - *b;
    for (const char *p = *a, *q = *b; same && p < end_a; p++, q++)
        same = *p == *q;
    *a = end_a;
    *b = end_b;
    return same ? RAP_TEXT_IDENTICAL : compare_numbers(x, y, rounding);
}

rap_nearness rap_text_nearness(const char *a, const char *b, double rounding) {
    rap_nearness all = RAP_TEXT_IDENTICAL;
    for (char before = '\n'; all != RAP_TEXT_DIFFERENT && (*a || *b); before = a[-1]) {
        rap_nearness one = step(&a, &b, before, rounding);
        all = one > all ? one : all;
    }
    return all;
}
