/* realist_model.h: a model whose causes are known: what a dose does, through which mechanisms, and
 * for whom.
 *
 * Organisations of the kinds x and y have `size_x` and `size_y` members. In item i of draw d, with
 * n(...) standard normal numbers keyed by the seed and what stands in brackets, and with strengths
 * a, b, c of the mechanisms:
 *   K_m     = k_m + between n(m, d) + noise n(m, i)              m = 0, a, b, c, ab
 *   slope   = K_0 + K_a a + K_b b + K_c c + K_ab a b
 *   slope_k = at_k slope + own n(k, i)                           k = x, y
 *   value_k = level + luck n(i) + climate dose_k slope_k + spill dose_other
 *   share   = 1 / (1 + exp(-value)), count = size, total = size value,
 *   survivor = value, missing in a share `missing` of items, in the arms with a dose only where
 *   `missing_given` is set
 * Group "all" is the mean by size, or the sum of totals. "other:x" and "other:y" are the other kind,
 * where `complements` is set. dose_k is `dose`, or, where the lever is given to the other kind only,
 * the dose elsewhere; all else must then be the same in both. So the effect of one more unit of the
 * dose in k is climate at_k (k_0 + k_a a + ...) on average, with independent errors by item of
 * variance climate^2 (at_k^2 noise^2 (1 + a^2 + b^2 + c^2 + a^2 b^2) + own^2). */
#ifndef REALIST_MODEL_H
#define REALIST_MODEL_H

#include "near.h"
#include "analysis/propositions/verdicts.h"
#include "base/text.h"

enum { REAL_value, REAL_share, REAL_total, REAL_count, REAL_survivor };
enum { REAL_a, REAL_b, REAL_c, REAL_MECHANISMS };

typedef struct realist_root realist_root;
struct realist_root {
    double dose, spare, odd_unit, level, luck, climate, spill, between, noise, own, missing;
    double k_0, k_a, k_b, k_c, k_ab, at_x, at_y;
    double strengths[REAL_MECHANISMS];
    int64_t size_x, size_y, runs;
    bool complements, missing_given;
    const realist_root *elsewhere; /* its dose holds outside `given_to`; NULL: nowhere */
    char given_to;                 /* 'x', 'y' */
};

extern const rap_model realist_model;      /* can give the dose to one kind */
extern const rap_model realist_untargeted; /* the same, but cannot */

/* A study with its propositions planned, run and judged. */
typedef struct {
    rap_study study;
    rap_cell_plan plan;
    rap_layout layout;
    rap_store *store;
    rap_verdicts verdicts;
} realist;

/* Reads a study; problems go to `problems`. */
int realist_read(rap_study *study, const rap_model *model, const char *text,
                 rap_problems *problems);

/* Reads and plans a study; the test fails with its problems where it has any. Title is added. */
realist *realist_plan(const rap_model *model, const char *text);

/* Runs and judges what was planned, with another seed too where it is called again. */
void realist_judge(realist *r, int64_t seed);

/* Both at once. */
realist *realist_judged(const rap_model *model, const char *text);

void realist_free(realist *r);

#endif
