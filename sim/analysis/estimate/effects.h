/* effects.h: what differs between arms, run by run, on common luck.
 *
 * An effect is the mean of an outcome over its arms `plus` less that over its arms `minus`; a
 * measure is a weighted sum of effects. A run that lacks a side of any of them is missing in the
 * whole. A ratio outcome is a ratio of means over the runs that have both numbers in all
 * arms that are asked (ratio.h). Each effect is added up by itself, so that two
 * equal ones with opposite weights give exactly 0. */
#ifndef RAP_EFFECTS_H
#define RAP_EFFECTS_H

#include "analysis/estimate/summary.h"
#include "analysis/estimate/tiles.h"
#include "scenario/study/study.h"

typedef struct {
    double weight;
    rap_effect effect;
} rap_part;

typedef struct {
    const rap_study *study;
    const rap_layout *layout;
    int64_t items;
    rap_tiles above, below;  /* values, or numerators; denominators */
    double *effect;          /* item: the measure; a ratio's linearised over all */
    double *own;             /* item: the same, but ratios are each draw's own */
    bool ratio;              /* the measure has ratios in it: effect and own differ */
    double *part, *own_part; /* item: one effect of it, as `effect` and `own` are */
    double *over_x, *own_x;  /* item: an arm's ratios, over all, and each draw's own */
    bool *arms;              /* study's arms that the measure asks */
    rap_bounds bounds;       /* of the measure, where all its outcomes have some */
} rap_measure;

/* A headline of a contrast, or, `is_level`, of an arm: which one stands in *of. The effect points to that, and to the study. */
rap_effect rap_headline_effect(const rap_study *study, bool is_level, const size_t *of,
                               size_t headline);

/* What an effect can be: a level, a level turned round, or a difference of two. */
rap_bounds rap_effect_bounds(const rap_study *study, const rap_effect *effect);

/* Free is legal after a failure, and twice. RAP_OK, RAP_ENOMEM. */
int rap_measure_init(rap_measure *m, const rap_study *study, const rap_layout *layout,
                     rap_store *store);
void rap_measure_free(rap_measure *m);

/* Fills m->effect and m->own (NaN: missing), m->arms and m->bounds. RAP_OK, RAP_ENOMEM, or what the store says. */
int rap_measure_take(rap_measure *m, const rap_part *parts, size_t n);

/* The measure taken last, over all; it lasts until the next one. */
rap_sample rap_measure_sample(const rap_measure *m);

/* Its summary; w holds what draws have of their own afterwards. */
rap_summary rap_measure_summary(const rap_measure *m, rap_workspace *w);

#endif
