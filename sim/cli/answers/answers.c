/* answers.c: a row for each question that has a command of its own. */
#include "cli/answers/answers.h"
#include "cli/answers/answer_budget.h"
#include "cli/answers/answer_discovery.h"
#include "cli/answers/answer_patterns.h"
#include "cli/answers/answer_propositions.h"

const rap_answer *const rap_answers[] = {&rap_answer_patterns, &rap_answer_propositions,
                                         &rap_answer_discovery, &rap_answer_budget, NULL};
