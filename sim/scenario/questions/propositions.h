/* propositions.h: context-mechanism-outcome configurations as they are written in a study. */
#ifndef RAP_PROPOSITIONS_H
#define RAP_PROPOSITIONS_H

#include "scenario/questions/claims.h"

enum { RAP_MOST_PROPOSITIONS = 200, RAP_MOST_RIVALS = 3 };

/* context = { organisation_type; subgroup; circumstances; inside; outside; } */
typedef struct {
    const char *organisation_type, *subgroup, *circumstances;
} rap_proposition_context;

/* resource = { lever; from; to; money_to; } or { from_arm; to_arm; } */
typedef struct {
    const char *lever, *money_to, *from_arm, *to_arm;
} rap_proposition_resource;

typedef struct {
    rap_named is;
    const char *source, *note, *cannot_be_expressed, *arm, *response;
    int standing;
    rap_texts rivals;
    rap_proposition_context context;
    rap_proposition_resource resource;
    rap_claim_outcome outcome;
} rap_proposition_row;

extern const rap_record rap_proposition_record;
extern const rap_record rap_verdict_record; /* fills a rap_verdict_rule */

/* Fills study->propositions and the rule; needs arms, windows and deltas. Problems go to
 * `findings`; RAP_OK also with them, RAP_ENOMEM. */
int rap_settings_propositions(rap_study *study, const rap_settings *settings, const rap_tree *tree,
                              rap_arena *arena, rap_findings *findings);

#endif
