/* discovery.h: the circumstances that `discover` searches, as they are written in a study. */
#ifndef RAP_DISCOVERY_H
#define RAP_DISCOVERY_H

#include "scenario/study/settings.h"

enum { RAP_MOST_DIMENSIONS = 40, RAP_MOST_POINTS = 5000, RAP_MOST_CHOICES = 32 };

/* contexts = { NAME = { label; keys = ["..."]; low; high; } } or { label; choices = { ... } } */
typedef struct {
    rap_named is;
    rap_texts keys;
    double low, high;
    rap_rows choices; /* of rap_choice_row */
} rap_dimension_row;

typedef struct {
    rap_named is;
} rap_choice_row;

extern const rap_record rap_discovery_record;

/* Fills study->discovery; needs arms, windows and deltas. Problems go to `findings`; RAP_OK also
 * with them, RAP_ENOMEM. */
int rap_settings_discovery(rap_study *study, const rap_settings *settings, const rap_tree *tree,
                           rap_arena *arena, rap_findings *findings);

#endif
