/* set_shares.h: in how many sets of assumptions a difference is at least a size. The one place where that
 * is told.
 *
 * Asked is the share of sets whose *expected* difference, over infinitely many histories, is at least the
 * size. A set's mean over a few histories is that and chance: counting means pulls the share towards a
 * half. Chance is therefore taken out of the distribution of the means m_d (deconvolution):
 *
 *   chance s^2     pooled variance within sets * mean(1 / n_d), n_d the histories of a set
 *   between t^2    t is the mean of its posterior under a flat prior, given var(m_d); so it is never 0
 *   distribution   CELLS cells over the range of the means and 4 t on both sides of their mean, an edge of
 *                  one at the size; starts normal (mean, t), then STEPS steps of expectation and maximisation
 *                  for cells given m_d ~ normal(cell, s^2) (Dempster, Laird & Rubin 1977; stopping early
 *                  smooths, Silverman et al. 1990, doi:10.1111/j.2517-6161.1990.tb01788.x)
 *   share          what lies in the cells from the size on
 *   interval       the shares p for which |share - p| <= 1.96 sd(p), as Wilson's for a count; sd under the
 *                  normal working model (set_errors.h). It is about the sets that could be drawn, not those
 *                  that were
 *
 * Without any chance, where all means are equal, and for one set it is a plain count with Wilson's interval. With one history a set
 * chance cannot be told from assumptions, and the share is missing.
 *
 * Measured with 60 sets x 4 histories (test_set_shares; 500 repeats for shares .03 to .97; bias and coverage at the
 * worst share; r: sd of chance in a set's mean over sd between sets):
 *
 *             normal       gamma(4)     lognormal(.5)  exponential
 *   r = .05   .00  94 %    .00  94 %    .01  93 %      .01  94 %
 *   r = .25   .01  97 %    .00  96 %    .01  94 %      .02  82 %
 *   r = .5    .00  95 %    .01  93 %    .01  92 %      .05  72 %
 *   r = 1     .01  95 %    .03  86 %    .04  79 %      .09  50 %
 *   r = 2     .02  90 %    .06  77 %    .10  71 %      .12  60 %
 *
 * The worst share is that at the short, steep end of a skewed distribution; over all shares r = .5 covers 96, 96, 96
 * and 92 %. Looked at besides, bias at r = .5 for normal, gamma(4), lognormal(.5): a raw count .03, .05, .07; means
 * drawn in to their variance (Louis 1984) .00, .03, .04; posterior shares under the normal model .00, .03, .05; 60
 * steps .00, .01, .01 but a fifth more spread. */
#ifndef RAP_SET_SHARES_H
#define RAP_SET_SHARES_H

#include "analysis/estimate/summary.h"

/* Share of sets whose expected value, times `sign` (1 or -1), is at least `least` >= 0 (matters.h). `w` as
 * rap_draw_means or rap_summarise left it. k is the share of n in whole sets, n the sets that have a
 * value; none of 0, and NaN, where chance cannot be told. */
rap_share rap_share_at_least(const rap_workspace *w, double sign, double least);

/* The same of a claim: direction 1 or -1 as sign; 0: the value is smaller than `size` on both sides, with the interval of
 * a share of that height on one. */
rap_share rap_share_of_claim(const rap_workspace *w, int direction, double size);

/* Of the same distribution, its quantiles at (k + 1/2) / n for k from 0 to n - 1, upwards: where n sets stand for all of them.
 * Cells have an edge at `size` >= 0 upwards; between edges a quantile is interpolated. NaN where chance cannot be told. */
void rap_set_quantiles(const rap_workspace *w, double size, double *quantiles, int n);

/* Which sets count where claims are taken together: as many as `share` says, those that show the claim best. A
 * set's standing is direction * mean, or -|mean| with direction 0; it counts from the standing on that is returned,
 * infinite where none does. Chance is out of how many count, not out of which: taken together, claims that go
 * together seem to do so a little less. `w` as above; w->sorted is used. */
double rap_set_standing(int direction, double mean);
double rap_least_standing(rap_workspace *w, int direction, const rap_share *share);

/* The standard deviation between sets, given the variance of `sets` means and what chance has in it: its posterior
 * mean under a flat prior. */
double rap_between_sets(double variance, double chance, int64_t sets);

#endif
