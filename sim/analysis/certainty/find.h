/* find.h: what each rule of certainty.h looks for. Whether it is known then, and what it costs, is told there. */
#ifndef RAP_CERTAINTY_FIND_H
#define RAP_CERTAINTY_FIND_H

#include "analysis/certainty/reason.h"

#include <math.h>

/* Nothing; a value; and one that lies between two. */
static inline rap_reason rap_found_between(double value, double most, int64_t n, int64_t of) {
    return (rap_reason){.value = value, .most = most, .n = n, .of = of};
}
static inline rap_reason rap_found(double value, int64_t n, int64_t of) {
    return rap_found_between(value, value, n, of);
}
static inline rap_reason rap_found_nothing(void) {
    return rap_found((double)NAN, 0, 0);
}

/* Share of what differs between sets of assumptions that numbers without a source carry (find_sources.c). Of what
 * `sensitivity` found if it was run; else of what the screen of the tables names, which is a least share then: what it
 * leaves unnamed may rest on any. Known without either where all uncertain inputs are of one kind. */
rap_reason rap_find_unsourced(const rap_certainty_case *x);

/* Share of what the named inputs with a source carry whose source is from elsewhere. */
rap_reason rap_find_setting(const rap_certainty_case *x);

/* Share of what was held out and concerns the outcome that the model fails: a pattern that holds in less than half of the
 * sets, a quantity that is implausible in half of them, or lies outside of what all others foretell (find_fit.c). */
rap_reason rap_find_patterns(const rap_certainty_case *x);

/* Number of contrasts that ask the same of another structure (structure.h) and find another direction (find_fit.c). */
rap_reason rap_find_structure(const rap_certainty_case *x);

/* Of the difference itself (find_difference.c): share of sets in which it points the other way; how many of +delta and
 * -delta the 95 % interval of the mean holds; share of sets on another side of delta than the mean; sets that have a value;
 * share of runs that have none. */
rap_reason rap_find_opposite(const rap_certainty_case *x);
rap_reason rap_find_interval(const rap_certainty_case *x);
rap_reason rap_find_size(const rap_certainty_case *x);
rap_reason rap_find_sets(const rap_certainty_case *x);
rap_reason rap_find_missing(const rap_certainty_case *x);

#endif
