/* surveys.h: the surveys that a study's budget states: whether they can be made, and whether they are worth
 * their cost. What they are worth stands in worth.h. */
#ifndef RAP_SURVEYS_H
#define RAP_SURVEYS_H

#include "analysis/method/value.h"
#include "base/problem.h"
#include "scenario/study/study.h"

/* That every number that a survey asks about is there and uncertain, and a share where answers are yes
 * or no. RAP_OK; RAP_EINPUT with problems and places; RAP_ENOMEM. */
int rap_surveys_check(const rap_study *study, rap_problems *problems);

/* By the interval of what a survey gains. */
typedef enum {
    RAP_SURVEY_PAYS,   /* above 0 */
    RAP_SURVEY_WASTES, /* below 0 */
    RAP_SURVEY_UNCLEAR /* it holds 0, or there is none */
} rap_survey_verdict;
rap_survey_verdict rap_survey_judge(const rap_interval *gain);
const char *rap_survey_verdict_text(rap_survey_verdict verdict); /* "worth its cost" ... */

#endif
