/* tiles.c: reads neighbouring values together: asked in order, each row of the store is read once per tile. */
#include "analysis/estimate/tiles.h"
#include "base/error.h"
#include "base/memory.h"

void rap_tiles_init(rap_tiles *t, rap_store *store, const rap_layout *layout, int64_t items) {
    size_t value = (size_t)items * layout->n_arms * sizeof(double);
    size_t most = RAP_TILE_BYTES / (value ? value : 1);
    most = most < 1 ? 1 : most > layout->n_values ? layout->n_values : most;
    *t = (rap_tiles){.store = store, .layout = layout, .items = items, .most = most};
}

void rap_tiles_free(rap_tiles *t) {
    rap_free(t->x);
    *t = (rap_tiles){0};
}

static int load(rap_tiles *t, size_t index) {
    size_t left = t->layout->n_values - index, n = left < t->most ? left : t->most;
    int status = RAP_OK;
    t->n = 0;
    if (!t->x)
        t->x = rap_allocate((size_t)t->items * t->layout->n_arms, t->most * sizeof *t->x);
    if (!t->x)
        return rap_fail(RAP_ENOMEM);
    for (size_t a = 0; a < t->layout->n_arms && !status; a++)
        status = rap_store_values(t->store, a, index, n, t->items, t->x + a * (size_t)t->items * n);
    if (!status) {
        t->first = index;
        t->n = n;
    }
    return status;
}

int rap_tiles_get(rap_tiles *t, size_t arm, size_t index, double *out) {
    bool here = index >= t->first && index - t->first < t->n;
    int status = here ? RAP_OK : load(t, index / t->most * t->most);
    if (status)
        return status;
    const double *from = t->x + arm * (size_t)t->items * t->n + (index - t->first);
    for (int64_t i = 0; i < t->items; i++)
        out[i] = from[(size_t)i * t->n];
    return RAP_OK;
}
