/* questions.h: the questions that a study can ask.
 *
 * A new one is a file ask_NAME.c that defines rap_ask_NAME, its name below, and what it asks in asks.h.
 * The same names list the answers (cli/answers/answers.h). */
#ifndef RAP_QUESTIONS_H
#define RAP_QUESTIONS_H

#include "scenario/study/question.h"

#define RAP_QUESTIONS(ROW)                                                                         \
    ROW(patterns)                                                                                  \
    ROW(propositions)                                                                              \
    ROW(discovery)                                                                                 \
    ROW(budget)                                                                                    \
    ROW(sensitivity)                                                                               \
    ROW(calibration)

#define RAP_ASK(name) extern const rap_question rap_ask_##name;
RAP_QUESTIONS(RAP_ASK)
#undef RAP_ASK

#define RAP_ONE(name) +1
enum { RAP_N_QUESTIONS = 0 RAP_QUESTIONS(RAP_ONE) };
#undef RAP_ONE

extern const rap_question *const rap_questions[RAP_N_QUESTIONS + 1]; /* the last one is NULL */

#endif
