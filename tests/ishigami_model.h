/* ishigami_model.h: a model whose sensitivity indices are known (Ishigami & Homma 1990, doi:10.1109/ISUMA.1990.151285).
 *
 * With x1, x2, x3 uniform from -pi to pi, n_k(item) standard normal luck of kind k, and arm's lever `size`:
 *   y     = size (sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 + plain n_1 + with_x1 x1 n_2)     at every month
 *   never = always missing, still = 5
 * d1 ... d9 are as uncertain and do nothing. Luck of kinds one and two, each a topic of its own. */
#ifndef ISHIGAMI_MODEL_H
#define ISHIGAMI_MODEL_H

#include "near.h"
#include "scenario/study/study.h"

enum { ISHIGAMI_y, ISHIGAMI_never, ISHIGAMI_still };

extern const rap_model ishigami_model;

/* Reads a study of it; title and arms (`none`, size 0, and `all`, size 1) are added. The test fails with its problems. */
void ishigami_read(rap_study *study, const char *text);

/* Variance of the mean over luck, and shares. */
#define ISHIGAMI_VARIANCE 13.84459
static const double ishigami_first[] = {0.31391, 0.44241, 0};
static const double ishigami_total[] = {0.55759, 0.44241, 0.24368};
#define ISHIGAMI_PAIR_13 0.24368

#endif
