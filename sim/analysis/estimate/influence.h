/* influence.h: which uncertain inputs a contrast goes with. */
#ifndef RAP_INFLUENCE_H
#define RAP_INFLUENCE_H

#include "analysis/tables/tables.h"

#include <stdbool.h>

/* Fills tables->influences: for each contrast and headline the inputs that its arms use with the
 * largest rank correlations, at most RAP_INFLUENCES. `heads` are the draws' mean differences,
 * contrast x headline x draw, NaN where missing. No rows where fewer than 10 draws are there, or
 * all are equal. */
enum { RAP_INFLUENCES = 15, RAP_ENOUGH_DRAWS = 10 };
int rap_influences_make(rap_tables *tables, const double *heads, int64_t draws);

/* The uncertain inputs of a study's arms, put in order over draws. */
typedef struct rap_uncertain rap_uncertain;

/* *u is NULL after a failure. Free is legal for NULL. */
int rap_uncertain_make(rap_uncertain **u, const rap_study *study, int64_t draws);
void rap_uncertain_free(rap_uncertain *u);

/* The inputs that are uncertain in one of the arms marked (by position in the study), by the size
 * of their rank correlation with y (one value a draw, NaN where missing), the largest first;
 * contrast and headline are 0. The rows are there until the next question. *n is 0 where fewer than
 * 10 draws have a value, or all are equal. `questions` of this kind are asked in all: the rows'
 * noise allows for the largest of them. */
const rap_influence_row *rap_uncertain_rank(rap_uncertain *u, const bool *arms, const double *y,
                                            size_t questions, size_t *n);

#endif
