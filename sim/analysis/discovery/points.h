/* points.h: the designs of a discovery, and the arms that they need.
 *
 * Over circumstances: a Latin hypercube (McKay, Beckman & Conover 1979, doi:10.2307/1268522);
 * dimension d of point p lies in stratum perm_d(p) of n equal ones, and choices share the strata out
 * evenly. Permutations and places within strata are keyed by (seed, name of the dimension). All
 * uncertain numbers are drawn in every run, so that a point's difference is a mean over them.
 *
 * Over assumptions: the arms as written, each uncertain number of either fixed, point by point, at a
 * draw from its range (rap_input_draw, keyed apart from the draws of the runs). */
#ifndef RAP_POINTS_H
#define RAP_POINTS_H

#include "scenario/study/study.h"

/* What the points of a design differ in: a dimension of the study, or an uncertain number. */
typedef struct {
    const char *name, *label;
    const char *unit; /* "" for choices */
    double low, high;
    const rap_dimension *dimension; /* NULL: an uncertain number */
    const rap_input *input;
    rap_kind kind; /* of a number: RAP_INTEGER and RAP_MONEY (in currency units) are rounded */
} rap_axis;

typedef struct {
    size_t n, n_axes;
    rap_axis *axes;
    double *x;      /* point x axis: the number, or the position of the choice */
    rap_pair *arms; /* of a point: from = minus, to = plus */
} rap_design;

typedef struct {
    rap_design contexts, assumptions;
} rap_point_plan;

/* Adds two arms for each point of study->discovery, and keeps what it and the headlines look at. The
 * study must not have derived arms yet. RAP_OK, RAP_EINPUT with problems and places, RAP_ENOMEM.
 * Free is legal after a failure, and twice; before the study's. */
int rap_points_plan(rap_point_plan *plan, rap_study *study, rap_problems *problems);
void rap_points_free(rap_point_plan *plan);

/* Units of a number's last place: 1 of an integer, 100 of money, 0 where any number goes. */
double rap_axis_places(const rap_axis *axis);

#endif
