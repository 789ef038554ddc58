/* calibrated.h: what was measured, laid beside what a study gives under many sets of assumptions.
 *
 * Each of the study's sets is a row of a reference table (method/reference.h): what the model gives for each quantity that
 * was held out, what is to be told (each headline of each contrast, each quantity that is kept back as a forecast, each
 * uncertain input as the normal score of its place), and how far a measured value may lie from what the model gives:
 *   noise^2 = sd^2 + discrepancy^2 + within (1 / communities - 2 / histories), the last at least 0
 * Waves of one question, asked of the same communities, are off by the same discrepancy: it is drawn once a set, and what is
 * foretold of a further wave has it too. `within` is the variance of single histories of a set. Half of a set's histories are laid beside the data, from the
 * other half is told what follows: else sets would be taken for what luck made of them. A forecast of communities that were
 * measured before is about the same histories. Of a quantity measured in so many communities that luck is out (communities
 * = 0) the means of a set's histories have more luck in them than what was measured, which makes the table tell less than
 * could be told, never more. What data change of a headline is laid on what all histories say of it before.
 * How the table is read, how one of several ways is chosen and judged: method/calibrate.h. */
#ifndef RAP_CALIBRATED_H
#define RAP_CALIBRATED_H

#include "analysis/estimate/uncertain.h"
#include "analysis/method/calibrate.h"
#include "analysis/method/scores.h"
#include "analysis/tables/tables.h"

/* A headline of a contrast, of an arm's level in a study without contrasts, or a quantity that was kept back. */
typedef struct {
    const rap_quantity *quantity; /* kept back; else NULL, and */
    bool is_level;
    size_t of, headline;    /* contrast or arm */
    rap_told before, after; /* over sets; ends NaN where sets cannot be told apart from chance */
    bool chance_left;       /* luck of single histories could not be taken out of `after` */
} rap_calibrated_row;

typedef struct {
    double mean, low, high; /* and the middle 95 % */
} rap_values_told;

/* An uncertain input, in its unit. */
typedef struct {
    const rap_input *input;
    const rap_input_told *told; /* in standard deviations of the prior */
    rap_values_told before, after;
    const double *
        values; /* in each of the calibrated sets; NULL: data tell nothing of it, the prior stands */
} rap_calibrated_input;

typedef struct {
    const rap_quantity *quantity;
    double noise;                 /* standard deviation */
    double own_noise;             /* without what all waves of a question are off by alike */
    const rap_foretold *foretold; /* NULL: it weighs nothing, or has no value in too many sets */
    rap_told model;               /* what the model gives before, noise apart */
    rap_scores scores, before_scores; /* of one kept back: of the forecast, and of the prior's */
    double skill;                     /* share of the prior's CRPS that is saved; NaN elsewhere */
    const rap_quantity *last; /* the same question as it was measured last before; NULL: never */
    double same_crps, same_skill; /* of "no change" since then, and the share of it that is saved */
} rap_calibrated_quantity;

struct rap_calibrated {
    const rap_study *study;
    const rap_layout *layout;
    int64_t draws, histories; /* sets of assumptions, histories of each */
    size_t used;              /* quantities that weigh */
    rap_calibration found;
    rap_calibrated_row *rows; /* by headline, then contrast; forecasts behind */
    size_t n_rows;
    rap_calibrated_input *inputs; /* identified first, by how far data move or narrow them */
    size_t n_inputs, identified;
    rap_calibrated_quantity *quantities; /* in order of the study */
    size_t n_quantities;
    double *posterior; /* what the inputs' values point to */
    size_t sets;       /* calibrated ones, equally likely */
    rap_uncertain uncertain;
};

/* Free is legal after a failure, and twice. */
void rap_calibrated_free(rap_calibrated *c);

/* The row of a headline of a contrast, or NULL. */
const rap_calibrated_row *rap_calibrated_find(const rap_calibrated *c, size_t contrast,
                                              size_t headline);

/* What a row tells of; it points to the row. */
rap_effect rap_calibrated_effect(const rap_calibrated *c, const rap_calibrated_row *row);

/* Whether two quantities are of the same outcome, group and arms, in as many communities: waves of one question. */
bool rap_is_same_question(const rap_quantity *a, const rap_quantity *b);

/* "held_out", "input" or "forecast". */
const char *rap_quantity_status(const rap_quantity *quantity);

#endif
