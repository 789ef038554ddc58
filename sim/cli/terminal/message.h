/* message.h: everything that the program says beside its results, on standard error, and the one
 * way in which results reach standard output. */
#ifndef RAP_MESSAGE_H
#define RAP_MESSAGE_H

#include "base/problem.h"
#include "base/text.h"

/* "rapport: ..." on standard error. */
#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
void rap_complain(const char *format, ...);

/* A note on standard error, unless `quiet`. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void rap_note(bool quiet, const char *format, ...);

/* Says that a step failed with a code, `what` naming the step, and gives the exit status for it. */
int rap_failed(const char *what, int code);

/* The problems, one a line as "file:line: key: text". A path that starts with "data:" is shown
 * below `data`, another below `folder`; either may be NULL. */
void rap_print_problems(rap_problems *problems, const char *folder, const char *data);

/* For words that others print: whether a text could move a cursor or fool a reader, and such a text with question
 * marks there, which all that is printed gets. */
bool rap_is_harmless(const char *text);
void rap_make_harmless(char *text);

/* Writes a text to standard output, whole. Gives an exit status: 0, or 1 after saying why. */
int rap_print(const rap_text *text);

#endif
