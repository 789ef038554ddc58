/* uncertain.h: the numbers of a study that vary over sets of assumptions, each once. */
#ifndef RAP_UNCERTAIN_H
#define RAP_UNCERTAIN_H

#include "scenario/study/study.h"

#include <stdbool.h>

typedef struct {
    size_t n, n_arms;
    const rap_input **
        inputs; /* in the order of the first arm in which they vary; pointers live as long as the study */
    bool *used;      /* input x arm: uncertain in that arm */
    size_t *by_path; /* places of the inputs, in order of their paths */
} rap_uncertain;

/* Binds all arms of the study. RAP_OK, RAP_ENOMEM, or what the study says; free is legal after a failure, and
 * twice. */
int rap_uncertain_make(rap_uncertain *u, const rap_study *study);
void rap_uncertain_free(rap_uncertain *u);

/* Whether a path is what is written, or begins so where that ends with '*'. */
bool rap_path_matches(const char *written, const char *path);

/* The place of the input at a path, or u->n. */
size_t rap_uncertain_find(const rap_uncertain *u, const char *path);

/* The correlation that ties an input to others, over others too; NULL where none does. And whether two inputs can only be
 * drawn anew together: they are the same, or one correlation ties both. */
const char *rap_uncertain_tie(const rap_uncertain *u, size_t input);
bool rap_uncertain_tied(const rap_uncertain *u, size_t a, size_t b);

/* Whether an input is uncertain in one of the arms marked, by position in the study. */
bool rap_uncertain_concerns(const rap_uncertain *u, size_t input, const bool *arms);

#endif
