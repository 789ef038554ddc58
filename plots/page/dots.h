/* dots.h: fifty dots for fifty sets of assumptions, each where its difference lies: in so many of them the other way of working
 * is better, in so many it does not matter, in so many it is worse (private to plots/).
 *
 * Quantile dot plots (Kay et al. 2016, doi:10.1145/2858036.2858558; Fernandes et al. 2018, doi:10.1145/3173574.3173718): a
 * distribution that can be counted. Dots are quantiles of a difference's spread over sets, chance taken out
 * (rap_set_quantiles). How many stand on which side of what matters are the shares that the tables hold (p_mean, p_worse;
 * both set_shares.h): words, counts and dots are one. A dot that its quantile would put on the other side of a mark, which
 * the two estimates may do next to one, stands at the mark. */
#ifndef RAP_DOTS_H
#define RAP_DOTS_H

#include "plots/page/page.h"

enum { RAP_DOTS = RAP_SETS_TOLD };

/* They add up to RAP_DOTS; all 0 where it cannot be told. */
typedef struct {
    int better, neither, worse;
} rap_dots;

/* From the shares of sets that are better and worse by at least what matters: rounded by largest remainders, a draw going to
 * what does not matter; a heap that is left out though its share is not 0 is in the words. NaN: cannot be told. Shares that
 * add up to more than 1 (each is estimated by itself) are scaled to 1. */
rap_dots rap_dots_of(double better, double worse);

/* Those of a difference over the study's sets of assumptions. None for no row, for a study that keeps start values, for one
 * set, for one history a set. */
rap_dots rap_dots_of_row(const rap_tables *t, const rap_contrast_row *row);

/* "Of the 50 marks, 47 lie where ‘Stay’ is on average better by at least 5 percentage points. For 2 the difference is smaller,
 * for 1 it is worse by as much." "Higher" and "lower" where neither side is better. One sentence that says why not where there
 * are no dots. */
void rap_dots_words(rap_text *out, const rap_tables *t, const rap_contrast_row *row);

/* The dots and, as the caption, their words behind the gathered ones; the words alone where there are none. */
void say_dots(rap_page *p, const rap_contrast_row *row);

#endif
