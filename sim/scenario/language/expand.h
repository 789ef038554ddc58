/* expand.h: a study's files as one clean text that libconfig can parse, with a line map.
 *
 * The text is made of the tokens of all files, includes in place, comments left out. What libconfig
 * would read wrongly or stop at is reported here and made harmless, so that parsing can go on and
 * find the rest: a bad numeral becomes 0 and is marked, a second key of the same name is renamed
 * (its name then starts with '*'), an array becomes a list. */
#ifndef RAP_EXPAND_H
#define RAP_EXPAND_H

#include "base/text.h"
#include "scenario/language/findings.h"
#include "scenario/language/loader.h"

enum {
    RAP_DEEPEST_INCLUDE = 16,
    RAP_DEEPEST_NESTING = 32,
    RAP_MOST_SOURCES = 256,
    RAP_MOST_INCLUDES = 1000,
    RAP_LARGEST_EXPANSION = 1 << 24, /* bytes */
    RAP_MOST_ENTRIES = 10000,        /* of one group or list */
    RAP_MOST_SETTINGS = 200000
};

typedef struct {
    size_t source; /* position in sources */
    int line;
} rap_place;

/* A number, truth value or text (adjacent texts count as one), in order of the expanded text. */
typedef struct {
    rap_place place;
    const char *written; /* as in the source, not NUL-terminated; lives as long as the sources */
    size_t n;
    bool bad; /* reported already */
} rap_scalar;

typedef struct {
    rap_text text;
    rap_place *lines; /* of each line of the text */
    size_t n_lines, lines_capacity;
    rap_scalar *scalars;
    size_t n_scalars, scalars_capacity;
    rap_source *sources;
    size_t n_sources, sources_capacity;
} rap_expanded;

/* Reads `path` and what it includes. Problems go to `findings`. RAP_OK if the text can be parsed
 * (there may be problems all the same), RAP_EINPUT if not, RAP_ENOMEM. Free in every case. */
int rap_expand(rap_expanded *e, const rap_loader *loader, const char *path, rap_findings *findings);

/* The same for a text at hand, called `name` in problems; it cannot include. */
int rap_expand_text(rap_expanded *e, const char *name, const char *text, rap_findings *findings);

void rap_expand_free(rap_expanded *e);

#endif
