/* structure.c: see structure.h. */
#include "scenario/study/structure.h"
#include "scenario/study/arms.h"
#include "scenario/study/parts.h"

#include <string.h>

static const char strengths[] = "mechanisms";

static const rap_tree *strengths_of(const rap_study *study, size_t arm) {
    return rap_tree_child(study->parts->arms[arm], strengths);
}

static bool same_strengths(const rap_study *study, size_t a, size_t b) {
    const rap_tree *x = strengths_of(study, a), *y = strengths_of(study, b);
    return x && y ? rap_tree_same(x, y) : x == y;
}

/* All that stands in x stands in y too, strengths apart. */
static bool holds_all_else(const rap_tree *x, const rap_tree *y) {
    for (size_t k = 0; k < x->n; k++) {
        const char *key = x->children[k]->key;
        const rap_tree *beside = rap_tree_child(y, key);
        if (strcmp(key, strengths) != 0 && !(beside && rap_tree_same(x->children[k], beside)))
            return false;
    }
    return true;
}

static bool differs_in_strengths_alone(const rap_study *study, size_t a, size_t b) {
    const rap_tree *x = study->parts->arms[a], *y = study->parts->arms[b];
    bool whole = !study->arms[a].given_to && !study->arms[b].given_to;
    return whole && !same_strengths(study, a, b) && holds_all_else(x, y) && holds_all_else(y, x);
}

/* Each arm of a side beside that in the same place of the other; all have the strengths of the first. */
static bool side_is_alternative(const rap_study *study, const size_t *arms, const size_t *others,
                                size_t n, size_t first, size_t other) {
    for (size_t k = 0; k < n; k++)
        if (!differs_in_strengths_alone(study, arms[k], others[k]) ||
            !same_strengths(study, arms[k], first) || !same_strengths(study, others[k], other))
            return false;
    return true;
}

bool rap_study_is_alternative(const rap_study *study, size_t contrast, size_t other) {
    const rap_contrast *a = &study->contrasts[contrast], *b = &study->contrasts[other];
    return a->n_plus == b->n_plus && a->n_minus == b->n_minus &&
           side_is_alternative(study, a->plus, b->plus, a->n_plus, a->plus[0], b->plus[0]) &&
           side_is_alternative(study, a->minus, b->minus, a->n_minus, a->plus[0], b->plus[0]);
}
