/* answers.c: the table of answers. */
#include "cli/answers/answers.h"

#define ADDRESS(name) &rap_answer_##name,
const rap_answer *const rap_answers[RAP_N_QUESTIONS + 1] = {RAP_QUESTIONS(ADDRESS) NULL};
