/* points.h: a design over circumstances, and the arms that it needs.
 *
 * Latin hypercube (McKay, Beckman & Conover 1979, doi:10.2307/1268522): dimension d of point p lies
 * in stratum perm_d(p) of n equal ones; choices share the strata out evenly. Permutations and places
 * within strata are keyed by (seed, name of the dimension). */
#ifndef RAP_POINTS_H
#define RAP_POINTS_H

#include "analysis/cells.h"

typedef struct {
    size_t n, n_dimensions;
    double *x;      /* point x dimension: the number, or the position of the choice */
    rap_pair *arms; /* of a point: from = minus, to = plus */
} rap_point_plan;

/* Adds two arms for each point of study->discovery, and keeps what it and the headlines look at. The
 * study must not have derived arms yet. RAP_OK, RAP_EINPUT with problems and places, RAP_ENOMEM.
 * Free is legal after a failure, and twice. */
int rap_points_plan(rap_point_plan *plan, rap_study *study, rap_problems *problems);
void rap_points_free(rap_point_plan *plan);

#endif
