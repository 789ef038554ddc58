/* outline.h: follows the structure of a study token by token and writes the clean text.
 *
 * Knows at each token the path of the setting it belongs to, finds keys that stand twice in a group
 * and arrays of mixed kinds, bounds nesting and size, and words syntax errors. Of one file a key stands
 * once in its group; a group that another file writes as well is the same group, gone on with. */
#ifndef RAP_OUTLINE_H
#define RAP_OUTLINE_H

#include "scenario/language/expanded.h"
#include "scenario/language/findings.h"
#include "scenario/language/lexer.h"
#include <stdint.h>

/* How the problem begins of a key that stands where another of its name does. */
#define RAP_STANDS_TWICE "stands twice in its group"

typedef enum {
    RAP_WANT_KEY,
    RAP_WANT_EQUALS,
    RAP_WANT_VALUE,
    RAP_WANT_FIRST, /* a value, or the end of an empty list */
    RAP_HAS_TEXT,   /* a value is complete, a further text would join it */
    RAP_HAS_VALUE
} rap_outline_state;

/* A key that stands in an open or closed group. */
typedef struct rap_outline_key {
    uint64_t group; /* 0: a free slot */
    const char *key;
    size_t n;
    rap_place place;
    uint64_t serial; /* of the group that is its value; 0: it is none */
} rap_outline_key;

/* An open bracket, or the whole file. */
typedef struct {
    char bracket; /* '{', '(', '[', 0 for the whole */
    rap_outline_state state;
    uint64_t serial; /* tells groups apart */
    size_t entries;
    const char *key; /* of the entry that is being read */
    size_t key_n;
    rap_place key_at;
    const struct rap_outline_key
        *again; /* where that key stood before, in another file: its group may go on; or NULL */
    rap_place opened;
    int first; /* kind of the first element of an array, -1 before */
    bool mixed;
    bool parted; /* a part of a large group is open (begin_part) */
} rap_outline_frame;

typedef struct {
    rap_expanded *out;
    rap_findings *findings;
    rap_outline_frame frames[RAP_DEEPEST_NESTING + 1];
    size_t depth;          /* of the innermost frame */
    uint64_t serial;       /* of the group opened last */
    rap_outline_key *keys; /* open addressing; a power of two */
    size_t n_keys, keys_capacity;
    const char *number_end; /* of the token before, where that was a number */
    const char *comma;      /* that stands right behind a number, where it was the token before */
    bool lost;  /* after a syntax error the structure is unknown; numerals are still checked */
    int status; /* RAP_ENOMEM sticks */
} rap_outline;

void rap_outline_init(rap_outline *o, rap_expanded *out, rap_findings *findings);
void rap_outline_free(rap_outline *o);

/* Takes the next token, which stands in the source `source`. */
void rap_outline_take(rap_outline *o, const rap_token *t, size_t source);

/* Ends the text. RAP_OK if its structure is whole, else RAP_EINPUT or RAP_ENOMEM. */
int rap_outline_end(rap_outline *o, rap_place end);

#endif
