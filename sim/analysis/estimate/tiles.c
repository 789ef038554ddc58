/* tiles.c: reads neighbouring values together, so that each row of the store is read once per tile. */
#include "analysis/estimate/tiles.h"
#include "base/error.h"
#include "base/memory.h"

void rap_tiles_init(rap_tiles *t, rap_store *store, const rap_layout *layout, int64_t items,
                    size_t kept) {
    size_t value = (size_t)items * layout->n_arms * sizeof(double);
    size_t most = RAP_TILE_BYTES / (value ? value : 1);
    most = most < 1 ? 1 : most > layout->n_values ? layout->n_values : most;
    size_t tile = most * value, fit = tile > 0 ? kept * RAP_TILE_BYTES / tile : kept;
    kept = fit < 1 ? 1 : fit < kept ? fit : kept;
    *t = (rap_tiles){.store = store, .layout = layout, .items = items, .most = most, .kept = kept};
}

void rap_tiles_free(rap_tiles *t) {
    for (size_t k = 0; k < RAP_MOST_TILES; k++)
        rap_free(t->tiles[k].x);
    *t = (rap_tiles){0};
}

static int load(rap_tiles *t, rap_tile *tile, size_t index) {
    size_t left = t->layout->n_values - index, n = left < t->most ? left : t->most;
    int status = RAP_OK;
    tile->n = 0;
    if (!tile->x)
        tile->x = rap_allocate((size_t)t->items * t->layout->n_arms, t->most * sizeof *tile->x);
    if (!tile->x)
        return rap_fail(RAP_ENOMEM);
    for (size_t a = 0; a < t->layout->n_arms && !status; a++)
        status =
            rap_store_values(t->store, a, index, n, t->items, tile->x + a * (size_t)t->items * n);
    if (!status) {
        tile->first = index;
        tile->n = n;
    }
    return status;
}

/* The tile that has a value, or else the one to be read over: an empty one, or that asked for longest ago. */
static rap_tile *tile_for(rap_tiles *t, size_t index) {
    rap_tile *oldest = &t->tiles[0];
    for (size_t k = 0; k < t->kept; k++) {
        rap_tile *tile = &t->tiles[k];
        if (index >= tile->first && index - tile->first < tile->n)
            return tile;
        oldest = tile->asked < oldest->asked ? tile : oldest;
    }
    return oldest;
}

int rap_tiles_get(rap_tiles *t, size_t arm, size_t index, const double **x) {
    rap_tile *tile = tile_for(t, index);
    bool here = index >= tile->first && index - tile->first < tile->n;
    int status = here ? RAP_OK : load(t, tile, index / t->most * t->most);
    if (status)
        return status;
    tile->asked = ++t->asked;
    *x = tile->x + (arm * tile->n + index - tile->first) * (size_t)t->items;
    return RAP_OK;
}
