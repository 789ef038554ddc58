/* classroom.h: a study as a class uses it: requests in, answers out, the same natively and in a browser.
 *
 * A request is words parted by blanks, an answer one JSON object. What cannot be done is {"error": "a sentence"}.
 *
 *     offer [LANGUAGE]                   what there is: title, community, arms, what is counted, levers, the first code
 *     code PLACES-GUESSES-LUCK           the code of a run: the letter behind it
 *     story CODE [LANGUAGE]              one world, of both arms: who, month by month, money, events, how it ends
 *     worlds CODE KIND FROM COUNT        how worlds end, of both arms; KIND: luck, guesses or both
 *     why CODE CODE [LANGUAGE]           what a changed lever did over all worlds, and by which mechanism
 *
 * A CODE gives a run again (class_code.h). World k is the k-th set of assumptions with the luck of the k-th history: those
 * of a study that is run with one history of each set. */
#ifndef RAP_WEB_CLASSROOM_H
#define RAP_WEB_CLASSROOM_H

#include "base/problem.h"
#include "base/text.h"
#include "plots/words/translation.h"
#include "scenario/study/study.h"

typedef struct rap_class rap_class;

/* Reads a study for a class; `overrides` may be NULL. Problems are added: those of the study, and what keeps it from being
 * shown (one arm only, a model that tells nothing, a lever that the model refuses). RAP_OK, RAP_EINPUT with a problem,
 * RAP_ENOMEM; *room is to be freed in every case. */
int rap_class_open(rap_class **room, const rap_loader *loader, const char *path,
                   const rap_overrides *overrides, rap_problems *problems);
void rap_class_free(rap_class *room); /* NULL is fine */

/* Answers a request into an empty text. RAP_OK, RAP_EINPUT where the answer is an error, or RAP_ENOMEM. */
int rap_class_answer(rap_class *room, const char *request, rap_text *answer);

/* The story of a code as people read it, events a line each. RAP_OK, RAP_EINPUT with the reason in `out`, RAP_ENOMEM. */
int rap_class_tell(rap_class *room, const char *code, const rap_language *language, rap_text *out);

/* The study that was read, for who packs its texts; and of how many members it counts. */
const rap_study *rap_class_study(const rap_class *room);
int64_t rap_class_partners(const rap_class *room);

#endif
