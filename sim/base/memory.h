/* memory.h: every allocation of the project goes through rap_reallocate.
 *
 * Sizes are given as count x size and checked for overflow. New bytes are zero. Tests wrap
 * rap_reallocate at link time to make the n-th allocation fail. */
#ifndef RAP_MEMORY_H
#define RAP_MEMORY_H

#include <stddef.h>

/* Grows or shrinks `old` (which held `old_count` elements; NULL and 0 for a new block) to `count`
 * elements of `size` bytes. New elements are zero. Returns NULL when there is no memory or the
 * product overflows; `old` is then untouched. A count of 0 gives a valid block of one element. */
void *rap_reallocate(void *old, size_t old_count, size_t count, size_t size);

/* `count` zeroed elements of `size` bytes, or NULL. */
void *rap_allocate(size_t count, size_t size);

/* Makes room for `wanted` elements in a growing array, at least doubling. `array` is the address of
 * the array pointer, `capacity` its present size in elements. RAP_OK or RAP_ENOMEM. */
int rap_grow(void *array, size_t *capacity, size_t wanted, size_t size);

/* A copy of a text, or NULL. */
char *rap_copy_text(const char *text);

/* Frees a block from above; NULL is fine. */
void rap_free(void *block);

#endif
