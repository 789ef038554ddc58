/* against_rows.h: how the rows of a comparison of two results are gathered, one at a time (private to plots/). */
#ifndef RAP_AGAINST_ROWS_H
#define RAP_AGAINST_ROWS_H

#include "plots/page/against.h"

typedef struct {
    rap_against *a;
    const rap_tables *now, *then; /* both in the language of what is now */
    const rap_language *l;
    rap_text what, old, new, change; /* of the row that is being made */
    const char *input;               /* path of the number that it is about, or NULL */
    int status;
} rap_comparison;

/* What stands for a missing side; what became of something of which either side may be missing. */
const char *rap_against_absent(const rap_comparison *c);
const char *rap_against_became(const rap_comparison *c, bool then, bool now);

/* Adds the gathered texts as a row, and empties them; empties them. */
void rap_against_add(rap_comparison *c, rap_against_part part, bool changed);
void rap_against_clear(rap_comparison *c);

#endif
