/* claims.h: a claim as it is written in a study: that an effect (arms, outcome, group, window) lies
 * beyond a size in a direction. */
#ifndef RAP_CLAIMS_H
#define RAP_CLAIMS_H

#include "scenario/study/reading.h"

/* outcome = { name; window; group; at_least; direction; } */
typedef struct {
    const char *name, *window, *group;
    double at_least;
    int direction; /* position in "up", "down", "none" */
} rap_claim_outcome;

extern const rap_record rap_claim_outcome_record;

#endif
