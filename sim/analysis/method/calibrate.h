/* calibrate.h: what data say of contrasts and inputs, told from a reference table.
 *
 * Candidates, each of which turns rows of the table into a sample of the posterior, all targets of a row together:
 *   weights    rows weighted by how likely they make the data (importance sampling from the prior)
 *   nearest    rows whose pseudo-data lie nearest, drawn along local lines to the data, by Epanechnikov's weights
 *              (Beaumont, Zhang & Balding 2002, doi:10.1093/genetics/162.4.2025)
 *   linear     all rows: what a regression on pseudo-data foretells of a target at the data (regress.h), and a residual
 *              that ranks among those of rows with like forecasts as the row's own does among those like it (like.h)
 *   quadratic  the same with squares and products
 * A posterior is held to the range that a target has in the table.
 *
 * Choice: pseudo-data of rows stand for data, each row left out of what judges it. A candidate's error is the mean over
 * contrasts of its CRPS over that of the prior (a proper score: Gneiting & Raftery 2007, doi:10.1198/016214506000001437):
 * 1 where nothing is learned, 0 where all is. The least error is taken whose posteriors pass sbc.h; if none does, that with
 * the least error is returned and `admitted` is false.
 *
 * Inputs: one is identified if the regression of its score on pseudo-data explains more than chance would (F test, linear
 * and quadratic terms, Holm over inputs at rap_identified_wrong). Others keep their values of the table in the posterior.
 * An input of which data tell only how far it is spread is not seen. */
#ifndef RAP_CALIBRATE_H
#define RAP_CALIBRATE_H

#include "analysis/method/foretold.h"
#include "analysis/method/identify.h"
#include "analysis/method/judge.h"

typedef struct {
    rap_way_judged way[RAP_CALIBRATION_WAYS];
    rap_calibration_way taken;
    bool admitted; /* the way that was taken passed; if not, single contrasts of it may have */
    size_t contrasts, inputs, quantities;
    size_t sets;      /* pseudo-data sets that judged */
    double typical;   /* share of rows whose pseudo-data lie at least as far out as the data */
    size_t rows;      /* of the posterior */
    size_t *row;      /* which rows of the table those are */
    double *weight;   /* of a posterior row; they sum to 1 */
    double effective; /* number */
    double *
        posterior; /* target x rows, NaN where the table has none; as in the table where not identified */
    rap_told *before, *after; /* target; chance of few histories taken out */
    bool *chance_left;        /* target: but not out of what is told after: rap_take_chance_out */
    rap_input_told *input;    /* input */
    rap_foretold *foretold;   /* quantity */
} rap_calibration;

typedef struct {
    size_t
        contrasts; /* the first targets: they are judged; all others are inputs, as normal scores */
    size_t sets;   /* pseudo-data sets at most; 0: RAP_CALIBRATION_SETS */
} rap_calibration_options;

enum { RAP_CALIBRATION_SETS = 1000 };

/* y: a value for each quantity. RAP_OK (also where nothing is admitted), RAP_EINPUT for what rap_reference_init refuses,
 * y that is no number, or no contrast; RAP_ENOMEM; RAP_ENUMERIC. Free is legal after a failure, and twice. */
int rap_calibrate(const rap_reference_table *table, const double *y,
                  const rap_calibration_options *options, rap_calibration *out);
void rap_calibration_free(rap_calibration *c);

#endif
