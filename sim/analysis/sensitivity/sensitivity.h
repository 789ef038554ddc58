/* sensitivity.h: which assumptions, and which kinds of luck, decide the headlines.
 *
 * Screen: the study's own sets of assumptions and more of them; for each headline of each contrast a sparse polynomial
 * says which inputs its means go with (screen.h). Confirm: the inputs with the largest shares, one by one, and all
 * others as one, by a radial design under two common lucks (indices.h). So nothing is left unsaid: what the screen
 * overlooked is in the share of the rest, with its interval. Luck: chains share the variance of single histories out
 * among assumptions and kinds of luck (chain.h). Elementary effects (morris.h) where the study asks for them. */
#ifndef RAP_SENSITIVITY_H
#define RAP_SENSITIVITY_H

#include "analysis/estimate/aside.h"
#include "analysis/method/chain.h"
#include "analysis/method/indices.h"
#include "analysis/method/morris.h"
#include "analysis/method/screen.h"
#include "analysis/sensitivity/factors.h"
#include "analysis/sensitivity/sampling.h"

/* Shares of a factor in the variance of what is expected; `together` is of pairs alone. */
typedef struct {
    rap_index closed, total, together;
} rap_factor_share;

/* What decides a headline of a contrast; of an arm's level in a study without contrasts. */
typedef struct {
    bool is_level;
    size_t of, headline; /* contrast or arm */
    rap_screen_fit fit;
    double
        reliability; /* share of the variance of the screened means that is not chance; NaN: cannot be told */
    rap_index variance, single; /* of what is expected; of single histories, from chains */
    size_t bases, missing;      /* bases with every value; without */
    rap_factor_share *shares;   /* by factor */
    rap_index *lucks; /* by player: assumptions, then topics of luck; shares of `single` */
    rap_morris_effect *effects; /* by group of Morris */
} rap_decided;

/* Opens the database of its runs, or makes it; as rap_store_open and rap_store_create say. */
typedef struct {
    void *context;
    int (*open)(void *context, rap_store **store, const rap_study *study, const rap_layout *layout);
} rap_opening;

typedef struct rap_deciding {
    const rap_study *study;
    rap_uncertain inputs; /* none: nothing is uncertain, and nothing below is there */
    rap_sampling sampling;
    rap_factors factors;
    rap_decided *rows; /* contrast, headline */
    size_t n_rows;
    int64_t screened;      /* sets of assumptions of the screen */
    int64_t bases, chains; /* that were run */
    double
        widest; /* half-width of the index known worst, of the primary headline; NaN: none exists */
    bool reached; /* it is no wider than the study asks */
} rap_deciding;

/* Runs what is missing and judges. `store` has the study's own runs. RAP_OK, RAP_STOPPED, or an error; free is legal
 * after it, and twice. */
int rap_deciding_make(rap_deciding *d, const rap_study *study, const rap_layout *layout,
                      rap_store *store, const rap_bench *bench, const rap_opening *opening);
void rap_deciding_free(rap_deciding *d);

/* The row of a headline of a contrast, or NULL. */
const rap_decided *rap_deciding_row(const rap_deciding *d, size_t contrast, size_t headline);

/* Histories of all arms that it takes at most, beside the study's own. */
double rap_deciding_histories(const rap_study *study, const rap_uncertain *inputs);

#endif
