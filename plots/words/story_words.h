/* story_words.h: a story in words, line by line: "Month 14", "the report promised in month 2 did not
 * come." */
#ifndef RAP_STORY_WORDS_H
#define RAP_STORY_WORDS_H

#include "analysis/story/story.h"
#include "plots/words/translation.h"

/* All in the language l; NULL: English. */

/* Which history it is, and that it is one of many and no forecast. */
void rap_story_say_which(rap_text *out, const rap_language *l, const rap_story *story);

/* Of how many something could be told, and of whom it is. */
void rap_story_say_whom(rap_text *out, const rap_language *l, const rap_story *story);

/* Who a chapter is about: "Association 3", with its team where there are several. */
void rap_story_say_who(rap_text *out, const rap_language *l, const rap_story *story, size_t who);

/* "Month 14", "Months 15 to 20". */
void rap_story_say_when(rap_text *out, const rap_language *l, int from, int to);

/* One event by itself, of words of its kind, without capital and full stop, in a language (NULL: English): "the report
 * promised in month 2 did not come". `times`: so often in its month, where the kind has words for that. */
void rap_story_say_event(rap_text *out, const rap_language *l, const rap_study *study, size_t kind,
                         unsigned times, double value);

/* The chapter of one of story->who, in order of time. Months in which nothing happened but what is told in sums are told
 * as one line. RAP_OK or RAP_ENOMEM. */
int rap_story_tell(const rap_story *story, const rap_language *l, size_t who,
                   void (*line)(void *context, int from, int to, const char *words), void *context);

#endif
