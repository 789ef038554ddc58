/* summary.h: estimators over draws x runs, and the samples that they work on. */
#ifndef RAP_SUMMARY_H
#define RAP_SUMMARY_H

#include "analysis/tables.h"

/* Values of one quantity by item = draw * runs + run; the last draw may be cut off. NaN: missing. */
typedef struct {
    const double *x;
    int64_t items, runs; /* runs of a draw, >= 1 */
} rap_sample;

/* Space for the work on samples of up to `items` values. */
typedef struct {
    double *means, *sorted, *inverse; /* by draw; by item; 1 / runs present, by draw */
    int64_t draws;                    /* draws with a mean, after rap_draw_means */
    double within;                    /* pooled within-draw variance, NaN where it cannot be told */
} rap_workspace;

int rap_workspace_init(rap_workspace *w, int64_t items);
void rap_workspace_free(rap_workspace *w);

/* Fills means, inverse, draws and within. Draws without a run present are left out. */
void rap_draw_means(const rap_sample *sample, rap_workspace *w);

/* All of tables.h; `quantiles` asks for p05, p50, p95 (NaN else). w holds the draw means afterwards. */
rap_summary rap_summarise(const rap_sample *sample, rap_workspace *w, bool quantiles);

/* Mean and sample variance, exact for equal values (shifted by the first); NaN for too few. */
double rap_mean(const double *x, int64_t n);
double rap_variance(const double *x, int64_t n);

/* Quantile q of the first n values, which it sorts (type 7). NaN for n = 0. */
double rap_quantile_sorting(double *x, int64_t n, double q);

/* Type-7 quantile of sorted values. */
double rap_quantile_sorted(const double *x, int64_t n, double q);

/* Wilson's 95 % interval for k of n (Wilson 1927); [0, 1] for n = 0. */
void rap_wilson(int64_t k, int64_t n, double *low, double *high);

#endif
