/* reallocate.c: the one place that calls the allocator. A file of its own, so that tests can wrap
 * it at link time. */
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *rap_reallocate(void *old, size_t old_count, size_t count, size_t size) {
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    size_t bytes = count * size, kept = old ? old_count * size : 0;
    char *block = realloc(old, bytes ? bytes : size ? size : 1);
    if (block && bytes > kept)
        memset(block + kept, 0, bytes - kept);
    return block;
}
