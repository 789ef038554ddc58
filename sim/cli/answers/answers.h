/* answers.h: the table of answers, one to each question that a study can ask (questions.h): answer_NAME.c
 * defines rap_answer_NAME. */
#ifndef RAP_ANSWERS_H
#define RAP_ANSWERS_H

#include "cli/job/answer.h"
#include "scenario/questions/questions.h"

#define RAP_ANSWER(name) extern const rap_answer rap_answer_##name;
RAP_QUESTIONS(RAP_ANSWER)
#undef RAP_ANSWER

extern const rap_answer *const rap_answers[RAP_N_QUESTIONS + 1]; /* the last one is NULL */

#endif
