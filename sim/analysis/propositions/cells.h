/* cells.h: which arms a proposition needs, and adding them to a study before anything runs.
 *
 * A resource is given in up to four ways, at the same dose for each partner: to nobody, to the
 * context only, to the rest only, to all. Its effect in the context is that of giving it to the
 * context only, where the model can do that, else to all. Mechanisms are weakened in both arms of
 * an effect: the response at the strengths 1, 3/4, 1/2, 1/4, 0, and it, its rivals and the rest of
 * the mechanisms as one block in full factorial. Cells that several propositions need are one arm. */
#ifndef RAP_CELLS_H
#define RAP_CELLS_H

#include "scenario/study/study.h"

enum {
    RAP_GRADES = 5,
    RAP_MOST_FACTORS = RAP_MOST_RIVALS + 2,
    RAP_MOST_CELLS = 1 << RAP_MOST_FACTORS
};
extern const double rap_grades[RAP_GRADES]; /* 1 ... 0 */

typedef struct {
    bool targeted;    /* the resource can be given to the context only */
    rap_pair effect;  /* in the context's circumstances: to nobody, to the context (or to all) */
    size_t rest, all; /* given to the rest only (where targeted), and to all */
    rap_pair outside; /* in the opposite circumstances; equal to `effect` where there are none */
    rap_pair graded[RAP_GRADES];     /* by strength of the response; graded[0] is `effect` */
    size_t n_factors;                /* the response, its rivals, the rest of the mechanisms */
    rap_pair factor[RAP_MOST_CELLS]; /* by set of factors at full strength: bit k is factor k */
    bool has_rest;                   /* the last factor is the rest of the mechanisms */
    char *complement; /* group of those outside, "other:..."; NULL: all is measured */
} rap_cells;

typedef struct {
    rap_cells *rows; /* by proposition */
    size_t n;
    size_t asked; /* arms that would be run if nothing were shared */
} rap_cell_plan;

/* Adds the arms, and keeps what the propositions and headlines look at. The study must not have
 * derived arms yet. Problems are added with their places. RAP_OK, RAP_EINPUT, RAP_ENOMEM. Free is
 * legal after a failure, and twice. */
int rap_cells_plan(rap_cell_plan *plan, rap_study *study, rap_problems *problems);
void rap_cells_free(rap_cell_plan *plan);

#endif
