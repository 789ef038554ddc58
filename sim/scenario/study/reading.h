/* reading.h: what all share who read a part of a study: look-ups that report, and groups wanted. */
#ifndef RAP_READING_H
#define RAP_READING_H

#include "scenario/language/arena.h"
#include "scenario/language/findings.h"
#include "scenario/language/tree.h"
#include "scenario/study/study.h"

/* A group of which an outcome is looked at: it must be there in some arm, or in all of an effect. */
typedef struct {
    size_t outcome;
    const char *group;
    const rap_tree *node;     /* where to say so if it is not */
    const rap_effect *effect; /* NULL: some arm */
    size_t arms;              /* that have it, of those asked */
} rap_wanted;

typedef struct {
    rap_study *study;
    const rap_tree *own; /* the study's own keys, for places */
    rap_arena *arena;
    rap_findings *findings;
    const rap_tree *node; /* what is read at the moment */
    bool good;            /* nothing was wrong with it */
    bool horizon_known;   /* the study's horizon was not refused */
    rap_wanted *wanted;
    size_t n_wanted, wanted_capacity;
} rap_reading;

/* Reports a problem; refusing it, what is read at the moment is not good. */
void rap_remark(rap_reading *r, const rap_tree *node, const char *text);
void rap_refuse(rap_reading *r, const rap_tree *node, const char *text);

/* Whether a number that is bound is the one that `node` states: not the table's, for one that was
 * refused. True where none is written. */
bool rap_is_as_written(const rap_tree *node, double number);

/* Whether the number under `low` of a row is below that under `high`, or one of them was refused. */
bool rap_is_below(const rap_tree *row, const char *low, double least, const char *high,
                  double most);

/* Position of an arm or outcome that `node` names; where there is none, that is refused, and 0. */
size_t rap_find_arm(rap_reading *r, const rap_tree *node, const char *name);
size_t rap_find_outcome(rap_reading *r, const rap_tree *node, const char *name);

/* Positions of the arms listed under `key` of `row`, without those that are refused. RAP_OK or
 * RAP_ENOMEM. */
int rap_find_side(rap_reading *r, const rap_tree *row, const char *key, const size_t **side,
                  size_t *n);

/* Refuses an arm that stands on both sides; `row` is where that is reported. */
void rap_check_sides(rap_reading *r, const size_t *plus, size_t n_plus, const size_t *minus,
                     size_t n_minus, const rap_tree *row);

/* An outcome is looked at in a group, which `row` names under "group", or itself. RAP_OK or
 * RAP_ENOMEM. */
int rap_want(rap_reading *r, size_t outcome, const char *group, const rap_tree *row,
             const rap_effect *effect);

#endif
