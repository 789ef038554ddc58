/* survey_constructs.h: what the items of a survey ask about, in terms of the model's outcomes. */
#ifndef RAP_SURVEY_CONSTRUCTS_H
#define RAP_SURVEY_CONSTRUCTS_H

#include "base/text.h"
#include "model/model.h"

/* A row of survey_constructs.def, whose head says what the members mean. */
typedef struct {
    const char *name, *label, *outcome;
    int sign;
    const char *start;
    bool at_0;
    double discrepancy;
    const char *grade, *grounds, *words;
} rap_construct;

extern const rap_construct rap_constructs[]; /* ends with a NULL name */

/* That of folded words, figures at their end passed over ("trust_2"); NULL where none is meant. */
const rap_construct *rap_construct_meant(const char *folded);

/* Fills in that of a name as --map has it: a construct's, or an outcome's of `model`, which is then asked for as it is.
 * False where it is neither, or an outcome that does not lie between 0 and 1. */
bool rap_construct_named(rap_construct *is, const char *name, const rap_model *model);

/* Appends "trust_in_team, reliability, ...", those with an outcome. */
void rap_constructs_say(rap_text *out);

#endif
