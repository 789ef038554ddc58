/* sampling.h: the runs of a sensitivity analysis, as one sequence of items.
 *
 *   screen   further sets of assumptions, as the study draws them, with two histories each
 *   chains   from one history to another, replacing assumptions and kinds of luck one after the other
 *   morris   trajectories of elementary effects, each under two common lucks
 *   points   bases A, B and AB_u for each factor u, each base under some common lucks
 * What an item is depends on its number, the study's seed and (of the points) the factors; so runs can be
 * cut off anywhere and gone on with. */
#ifndef RAP_SAMPLING_H
#define RAP_SAMPLING_H

#include "analysis/method/morris.h"
#include "analysis/sensitivity/factors.h"
#include "ensemble/ensemble.h"

typedef enum {
    RAP_STAGE_SCREEN,
    RAP_STAGE_CHAINS,
    RAP_STAGE_MORRIS,
    RAP_STAGE_POINTS,
    RAP_N_STAGES
} rap_stage;

/* Common lucks of screen and trajectories; levels of the grid of Morris; most players of a chain, of which further topics join the last. */
enum { RAP_LUCKS = 2, RAP_LEVELS = 4, RAP_MOST_PLAYERS = 24 };

typedef struct {
    const rap_uncertain *inputs;
    const rap_factors *
        factors; /* of the points, and their common lucks, an even number: set before they are run */
    int64_t lucks;
    uint64_t seed;
    int64_t draws;                     /* the study's own: the screen goes on after them */
    int64_t first[RAP_N_STAGES];       /* item with which a stage begins */
    const char **topics;               /* of luck, each once */
    size_t *topic;                     /* by kind of luck: which */
    size_t n_topics, n_kinds, players; /* assumptions and topics */
    size_t trajectories, *group,
        n_groups;          /* of Morris: by input; those that are drawn together are one */
    unsigned char *levels; /* trajectory x point x input */
} rap_sampling;

/* RAP_OK or RAP_ENOMEM. Free is legal after a failure, and twice. */
int rap_sampling_make(rap_sampling *s, const rap_study *study, const rap_uncertain *inputs);
void rap_sampling_free(rap_sampling *s);

/* The way to hand it to an ensemble; it refers to `s`. */
rap_points rap_sampling_points(const rap_sampling *s);

/* Items of one trajectory, and of one base. */
int64_t rap_sampling_trajectory(const rap_sampling *s);
int64_t rap_sampling_base(const rap_sampling *s);

/* The design of the elementary effects. */
rap_morris_design rap_sampling_morris(const rap_sampling *s);

/* The order in which a chain replaces its players; the first is assumptions. */
void rap_sampling_order(const rap_sampling *s, int64_t chain, size_t *order);

#endif
