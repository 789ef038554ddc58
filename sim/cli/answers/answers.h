/* answers.h: the table of answers to the questions of a study. */
#ifndef RAP_ANSWERS_H
#define RAP_ANSWERS_H

#include "cli/job/answer.h"

extern const rap_answer *const rap_answers[]; /* ends with NULL */

#endif
