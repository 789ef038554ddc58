/* memory.c: blocks, growing arrays and copies, all by way of rap_reallocate. */
#include "base/memory.h"
#include "base/error.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *rap_allocate(size_t count, size_t size) {
    return rap_reallocate(NULL, 0, count ? count : 1, size);
}

int rap_grow(void *array, size_t *capacity, size_t wanted, size_t size) {
    if (wanted <= *capacity)
        return RAP_OK;
    size_t next = *capacity > SIZE_MAX / 2 ? wanted : *capacity * 2;
    next = next < wanted ? wanted : next;
    void *old, *grown;
    memcpy(&old, array, sizeof old);
    grown = rap_reallocate(old, *capacity, next, size);
    if (!grown)
        return rap_fail(RAP_ENOMEM);
    memcpy(array, &grown, sizeof grown);
    *capacity = next;
    return RAP_OK;
}

char *rap_copy_text(const char *text) {
    size_t n = strlen(text) + 1;
    char *copy = rap_allocate(n, 1);
    return copy ? memcpy(copy, text, n) : NULL;
}

void rap_free(void *block) {
    free(block);
}
