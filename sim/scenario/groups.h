/* groups.h: whether the groups that a study's headlines and questions look at are there. */
#ifndef RAP_GROUPS_H
#define RAP_GROUPS_H

#include "base/lookup.h"
#include "scenario/study/reading.h"

/* Names of all groups that were seen, for messages. */
typedef struct {
    const char **names; /* the names in the reading's arena, the list itself not */
    size_t n, capacity;
    rap_lookup places; /* of names */
} rap_groups;

/* Lists what the headlines (if any were written) and the questions look at. RAP_OK or RAP_ENOMEM. */
int rap_groups_list(rap_reading *r, bool headlines_written);

/* Marks those that are there in an arm, whose bound inputs are `root`. RAP_OK or a negative code. */
int rap_groups_match(rap_groups *g, rap_reading *r, const void *root, size_t arm);

/* Reports those that are missing in every arm, or in one that an effect names. */
void rap_groups_report(const rap_groups *g, rap_reading *r);

void rap_groups_free(rap_groups *g);

#endif
