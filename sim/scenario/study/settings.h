/* settings.h: the study's own keys, and what follows from them: windows, headlines, contrasts. */
#ifndef RAP_SETTINGS_H
#define RAP_SETTINGS_H

#include "scenario/language/arena.h"
#include "scenario/language/findings.h"
#include "scenario/study/study.h"
#include "scenario/language/tree.h"

enum {
    RAP_MOST_PATTERNS = 1000,
    RAP_MOST_ARMS = 1000,
    RAP_MOST_WINDOWS = 100,
    RAP_MOST_MONTHS = 1200
};

/* discover = { ... } (discovery.h) */
typedef struct {
    const char *plus, *minus, *name, *window, *group;
    int direction;
    double at_least, density;
    int64_t points, assumptions;
    rap_rows contexts; /* of rap_dimension_row */
} rap_discovery_row;

/* budget = { ... } (budget.h) */
typedef struct {
    const char *arm;
    rap_rows outcomes, lines, other_costs; /* of rap_aim_row, rap_line_row, rap_price_row */
    double worth_low, worth_high;
} rap_budget_row;

/* grid = { ... } (grid.h) */
typedef struct {
    const char *rows_label, *columns_label;
    rap_rows rows, columns; /* of rap_side_row */
} rap_grid_row;

typedef struct {
    rap_named is;
} rap_side_row;

/* The struct of rap_study_record. */
typedef struct {
    const char *title, *question, *model, *currency;
    int64_t price_year, horizon, draws, replicates, seed;
    double step;
    rap_texts windows;
    rap_rows headlines; /* of rap_headline_row */
    rap_rows arms;      /* of rap_arm_row */
    rap_grid_row grid;
    rap_rows contrasts;    /* of rap_written_contrast */
    rap_rows patterns;     /* of rap_pattern_row (claims.h) */
    rap_rows propositions; /* of rap_proposition_row (propositions.h) */
    rap_verdict_rule rule;
    rap_discovery_row discovery;
    rap_budget_row budget;
    rap_rows quantities; /* of rap_quantity_row (claims.h) */
} rap_settings;

typedef struct {
    const char *outcome, *window, *group;
} rap_headline_row;

typedef struct {
    rap_named is;
    const char *note;
    bool baseline;
} rap_arm_row;

typedef struct {
    rap_named is;
    rap_texts plus, minus;
} rap_written_contrast;

/* Fill parts of the study from the settings; `tree` holds the study's own keys, for places. Memory
 * comes from the arena. Problems go to `findings`; RAP_OK also with them, RAP_ENOMEM. */
int rap_settings_basics(rap_study *study, const rap_settings *settings, const rap_tree *tree,
                        rap_findings *findings);
int rap_settings_arms(rap_study *study, const rap_settings *settings, const rap_tree *tree,
                      rap_arena *arena, rap_findings *findings);
int rap_settings_contrasts(rap_study *study, const rap_settings *settings, const rap_tree *tree,
                           rap_arena *arena, rap_findings *findings);

/* These need the model. */
int rap_settings_windows(rap_study *study, const rap_tree *tree, rap_arena *arena,
                         rap_findings *findings);
int rap_settings_headlines(rap_study *study, const rap_settings *settings, const rap_tree *tree,
                           rap_arena *arena, rap_findings *findings);
int rap_settings_deltas(rap_study *study, const rap_tree *tree, rap_arena *arena,
                        rap_findings *findings);

/* ---- look-ups that report -------------------------------------------------------------------- */

/* Positions of the arms listed under `key` of `row`, without those that are reported. RAP_OK or
 * RAP_ENOMEM. */
int rap_settings_side(const rap_study *study, const rap_tree *row, const char *key,
                      const size_t **side, size_t *n, rap_arena *arena, rap_findings *findings);

/* Whether no arm stands on both sides; `row` is where that is reported. */
bool rap_settings_apart(const rap_study *study, const size_t *plus, size_t n_plus,
                        const size_t *minus, size_t n_minus, const rap_tree *row,
                        rap_findings *findings);

/* Position of an arm that `node` names; -1 after a problem. */
int rap_settings_arm(const rap_study *study, const rap_tree *node, const char *name,
                     rap_findings *findings);

/* Position of an outcome, or of a window of the study, that `node` names; -1 after a problem. */
int rap_settings_outcome(const rap_study *study, const rap_tree *node, const char *name,
                         rap_arena *arena, rap_findings *findings);
int rap_settings_listed(const rap_study *study, const rap_tree *node, const char *text,
                        rap_findings *findings);

#endif
