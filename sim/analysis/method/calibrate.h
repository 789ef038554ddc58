/* calibrate.h: what data say of contrasts and inputs, told from a reference table.
 *
 * Candidates, each of which turns rows of the table into a sample of the posterior, all targets of a row together:
 *   weights    rows weighted by how likely they make the data (importance sampling from the prior)
 *   nearest    rows whose pseudo-data lie nearest, drawn along local lines to the data, by Epanechnikov's weights
 *              (Beaumont, Zhang & Balding 2002, doi:10.1093/genetics/162.4.2025)
 *   linear     all rows: what a regression on pseudo-data foretells of the target at the data, and each row's residual
 *   quadratic  the same with squares and products
 * and the last two once more with residuals scaled by a spread that goes linearly with the data (Glejser 1969,
 * doi:10.1080/01621459.1969.10500976; in this use Blum & Francois 2010, doi:10.1007/s11222-009-9116-0).
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

#include "analysis/method/reference.h"
#include "analysis/method/sbc.h"

typedef enum {
    RAP_BY_WEIGHTS,
    RAP_BY_NEAREST,
    RAP_BY_LINEAR,
    RAP_BY_LINEAR_SPREAD,
    RAP_BY_QUADRATIC,
    RAP_BY_QUADRATIC_SPREAD,
    RAP_CALIBRATION_WAYS
} rap_calibration_way;

/* "weighted draws", "nearest rows", "linear regression", ... */
const char *rap_calibration_way_name(rap_calibration_way way);

typedef struct {
    bool offered; /* weights need noise, others more rows than terms */
    bool passed;
    double error; /* share of the prior's CRPS; NaN if not offered */
    rap_sbc *sbc; /* contrast */
} rap_way_judged;

typedef struct {
    double mean, sd, low, high; /* 95 %, equal tails; chance of few histories taken out */
} rap_told;

typedef struct {
    double shift;     /* of the mean, in standard deviations of the prior */
    double shrinkage; /* 1 - sd / sd of the prior; 0 if not identified */
    double p;         /* adjusted for all inputs */
    bool identified;
} rap_input_told;

/* Where a measured value lies among what is foretold of it: by the prior, and by all other quantities. */
typedef struct {
    rap_told prior, others;           /* as it would be measured: with its noise */
    double prior_place, others_place; /* share that is below, 0 to 1 */
    double prior_z, others_z;         /* (measured - mean) / sd */
} rap_foretold;

typedef struct {
    rap_way_judged way[RAP_CALIBRATION_WAYS];
    rap_calibration_way taken;
    bool admitted;
    size_t contrasts, inputs, quantities, sets; /* sets: pseudo-data sets that judged */
    double
        typical; /* share of rows whose pseudo-data lie as far out as the data, or farther: 0 is beyond all */
    size_t rows;      /* of the posterior: whole rows of the table */
    size_t *row;      /* which */
    double *weight;   /* of a posterior row; they sum to 1 */
    double effective; /* number */
    double *
        posterior; /* target x rows; NaN where the table has none; unidentified inputs as in the table */
    rap_told *before, *after; /* target */
    rap_input_told *input;    /* input */
    rap_foretold *foretold;   /* quantity */
} rap_calibration;

typedef struct {
    size_t
        contrasts; /* the first targets: they are judged; all others are inputs, as normal scores */
    size_t sets;   /* pseudo-data sets at most; 0: RAP_CALIBRATION_SETS */
} rap_calibration_options;

enum { RAP_CALIBRATION_SETS = 1000 };
extern const double rap_identified_wrong; /* 0.05 */

/* y: a value for each quantity. RAP_OK (also where nothing is admitted), RAP_EINPUT for what rap_reference_init refuses,
 * y that is no number, or no contrast; RAP_ENOMEM; RAP_ENUMERIC. Free is legal after a failure, and twice. */
int rap_calibrate(const rap_reference_table *table, const double *y,
                  const rap_calibration_options *options, rap_calibration *out);
void rap_calibration_free(rap_calibration *c);

#endif
