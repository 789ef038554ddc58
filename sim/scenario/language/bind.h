/* bind.h: checks a tree against a record and fills the record's struct.
 *
 * All problems are reported, and what has one keeps its default. Inheritance is one step deep: the
 * record that is referred to inherits from nothing itself. */
#ifndef RAP_BIND_H
#define RAP_BIND_H

#include "scenario/language/bind_parts.h"

/* Fills `out` (zeroed, grammar->size bytes) from root. RAP_OK if nothing was found wrong,
 * RAP_EINPUT, or what number answered, or RAP_ENOMEM. */
int rap_bind(const rap_binder *b, void *out);

#endif
