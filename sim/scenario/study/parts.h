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
};

#endif
