/* cut_names.h: renameat and unlinkat before the library's, for a program that ends before a change of a name which it chose.
 * For one source of a program. */
#ifndef CUT_NAMES_H
#define CUT_NAMES_H

#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { ENDED = 99 }; /* the status of one that ended so */

static long left = -1; /* changes until the end; negative: none */

static void count_down(void) {
    if (left == 0)
        _exit(ENDED);
    left -= left > 0;
}

int renameat(int from, const char *old, int to, const char *new) {
    count_down();
    return (int)syscall(SYS_renameat2, from, old, to, new, 0);
}

int unlinkat(int at, const char *name, int flags) {
    count_down();
    return (int)syscall(SYS_unlinkat, at, name, flags);
}

#endif
