/* joint.h: rank correlations between uncertain numbers, as a study states them.
 *
 * Stated is Spearman's rank correlation s of two numbers over draws; pairs that nothing states have 0. Draws
 * mix normal scores (draws.c), and two scores that correlate by r = 2 sin(pi s / 6) have the ranks asked for
 * (Kruskal 1958, doi:10.1080/01621459.1958.10501481). The matrix of all r must be positive definite; `mix` is
 * its Cholesky factor. */
#ifndef RAP_JOINT_H
#define RAP_JOINT_H

#include "scenario/study/reading.h"
#include "scenario/study/settings.h"

/* `mix` (n x n, lower triangular, the rest 0) from the rank correlations (n x n, symmetric, 1 on the
 * diagonal); false where they cannot hold together. */
bool rap_joint_mix(const double *rank, size_t n, double *mix);

/* The place in (0, 1) whose normal score is the sum of mix[k] times the score of places[k]. */
double rap_joint_place(const double *mix, const double *places, size_t n);

/* Fills study->correlations and study->joint from the settings; problems go to the findings. RAP_OK also with
 * them, RAP_ENOMEM. */
int rap_read_correlations(rap_reading *r, const rap_settings *s);

/* Reports each number that is tied and that is uncertain in no arm. The study is read and its arms are
 * checked; none is bound afterwards. RAP_OK, RAP_ENOMEM. */
int rap_check_correlations(rap_reading *r);

#endif
