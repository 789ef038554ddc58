/* arena.c: a chain of blocks, each filled from its start. */
#include "scenario/language/arena.h"
#include "base/error.h"
#include "base/memory.h"

#include <stdalign.h>
#include <stdint.h>
#include <string.h>

struct rap_arena_block {
    rap_arena_block *before;
    size_t used, size;
    alignas(max_align_t) char bytes[];
};

enum { FIRST_BLOCK = 4096, LARGEST_STEP = 1 << 20 };

void rap_arena_init(rap_arena *a) {
    *a = (rap_arena){0};
}

void rap_arena_free(rap_arena *a) {
    for (rap_arena_block *b = a->last, *before; b; b = before) {
        before = b->before;
        rap_free(b);
    }
    rap_arena_init(a);
}

static rap_arena_block *add_block(rap_arena *a, size_t bytes) {
    size_t size = a->last ? a->last->size : FIRST_BLOCK / 2;
    size = size < LARGEST_STEP ? 2 * size : LARGEST_STEP;
    size = size < bytes ? bytes : size;
    rap_arena_block *b = rap_allocate(sizeof *b + size, 1);
    if (!b) {
        a->failed = true;
        return NULL;
    }
    b->before = a->last;
    b->size = size;
    a->last = b;
    return b;
}

void *rap_arena_take(rap_arena *a, size_t count, size_t size) {
    const size_t unit = alignof(max_align_t);
    if (size != 0 && count > (SIZE_MAX / 4) / size) {
        a->failed = true;
        return NULL;
    }
    size_t bytes = count * size;
    bytes = (bytes + unit - (bytes ? 1 : 0)) / unit * unit;
    rap_arena_block *b = a->last;
    if (!b || b->size - b->used < bytes)
        b = add_block(a, bytes);
    if (!b)
        return NULL;
    void *taken = b->bytes + b->used;
    b->used += bytes;
    return taken;
}

char *rap_arena_copy(rap_arena *a, const char *s, size_t n) {
    char *copy = rap_arena_take(a, n + 1, 1);
    if (copy && n)
        memcpy(copy, s, n);
    return copy;
}

const char *rap_arena_path(rap_arena *a, const char *before, const char *after) {
    size_t nb = strlen(before), na = strlen(after);
    if (nb == 0)
        return rap_arena_copy(a, after, na);
    char *path = rap_arena_take(a, nb + na + 2, 1);
    if (!path)
        return NULL;
    memcpy(path, before, nb);
    path[nb] = '.';
    memcpy(path + nb + 1, after, na);
    return path;
}
