/* tiles.h: the values of a store by column, a bounded number of columns in memory at a time. */
#ifndef RAP_TILES_H
#define RAP_TILES_H

#include "store/store.h"

/* What is read at a time, unless one value of all runs is more; how many of them are kept at most. */
enum { RAP_TILE_BYTES = 16 << 20, RAP_MOST_TILES = 6 };

typedef struct {
    size_t first, n; /* values [first, first + n) are here */
    uint64_t asked;  /* when it was asked for last */
    double *x;       /* arm, value, item; NULL: none yet */
} rap_tile;

typedef struct {
    rap_store *store;
    const rap_layout *layout;
    int64_t items;
    size_t most; /* values that fit into a tile */
    size_t kept; /* tiles that are kept: those asked for last */
    uint64_t asked;
    rap_tile tiles[RAP_MOST_TILES];
} rap_tiles;

/* `kept` tiles: 1 for who asks for values in their order, RAP_MOST_TILES for who asks here and there; fewer where one value
 * of all runs is more than a tile is to be. */
void rap_tiles_init(rap_tiles *t, rap_store *store, const rap_layout *layout, int64_t items,
                    size_t kept);
void rap_tiles_free(rap_tiles *t);

/* Value `index` of an arm, by item, in *x. It stays there until values of as many other tiles as are kept were asked
 * for. RAP_OK, RAP_ENOMEM, or what the store says. */
int rap_tiles_get(rap_tiles *t, size_t arm, size_t index, const double **x);

#endif
