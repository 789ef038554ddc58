/* summary.h: estimators over draws x runs, and the samples that they work on.
 *
 * Estimators (D draws of R runs; y_dr one run's value, m_d a draw's mean over the runs it has):
 *   mean            mean of the m_d
 *   ci_low/high     mean -/+ t error: Monte Carlo only, of sheets of draws (units.h), inside what the
 *                   outcome can be. With one draw, from its runs
 *   sd_chance       square root of the pooled within-draw variance
 *   sd_parameters   square root of max(0, var(m_d) - within * mean(1 / n_d)), n_d the runs of a
 *                   draw (random-effects ANOVA)
 *   plausible       2.5 and 97.5 % quantiles of mean + f (m_d - mean), f = sd_parameters / sd(m_d); missing where
 *                   chance alone could spread the m_d as far (F test of the two variances at 5 %)
 *   low_, high_end  95 % interval of each end. Its distance from the mean is right within a factor exp(1.96 e); e is
 *                   the standard error of a quantile seen through chance, under the normal working model
 *                   (set_errors.h), over that distance; times c^2, c being how much farther off the end is than
 *                   that of a normal distribution, times c where it is nearer
 *   p05, p50, p95   quantiles over all runs (type 7 of Hyndman & Fan 1996)
 * What cannot be told (one run, one draw, nothing but missing runs) is NaN, an empty cell in a CSV. */
#ifndef RAP_SUMMARY_H
#define RAP_SUMMARY_H

#include "analysis/estimate/units.h"

#include <stdbool.h>
#include <stdint.h>

/* Statistics of one quantity over draws x runs. Missing: NaN. */
typedef struct {
    int64_t draws, runs, missing; /* runs counts those present; draws those with at least one */
    double mean, ci_low, ci_high, sd_chance, sd_parameters, plausible_low, plausible_high;
    double low_end[2], high_end[2]; /* where plausible_low and plausible_high may lie */
    double p05, p50, p95;           /* NaN for ratio outcomes */
    int64_t units; /* independent ones behind the interval: sheets, draws, or runs of one draw */
    double error;  /* standard error of the mean over those */
} rap_summary;

/* A share of n draws, with its 95 % interval; k is how many draws that is, rounded. */
typedef struct {
    int64_t k, n;
    double share, low, high; /* NaN where there is none */
} rap_share;

/* Values of one quantity by item = draw * runs + run; the last draw may be cut off. NaN: missing.
 */
typedef struct {
    const double *x;
    int64_t items, runs; /* runs of a draw, >= 1 */
    int64_t sheet; /* draws of a sheet (units.h): RAP_SHEET for a study's draws; 0: each alone */
    rap_bounds bounds; /* of the values */
} rap_sample;

/* Space for the work on samples of up to `items` values. */
typedef struct {
    double *means;   /* of the draws that have one, in order */
    double *inverse; /* 1 / runs present of those */
    int64_t *draw;   /* which draws those are */
    int64_t draws;   /* how many those are, after rap_draw_means */
    double within;   /* pooled within-draw variance, NaN where it cannot be told */
    double freedom;  /* degrees of freedom that it rests on */
    double *sorted;  /* room for the items */
    int64_t units;   /* asked for last: how far their interval reaches (rap_student) */
    double student;
} rap_workspace;

int rap_workspace_init(rap_workspace *w, int64_t items);
void rap_workspace_free(rap_workspace *w);

/* Fills means, inverse, draw, draws, within and freedom. Draws without a run present are left out. */
void rap_draw_means(const rap_sample *sample, rap_workspace *w);

/* Nothing is known: no draws and runs, every number NaN. */
rap_summary rap_summary_unknown(void);

/* All estimators; `quantiles` asks for p05, p50, p95 (NaN else). w holds the draw means
 * afterwards. */
rap_summary rap_summarise(const rap_sample *sample, rap_workspace *w, bool quantiles);

/* The means by draw, `draws` of them: NaN where a draw has none. */
void rap_means_by_draw(const rap_workspace *w, double *means, int64_t draws);

/* Share of the variance of draw means that chance does not make, 0 to 1. NaN where it cannot be told. `w` as
 * rap_draw_means or rap_summarise left it. */
double rap_reliability(const rap_workspace *w);

/* Its square root, sd_parameters / sd(draw means): how far draw means are drawn in for the plausible range. */
double rap_shrinkage(const rap_workspace *w);

/* How far the mean may be off if `questions` of its kind are to be answered rightly together: the
 * half-width of its 95 % interval, widened (rap_student); infinite where that cannot be told. */
double rap_reach(const rap_summary *s, double questions);

/* How often chance alone would put the mean `distance` or more from where it is expected, on either side
 * (Student's t, as the interval has it); 1 where that cannot be told, 0 where nothing varies. At most 0.05
 * where the 95 % interval does not reach so far. */
double rap_p_value(const rap_summary *s, double distance);

/* Pooled within-draw variance of the runs that are present in `mask` too; NaN where no draw has
 * two. */
double rap_within(const rap_sample *sample, const double *mask);

/* Mean and sample variance, exact for equal values (shifted by the first); NaN for too few. */
double rap_mean(const double *x, int64_t n);
double rap_variance(const double *x, int64_t n);

/* Type-7 quantile (Hyndman & Fan 1996) of sorted values; NaN for n = 0. */
double rap_quantile_sorted(const double *x, int64_t n, double q);

/* Wilson's 95 % interval for k of n (Wilson 1927, doi:10.1080/01621459.1927.10502953); [0, 1] for
 * n = 0. */
void rap_wilson(int64_t k, int64_t n, double *low, double *high);

/* k of n, counted, with Wilson's interval; NaN for n = 0. */
rap_share rap_share_of(int64_t k, int64_t n);

#endif
