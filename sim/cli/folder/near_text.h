/* near_text.h: whether two texts say the same, where numbers come from different processors. */
#ifndef RAP_NEAR_TEXT_H
#define RAP_NEAR_TEXT_H

typedef enum { RAP_TEXT_IDENTICAL, RAP_TEXT_ROUNDED, RAP_TEXT_DIFFERENT } rap_nearness;

/* Compares number with number and all else letter by letter. Numbers are equal to rounding where they
 * differ by no more than `rounding`, as rap_store_distance tells. */
rap_nearness rap_text_nearness(const char *a, const char *b, double rounding);

#endif
