/* sbc.h: whether posteriors are right, told from many data sets whose truth is known.
 *
 * If a truth is drawn from the prior and data from the model, the truth's place in its posterior is uniform, whatever the
 * data (Cook, Gelman & Rubin 2006, doi:10.1198/106186006X136976; Talts et al. 2018, arXiv:1804.06788). Three tests of each
 * contrast, all chi^2:
 *   all    places of all data sets on RAP_SBC_BINS bins
 *   apart  places on RAP_SBC_COARSE bins, for the data sets in the lower, middle and upper third by a guess at the truth
 *   near   the same, for those near to, at some distance from and far from the data at hand
 * The last two are needed. Places must be uniform given anything that is computed of the data (Modrak et al. 2023,
 * doi:10.1214/23-BA1404), and above all near to those at hand (Prangle et al. 2014, doi:10.1111/anzs.12087); a rule that
 * learns nothing, or bends where the truth does not, can be uniform over all data sets together. And a regression whose
 * residuals are other rows' passes the first by construction, for a residual's rank among all is asked. All tests of all
 * contrasts together err in rap_sbc_wrong of studies (Holm). */
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
    bool passed;                /* no test of it rejects */
    size_t sets;                /* data sets that have the contrast */
    size_t count[RAP_SBC_BINS]; /* of places, for a picture: sets / RAP_SBC_BINS expected in each */
    double chi_all, chi_apart, chi_near; /* on 9, 12 and 12 degrees of freedom */
    double p_all, p_apart, p_near;  /* adjusted for all tests of all contrasts; NaN: too few sets */
    double least_p;                 /* of these three */
    double covered[RAP_SBC_LEVELS]; /* share of data sets whose truth the central interval held */
} rap_sbc;

/* place: contrast x set, the truth's place in its posterior, 0 to 1, NaN where there is none; guess: contrast x set, a
 * number that data give and the truth has no part in; distance: set, from the data at hand. Writes `contrasts` results;
 * with fewer than RAP_SBC_FEWEST sets a contrast is not tested. RAP_OK or RAP_ENOMEM. */
int rap_sbc_make(const double *place, const double *guess, const double *distance, size_t contrasts,
                 size_t sets, rap_sbc *out);

/* chi^2 of places on RAP_SBC_COARSE bins in each third by a number, on 12 degrees of freedom; places that are none (NaN) are
 * left out. `order` and `room` hold n. */
double rap_chi_by_thirds(const double *place, const double *number, size_t n, size_t *order,
                         double *room);

/* Whether no test of any contrast rejects; false also where none could be made. */
bool rap_sbc_passed(const rap_sbc *of, size_t contrasts);

#endif
