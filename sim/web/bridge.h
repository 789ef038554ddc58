/* bridge.h: what a page calls of the engine; the same functions natively, for the test that both answer alike.
 *
 * One class at a time, so that a page need not hold anything: state is here, and only here. Texts end in a zero byte. */
#ifndef RAP_BRIDGE_H
#define RAP_BRIDGE_H

/* Room for a text of so many bytes and its end, for the caller to fill; NULL without memory. Given up at the next call. */
char *rap_web_room(unsigned n);

/* Opens the study packed in that room (packed.h) in place of the one before. 0, or negative: what is wrong stands in
 * rap_web_text, a line each. */
int rap_web_open(void);

/* Answers the request in that room. 0, or negative where the answer is an error. */
int rap_web_answer(void);

/* The last answer, and its length in bytes. */
const char *rap_web_text(void);
unsigned rap_web_length(void);

#endif
