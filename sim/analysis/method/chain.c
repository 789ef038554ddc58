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
    c->part = rap_allocate(players + 1, sizeof *c->part);
    c->whole = rap_allocate(players + 1, sizeof *c->whole);
    c->at = rap_allocate(players + 1, sizeof *c->at);
    bool all = c->gets && c->part && c->whole && c->at;
    return all ? rap_moments_init(&c->moments, players + 1) : rap_fail(RAP_ENOMEM);
}

void rap_chain_free(rap_chain *c) {
    rap_moments_free(&c->moments);
    rap_free(c->gets);
    rap_free(c->part);
    rap_free(c->whole);
    rap_free(c->at);
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

rap_index rap_chain_variance(const rap_chain *c) {
    static const double one = 1;
    const rap_formed all = {1, &c->players, c->moments.mean[c->players], &one};
    return rap_index_ratio(&c->moments, &all, NULL, 0, INFINITY);
}

/* Quantities are those of all players and, last, their sum. */
rap_index rap_chain_share(const rap_chain *c, size_t first, size_t n) {
    if (rap_chain_variance(c).state != RAP_INDEX_TOLD)
        return rap_index_none();
    double sum = 0;
    for (size_t i = 0; i <= c->players; i++) {
        c->at[i] = i;
        c->whole[i] = i == c->players;
        c->part[i] = i >= first && i < first + n;
        sum += c->part[i] * c->moments.mean[i];
    }
    const rap_formed part = {c->players + 1, c->at, sum, c->part};
    const rap_formed whole = {c->players + 1, c->at, c->moments.mean[c->players], c->whole};
    return rap_index_ratio(&c->moments, &part, &whole, 0, 1);
}
