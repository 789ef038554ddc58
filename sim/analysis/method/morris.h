/* morris.h: elementary effects, a first look at many inputs.
 *
 * Inputs stand on a grid of p levels 0, 1/(p-1), ..., 1. A trajectory starts at a point of it and moves one group of
 * inputs after the other, in an order by chance, each input by D = p / (2 (p - 1)) up or down (Morris 1991,
 * doi:10.1080/00401706.1991.10484804). The change of the outcome over D is an elementary effect. Over trajectories
 *   mu     mean: the direction
 *   mu*    mean of sizes: how much it matters (Campolongo, Cariboni & Saltelli 2007, doi:10.1016/j.envsoft.2006.10.004)
 *   sigma  standard deviation: curved, or acting together with others
 * Groups of several inputs move at once and have mu* only: their effects have no direction. Over the trajectories each
 * input starts from every level that it can, as often as from any other or once more.
 *
 * All points of a trajectory should meet the same luck; hand in the mean over two lucks or more. An effect of luck on
 * what an input does still makes mu* larger than it would be without. */
#ifndef RAP_MORRIS_H
#define RAP_MORRIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    size_t inputs, groups;
    const size_t
        *group;    /* by input: its group, each of which has one; NULL: each input is its own */
    size_t levels; /* p: even, 2 or more; usual: 4 */
    size_t trajectories; /* r; usual: 10 */
    uint64_t seed;
} rap_morris_design;

/* Whether the design can be carried out. */
bool rap_morris_possible(const rap_morris_design *d);

/* Points of trajectory t: point x input, groups + 1 of them, between 0 and 1. */
void rap_morris_points(const rap_morris_design *d, size_t t, double *x);

typedef struct {
    size_t n;         /* trajectories that tell it */
    double mu, sigma; /* NaN for groups of several inputs; sigma also with fewer than 2 */
    double star, low,
        high; /* mu* with its 95 % interval (Student's t, never below 0); NaN as mu, but for groups; the
                               interval also with fewer than 2 */
} rap_morris_effect;

/* Effects of each group (`effects`: groups of them) from the outcomes y of all trajectories: trajectory x point, NaN where
 * missing, which costs the effects on both sides of it. RAP_OK, RAP_EINPUT for a design that is not possible, RAP_ENOMEM. */
int rap_morris_make(const rap_morris_design *d, const double *y, rap_morris_effect *effects);

#endif
