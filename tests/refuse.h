/* refuse.h: an allocator that refuses the n-th request, in place of the library's own (reallocate.c
 * is then not linked). Include it in one source of a test program only. */
#ifndef REFUSE_H
#define REFUSE_H

#include "base/memory.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static long refuse_after = -1; /* requests that still succeed; negative: all */
static bool refuse_done;       /* whether one was refused */

void *rap_reallocate(void *old, size_t old_count, size_t count, size_t size) {
    if (refuse_after == 0 || (size && count > SIZE_MAX / size)) {
        refuse_done = true;
        return NULL;
    }
    refuse_after -= refuse_after > 0;
    size_t bytes = count * size, kept = old ? old_count * size : 0;
    char *block = realloc(old, bytes ? bytes : 1);
    if (block && bytes > kept)
        memset(block + kept, 0, bytes - kept);
    return block;
}

#endif
