/* tiles.c: reads neighbouring columns together: asked in order, each row of the store is read once
 * per tile. */
#include "analysis/tiles.h"
#include "base/error.h"
#include "base/memory.h"

enum { TILE_BYTES = 64 << 20 };

int rap_tiles_init(rap_tiles *t, rap_store *store, const rap_layout *layout, int64_t items) {
    size_t column = (size_t)items * layout->n_arms * sizeof(double);
    size_t most = TILE_BYTES / (column ? column : 1);
    most = most < 1 ? 1 : most > layout->n_values ? layout->n_values : most;
    *t = (rap_tiles){.store = store, .layout = layout, .items = items, .most = most};
    t->x = rap_allocate((size_t)items * layout->n_arms, (most ? most : 1) * sizeof *t->x);
    return t->x ? RAP_OK : rap_fail(RAP_ENOMEM);
}

void rap_tiles_free(rap_tiles *t) {
    rap_free(t->x);
    *t = (rap_tiles){0};
}

static int load(rap_tiles *t, size_t index) {
    size_t left = t->layout->n_values - index;
    int status = RAP_OK;
    t->first = index;
    t->n = left < t->most ? left : t->most;
    for (size_t a = 0; a < t->layout->n_arms && !status; a++)
        status = rap_store_values(t->store, a, t->first, t->n, t->items,
                                  t->x + a * (size_t)t->items * t->n);
    if (status)
        t->n = 0;
    return status;
}

int rap_tiles_get(rap_tiles *t, size_t arm, size_t index, double *out) {
    int status = index >= t->first && index < t->first + t->n ? RAP_OK : load(t, index);
    if (status)
        return status;
    const double *from = t->x + arm * (size_t)t->items * t->n + (index - t->first);
    for (int64_t i = 0; i < t->items; i++)
        out[i] = from[(size_t)i * t->n];
    return RAP_OK;
}
