/* influence.h: which uncertain inputs a difference goes with. */
#ifndef RAP_INFLUENCE_H
#define RAP_INFLUENCE_H

#include "scenario/study/study.h"

#include <stdbool.h>

/* How a headline's contrast goes with an uncertain input over draws (Spearman rank correlation). */
typedef struct {
    size_t contrast, headline;
    rap_input input; /* path, range, grade, source; pointers live as long as the study */
    double correlation;
    double noise; /* size that the largest of all inputs would exceed by chance alone in 1 of 20
                     cases (normal approximation with Bonferroni's bound) */
} rap_influence_row;

/* Fewer draws say nothing; of more only the first are looked at, which tell a correlation of 0.05 from none among
 * hundreds: memory is bounded so. */
enum { RAP_ENOUGH_DRAWS = 10, RAP_MOST_RANKED = 10000 };

/* The uncertain inputs of a study's arms, put in order over draws. */
typedef struct rap_influence rap_influence;

/* *u is NULL after a failure. Free is legal for NULL. */
int rap_influence_make(rap_influence **u, const rap_study *study, int64_t draws);
void rap_influence_free(rap_influence *u);

/* The inputs that are uncertain in one of the arms marked (by position in the study), by the size
 * of their rank correlation with y (one value a draw, NaN where missing), the largest first;
 * contrast and headline are 0. The rows are there until the next question. *n is 0 where fewer than
 * 10 draws have a value, or all are equal. `questions` of this kind are asked in all: the rows'
 * noise allows for the largest of them. */
const rap_influence_row *rap_influence_rank(rap_influence *u, const bool *arms, const double *y,
                                            size_t questions, size_t *n);

#endif
