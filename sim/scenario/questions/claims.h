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

/* The row of a claim's standing, a member `standing` of its struct. */
#define RAP_STANDING_LINE(row, needed)                                                             \
    {                                                                                              \
        .key = "status", .kind = RAP_CHOICE, .choices = rap_standing_names,                        \
        .meaning =                                                                                 \
            "held_out: no line of the model rests on the document that says so; "                  \
            "same_document: that document is one that the model was built from; "                  \
            "by_construction: its direction follows from one line of the model or from the "       \
            "timing of money; input: it was put in as a number",                                   \
        .offset = offsetof(row, standing), .flags = (needed)                                       \
    }

/* Reads plus and minus of a row; what is not written stays as it is. RAP_OK or RAP_ENOMEM. */
int rap_read_effect_sides(rap_reading *r, const rap_tree *row, rap_effect *e);

#endif
