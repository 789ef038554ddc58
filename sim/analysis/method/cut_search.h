/* cut_search.h: how a sum of money is taken from several lines so that it hurts least. Arrays and a
 * function only.
 *
 * A cut takes the share x_i of line i, sum money_i x_i = amount. What it does is known of each line alone at
 * some shares (`harm`, straight lines between them). Of cuts whose harms add up, the least harmful is found exactly on
 * a grid of 1/200 of the amount (dynamic programming over lines: Bellman 1957; the multiple-choice knapsack problem of
 * Kellerer, Pferschy & Pisinger 2004, doi:10.1007/978-3-540-24777-7_11). Harms do not add up as a rule, so the
 * search goes on from there with values of whole cuts, that come from runs on fixed draws and luck (split.h): money is
 * moved from one line to another, in smaller and smaller steps, as long as that is better. What is found fits those
 * draws: judge it on others. */
#ifndef RAP_CUT_SEARCH_H
#define RAP_CUT_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

enum { RAP_MOST_TO_CUT = 80 };

typedef struct {
    size_t n;                      /* lines, at most RAP_MOST_TO_CUT */
    double money[RAP_MOST_TO_CUT]; /* what is saved where the whole line is cut, > 0 */
    double most[RAP_MOST_TO_CUT];  /* largest share of it that can be cut, in [0, 1] */
    double amount;                 /* to be saved, > 0 */
    size_t n_at;
    const double *at;   /* shares at which harm is known: 0 first, rising */
    const double *harm; /* line x share: harm of that cut alone, 0 at share 0; NaN: not known */
    size_t evaluations; /* at most, of the search by values */
    /* Value of a cut, larger is better; NaN where it cannot be had. RAP_OK or an error, which ends the search. */
    int (*value)(void *context, const double *share, double *value);
    void *context;
} rap_cut_problem;

/* Whether the lines that are not in `spared` (NULL: all) can give the amount. */
bool rap_cut_possible(const rap_cut_problem *problem, const bool *spared);

/* The least harmful cut if harms add up, without the lines in `spared` (or NULL). A line of which no harm is known, or that
 * has less than a step of the grid, is not touched. RAP_OK; RAP_EINPUT where the others cannot give the amount; RAP_ENOMEM.
 */
int rap_cut_apart(const rap_cut_problem *problem, const bool *spared, double *share);

/* first_i of each line, or of that the same part where it is more than the amount, and of what is left the same share
 * of every line, as far as it can be cut. `first` NULL: the same share of every line. The amount must be possible. */
void rap_cut_alike(const rap_cut_problem *problem, const double *first, double *share);

/* Goes on from a cut, without touching lines in `spared` (or NULL). `tried` is counted up. RAP_OK, or what `value`
 * answered. */
int rap_cut_improve(const rap_cut_problem *problem, const bool *spared, double *share,
                    size_t *tried);

#endif
