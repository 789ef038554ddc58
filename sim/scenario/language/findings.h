/* findings.h: problems of a study while it is read: at most RAP_MOST_PROBLEMS are kept, the rest
 * are counted and named in one last line. */
#ifndef RAP_FINDINGS_H
#define RAP_FINDINGS_H

#include "base/problem.h"
#include <stdbool.h>

enum { RAP_MOST_PROBLEMS = 200 };

typedef struct {
    rap_problems *problems;
    size_t before; /* problems that stood there already */
    size_t seen;   /* all that were found, repeated ones too */
    size_t more;   /* found beyond those that are kept */
    bool failed;   /* no memory for one */
} rap_findings;

void rap_findings_init(rap_findings *f, rap_problems *problems);

/* Adds a problem (as rap_problems_add). Control characters in the text become '?'. */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
void rap_findings_add(rap_findings *f, const char *file, int line, const char *key,
                      const char *format, ...);

/* Counts a problem that was added before and is met again: whoever asks whether something was wrong
 * with what it looked at learns of it. */
void rap_findings_again(rap_findings *f);

/* Counts problems that are not kept. */
void rap_findings_count(rap_findings *f, size_t more);

/* "; did you mean "x"?" for the name nearest to `word`, or which names there are if they are few,
 * or nothing, also where nobody would see it because `f` is full. Written into `buffer`, which is
 * returned. */
const char *rap_suggest(const rap_findings *f, const char *word, const char *const *names, size_t n,
                        char *buffer, size_t size);

/* Whether anything was found, and whether no more will be kept. */
bool rap_findings_any(const rap_findings *f);
bool rap_findings_full(const rap_findings *f);

/* Orders them by file and line and says how many more there are. RAP_OK, RAP_EINPUT or RAP_ENOMEM.
 */
int rap_findings_finish(rap_findings *f);

#endif
