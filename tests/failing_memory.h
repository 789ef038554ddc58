/* failing_memory.h: makes the n-th of our allocations fail, in a test that is linked with --wrap=rap_reallocate
 * (CMakeLists.txt). */
#ifndef FAILING_MEMORY_H
#define FAILING_MEMORY_H

#include <stddef.h>

void *__real_rap_reallocate(void *old, size_t old_count, size_t count, size_t size);
void *__wrap_rap_reallocate(void *old, size_t old_count, size_t count, size_t size);

static long left = -1; /* allocations until the failing one; negative: none fails */

void *__wrap_rap_reallocate(void *old, size_t old_count, size_t count, size_t size) {
    if (left == 0)
        return NULL;
    left -= left > 0;
    return __real_rap_reallocate(old, old_count, count, size);
}

#endif
