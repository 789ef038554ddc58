/* lookup.c: each hash's rows stand one after another from its place on, until a free slot. */
#include "base/lookup.h"
#include "base/error.h"
#include "base/memory.h"

struct rap_lookup_slot {
    uint64_t hash;
    size_t after; /* row + 1; 0: free */
};

/* Where the k-th look for a hash goes. */
static struct rap_lookup_slot *slot_at(const rap_lookup *x, uint64_t hash, size_t k) {
    return &x->slots[((size_t)hash + k) & (x->n_slots - 1)];
}

static void put_slot(rap_lookup *x, struct rap_lookup_slot slot) {
    size_t k = 0;
    while (slot_at(x, slot.hash, k)->after)
        k++;
    *slot_at(x, slot.hash, k) = slot;
}

static int double_slots(rap_lookup *x) {
    rap_lookup more = {.n_slots = x->n_slots ? 2 * x->n_slots : 32, .n = x->n};
    more.slots = rap_allocate(more.n_slots, sizeof *more.slots);
    if (!more.slots)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < x->n_slots; k++)
        if (x->slots[k].after)
            put_slot(&more, x->slots[k]);
    rap_free(x->slots);
    *x = more;
    return RAP_OK;
}

int rap_lookup_add(rap_lookup *x, uint64_t hash, size_t row) {
    int status = 2 * (x->n + 1) > x->n_slots ? double_slots(x) : RAP_OK;
    if (status)
        return status;
    put_slot(x, (struct rap_lookup_slot){hash, row + 1});
    x->n++;
    return RAP_OK;
}

size_t rap_lookup_next(const rap_lookup *x, uint64_t hash, size_t *at) {
    while (x->n_slots) {
        const struct rap_lookup_slot *slot = slot_at(x, hash, (*at)++);
        if (!slot->after)
            break;
        if (slot->hash == hash)
            return slot->after - 1;
    }
    return RAP_NO_ROW;
}

void rap_lookup_free(rap_lookup *x) {
    rap_free(x->slots);
    *x = (rap_lookup){0};
}
