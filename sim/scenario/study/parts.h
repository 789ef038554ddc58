/* parts.h: what a study keeps behind its back; private to scenario/. */
#ifndef RAP_STUDY_PARTS_H
#define RAP_STUDY_PARTS_H

#include "scenario/language/arena.h"
#include "scenario/language/expand.h"
#include "scenario/language/tree.h"
#include "scenario/study/question.h"
#include "scenario/study/study.h"

struct rap_study_parts {
    rap_arena arena;                      /* trees, and all that the study points to */
    rap_expanded text;                    /* owns the sources */
    const rap_tree **arms;                /* what each arm says to the model, all changes made */
    size_t arms_capacity;                 /* of this and of the study's arms */
    const rap_question *const *questions; /* that a study can ask; ends with NULL */
    const rap_record *const *records;     /* of the study's own keys; ends with NULL */
    const rap_tree *currency_at;          /* where the currency is stated; or NULL */
    bool money_refused; /* currency or price_year: nothing is compared with them */
    rap_column *kept;   /* the study's, with room for `kept_capacity` */
    size_t kept_capacity;
    struct rap_bound_arm **bound; /* by arm: its inputs, once they were asked for; else NULL */
    size_t bound_capacity;
    const struct rap_bound_arm *first_bound;
    const struct rap_bound_arm *lent; /* of the study that this is a fork of; outlives it */
};

/* Copies an array of a fork into its own memory, with room for `room` rows; the pointer at `at` is
 * replaced. RAP_OK or RAP_ENOMEM. */
int rap_study_copy(rap_study *fork, void *at, size_t n, size_t room, size_t size);

/* Binds an arm for which nothing is bound, in two steps (inputs.c): what it says itself, of which what is wrong goes to
 * `findings`, and *root is the model's struct, filled, as long as the arm is bound; then, of an arm that is made of two, what it
 * gives to a part. `changes`, for messages, are those that it was derived by, or NULL. RAP_OK; RAP_EINPUT, in the second
 * step where the model refuses; RAP_ENOMEM. A first step that fails leaves nothing bound; after a later failure
 * rap_study_unbind_arm forgets the arm, which is legal for one that is not bound. */
int rap_study_bind(const rap_study *study, size_t arm, const rap_tree *changes,
                   rap_findings *findings, const void **root);
int rap_study_bind_target(const rap_study *study, size_t arm);
void rap_study_unbind_arm(struct rap_study_parts *parts, size_t arm);

/* Forgets the inputs of all arms. */
void rap_study_unbind(struct rap_study_parts *parts);

#endif
