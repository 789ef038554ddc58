/* bind_parts.h: what is bound by whom; below the binder, private to the files of the binding. */
#ifndef RAP_BIND_PARTS_H
#define RAP_BIND_PARTS_H

#include "model/model.h"
#include "scenario/language/arena.h"
#include "scenario/language/findings.h"
#include "scenario/language/tree.h"
#include "scenario/priors/prior.h"

/* A number that was bound, with where it came from (see rap_input). */
typedef struct {
    const rap_field *field;
    const char *path;
    double value;
    rap_prior prior; /* its ends are equal where the number is certain; points are in the arena */
    const char *grade, *source;
    const char *
        setting; /* where the source was found, seen from here: "here", "alike", "elsewhere"; NULL: not stated */
    const char *file; /* NULL: the table's default */
    int line;
    void *target; /* in the struct: double, or int64_t for whole numbers and money (cents) */
} rap_bound;

typedef struct {
    rap_arena *arena; /* rows and paths */
    rap_findings *findings;
    const rap_tree *root;              /* where names are looked up */
    const rap_record *grammar;         /* of the root */
    const rap_record *const *settings; /* with keys that are legal beside the root's, for messages;
                                          ends with NULL. NULL: none */
    const rap_tree *changes; /* that an arm made to the root, and its name, for messages; or NULL */
    const char *arm;
    const char *currency; /* of the study, and the year of its prices (0: not stated), with which */
    int64_t price_year;   /* fields marked RAP_AS_STUDY must agree; currency NULL: not checked. */
                          /* The currency also decides the default of a field with `in_currency` */
    const rap_tree *currency_at; /* where the study states it, for messages; or NULL */
    rap_shape distribution;      /* of a value with a range that states no other */
    /* Told of each number; a non-zero answer ends the binding. May be NULL. */
    int (*number)(void *context, const rap_bound *bound);
    void *context;
} rap_binder;

enum { RAP_LONGEST_LINE = 500, RAP_SHOWN = 60 }; /* bytes of a text; of it in a message */

/* One group that is being bound. `where` is the group, or what stands nearest above it if it is not
 * written; `own` is the path of its own fields, `shared` of those that it inherits. */
typedef struct {
    const rap_binder *b;
    const rap_tree *tree; /* NULL if not written */
    const rap_tree *where;
    const char *own, *shared;
    const rap_record *inherited; /* keys of this record have their home in `shared`; or NULL */
    bool absent;                 /* a group that could be written and is not: it has no inputs */
} rap_scope;

/* One field of it. */
typedef struct {
    const rap_scope *in;
    const rap_field *f;
    const rap_tree *node; /* NULL if not written */
    const char *home;     /* path of the group to which an unwritten field belongs */
    char *out;
} rap_slot;

/* A bound as a whole number, held within 64 bits. */
static inline int64_t rap_bind_whole(double x) {
    return x >= 0x1p63 ? INT64_MAX : x <= -0x1p63 ? INT64_MIN : (int64_t)x;
}

static inline bool rap_bind_is_number(const rap_tree *node) {
    return node->kind == RAP_NODE_INTEGER || node->kind == RAP_NODE_REAL;
}

static inline bool rap_bind_is_legal(const rap_field *f, double x) {
    return x >= f->lo && x <= f->hi;
}

/* ---- bind_words.c ----------------------------------------------------------------------------- */

extern const char rap_bind_line[]; /* what a text should be */
bool rap_bind_is_line(const rap_tree *node);

/* What a field wants, "a number from 0 to 1 (hour/month)"; written into `buffer` or fixed. */
const char *rap_bind_wanted(const rap_field *f, char *buffer, size_t size);

/* Problems: a text; that something else was expected than what stands there (a value that was refused
 * already counts once more); keys that no record has, `row` being for one that may have a label. */
void rap_bind_report(const rap_binder *b, const rap_tree *node, const char *path, const char *text);
void rap_bind_expected(const rap_slot *s, const rap_tree *node, const char *what);
void rap_bind_expected_field(const rap_slot *s, const rap_tree *node);
void rap_bind_check_keys(const rap_scope *in, const rap_record *record, bool row);

/* ---- bind_numbers.c: RAP_OK also after a problem, what `number` answered, or RAP_ENOMEM -------- */

int rap_bind_real(const rap_slot *s);
int rap_bind_integer(const rap_slot *s);
int rap_bind_money(const rap_slot *s);

/* ---- bind_uncertain.c ------------------------------------------------------------------------- */

/* Reads a number in braces into `bound`, which stands at the table's value; false after a problem. */
bool rap_bind_uncertain(const rap_slot *s, rap_bound *bound);

#endif
