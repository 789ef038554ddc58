/* whom.h: what the pictures of groups are about, for the tables of their numbers (private to plots/). */
#ifndef RAP_WHOM_H
#define RAP_WHOM_H

#include "analysis/tables/tables.h"

enum { RAP_WHOM_CONTRASTS = 3, RAP_WHOM_PANELS = 4 };

/* The first headlines about everybody, at most `most`, of which more than one group of the kind of `like` ("type:x") has
 * values; returns how many. */
size_t rap_whom_headlines(const rap_tables *t, const char *like, size_t *chosen, size_t most);

/* The k-th row of a panel: "all", then each group of the kind in order of the layout. NULL after the last. */
const char *rap_whom_group(const rap_tables *t, const char *like, size_t k);

#endif
