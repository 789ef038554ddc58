/* verdict_words.h: what stands beside a verdict on a proposition: what it is among all claims of the study, what is open
 * in it, and what would settle that. */
#ifndef RAP_VERDICT_WORDS_H
#define RAP_VERDICT_WORDS_H

#include "analysis/propositions/verdicts.h"
#include "plots/words/translation.h"

/* The verdict among all claims, in a sentence: "Allowing for all 12 claims of the study (Holm): too small.";
 * then what is open in the verdict, and how many draws would settle it, where that is so; and how many runs
 * are on which side of an earlier outcome. */
void rap_verdict_words(rap_text *out, const rap_language *l, const rap_verdicts *v,
                       const rap_proposition_result *r);

#endif
