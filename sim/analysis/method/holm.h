/* holm.h: several questions answered together.
 *
 * Of n p-values, in order p(1) <= ... <= p(n), the adjusted one is the largest of min(1, (n - i + 1) p(i))
 * up to its place. To call settled what has an adjusted value of at most a is wrong about any of the n in
 * at most a share a of studies, whatever the questions have to do with each other (Holm 1979, "A simple
 * sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6:65). */
#ifndef RAP_HOLM_H
#define RAP_HOLM_H

#include <stddef.h>

/* Adjusts n p-values (0 to 1) in place. RAP_OK or RAP_ENOMEM. */
int rap_holm(double *p, size_t n);

#endif
