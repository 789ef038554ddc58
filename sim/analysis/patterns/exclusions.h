/* exclusions.h: how many patterns hold together, and which exclude each other.
 *
 * In a set of assumptions a pattern holds where its mean over the set's histories does (patterns.h). Of two patterns
 * that each hold in some sets but not in all, a in A and b in B of the n sets that have both, A B / n would hold together
 * if neither had to do with the other. Rows are the pairs of which chance would have so few together or fewer at most once in
 * 20 times (Fisher's exact test, lower tail; Fisher 1935). They exclude each other where that holds allowing for all such
 * pairs, too (times their number). Arms share their luck, so the luck of a set's few histories is in it. */
#ifndef RAP_EXCLUSIONS_H
#define RAP_EXCLUSIONS_H

#include "analysis/estimate/summary.h"

typedef struct {
    size_t a, b; /* patterns, in order of the study */
    int64_t a_holds, b_holds;
    rap_share both;  /* of the sets that have both */
    double expected; /* sets in which both would hold if neither had to do with the other */
    double p;        /* how often chance would have so few or fewer */
} rap_exclusion;

typedef struct {
    rap_exclusion *rows; /* the least likely first */
    size_t n, capacity;
    size_t clear;         /* so many of them allowing for all pairs */
    size_t pairs;         /* that could have shown it */
    size_t never, always; /* patterns that hold in none, or in all, of the sets that have them */
} rap_exclusions;

/* P(X <= both) for X the number of marked ones among b drawn from n of which a are marked. */
double rap_hypergeometric_below(int64_t n, int64_t a, int64_t b, int64_t both);

/* `states` is pattern x draw, sets of RAP_SHOWS_... (states.h). RAP_OK or RAP_ENOMEM. Free is legal twice. */
int rap_exclusions_find(rap_exclusions *e, const unsigned char *states, size_t patterns,
                        int64_t draws);
void rap_exclusions_free(rap_exclusions *e);

#endif
