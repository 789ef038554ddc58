/* parts.h: what a study keeps behind its back; private to scenario/. */
#ifndef RAP_STUDY_PARTS_H
#define RAP_STUDY_PARTS_H

#include "scenario/language/arena.h"
#include "scenario/language/expand.h"
#include "scenario/study/study.h"
#include "scenario/language/tree.h"

struct rap_study_parts {
    rap_arena arena;       /* trees, and all that the study points to */
    rap_expanded text;     /* owns the sources */
    const rap_tree **arms; /* what each arm says to the model, all changes made */
    size_t arms_capacity;  /* of this and of the study's arms */
    rap_column *kept;      /* the study's, with room for `kept_capacity` */
    size_t kept_capacity;
    struct rap_bound_arm **bound; /* by arm: its inputs, once they were asked for; else NULL */
    size_t bound_capacity;
    const struct rap_bound_arm *first_bound;
};

/* Forgets the inputs of all arms (inputs.c). */
void rap_study_unbind(struct rap_study_parts *parts);

#endif
