/* prim.h: the patient rule induction method: boxes in which an outcome is high.
 *
 * Friedman & Fisher 1999, "Bump hunting in high-dimensional data", doi:10.1023/A:1008894516817.
 * Points are parted into three samples by a keyed hash of their identity, so that the order of rows
 * does not matter: boxes are peeled and pasted on `find`, chosen on `choose`, and what is reported of
 * them comes from `judge`, which has shaped none of them and decides only whether one is kept.
 *
 *   peeling   from the whole space, each step takes away a slice (the alpha quantile at either end of a
 *             number, or one choice): the one that raises the mean of y in the box most for each point
 *             that it takes. Where slices are equally large that is the highest mean, Friedman & Fisher's
 *             rule; per point, because choices and ties make slices of unequal size, and the largest would
 *             win (Kwakkel & Jaxa-Rozen 2016, doi:10.1016/j.envsoft.2015.11.020). Points of equal value
 *             go together; of equal slices the first dimension's, lower end first
 *   choice    the largest box on the way whose mean on `choose` reaches the density asked for; where none
 *             does, the largest one within a standard error of the best
 *   leaving out   restrictions without which the mean on `choose` is lower by no more than one standard
 *             error, all of them together, and does not fall below the density asked for where it reached it
 *   pasting   each end is moved out again as long as the mean on `find` rises, and as far as that on `choose`
 *             may fall by leaving out
 *   covering  the next box is looked for among the points in no earlier box, as long as the chosen box
 *             is denser than all of those points on `choose`, by more than a standard error
 *   judging   a box is withheld, and no other looked for, unless Wilson's 95 % interval of its density on `judge`
 *             lies above the density of those outside
 *
 *   coverage, density, support   share of all y that lies in the box; mean of y in it; share of points
 *   quasi-p   of a restriction: probability of as many points with y = 1 as in the box or more, if they
 *             were drawn at the density of the box without that restriction (binomial; Bryant & Lempert
 *             2010, doi:10.1016/j.techfore.2009.08.002). Points of a designed sample are not drawn at
 *             random, hence quasi */
#ifndef RAP_PRIM_H
#define RAP_PRIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RAP_PRIM_CHOICES = 32, RAP_PRIM_BOXES = 8 };

typedef struct {
    size_t n, n_dimensions;
    const double *x;          /* point x dimension; of a choice its position, 0 ... choices - 1 */
    const size_t *choices;    /* by dimension: how many; 0: a number */
    const unsigned char *y;   /* by point: 0 or 1 */
    const uint64_t *identity; /* by point; what it is known by, whatever row it stands in */
    uint64_t key;             /* of the parting into samples */
} rap_prim_data;

typedef struct {
    double peel;    /* alpha, share of the box's points in a slice, 0 < alpha < 1; usual: 0.05 */
    double paste;   /* the same for pasting */
    double support; /* beta, least share of a sample's points in a box, 0 < beta < 1 */
    double density; /* wanted, 0 to 1 */
    size_t most;    /* boxes, at most RAP_PRIM_BOXES */
} rap_prim_options;

extern const rap_prim_options rap_prim_usual; /* 0.05, 0.05, 0.05, 0.8, 3 */

/* What a box says of a dimension. */
typedef struct {
    bool restricted;
    double low, high;               /* of a number; infinite where open */
    bool without[RAP_PRIM_CHOICES]; /* choices that are not in it */
    double quasi_p;                 /* on `judge`; NaN unless restricted */
} rap_prim_limit;

typedef struct {
    size_t n, positive; /* points, and those with y = 1 */
} rap_prim_count;

/* A step of the peeling; step 0 is the whole space. */
typedef struct {
    size_t dimension;
    int side;  /* -1 lower end, +1 upper end, 0 a choice */
    double at; /* the new limit, or the choice that goes */
    rap_prim_count find, choose;
} rap_prim_step;

typedef struct {
    rap_prim_limit *limits; /* by dimension */
    rap_prim_step *steps;
    size_t n_steps, chosen;    /* step that was chosen, before leaving out and pasting */
    rap_prim_count judged, of; /* in the box and in all of the judge sample */
    double density, low, high; /* on `judge`, with Wilson's interval; NaN where no point is in it */
    double coverage, support;
} rap_prim_box;

typedef struct {
    rap_prim_box box[RAP_PRIM_BOXES];
    size_t n, n_dimensions;
    size_t withheld;                    /* boxes that `judge` did not bear out */
    rap_prim_count find, choose, judge; /* all points */
} rap_prim;

/* RAP_OK, also with no boxes (all y equal, or nothing denser than the whole); RAP_EINPUT for options
 * out of range, a missing number (NaN), or more than RAP_PRIM_CHOICES choices; RAP_ENOMEM. Free is
 * legal after a failure, and twice. */
int rap_prim_make(rap_prim *prim, const rap_prim_data *data, const rap_prim_options *options);
void rap_prim_free(rap_prim *prim);

/* The sample that a point belongs to. */
enum { RAP_PRIM_FIND, RAP_PRIM_CHOOSE, RAP_PRIM_JUDGE, RAP_PRIM_SAMPLES };
int rap_prim_sample(uint64_t key, uint64_t identity);

/* Whether a coordinate, a number or a choice, lies within a limit. */
bool rap_prim_fits(const rap_prim_limit *limit, double x, bool choice);

/* Whether a point (its coordinates) lies in a box. */
bool rap_prim_holds(const rap_prim *prim, const rap_prim_box *box, const double *x);

#endif
