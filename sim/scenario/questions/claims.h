/* claims.h: patterns and measured quantities as they are written in a study.
 *
 * A claim says that an effect (arms, outcome, group, window) lies beyond a size in a direction. A
 * pattern is a claim with where it comes from; other things that rest on claims can use the same
 * records for what is measured. */
#ifndef RAP_CLAIMS_H
#define RAP_CLAIMS_H

#include "scenario/study/settings.h"

/* outcome = { name; window; group; at_least; direction; } */
typedef struct {
    const char *name, *window, *group;
    double at_least;
    int direction; /* position in "up", "down", "none" */
} rap_claim_outcome;

/* versus = { plus; minus; group; window; }: what is not stated is as in the claim itself. */
typedef struct {
    rap_texts plus, minus;
    const char *group, *window;
} rap_claim_versus;

typedef struct {
    rap_named is;
    const char *source, *built_from, *note;
    int standing;
    rap_texts plus, minus;
    rap_claim_outcome outcome;
    rap_claim_versus versus;
} rap_pattern_row;

typedef struct {
    const char *name, *window, *group;
} rap_measured_outcome;

/* quantities = { name = { label; source; status; note; plus; minus; outcome; value; sd; }; } */
typedef struct {
    rap_named is;
    const char *source, *note;
    int standing; /* position in "held_out", "input" */
    rap_texts plus, minus;
    rap_measured_outcome outcome;
    double value, sd;
} rap_quantity_row;

extern const rap_record rap_claim_outcome_record;
extern const rap_record rap_claim_versus_record;
extern const rap_record rap_pattern_record;
extern const rap_record rap_measured_outcome_record;
extern const rap_record rap_quantity_record;

/* Fills study->patterns; needs arms, windows and deltas. Problems go to `findings`; RAP_OK also
 * with them, RAP_ENOMEM. */
int rap_settings_patterns(rap_study *study, const rap_settings *settings, const rap_tree *tree,
                          rap_arena *arena, rap_findings *findings);

/* The same for study->quantities. */
int rap_settings_quantities(rap_study *study, const rap_settings *settings, const rap_tree *tree,
                            rap_arena *arena, rap_findings *findings);

#endif
