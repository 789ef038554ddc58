/* judge.h: how well each way of calibrate.h tells truths that are known: pseudo-data of rows stand for data, each row left
 * out of what judges it. */
#ifndef RAP_JUDGE_H
#define RAP_JUDGE_H

#include "analysis/method/calibrate.h"
#include "analysis/method/cloud.h"
#include "analysis/method/regress.h"

typedef struct {
    const rap_reference *r;
    size_t contrasts, sets;
    size_t *set; /* whole rows whose pseudo-data stand for data, as often as the prior has them */
    double *place,
        *crps; /* contrast x set, of the way that was judged last: the truth's place, its score */
    double *
        guess; /* contrast x set: what the other half of the rows foretells of the truth, by a line */
    double *prior; /* contrast x set: the prior's score; NaN of a contrast that does not vary */
    size_t *order; /* contrast x n: by value */
    double *luck;  /* contrast x set: where a truth lies among its equals */
    double *sample, *weight; /* n */
    rap_cloud cloud;
} rap_judge;

/* `sets` at most; fewer where there are fewer rows, or weights leave so few effective ones. RAP_OK or RAP_ENOMEM. Free is
 * legal after a failure, and twice. */
int rap_judge_init(rap_judge *j, const rap_reference *r, size_t contrasts, size_t sets);
void rap_judge_free(rap_judge *j);

/* Judges a way, fills what `out` says of it but `passed`, whose room for a result a contrast is there. `shared`: the
 * regression of targets that miss no row, or one without a reference where there is none. RAP_OK or RAP_ENOMEM. */
int rap_judge_way(rap_judge *j, rap_calibration_way way, rap_regression *shared,
                  rap_way_judged *out);

#endif
