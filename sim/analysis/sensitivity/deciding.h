/* deciding.h: what was found to decide the headlines. */
#ifndef RAP_DECIDING_H
#define RAP_DECIDING_H

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

/* Free is legal after a failure, and twice. */
void rap_deciding_free(rap_deciding *d);

/* The k-th row by headline, then contrast: in this order values are read from a database with the fewest tiles. */
rap_decided *rap_deciding_by_headline(const rap_deciding *d, size_t k);

/* The row of a headline of a contrast, or NULL. */
const rap_decided *rap_deciding_row(const rap_deciding *d, size_t contrast, size_t headline);

#endif
