/* inputs_parts.h: what inputs keep behind their back; private to inputs.c and draws.c. */
#ifndef RAP_INPUTS_PARTS_H
#define RAP_INPUTS_PARTS_H

#include "scenario/language/arena.h"
#include "scenario/study/image.h"
#include "scenario/study/study.h"

#define RAP_NO_TARGET UINT32_MAX
#define RAP_NO_TWIN UINT32_MAX

/* Where an input's value stands. */
typedef struct {
    uint32_t at,
        next; /* offset in the image; the next target of the same input, or RAP_NO_TARGET */
} rap_target;

/* The inputs of an arm as they were bound, shared by all copies. Nothing in it changes any more.
 *
 * Invariant: an input's targets form a chain targets[first[i]], .next, ..., ending in RAP_NO_TARGET. */
struct rap_bound_arm {
    const rap_model *model;
    rap_inputs shared; /* as callers see it; its root stands at start values */
    rap_input *inputs;
    rap_arena
        paths; /* those that no tree of the study and no other arm holds; what priors point to */
    rap_image image;
    rap_target *targets;
    uint32_t *first;   /* by input */
    uint32_t *slots;   /* open addressing by path: input + 1, 0 free; a power of two */
    uint32_t *varying; /* inputs whose value varies by draw */
    uint64_t *hash;    /* of the path of each of these */
    size_t n_inputs, inputs_capacity, n_targets, targets_capacity, first_capacity, n_slots,
        n_varying;
    const char *given_to;                  /* of an arm made of two, with */
    const struct rap_bound_arm *elsewhere; /* the one that holds for all others; or NULL */
    void *targeted; /* the root of such an arm; the image knows of none but itself */
    uint32_t *twin; /* by input: the same one of `elsewhere`, or RAP_NO_TWIN */
};

/* What a copy has for itself. */
struct rap_inputs_parts {
    unsigned char (*strata)[RAP_SHEET]; /* by varying input: its shuffle of the sheet used last */
    bool sheet_known;
    uint64_t seed, sheet; /* of the shuffles */
    bool changed;         /* rap_inputs_set touched something since the last draw */
    bool draw_known;      /* root holds draw `draw` of `seed` */
    int64_t draw;
    rap_inputs *elsewhere; /* of the arm that holds outside the part, or NULL */
};

#endif
