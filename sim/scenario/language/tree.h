/* tree.h: a study as a tree of settings that know where they were written.
 *
 * Nodes are never changed once made: merging and setting share what stays the same, so a node that
 * came from elsewhere keeps its path, file and line. All memory belongs to the arena. Functions
 * that return a tree return NULL only without memory. */
#ifndef RAP_TREE_H
#define RAP_TREE_H

#include "scenario/language/arena.h"
#include "scenario/language/expand.h"
#include "scenario/language/findings.h"
#include <stdint.h>

typedef enum {
    RAP_NODE_GROUP,
    RAP_NODE_LIST,
    RAP_NODE_INTEGER,
    RAP_NODE_REAL,
    RAP_NODE_BOOLEAN,
    RAP_NODE_TEXT,
    RAP_NODE_BAD /* stands for what was reported already */
} rap_node_kind;

typedef struct rap_tree rap_tree;

struct rap_tree {
    const char *key; /* "" for the whole and for entries of a list */
    rap_node_kind kind;
    const rap_tree **children; /* of a group or list, in order of writing */
    size_t n;
    const uint32_t *slots; /* of a large group: position + 1 by key, 0 free; open addressing */
    size_t n_slots;        /* a power of two */
    int64_t integer;       /* RAP_NODE_INTEGER; 0 or 1 for RAP_NODE_BOOLEAN */
    double number;         /* RAP_NODE_REAL, RAP_NODE_INTEGER */
    const char *text;      /* RAP_NODE_TEXT */
    const char *written;   /* digits of a number as in the source */
    const char *file;
    int line;
    const char *path; /* "teams.focal.grants.0.amount" */
};

/* Parses the expanded text with libconfig (parse.c). Strings are copied: `e` may be freed, except its
 * sources' paths, which the nodes point to; with `file` all nodes stand there, without a line. *tree is
 * the whole, a group. RAP_OK, RAP_EINPUT, RAP_ENOMEM. */
int rap_tree_parse(const rap_tree **tree, rap_arena *arena, const rap_expanded *e, const char *file,
                   rap_findings *findings);

/* Lets a group of many be searched by key. False without memory. */
bool rap_tree_index(rap_arena *arena, rap_tree *tree);

/* A child by key, or NULL (also for NULL and for what has no children). */
const rap_tree *rap_tree_child(const rap_tree *tree, const char *key);

/* Position of the child that a path's next step of n bytes names, a key or the number of an entry; tree->n
 * where there is none. */
size_t rap_tree_step(const rap_tree *tree, const char *step, size_t n);

/* The node at a path, or its nearest ancestor that exists. */
const rap_tree *rap_tree_nearest(const rap_tree *tree, const char *path);

/* A group like `like` with other children, of which it keeps the array. */
const rap_tree *rap_tree_group(rap_arena *arena, const rap_tree *like, const rap_tree **children,
                               size_t n);

/* A copy of a subtree under another key and path. */
const rap_tree *rap_tree_move(rap_arena *arena, const rap_tree *tree, const char *key,
                              const char *path);

/* Copies into `arena` the nodes of `tree` that do not stand in `base` at the same place, with their
 * texts; the others are shared. NULL without memory. */
const rap_tree *rap_tree_settle(rap_arena *arena, const rap_tree *tree, const rap_tree *base);

/* `base` with `over` on top: groups merge, all else is replaced; a group that is an uncertain
 * number (it has a key value, range, mean or quantiles) is replaced whole. Keeps the place of `over`. */
const rap_tree *rap_tree_merge(rap_arena *arena, const rap_tree *base, const rap_tree *over);

/* ---- set.c ------------------------------------------------------------------------------------- */

/* Reads "KEY=VALUE": VALUE as libconfig has it, a bare word being a text. *key is its path, *value
 * the node (file "--set", no line). RAP_OK, RAP_EINPUT (reported) or RAP_ENOMEM. */
int rap_tree_read_set(const char **key, const rap_tree **value, rap_arena *arena, const char *set,
                      rap_findings *findings);

/* `*tree` with the node at `path` (below `*tree`) replaced or added; groups on the way are made,
 * list entries must exist. The new nodes keep `value`'s place. RAP_OK, RAP_EINPUT (reported under
 * `key`), RAP_ENOMEM. */
int rap_tree_set(const rap_tree **tree, rap_arena *arena, const char *path, const rap_tree *value,
                 const char *key, rap_findings *findings);

#endif
