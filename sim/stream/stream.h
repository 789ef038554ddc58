/* stream.h: random numbers that belong to an event, not to a place in a sequence.
 *
 * Philox4x32-10 (Salmon et al. 2011, doi:10.1145/2063384.2063405; Random123). The 64-bit key comes
 * from (seed, item, mechanism), the 128-bit counter from who is concerned and the how-manieth event
 * of its kind this is. The same event has the same luck in every arm, on every thread, and whoever
 * else is in the scenario. Identities are hashes of names, never array positions. */
#ifndef RAP_STREAM_H
#define RAP_STREAM_H

#include <gsl/gsl_rng.h>
#include <stddef.h>
#include <stdint.h>

/* Who and the how-manieth: a relation's event names both, an organisation's leaves team 0. */
typedef struct {
    uint64_t subject; /* hash of a name */
    uint32_t team;    /* folded hash of a name, 0 where no team is concerned */
    uint32_t ordinal; /* below 2^24: the n-th event of its kind */
} rap_event;

/* 64-bit hash of a name (FNV-1a with an avalanche finish); never 0. */
uint64_t rap_hash_text(const char *name);
uint64_t rap_hash_bytes(const char *name, size_t n); /* of its first n bytes */

/* Mixes two hashes, order matters (for derived identities such as "the third of these"). */
uint64_t rap_hash_mix(uint64_t a, uint64_t b);

/* The key of one mechanism's luck in one item. */
uint64_t rap_stream_key(uint64_t seed, uint64_t item, uint64_t mechanism);

/* One uniform number in (0, 1), both ends excluded, in 2^52 equal steps. */
double rap_uniform(uint64_t key, rap_event event);

/* The same of n subjects' events, of no team and ordinal 0: x[k] is rap_uniform of subjects[k], sooner. */
void rap_uniforms(uint64_t key, const uint64_t *subjects, double *x, size_t n);

/* By inverse distribution function from rap_uniform, so that luck is monotone in it: exponential
 * with mean 1, and standard normal. */
double rap_exponential(uint64_t key, rap_event event);
double rap_normal(uint64_t key, rap_event event);

/* `n` <= RAP_MOST_WORDS 32-bit numbers of one event, for many rows that share it: each is uniform on
 * 0 .. 2^32 - 1. Fewer of them are the first of more. */
enum { RAP_MOST_WORDS = 1024 };
void rap_words(uint64_t key, rap_event event, uint32_t *words, size_t n);

/* The same numbers behind GSL: gsl_rng_alloc(rap_rng_philox), then rap_rng_aim before each event;
 * gsl_ran_* then draw as many numbers as they like (up to 512) without touching another event.
 * gsl_rng_set only aims at (key = seed, event 0). */
extern const gsl_rng_type *const rap_rng_philox;
void rap_rng_aim(gsl_rng *rng, uint64_t key, rap_event event);

#endif
