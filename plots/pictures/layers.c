/* layers.c: order and places of layers.h. */
#include "plots/pictures/layers.h"
#include "base/error.h"
#include "base/memory.h"

#include <stdbool.h>
#include <string.h>

enum { SWEEPS = 12 };

int rap_layers_init(rap_layers *l, size_t n) {
    bool whole = true;
    *l = (rap_layers){.n = n};
    for (size_t k = 0; k < RAP_LAYERS; k++) {
        l->node[k] = rap_allocate(n, sizeof *l->node[k]);
        l->height[k] = rap_allocate(n, sizeof *l->height[k]);
        l->rank[k] = rap_allocate(n, sizeof *l->rank[k]);
        l->top[k] = rap_allocate(n, sizeof *l->top[k]);
        whole = whole && l->node[k] && l->height[k] && l->rank[k] && l->top[k];
    }
    return whole ? RAP_OK : rap_fail(RAP_ENOMEM);
}

void rap_layers_free(rap_layers *l) {
    for (size_t k = 0; k < RAP_LAYERS; k++) {
        rap_free(l->node[k]);
        rap_free(l->height[k]);
        rap_free(l->rank[k]);
        rap_free(l->top[k]);
    }
    *l = (rap_layers){0};
}

static size_t rank_of(const rap_layers *l, size_t layer, size_t chain) {
    return l->rank[layer][l->node[layer][chain]];
}

size_t rap_layers_crossings(const rap_layers *l) {
    size_t n = 0;
    for (size_t k = 0; k + 1 < RAP_LAYERS; k++)
        for (size_t i = 0; i < l->n; i++)
            for (size_t j = 0; j < i; j++) {
                size_t a = rank_of(l, k, i), b = rank_of(l, k, j);
                size_t c = rank_of(l, k + 1, i), d = rank_of(l, k + 1, j);
                n += (a < b && c > d) || (a > b && c < d);
            }
    return n;
}

size_t rap_layers_chains(const rap_layers *l, size_t layer, size_t node) {
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++)
        n += l->node[layer][i] == node;
    return n;
}

/* Mean rank of a node's neighbours in the layer beside it. */
static double barycentre(const rap_layers *l, size_t layer, size_t node, size_t beside) {
    double sum = 0;
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++)
        if (l->node[layer][i] == node) {
            sum += (double)rank_of(l, beside, i);
            n++;
        }
    return n ? sum / (double)n : 0;
}

/* Orders a layer by barycentres; equal ones keep their order. `at` holds nodes by rank. */
static void order(rap_layers *l, size_t layer, size_t beside, size_t *at, double *center) {
    size_t n = l->nodes[layer];
    for (size_t k = 0; k < n; k++) {
        at[l->rank[layer][k]] = k;
        center[k] = barycentre(l, layer, k, beside);
    }
    for (size_t k = 1; k < n; k++) {
        size_t moved = at[k], i = k;
        for (; i && center[at[i - 1]] > center[moved]; i--)
            at[i] = at[i - 1];
        at[i] = moved;
    }
    for (size_t k = 0; k < n; k++)
        l->rank[layer][at[k]] = k;
}

static void sweep(rap_layers *l, bool forward, size_t *at, double *center) {
    for (size_t k = 1; k < RAP_LAYERS; k++)
        if (forward)
            order(l, k, k - 1, at, center);
        else
            order(l, RAP_LAYERS - 1 - k, RAP_LAYERS - k, at, center);
}

static void copy_ranks(size_t *to, const rap_layers *l) {
    for (size_t k = 0; k < RAP_LAYERS; k++)
        memcpy(to + k * l->n, l->rank[k], l->n * sizeof *to);
}

static void put_ranks(rap_layers *l, const size_t *from) {
    for (size_t k = 0; k < RAP_LAYERS; k++)
        memcpy(l->rank[k], from + k * l->n, l->n * sizeof *from);
}

static int find_order(rap_layers *l) {
    size_t *best = rap_allocate(RAP_LAYERS * l->n, sizeof *best);
    size_t *at = rap_allocate(l->n, sizeof *at);
    double *center = rap_allocate(l->n, sizeof *center);
    int status = best && at && center ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < RAP_LAYERS; k++)
        for (size_t i = 0; i < l->nodes[k]; i++)
            l->rank[k][i] = i;
    if (!status) {
        size_t fewest = rap_layers_crossings(l);
        copy_ranks(best, l);
        for (int k = 0; k < SWEEPS && fewest; k++) {
            sweep(l, k % 2 == 0, at, center);
            size_t now = rap_layers_crossings(l);
            if (now < fewest) {
                fewest = now;
                copy_ranks(best, l);
            }
        }
        put_ranks(l, best);
    }
    rap_free(best);
    rap_free(at);
    rap_free(center);
    return status;
}

static int height_of(const rap_layers *l, size_t layer) {
    int sum = 0;
    for (size_t i = 0; i < l->nodes[layer]; i++)
        sum += l->height[layer][i];
    return sum;
}

/* Spreads the nodes of a layer evenly over the area. */
static void spread_layer(rap_layers *l, size_t layer) {
    size_t n = l->nodes[layer];
    int room = l->area - height_of(l, layer);
    for (size_t i = 0; i < n; i++) {
        int above = room * (int)(2 * l->rank[layer][i] + 1) / (int)(2 * n);
        for (size_t k = 0; k < n; k++)
            above += l->rank[layer][k] < l->rank[layer][i] ? l->height[layer][k] : 0;
        l->top[layer][i] = above;
    }
}

int rap_layers_place(rap_layers *l, int gap) {
    int status = find_order(l);
    l->area = 0;
    for (size_t k = 0; k < RAP_LAYERS; k++) {
        int needed = height_of(l, k) + gap * (int)l->nodes[k];
        l->area = needed > l->area ? needed : l->area;
    }
    for (size_t k = 0; k < RAP_LAYERS && !status; k++)
        spread_layer(l, k);
    return status;
}

double rap_layers_port(const rap_layers *l, size_t layer, size_t chain, int side) {
    size_t node = l->node[layer][chain], before = 0, n = rap_layers_chains(l, layer, node);
    size_t beside = side > 0 ? layer + 1 : layer - 1;
    for (size_t i = 0; i < l->n; i++) {
        if (i == chain || l->node[layer][i] != node)
            continue;
        size_t a = rank_of(l, beside, i), b = rank_of(l, beside, chain);
        before += a < b || (a == b && i < chain);
    }
    return l->top[layer][node] + l->height[layer][node] * (double)(before + 1) / (double)(n + 1);
}
