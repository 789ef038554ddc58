/* calibration_words.h: what a calibration tells, in sentences and cells that page and terminal share. */
#ifndef RAP_CALIBRATION_WORDS_H
#define RAP_CALIBRATION_WORDS_H

#include "analysis/calibration/calibrated.h"
#include "plots/words/words.h"

/* What was laid beside what: how many quantities, of which standing, and how many sets. */
void rap_calibrated_what(rap_text *out, const rap_language *l, const rap_calibrated *c);

/* Which way was taken, how it was judged, and what its intervals held; that none was admitted. */
void rap_calibrated_way(rap_text *out, const rap_language *l, const rap_calibrated *c);

/* How much the data leave, and how usual they are for this model. */
void rap_calibrated_worth(rap_text *out, const rap_language *l, const rap_calibrated *c);

/* Of how many uncertain numbers data tell something, and of how many they do not. */
void rap_calibrated_identified(rap_text *out, const rap_language *l, const rap_calibrated *c);

/* Which measured values lie where the model and all other data would hardly have them. */
void rap_calibrated_misses(rap_text *out, const rap_language *l, const rap_calibrated *c);

/* Of a quantity that was kept back: what was foretold, what came, and how good that was. */
void rap_calibrated_forecast(rap_text *out, const rap_tables *t, const rap_calibrated_quantity *x);

/* "45.3 % (12.0 to 85.1)": mean and middle 95 % over sets; "as by chance" where sets cannot be told apart. Of a difference with RAP_WITH_SIGN. */
void rap_calibrated_told(rap_text *out, const rap_tables *t, size_t outcome, const rap_told *told,
                         unsigned options);

/* What a row has given the data, with a star where chance could not be taken out of it; and what the star of a headline of
 * this contrast means, nothing where there is none. */
void rap_calibrated_after(rap_text *out, const rap_tables *t, size_t outcome,
                          const rap_calibrated_row *row, unsigned options);
void rap_calibrated_footnote(rap_text *out, const rap_tables *t, size_t contrast);

/* A value of an input, in its unit: "0.15 (0.04 to 0.31)". */
void rap_calibrated_values(rap_text *out, const rap_language *l, const rap_values_told *values);

/* Beyond what a normal forecast holds in 95 of 100 cases. */
bool rap_calibrated_is_miss(const rap_calibrated_quantity *x);

#endif
