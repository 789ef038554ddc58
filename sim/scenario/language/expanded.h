/* expanded.h: a study's files as one clean text (expand.h), and how large it may be. */
#ifndef RAP_EXPANDED_H
#define RAP_EXPANDED_H

#include "base/text.h"
#include "scenario/language/loader.h"
#include <stdbool.h>

enum {
    RAP_DEEPEST_INCLUDE = 16,
    RAP_DEEPEST_NESTING = 32,
    RAP_MOST_SOURCES = 256,
    RAP_MOST_INCLUDES = 1000,
    RAP_LARGEST_EXPANSION = 1 << 24, /* bytes */
    RAP_MOST_ENTRIES = 10000,        /* of one group or list */
    RAP_MOST_SETTINGS = 200000
};

/* How the name begins of a group that goes on with one of another file: what follows the next '-' is the key. */
#define RAP_GOES_ON "*-"

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

#endif
