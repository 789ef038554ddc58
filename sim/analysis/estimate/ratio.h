/* ratio.h: outcomes that are a ratio of two observed numbers, such as promises broken of promises due.
 *
 * The ratio is that of means, r = mean(x) / mean(y), each the mean over draws of the mean of a draw's runs: what is
 * expected among all that is counted in y, so that draws in which little is counted weigh little, and one in which nothing
 * is counted leaves no gap. It is the one number of a ratio wherever a mean stands. Its interval comes from linearised
 * values, whose mean it is (delta method; Cochran 1977, Sampling Techniques, 6.4):
 *
 *   over all     r + (x - r y) / mean(y)
 *
 * Where the 95 % interval of mean(y) holds 0 there is no ratio: every value, however large, would be as compatible with
 * the runs (the set of Fieller 1954, J. R. Stat. Soc. B 16:175, has no end), and the ratio's own mean does not exist.
 *
 * What is said of single draws, such as a range over them or a share of them, is about each draw's own ratio,
 * r_d = mean_d(x) / mean_d(y), with its luck from the values
 *
 *   own          r_d + (x - r_d y) / mean_d(y),
 *
 * missing where mean_d(y) is 0. */
#ifndef RAP_RATIO_H
#define RAP_RATIO_H

#include "analysis/estimate/summary.h"

/* Numerators and denominators by item, `runs` of a draw; items whose mask is NaN are missing. */
typedef struct {
    const double *x, *y, *mask;
    int64_t items, runs;
    int64_t sheet; /* draws of a sheet, as in rap_sample */
} rap_ratio;

/* Values over all; false, and all NaN, where there is no ratio. `out` may be x. */
bool rap_ratio_over_all(const rap_ratio *ratio, double *out);

/* Each draw's own values. `out` may be x. */
void rap_ratio_own(const rap_ratio *ratio, double *out);

/* The summary of a ratio: mean, interval and runs from that over all, spreads and range from that of draws' own
 * ratios, draws those that have one. */
rap_summary rap_ratio_summary(const rap_summary *over_all, const rap_summary *own);

#endif
