/* of_ten.h: a picture of shares that anybody can count: ten circles a row, so many of them full; of other outcomes, a
 * bar a row. SVG in the page itself, and letters in Markdown (private to plots/). */
#ifndef RAP_OF_TEN_H
#define RAP_OF_TEN_H

#include "plots/page/two_formats.h"

typedef struct {
    const char *label;
    double share;   /* 0 to 1: of ten, or of the longest bar; NaN: cannot be told */
    char value[64]; /* what stands behind it: "6 of 10", "143 people" */
} rap_of_ten_row;

/* The rows as one figure; the gathered words are what stands below it. */
void put_of_ten(rap_writer *w, const rap_of_ten_row *rows, size_t n, bool circles);

#endif
