/* layers.h: places for a layered graph in which every chain passes one node of each layer (private
 * to plots/).
 *
 * Nodes of a layer are ordered by sweeps of the barycentre rule (Sugiyama, Tagawa & Toda 1981,
 * doi:10.1109/TSMC.1981.4308636); of all orders met, the one with the fewest crossings stays. A
 * node has a port for each chain on either side, in the order of the chains' next nodes there. */
#ifndef RAP_LAYERS_H
#define RAP_LAYERS_H

#include <stddef.h>

enum { RAP_LAYERS = 4 };

typedef struct {
    size_t n;                 /* chains */
    size_t *node[RAP_LAYERS]; /* by chain: which node of the layer, numbered from 0 */
    size_t nodes[RAP_LAYERS]; /* number of nodes of a layer; <= n */
    int *height[RAP_LAYERS];  /* by node, pixels; the caller writes it before rap_layers_place */
    size_t *rank[RAP_LAYERS]; /* by node: place in its layer */
    int *top[RAP_LAYERS];     /* by node: pixel of its upper edge */
    int area;                 /* height of the whole */
} rap_layers;

/* Room for n chains. RAP_OK or RAP_ENOMEM; free is legal in every case, and twice. */
int rap_layers_init(rap_layers *l, size_t n);
void rap_layers_free(rap_layers *l);

/* Fills rank, top and area, with at least `gap` pixels between nodes. RAP_OK or RAP_ENOMEM. */
int rap_layers_place(rap_layers *l, int gap);

/* Crossings of chains between neighbouring layers, with the ranks as they are. */
size_t rap_layers_crossings(const rap_layers *l);

/* Chains through a node. */
size_t rap_layers_chains(const rap_layers *l, size_t layer, size_t node);

/* Pixel of a chain's port at its node of a layer, on the side of the next (+1) or last (-1) one. */
double rap_layers_port(const rap_layers *l, size_t layer, size_t chain, int side);

#endif
