/* factors.h: what is varied as one: an uncertain input, inputs that are drawn together, and groups of them. */
#ifndef RAP_FACTORS_H
#define RAP_FACTORS_H

#include "analysis/estimate/uncertain.h"

/* The order is that of the rows in tables. */
typedef enum {
    RAP_FACTOR_INPUT, /* one input */
    RAP_FACTOR_TOGETHER, /* inputs that a correlation of the study ties: they can only be drawn anew as one */
    RAP_FACTOR_REST,  /* all that are in none of the above */
    RAP_FACTOR_PAIR,  /* two of the above as one, for what they make only together */
    RAP_FACTOR_GRADE, /* all of a grade of evidence */

    RAP_FACTOR_GROUP /* named in the study */
} rap_factor_kind;
extern const char *const rap_factor_kinds[]; /* "input", ... */

typedef struct {
    rap_factor_kind kind;
    const char *name, *label; /* a path and its meaning, or the group's; not of a pair */
    const rap_input *input;   /* of RAP_FACTOR_INPUT: with grade, source and range; else NULL */
    size_t first, second;     /* of a pair: which factors */
    size_t n;                 /* inputs in it */
    unsigned char *in;        /* by uncertain input: 1 if it is one of them */
} rap_factor;

/* Two inputs, by place among the uncertain ones. */
typedef struct {
    size_t a, b;
} rap_input_pair;

typedef struct {
    const rap_uncertain *inputs;
    rap_factor *rows;
    size_t n, n_named, capacity; /* n_named: first rows, looked at one by one */
} rap_factors;

/* The inputs at `chosen` (and all that are drawn together with one of them), the rest, pairs of them, and the groups.
 * A factor that would hold what another holds already is left out. RAP_OK, RAP_ENOMEM; free is legal after a failure, and twice. */
int rap_factors_make(rap_factors *f, const rap_study *study, const rap_uncertain *inputs,
                     const size_t *chosen, size_t n_chosen, const rap_input_pair *pairs,
                     size_t n_pairs);
void rap_factors_free(rap_factors *f);

/* Whether each number of the groups that the study names is an uncertain one; those that are not become problems. RAP_OK,
 * RAP_EINPUT or RAP_ENOMEM. */
int rap_factors_check(const rap_study *study, const rap_uncertain *inputs, rap_problems *problems);

/* The named factor that holds an input, or f->n. */
size_t rap_factors_of(const rap_factors *f, size_t input);

#endif
