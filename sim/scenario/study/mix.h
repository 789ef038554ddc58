/* mix.h: normal scores that are mixed so that numbers have the rank correlations asked for.
 *
 * Asked for is Spearman's rank correlation s of two numbers over draws. Two normal scores that correlate by r =
 * 2 sin(pi s / 6) have it (Kruskal 1958, doi:10.1080/01621459.1958.10501481). The matrix of all r must be positive
 * definite; `mix` is its Cholesky factor. */
#ifndef RAP_MIX_H
#define RAP_MIX_H

#include <stdbool.h>
#include <stddef.h>

/* `mix` (n x n, lower triangular, the rest 0) from the rank correlations (n x n, symmetric, 1 on the
 * diagonal); false where they cannot hold together. */
bool rap_joint_mix(const double *rank, size_t n, double *mix);

/* The place in (0, 1) whose normal score is the sum of mix[k] times the score of places[k]. */
double rap_joint_place(const double *mix, const double *places, size_t n);

#endif
