/* curves.h: what a headline does over the values of one input, by the polynomial of the screen (private to plots/). */
#ifndef RAP_CURVES_H
#define RAP_CURVES_H

#include "analysis/sensitivity/deciding.h"
#include "analysis/tables/tables.h"

/* The first key row in whose polynomial an input stands by itself; NULL where there is none. */
const rap_decided *rap_curve_row(const rap_tables *t);

/* Those inputs, by place in d->inputs: in order of the shares that were confirmed, then of the screen's. At most `most`;
 * returns how many. */
size_t rap_curve_inputs(const rap_deciding *d, const rap_decided *row, size_t *inputs, size_t most);

/* The headline's mean where the input stands at place u (0 to 1) of its distribution, all others spread as they are, and
 * a 95 % interval: from the standard errors of the coefficients, the terms taken as they are. In units of the outcome. */
typedef struct {
    double mean, low, high;
} rap_curve_point;
rap_curve_point rap_curve_at(const rap_screen_fit *fit, size_t input, double u);

/* Title of a picture of curves: what it shows, of which headline and contrast. */
void rap_curve_title(rap_text *out, const rap_tables *t, const char *shows);

/* On how many sets of assumptions it rests, and how much the polynomial foretells: two sentences. */
void rap_curve_words(rap_text *out, const rap_language *l, const rap_decided *row);

#endif
