/* answer_scale.h: answers on the scales that people use (1-5, 0..10, 0-100 %), as shares from 0 to 1. */
#ifndef RAP_ANSWER_SCALE_H
#define RAP_ANSWER_SCALE_H

#include <stdbool.h>

/* What is worth 0 and what is worth 1: 1 and 5; 5 and 1 where the lower answer is the better one. */
typedef struct {
    double none, full;
} rap_answer_scale;

/* Whether words are a scale and nothing else: "1-5", "1..5", "0 to 10", "0-100 %", "-2..2", "5-1". */
bool rap_answer_scale_read(rap_answer_scale *scale, const char *words);

/* A scale in parentheses within words: "Trust (1-5)"; *at and *n are where they stand, with the parentheses. */
bool rap_answer_scale_find(rap_answer_scale *scale, const char *words, const char **at, int *n);

/* NULL, or why the cell is no answer on the scale, as a clause: "lies beyond its scale". What was not answered, an empty cell,
 * a dash or "NA" in the usual words, gives NaN. Either decimal mark; a per cent sign is passed over. */
const char *rap_answer_scale_score(double *share, const char *cell, const rap_answer_scale *scale);

/* The least step between two answers as a share, where both ends are whole numbers and it is not finer than 0.02; else 0. */
double rap_answer_scale_step(const rap_answer_scale *scale);

#endif
