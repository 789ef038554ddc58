/* judge.h: how well each way of calibrate.h tells truths that are known: pseudo-data of rows stand for data, each row left
 * out of what judges it. */
#ifndef RAP_JUDGE_H
#define RAP_JUDGE_H

#include "analysis/method/at_data.h"
#include "analysis/method/cloud.h"
#include "analysis/method/sbc.h"

typedef struct {
    bool offered; /* weights need noise, others more rows than terms */
    bool passed;
    double error; /* share of the prior's CRPS; NaN if not offered */
    rap_sbc *sbc; /* contrast */
} rap_way_judged;

typedef struct {
    const rap_reference *r;
    rap_regression *shared;
    size_t contrasts, sets;
    size_t *set; /* whole rows whose pseudo-data stand for data, as often as the prior has them */
    double *place,
        *crps; /* contrast x set, of the way that was judged last: the truth's place, its score */
    double *guess;    /* contrast x set: what a line foretells of the truth */
    double *prior;    /* contrast x set: the prior's score; NaN of a contrast that does not vary */
    size_t *order;    /* contrast x n: by value */
    double *distance; /* set: from the data at hand */
    rap_values *values;      /* contrast */
    double *sample, *weight; /* n */
    rap_cloud cloud;
} rap_judge;

/* y: the data at hand. `shared`: the regression of targets that miss no row, or one without a reference where there is none;
 * it must stay. `sets` at most; fewer where there are fewer rows, or weights leave so few effective ones. RAP_OK or RAP_ENOMEM. Free is
 * legal after a failure, and twice. */
int rap_judge_init(rap_judge *j, const rap_reference *r, rap_regression *shared, const double *y,
                   size_t contrasts, size_t sets);
void rap_judge_free(rap_judge *j);

/* Judges a way, fills what `out` says of it but `passed`, whose room for a result a contrast is there. RAP_OK or
 * RAP_ENOMEM. */
int rap_judge_way(rap_judge *j, rap_calibration_way way, rap_way_judged *out);

#endif
