/* icons.h: signs that anybody can count: as many as there are people (or partners, or ties), so many of them full. SVG in
 * the page itself: full against outline, so that grey and print lose nothing, at most ten a row, or 23 small ones, which fits a phone
 * (private to plots/). */
#ifndef RAP_ICONS_H
#define RAP_ICONS_H

#include "plots/page/page.h"
#include "plots/words/signs.h"

typedef enum {
    RAP_SIGN_CIRCLE, /* of shares */
    RAP_SIGN_PERSON,
    RAP_SIGN_HOUSE, /* an organisation */
    RAP_SIGN_TIE    /* two that are joined */
} rap_sign;

/* The SVG; the words beside it say the same, so that a reader that speaks skips it. `color` is "#rrggbb". */
void rap_signs_svg(rap_text *html, const rap_signs *signs, rap_sign sign, const char *color);

/* ---- a figure of ways of working, one row each ------------------------------------------------ */

typedef struct {
    const char *label; /* of the way of working */
    double value;      /* of `of`; NaN: cannot be told */
    const char *color; /* as rap_plot_color */
    const rap_outcome_row
        *cell; /* whose mean the value is, but for a factor; NULL: it is from no table */
    const rap_outcome_row *all; /* whose mean `of` is; NULL: it is from no table */
} rap_icon_row;

typedef struct {
    rap_sign sign;
    const char *things; /* behind the number: "partners still work with the team" */
    double
        of; /* of how many, > 0; NaN where there is no such number: signs are counted up, all of them full */
} rap_icons;

/* For how many things a sign stands, so that no row has more than RAP_MOST_SIGNS, or RAP_MOST_OF_ALL where it is known of how
 * many: 1, 2, 5, 10, 20, ... More than RAP_MOST_LARGE are drawn small. */
enum { RAP_MOST_SIGNS = 50, RAP_MOST_OF_ALL = 120, RAP_MOST_LARGE = 30 };
double rap_icons_per(const rap_icons *icons, const rap_icon_row *rows, size_t n);

/* Each row: its label, its number in words, its signs, which are rounded to whole ones where each stands for many,
 * and none where there is no value. The gathered words are the caption, followed by "One sign stands
 * for 20." where it is so. */
void say_icons(rap_page *p, const rap_icons *icons, const rap_icon_row *rows, size_t n);

#endif
