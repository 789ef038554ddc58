/* screening.h: which inputs the headlines' means go with, and which of them are to be confirmed. */
#ifndef RAP_SCREENING_H
#define RAP_SCREENING_H

#include "analysis/sensitivity/sensing.h"

/* Fills fit and reliability of every row from the study's own runs and those of the screen. RAP_OK, RAP_ENOMEM, or what
 * a store says. */
int rap_screening_make(rap_deciding *d, const rap_layout *layout, rap_store *store,
                       rap_sensing *sensing);

/* Makes d->factors from the rows' fits: the inputs with the largest shares in any headline of any contrast, those of the
 * first headline counting twice, as many as the study asks; and the strongest pairs of them. RAP_OK or RAP_ENOMEM. */
int rap_screening_choose(rap_deciding *d);

#endif
