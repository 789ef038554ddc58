/* second_wave.h: where a table has too few rows near the data, new sets of assumptions nearer to them.
 *
 * The proposal draws inputs as normal scores, which are standard normal under the prior: those that data identify from a
 * normal distribution with the posterior's mean and RAP_WAVE_WIDER times its standard deviation (at most the prior's),
 * the others from the prior; a tenth of the rows wholly from the prior, so that no weight is large (defensive mixture:
 * Hesterberg 1995, doi:10.1080/00401706.1995.10484303). Rows of both waves stand in one table then, each weighted as if all
 * had been drawn from the mixture of the two (Owen & Zhou 2000, doi:10.1080/01621459.2000.10473909). */
#ifndef RAP_SECOND_WAVE_H
#define RAP_SECOND_WAVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    size_t inputs;
    const bool *identified;
    const double *mean, *sd; /* of the posterior, as normal scores */
} rap_wave;

extern const double
    rap_wave_fewest; /* effective number below which a second wave is called for: 200 */
extern const double rap_wave_wider; /* 1.5 */
extern const double rap_wave_prior; /* share of the rows drawn from the prior: 0.1 */

/* Normal scores of the row-th new set (`inputs` of them), by luck that hangs on seed and row alone. */
void rap_wave_draw(const rap_wave *w, uint64_t seed, size_t row, double *score);

/* Weight of a row of either wave in a table that has `first` rows of the prior and `second` of the proposal. */
double rap_wave_weight(const rap_wave *w, const double *score, size_t first, size_t second);

#endif
