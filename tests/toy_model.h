/* toy_model.h: a model whose results can be worked out by hand.
 *
 * At month t of item i, with n(x) a standard normal number keyed by (seed, x):
 *   luck     = between * n(i / runs) + noise * n(i) + own * n(i, who)
 *   value    = level + effect * slope * t + luck          groups all; g:one is 10 more, g:two 20
 * more survivor = value, missing in a share `missing` of items          (less is better) cost     =
 * price * t                                             (the spend) top      = 6 + luck,  bottom =
 * base + 0.3 between n'(i / runs) + 0.5 noise n'(i) rate     = top / bottom (ratio of means) calm
 * = 0.1 `level` and `slope` are uncertain; all else is chosen. Anchor "end" is month `end` (-1:
 * never), plus one in items with an odd number where `odd` is set. Group g:two exists where `two`
 * is set, and is listed before "all". Invariants break at month `breaks`; the step fails at month
 * `fails`. */
#ifndef TOY_MODEL_H
#define TOY_MODEL_H

#include "near.h"
#include "analysis/tables/tables.h"

enum { TOY_value, TOY_survivor, TOY_cost, TOY_top, TOY_bottom, TOY_rate, TOY_calm };

typedef struct {
    double level, slope, effect, between, noise, own, missing, price, base;
    int64_t runs, who, end, breaks, fails;
    bool odd, two;
} toy_root;

extern const rap_model toy_model;

/* Reads a study of the toy; the test fails with its problems when it has any. Title is added, and that all is
 * kept unless it says what is. */
void toy_read(rap_study *study, const char *text);

/* How many of a study's draws have a slope of at least `low` and below `high`. */
int64_t toy_slopes(const rap_study *study, double low, double high);

/* Everything that stands on a study: layout, store in memory with all items, tables. */
typedef struct {
    rap_study study;
    rap_layout layout;
    rap_store *store;
    rap_tables tables;
} toy_results;

/* Reads and runs a study with the plain loop; the test fails where anything does. */
void toy_run(toy_results *r, const char *text);
/* Runs and tabulates again after `study` was changed by hand (seed, draws). */
void toy_again(toy_results *r);
void toy_free(toy_results *r);

/* The summary of an outcome for group all at a window; fails the test where there is no row. */
const rap_summary *toy_outcome(const toy_results *r, size_t arm, size_t outcome,
                               const char *window);
const rap_contrast_row *toy_contrast(const toy_results *r, size_t contrast, size_t outcome,
                                     const char *window);

#endif
