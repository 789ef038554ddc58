/* arms.h: arms that a study does not state, derived from those that it does.
 *
 * A command that asks for more than the written arms (one lever moved, one mechanism weakened, a
 * resource given to some partners only) adds what it needs before anything runs. An arm that says
 * the same as another one is that one: what several questions share is run once. */
#ifndef RAP_ARMS_H
#define RAP_ARMS_H

#include "base/text.h"
#include "scenario/language/findings.h"
#include "scenario/study/study.h"
#include "scenario/language/tree.h"

enum { RAP_MOST_DERIVED = 20000 };

/* A value put at a path of an arm. */
typedef struct {
    const char *path;
    const rap_tree *value; /* as written; NULL: `number` */
    double number;
} rap_setting;

/* An arm: `base`, then `changes` in order, then the settings in order. */
typedef struct {
    size_t base;
    const rap_tree *const *changes; /* like an arm's */
    size_t n_changes;
    const rap_setting *settings;
    size_t n_settings;
    const char *given_to; /* NULL: everybody */
    size_t elsewhere;     /* arm whose levers hold for all others */
    const char *label;    /* copied */
    const rap_tree *node; /* what asks for it: where problems without a place are reported */
} rap_variation;

/* Position of the arm that a variation describes, in *arm: of an equal one, or of a new one behind
 * the others. RAP_OK; RAP_EINPUT with what is wrong in `findings`, or, with nothing added, where
 * the model cannot give these levers to a part; RAP_ENOMEM. */
int rap_study_vary(rap_study *study, const rap_variation *variation, size_t *arm,
                   rap_findings *findings);

/* The number that stands at a path in an arm, at its start value, with its field; money in currency
 * units, truth as 0 and 1. RAP_OK; RAP_EINPUT where there is no number, *field being NULL where the
 * path leads nowhere; RAP_ENOMEM. */
int rap_study_number(const rap_study *study, size_t arm, const char *path, const rap_field **field,
                     double *value);

/* Whether two trees say the same, whatever the order of keys in a group. */
bool rap_tree_same(const rap_tree *a, const rap_tree *b);

/* Appends a value as a study writes it, on one line: 0.12, "by_type", ( { start = 0; } ). */
void rap_tree_words(rap_text *out, const rap_tree *tree);

/* Appends the changes and settings of a variation as a study writes them: { teams = { ... }; }. A list
 * is written as a whole, which both `variation->base` and the arm `other` must then have. RAP_OK;
 * RAP_EINPUT where they have not the same one; RAP_ENOMEM. */
int rap_variation_words(rap_text *out, const rap_study *study, const rap_variation *variation,
                        size_t other);

/* Binds what an arm says and applies the model's rules, all problems going to `findings`; `root` is
 * taken from `scratch`. RAP_OK also with problems; RAP_ENOMEM. */
int rap_arm_check(const rap_study *study, const rap_tree *tree, const rap_tree *changes,
                  const char *arm, rap_arena *scratch, void **root, rap_findings *findings);

#endif
