/* chain.c: see chain.h. */
#include "analysis/method/chain.h"
#include "base/error.h"
#include "base/memory.h"
#include "stream/stream.h"

#include <math.h>

void rap_chain_order(uint64_t seed, uint64_t chain, size_t players, size_t *order) {
    uint64_t key = rap_stream_key(seed, chain, rap_hash_text("order of a chain"));
    for (size_t i = 0; i < players; i++) {
        double place = rap_uniform(key, (rap_event){.ordinal = (uint32_t)i});
        size_t j = (size_t)(place * (double)(i + 1)); /* Fisher & Yates, from inside out */
        order[i] = order[j];
        order[j] = i;
    }
}

int rap_chain_init(rap_chain *c, size_t players) {
    *c = (rap_chain){.players = players};
    c->gets = rap_allocate(players + 1, sizeof *c->gets);
    return c->gets ? rap_moments_init(&c->moments, players + 1) : rap_fail(RAP_ENOMEM);
}

void rap_chain_free(rap_chain *c) {
    rap_moments_free(&c->moments);
    rap_free(c->gets);
    *c = (rap_chain){0};
}

void rap_chain_add(rap_chain *c, const size_t *order, const double *f) {
    double *sum = c->gets + c->players;
    *sum = 0;
    for (size_t l = 0; l <= c->players; l++)
        if (isnan(f[l])) {
            c->missing++;
            return;
        }
    for (size_t l = 0; l < c->players; l++) {
        double half_way = (f[l] - f[0]) / 2 + (f[l + 1] - f[0]) / 2;
        *sum += c->gets[order[l]] = half_way * (f[l + 1] - f[l]);
    }
    rap_moments_add(&c->moments, c->gets);
}

static double error_over_chains(const rap_chain *c, double variance) {
    return sqrt(variance / (double)c->moments.n);
}

rap_index rap_chain_variance(const rap_chain *c) {
    const rap_moments *m = &c->moments;
    double square = rap_moments_covariance(m, c->players, c->players);
    return rap_index_make(m->mean[c->players], error_over_chains(c, square), m->n, INFINITY);
}

rap_index rap_chain_share(const rap_chain *c, size_t first, size_t n) {
    const rap_moments *m = &c->moments;
    double part = 0, square = 0, across = 0, all = m->mean[c->players];
    rap_index whole = rap_chain_variance(c);
    if (whole.state != RAP_INDEX_TOLD)
        return rap_index_make(NAN, NAN, m->n, 1);
    for (size_t i = first; i < first + n; i++) {
        part += m->mean[i] / all;
        across += rap_moments_covariance(m, i, c->players);
        for (size_t j = first; j < first + n; j++)
            square += rap_moments_covariance(m, i, j);
    }
    square += part * part * rap_moments_covariance(m, c->players, c->players) - 2 * part * across;
    return rap_index_make(part, error_over_chains(c, fmax(square, 0)) / all, m->n, 1);
}
