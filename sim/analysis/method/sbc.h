/* sbc.h: whether posteriors are right, told from many data sets whose truth is known.
 *
 * If a truth is drawn from the prior and data from the model, the truth's place in its posterior is uniform, whatever the
 * data (Cook, Gelman & Rubin 2006, doi:10.1198/106186006X136976; Talts et al. 2018, arXiv:1804.06788). Two tests of each
 * contrast, both chi^2:
 *   all    places of all data sets on RAP_SBC_BINS bins
 *   apart  places on RAP_SBC_COARSE bins, for the data sets in the lower, middle and upper third by what data foretell of
 *          the truth; not by the posterior mean: that of a data set which is left out of its own posterior goes against
 *          its truth, by next to nothing, but where data tell nothing that is all there is
 * The second is needed: a rule that learns nothing from data, or bends where the truth does not, can be uniform over all
 * data sets together. Places must be uniform given anything that is computed of the data (Modrak et al. 2023,
 * doi:10.1214/23-BA1404). A regression whose residuals are taken from other rows passes the first by construction: each
 * residual's rank among all is asked. All tests together err in rap_sbc_wrong of studies (Holm). */
#ifndef RAP_SBC_H
#define RAP_SBC_H

#include <stdbool.h>
#include <stddef.h>

enum {
    RAP_SBC_BINS = 10,
    RAP_SBC_COARSE = 5,
    RAP_SBC_THIRDS = 3,
    RAP_SBC_LEVELS = 3,
    RAP_SBC_FEWEST = 100
};

extern const double rap_sbc_wrong;                 /* 0.05 */
extern const double rap_sbc_level[RAP_SBC_LEVELS]; /* 0.5, 0.8, 0.95 */

typedef struct {
    size_t sets;                /* data sets that have the contrast */
    size_t count[RAP_SBC_BINS]; /* of places, for a picture: sets / RAP_SBC_BINS expected in each */
    double chi_all, chi_apart;  /* on 9, and on 12 degrees of freedom */
    double p_all,
        p_apart; /* adjusted for all tests of all contrasts; NaN with fewer than RAP_SBC_FEWEST sets */
    double covered[RAP_SBC_LEVELS]; /* share of data sets whose truth the central interval held */
} rap_sbc;

/* place: contrast x set, the truth's place in its posterior, 0 to 1, NaN where there is none; guess: contrast x set, a
 * number that data give and the truth has no part in. Writes `contrasts` results. RAP_OK or RAP_ENOMEM. */
int rap_sbc_make(const double *place, const double *guess, size_t contrasts, size_t sets,
                 rap_sbc *out);

/* Whether no test of any contrast rejects; false also where none could be made. */
bool rap_sbc_passed(const rap_sbc *of, size_t contrasts);

#endif
