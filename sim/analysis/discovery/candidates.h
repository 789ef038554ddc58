/* candidates.h: boxes over circumstances as propositions that the study can include.
 *
 * The context of a candidate is a pair of circumstances, one that stands for the box and one for what
 * is outside. Its response is the mechanism without which most of the difference inside is lost: each
 * is weakened in both arms, in circumstances that stand for the box. Where no loss stands out (above
 * the verdicts' share of the smallest difference that matters, in an interval that allows for the
 * number of mechanisms), the one that loses most is written with a remark that none carries it. What is
 * written can be tested as it is; a circumstance that goes into a list which differs between the arms
 * cannot be said as changes: it is left out, with a remark. */
#ifndef RAP_CANDIDATES_H
#define RAP_CANDIDATES_H

#include "analysis/discovery/boxes.h"
#include "analysis/estimate/aside.h"

typedef struct {
    size_t search, box;
    int mechanism;      /* -1: none stands out */
    rap_summary effect; /* inside, with all mechanisms */
    rap_summary lost; /* of it, without that mechanism: of the one that loses most where it is -1 */
    int most;         /* the mechanism that loses most */
} rap_candidate;

typedef struct {
    rap_candidate *rows;
    size_t n;
} rap_candidates;

/* Runs beside the folder's, for every box over circumstances. RAP_OK, RAP_STOPPED, RAP_ENOMEM, or what
 * the ensemble says. Free is legal after a failure, and twice. */
int rap_candidates_make(rap_candidates *candidates, const rap_boxes *boxes, const rap_bench *bench);
void rap_candidates_free(rap_candidates *candidates);

/* Runs of one arm that these are, at most: as if every search found as many boxes as it can. */
double rap_candidates_runs(const rap_study *study);

/* All of them, in the study's own syntax: propositions = { ... };. RAP_OK or RAP_ENOMEM. */
int rap_candidates_words(const rap_candidates *candidates, const rap_boxes *boxes, rap_text *out);

#endif
