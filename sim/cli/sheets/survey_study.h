/* survey_study.h: what a survey says, as a part of a study that includes it: where organisations begin, and quantities. */
#ifndef RAP_SURVEY_STUDY_H
#define RAP_SURVEY_STUDY_H

#include "cli/sheets/survey_sheet.h"

/* How far respondents of one organisation differ, in a mean's error. */
typedef enum {
    RAP_SPREAD_NOT_USED,
    RAP_SPREAD_POOLED,  /* that of all organisations, since few answer for each */
    RAP_SPREAD_ASSUMED, /* nobody shares an organisation with another: rap_assumed_spread */
    RAP_SPREAD_UNTOLD   /* likewise, and so how many organisations there are is of no use */
} rap_survey_spread;

extern const double rap_assumed_spread; /* of scores from 0 to 1: 0.2 */

/* A mean that the survey gives: of a construct in a wave, for all, a type or an organisation. */
typedef struct {
    uint32_t construct, group, wave; /* group: of types or places; 0 for all */
    size_t respondents, organisations;
    double value, error,
        freedom;  /* as the outcome has it; standard error with its degrees of freedom */
    double sd;    /* the same as a normal's that has the 95 % interval of Student's t */
    double least; /* what whole steps of the scale leave open: sd is not less */
    rap_survey_spread spread;
} rap_survey_mean;

typedef struct {
    rap_survey_mean *means;  /* quantities, by construct, group and wave */
    rap_survey_mean *starts; /* by construct and organisation, of the wave of month 0 */
    size_t n_means, n_starts, mean_capacity, start_capacity;
} rap_survey_means;

/* Forms them. Constructs that cannot be compared at month 0 are left out there, and groups of which one organisation
 * answered, where those asked are some of many; both are noted in the survey. Where the sheet names no organisations each
 * respondent counts as one. RAP_OK or RAP_ENOMEM. Free is legal in every case, and twice. */
int rap_survey_means_make(rap_survey_means *means, rap_poll *survey,
                          const rap_survey_wishes *wishes);
void rap_survey_means_free(rap_survey_means *means);

/* Appends the part of a study. `file` is the sheet's name as the study cites it. No respondent stands in it. */
int rap_survey_study(rap_text *out, const rap_survey_means *means, const rap_poll *survey,
                     const rap_survey_wishes *wishes, const char *file);

/* Whether a wave is kept back, to be foretold. */
bool rap_survey_is_kept_back(const rap_poll *survey, const rap_survey_wishes *wishes,
                             uint32_t wave);

/* "all", or the group's label. */
const char *rap_survey_group_label(const rap_poll *survey, const rap_survey_wishes *wishes,
                                   uint32_t group);

#endif
