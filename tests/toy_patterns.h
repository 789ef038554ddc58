/* toy_patterns.h: patterns and quantities judged on the toy, where the truth is known: the toy's difference between
 * arms b and a is slope x month, its slope from 0.5 to 1.5, of which toy_slopes counts the draws. */
#ifndef TOY_PATTERNS_H
#define TOY_PATTERNS_H

#include "toy_model.h"
#include "analysis/patterns/patterns.h"

#define ARMS                                                                                       \
    "arms = { a = {}; b = { changes = { effect = 1; }; }; };\nwindows = [\"1\", \"2\"]; horizon "  \
    "= 2;"
#define PATTERN(name, body) name " = { source = \"S\"; built_from = \"b\"; " body " };\n"

typedef struct {
    toy_results toy;
    rap_patterns p;
} toy_patterns;

/* Reads, runs and judges a study with `settings` before its patterns; the test fails where anything does. */
toy_patterns *toy_patterns_make(const char *settings, const char *patterns);
void toy_patterns_free(toy_patterns *j);

/* k of n, with the interval of Wilson. */
void toy_assert_share(const rap_share *s, int64_t k, int64_t n);

#endif
