/* bind.h: checks a tree against a record and fills the record's struct.
 *
 * All problems are reported, and what has one keeps its default. Inheritance is one step deep: the
 * record that is referred to inherits from nothing itself. */
#ifndef RAP_BIND_H
#define RAP_BIND_H

#include "model/model.h"
#include "scenario/language/arena.h"
#include "scenario/language/findings.h"
#include "scenario/language/tree.h"

/* A number that was bound, with where it came from (see rap_input). */
typedef struct {
    const rap_field *field;
    const char *path;
    double value, range_lo, range_hi;
    const char *grade, *source;
    const char *file; /* NULL: the table's default */
    int line;
    void *target; /* in the struct: double, or int64_t for whole numbers and money (cents) */
} rap_bound;

typedef struct {
    rap_arena *arena; /* rows and paths */
    rap_findings *findings;
    const rap_tree *root;       /* where names are looked up */
    const rap_record *grammar;  /* of the root */
    const rap_record *settings; /* keys that are legal beside the root's, for messages; or NULL */
    const rap_tree *changes; /* that an arm made to the root, and its name, for messages; or NULL */
    const char *arm;
    const char *currency; /* of the study, and the year of its prices (0: not stated), with which */
    int64_t price_year;   /* fields marked RAP_AS_STUDY must agree; currency NULL: not checked */
    /* Told of each number; a non-zero answer ends the binding. May be NULL. */
    int (*number)(void *context, const rap_bound *bound);
    void *context;
} rap_binder;

/* Fills `out` (zeroed, grammar->size bytes) from root. RAP_OK if nothing was found wrong,
 * RAP_EINPUT, or what number answered, or RAP_ENOMEM. */
int rap_bind(const rap_binder *b, void *out);

#endif
