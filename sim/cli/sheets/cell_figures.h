/* cell_figures.h: what stands in cells: numbers, scores between the ends of a scale, yes and no. Each reader gives NULL, or
 * why the cell is none, as a clause: "is no number". */
#ifndef RAP_CELL_FIGURES_H
#define RAP_CELL_FIGURES_H

#include "cli/sheets/amount.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    double low, high; /* equal: not said */
} rap_scale;

/* The ends that words name: "(1-5)", "1 to 5", "0 bis 10", "de 0 a 10", "in %". Nothing where they name none. */
rap_scale rap_scale_find(const char *folded);

/* Where the words of a header end and its scale, or a remark in brackets, begins. */
size_t rap_scale_words(const char *folded);

/* A number, with either mark for decimals and groups of three parted or not; a share of 100 where a % follows. */
const char *rap_number_read(double *x, const char *cell, rap_mark mark);

/* A score as a share of its scale, [0, 1]. */
const char *rap_score_read(double *x, const char *cell, rap_mark mark, rap_scale scale);

/* Yes or no, in English, French or German, x, 1 and 0; nothing is no. */
const char *rap_yes_read(bool *yes, const char *cell);

#endif
