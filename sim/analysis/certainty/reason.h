/* reason.h: what a rule of certainty.h looks at, and what it finds. */
#ifndef RAP_CERTAINTY_REASON_H
#define RAP_CERTAINTY_REASON_H

#include "analysis/calibration/calibrated.h"
#include "analysis/patterns/patterns.h"
#include "analysis/sensitivity/deciding.h"
#include "analysis/tables/tables.h"

/* What a rule found. */
typedef struct {
    double value,
        most; /* in the rule's unit; the value lies between these two. NaN: nothing was found */
    int64_t n, of; /* the count behind it, where it is one; else 0 of 0 */
    bool known;
    int lost; /* levels: 0, 1, 2 */
} rap_reason;

/* What a rule looks at. */
typedef struct {
    const rap_tables *t;
    size_t contrast, headline;
    const rap_contrast_row *row; /* with a value */
    const rap_uncertain *inputs; /* of the study */
    const bool *arms;            /* of the contrast, by position in the study */
} rap_certainty_case;

#endif
