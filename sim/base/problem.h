/* problem.h: what is wrong with an input, many findings at a time.
 *
 * A problem is a place (file:line), the key it concerns and a message for a person. Readers add
 * problems and go on, so that all of a file's errors are reported in one go. */
#ifndef RAP_PROBLEM_H
#define RAP_PROBLEM_H

#include "base/text.h"

#include <stddef.h>

typedef struct {
    char *file; /* as the user would write it; "" where there is none */
    int line;   /* from 1; 0 where there is none */
    char *key; /* full path of the setting, e.g. "teams.focal.hours.data"; "" where there is none */
    char *text; /* what was expected (unit, range), what stands there, nearest legal name */
} rap_problem;

typedef struct {
    rap_problem *rows;
    size_t n, capacity;
    size_t most; /* that are kept; 0: all */
    size_t more; /* that came after those */
} rap_problems;

void rap_problems_init(rap_problems *p);
void rap_problems_free(rap_problems *p);

/* Adds a problem, unless the same one stands there already or no more are kept. `file` and `key` may be NULL. What a
 * terminal should not be shown, and a letter that a format has cut, becomes '?'. Always returns a negative code:
 * RAP_EINPUT, or RAP_ENOMEM when it could not be kept. */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
int rap_problems_add(rap_problems *p, const char *file, int line, const char *key,
                     const char *format, ...);

/* "file:line: key: text"; place and key only where there are. Without a line end. */
void rap_problem_say(rap_text *out, const rap_problem *problem);

/* How many there were, kept or not. */
size_t rap_problems_seen(const rap_problems *p);

/* Orders by file (in order of first appearance) and line, stable otherwise. */
void rap_problems_sort(rap_problems *p);

#endif
