/* questions.c: the table of questions. */
#include "scenario/questions/questions.h"

#define ADDRESS(name) &rap_ask_##name,
const rap_question *const rap_questions[RAP_N_QUESTIONS + 1] = {RAP_QUESTIONS(ADDRESS) NULL};
