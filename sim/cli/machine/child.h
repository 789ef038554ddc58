/* child.h: other programs, run without a shell and for a limited time. */
#ifndef RAP_CHILD_H
#define RAP_CHILD_H

#include "base/text.h"

/* What is to be run, and what came of it. */
typedef struct {
    const char *folder;       /* to run in; NULL: the current one */
    const char *const *words; /* program (on PATH) and arguments, at most 15; ends with NULL */
    int heard;      /* which of its streams is listened to, 1 or 2; the other goes nowhere */
    size_t most;    /* bytes of that which are kept */
    rap_text said;  /* those; to be freed */
    char fault[96]; /* "" when it ended well, else a clause without a name: "it took ..." */
} rap_child;

/* Runs n programs, at most `parallel` at a time, in the locale C.UTF-8. Each is in a process group of its
 * own, and what is left of that group is ended with it; after `seconds` the group is asked to end, and made
 * to soon after. When as many as run at a time took too long, and none ended well, the rest are not begun.
 * A signal that ends this program waits until its children are ended. RAP_OK, or RAP_ENOMEM. */
int rap_children_run(rap_child *children, size_t n, size_t parallel, double seconds);

/* Whether a program of that name is on PATH. */
bool rap_program_found(const char *name);

/* Appends what went wrong with a child, and the first line of what it said; nothing where it ended well. */
void rap_child_fault(const rap_child *child, rap_text *out);

#endif
