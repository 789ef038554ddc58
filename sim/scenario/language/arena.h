/* arena.h: memory that is freed all at once, for trees and what is bound from them.
 *
 * Blocks grow; what was taken never moves. An arena remembers that it once had no memory. */
#ifndef RAP_ARENA_H
#define RAP_ARENA_H

#include <stdbool.h>
#include <stddef.h>

typedef struct rap_arena_block rap_arena_block;

typedef struct {
    rap_arena_block *last;
    bool failed;
} rap_arena;

void rap_arena_init(rap_arena *a);
void rap_arena_free(rap_arena *a);

/* `count` zeroed elements of `size` bytes, aligned for any type, or NULL. */
void *rap_arena_take(rap_arena *a, size_t count, size_t size);

/* A copy of `n` bytes with a NUL behind them, or NULL. */
char *rap_arena_copy(rap_arena *a, const char *s, size_t n);

/* "before.after", or `after` alone where `before` is empty; NULL without memory. */
const char *rap_arena_path(rap_arena *a, const char *before, const char *after);

#endif
