/* tiles.h: the values of a store by column, a bounded number of columns in memory at a time. */
#ifndef RAP_TILES_H
#define RAP_TILES_H

#include "store/store.h"

/* What is read at a time, unless one value of all runs is more. */
enum { RAP_TILE_BYTES = 16 << 20 };

typedef struct {
    rap_store *store;
    const rap_layout *layout;
    int64_t items;
    size_t first, n, most; /* values [first, first + n) are here; at most `most` fit */
    double *x;             /* arm, item, value; allocated at the first question */
} rap_tiles;

void rap_tiles_init(rap_tiles *t, rap_store *store, const rap_layout *layout, int64_t items);
void rap_tiles_free(rap_tiles *t);

/* Copies value `index` of an arm for all items to `out`. RAP_OK, RAP_ENOMEM, or what the store
 * says. */
int rap_tiles_get(rap_tiles *t, size_t arm, size_t index, double *out);

#endif
