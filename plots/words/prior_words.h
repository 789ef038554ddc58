/* prior_words.h: how an uncertain number is drawn, in words. */
#ifndef RAP_PRIOR_WORDS_H
#define RAP_PRIOR_WORDS_H

#include "plots/words/translation.h"
#include "scenario/study/study.h"

/* "PERT", "beta, mean 0.3, sd 0.1; rank correlation 0.6 with parameters.trust_gain": in English what rap_input_say gives for
 * files of figures. */
void rap_words_prior(rap_text *out, const rap_language *l, const rap_study *study,
                     const rap_input *input);

#endif
