/* class_code.h: a short text that gives a run of a class again, fit to be written on a blackboard: 221-17-4-K.
 *
 * Places of the levers from 1, a digit each (0 where there are none); the set of assumptions; whose luck; the seed where it
 * is not the study's; and a letter of 23 that sees any one wrong sign, any two neighbours exchanged, and most codes of
 * another study. Over the signs s of what stands before it, digits as they are and the dash as 10, it is
 * h = (5 h + s) mod 23, beginning with the study's fingerprint mod 23: 5 and 5 - 1 have inverses mod 23, so that neither
 * fault leaves h as it was. */
#ifndef RAP_CLASS_CODE_H
#define RAP_CLASS_CODE_H

#include "base/text.h"
#include "scenario/study/study.h"

enum { RAP_MOST_WORLD = 99999 };

typedef struct {
    size_t places[RAP_MOST_LEVERS]; /* from 0 */
    int64_t guesses, luck;          /* from 1 to RAP_MOST_WORLD */
    int64_t seed;
} rap_class_code;

/* What a code is read against. */
typedef struct {
    size_t n_levers;
    size_t n_places[RAP_MOST_LEVERS];
    int64_t seed;         /* of the study */
    uint64_t fingerprint; /* of the study */
} rap_code_key;

void rap_class_code_say(rap_text *out, const rap_class_code *code, const rap_code_key *key);

/* Blanks and small letters are fine, and O and I for 0 and 1. False where it is no code of this study. */
bool rap_class_code_read(rap_class_code *code, const char *text, const rap_code_key *key);

/* Reads what stands before the letter: "221-17-4". */
bool rap_class_code_read_bare(rap_class_code *code, const char *text, const rap_code_key *key);

#endif
